"""Write the table of Chinese names in pinyin: `python tests/names/native_pinyin.py`.

It follows from the Chinese names of `native_names.tsv`, and is kept because pinyin takes a tenth of a
second to load.
"""

from __future__ import annotations

from pathlib import Path

from entitycheck.names.chinese import to_pinyin
from entitycheck.names.folding import fold
from entitycheck.names.native_names import LEAST_SOUND, load_native_names

TABLE = Path(__file__).resolve().parents[2] / "src/entitycheck/names/data/native_pinyin.tsv"


def native_pinyin_rows() -> list[tuple[str, str]]:
    """The rows of the table: what the known Chinese names sound like, where their listed names do not.

    Left out are sounds that several parties share, and short ones, which many firms share.
    """
    found: dict[str, set[tuple[str, ...]]] = {}
    for native, name in load_native_names("zh").items():
        sound = to_pinyin(native)
        plain = {fold(latin).replace(" ", "") for latin in name.latin}
        if sound.isalpha() and sound.isascii() and len(sound) >= LEAST_SOUND:
            found.setdefault(sound, set())
            if not any(sound in latin for latin in plain):
                found[sound].add(name.latin)
            else:
                found[sound].add(())
    return sorted(
        (sound, " | ".join(next(iter(names))))
        for sound, names in found.items()
        if len(names) == 1 and () not in names
    )


def main() -> None:
    """Write the table, its note kept."""
    note = TABLE.read_text(encoding="utf-8").split("\n", 1)[0]
    lines = [note, *("\t".join(row) for row in native_pinyin_rows())]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
