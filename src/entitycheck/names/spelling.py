"""One spelling for words whose Latin letters depend on who transliterated them.

`Yevgeniy`, `Evgenii`, `Evgeny`; `Mashinostroitelnyi`, `Mashinostroitelny`: the list itself holds all
of them. Only safe changes: each keeps words of different meaning apart on the list of July 2026.
"""

from __future__ import annotations

import re
from functools import cache

from entitycheck.names.tables import load_rows, split_spellings

_LEAST_LETTERS = 5  # "Ali", "Sky", "Iye" stay as they are
_LEAST_STEM = 3
_LONGEST_ENDING = 5
_RUSSIAN_ENDINGS = frozenset(
    {"", "a", "ai", "aia", "aja", "am", "ami", "aya", "e", "ego", "ei", "em", "ey", "i", "ia", "ie"}
    | {"ii", "iem", "iey", "ij", "ikh", "im", "imi", "iy", "iya", "iye", "iyu", "o", "oe", "ogo"}
    | {"oi", "oj", "om", "omu", "ov", "oy", "oye", "sk", "ski", "skii", "skiy", "sky", "u", "uiu"}
    | {"uyu", "y", "ya", "yakh", "ye", "yei", "yey", "yi", "yie", "yiy", "yj", "ykh", "ym", "ymi"}
    | {"yo", "yu", "yy", "yye", "ski", "skaya", "skoe", "skoye", "skogo", "skikh", "ye", "ii", "kh"}
)
_ENDINGS = ("i", "j", "y", "je", "ye", "ych", "nka", "nko", "aia", "aja")
"""A word that ends otherwise, and holds neither `ye` nor `x`, is changed by none of the steps."""
_STEPS = (
    (re.compile(r"(?<=[bcdfghklmnprstvwz])(?:iy|ii|ij|yy|yi|yj|iyi|yiy)$"), "y"),
    (re.compile(r"(?<=[kn])i$"), "y"),
    (re.compile(r"^ye(?=[a-z]{3})"), "e"),
    (re.compile(r"(?<=[a-z])(?:ye|je)$"), "e"),
    (re.compile(r"(?<=[a-z])(?:iye|ye)(?=v|vich|vna)"), "e"),
    (re.compile(r"(?<=[oe]v)ych$"), "ich"),
    (re.compile(r"(?:iye|ye|ie)nk[oa]$"), "ienko"),
    (re.compile(r"(?<=[a-z]{3}e)nka$"), "nko"),
    (re.compile(r"(?:aia|aja)$"), "aya"),
    (re.compile(r"(?<=[a-z]{2})x(?![iu])"), "ks"),
)


def settle_spelling(word: str) -> str:
    """The word in the one spelling of its variants.

    Args:
        word: A folded word that no table of words knows.
    """
    known = _load_variants().get(word)
    if known is not None:
        return known
    if len(word) < _LEAST_LETTERS:
        return word
    if not (word.endswith(_ENDINGS) or "ye" in word or "x" in word):
        return word
    for pattern, plain in _STEPS:
        word = pattern.sub(plain, word)
    return word


def find_russian_word(word: str) -> str | None:
    """The class of a Russian generic word in any of its cases; None for other words."""
    if len(word) < _LEAST_LETTERS:
        return None
    stems = _load_russian_stems()
    for letters in range(min(_LONGEST_ENDING, len(word) - _LEAST_STEM) + 1):
        stem = word[: len(word) - letters]
        if stem in stems and word[len(stem) :] in _RUSSIAN_ENDINGS:
            return stems[stem]
    return None


@cache
def _load_russian_stems() -> dict[str, str]:
    return {
        stem: name
        for name, column in load_rows("russian_stems")
        for stem in split_spellings(column)
    }


@cache
def _load_variants() -> dict[str, str]:
    """The one spelling of given names and words of names that are spelled in many ways."""
    return {
        spelling: name
        for name, column in (*load_rows("name_words"), *load_rows("given_names"))
        for spelling in (name, *split_spellings(column))
    }
