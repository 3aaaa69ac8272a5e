"""How alike two words are: 1 for equal, less for a typing error, an abbreviation, a cut word.

Words that cannot be alike are ruled out by their letters first: one edit takes at most one of the
letters a word holds away and adds one, so that edit distances are counted for a few pairs in a hundred.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from rapidfuzz.distance import OSA, LCSseq
from rapidfuzz.process import cpdist

from entitycheck.matching.kinds import GENERIC, NUMBER, PLACE
from entitycheck.matching.slips import SWAPPED, slip_cost
from entitycheck.matching.word_table import LONGEST, MOST_EDITS
from entitycheck.matching.words import Flags, Floats, Ints, letter_masks
from entitycheck.names.comparable import Kind

Spell = Callable[[Ints], tuple[list[str], list[str]]]

# Similarity after edits that cost 0, 1, 2, 3 together, by letters of the longer word (0-15).
_ONE = [0, 0, 0, 0.5, 0.66, 0.74, 0.82, *[0.9] * 4, *[0.934] * 5]  # Kalasnikov
_TWO = [0, 0, 0, 0, 0.3, 0.4, 0.6, 0.66, 0.72, 0.78, *[0.82] * 6]
_THREE = [0, 0, 0, 0, 0, 0, 0.3, 0.4, 0.5, 0.6, 0.64, 0.68, *[0.72] * 4]
_FOUR = [0, 0, 0, 0, 0, 0, 0, 0, 0.3, 0.4, 0.45, 0.5, *[0.55] * 4]
_ALIKE_AFTER = ([1.0] * 16, _ONE, _TWO, _THREE, _FOUR)
MOST_COST = 3.99
BRAND_LETTERS = 6  # of a brand that a plain slip leaves as plain as in a long word: Hauwei
CUT_WORD = 0.8
CUT_GENERIC = 0.9
SHORTENED = 0.75
INITIAL = 0.7
LEAST_CUT = 3
_NO_PLURAL = ~int(letter_masks(["s"])[0])  # Techs, Svcs: the plural of an abbreviation
_COMPARABLE = np.ones((len(Kind), len(Kind)), np.bool_)
"""Kinds of words that may be alike without being equal. A number is equal or another one; a known
place is no other word misspelt: USA is no short Usama, Beijing is not Beihang."""
_COMPARABLE[PLACE] = _COMPARABLE[:, PLACE] = False
_COMPARABLE[PLACE, PLACE] = True
_COMPARABLE[NUMBER] = _COMPARABLE[:, NUMBER] = False


def word_similarity(
    kinds: tuple[Ints, Ints],
    letters: tuple[Ints, Ints],
    equal: Flags,
    apart: tuple[Ints, Flags],
    spell: Spell,
    brands: frozenset[str],
) -> Floats:
    """The similarity of each pair of words, 0 to 1.

    Args:
        kinds: `Kind` of the asked and of the listed word of each pair.
        letters: How many letters they have.
        equal: Which of the pairs are equal words.
        apart: `letters_apart` of the pairs.
        spell: Gives the spellings of the pairs at some places; asked for those that may be alike.
        brands: Listed words that are brands.
    """
    alike: Floats = equal.astype(np.float64)
    changed, within = apart
    mine, theirs = letters
    longer = np.minimum(np.maximum(mine, theirs), LONGEST)
    edits = MOST_EDITS[longer]
    other = _COMPARABLE[kinds] & ~equal
    near = other & (changed <= edits) & (np.abs(mine - theirs) <= edits)
    _add_edits(alike, near.nonzero()[0], longer, edits, spell, brands)
    shorter = other & within & (mine < theirs)
    _add_shortened(alike, shorter.nonzero()[0], kinds[1], spell)
    return alike


def letters_apart(asked: Ints, listed: Ints) -> tuple[Ints, Flags]:
    """What a look at their letters alone tells of pairs of words.

    Args:
        asked: `letter_masks` of the asked words.
        listed: Those of the listed words.

    Returns:
        How many letters one of the words has alone, or the other, if that are more; and whether the
        asked word has none alone, an `s` aside.
    """
    added = asked & ~listed
    changed: Ints = np.maximum(np.bitwise_count(added), np.bitwise_count(listed & ~asked))
    return changed, (added & _NO_PLURAL) == 0


def alike_after(cost: float, letters: int) -> float:
    """The similarity of two words, the longer of so many letters, after edits of that cost."""
    cost = min(cost, MOST_COST)
    whole, size = int(cost), min(letters, LONGEST)
    part = cost - whole
    return _ALIKE_AFTER[whole][size] * (1 - part) + _ALIKE_AFTER[whole + 1][size] * part


def _add_edits(
    alike: Floats, at: Ints, longer: Ints, edits: Ints, spell: Spell, brands: frozenset[str]
) -> None:
    """Words a few typing errors apart."""
    if not len(at):
        return
    asked, listed = spell(at)
    distance = cpdist(asked, listed, scorer=OSA.distance, score_cutoff=3)
    close = (distance <= edits[at]).nonzero()[0]
    if not len(close):
        return
    at = at[close]
    alike[at] = [
        _alike_by_slip(asked[place], listed[place], letters, brand=listed[place] in brands)
        for place, letters in zip(close.tolist(), longer[at].tolist(), strict=True)
    ]


def _alike_by_slip(asked: str, listed: str, letters: int, *, brand: bool) -> float:
    """How alike two words a few typing errors apart are, the longer one of so many letters."""
    cost = slip_cost(asked, listed, brand=brand)
    if brand and cost <= SWAPPED and letters >= BRAND_LETTERS:
        letters = LONGEST
    return alike_after(cost, letters)


def _add_shortened(alike: Floats, at: Ints, kinds: Ints, spell: Spell) -> None:
    """Words cut off, initials, and generic words with letters left out."""
    if not len(at):
        return
    values = [
        _shortened(mine, theirs, kind == GENERIC)
        for mine, theirs, kind in zip(*spell(at), kinds[at].tolist(), strict=True)
    ]
    alike[at] = np.maximum(alike[at], values)


def _shortened(asked: str, listed: str, generic: bool) -> float:
    """How surely a word is a longer one cut off, its initial, or a generic word abbreviated."""
    if len(asked) > LEAST_CUT and asked[-1] == "s":
        asked = asked[:-1]
    if listed.startswith(asked):
        if len(asked) >= LEAST_CUT:
            return CUT_GENERIC if generic else CUT_WORD
        return INITIAL if len(asked) == 1 else 0.0
    if not generic or len(asked) < LEAST_CUT or asked[0] != listed[0]:
        return 0.0
    return SHORTENED if LCSseq.similarity(asked, listed) == len(asked) else 0.0
