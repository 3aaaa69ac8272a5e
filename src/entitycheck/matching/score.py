"""The score of a pair: a sum of terms in points, each of which can be told to the user.

A pair is one reading of a party and one listed name. Its words are compared each with each; what a
word says (its weight) and how alike its best partner is give the shares of the listed name and of
the query that are covered. Everything else confirms or weakens. The terms of a pair are kept, so
that the reason is built from the numbers that made the score.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from entitycheck.matching.circumstances import MANY_WORDS, add_circumstances, add_countries
from entitycheck.matching.index import NameIndex
from entitycheck.matching.joints import mend_joints
from entitycheck.matching.queries import Queries
from entitycheck.matching.slipped import slipped as slipped_names
from entitycheck.matching.terms import POINTS, Term
from entitycheck.matching.whole_names import (
    CUT_OFF_LETTERS,
    cut_off,
    letters,
    likeness,
)
from entitycheck.matching.word_pairs import ALIKE, WordPairs, Words, compare_words
from entitycheck.matching.words import Flags, Floats, Ints
from entitycheck.names.comparable import Kind

FULL_EVIDENCE = 20.0
FULL_BEGINNING = 10.0
MOST_ELSEWHERE = 0.5  # words of other names confirm what met in this one; alone they are no name
SLIPPED = 0.8
LIKE_AT_ALL = 0.3
SHORT_LETTERS, SHORTEST_LETTERS = 8, 3
WHOLE_FROM = 0.7
RARE_WEIGHT = 5.0
SAME_WITHIN = 1e-6
PLACE_BEHIND = 0.5  # the most that a damped place weighs
EVERYDAY = 5.0  # met alone, a word of no more weight tells nobody apart


@dataclass(frozen=True, slots=True)
class Pairs:
    """p pairs and what was found about them.

    Args:
        reading: Number of each pair's reading.
        name: Number of its listed name.
        terms: p x `Term`, in points.
        words: What met what; pairs of a name without words have none there.
    """

    reading: Ints
    name: Ints
    terms: Floats
    words: WordPairs

    @property
    def points(self) -> Floats:
        """The score of each pair before the limits of verdicts."""
        total: Floats = self.terms.sum(axis=1)
        return total


def score_pairs(
    queries: Queries, index: NameIndex, reading: Ints, name: Ints, *, use_country: bool
) -> Pairs:
    """Score each pair; every reading and name has at least one word."""
    size, words = features(queries, index, reading, name, use_country=use_country)
    return Pairs(reading, name, size * POINTS, words)


def features(
    queries: Queries, index: NameIndex, reading: Ints, name: Ints, *, use_country: bool
) -> tuple[Floats, WordPairs]:
    """The size of each term of each pair, and what met what."""
    size = np.zeros((len(reading), len(Term)))
    size[:, Term.BASE] = 1
    words, whole, slipped = compare_names(queries, index, reading, name)
    size[:, Term.WHOLE] = np.maximum(0, whole - WHOLE_FROM) / (1 - WHOLE_FROM)
    length = letters(queries)[reading]
    cut = cut_off(queries, index, reading, name)
    same, met_words = _add_coverage(size, words, cut)
    size[:, Term.SAME_WORDS] = same * np.minimum(length / CUT_OFF_LETTERS, 1)
    size[:, Term.CUT_OFF] = cut & ~same
    size[:, Term.SHORT] = np.clip(
        (SHORT_LETTERS - length) / (SHORT_LETTERS - SHORTEST_LETTERS), 0, 1
    )
    _add_agreement(size, words)
    size[:, Term.SLIPS] = slipped * (size[:, Term.NUMBERS] == 0)
    # Common words are enough where the whole name is equal but for a slip, or but for its end.
    whole_name = np.maximum(size[:, Term.SLIPS], size[:, Term.CUT_OFF])
    size[:, (Term.ONE_COMMON, Term.COMMON_ONLY)] *= 1 - whole_name[:, np.newaxis]
    size[:, Term.OTHER_SURNAME] = _surname_lost(words.listed, index["name_surnames"][name])
    row = index["name_row"][name].astype(np.int64)
    elsewhere = _in_other_alias(index, row, words.asked)
    size[:, Term.OTHER_ALIAS] = elsewhere * (met_words > 0)
    add_circumstances(size, queries, index, reading, name)
    if use_country:
        surely = same & (met_words >= MANY_WORDS) & (size[:, Term.COMMON_ONLY] == 0)
        add_countries(size, queries, index, reading, row, surely=surely)
    return size, words


def compare_names(
    queries: Queries, index: NameIndex, reading: Ints, name: Ints
) -> tuple[WordPairs, Floats, Floats]:
    """What of each pair met: word by word, as a whole, and whether all but for one slip."""
    whole = likeness(queries, index, reading, name, WHOLE_FROM)
    words = compare_words(queries, index, reading, name)
    mend_joints(queries, index, reading, words, whole)
    slipped = slipped_names(queries, index, reading, name)
    _mend_slipped(words, slipped)
    return words, whole, slipped


def _mend_slipped(words: WordPairs, slipped: Floats) -> None:
    """Words that met nothing, in names that differ by one slip as a whole, hold that slip.

    `Rza` is too short to be taken for `Reza` by itself, not so in a name that is equal otherwise.
    """
    for side in (words.listed, words.asked):
        slip = (slipped[side.pair] > 0) & (side.kind != Kind.NUMBER) & (side.alike < SLIPPED)
        side.alike[slip] = SLIPPED


def _add_coverage(size: Floats, words: WordPairs, cut: Flags) -> tuple[Flags, Floats]:
    """The terms of what met and what is missing, by weight.

    Returns:
        Which pairs are made of the same words, and how many words of each listed name met.
    """
    count = len(size)
    listed, asked = words.listed, words.asked
    matched = np.bincount(listed.pair, listed.weight * listed.alike, minlength=count)
    total = np.bincount(listed.pair, listed.weight, minlength=count)
    asked_matched = np.bincount(asked.pair, asked.weight * asked.alike, minlength=count)
    asked_total = np.bincount(asked.pair, asked.weight, minlength=count)
    covered = matched / total
    asked_covered = np.where(cut, 1.0, asked_matched / asked_total)
    size[:, Term.LISTED_COVERED] = covered * covered * covered
    size[:, Term.QUERY_COVERED] = asked_covered * asked_covered * asked_covered
    size[:, Term.EVIDENCE] = np.minimum(matched / FULL_EVIDENCE, 1.0)
    lost = listed.alike < ALIKE
    rare_lost = _count(lost & (listed.weight >= RARE_WEIGHT), listed.pair, count)
    # A place behind the name, which weighs next to nothing, breaks no agreement.
    unlike = _count((asked.alike < 1) & (asked.weight > PLACE_BEHIND), asked.pair, count)
    telling = (listed.kind == Kind.DISTINCTIVE) | (listed.kind == Kind.NUMBER)
    told = _count(telling & ~lost, listed.pair, count)
    met_words = _count(~lost, listed.pair, count)
    same = (unlike == 0) & (total - matched < SAME_WITHIN)
    size[:, Term.CONTAINED] = (unlike == 0) & (rare_lost == 0) & (told > 0) & ~same
    size[:, Term.COMMON_ONLY] = (told == 0) & (met_words > 1)
    size[:, Term.ONE_COMMON] = (met_words <= 1) & ((told == 0) | (matched <= EVERYDAY))
    nearly = (listed.kind == Kind.DISTINCTIVE) & (listed.alike > 0) & (listed.alike < 1)
    size[:, Term.NEARLY] = np.bincount(listed.pair, listed.weight * nearly, minlength=count) / total
    return same, met_words


def _add_agreement(size: Floats, words: WordPairs) -> None:
    """The terms of which words met and which on both sides did not."""
    count = len(size)
    firsts = [np.searchsorted(side.pair, np.arange(count)) for side in (words.listed, words.asked)]
    sides = list(zip((words.listed, words.asked), firsts, strict=True))
    least = [np.minimum.reduceat(side.alike, first) for side, first in sides]
    size[:, Term.ALL_MET] = np.clip(
        (np.minimum(*least) - LIKE_AT_ALL) / (ALIKE - LIKE_AT_ALL), 0, 1
    )
    begin = [side.alike[first] * side.weight[first] for side, first in sides]
    size[:, Term.SAME_BEGINNING] = np.minimum(*begin) / FULL_BEGINNING
    size[:, Term.NUMBERS] = _conflict(size, words, lambda side: side.kind == Kind.NUMBER)
    size[:, Term.PLACES] = _conflict(size, words, lambda side: side.kind == Kind.PLACE)
    size[:, Term.OTHER_PATRONYMIC] = _conflict(size, words, lambda side: side.patronymic)
    held, asked = (np.bincount(side.pair, minlength=count) for side, _ in sides)
    size[:, Term.ONE_WORD] = (held == 1) & (asked > 1) & (least[1] < ALIKE)


def _surname_lost(listed: Words, surnames: Ints) -> Flags:
    """Whether a person's name has a surname before its comma of which no word met."""
    count = len(surnames)
    first = np.searchsorted(listed.pair, np.arange(count))
    place = np.arange(len(listed.pair)) - first[listed.pair]
    met = (place < surnames[listed.pair]) & (listed.alike >= ALIKE)
    lost: Flags = (surnames > 0) & (np.bincount(listed.pair, met, minlength=count) == 0)
    return lost


