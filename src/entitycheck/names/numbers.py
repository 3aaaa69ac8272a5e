"""Numbers inside names: digits, ordinals, number words, safe Roman numerals, digits glued to letters."""

from __future__ import annotations

import re

_UNITS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_ORDINAL_UNITS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13,
    "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18,
    "nineteenth": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_ROMAN = {"ii": 2, "iii": 3, "iv": 4, "vii": 7, "viii": 8, "ix": 9, "xii": 12, "xiii": 13}
"""Not here, because they are words or names: I, V, VI, X, XI, L, C, D, M, MIX, LI, DI."""

NUMBER_WORDS: dict[str, int] = {
    **_UNITS,
    **_ORDINAL_UNITS,
    **_TENS,
    **{word[:-1] + "ieth": value for word, value in _TENS.items()},
    **_ROMAN,
}
"""Spelled numbers and their value."""
TENS = frozenset(_TENS)
_LAST_UNIT = 9
UNITS: dict[str, int] = {
    word: value for word, value in {**_UNITS, **_ORDINAL_UNITS}.items() if value <= _LAST_UNIT
}

_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th|y|yi|iy|i|ya|aya|oy|go|inci|nci|os)?")
_DIGITS_THEN_LETTERS = re.compile(r"(\d+)([a-z]{3,})")
_LETTERS_THEN_DIGITS = re.compile(r"([a-z]{2,})(\d+)")
_OCR_DIGIT = re.compile(r"(?<=[a-z])[015](?=[a-z])|^0(?=[a-z]{2})|(?<=[a-z]{3})0$")
may_hold_scanned_digit = re.compile(r"[015](?:[a-z]|(?<=[a-z].)\b)").search
"""Finds something in any folded text that has a word for `mend_ocr`; in few others."""
_OCR_LETTER = {"0": "o", "1": "l", "5": "s"}
_LEAST_LETTERS_FOR_OCR = 4  # "h2o", "b2b", "g5s" are what they are


def read_number(word: str) -> str | None:
    """The number a folded word is, without leading zeros: `058`, `58th`, `fourth`; else None."""
    if word[0].isdigit():
        found = _ORDINAL.fullmatch(word)
        return None if found is None else (found.group(1).lstrip("0") or "0")
    value = NUMBER_WORDS.get(word)
    return None if value is None else str(value)


def split_glued(word: str) -> tuple[str, ...]:
    """`4paradigm` to `4`, `paradigm`; `cetc58` to `cetc`, `58`; other words as they are."""
    found = _DIGITS_THEN_LETTERS.fullmatch(word) or _LETTERS_THEN_DIGITS.fullmatch(word)
    return (word,) if found is None else (found.group(1), found.group(2))


def mend_ocr(word: str) -> str:
    """`techn0logy` to `technology`: one digit among many letters that a scanner put there."""
    if word.isalpha() or len(word) <= _LEAST_LETTERS_FOR_OCR:
        return word
    if sum(char.isdigit() for char in word) != 1:
        return word
    return _OCR_DIGIT.sub(lambda found: _OCR_LETTER[found.group()], word)
