"""How alike two words are: 1 for equal, less for a typing error, an abbreviation, a cut word.

One of the two doors to rapidfuzz (`score` is the other). Words that cannot be alike are ruled out
by their letters first: one edit changes at most two of the letters a word holds, so that edit
distances are counted for a few pairs in a hundred.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, LCSseq, Prefix
from rapidfuzz.process import cpdist

from entitycheck.matching.words import Flags, Floats, Ints
from entitycheck.names.comparable import Kind

Spell = Callable[[Ints], tuple[list[str], list[str]]]

# Similarity after one, two, three edits, by letters of the longer word (index 0-15).
_ONE = np.asarray([0, 0, 0, 0, 0.66, 0.74, 0.82, *[0.9] * 9])
_TWO = np.asarray([0, 0, 0, 0, 0, 0, 0.6, 0.66, 0.72, 0.78, *[0.82] * 6])
_THREE = np.asarray([0, 0, 0, 0, 0, 0, 0, 0, 0, 0.6, 0.64, 0.68, *[0.72] * 4])
EDITS = np.stack([np.ones(16), _ONE, _TWO, _THREE])
MOST_EDITS = np.asarray([0, 0, 0, 0, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3])
LONGEST = 15
CUT_WORD = 0.8
CUT_GENERIC = 0.9
SHORTENED = 0.75
INITIAL = 0.5
LEAST_CUT = 3


def word_similarity(
    asked: Ints,
    listed: Ints,
    kinds: tuple[Ints, Ints],
    lengths: tuple[Ints, Ints],
    masks: tuple[NDArray[np.uint64], NDArray[np.uint64]],
    spell: Spell,
) -> Floats:
    """The similarity of each pair of words, 0 to 1.

    Args:
        asked: Word numbers on the user's side.
        listed: Word numbers on the list's side; equal numbers are equal words.
        kinds: `Kind` of either side.
        lengths: Letters of either side.
        masks: `letter_masks` of either side.
        spell: Gives the spellings of the pairs at some places; asked for those that may be alike.
    """
    alike: Floats = (asked == listed).astype(np.float64)
    longer = np.minimum(np.maximum(*lengths), LONGEST)
    edits = MOST_EDITS[longer]
    words = (kinds[0] != Kind.NUMBER) & (kinds[1] != Kind.NUMBER) & (alike == 0)
    changed = np.bitwise_count(masks[0] ^ masks[1]).astype(np.int64)
    near = words & (changed <= 2 * edits) & (np.abs(lengths[0] - lengths[1]) <= edits)
    _add_edits(alike, np.flatnonzero(near), longer, edits, spell)
    missing = masks[0] & ~masks[1]
    shorter = words & (missing == 0) & (lengths[0] < lengths[1])
    _add_shortened(alike, np.flatnonzero(shorter), kinds[1], lengths, spell)
    return alike


def _add_edits(alike: Floats, at: Ints, longer: Ints, edits: Ints, spell: Spell) -> None:
    """Words a few typing errors apart."""
    if not len(at):
        return
    asked, listed = spell(at)
    distance = cpdist(asked, listed, scorer=OSA.distance, score_cutoff=3).astype(np.int64)
    ok = distance <= edits[at]
    at, distance = at[ok], distance[ok]
    alike[at] = EDITS[distance, longer[at]]


def _add_shortened(
    alike: Floats,
    at: Ints,
    kinds: Ints,
    lengths: tuple[Ints, Ints],
    spell: Spell,
) -> None:
    """Words cut off, initials, and generic words with letters left out."""
    if not len(at):
        return
    asked, listed = spell(at)
    begins = cpdist(asked, listed, scorer=Prefix.similarity).astype(np.int64)
    size = lengths[0][at]
    generic: Flags = kinds[at] == Kind.GENERIC
    cut = begins == size
    value = np.where(cut & (size >= LEAST_CUT), np.where(generic, CUT_GENERIC, CUT_WORD), 0.0)
    value[cut & (size == 1)] = INITIAL
    rest = np.flatnonzero(generic & ~cut & (begins >= 1) & (size >= LEAST_CUT))
    if len(rest):
        kept = cpdist(
            [asked[place] for place in rest.tolist()],
            [listed[place] for place in rest.tolist()],
            scorer=LCSseq.similarity,
        ).astype(np.int64)
        value[rest[kept == size[rest]]] = SHORTENED
    alike[at] = np.maximum(alike[at], value)
