"""Products of sparse matrices for large batches. The only door to scipy and sparse_dot_topn.

Imported when the first batch comes: a single call does without, and starts faster.
"""

from __future__ import annotations

import multiprocessing
import os
import warnings

import numpy as np
from scipy.sparse import csr_matrix
from sparse_dot_topn import sp_matmul_topn

from entitycheck.matching.index import NameIndex
from entitycheck.matching.texts import Array
from entitycheck.matching.words import Flags, Ints

MOST_THREADS = 4
"""Two take a third off a product of 500 readings; beyond four, they wait for memory."""
_NO_THREADS = "sparse_dot_topn: extension was compiled without"  # macOS: it then does with one
warnings.filterwarnings("ignore", message=_NO_THREADS)


def top_products(
    starts: Ints,
    features: Ints,
    values: Ints,
    index: NameIndex,
    allowed: Flags | None,
    most: int,
    *,
    least: int,
) -> tuple[Ints, Ints, Array]:
    """The `most` names with the largest sums for each reading, of `least` and more.

    Returns:
        Where each reading's names start, the names, and their sums.
    """
    rows = csr_matrix(
        (values.astype(np.int32), features.astype(np.int32), starts.astype(np.int32)),
        shape=(len(starts) - 1, len(index["posting_start"]) - 1),
    )
    postings = _open_postings(index)
    if allowed is not None:
        postings = _narrowed(postings, allowed)
    found = sp_matmul_topn(rows, postings, most, threshold=least - 1, n_threads=threads())
    return found.indptr.astype(np.int64), found.indices.astype(np.int64), found.data


def threads() -> int:
    """How many threads share a product; one where processes share the work already."""
    if multiprocessing.parent_process() is not None:
        return 1
    return min(os.cpu_count() or 1, MOST_THREADS)


def _open_postings(index: NameIndex) -> csr_matrix:
    """The posting lists as a matrix, made once for an index: to copy them took a tenth of a search."""
    if index.products is None:
        index.products = csr_matrix(
            tuple(_writable(index[f"posting_{part}"]) for part in ("value", "name", "start")),
            shape=(len(index["posting_start"]) - 1, index.names),
        )
    return index.products


def _writable(array: Array) -> Array:
    """The array, copied where it is mapped read-only: sparse_dot_topn refuses those."""
    return array if array.flags.writeable else np.array(array)


def _narrowed(postings: csr_matrix, allowed: Flags) -> csr_matrix:
    """The postings with the names of other lists set to nothing."""
    data = np.where(allowed[postings.indices], postings.data, 0).astype(np.int32)
    return csr_matrix((data, postings.indices, postings.indptr), shape=postings.shape)
