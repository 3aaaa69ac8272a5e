"""The score of a pair: a sum of terms in points, each of which can be told to the user.

A pair is one reading of a party and one listed name. Its words are compared each with each; what a
word says (its weight) and how alike its best partner is give the shares of the listed name and of
the query that are covered. Everything else confirms or weakens. The terms of a pair are kept, so
that the reason is built from the numbers that made the score.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel
from rapidfuzz.process import cpdist

from entitycheck.matching.index import NameIndex
from entitycheck.matching.queries import Queries
from entitycheck.matching.similarity import word_similarity
from entitycheck.matching.words import Flags, Floats, Ints
from entitycheck.names.comparable import Kind
from entitycheck.records import PartyType


class Term(IntEnum):
    """The terms of a score, in the order of the columns."""

    BASE = 0
    LISTED_COVERED = 1
    QUERY_COVERED = 2
    WHOLE = 3
    EVIDENCE = 4
    THIN = 5
    HEAD = 6
    CONTAINED = 7
    CUT_OFF = 8
    COUNTRY = 9
    OTHER_COUNTRY = 10
    NUMBERS = 11
    PLACES = 12
    LEGAL_FORM = 13
    VEHICLE = 14
    PERSON = 15
    BOTH_RARE = 16
    COMMON_ONLY = 17


_PERSON, _VESSEL, _AIRCRAFT = (
    tuple(PartyType).index(kind)
    for kind in (PartyType.PERSON, PartyType.VESSEL, PartyType.AIRCRAFT)
)

POINTS = np.asarray(
    [
        -1.0,
        22.0,
        23.0,
        15.0,
        50.0,
        -19.0,
        4.0,
        4.0,
        23.0,
        8.0,
        -30.0,
        -25.0,
        -16.0,
        -9.0,
        -27.0,
        -17.0,
        -5.0,
        -60.0,
    ]
)
"""Points of each term at its full size."""

FULL_EVIDENCE = 20.0
THIN_EVIDENCE = 0.35
WHOLE_FROM = 0.7
RARE_WEIGHT = 5.0
CUT_OFF_LETTERS = 18
WHOLLY_COVERED = 0.95
ALIKE = 0.6  # from here on two words are taken for the same


@dataclass(frozen=True, slots=True)
class Pairs:
    """p pairs and what was found about them.

    Args:
        reading: Number of each pair's reading.
        name: Number of its listed name.
        terms: p x `Term`, in points.
    """

    reading: Ints
    name: Ints
    terms: Floats

    @property
    def points(self) -> Floats:
        """The score of each pair before the limits of verdicts."""
        total: Floats = self.terms.sum(axis=1)
        return total


@dataclass(frozen=True, slots=True)
class WordPairs:
    """All words of all pairs compared each with each.

    Args:
        listed_at: Position in the index's words of each (pair, listed word).
        listed_pair: Its pair.
        listed_alike: How alike its best partner is.
        listed_partner: Position in the queries' words of that partner.
        asked_at: Position in the queries' words of each (pair, asked word).
        asked_pair: Its pair.
        asked_alike: How alike its best partner is.
    """

    listed_at: Ints
    listed_pair: Ints
    listed_alike: Floats
    asked_at: Ints
    asked_pair: Ints
    asked_alike: Floats


def features(
    queries: Queries, index: NameIndex, reading: Ints, name: Ints, *, use_country: bool
) -> Floats:
    """The size of each term of each pair; every reading and name has at least one word."""
    count = len(reading)
    words = compare_words(queries, index, reading, name)
    weight = index["word_weight"][index["token_word"][words.listed_at]].astype(np.float64)
    listed_kind = index["word_kind"][index["token_word"][words.listed_at]].astype(np.int64)
    asked_weight = queries.weight[words.asked_at]
    asked_kind = queries.kind[words.asked_at]
    met = weight * words.listed_alike
    matched = np.bincount(words.listed_pair, met, minlength=count)
    total = np.bincount(words.listed_pair, weight, minlength=count)
    asked_met = np.bincount(words.asked_pair, asked_weight * words.asked_alike, minlength=count)
    asked_total = np.bincount(words.asked_pair, asked_weight, minlength=count)
    covered = matched / total
    asked_covered = asked_met / asked_total
    evidence = np.minimum(matched / FULL_EVIDENCE, 1.0)
    whole, cut = _whole_names(queries, index, reading, name)
    listed_lost = (words.listed_alike < ALIKE) & (weight >= RARE_WEIGHT)
    asked_lost = (words.asked_alike < ALIKE) & (asked_weight >= RARE_WEIGHT)
    rare_lost = np.bincount(words.listed_pair, listed_lost, minlength=count)
    rare_added = np.bincount(words.asked_pair, asked_lost, minlength=count)
    row = index["name_row"][name].astype(np.int64)
    agrees, differs = _countries(queries, index, queries.party[reading], row)
    kind = index["entry_type"][row]
    legal, asked_legal = index["name_legal"][name].astype(np.int64), queries.legal[reading]
    size = np.zeros((count, len(Term)))
    size[:, Term.BASE] = 1
    size[:, Term.LISTED_COVERED] = covered**3
    size[:, Term.QUERY_COVERED] = asked_covered**3
    size[:, Term.WHOLE] = np.maximum(0, whole - WHOLE_FROM) / (1 - WHOLE_FROM)
    size[:, Term.EVIDENCE] = evidence
    size[:, Term.THIN] = np.maximum(0, THIN_EVIDENCE - evidence) / THIN_EVIDENCE
    size[:, Term.HEAD] = _heads(words, count)
    size[:, Term.CONTAINED] = (asked_covered > WHOLLY_COVERED) & (rare_lost == 0)
    size[:, Term.CUT_OFF] = cut
    if use_country:
        size[:, Term.COUNTRY] = agrees
        size[:, Term.OTHER_COUNTRY] = differs
    size[:, Term.NUMBERS] = _conflict(words, listed_kind, asked_kind, Kind.NUMBER, count)
    size[:, Term.PLACES] = _conflict(words, listed_kind, asked_kind, Kind.PLACE, count)
    size[:, Term.LEGAL_FORM] = (legal != 0) & (asked_legal != 0) & ((legal & asked_legal) == 0)
    size[:, Term.VEHICLE] = (kind == _VESSEL) | (kind == _AIRCRAFT)
    size[:, Term.PERSON] = (kind == _PERSON) & (asked_legal != 0)
    size[:, Term.BOTH_RARE] = (kind == _PERSON) & (rare_lost > 0) & (rare_added > 0)
    telling = (listed_kind == Kind.DISTINCTIVE) | (listed_kind == Kind.NUMBER)
    size[:, Term.COMMON_ONLY] = np.bincount(words.listed_pair, met * telling, minlength=count) == 0
    return size


def score_pairs(
    queries: Queries, index: NameIndex, reading: Ints, name: Ints, *, use_country: bool
) -> Pairs:
    """Score each pair."""
    size = features(queries, index, reading, name, use_country=use_country)
    return Pairs(reading, name, size * POINTS)


def compare_words(queries: Queries, index: NameIndex, reading: Ints, name: Ints) -> WordPairs:
    """Each word of each reading with each word of its listed name."""
    start, token_start = queries.start, index["token_start"].astype(np.int64)
    asked_count = start[reading + 1] - start[reading]
    listed_count = token_start[name + 1] - token_start[name]
    counts = asked_count * listed_count
    pair = np.repeat(np.arange(len(reading)), counts)
    first = np.cumsum(counts) - counts
    offset = np.arange(len(pair)) - first[pair]
    width = asked_count[pair]
    listed = offset // width
    asked_at = start[reading][pair] + offset - listed * width
    listed_at = token_start[name][pair] + listed
    alike = _similarities(queries, index, asked_at, listed_at)
    runs = np.repeat(asked_count, listed_count)
    run_start = np.cumsum(runs) - runs
    by_listed = np.maximum.reduceat(alike, run_start)
    # The same products once more, the words of the reading first.
    height = listed_count[pair]
    asked = offset // height
    order = first[pair] + (offset - asked * height) * width + asked
    asked_runs = np.repeat(listed_count, asked_count)
    asked_start = np.cumsum(asked_runs) - asked_runs
    by_asked = np.maximum.reduceat(alike[order], asked_start)
    return WordPairs(
        listed_at=listed_at[run_start],
        listed_pair=pair[run_start],
        listed_alike=by_listed,
        asked_at=asked_at[order][asked_start],
        asked_pair=pair[asked_start],
        asked_alike=by_asked,
    )


def compare_each(
    queries: Queries, index: NameIndex, reading: int, name: int
) -> tuple[Floats, Ints]:
    """The similarities of one pair, listed words by asked words; where the listed words stand."""
    asked_at = np.arange(queries.start[reading], queries.start[reading + 1])
    listed_at = np.arange(*index["token_start"][name : name + 2].tolist())
    grid = np.repeat(listed_at, len(asked_at)), np.tile(asked_at, len(listed_at))
    alike = _similarities(queries, index, grid[1], grid[0])
    return alike.reshape(len(listed_at), len(asked_at)), listed_at


def _similarities(queries: Queries, index: NameIndex, asked_at: Ints, listed_at: Ints) -> Floats:
    asked = queries.word[asked_at]
    listed = index["token_word"][listed_at].astype(np.int64)
    spellings = index.spellings

    def spell(places: Ints) -> tuple[list[str], list[str]]:
        return (
            [queries.spelling(word) for word in asked[places].tolist()],
            [spellings[word] for word in listed[places].tolist()],
        )

    return word_similarity(
        asked,
        listed,
        (queries.kind[asked_at], index["word_kind"][listed].astype(np.int64)),
        (queries.length[asked_at], index["word_length"][listed].astype(np.int64)),
        (queries.mask[asked_at], index["word_mask"][listed].astype(np.uint64)),
        spell,
    )


def _whole_names(
    queries: Queries, index: NameIndex, reading: Ints, name: Ints
) -> tuple[Floats, Flags]:
    """How alike the names are as a whole, and whether the query is the beginning of the other."""
    core = index.core
    asked = [queries.readings[place].core for place in reading.tolist()]
    listed = [core[place] for place in name.tolist()]
    whole = cpdist(asked, listed, scorer=Indel.normalized_similarity).astype(np.float64)
    cut = np.fromiter(
        (
            len(one) >= CUT_OFF_LETTERS and len(one) < len(other) and other.startswith(one)
            for one, other in zip(asked, listed, strict=True)
        ),
        np.bool_,
        len(asked),
    )
    return whole, cut


def _heads(words: WordPairs, count: int) -> Floats:
    """How alike the first words are."""
    first = np.searchsorted(words.listed_pair, np.arange(count))
    asked_first = np.searchsorted(words.asked_pair, np.arange(count))
    return np.minimum(words.listed_alike[first], words.asked_alike[asked_first])


def _conflict(
    words: WordPairs, listed_kind: Ints, asked_kind: Ints, kind: Kind, count: int
) -> Flags:
    """Both names hold a word of `kind` that the other does not."""
    lost = np.bincount(
        words.listed_pair, (listed_kind == kind) & (words.listed_alike < ALIKE), minlength=count
    )
    added = np.bincount(
        words.asked_pair, (asked_kind == kind) & (words.asked_alike < ALIKE), minlength=count
    )
    return (lost > 0) & (added > 0)


def _countries(queries: Queries, index: NameIndex, party: Ints, row: Ints) -> tuple[Flags, Flags]:
    """Whether the party's country is one of the entry's, or another."""
    country_start = index["country_start"].astype(np.int64)
    counts = country_start[row + 1] - country_start[row]
    pair = np.repeat(np.arange(len(row)), counts)
    first = np.cumsum(counts) - counts
    at = country_start[row][pair] + np.arange(len(pair)) - first[pair]
    given = queries.country[party]
    same = _region(index["country"][at].astype(np.int64)) == _region(given)[pair]
    agrees: NDArray[np.bool_] = np.bincount(pair, same, minlength=len(row)) > 0
    known = (given != 0) & (counts > 0)
    return agrees & known, ~agrees & known


def _region(countries: Ints) -> Ints:
    """Hong Kong and Macau stand as HK, MO or CN on the lists."""
    return np.where((countries == _HK) | (countries == _MO), _CN, countries)


_HK, _MO, _CN = (ord(code[0]) * 256 + ord(code[1]) for code in ("HK", "MO", "CN"))
