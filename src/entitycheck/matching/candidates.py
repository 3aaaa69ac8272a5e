"""Which listed names are worth scoring for each reading.

Five ways in: the nearest names by three-letter pieces and words (see `nearest`), names spelled
exactly so, names of which the reading is the cut-off beginning, names that hold one of its rare
words, names with a rare word one typing error away.
"""

from __future__ import annotations

import numpy as np

from entitycheck.matching.grams import GRAM_CODES
from entitycheck.matching.index import NameIndex
from entitycheck.matching.keys import NEAR_LEAST, NEAR_MOST, near_hashes
from entitycheck.matching.kinds import DISTINCTIVE
from entitycheck.matching.nearest import find_nearest
from entitycheck.matching.queries import Queries
from entitycheck.matching.texts import Array
from entitycheck.matching.whole_names import PREFIX_MOST
from entitycheck.matching.word_table import KIND, LETTERS
from entitycheck.matching.words import RARE, Flags, Ints, any_of

PREFIX_LEAST = 12  # letters of a cut-off name
_NO_PAIRS: tuple[Ints, Ints] = (np.zeros(0, np.int64), np.zeros(0, np.int64))


def find_pairs(
    queries: Queries, index: NameIndex, lists: tuple[str, ...] | None
) -> tuple[Ints, Ints]:
    """The pairs worth scoring: numbers of readings and of listed names, sorted, each once."""
    allowed = index.on_lists(lists) if lists is not None else None
    ways = (
        find_nearest(queries, index, allowed),
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


def _exact(queries: Queries, index: NameIndex) -> tuple[Ints, Ints]:
    """Names with the same letters and digits in the same order."""
    listed = index["exact_hash"]
    if not any_of(_hits(listed, queries.hashes)):
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
    if not any_of(cut):
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
