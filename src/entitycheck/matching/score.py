"""The score of a pair: a sum of terms in points, each of which can be told to the user.

A pair is one reading of a party and one listed name. Its words are compared each with each; what a
word says (its weight) and how alike its best partner is give the shares of the listed name and of
the query that are covered. Everything else confirms or weakens. The terms of a pair are kept, so
that the reason is built from the numbers that made the score.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from entitycheck.matching.circumstances import MANY_WORDS, add_circumstances, add_countries
from entitycheck.matching.comparing import (
    EVERYDAY,
    FULL_BEGINNING,
    PLAINLY,
    Met,
    all_met_size,
    compare_names,
    cubed,
    evidence_size,
    most_points,
    sum_by_pair,
    whole_size,
)
from entitycheck.matching.index import NameIndex
from entitycheck.matching.kinds import DISTINCTIVE, NUMBER, PLACE
from entitycheck.matching.queries import Queries
from entitycheck.matching.terms import POINTS, Term
from entitycheck.matching.whole_names import CUT_OFF_LETTERS
from entitycheck.matching.word_pairs import ALIKE, WordPairs, Words
from entitycheck.matching.words import Flags, Floats, Ints, any_of

SHORT_LETTERS, SHORTEST_LETTERS = 8, 3
RARE_WEIGHT = 5.0
SAME_WITHIN = 1e-6


class Pairs(NamedTuple):
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


_NO_NUMBERS, _NO_SIZES = np.zeros(0, np.int64), np.zeros(0)
_NO_WORDS = Words(_NO_NUMBERS, _NO_NUMBERS, _NO_SIZES, _NO_SIZES, _NO_NUMBERS, _NO_NUMBERS)
NO_PAIRS = Pairs(
    _NO_NUMBERS,
    _NO_NUMBERS,
    np.zeros((0, len(Term))),
    WordPairs(_NO_WORDS, _NO_WORDS, (_NO_NUMBERS, _NO_NUMBERS), _NO_SIZES),
)
"""What is scored of most parties that nobody lists."""


def score_pairs(
    queries: Queries,
    index: NameIndex,
    reading: Ints,
    name: Ints,
    *,
    use_country: bool,
    keep: Flags,
    floor: Floats,
) -> tuple[Pairs, Flags]:
    """Score the pairs that can reach so many points; every reading and name has at least one word.

    Args:
        queries: The parties.
        index: The list.
        reading: Number of each pair's reading.
        name: Number of its listed name.
        use_country: Whether the countries count.
        keep: Pairs to score whatever they can reach.
        floor: The points of interest of each party.

    Returns:
        The scored pairs, and which of the given ones they are.
    """
    met = compare_names(queries, index, reading, name)
    kept = keep | (most_points(met, queries.partial[reading]) >= floor[queries.party[reading]])
    if not any_of(kept):
        return NO_PAIRS, kept
    if not kept.all():
        met = met.only(kept)
    size = features(queries, index, met, use_country=use_country)
    return Pairs(met.reading, met.name, size * POINTS, met.words), kept


def features(queries: Queries, index: NameIndex, met: Met, *, use_country: bool) -> Floats:
    """The size of each term of each pair."""
    size = np.zeros((len(met.reading), len(Term)))
    if not len(size):
        return size
    size[:, Term.BASE] = 1
    size[:, Term.WHOLE] = whole_size(met.whole)
    length = queries.core_letters[met.reading]
    met_words = met.covered.words
    same = _add_coverage(size, met)
    size[:, Term.SAME_WORDS] = same * np.minimum(length / CUT_OFF_LETTERS, 1)
    size[:, Term.CUT_OFF] = met.cut & ~same
    short = (SHORT_LETTERS - length) / (SHORT_LETTERS - SHORTEST_LETTERS)
    size[:, Term.SHORT] = np.minimum(np.maximum(short, 0), 1)
    _add_agreement(size, met.words)
    size[:, Term.SLIPS] = met.slipped * (size[:, Term.NUMBERS] == 0)
    # Common words are enough where the whole name is equal but for a slip, or but for its end.
    whole_name = np.maximum(size[:, Term.SLIPS], size[:, Term.CUT_OFF])
    size[:, (Term.ONE_COMMON, Term.COMMON_ONLY)] *= 1 - whole_name[:, np.newaxis]
    surnames = index["name_surnames"][met.name]
    size[:, Term.OTHER_SURNAME] = _surname_lost(met.words.listed, surnames)
    size[:, Term.OTHER_ALIAS] = met.elsewhere * (met_words > 0)
    add_circumstances(size, queries, index, met.reading, met.name)
    if use_country:
        surely = same & (met_words >= MANY_WORDS) & (size[:, Term.COMMON_ONLY] == 0)
        row = index["name_row"][met.name].astype(np.int64)
        add_countries(size, queries, index, met.reading, row, surely=surely)
    return size


def _add_coverage(size: Floats, met: Met) -> Flags:
    """The terms of what met and what is missing, by weight.

    Returns:
        Which pairs are made of the same words.
    """
    count = len(size)
    listed, covered = met.words.listed, met.covered
    size[:, Term.LISTED_COVERED] = cubed(covered.listed)
    size[:, Term.QUERY_COVERED] = cubed(covered.asked)
    size[:, Term.EVIDENCE] = evidence_size(covered.met)
    lost = listed.alike < ALIKE
    rare_lost = sum_by_pair(lost & (listed.weight >= RARE_WEIGHT), listed.pair, count)
    telling = (listed.kind == DISTINCTIVE) | (listed.kind == NUMBER)
    told = sum_by_pair(telling & ~lost, listed.pair, count)
    all_asked = covered.unlike == 0
    same: Flags = all_asked & (covered.total - covered.met < SAME_WITHIN)
    adds = sum_by_pair(lost, listed.pair, count) > 0
    size[:, Term.CONTAINED] = (covered.apart == 0) & adds & (rare_lost == 0) & (told > 0)
    size[:, Term.COMMON_ONLY] = (told == 0) & (covered.words > 1)
    size[:, Term.ONE_COMMON] = (covered.words <= 1) & ((told == 0) | (covered.met <= EVERYDAY))
    nearly = (listed.kind == DISTINCTIVE) & (listed.alike > 0) & (listed.alike < PLAINLY)
    size[:, Term.NEARLY] = sum_by_pair(listed.weight * nearly, listed.pair, count) / covered.total
    return same


def _add_agreement(size: Floats, words: WordPairs) -> None:
    """The terms of which words met and which on both sides did not."""
    count = len(size)
    firsts = [side.pair.searchsorted(np.arange(count)) for side in (words.listed, words.asked)]
    sides = list(zip((words.listed, words.asked), firsts, strict=True))
    least = [np.minimum.reduceat(side.alike, first) for side, first in sides]
    size[:, Term.ALL_MET] = all_met_size(np.minimum(*least))
    begin = [side.alike[first] * side.weight[first] for side, first in sides]
    size[:, Term.SAME_BEGINNING] = np.minimum(*begin) / FULL_BEGINNING
    size[:, Term.NUMBERS] = _conflict(size, words, lambda side: side.kind == NUMBER)
    size[:, Term.PLACES] = _conflict(size, words, lambda side: side.kind == PLACE)
    size[:, Term.OTHER_PATRONYMIC] = _conflict(size, words, lambda side: side.patronymic)
    held, asked = (np.bincount(side.pair, minlength=count) for side, _ in sides)
    size[:, Term.ONE_WORD] = (held == 1) & (asked > 1) & (least[1] < ALIKE)


def _surname_lost(listed: Words, surnames: Ints) -> Flags:
    """Whether a person's name has a surname before its comma of which no word met."""
    count = len(surnames)
    first = listed.pair.searchsorted(np.arange(count))
    place = np.arange(len(listed.pair)) - first[listed.pair]
    met = (place < surnames[listed.pair]) & (listed.alike >= ALIKE)
    lost: Flags = (surnames > 0) & (np.bincount(listed.pair, met, minlength=count) == 0)
    return lost


def _conflict(size: Floats, words: WordPairs, of: Callable[[Words], Flags | Ints]) -> Flags:
    """Both names hold a word of a sort that the other does not."""
    if not all(of(side).any() for side in (words.listed, words.asked)):
        return np.zeros(len(size), np.bool_)
    lost, added = (
        sum_by_pair(of(side) & (side.alike < ALIKE), side.pair, len(size))
        for side in (words.listed, words.asked)
    )
    return (lost > 0) & (added > 0)
