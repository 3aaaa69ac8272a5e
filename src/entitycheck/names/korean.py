"""Korean names in Latin letters: translated words, and two ways of spelling the rest.

Listed North Korean names follow McCune-Reischauer without its marks (Ryonbong, Hyoksin, Chongchongang);
South Korean ones the revised romanisation of 2000. Every Hangul syllable is a number of Unicode that
gives its initial, vowel and final.
"""

from __future__ import annotations

import re
from functools import cache

from entitycheck.names.cutting import (
    Dictionary,
    Piece,
    Term,
    cut_text,
    foreign_piece,
    read_native_names,
    spell_as,
    spell_pieces,
)
from entitycheck.names.native_names import LatinText, load_native_names
from entitycheck.names.scripts import HANGUL
from entitycheck.names.tables import load_rows

_RUN = re.compile(f"([{HANGUL}]+)")
_FIRST_SYLLABLE = 0xAC00
_VOWELS_TIMES_FINALS, _FINALS_COUNT = 588, 28
_NORTH_INITIALS = (
    "k", "kk", "n", "t", "tt", "r", "m", "p", "pp", "s", "ss", "-", "j", "jj", "ch", "kh", "th",
    "ph", "h",
)  # fmt: skip
_NORTH_VOICED = {"k": "g", "t": "d", "p": "b"}
_NORTH_VOWELS = (
    "a", "ae", "ya", "yae", "o", "e", "yo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we",
    "wi", "yu", "u", "ui", "i",
)  # fmt: skip
_SOUTH_INITIALS = (
    "g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "-", "j", "jj", "ch", "k", "t", "p",
    "h",
)  # fmt: skip
_SOUTH_VOWELS = (
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we",
    "wi", "yu", "eu", "ui", "i",
)  # fmt: skip
_FINALS = (
    "-", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "l", "l", "m", "p", "p",
    "t", "t", "ng", "t", "t", "k", "t", "p", "t",
)  # fmt: skip
_VOICING_FINALS = frozenset({"-", "n", "l", "m", "ng"})


def read_korean(text: str) -> list[LatinText]:
    """The Latin spellings of a text with Hangul, as written first."""
    known = _load_dictionary()
    pieces = _cut(text, known.without_natives())
    readings = [
        LatinText(spell_pieces(pieces, spell_as(spell)), "Korean words translated")
        for spell in (spell_north, spell_south)
    ]
    readings[1:1] = read_native_names(_cut(text, known), spell_as(spell_north))
    return readings


def _cut(text: str, known: Dictionary) -> list[Piece]:
    return [
        piece
        for word in text.split()
        for part in _RUN.split(word)
        if part
        for piece in (cut_text(part, known) if _RUN.fullmatch(part) else [foreign_piece(part)])
    ]


def spell_north(text: str) -> str:
    """Hangul as North Korean names are listed: 련봉 is `ryonbong`, 대동강 is `taedonggang`."""
    spelled = ""
    before = ""  # final of the syllable before; empty at the begin
    for initial, vowel, final in _syllables(text):
        sound = _NORTH_INITIALS[initial]
        if before in _VOICING_FINALS:
            sound = _NORTH_VOICED.get(sound, sound)
        spelled += sound.replace("-", "") + _NORTH_VOWELS[vowel]
        before = _FINALS[final]
        spelled += before.replace("-", "")
    return spelled


def spell_south(text: str) -> str:
    """Hangul in the revised romanisation: 대동강 is `daedonggang`."""
    return "".join(
        _SOUTH_INITIALS[initial].replace("-", "")
        + _SOUTH_VOWELS[vowel]
        + _FINALS[final].replace("-", "")
        for initial, vowel, final in _syllables(text)
    )


def _syllables(text: str) -> list[tuple[int, int, int]]:
    """Initial, vowel and final of each syllable; other characters are left out."""
    numbers = (ord(char) - _FIRST_SYLLABLE for char in text if "가" <= char <= "힣")
    return [
        (
            number // _VOWELS_TIMES_FINALS,
            number % _VOWELS_TIMES_FINALS // _FINALS_COUNT,
            number % _FINALS_COUNT,
        )
        for number in numbers
    ]


@cache
def _load_dictionary() -> Dictionary:
    terms = {term: Term(english) for term, english in load_rows("korean_terms")}
    return Dictionary.of(terms, load_native_names("ko"))
