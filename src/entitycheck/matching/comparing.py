"""What of the two names of each pair met: words, whole names, slips, and how far that can lead.

Of a hundred pairs that share pieces and words, ninety are nothing alike. What met is enough to tell
that they cannot reach an alert, whatever else is said of them, so that nothing else is looked at.
"""

from __future__ import annotations

from typing import NamedTuple, cast

import numpy as np

from entitycheck.matching.index import NameIndex
from entitycheck.matching.joints import mend_joints
from entitycheck.matching.kinds import NUMBER
from entitycheck.matching.queries import Queries
from entitycheck.matching.similarity import alike_after
from entitycheck.matching.slipped import slipped as slipped_names
from entitycheck.matching.slips import SWAPPED
from entitycheck.matching.terms import POINTS, Term
from entitycheck.matching.whole_names import cut_off, likeness
from entitycheck.matching.word_pairs import ALIKE, WordPairs, Words, compare_words
from entitycheck.matching.words import Flags, Floats, Ints, any_of

FULL_EVIDENCE = 20.0
FULL_BEGINNING = 10.0
LIKE_AT_ALL = 0.3
MOST_ELSEWHERE = 0.5  # words of other names confirm what met in this one; alone they are no name
SLIPPED = 0.8
PLAIN_LETTERS = 7  # of the longer one of two words, from which a slip can be plain
PLAINLY = alike_after(SWAPPED, PLAIN_LETTERS)
"""A word of seven letters or more is so much alike after a plain slip: two neighbours swapped, a letter
doubled or misread (a brand from `BRAND_LETTERS` on), one of eleven after a letter left out, of another
vowel or of the key beside; so is one of another script whose vowels are all
but sure. Firms' names hardly ever differ by no more: no firm of 9,994 is a false alarm for it. What it
finds is told by `tests/bench/heads.py`."""
WHOLE_FROM = 0.7
PLACE_BEHIND = 0.5  # the most that a damped place weighs
EVERYDAY = 5.0  # met alone, a word of no more weight tells nobody apart
NOW = (
    *(Term.LISTED_COVERED, Term.QUERY_COVERED, Term.WHOLE, Term.EVIDENCE, Term.CONTAINED),
    *(Term.CUT_OFF, Term.ALL_MET, Term.SLIPS, Term.SAME_BEGINNING, Term.OTHER_ALIAS),
    *(Term.PARTIAL, Term.ONE_COMMON),
)
"""Terms whose size, or the most of it, is told by what met; in the order of `most_points`."""
LATER = (Term.BASE, Term.SAME_WORDS, Term.COUNTRY, Term.SAME_FORM)
"""All other terms that add points."""
_POINTS_NOW, _POINTS_LATER = POINTS[[*NOW]], float(POINTS[[*LATER]].sum())


class Covered(NamedTuple):
    """How much of the names of p pairs met, by weight.

    Args:
        met: What the words of the listed name weigh that met.
        total: What all of them weigh.
        listed: The share of the listed name that met.
        asked: The share of the party's name; all of it where that was cut off.
        unlike: How many words of the party that weigh anything are not equal to a listed one.
        apart: How many of these are not plainly slips for one either: see `PLAINLY`.
        words: How many words of the listed name met.
    """

    met: Floats
    total: Floats
    listed: Floats
    asked: Floats
    unlike: Floats
    apart: Floats
    words: Floats

    def only(self, keep: Flags) -> Covered:
        """Those of some of the pairs."""
        return Covered(*[part[keep] for part in self])


class Met(NamedTuple):
    """What of p pairs met, before anything else is looked at.

    Args:
        reading: Number of each pair's reading.
        name: Number of its listed name.
        words: What met what.
        whole: How alike the names are as a whole, from `WHOLE_FROM` on.
        cut: Whether the party's text is the beginning of the listed name.
        slipped: How surely the names differ by slips of the hand at most.
        covered: How much of either name met, by weight.
        elsewhere: How much of the party's name stands in another name of the entry.
    """

    reading: Ints
    name: Ints
    words: WordPairs
    whole: Floats
    cut: Flags
    slipped: Floats
    covered: Covered
    elsewhere: Floats

    def only(self, keep: Flags) -> Met:
        """Some of the pairs."""
        return Met(
            self.reading[keep],
            self.name[keep],
            self.words.only(keep),
            self.whole[keep],
            self.cut[keep],
            self.slipped[keep],
            self.covered.only(keep),
            self.elsewhere[keep],
        )


