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
from entitycheck.matching.joints import ALIKE, WordPairs, Words, mend_joints
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
    CONTAINED = 5
    SAME_WORDS = 6
    CUT_OFF = 7
    COUNTRY = 8
    OTHER_COUNTRY = 9
    NUMBERS = 10
    PLACES = 11
    LEGAL_FORM = 12
    VEHICLE = 13
    PERSON = 14
    COMMON_ONLY = 15
    PARTIAL = 16
    ONE_COMMON = 17
    TRANSLATED = 18


_PERSON, _VESSEL, _AIRCRAFT = (
    tuple(PartyType).index(kind)
    for kind in (PartyType.PERSON, PartyType.VESSEL, PartyType.AIRCRAFT)
)

POINTS = np.asarray(
    [
        9.5,  # base
        22.8,  # listed covered
        25.0,  # query covered
        14.8,  # whole
        36.4,  # evidence
        15.0,  # contained
        5.2,  # same words
        31.0,  # cut off
        9.1,  # country
        -13.1,  # other country
        -13.0,  # numbers
        -16.3,  # places
        -16.3,  # legal form
        -19.4,  # vehicle
        -14.9,  # person
        -5.6,  # common only
        -16.1,  # partial
        -43.6,  # one common
        -7.7,  # translated
    ]
)
"""Points of each term at its full size."""

FULL_EVIDENCE = 20.0
WHOLE_FROM = 0.7
RARE_WEIGHT = 5.0
CUT_OFF_LETTERS = 18
SAME_WITHIN = 1e-6
PLACE_BEHIND = 0.5  # the most that a damped place weighs
PERSON_ABROAD = 0.5  # persons travel
MANY_WORDS, SAME_ABROAD = 3, 0.25  # so many equal words are hardly another firm's
EVERYDAY = 5.0  # met alone, a word of no more weight tells nobody apart
MEANT = 0.9  # a slip of a common word


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


