"""How alike two words are: 1 for equal, less for a typing error, an abbreviation, a cut word.

Words that cannot be alike are ruled out by their letters first: one edit takes at most one of the
letters a word holds away and adds one, so that edit distances are counted for a few pairs in a hundred.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, LCSseq, Prefix
from rapidfuzz.process import cpdist

from entitycheck.matching.slips import slip_cost
from entitycheck.matching.words import Flags, Floats, Ints, letter_masks
from entitycheck.names.comparable import Kind

Spell = Callable[[Ints], tuple[list[str], list[str]]]

# Similarity after edits that cost 0, 1, 2, 3 together, by letters of the longer word (0-15).
_ONE = np.asarray([0, 0, 0, 0.5, 0.66, 0.74, 0.82, *[0.9] * 9])
_TWO = np.asarray([0, 0, 0, 0, 0.3, 0.4, 0.6, 0.66, 0.72, 0.78, *[0.82] * 6])
_THREE = np.asarray([0, 0, 0, 0, 0, 0, 0.3, 0.4, 0.5, 0.6, 0.64, 0.68, *[0.72] * 4])
_FOUR = np.asarray([0, 0, 0, 0, 0, 0, 0, 0, 0.3, 0.4, 0.45, 0.5, *[0.55] * 4])
ALIKE_AFTER = np.stack([np.ones(16), _ONE, _TWO, _THREE, _FOUR])
MOST_COST = 3.99
MOST_EDITS = np.asarray([0, 0, 0, 0, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3])
LONGEST = 15
_MOST_CHANGED = np.asarray(  # letters that a word of so many has alone beside one alike
    [
        max(edits for longer, edits in enumerate(MOST_EDITS) if 0 <= longer - size <= edits)
        for size in range(LONGEST + 1)
    ],
    np.uint8,
)
CUT_WORD = 0.8
CUT_GENERIC = 0.9
SHORTENED = 0.75
INITIAL = 0.7
LEAST_CUT = 3
_PLURAL_S = letter_masks(["s"])[0]  # Techs, Svcs: the plural of an abbreviation


def word_similarity(
    asked: Ints,
    listed: Ints,
    kinds: tuple[Ints, Ints],
    lengths: tuple[Ints, Ints],
    masks: tuple[NDArray[np.uint64], NDArray[np.uint64]],
    spell: Spell,
    brands: frozenset[str],
) -> Floats:
    """The similarity of each pair of words, 0 to 1.

    Args:
        asked: Word numbers on the user's side.
        listed: Word numbers on the list's side; equal numbers are equal words.
        kinds: `Kind` of either side.
        lengths: Letters of either side.
        masks: `letter_masks` of either side.
        spell: Gives the spellings of the pairs at some places; asked for those that may be alike.
        brands: Listed words that are brands.
    """
    alike: Floats = (asked == listed).astype(np.float64)
    longer = np.minimum(np.maximum(*lengths), LONGEST)
    edits = MOST_EDITS[longer]
    words = (kinds[0] != Kind.NUMBER) & (kinds[1] != Kind.NUMBER) & (alike == 0)
    missing, added = masks[1] & ~masks[0], masks[0] & ~masks[1]
    changed = np.maximum(np.bitwise_count(missing), np.bitwise_count(added))
    # A known place is no other word misspelt: USA is no short Usama, Beijing is not Beihang.
    one_place = (kinds[0] == Kind.PLACE) != (kinds[1] == Kind.PLACE)
    near = words & ~one_place & (changed <= edits) & (np.abs(lengths[0] - lengths[1]) <= edits)
    _add_edits(alike, np.flatnonzero(near), longer, edits, spell, brands)
    shorter = words & ((added & ~_PLURAL_S) == 0) & (lengths[0] < lengths[1])
    shorter &= ~one_place
    _add_shortened(alike, np.flatnonzero(shorter), kinds[1], spell)
    return alike


def may_be_alike(
    masks: tuple[NDArray[np.uint64], NDArray[np.uint64]], most: NDArray[np.uint8]
) -> Flags:
    """Which pairs of words `word_similarity` can find alike at all: a look at their letters only.

    Args:
        masks: `letter_masks` of the asked and the listed words.
        most: `most_changed` of the asked words.
    """
    added = masks[0] & ~masks[1]
    found: Flags = np.bitwise_count(masks[1] & ~masks[0]) <= most
    found &= np.bitwise_count(added) <= most
    found |= (added & ~_PLURAL_S) == 0
    return found


def most_changed(lengths: Ints) -> NDArray[np.uint8]:
    """The most letters that a word of so many letters has, or lacks, beside a word alike."""
    return _MOST_CHANGED[np.minimum(lengths, LONGEST)]


def alike_after(cost: float, letters: int) -> float:
    """The similarity of two words, the longer of so many letters, after edits of that cost."""
    cost = min(cost, MOST_COST)
    whole, size = int(cost), min(letters, LONGEST)
    lower, upper = ALIKE_AFTER[whole : whole + 2, size].tolist()
    return float(lower * (1 - cost + whole) + upper * (cost - whole))


def _add_edits(
    alike: Floats, at: Ints, longer: Ints, edits: Ints, spell: Spell, brands: frozenset[str]
) -> None:
    """Words a few typing errors apart."""
    if not len(at):
        return
    asked, listed = spell(at)
    distance = cpdist(asked, listed, scorer=OSA.distance, score_cutoff=3).astype(np.int64)
    ok = distance <= edits[at]
    close = np.flatnonzero(ok).tolist()
    costs = [slip_cost(asked[k], listed[k], brand=listed[k] in brands) for k in close]
    cost = np.asarray(costs, np.float64)
    cost = np.minimum(cost, MOST_COST)
    at = at[ok]
    whole = cost.astype(np.int64)
    part = cost - whole
    size = longer[at]
    alike[at] = ALIKE_AFTER[whole, size] * (1 - part) + ALIKE_AFTER[whole + 1, size] * part


def _add_shortened(
    alike: Floats,
    at: Ints,
    kinds: Ints,
    spell: Spell,
) -> None:
    """Words cut off, initials, and generic words with letters left out."""
    if not len(at):
        return
    asked, listed = spell(at)
    asked = [word[:-1] if len(word) > LEAST_CUT and word.endswith("s") else word for word in asked]
    size = np.fromiter(map(len, asked), np.int64, len(asked))
    begins = cpdist(asked, listed, scorer=Prefix.similarity).astype(np.int64)
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