def compare_names(queries: Queries, index: NameIndex, reading: Ints, name: Ints) -> Met:
    """What of each pair met: word by word, as a whole, and whether all but for one slip."""
    whole = likeness(queries, index, reading, name, WHOLE_FROM)
    words = compare_words(queries, index, reading, name)
    mend_joints(queries, index, reading, words, whole)
    slipped = slipped_names(queries, index, reading, name)
    _mend_slipped(words, slipped)
    cut = cut_off(queries, index, reading, name)
    covered = cover(words, cut)
    elsewhere = _in_other_alias(index, index["name_row"][name].astype(np.int64), words.asked)
    return Met(reading, name, words, whole, cut, slipped, covered, elsewhere)


def _mend_slipped(words: WordPairs, slipped: Floats) -> None:
    """Words that met nothing, in names that differ by one slip as a whole, hold that slip.

    `Rza` is too short to be taken for `Reza` by itself, not so in a name that is equal otherwise.
    """
    if not any_of(slipped > 0):
        return
    for side in (words.listed, words.asked):
        slip = (slipped[side.pair] > 0) & (side.kind != NUMBER) & (side.alike < SLIPPED)
        side.alike[slip] = SLIPPED


def _in_other_alias(index: NameIndex, row: Ints, asked: Words) -> Floats:
    """How much the words say that met nothing here but stand in another name of the entry."""
    size = len(index["word_kind"])
    left = ((asked.word < size) & (asked.alike < 1)).nonzero()[0]
    if not len(left):
        return np.zeros(len(row))
    pair = asked.pair[left]
    key = row[pair] * size + asked.word[left]
    known = index["entry_word"]
    there = known.take(known.searchsorted(key), mode="clip") == key
    said = asked.weight[left] * (1 - asked.alike[left]) * there
    found: Floats = np.bincount(pair, said, minlength=len(row)) / FULL_EVIDENCE
    return np.minimum(found, MOST_ELSEWHERE)


def cover(words: WordPairs, cut: Flags) -> Covered:
    """How much of the names met."""
    listed, asked = words.listed, words.asked
    met, total, asked_met, asked_total = (
        sum_by_pair(values, side.pair, len(cut))
        for side in (listed, asked)
        for values in (side.weight * side.alike, side.weight)
    )
    # A place behind the name, which weighs next to nothing, breaks no agreement.
    weighty = asked.weight > PLACE_BEHIND
    return Covered(
        met=met,
        total=total,
        listed=met / total,
        asked=np.where(cut, 1.0, asked_met / asked_total),
        unlike=sum_by_pair(weighty & (asked.alike < 1), asked.pair, len(cut)),
        apart=sum_by_pair(weighty & (asked.alike < PLAINLY), asked.pair, len(cut)),
        words=sum_by_pair(listed.alike >= ALIKE, listed.pair, len(cut)),
    )


def sum_by_pair(values: Floats | Flags | Ints, pair: Ints, count: int) -> Floats:
    """The sum of a value of the words of each pair, or of how many words something holds."""
    return cast("Floats", np.bincount(pair, values, minlength=count))


def most_points(met: Met, partial: Floats) -> Floats:
    """The most that each pair can score: by what met, and the full size of all that is not known yet.

    Args:
        met: What of the pairs met.
        partial: How much of the name each pair's reading leaves out.
    """
    covered = met.covered
    # Surely one common word; a word of some weight may still be one.
    one_common = (covered.words <= 1) & (covered.met <= EVERYDAY)
    sizes = (
        cubed(covered.listed),
        cubed(covered.asked),
        whole_size(met.whole),
        evidence_size(covered.met),
        covered.apart == 0,
        met.cut,
        # The least alike of the words is no more alike than all of them on the average.
        all_met_size(np.minimum(covered.listed, covered.asked)),
        met.slipped,
        covered.met / FULL_BEGINNING,  # the first word, by that weight at most
        met.elsewhere,
        partial,
        one_common * (1 - np.maximum(met.slipped, met.cut)),
    )
    table = np.concatenate(sizes).reshape(len(sizes), -1)
    points: Floats = _POINTS_NOW @ table + _POINTS_LATER
    return points


def cubed(share: Floats) -> Floats:
    """The size of a share: a half that is missing tells more than a half that met."""
    return share * share * share


def whole_size(whole: Floats) -> Floats:
    """The size of the term of names alike as a whole."""
    return np.maximum(0, whole - WHOLE_FROM) / (1 - WHOLE_FROM)


def evidence_size(met: Floats) -> Floats:
    """The size of the term of how rare the words are that met."""
    return np.minimum(met / FULL_EVIDENCE, 1.0)


def all_met_size(least: Floats) -> Floats:
    """The size of the term of how alike the least alike word is."""
    return np.minimum(np.maximum((least - LIKE_AT_ALL) / (ALIKE - LIKE_AT_ALL), 0), 1)