def features(
    queries: Queries, index: NameIndex, reading: Ints, name: Ints, *, use_country: bool
) -> Floats:
    """The size of each term of each pair; every reading and name has at least one word."""
    count = len(reading)
    whole = _whole_names(queries, index, reading, name)
    words = compare_words(queries, index, reading, name)
    mend_joints(queries, index, reading, name, words, whole)
    listed, asked = words.listed, words.asked
    weight, asked_weight = listed.weight, asked.weight
    met = weight * listed.alike
    matched = np.bincount(listed.pair, met, minlength=count)
    total = np.bincount(listed.pair, weight, minlength=count)
    asked_matched = np.bincount(asked.pair, asked_weight * asked.alike, minlength=count)
    asked_total = np.bincount(asked.pair, asked_weight, minlength=count)
    cut = _cut_off(queries, index, reading, name)
    covered = matched / total
    asked_covered = np.where(cut, 1.0, asked_matched / asked_total)
    evidence = np.minimum(matched / FULL_EVIDENCE, 1.0)
    rare_lost = _count((listed.alike < ALIKE) & (weight >= RARE_WEIGHT), listed.pair, count)
    # A place behind the name, which weighs next to nothing, breaks no agreement.
    unlike = _count((asked.alike < 1) & (asked_weight > PLACE_BEHIND), asked.pair, count)
    telling = (listed.kind == Kind.DISTINCTIVE) | (listed.kind == Kind.NUMBER)
    told = _count(telling & (listed.alike >= ALIKE), listed.pair, count)
    met_words = _count(listed.alike >= ALIKE, listed.pair, count)
    same = (unlike == 0) & (total - matched < SAME_WITHIN)
    row = index["name_row"][name].astype(np.int64)
    kind = index["entry_type"][row]
    size = np.zeros((count, len(Term)))
    size[:, Term.BASE] = 1
    size[:, Term.LISTED_COVERED] = covered * covered * covered
    size[:, Term.QUERY_COVERED] = asked_covered * asked_covered * asked_covered
    size[:, Term.WHOLE] = np.maximum(0, whole - WHOLE_FROM) / (1 - WHOLE_FROM)
    size[:, Term.EVIDENCE] = evidence
    size[:, Term.CONTAINED] = (unlike == 0) & (rare_lost == 0) & (told > 0) & ~same
    size[:, Term.SAME_WORDS] = same * np.minimum(_letters(queries)[reading] / CUT_OFF_LETTERS, 1)
    size[:, Term.CUT_OFF] = cut & ~same
    if use_country:
        agrees, differs = _countries(queries, index, queries.party[reading], row)
        size[:, Term.COUNTRY] = agrees
        abroad = np.where(kind == _PERSON, PERSON_ABROAD, 1.0)
        abroad[same & (met_words >= MANY_WORDS)] = SAME_ABROAD
        size[:, Term.OTHER_COUNTRY] = differs * abroad
    size[:, Term.NUMBERS] = _conflict(words, Kind.NUMBER, count)
    size[:, Term.PLACES] = _conflict(words, Kind.PLACE, count)
    size[:, Term.LEGAL_FORM] = _legal_conflict(queries, index, reading, name)
    size[:, Term.VEHICLE] = (kind == _VESSEL) | (kind == _AIRCRAFT)
    size[:, Term.PERSON] = (kind == _PERSON) & (queries.legal[reading] != 0)
    size[:, Term.COMMON_ONLY] = (told == 0) & (met_words > 1)
    size[:, Term.ONE_COMMON] = (met_words <= 1) & ((told == 0) | (matched <= EVERYDAY))
    size[:, Term.TRANSLATED] = queries.strict[reading]
    size[:, Term.PARTIAL] = queries.partial[reading]
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
    listed_word = index["token_word"][listed_at].astype(np.int64)
    listed_weight = index["word_weight"][listed_word].astype(np.float64)
    alike = _similarities(queries, index, asked_at, listed_word)
    alike[queries.strict[reading][pair] & (alike < 1)] = 0
    runs = np.repeat(asked_count, listed_count)
    run_start = np.cumsum(runs) - runs
    # The same products once more, the words of the reading first.
    height = listed_count[pair]
    asked = offset // height
    order = first[pair] + (offset - asked * height) * width + asked
    asked_runs = np.repeat(listed_count, asked_count)
    asked_start = np.cumsum(asked_runs) - asked_runs
    # Two words must not lean on one: Petr is no Petrov where Petrov itself is there.
    best = np.repeat(np.maximum.reduceat(alike, run_start), runs)
    best[order] = np.maximum(
        best[order], np.repeat(np.maximum.reduceat(alike[order], asked_start), asked_runs)
    )
    alike[alike < best] = 0
    by_listed = np.maximum.reduceat(alike, run_start)
    by_asked = np.maximum.reduceat(alike[order], asked_start)
    partner = np.maximum.reduceat((alike * listed_weight)[order], asked_start)
    at = asked_at[order][asked_start]
    # A word that meets a common word, misspelt, is no rare word of its own.
    own = queries.weight[at]
    known = by_asked >= ALIKE
    asked_weight = np.where(known, np.minimum(own, partner / np.maximum(by_asked, ALIKE)), own)
    word = listed_word[run_start]
    return WordPairs(
        listed=Words(pair[run_start], by_listed, listed_weight[run_start], _kinds(index, word)),
        asked=Words(pair[asked_start], by_asked, asked_weight, queries.kind[at]),
    )


def _kinds(index: NameIndex, words: Ints) -> Ints:
    return index["word_kind"][words].astype(np.int64)


def compare_each(
    queries: Queries, index: NameIndex, reading: int, name: int
) -> tuple[Floats, Ints]:
    """The similarities of one pair, listed words by asked words; where the listed words stand."""
    asked_at = np.arange(queries.start[reading], queries.start[reading + 1])
    listed_at = np.arange(*index["token_start"][name : name + 2].tolist())
    grid = np.repeat(listed_at, len(asked_at)), np.tile(asked_at, len(listed_at))
    words = index["token_word"][grid[0]].astype(np.int64)
    alike = _similarities(queries, index, grid[1], words)
    return alike.reshape(len(listed_at), len(asked_at)), listed_at


