"""Cyrillic names in Latin letters, as Russian, Ukrainian, Belarusian and Kazakh names are listed.

The language is told by its own letters (`ї` Ukrainian, `ў` Belarusian, `ђ` Serbian), or by an `і` or a
hard sign between consonants where the letters that only Russian has are missing; all others are read
as Russian. Soft and hard signs vanish, as on the list. Generic words are translated afterwards by their
stems (`russian_stems`), so that every case of a noun is covered by one row.
"""

from __future__ import annotations

import re
from functools import cache

from entitycheck.names.native_names import LatinText, find_native_names

_RUSSIAN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z",
    "и": "i", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip
_MORE = {
    "ә": "a", "ғ": "g", "қ": "q", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "і": "i",
    "ї": "yi", "є": "ye", "ґ": "g", "ў": "u", "ђ": "dj", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c",
    "џ": "dz", "ѓ": "gj", "ќ": "kj", "ѕ": "dz", "ѣ": "e",
}  # fmt: skip
_UKRAINIAN = _RUSSIAN | _MORE | {"г": "h", "и": "y", "й": "y"}
_BELARUSIAN = _RUSSIAN | _MORE | {"г": "h"}
BASIS = "Cyrillic read as Latin"
_SERBIAN = _RUSSIAN | _MORE | {"ж": "z", "х": "h", "ц": "c", "ч": "c", "ш": "s"}
_BULGARIAN = _RUSSIAN | {"ъ": "a", "щ": "sht", "х": "h"}
_SIGNS = (
    ("be", re.compile("ў")),
    ("uk", re.compile("[їєґ]")),
    ("sr", re.compile("[ђјљњћџ]")),
    ("ru", re.compile("[ыэёәғқңөұүһѓќѕ]")),  # and the languages that share its letters
    ("uk", re.compile("і")),
    ("bg", re.compile("[бвгджзклмнпрстфхцчш]ъ[бвгджзклмнпрстфхцчш]")),
)
"""What tells a language, the surest first."""


def read_cyrillic(text: str) -> list[LatinText]:
    """The Latin spellings of a text in Cyrillic, as written first."""
    readings = [LatinText(transliterate_cyrillic(text), BASIS)]
    for known in find_native_names(text, "ru"):
        readings.extend(
            LatinText(
                transliterate_cyrillic(known.before + latin + known.after),
                f"native name {known.native} of {latin}",
            )
            for latin in known.latin
        )
    return readings


def transliterate_cyrillic(text: str) -> str:
    """The text with its Cyrillic letters in Latin ones; other characters unchanged."""
    lowered = text.lower()
    language = next((name for name, sign in _SIGNS if sign.search(lowered)), "ru")
    return lowered.translate(_table(language))


@cache
def _table(language: str) -> dict[int, str]:
    letters = {
        "be": _BELARUSIAN,
        "bg": _BULGARIAN,
        "ru": _RUSSIAN | _MORE,
        "sr": _SERBIAN,
        "uk": _UKRAINIAN,
    }[language]
    return str.maketrans(letters)
