"""Listed names that stand, word for word, inside a longer text.

`we shipped to Inspur Group Co., Ltd. in March`: whatever stands around a listed name, and however
much of it, the name is there. Texts are looked up by pairs of neighbouring words, which few texts
share with a listed name; only there are longer runs of words tried.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from entitycheck.matching.index import NameIndex
from entitycheck.matching.keys import distinct_keys, name_hash, pair_hash
from entitycheck.matching.words import RARE
from entitycheck.names import listed_reading
from entitycheck.names.comparable import ComparableName
from entitycheck.records import PartyType

BASIS = "part of the text"
LONG_TEXT, ENOUGH_WORDS = 5, 3
_NO_FIRMS = [
    tuple(PartyType).index(kind)
    for kind in (PartyType.PERSON, PartyType.VESSEL, PartyType.AIRCRAFT)
]
MOST_WORDS = 24
"""Words of the longest name looked for; two in a thousand listed names have more."""


def find_listed(texts: Sequence[str], index: NameIndex) -> Iterator[tuple[int, ComparableName]]:
    """The readings of listed names inside folded texts, with the number of the text.

    Args:
        texts: Folded texts; one that is a listed name as a whole is not searched for others.
        index: The list.
    """
    known = index.first_pairs
    for text, folded in enumerate(texts):
        words = folded.split()
        behind = 0  # word up to which a name was found
        for start, pair in enumerate(pairwise(words)):
            if start < behind or pair_hash(*pair) not in known:
                continue
            found = _listed_from(words, start, index)
            if found is not None:
                reading, behind = found
                yield text, replace(reading, basis=BASIS, whole=False)


def _listed_from(
    words: Sequence[str], start: int, index: NameIndex
) -> tuple[ComparableName, int] | None:
    """The longest listed name that stands from a word on and tells who is meant, and where it ends."""
    run = words[start : start + MOST_WORDS]
    for size in range(len(run), 1, -1):
        around = len(words) - size
        if around and name_hash("".join(run[:size])) in index.exact_names:
            reading = listed_reading(" ".join(run[:size]))
            if _tells(reading, around, index):
                return reading, start + size
    return None


def _tells(reading: ComparableName, around: int, index: NameIndex) -> bool:
    """Whether a listed name is more than a few words that any longer name may hold.

    `Chemical Group` stands in a hundred names of other firms, `John Chan` in those of other persons.
    """
    numbers = index.word_numbers
    weights = [
        float(index["word_weight"][numbers[key]])
        for key in distinct_keys(reading)
        if key in numbers
    ]
    if _all_persons_or_vessels(reading, index):
        return around >= LONG_TEXT and max(weights, default=0.0) >= RARE
    return max(weights, default=0.0) >= RARE or (
        around >= LONG_TEXT and len(weights) >= ENOUGH_WORDS
    )


def _all_persons_or_vessels(reading: ComparableName, index: NameIndex) -> bool:
    """Whether no firm is listed under a name."""
    found = name_hash(reading.folded)
    first, last = (np.searchsorted(index["exact_hash"], found, side) for side in ("left", "right"))
    rows = index["name_row"][index["exact_name"][first:last]]
    return bool(np.isin(index["entry_type"][rows], _NO_FIRMS).all())
