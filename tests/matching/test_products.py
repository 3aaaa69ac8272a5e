"""Large batches against an index as it comes from the local copy: mapped and read-only."""

from __future__ import annotations

import os

import numpy as np
from small_list import ENTRIES, check

from entitycheck.matching import compile_index, find_candidates, open_index
from entitycheck.matching.policy import Policy
from entitycheck.matching.products import MOST_THREADS, threads
from entitycheck.records import Party
from entitycheck.workers import start_workers


def test_a_read_only_index_answers_a_large_batch() -> None:
    """A batch of many names works on arrays that cannot be written."""
    arrays = {key: np.array(array) for key, array in compile_index(ENTRIES).items()}
    for array in arrays.values():
        array.flags.writeable = False
    names = [entry.name for entry in ENTRIES] * 4
    found = find_candidates([Party(name) for name in names], open_index(arrays), Policy())

    assert found == [check(name) for name in names]


def _nothing_to_prepare() -> None:
    """What a worker does first."""


def test_processes_that_share_the_work_start_no_threads_of_their_own() -> None:
    """A process alone uses the cores; several processes have them already."""
    with start_workers(1, _nothing_to_prepare) as pool:
        shared = pool.submit(threads).result()

    assert shared == 1
    assert threads() == min(os.cpu_count() or 1, MOST_THREADS)