def _similarities(queries: Queries, index: NameIndex, asked_at: Ints, listed: Ints) -> Floats:
    asked = queries.word[asked_at]
    spellings = index.spellings

    def spell(places: Ints) -> tuple[list[str], list[str]]:
        return (
            [queries.spelling(word) for word in asked[places].tolist()],
            [spellings[word] for word in listed[places].tolist()],
        )

    alike = word_similarity(
        asked,
        listed,
        (queries.kind[asked_at], index["word_kind"][listed].astype(np.int64)),
        (queries.length[asked_at], index["word_length"][listed].astype(np.int64)),
        (queries.mask[asked_at], index["word_mask"][listed].astype(np.uint64)),
        spell,
    )
    alike[(queries.meant[asked_at] == listed) & (alike < MEANT)] = MEANT
    alike *= queries.trust[asked_at]
    return alike


def _whole_names(queries: Queries, index: NameIndex, reading: Ints, name: Ints) -> Floats:
    """How alike the names are as a whole, in their order or in alphabetical order."""
    readings, names = reading.tolist(), name.tolist()
    whole = cpdist(
        [queries.cores[place] for place in readings],
        index.core.pick(names),
        scorer=Indel.normalized_similarity,
    )
    moved = cpdist(
        [queries.sorted_cores[place] for place in readings],
        index.sorted_core.pick(names),
        scorer=Indel.normalized_similarity,
    )
    alike: Floats = np.maximum(whole, moved).astype(np.float64)
    return alike


def _letters(queries: Queries) -> Floats:
    """Letters of each reading, legal forms left out."""
    return np.fromiter(map(len, queries.cores), np.float64, len(queries.cores))


def spelled_alike(queries: Queries, index: NameIndex, reading: Ints, name: Ints) -> Floats:
    """How alike the names are letter by letter, legal forms included: which of equals goes first."""
    return cpdist(
        [queries.plain[place] for place in reading.tolist()],
        index.plain.pick(name.tolist()),
        scorer=Indel.normalized_similarity,
    ).astype(np.float64)


def _cut_off(queries: Queries, index: NameIndex, reading: Ints, name: Ints) -> Flags:
    """Whether the party's whole text is the beginning of the listed name's."""
    long = np.asarray([len(text) >= CUT_OFF_LETTERS for text in queries.plain], np.bool_)
    cut = long[reading]
    places = np.flatnonzero(cut)
    listed = index.plain.pick(name[places].tolist())
    asked = [queries.plain[one] for one in reading[places].tolist()]
    cut[places] = [
        len(text) < len(other) and other.startswith(text)
        for text, other in zip(asked, listed, strict=True)
    ]
    return cut


def _count(which: Flags, pair: Ints, count: int) -> Floats:
    """In how many words of each pair something holds."""
    return np.bincount(pair, which.astype(np.float64), minlength=count).astype(np.float64)


def _conflict(words: WordPairs, kind: Kind, count: int) -> Flags:
    """Both names hold a word of `kind` that the other does not."""
    lost, added = (
        _count((side.kind == kind) & (side.alike < ALIKE), side.pair, count)
        for side in (words.listed, words.asked)
    )
    return (lost > 0) & (added > 0)


def _legal_conflict(queries: Queries, index: NameIndex, reading: Ints, name: Ints) -> Flags:
    """Whether both names have legal forms, of different families."""
    same = (index["name_legal"][name] & queries.legal[reading]) != 0
    family, asked = index["name_family"][name], queries.family[reading]
    conflict: Flags = (family != 0) & (asked != 0) & ((family & asked) == 0) & ~same
    return conflict


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
