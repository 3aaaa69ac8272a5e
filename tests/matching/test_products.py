"""Large batches against an index as it comes from the local copy: mapped and read-only."""

from __future__ import annotations

import numpy as np
from small_list import ENTRIES, check

from entitycheck.matching import compile_index, find_candidates, open_index
from entitycheck.matching.policy import Policy
from entitycheck.records import Party


def test_a_read_only_index_answers_a_large_batch() -> None:
    """A batch of many names works on arrays that cannot be written."""
    arrays = {key: np.array(array) for key, array in compile_index(ENTRIES).items()}
    for array in arrays.values():
        array.flags.writeable = False
    names = [entry.name for entry in ENTRIES] * 4
    found = find_candidates([Party(name) for name in names], open_index(arrays), Policy())

    assert found == [check(name) for name in names]
