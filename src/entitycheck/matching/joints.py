"""Words that were joined or split: `Jinn way` is `Jinnway`, `Mkddle Easr` is `Middle East`.

Only pairs whose names are alike as a whole, and have a word on either side that met nothing, are
looked at again: two neighbouring words written together against one word of the other name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
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
    sides = _sides(words.asked, pairs, queries.spelling)
    others = _sides(words.listed, pairs, index.spellings.__getitem__)
    for pair, asked, listed in zip(pairs.tolist(), sides, others, strict=True):
        edits = 0 if queries.strict[reading[pair]] else MOST_EDITS
        if any([_join(asked, listed, edits), _join(listed, asked, edits)]):
            asked.write_back()
            listed.write_back()


def _sides(words: Words, pairs: Ints, spell: Callable[[int], str]) -> Iterator[_Side]:
    """The words of one side of some pairs, pair by pair."""
    starts, ends = words.pair.searchsorted((pairs, pairs + 1)).tolist()
    for start, end in zip(starts, ends, strict=True):
        spellings = [spell(number) for number in words.word[start:end].tolist()]
        yield _Side(words, slice(start, end), spellings, words.alike[start:end].tolist())


class _Side:
    """The words of one side of one pair, out of the arrays while they are looked at."""

    __slots__ = ("_at", "_weight", "_words", "alike", "spellings", "unmet")

    def __init__(self, words: Words, at: slice, spellings: list[str], alike: list[float]) -> None:
        self._words, self._at = words, at
        self.spellings, self.alike = spellings, alike
        self.unmet = [place for place, value in enumerate(alike) if value < SURELY]
        self._weight: list[float] = []

    @property
    def weight(self) -> list[float]:
        """What the words weigh; few pairs come so far that it matters."""
        self._weight = self._weight or self._words.weight[self._at].tolist()
        return self._weight

    def write_back(self) -> None:
        """Put what was raised into the arrays."""
        self._words.alike[self._at] = self.alike
        self._words.weight[self._at] = self.weight


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
        for one in whole.unmet:
            word = whole.spellings[one]
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
            share = max(whole.weight[one] / 2, LEAST_WEIGHT)
            for part in (place, place + 1):
                split.alike[part] = max(split.alike[part], value)
                split.weight[part] = min(split.weight[part], share)
    return met
