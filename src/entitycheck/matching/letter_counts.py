"""How often each letter stands in a name, in 64 bits: names of other letters cannot be alike.

Each letter has a bit for being there and one for being there twice, the commonest letters one for
being there three times. A bit that only one of two names has is a letter that must be put in or taken
out to make them equal. Two thirds of the names of about the same length are ruled out by that.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from entitycheck.matching.words import Floats, Ints

_LETTERS = 26
_COMMON = "aeinorhstlgc"  # 64 bits less two for each letter; common in names of the list
_OF_BIT = np.asarray(
    [*range(_LETTERS), *range(_LETTERS), *(ord(one) - ord("a") for one in _COMMON)]
)
_OF_BYTE = np.full(256, _LETTERS)  # all that is no letter counts in a column that no bit looks at
_OF_BYTE[ord("a") : ord("z") + 1] = np.arange(_LETTERS)
_COLUMNS = _LETTERS + 1
_TIMES = np.repeat([1, 2, 3], [_LETTERS, _LETTERS, len(_COMMON)])


def letter_counts(names: Sequence[str]) -> NDArray[np.uint64]:
    """The letters of each name.

    Args:
        names: In a-z and 0-9 without blanks; digits are not counted.
    """
    text = np.frombuffer("".join(names).encode("ascii", "replace"), np.uint8)
    columns = _OF_BYTE[text]
    columns += np.arange(0, len(names) * _COLUMNS, _COLUMNS).repeat([len(name) for name in names])
    counts = np.bincount(columns, minlength=len(names) * _COLUMNS).reshape(len(names), _COLUMNS)
    bits = np.packbits(counts.take(_OF_BIT, axis=1) >= _TIMES, axis=1)
    return bits.view(np.uint64).reshape(len(names))


def least_edits(
    asked: NDArray[np.uint64], listed: NDArray[np.uint64], sizes: tuple[Floats, Floats | Ints]
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