def _in_other_alias(index: NameIndex, row: Ints, asked: Words) -> Floats:
    """How much the words say that met nothing here but stand in another name of the entry."""
    size = len(index["word_kind"])
    left = np.flatnonzero((asked.word < size) & (asked.alike < 1))
    pair = asked.pair[left]
    key = row[pair] * size + asked.word[left]
    known = index["entry_word"]
    place = np.minimum(np.searchsorted(known, key), len(known) - 1)
    said = asked.weight[left] * (1 - asked.alike[left]) * (known[place] == key)
    found: Floats = np.bincount(pair, said, minlength=len(row)) / FULL_EVIDENCE
    return np.minimum(found, MOST_ELSEWHERE)


def _count(which: Flags, pair: Ints, count: int) -> Floats:
    """In how many words of each pair something holds."""
    return np.bincount(pair, which.astype(np.float64), minlength=count).astype(np.float64)


def _conflict(size: Floats, words: WordPairs, of: Callable[[Words], Flags]) -> Flags:
    """Both names hold a word of a sort that the other does not."""
    if not all(of(side).any() for side in (words.listed, words.asked)):
        return np.zeros(len(size), np.bool_)
    lost, added = (
        _count(of(side) & (side.alike < ALIKE), side.pair, len(size))
        for side in (words.listed, words.asked)
    )
    return (lost > 0) & (added > 0)
