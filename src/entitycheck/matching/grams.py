"""Names as weighted three-letter pieces and whole words: what the candidate search compares.

Pieces are taken from the name's words written without blanks, so that joined and split spellings
look alike. Weights are whole numbers: sums of whole numbers do not depend on their order, hence a
single call and a batch find the same candidates.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from entitycheck.matching.words import ALPHABET, Floats, Ints

LETTERS = len(ALPHABET) + 1  # and one for the edge of a name
GRAM_CODES = LETTERS**3
SCALE = 2047  # the largest product of two whole-number vectors, 2047 squared, fits 32 bits
_CODES = np.zeros(256, np.int64)
_CODES[list(ALPHABET.encode())] = np.arange(1, LETTERS)


def gram_features(cores: Sequence[str]) -> tuple[Ints, Ints]:
    """The three-letter pieces of each name, its edges included.

    Args:
        cores: Names in a-z and 0-9 without blanks.

    Returns:
        For each piece the number of its name and its code.
    """
    text = "".join(f"`{core}`" for core in cores).encode("ascii", "replace")
    codes = _CODES[np.frombuffer(text, np.uint8)]
    lengths = np.fromiter((len(core) for core in cores), np.int64, len(cores))
    owner = np.arange(len(cores)).repeat(lengths + 2)
    grams = (codes[:-2] * LETTERS + codes[1:-1]) * LETTERS + codes[2:]
    inside = owner[:-2] == owner[2:]
    return owner[:-2][inside], grams[inside]


def whole_number_vectors(owners: Ints, features: Ints, rarity: Floats, count: int) -> Ints:
    """The weight of each feature in its name: every name has about the same length."""
    weights = rarity[features]
    squares = np.bincount(owners, weights * weights, minlength=count)
    lengths = np.sqrt(np.maximum(squares, 1e-9))
    scaled: NDArray[np.int64] = np.rint(weights / lengths[owners] * SCALE).astype(np.int64)
    return scaled
