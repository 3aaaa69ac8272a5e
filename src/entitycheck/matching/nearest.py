"""The listed names that share the most with each reading, by three-letter pieces and words.

For many readings this is a product of sparse matrices, for few a sum over posting lists. Both are
sums of whole numbers and keep the same names, ties included.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from entitycheck.matching.grams import GRAM_CODES, gram_features, whole_number_vectors
from entitycheck.matching.index import NameIndex
from entitycheck.matching.queries import Queries
from entitycheck.matching.texts import Array
from entitycheck.matching.word_table import MEANT
from entitycheck.matching.words import Flags, Ints

PER_READING = 12
SPARE = 8  # fetched beyond, to see ties at the limit
MOST_TIED = 40  # names that share exactly as much as the last one to be scored
LEAST_SHARED = 200_000
"""Of 2047 squared, a twentieth: no alert of the benchmark shares under a tenth."""
LIKELY_SHARED = 3
"""Of 95 in 100 readings the names to keep share so many times that: the others need not be sorted."""
WHOLE_LIST = 20_000  # names from which that holds: in a short list no piece of a name is common
COMMON_PARTS = 5
"""The commonest pieces and words of a reading, up to one of so many parts of its squared weight, are
not looked up. Looking them up takes a third of the whole time more and finds no party of the benchmark
more; leaving out a fourth of the weight loses one of 3,327, a third two, half of it three."""
KNOWN_READINGS = 20_000
"""Readings without the noise of their party, whose nearest names are kept: the same firm comes again
with other branches and towns; some 15 MB."""
FEW_READINGS = 24  # below, importing scipy costs more than it saves


def find_nearest(queries: Queries, index: NameIndex, allowed: Flags | None) -> tuple[Ints, Ints]:
    """The readings and the names that share the most with each; equal readings are looked up once.

    Args:
        queries: The parties.
        index: The list.
        allowed: Which names are on the lists asked for; all where None.
    """
    words = queries.word
    if queries.unseen:
        words = np.where(words < queries.words, words, queries.table[MEANT])
    firsts, places, texts = _distinct(queries, words)
    known = index.nearest if allowed is None else {}
    found = {at: known[text] for at, text in enumerate(texts) if text in known}
    fresh = [at for at in range(len(texts)) if at not in found]
    if len(known) > KNOWN_READINGS:
        known.clear()
    if fresh:
        party = queries.party.tolist()
        looked_up = _look_up(queries, words, [firsts[at] for at in fresh], index, allowed)
        for at, names in zip(fresh, looked_up, strict=True):
            found[at] = names
            first = firsts[at]
            if first and party[first] == party[first - 1]:  # not as written
                known[texts[at]] = names.copy()
    if not found:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    every = [found[at] for at in places]
    return np.arange(len(every)).repeat([len(names) for names in every]), np.concatenate(every)


def _distinct(
    queries: Queries, words: Ints
) -> tuple[list[int], list[int], list[tuple[str, tuple[int, ...]]]]:
    """The first of equal readings, for each reading which of these it equals, and what is equal."""
    numbers = words.tolist()
    bounds = pairwise(queries.start.tolist())
    seen: dict[tuple[str, tuple[int, ...]], int] = {}
    firsts: list[int] = []
    places: list[int] = []
    for reading, (core, (start, end)) in enumerate(zip(queries.cores, bounds, strict=True)):
        found = seen.setdefault((core, tuple(numbers[start:end])), len(firsts))
        if found == len(firsts):
            firsts.append(reading)
        places.append(found)
    return firsts, places, list(seen)


def _look_up(
    queries: Queries, words: Ints, which: Sequence[int], index: NameIndex, allowed: Flags | None
) -> list[Ints]:
    """The names that share the most with each of some readings.

    Args:
        queries: The parties.
        words: Number of each word, or of the known word it is a slip for; -1 for unknown ones.
        which: The readings.
        index: The list.
        allowed: Which names are on the lists asked for.
    """
    count = len(which)
    owners, features = gram_features([queries.cores[reading] for reading in which])
    place = queries.reading
    if count < len(queries.readings):
        number = np.full(len(queries.readings), -1)
        number[which] = np.arange(count)
        place = number[place]
    asked = ((words >= 0) & (place >= 0)).nonzero()[0]
    owners = np.concatenate([owners, place[asked]])
    features = np.concatenate([features, words[asked] + GRAM_CODES])
    owners, features = _without_common(owners, features, index, count)
    values = whole_number_vectors(owners, features, index["feature_rarity"], count)
    starts = owners.searchsorted(np.arange(count + 1))
    search = _by_postings if count <= FEW_READINGS else _by_product
    return search(starts, features, values, index, allowed)


def _without_common(
    owners: Ints, features: Ints, index: NameIndex, count: int
) -> tuple[Ints, Ints]:
    """Owners and features by owner, without the commonest of each: see `COMMON_PARTS`."""
    order = (owners * (index.names + 1) - index.holders[features]).argsort(kind="stable")
    owners, features = owners[order], features[order]
    sums = np.zeros(len(features) + 1, np.int64)
    # Whole numbers: what is left out must not depend on the readings beside it.
    index.whole_weights[features].cumsum(out=sums[1:])
    bounds = sums[owners.searchsorted(np.arange(count + 1))]
    rare = COMMON_PARTS * (sums[1:] - bounds[owners]) > (bounds[1:] - bounds[:-1])[owners]
    rare |= index.uncommon[features]
    return owners[rare], features[rare]


def _by_postings(
    starts: Ints, features: Ints, values: Ints, index: NameIndex, allowed: Flags | None
) -> list[Ints]:
    """For a few readings: add up the posting lists."""
    posting_name, posting_value = index["posting_name"], index["posting_value"]
    posting_start = index["posting_start"]
    first = posting_start[features]
    counts = index.holders[features]
    weights = values.astype(np.float64)  # which hold sums of whole numbers, and are summed at once
    spans = list(zip(first.tolist(), (first + counts).tolist(), strict=True))
    found = []
    for start, end in pairwise(starts.tolist()):
        if start == end:
            found.append(np.zeros(0, np.int64))
            continue
        holders = np.concatenate([posting_name[one:other] for one, other in spans[start:end]])
        shares = np.concatenate([posting_value[one:other] for one, other in spans[start:end]])
        shares = shares * weights[start:end].repeat(counts[start:end])
        sums = np.bincount(holders, shares, minlength=index.names)
        if allowed is not None:
            sums[~allowed] = 0
        found.append(_kept_of_all(sums, index))
    return found


def _least_shared(index: NameIndex) -> int:
    """The least sum that is worth a look: it spares the search most of the names."""
    return LEAST_SHARED if index.names >= WHOLE_LIST else 1


def _by_product(
    starts: Ints, features: Ints, values: Ints, index: NameIndex, allowed: Flags | None
) -> list[Ints]:
    """For many readings: one product of sparse matrices."""
    from entitycheck.matching.products import top_products

    indptr, names, sums = top_products(
        *(starts, features, values, index, allowed, PER_READING + SPARE), least=_least_shared(index)
    )
    readings = np.arange(len(starts) - 1).repeat(np.diff(indptr))
    limit, unseen = _limits(indptr, readings, sums)
    keep = sums >= limit[readings]
    bounds = readings[keep].searchsorted(np.arange(len(starts))).tolist()
    names = names[keep]
    found = [names[start:end] for start, end in pairwise(bounds)]
    for reading in unseen.nonzero()[0].tolist():
        span = slice(starts[reading], starts[reading + 1])
        own = np.asarray([0, span.stop - span.start])
        [found[reading]] = _by_postings(own, features[span], values[span], index, allowed)
    return found


def _kept_of_all(sums: Array, index: NameIndex) -> Ints:
    """The names to keep of one reading, from its sums with all names.

    Of very many names that share the same with a reading some are kept, one for each entry first:
    `VTB Bank` is a tie of forty names, and none of them may be lost for that.
    """
    least = _least_shared(index)
    best: Ints = (sums >= LIKELY_SHARED * least).nonzero()[0]
    if len(best) <= PER_READING:
        best = (sums >= least).nonzero()[0]
    if len(best) <= PER_READING:
        return best
    shared = sums[best]
    limit = np.partition(shared, -PER_READING)[-PER_READING]
    best = best[shared >= limit]
    if len(best) < PER_READING + SPARE:
        return best
    tied = np.flatnonzero(sums == limit)
    _, first, place = np.unique(index["name_row"][tied], return_index=True, return_inverse=True)
    turn = np.arange(len(tied)) - first[place]  # names of an entry lie side by side
    tied = tied[np.lexsort((tied, turn))][:MOST_TIED]
    return np.concatenate([np.flatnonzero(sums > limit), tied])


def _limits(starts: Ints, owners: Ints, sums: Array) -> tuple[Array, Flags]:
    """The least sum to keep of each reading, and whether more names have it than were fetched.

    Kept are the `PER_READING` best sums with all ties at the limit.
    """
    counts = np.diff(starts)
    ordered = sums[np.lexsort((-sums, owners))]
    long = np.flatnonzero(counts > PER_READING)
    limit = np.zeros(len(counts), sums.dtype)
    limit[long] = ordered[starts[long] + PER_READING - 1]
    last = ordered[starts[long + 1] - 1]
    unseen = np.zeros(len(counts), np.bool_)
    unseen[long] = (counts[long] >= PER_READING + SPARE) & (last >= limit[long])
    return limit, unseen
