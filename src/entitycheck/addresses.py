"""Postal addresses in comparable form, and whether two name the same place.

Serves two ends: parties at an address that is itself listed (`Address 01` ...), and names that an
address confirms or weakens. Numbers decide: `Room 1318-19` is not `Room 1318-20`. Words only have to
cover each other, since sheets leave out districts and join or split street names (Fa Yuen, Fayuen).
Nothing here looks an address up on a map.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property

from entitycheck.countries import country_code
from entitycheck.names.folding import fold
from entitycheck.names.tables import load_rows, split_spellings

SAME_PLACE_ASKED = 0.6
"""Least share of the asked words that the listed address must hold: a trial of 2026 found 56 of 56
address-only cases with it and none after a number had been changed."""
SAME_PLACE_LISTED = 0.35
"""Least share of the listed words in the asked address: sheets often stop at street and number."""

_DROPPED = "-"
_POSTCODE_DIGITS = 5
_COUNTRY_LETTERS = 4
_NUMBERS_OF_A_UNIT = 2
_FLOOR = re.compile(
    r"\b(?:(\d{1,3})(?:st|nd|rd|th)?\s*/?\s*(?:floors?|flr?|fl|f)\b\.?|(?:floor|flr|fl|f/|kat:?)\s*(\d{1,3})\b)",
    re.IGNORECASE,
)
_UNIT_LETTER = re.compile(
    r"\b(?:rooms?|rms?|units?|flats?|flt|suites?|ste|office|shop)\s*[.:/]*\s*"
    r"(?:(?:no|rm)\b[.:]?\s*)?([a-z])\b(?![.&/'])",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![a-z0-9])(?:[a-z]?\d+[a-z]?)(?:\s*[-–~/]\s*\d+[a-z]?)*(?![a-z0-9])")
_DASH = re.compile(r"\s*[-–~/]\s*")
_LEADING_ZEROS = re.compile(r"(?<![0-9a-z])0+(?=\d)")
_NUMBER_SIGN = re.compile(r"\b(?:no|nr|num|№)\s*[.:]*\s*(?=\d)|#\s*(?=\d)", re.IGNORECASE)


class Numbers(StrEnum):
    """How the numbers of two addresses stand to each other."""

    SAME = "same"  # every listed number was asked; a floor may be left out beside a unit number
    MISSING = "missing"  # the asked address gives fewer numbers, none of another value
    CONFLICT = "conflict"
    NONE = "none"  # the listed address has none


@dataclass(frozen=True)
class ComparableAddress:
    """One address, ready to be compared. Its words are read when asked for: few numbers are listed.

    Args:
        raw: The text as it came.
        numbers: Unit and street numbers, ranges as one (`2-16`), a lettered unit as its letter.
        floors: Floor numbers, apart because a unit number often implies them.
        country: ISO-2 code, where it ends in one or one was given.
        rest: The text without numbers and country.
        letters: Those that are a unit, and among the numbers.
    """

    raw: str
    numbers: frozenset[str]
    floors: frozenset[str]
    country: str | None
    rest: str
    letters: frozenset[str]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The other words in one spelling, without words like `room`."""
        return _read_words(fold(self.rest).split(), self.letters)

    @property
    def is_specific(self) -> bool:
        """True when it names a place and not just a city or country."""
        return bool(self.numbers) and bool(self.words)


@dataclass(frozen=True, slots=True)
class AddressAgreement:
    """What two addresses have in common.

    Args:
        numbers: How the numbers stand.
        asked_covered: Share (0-1) of the asked words that the listed address holds.
        listed_covered: Share (0-1) of the listed words that the asked address holds.
    """

    numbers: Numbers
    asked_covered: float
    listed_covered: float

    @property
    def same_place(self) -> bool:
        """True when every listed number was asked and the words cover each other."""
        return (
            self.numbers is Numbers.SAME
            and self.asked_covered >= SAME_PLACE_ASKED
            and self.listed_covered >= SAME_PLACE_LISTED
        )


