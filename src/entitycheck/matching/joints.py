"""Words that were joined or split: `Jinn way` is `Jinnway`, `Mkddle Easr` is `Middle East`.

Only pairs whose names are alike as a whole, and have a word on either side that met nothing, are
looked at again: two neighbouring words written together against one word of the other name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import OSA

from entitycheck.matching.index import NameIndex
from entitycheck.matching.queries import Queries
from entitycheck.matching.similarity import alike_after
from entitycheck.matching.slips import slip_cost
from entitycheck.matching.words import Floats, Ints

ALIKE = 0.6  # from here on two words are taken for the same
WHOLE_LEAST = 0.75
MOST_EDITS = 2


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one side of all pairs.

    Args:
        pair: The pair of each word.
        alike: How alike its best partner on the other side is.
        weight: What it says.
        kind: Its `Kind`.
    """

    pair: Ints
    alike: Floats
    weight: Floats
    kind: Ints


@dataclass(frozen=True, slots=True)
class WordPairs:
    """All words of all pairs compared each with each, by listed and by asked word."""

    listed: Words
    asked: Words


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
    lost = np.bincount(words.listed.pair, words.listed.alike < ALIKE, minlength=count) > 0
    added = np.bincount(words.asked.pair, words.asked.alike < ALIKE, minlength=count) > 0
    starts = np.searchsorted(words.listed.pair, np.arange(count + 1))
    asked_starts = np.searchsorted(words.asked.pair, np.arange(count + 1))
    token_start = index["token_start"]
    for pair in np.flatnonzero(
        lost & added & ~queries.strict[reading] & (whole >= WHOLE_LEAST)
    ).tolist():
        first = int(queries.start[reading[pair]])
        asked = [
            queries.spelling(word)
            for word in queries.word[first : queries.start[reading[pair] + 1]].tolist()
        ]
        at = token_start[name[pair]], token_start[name[pair] + 1]
        listed = [index.spellings[word] for word in index["token_word"][at[0] : at[1]].tolist()]
        mine = words.asked.alike[asked_starts[pair] : asked_starts[pair + 1]]
        theirs = words.listed.alike[starts[pair] : starts[pair + 1]]
        _join(asked, mine, listed, theirs)
        _join(listed, theirs, asked, mine)


def _join(
    split: Sequence[str], split_alike: Floats, whole: Sequence[str], whole_alike: Floats
) -> None:
    """Neighbours of `split` written together against each word of `whole` that met nothing."""
    for place in range(len(split) - 1):
        if min(split_alike[place], split_alike[place + 1]) >= ALIKE:
            continue
        joined = split[place] + split[place + 1]
        for other, word in enumerate(whole):
            if whole_alike[other] >= ALIKE or abs(len(word) - len(joined)) > MOST_EDITS:
                continue
            if OSA.distance(joined, word, score_cutoff=MOST_EDITS) > MOST_EDITS:
                continue
            value = alike_after(slip_cost(joined, word), max(len(word), len(joined)))
            whole_alike[other] = max(whole_alike[other], value)
            for part in (place, place + 1):
                split_alike[part] = max(split_alike[part], value)
