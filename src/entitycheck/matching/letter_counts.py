"""How often each letter stands in a name, in 64 bits: names of other letters cannot be alike.

Each letter has a bit for being there and one for being there twice, the commonest letters one for
being there three times. A bit that only one of two names has is a letter that must be put in or taken
out to make them equal. Two thirds of the names of about the same length are ruled out by that.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from entitycheck.matching.words import Floats

_LETTERS = 26
_COMMON = "aeinorhstlgc"  # 64 bits less two for each letter; common in names of the list
_LETTER = np.asarray(
    [*range(_LETTERS), *range(_LETTERS), *(ord(one) - ord("a") for one in _COMMON)]
)
_TIMES = np.repeat([1, 2, 3], [_LETTERS, _LETTERS, len(_COMMON)])


def letter_counts(names: Sequence[str]) -> NDArray[np.uint64]:
    """The letters of each name.

    Args:
        names: In a-z and 0-9 without blanks; digits are not counted.
    """
    text = np.frombuffer("".join(names).encode("ascii", "replace"), np.uint8)
    owner = np.arange(len(names)).repeat(np.fromiter(map(len, names), np.int64, len(names)))
    letter = text.astype(np.int64) - ord("a")
    letters = letter >= 0
    places = owner[letters] * _LETTERS + letter[letters]
    counts = np.bincount(places, minlength=len(names) * _LETTERS).reshape(len(names), _LETTERS)
    bits = np.packbits(counts.take(_LETTER, axis=1) >= _TIMES, axis=1)
    return bits.view(np.uint64).reshape(len(names))


def least_edits(
    asked: NDArray[np.uint64], listed: NDArray[np.uint64], sizes: tuple[Floats, Floats]
) -> Floats:
    """The fewest letters to put in and take out to make each pair of names equal.

    Args:
        asked: `letter_counts` of the names on one side.
        listed: Those of the names on the other side.
        sizes: Letters of the names on either side.
    """
    more = sizes[0] - sizes[1]  # so many more are taken out than put in
    out = np.bitwise_count(asked & ~listed)
    into = np.bitwise_count(listed & ~asked)
    edits: Floats = np.maximum(2.0 * out - more, 2.0 * into + more)
    return edits
