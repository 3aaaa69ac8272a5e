"""The parties asked about, as arrays: readings, their words, and how much each word says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from entitycheck.matching.common import known_word_meant
from entitycheck.matching.index import WORD_TABLE, NameIndex
from entitycheck.matching.keys import (
    distinct_words,
    is_bare_form,
    legal_masks,
    name_hash,
    sorted_core,
    word_key,
)
from entitycheck.matching.pieces import word_as_listed
from entitycheck.matching.texts import Array
from entitycheck.matching.vowels import spell_as_listed
from entitycheck.matching.whereabouts import address_of, party_country
from entitycheck.matching.windows import BASIS as INSIDE
from entitycheck.matching.windows import find_listed
from entitycheck.matching.words import (
    Flags,
    Floats,
    Ints,
    is_patronymic,
    letter_masks,
    phonetic_numbers,
    word_weights,
)
from entitycheck.names import readings
from entitycheck.names.chinese import BASIS as CHINESE
from entitycheck.names.comparable import ComparableName, Kind
from entitycheck.names.reading import UNNAMED
from entitycheck.records import Party

TRAILING_PLACE_SHARE = 0.2
"""A place after the name is more often part of the address than of the name."""

LEFT_OUT = {"in brackets": 1.0, "without brackets": 0.25, UNNAMED: 0.5, INSIDE: 1.0}
"""Readings that are a part of the name. What stands in brackets may be anything."""
SOUNDED = ("Chinese ", "Korean read as a person")
"""Readings made from sounds: no typing errors are allowed for in them."""
OTHER_PART = 0.5  # one side of a slash, the words in quotation marks
_PLACE = str(int(Kind.PLACE))
_DISTINCTIVE = str(int(Kind.DISTINCTIVE))


@dataclass(frozen=True, slots=True)
class Queries:
    """n parties as m readings with their words.

    Args:
        parties: As asked.
        readings: Of all parties, those of a party side by side, as written first.
        party: Number of the party of each reading.
        start: Where the words of each reading start, and the end of the last.
        reading: Which reading each word is of.
        word: Number of each word in the index; beyond the table for words it does not have.
        unseen: Spellings of the words that the index does not have.
        weight: What each word says; trailing places are damped.
        trust: How sure the reading is of each word, 0 to 1.
        kind: `Kind` of each word.
        length: Letters of each word.
        mask: `letter_masks` of each word.
        meant: Number of the known word that each unseen word is a slip for, -1 for none.
        phonetic: `phonetic_numbers` of each word.
        patronymic: Which words are patronymics.
        legal: Classes of legal forms of each reading, one bit each.
        family: Families of legal forms of each reading, one bit each.
        partial: How much of the name a reading leaves out, 0 to 1: see `LEFT_OUT`.
        strict: Which readings were made from sounds: see `SOUNDED`.
        hashes: `name_hash` of each reading.
        plain: Each reading as folded, without blanks.
        begins_first: Where the names that begin with `plain` start in `prefix_name`.
        begins_last: Where they end.
        cores: Its words without blanks.
        sorted_cores: Its words in alphabetical order without blanks.
        country: `country_number` of each party, 0 where not given.
        address: `address_of` each party.
        words: Size of the word table of the index.
        spellings: Its spellings.
    """

    parties: Sequence[Party]
    readings: list[ComparableName]
    party: Ints
    start: Ints
    reading: Ints
    word: Ints
    unseen: list[str]
    weight: Floats
    trust: Floats
    kind: Ints
    length: Ints
    mask: NDArray[np.uint64]
    meant: Ints
    phonetic: Ints
    patronymic: Flags
    legal: Ints
    family: Ints
    partial: Floats
    strict: Flags
    hashes: Ints
    plain: list[str]
    begins_first: Ints
    begins_last: Ints
    cores: list[str]
    sorted_cores: list[str]
    country: Ints
    address: list[str | None]
    words: int
    spellings: list[str]

    def spelling(self, word: int) -> str:
        """The spelling of a word by its number."""
        if word < self.words:
            return self.spellings[word]
        return self.unseen[word - self.words]


def read_parties(parties: Sequence[Party], index: NameIndex) -> Queries:
    """The readings of all parties and their words as arrays."""
    found, owner = _all_readings(parties, index)
    words = [distinct_words(reading) for reading in found]
    keys = [list(one) for one in words]
    word, unseen = _number_words([key for one in keys for key in one], index.word_numbers)
    spellings = [key[1:] for key in unseen]
    kinds = np.asarray([int(key[0]) for key in unseen], np.int64)
    weight: Floats = _of_words(
        word,
        index["word_weight"],
        word_weights(np.zeros(len(unseen)), kinds, spellings, index.names),
    )
    weight[_trailing_places(keys)] *= TRAILING_PLACE_SHARE
    size = len(index["word_kind"])
    table = _of_words(word, index.word_table, _word_table(spellings, kinds))
    meant = np.full(len(word), -1)
    if unseen:
        new = word >= size
        known = np.asarray([_meant(key, index.word_numbers) for key in unseen], np.int64)
        meant[new] = known[word[new] - size]
    lengths = [len(one) for one in keys]
    start = np.zeros(len(found) + 1, np.int64)
    start[1:] = np.cumsum(lengths)
    plain = [reading.folded.replace(" ", "") for reading in found]
    first, last = index.names_beginning(plain)
    bits = index.legal_bits
    masks = np.asarray([legal_masks(one.legal_forms, bits) for one in found], np.int64)
    masks = masks.reshape(len(found), 2)
    return Queries(
        parties=parties,
        readings=found,
        party=np.asarray(owner, np.int64),
        start=start,
        reading=np.arange(len(found)).repeat(lengths),
        word=word,
        unseen=spellings,
        weight=weight,
        trust=np.asarray([token.trust for one in words for token in one.values()], np.float64),
        kind=table[0],
        length=table[1],
        mask=table[2].view(np.uint64),
        meant=meant,
        phonetic=table[3],
        patronymic=table[4] != 0,
        legal=masks[:, 0],
        family=masks[:, 1],
        partial=np.asarray([_left_out(one) for one in found], np.float64),
        strict=np.asarray([one.basis.startswith(SOUNDED) for one in found], np.bool_),
        hashes=np.asarray([name_hash(reading.folded) for reading in found], np.int64),
        plain=plain,
        begins_first=first,
        begins_last=last,
        cores=[reading.core for reading in found],
        sorted_cores=[sorted_core(reading) for reading in found],
        country=np.asarray([party_country(party) for party in parties], np.int64),
        address=[address_of(party) for party in parties],
        words=size,
        spellings=index.spellings,
    )


def _word_table(spellings: Sequence[str], kinds: Ints) -> Ints:
    """What `NameIndex.word_table` holds, of words that the index does not have."""
    table = np.empty((len(WORD_TABLE), len(spellings)), np.int64)
    table[0] = kinds
    table[1] = [len(word) for word in spellings]
    table[2] = letter_masks(spellings).view(np.int64)
    table[3] = phonetic_numbers(spellings, kinds)
    table[4] = [is_patronymic(word) for word in spellings]
    return table


def _all_readings(
    parties: Sequence[Party], index: NameIndex
) -> tuple[list[ComparableName], list[int]]:
    """The readings of all parties, side by side, and the number of the party of each."""
    found: list[ComparableName] = []
    owner: list[int] = []
    for place, party in enumerate(parties):
        worded = False
        for reading in readings(party.name) if party.name else ():
            if reading.basis in LEFT_OUT and is_bare_form(reading):
                continue
            found.append(reading)
            found.extend(spell_as_listed(reading, index))
            if reading.basis == CHINESE and not worded:  # all of them have the same wordings
                found.extend(word_as_listed(reading, index))
                worded = True
        owner.extend([place] * (len(found) - len(owner)))
    _add_listed(found, owner, index)
    return found, owner


def _number_words(keys: Sequence[str], known: dict[str, int]) -> tuple[Ints, list[str]]:
    """The number of each word, and the words that the index does not have, numbered behind its own."""
    unseen: dict[str, int] = {}
    size = len(known)
    numbers = [
        number
        if (number := known.get(key, -1)) >= 0
        else unseen.setdefault(key, size + len(unseen))
        for key in keys
    ]
    return np.asarray(numbers, np.int64), list(unseen)


def _add_listed(found: list[ComparableName], owner: list[int], index: NameIndex) -> None:
    """Add the readings of listed names inside longer texts, behind those of their party."""
    first = [place for place, one in enumerate(owner) if not place or owner[place - 1] != one]
    inside = list(find_listed([found[place].folded for place in first], index))
    for text, reading in reversed(inside):
        end = first[text + 1] if text + 1 < len(first) else len(owner)
        found.insert(end, reading)
        owner.insert(end, owner[first[text]])


def _meant(key: str, known: dict[str, int]) -> int:
    """Number of the known word that an unseen word is a slip for; -1 for none."""
    if not key.startswith(_DISTINCTIVE):
        return -1
    meant = known_word_meant(key[1:])
    return -1 if meant is None else known.get(word_key(*meant), -1)


def _left_out(reading: ComparableName) -> float:
    return LEFT_OUT.get(reading.basis, 0.0 if reading.whole else OTHER_PART)


def _of_words(word: Ints, listed: Array, fresh: Array) -> Array:
    """Properties of each word: from the index, or of those behind its table from `fresh`.

    Args:
        word: Numbers of words.
        listed: A property of each word of the index; or several, one a row.
        fresh: The same of each other word.
    """
    size = listed.shape[-1]
    if not size:
        return fresh.take(word, axis=-1)
    found = listed.take(word, axis=-1, mode="clip")
    if fresh.shape[-1]:
        new = word >= size
        found[..., new] = fresh[..., word[new] - size]
    return found


def _trailing_places(per_reading: Sequence[Sequence[str]]) -> list[int]:
    """Positions of the places that end a reading, where anything else stands before them."""
    positions: list[int] = []
    at = 0
    for keys in per_reading:
        end = len(keys)
        while end and keys[end - 1].startswith(_PLACE):
            end -= 1
        if end:
            positions.extend(range(at + end, at + len(keys)))
        at += len(keys)
    return positions
