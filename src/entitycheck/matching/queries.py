"""The parties asked about, as arrays: readings, their words, and how much each word says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from entitycheck.matching.index import NameIndex, country_number, name_hash, word_key
from entitycheck.matching.texts import Array
from entitycheck.matching.words import Floats, Ints, letter_masks, word_weights
from entitycheck.names import readings
from entitycheck.names.comparable import ComparableName, Kind
from entitycheck.records import Party

TRAILING_PLACE_SHARE = 0.2
"""A place after the name is more often part of the address than of the name."""


@dataclass(frozen=True, slots=True)
class Queries:
    """n parties as m readings with their words.

    Args:
        parties: As asked.
        readings: Of all parties, those of a party side by side, as written first.
        party: Number of the party of each reading.
        start: Where the words of each reading start, and the end of the last.
        word: Number of each word in the index; beyond the table for words it does not have.
        unseen: Spellings of the words that the index does not have.
        weight: What each word says; trailing places are damped.
        kind: `Kind` of each word.
        length: Letters of each word.
        mask: `letter_masks` of each word.
        legal: Classes of legal forms of each reading, one bit each.
        hashes: `name_hash` of each reading.
        country: `country_number` of each party, 0 where not given.
        words: Size of the word table of the index.
        spellings: Its spellings.
    """

    parties: Sequence[Party]
    readings: list[ComparableName]
    party: Ints
    start: Ints
    word: Ints
    unseen: list[str]
    weight: Floats
    kind: Ints
    length: Ints
    mask: NDArray[np.uint64]
    legal: Ints
    hashes: Ints
    country: Ints
    words: int
    spellings: list[str]

    def spelling(self, word: int) -> str:
        """The spelling of a word by its number."""
        if word < self.words:
            return self.spellings[word]
        return self.unseen[word - self.words]


def read_parties(parties: Sequence[Party], index: NameIndex) -> Queries:
    """The readings of all parties and their words as arrays."""
    found: list[ComparableName] = []
    owner: list[int] = []
    for place, party in enumerate(parties):
        for reading in readings(party.name) if party.name else ():
            found.append(reading)
            owner.append(place)
    keys = [word_key(token.text, token.kind) for reading in found for token in reading.tokens]
    known = index.word_numbers
    size = len(known)
    unseen: dict[str, int] = {}
    word = np.asarray(
        [
            number
            if (number := known.get(key, -1)) >= 0
            else unseen.setdefault(key, size + len(unseen))
            for key in keys
        ],
        np.int64,
    )
    spellings = [key[1:] for key in unseen]
    new = word >= size
    table = np.where(new, 0, word)
    kind = _of_words(index["word_kind"], table, new, word - size, [int(key[0]) for key in unseen])
    length = _of_words(
        index["word_length"], table, new, word - size, [len(one) for one in spellings]
    )
    mask = index["word_mask"][table]
    mask[new] = letter_masks(spellings)[word[new] - size]
    weight: Floats = index["word_weight"][table].astype(np.float64)
    if unseen:
        fresh = word_weights(np.zeros(int(new.sum())), kind[new], length[new], index.names)
        weight[new] = fresh
    start = np.zeros(len(found) + 1, np.int64)
    np.cumsum([len(reading.tokens) for reading in found], out=start[1:])
    weight[_trailing_places(found)] *= TRAILING_PLACE_SHARE
    classes = index.legal_classes
    return Queries(
        parties=parties,
        readings=found,
        party=np.asarray(owner, np.int64),
        start=start,
        word=word,
        unseen=spellings,
        weight=weight,
        kind=kind,
        length=length,
        mask=mask.astype(np.uint64),
        legal=np.asarray([_bits(reading, classes) for reading in found], np.int64),
        hashes=np.asarray([name_hash(reading.folded) for reading in found], np.int64),
        country=np.asarray([_country(party) for party in parties], np.int64),
        words=size,
        spellings=index.spellings,
    )


def _of_words(
    listed: Array, table: Ints, new: NDArray[np.bool_], fresh: Ints, values: list[int]
) -> Ints:
    """A property of each word: from the index, or from `values` for words it does not have."""
    found: Ints = listed[table].astype(np.int64)
    if values:
        found[new] = np.asarray(values, np.int64)[fresh[new]]
    return found


def _trailing_places(found: Sequence[ComparableName]) -> list[int]:
    """Positions of the places that end a reading, where anything else stands before them."""
    positions: list[int] = []
    at = 0
    for reading in found:
        kinds = [token.kind for token in reading.tokens]
        end = len(kinds)
        while end and kinds[end - 1] == Kind.PLACE:
            end -= 1
        if end:
            positions.extend(range(at + end, at + len(kinds)))
        at += len(kinds)
    return positions


def _bits(reading: ComparableName, classes: dict[str, int]) -> int:
    mask = 0
    for one in reading.legal_forms:
        mask |= classes.get(one, 0)
    return mask


def _country(party: Party) -> int:
    code = (party.country or "").strip().upper()
    return country_number(code) if len(code) == 2 and code.isascii() else 0  # noqa: PLR2004 -- ISO-2
