"""Known native names in the scripts that have no module of their own: `read_other_script`.

Hebrew, Devanagari, Bengali, Greek, Armenian, Georgian, Burmese, Thai: their letters are put into Latin
ones by `fold`, which is close for Greek, Armenian and Georgian and of little help for scripts that
leave vowels out or write several sounds with one letter. Well-known listed parties stand in the table
of native names; nothing is translated.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from entitycheck.names.native_names import LatinText, load_native_names

_SCRIPTS = {
    "he": re.compile("[\u0590-\u05ff]"),
    "hi": re.compile("[\u0900-\u097f]"),
    "bn": re.compile("[\u0980-\u09ff]"),
    "el": re.compile("[\u0370-\u03ff\u1f00-\u1fff]"),
    "hy": re.compile("[\u0530-\u058f]"),
    "ka": re.compile("[\u10a0-\u10ff]"),
    "my": re.compile("[\u1000-\u109f]"),
    "th": re.compile("[\u0e00-\u0e7f]"),
}
LANGUAGES = tuple(_SCRIPTS)
_UNSPACED = frozenset({"my", "th"})  # written without blanks: a name may stand anywhere


def read_other_script(text: str) -> list[LatinText]:
    """The text with a known native name replaced by its listed names; none where none stands in it.

    Args:
        text: Cleaned text.
    """
    found: list[LatinText] = []
    plain = _plain(text)
    for language, script in _SCRIPTS.items():
        if script.search(plain) is None:
            continue
        for native, key, latin in _load_names(language):
            before, held, after = plain.partition(key)
            if held and (language in _UNSPACED or _stands_alone(before, after)):
                found.extend(
                    LatinText(f"{before} {name} {after}", f"native name {native} of {name}")
                    for name in latin
                )
                break
    return found


def _stands_alone(before: str, after: str) -> bool:
    """Whether no letter or vowel sign touches the name."""
    return not _is_letter(before[-1:]) and not _is_letter(after[:1])


def _is_letter(character: str) -> bool:
    return character != "" and unicodedata.category(character)[0] in "LM"


def _plain(text: str) -> str:
    """The text with its letters composed, in lower case."""
    return unicodedata.normalize("NFC", text).lower()


@cache
def _load_names(language: str) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """The known names of one language, the longest first: as written, as looked for, as listed."""
    names = load_native_names(language).values()
    rows = [(one.native, _plain(one.native), one.latin) for one in names]
    return tuple(sorted(rows, key=lambda row: -len(row[1])))