def comparable_address(text: str, country: str | None = None) -> ComparableAddress:
    """The comparable form of one address.

    Args:
        text: One address in free text, lines and commas as they come.
        country: ISO-2 code where known; otherwise the text after the last comma is tried.
    """
    lines, ending = _split_country(text)
    plain = _NUMBER_SIGN.sub(" ", lines.lower())
    floors = frozenset(one or other for one, other in _FLOOR.findall(plain))
    plain = _FLOOR.sub(" ", plain)
    letters = frozenset(found.group(1) for found in _UNIT_LETTER.finditer(plain))
    plain = _LEADING_ZEROS.sub("", plain)
    numbers = {_DASH.sub("-", found) for found in _NUMBER.findall(plain)}
    numbers = {number for number in numbers if not _is_postcode(number)}
    rest = _NUMBER.sub(" ", plain)
    return ComparableAddress(
        text, letters | numbers, floors, country or ending, rest=rest, letters=letters
    )


def compare_addresses(asked: ComparableAddress, listed: ComparableAddress) -> AddressAgreement:
    """How far an asked address is the listed one."""
    mine, theirs = _grams(asked.words), _grams(listed.words)
    shared = len(mine & theirs)
    return AddressAgreement(
        _compare_numbers(asked, listed),
        shared / len(mine) if mine else 0.0,
        shared / len(theirs) if theirs else 0.0,
    )


def _compare_numbers(asked: ComparableAddress, listed: ComparableAddress) -> Numbers:
    if not listed.numbers:
        return Numbers.NONE
    if asked.floors and listed.floors and not asked.floors & listed.floors:
        return Numbers.CONFLICT
    if listed.numbers <= asked.numbers:
        needs_floor = bool(listed.floors) and len(listed.numbers) < _NUMBERS_OF_A_UNIT
        return Numbers.MISSING if needs_floor and not asked.floors else Numbers.SAME
    return Numbers.MISSING if asked.numbers < listed.numbers else Numbers.CONFLICT


def _split_country(text: str) -> tuple[str, str | None]:
    """The text without a country at its end, and that country's code."""
    head, comma, tail = text.rpartition(",")
    if not comma:
        return text, None
    code = country_code(tail.strip())
    return (text, None) if code is None else (head, code)


def _is_postcode(number: str) -> bool:
    return number.isdigit() and len(number) >= _POSTCODE_DIGITS


@cache
def _load_address_words() -> tuple[dict[str, str], dict[str, list[tuple[str, ...]]]]:
    """One-word spellings and their word; phrases by first word."""
    single: dict[str, str] = {}
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for word, column in load_rows("address_words"):
        spellings = split_spellings(column)
        for spelling in spellings if word == _DROPPED else (word, *spellings):
            first, *rest = spelling.split()
            if rest:
                phrases.setdefault(first, []).append((word, first, *rest))
            else:
                single[spelling] = word
    return single, phrases


def _read_words(words: list[str], letters: frozenset[str]) -> tuple[str, ...]:
    single, phrases = _load_address_words()
    read: list[str] = []
    at = 0
    while at < len(words):
        length = 1
        word = single.get(words[at], words[at])
        for phrase in phrases.get(words[at], ()):
            if tuple(words[at : at + len(phrase) - 1]) == phrase[1:]:
                word, length = phrase[0], len(phrase) - 1
        if word != _DROPPED and words[at] not in letters and not _is_country(word):
            read.append(word)
        at += length
    return tuple(read)


def _is_country(word: str) -> bool:
    """Names of countries only: `mw` in "MW Tower" is no Malawi."""
    return len(word) >= _COUNTRY_LETTERS and country_code(word) is not None


def _grams(words: tuple[str, ...]) -> frozenset[str]:
    """Three-letter pieces of the joined words: joined and split street names become alike."""
    joined = "".join(words)
    return frozenset(joined[at : at + 3] for at in range(max(len(joined) - 2, min(len(joined), 1))))
