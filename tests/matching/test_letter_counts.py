"""Names of other letters cannot be alike."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from entitycheck.matching.letter_counts import least_edits, letter_counts

NAMES = st.text("aabeeehnnnopstz019", max_size=20)


def _least(asked: list[str], listed: list[str]) -> list[float]:
    sizes = tuple(np.asarray([len(one) for one in side], np.float64) for side in (asked, listed))
    least = least_edits(letter_counts(asked), letter_counts(listed), (sizes[0], sizes[1]))
    return [float(one) for one in least]


@given(st.lists(st.tuples(NAMES, NAMES), max_size=8))
def test_never_more_letters_differ_than_are_told(pairs: list[tuple[str, str]]) -> None:
    """What is ruled out by its letters is not alike."""
    asked, listed = [one for one, _ in pairs], [one for _, one in pairs]
    told = _least(asked, listed)
    assert all(few <= Indel.distance(*pair) for few, pair in zip(told, pairs, strict=True))


@pytest.mark.parametrize(
    ("asked", "listed", "edits"),
    [
        ("inspur", "inspur", 0),
        ("inspur", "inspurr", 1),  # the second r
        ("huawei", "zte", 7),
        ("bgiresearch", "loongson", 15),
        ("zhongxing 4", "zhongxing 5", 0),  # digits are not counted
    ],
)
def test_letters_that_differ_are_counted(asked: str, listed: str, edits: int) -> None:
    assert _least([asked], [listed]) == [edits]
