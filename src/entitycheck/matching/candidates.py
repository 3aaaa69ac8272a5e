"""Which listed names are worth scoring for each reading.

Five ways in: the nearest names by three-letter pieces and words (`PER_READING` of them), names
spelled exactly so, names of which the reading is the cut-off beginning, names that hold one of its
rare words, names with a rare word one typing error away. The first is a product of sparse matrices
for many readings and a sum over posting lists for few; both are sums of whole numbers and keep the
same names, ties included.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from entitycheck.matching.grams import GRAM_CODES, gram_features, whole_number_vectors
from entitycheck.matching.index import NameIndex
from entitycheck.matching.keys import NEAR_LEAST, NEAR_MOST, near_hashes
from entitycheck.matching.kinds import DISTINCTIVE
from entitycheck.matching.queries import Queries
from entitycheck.matching.texts import Array
from entitycheck.matching.whole_names import PREFIX_MOST
from entitycheck.matching.word_table import KIND, LETTERS, MEANT
from entitycheck.matching.words import RARE, Flags, Ints

PER_READING = 12
SPARE = 8  # fetched beyond, to see ties at the limit
MOST_TIED = 40  # names that share exactly as much as the last one to be scored
LEAST_SHARED = 200_000
"""Of 2047 squared, a twentieth: no alert of the benchmark shares under a tenth."""
WHOLE_LIST = 20_000  # names from which that holds: in a short list no piece of a name is common
COMMON_PARTS = 5
"""The commonest pieces and words of a reading, up to one of so many parts of its squared weight, are
not looked up. Looking them up takes a third of the whole time more and finds no party of the benchmark
more; leaving out a fourth of the weight loses one of 3,327, a third two, half of it three."""
COMMON_PIECE, COMMON_WORD = 100, 800
"""Pieces of fewer names take no time worth saving; a word of fewer names may be a brand: Huawei."""
KNOWN_READINGS = 20_000
"""Readings without the noise of their party, whose nearest names are kept: the same firm comes again
with other branches and towns; some 15 MB."""
FEW_READINGS = 24  # below, importing scipy costs more than it saves
PREFIX_LEAST = 12  # letters of a cut-off name
_NO_PAIRS: tuple[Ints, Ints] = (np.zeros(0, np.int64), np.zeros(0, np.int64))


def find_pairs(
    queries: Queries, index: NameIndex, lists: tuple[str, ...] | None
) -> tuple[Ints, Ints]:
    """The pairs worth scoring: numbers of readings and of listed names, sorted, each once."""
    allowed = index.on_lists(lists) if lists is not None else None
    ways = (
        _nearest(queries, index, allowed),
        _exact(queries, index),
        _cut_off(queries, index),
        _rare_words(queries, index),
        _behind_slips(queries, index),
    )
    found = [pairs for pairs in ways if len(pairs[0])]
    if not found:
        return _NO_PAIRS
    reading = np.concatenate([pairs[0] for pairs in found])
    name = np.concatenate([pairs[1] for pairs in found])
    if allowed is not None:
        keep = allowed[name]
        reading, name = reading[keep], name[keep]
    keys = _sorted_once(reading * index.names + name)
    reading = keys // index.names
    return reading, keys - reading * index.names


def _sorted_once(keys: Ints) -> Ints:
    """Whole numbers in order, each once: most are in order already, which np.unique does not use."""
    keys = np.sort(keys, kind="stable")
    first = np.ones(len(keys), np.bool_)
    np.not_equal(keys[1:], keys[:-1], out=first[1:])
    return keys[first]


def _nearest(queries: Queries, index: NameIndex, allowed: Flags | None) -> tuple[Ints, Ints]:
    """The names that share the most with each reading; equal readings are looked up once."""
    words = queries.word
    if queries.unseen:
        words = np.where(words < queries.words, words, queries.table[MEANT])
    first, place, texts = _distinct(queries, words)
    if not texts:
        return first, place
    known = index.nearest if allowed is None else {}
    found = [known.get(text) for text in texts]
    fresh = np.asarray([at for at, names in enumerate(found) if names is None], np.int64)
    if len(known) > KNOWN_READINGS:
        known.clear()
    again = (first > 0) & (queries.party[first] == queries.party[first - 1])  # not as written
    for at, names in zip(
        fresh.tolist(), _look_up(queries, words, first[fresh], index, allowed), strict=True
    ):
        found[at] = names
        if again[at]:
            known[texts[at]] = names.copy()
    bounds = np.zeros(len(found) + 1, np.int64)
    every = [names for names in found if names is not None]
    np.cumsum([len(names) for names in every], out=bounds[1:])
    return _ranges(bounds[place], bounds[place + 1], np.concatenate(every))


def _distinct(
    queries: Queries, words: Ints
) -> tuple[Ints, Ints, list[tuple[str, tuple[int, ...]]]]:
    """The first of equal readings, for each reading which of these it equals, and what is equal."""
    numbers = words.tolist()
    bounds = pairwise(queries.start.tolist())
    seen: dict[tuple[str, tuple[int, ...]], int] = {}
    first: list[int] = []
    place: list[int] = []
    for reading, (core, (start, end)) in enumerate(zip(queries.cores, bounds, strict=True)):
        found = seen.setdefault((core, tuple(numbers[start:end])), len(first))
        if found == len(first):
            first.append(reading)
        place.append(found)
    return np.asarray(first, np.int64), np.asarray(place, np.int64), list(seen)


def _look_up(
    queries: Queries, words: Ints, which: Ints, index: NameIndex, allowed: Flags | None
) -> Iterator[Ints]:
    """The names that share the most with each of some readings.

    Args:
        queries: The parties.
        words: Number of each word, or of the known word it is a slip for; -1 for unknown ones.
        which: The readings.
        index: The list.
        allowed: Which names are on the lists asked for.
    """
    count = len(which)
    owners, features = gram_features([queries.cores[reading] for reading in which.tolist()])
    number = np.full(len(queries.readings), -1)
    number[which] = np.arange(count)
    place = number[queries.reading]
    asked = ((words >= 0) & (place >= 0)).nonzero()[0]
    owners = np.concatenate([owners, place[asked]])
    features = np.concatenate([features, words[asked] + GRAM_CODES])
    owners, features = _without_common(owners, features, index, count)
    values = whole_number_vectors(owners, features, index["feature_rarity"], count)
    starts = owners.searchsorted(np.arange(count + 1))
    search = _by_postings if count <= FEW_READINGS else _by_product
    owner, name = search(starts, features, values, index, allowed)
    order = owner.argsort(kind="stable")
    bounds = owner[order].searchsorted(np.arange(count + 1)).tolist()
    name = name[order]
    return (name[start:end] for start, end in pairwise(bounds))


def _without_common(
    owners: Ints, features: Ints, index: NameIndex, count: int
) -> tuple[Ints, Ints]:
    """Owners and features by owner, without the commonest of each: see `COMMON_PARTS`."""
    starts = index["posting_start"]
    holders = (starts[features + 1] - starts[features]).astype(np.int64)
    order = np.argsort(owners * (index.names + 1) - holders, kind="stable")
    owners, features = owners[order], features[order]
    # Whole numbers: what is left out must not depend on the readings beside it.
    weights = np.rint(1000 * index["feature_rarity"][features] ** 2).astype(np.int64)
    weights[holders[order] == 0] = 0  # nothing is found by these
    sums = np.concatenate([[0], weights.cumsum()])
    bounds = sums[owners.searchsorted(np.arange(count + 1))]
    rare = COMMON_PARTS * (sums[1:] - bounds[owners]) > (bounds[1:] - bounds[:-1])[owners]
    rare |= holders[order] <= np.where(features < GRAM_CODES, COMMON_PIECE, COMMON_WORD)
    return owners[rare], features[rare]


def _by_postings(
    starts: Ints, features: Ints, values: Ints, index: NameIndex, allowed: Flags | None
) -> tuple[Ints, Ints]:
    """For a few readings: add up the posting lists."""
    posting_start, posting_name = index["posting_start"], index["posting_name"]
    posting_value = index["posting_value"]
    readings: list[Ints] = []
    names: list[Ints] = []
    for reading in range(len(starts) - 1):
        span = slice(starts[reading], starts[reading + 1])
        first, last = posting_start[features[span]], posting_start[features[span] + 1]
        if not len(first):
            continue
        pieces = [slice(*ends) for ends in zip(first.tolist(), last.tolist(), strict=True)]
        holders = np.concatenate([posting_name[piece] for piece in pieces])
        shares = np.concatenate([posting_value[piece] for piece in pieces])
        shares = shares * values[span].repeat(last - first)
        sums = np.bincount(holders, shares, minlength=index.names)
        if allowed is not None:
            sums[~allowed] = 0
        kept = _kept_of_all(sums, index)
        readings.append(np.full(len(kept), reading))
        names.append(kept)
    if not readings:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    return np.concatenate(readings), np.concatenate(names)


def _least_shared(index: NameIndex) -> int:
    """The least sum that is worth a look: it spares the search most of the names."""
    return LEAST_SHARED if index.names >= WHOLE_LIST else 1


def _by_product(
    starts: Ints, features: Ints, values: Ints, index: NameIndex, allowed: Flags | None
) -> tuple[Ints, Ints]:
    """For many readings: one product of sparse matrices."""
    from entitycheck.matching.products import top_products

    indptr, names, sums = top_products(
        *(starts, features, values, index, allowed, PER_READING + SPARE), least=_least_shared(index)
    )
    readings = np.arange(len(starts) - 1).repeat(np.diff(indptr))
    limit, unseen = _limits(indptr, readings, sums)
    keep = (sums >= limit[readings]) & ~unseen[readings]
    found = [(readings[keep], names[keep])]
    for reading in np.flatnonzero(unseen).tolist():
        span = slice(starts[reading], starts[reading + 1])
        own = np.asarray([0, span.stop - span.start])
        _, tied = _by_postings(own, features[span], values[span], index, allowed)
        found.append((np.full(len(tied), reading), tied))
    return np.concatenate([one for one, _ in found]), np.concatenate([one for _, one in found])


def _kept_of_all(sums: Array, index: NameIndex) -> Ints:
    """The names to keep of one reading, from its sums with all names.

    Of very many names that share the same with a reading some are kept, one for each entry first:
    `VTB Bank` is a tie of forty names, and none of them may be lost for that.
    """
    best: Ints = (sums >= _least_shared(index)).nonzero()[0]
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


def _exact(queries: Queries, index: NameIndex) -> tuple[Ints, Ints]:
    """Names with the same letters and digits in the same order."""
    listed = index["exact_hash"]
    if not _hits(listed, queries.hashes).any():
        return _NO_PAIRS
    first = listed.searchsorted(queries.hashes, "left")
    last = listed.searchsorted(queries.hashes, "right")
    return _ranges(first, last, index["exact_name"])


def _hits(known: Ints, asked: Ints) -> Flags:
    """Which of some numbers are among the known ones, which are sorted."""
    if not len(known):
        return np.zeros(len(asked), np.bool_)
    found: Flags = known.take(known.searchsorted(asked), mode="clip") == asked
    return found


def _cut_off(queries: Queries, index: NameIndex) -> tuple[Ints, Ints]:
    """Names that begin with the whole reading, unless too many do."""
    first, last = queries.begins_first, queries.begins_last
    counts = last - first
    cut = (counts > 0) & (counts <= PREFIX_MOST) & (queries.plain_letters >= PREFIX_LEAST)
    if not cut.any():
        return _NO_PAIRS
    return _ranges(first, np.where(cut, last, first), index["prefix_name"])


def _rare_words(queries: Queries, index: NameIndex) -> tuple[Ints, Ints]:
    """Names that hold a rare word of the reading, however much else either of them says.

    Of the three parties of the benchmark that are lost without, two are found.
    """
    rare = (queries.table[KIND] == DISTINCTIVE) & (queries.weight >= RARE)
    at = (rare & (queries.word < queries.words)).nonzero()[0]
    if not len(at):
        return _NO_PAIRS
    place, name = _holders(queries.word[at], index)
    return queries.reading[at][place], name


def _behind_slips(queries: Queries, index: NameIndex) -> tuple[Ints, Ints]:
    """Names with a rare word that one typing error turns into a word of the reading."""
    if not queries.unseen:
        return _NO_PAIRS
    letters = queries.table[LETTERS]
    may = (queries.word >= queries.words) & (queries.table[KIND] == DISTINCTIVE)
    may &= (letters >= NEAR_LEAST) & (letters <= NEAR_MOST + 1)
    may &= ~queries.strict[queries.reading]
    at = may.nonzero()[0]
    if not len(at):
        return _NO_PAIRS
    owner, hashes = near_hashes([queries.spelling(word) for word in queries.word[at].tolist()])
    known = index["near_hash"]
    hit = _hits(known, hashes).nonzero()[0]
    if not len(hit):
        return _NO_PAIRS
    owner, hashes = owner[hit], hashes[hit]
    place, word = _ranges(
        known.searchsorted(hashes, "left"), known.searchsorted(hashes, "right"), index["near_word"]
    )
    which, name = _holders(word, index)
    return queries.reading[at[owner[place[which]]]], name


def _holders(words: Ints, index: NameIndex) -> tuple[Ints, Ints]:
    """The names that hold each of some words, and the place of the word."""
    starts = index["posting_start"]
    features = words + GRAM_CODES
    return _ranges(starts[features].astype(np.int64), starts[features + 1], index["posting_name"])


def _ranges(first: Ints, last: Ints, names: Array) -> tuple[Ints, Ints]:
    """The pairs of each reading with the names from `first` to `last`."""
    counts = last - first
    ends = counts.cumsum()
    readings = np.arange(len(first)).repeat(counts)
    at = np.arange(len(readings)) + (first - ends + counts)[readings]
    found: Ints = names[at].astype(np.int64)
    return readings, found
