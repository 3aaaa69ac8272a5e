"""Words that were joined or split: `Jinn way` is `Jinnway`, `Mkddle Easr` is `Middle East`.

Only pairs whose names are alike as a whole, and have a word on either side that met nothing, are
looked at again: two neighbouring words written together against one word of the other name.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise

import numpy as np
from rapidfuzz.distance import OSA

from entitycheck.matching.index import NameIndex
from entitycheck.matching.queries import Queries
from entitycheck.matching.similarity import alike_after
from entitycheck.matching.slips import slip_cost
from entitycheck.matching.word_pairs import WordPairs, Words
from entitycheck.matching.words import LEAST_WEIGHT, Floats, Ints, any_of
from entitycheck.names.spelling import settle_spelling

SURELY = 0.95  # a word cut short (Gazprom, Gazprombank) may still be one half of the other
WHOLE_LEAST = 0.75
MOST_EDITS = 2


_together = lru_cache(maxsize=20_000)(settle_spelling)  # the words of a party meet many names


def mend_joints(
    queries: Queries, index: NameIndex, reading: Ints, words: WordPairs, whole: Floats
) -> None:
    """Raise the likeness of words that meet once two neighbours are written together."""
    whole_alike = whole >= WHOLE_LEAST
    if not any_of(whole_alike):
        return
    count = len(reading)
    lost = np.bincount(words.listed.pair, words.listed.alike < SURELY, minlength=count) > 0
    added = np.bincount(words.asked.pair, words.asked.alike < SURELY, minlength=count) > 0
    pairs = (lost & added & whole_alike).nonzero()[0]
    if not len(pairs):
        return
    spans = [
        side.pair.searchsorted((pairs, pairs + 1)).T.tolist()
        for side in (words.asked, words.listed)
    ]
    for pair, mine, theirs in zip(pairs.tolist(), *spans, strict=True):
        asked = _Side(words.asked, slice(*mine), queries.spelling)
        listed = _Side(words.listed, slice(*theirs), index.spellings.__getitem__)
        edits = 0 if queries.strict[reading[pair]] else MOST_EDITS
        if any([_join(asked, listed, edits), _join(listed, asked, edits)]):
            asked.write_back()
            listed.write_back()


class _Side:
    """The words of one side of one pair, out of the arrays while they are looked at."""

    def __init__(self, words: Words, at: slice, spell: Callable[[int], str]) -> None:
        self._words, self._at = words, at
        self.spellings = list(map(spell, words.word[at].tolist()))
        self.alike: list[float] = words.alike[at].tolist()
        self.unmet = [
            (place, word)
            for place, (word, alike) in enumerate(zip(self.spellings, self.alike, strict=True))
            if alike < SURELY
        ]
        self.weight: list[float] = []

    def weigh(self) -> list[float]:
        """What the words weigh; few pairs come so far that it matters."""
        self.weight = self.weight or self._words.weight[self._at].tolist()
        return self.weight

    def write_back(self) -> None:
        """Put what was raised into the arrays."""
        self._words.alike[self._at] = self.alike
        self._words.weight[self._at] = self.weigh()


def _join(split: _Side, whole: _Side, edits: int) -> bool:
    """Neighbours of `split` written together against each word of `whole` that met nothing.

    Up to `edits` letters may differ: none in readings that were made from another script.

    Returns:
        Whether any of them met.
    """
    met = False
    for place, (first, second) in enumerate(pairwise(split.spellings)):
        if split.alike[place] >= SURELY and split.alike[place + 1] >= SURELY:
            continue
        joined = _together(first + second)
        letters = len(joined)
        for one, word in whole.unmet:
            if not -edits <= len(word) - letters <= edits or whole.alike[one] >= SURELY:
                continue
            if OSA.distance(joined, word, score_cutoff=edits) > edits:
                continue
            value = alike_after(slip_cost(joined, word), max(len(word), letters))
            if value <= whole.alike[one]:
                continue
            met = True
            whole.alike[one] = value
            # Halves of a common word weigh no more than the word.
            share = max(whole.weigh()[one] / 2, LEAST_WEIGHT)
            weight = split.weigh()
            for part in (place, place + 1):
                split.alike[part] = max(split.alike[part], value)
                weight[part] = min(weight[part], share)
    return met
