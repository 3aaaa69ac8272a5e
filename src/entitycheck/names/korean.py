"""Korean names in Latin letters: translated words, and two ways of spelling the rest.

Listed North Korean names follow McCune-Reischauer without its marks (Ryonbong, Hyoksin, Chongchongang);
South Korean ones the revised romanisation of 2000. Every Hangul syllable is a number of Unicode that
gives its initial, vowel and final.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, partial

from entitycheck.names.cutting import (
    Dictionary,
    Piece,
    Term,
    cut_runs,
    cut_text,
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

_SURNAMES = {
    "김": "kim", "이": "lee ri", "리": "ri", "박": "pak park", "최": "choe choi", "정": "jong jung",
    "강": "kang", "조": "jo cho", "윤": "yun yoon", "장": "jang", "임": "rim lim", "림": "rim",
    "한": "han", "오": "o oh", "서": "so seo", "신": "sin shin", "권": "kwon", "황": "hwang",
    "안": "an ahn", "송": "song", "류": "ryu", "유": "ryu yu", "홍": "hong", "전": "jon jeon",
    "고": "ko", "문": "mun moon", "손": "son", "양": "yang", "량": "ryang", "배": "pae bae",
    "백": "paek baek", "허": "ho heo", "남": "nam", "심": "sim shim", "노": "ro roh", "로": "ro",
    "하": "ha", "곽": "kwak", "성": "song sung", "차": "cha", "주": "ju", "우": "u woo",
    "구": "ku koo", "민": "min", "태": "thae", "현": "hyon", "엄": "om", "원": "won", "천": "chon",
    "방": "pang", "공": "kong", "변": "pyon", "석": "sok", "길": "kil", "연": "yon", "마": "ma",
    "렴": "ryom", "승": "sung", "채": "chae", "나": "ra", "라": "ra", "진": "jin", "지": "ji",
}  # fmt: skip
"""The common surnames as North and as South Korean persons are listed."""
_PERSON = re.compile(r"([가-힣])\s?([가-힣]{1,3})|([가-힣]{2,3})\s([가-힣])")


def read_korean(text: str) -> list[LatinText]:
    """The Latin spellings of a text with Hangul, as written first."""
    known = _load_dictionary()
    pieces = _cut(text, known.without_natives())
    readings = [
        LatinText(spell_pieces(pieces, spell_as(spell)), "Korean words translated")
        for spell in (spell_north, spell_south)
    ]
    readings[1:1] = read_native_names(_cut(text, known), spell_as(spell_north))
    persons = list(_read_person(text))
    if persons and " " in text.strip():  # a surname apart: nothing else is written so
        return persons
    return [*readings, *persons]


def _read_person(text: str) -> Iterator[LatinText]:
    """Two to four syllables that begin with a surname: surname and given name apart."""
    found = _PERSON.fullmatch(text.strip())
    if found is None:
        return
    surname = found.group(1) or found.group(4)
    given = found.group(2) or found.group(3)
    spellings = zip(
        _SURNAMES.get(surname, "").split() * 2, (spell_north, spell_south), strict=False
    )
    for family, spell in spellings:
        # In one word: apart, the syllables of one given name would meet those of any other.
        yield LatinText(f"{family} {''.join(map(spell, given))}", "Korean read as a person's name")


def _cut(text: str, known: Dictionary) -> list[Piece]:
    return [
        piece
        for word in text.split()
        for piece in cut_runs(word, _RUN, partial(_cut_word, known=known))
    ]


def _cut_word(word: str, known: Dictionary) -> list[Piece]:
    """A run of Hangul cut into terms; those of one syllable (성 ministry, 국 bureau) only end one."""
    pieces = cut_text(word, known)
    if not any(piece.term is not None and len(piece.text) == 1 for piece in pieces[:-1]):
        return pieces
    longer = replace(known, terms=_load_longer_terms())
    last = pieces[-1]
    if last.term is None or len(last.text) > 1:
        return cut_text(word, longer)
    return [*cut_text(word[:-1], longer), last]


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


@cache
def _load_longer_terms() -> dict[str, Term]:
    """The terms of more than one syllable."""
    return {term: meant for term, meant in _load_dictionary().terms.items() if len(term) > 1}
