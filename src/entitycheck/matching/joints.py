"""Words that were joined or split: `Jinn way` is `Jinnway`, `Mkddle Easr` is `Middle East`.

Only pairs whose names are alike as a whole, and have a word on either side that met nothing, are
looked at again: two neighbouring words written together against one word of the other name.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from rapidfuzz.distance import OSA

from entitycheck.matching.index import NameIndex
from entitycheck.matching.queries import Queries
from entitycheck.matching.similarity import alike_after
from entitycheck.matching.slips import slip_cost
from entitycheck.matching.word_pairs import WordPairs, Words
from entitycheck.matching.words import LEAST_WEIGHT, Floats, Ints
from entitycheck.names.spelling import settle_spelling

SURELY = 0.95  # a word cut short (Gazprom, Gazprombank) may still be one half of the other
WHOLE_LEAST = 0.75
MOST_EDITS = 2


def mend_joints(
    queries: Queries,
    index: NameIndex,
    reading: Ints,
    name: Ints,
    words: WordPairs,
    whole: Floats,
) -> None:
    """Raise the likeness of words that meet once two neighbours are written together."""
    count = len(reading)
    lost = np.bincount(words.listed.pair, words.listed.alike < SURELY, minlength=count) > 0
    added = np.bincount(words.asked.pair, words.asked.alike < SURELY, minlength=count) > 0
    starts = np.searchsorted(words.listed.pair, np.arange(count + 1))
    asked_starts = np.searchsorted(words.asked.pair, np.arange(count + 1))
    token_start = index["token_start"]
    for pair in np.flatnonzero(lost & added & (whole >= WHOLE_LEAST)).tolist():
        first = int(queries.start[reading[pair]])
        asked = [
            queries.spelling(word)
            for word in queries.word[first : queries.start[reading[pair] + 1]].tolist()
        ]
        at = token_start[name[pair]], token_start[name[pair] + 1]
        listed = [index.spellings[word] for word in index["token_word"][at[0] : at[1]].tolist()]
        mine = slice(asked_starts[pair], asked_starts[pair + 1])
        theirs = slice(starts[pair], starts[pair + 1])
        edits = 0 if queries.strict[reading[pair]] else MOST_EDITS
        _join(asked, words.asked, mine, listed, words.listed, theirs, edits)
        _join(listed, words.listed, theirs, asked, words.asked, mine, edits)


def _join(
    split: Sequence[str],
    side: Words,
    at: slice,
    whole: Sequence[str],
    other: Words,
    there: slice,
    edits: int,
) -> None:
    """Neighbours of `split` written together against each word of `whole` that met nothing.

    Up to `edits` letters may differ: none in readings that were made from another script.
    """
    split_alike, whole_alike = side.alike[at], other.alike[there]
    weight, whole_weight = side.weight[at], other.weight[there]
    for place in range(len(split) - 1):
        if min(split_alike[place], split_alike[place + 1]) >= SURELY:
            continue
        joined = settle_spelling(split[place] + split[place + 1])
        for one, word in enumerate(whole):
            if whole_alike[one] >= SURELY or abs(len(word) - len(joined)) > edits:
                continue
            if OSA.distance(joined, word, score_cutoff=edits) > edits:
                continue
            value = alike_after(slip_cost(joined, word), max(len(word), len(joined)))
            if value <= whole_alike[one]:
                continue
            whole_alike[one] = value
            # Halves of a common word weigh no more than the word.
            share = max(whole_weight[one] / 2, LEAST_WEIGHT)
            for part in (place, place + 1):
                split_alike[part] = max(split_alike[part], value)
                weight[part] = min(weight[part], share)
