"""The parties asked about, as arrays: readings, their words, and how much each word says."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from entitycheck.matching.common import known_word_meant
from entitycheck.matching.index import NameIndex
from entitycheck.matching.keys import (
    distinct_words,
    is_bare_form,
    legal_masks,
    name_hash,
    sorted_core,
    word_key,
)
from entitycheck.matching.pieces import word_as_listed
from entitycheck.matching.vowels import spell_as_listed
from entitycheck.matching.whereabouts import address_of, party_country
from entitycheck.matching.windows import BASIS as INSIDE
from entitycheck.matching.windows import find_listed
from entitycheck.matching.word_table import unseen_table, weights
from entitycheck.matching.words import Flags, Floats, Ints
from entitycheck.names import readings
from entitycheck.names.chinese import BASIS as CHINESE
from entitycheck.names.comparable import ComparableName, Kind, Token
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


class Queries(NamedTuple):
    """n parties as m readings with their words.

    Args:
        parties: As asked.
        readings: Of all parties, those of a party side by side, as written first.
        party: Number of the party of each reading.
        start: Where the words of each reading start, and the end of the last.
        worded: Which readings have any words.
        reading: Which reading each word is of.
        word: Number of each word in the index; beyond the table for words it does not have.
        unseen: Spellings of the words that the index does not have.
        weight: What each word says, as in `table`; trailing places are damped.
        trust: How sure the reading is of each word, 0 to 1.
        table: What is known of each word: see `word_table`.
        legal: Classes of legal forms of each reading, one bit each.
        family: Families of legal forms of each reading, one bit each.
        partial: How much of the name a reading leaves out, 0 to 1: see `LEFT_OUT`.
        strict: Which readings were made from sounds: see `SOUNDED`.
        hashes: `name_hash` of each reading.
        plain: Each reading as folded, without blanks.
        plain_letters: Letters and digits of each of these.
        begins_first: Where the names that begin with `plain` start in `prefix_name`.
        begins_last: Where they end.
        cores: Its words without blanks.
        core_letters: Letters and digits of each of these.
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
    worded: Flags
    reading: Ints
    word: Ints
    unseen: list[str]
    weight: Floats
    trust: Floats
    table: Ints
    legal: Ints
    family: Ints
    partial: Floats
    strict: Flags
    hashes: Ints
    plain: list[str]
    plain_letters: Ints
    begins_first: Ints
    begins_last: Ints
    cores: list[str]
    core_letters: Floats
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
    word, unseen = _number_words([key for one in words for key in one], index.word_numbers)
    spellings = [key[1:] for key in unseen]
    table = index.word_table
    if unseen:
        kinds = [int(key[0]) for key in unseen]
        meant = [_meant(key, index.word_numbers) for key in unseen]
        table = _of_words(word, table, unseen_table(spellings, kinds, meant, index.names))
    else:
        table = table.take(word, axis=1)
    weight = weights(table)
    trailing = _trailing_places(words)
    if trailing:
        weight[trailing] *= TRAILING_PLACE_SHARE
    lengths = [len(one) for one in words]
    start = np.asarray([0, *accumulate(lengths)], np.int64)
    plain = [reading.folded.replace(" ", "") for reading in found]
    first, last = index.names_beginning(plain)
    cores = [reading.core for reading in found]
    bits = index.legal_bits
    masks = np.asarray([legal_masks(one.legal_forms, bits) for one in found], np.int64)
    masks = masks.reshape(len(found), 2)
    return Queries(
        parties=parties,
        readings=found,
        party=np.asarray(owner, np.int64),
        start=start,
        worded=np.asarray(lengths, np.bool_),
        reading=np.arange(len(found)).repeat(lengths),
        word=word,
        unseen=spellings,
        weight=weight,
        trust=np.asarray([token.trust for one in words for token in one.values()], np.float64),
        table=table,
        legal=masks[:, 0],
        family=masks[:, 1],
        partial=np.asarray([_left_out(one) for one in found], np.float64),
        strict=np.asarray([one.basis.startswith(SOUNDED) for one in found], np.bool_),
        hashes=np.asarray([name_hash(text) for text in plain], np.int64),
        plain=plain,
        plain_letters=np.asarray([len(text) for text in plain], np.int64),
        begins_first=first,
        begins_last=last,
        cores=cores,
        core_letters=np.asarray([len(core) for core in cores], np.float64),
        sorted_cores=[sorted_core(reading) for reading in found],
        country=np.asarray([party_country(party) for party in parties], np.int64),
        address=[address_of(party) for party in parties],
        words=len(index["word_kind"]),
        spellings=index.spellings,
    )


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


def _of_words(word: Ints, listed: Ints, unseen: Ints) -> Ints:
    """The table of each word: from that of the list, and from that of words that it does not have."""
    size = listed.shape[1]
    if not size:
        return unseen.take(word, axis=1)
    found = listed.take(word, axis=1, mode="clip")
    new = (word >= size).nonzero()[0]
    found[:, new] = unseen.take(word[new] - size, axis=1)
    return found


def _trailing_places(per_reading: Sequence[dict[str, Token]]) -> list[int]:
    """Positions of the places that end a reading, where anything else stands before them."""
    positions: list[int] = []
    at = 0
    for keys in per_reading:
        behind = at + len(keys)
        end = behind
        for key in reversed(keys):
            if key[0] != _PLACE:
                break
            end -= 1
        if end > at:
            positions.extend(range(end, behind))
        at = behind
    return positions
