"""The words of each pair compared each with each: what met what, and what met nothing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from entitycheck.matching.index import NameIndex
from entitycheck.matching.queries import Queries
from entitycheck.matching.similarity import word_similarity
from entitycheck.matching.words import Flags, Floats, Ints

ALIKE = 0.6  # from here on two words are taken for the same
SOUNDS_ALIKE = 0.85
MEANT = 0.9  # a slip of a common word


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one side of all pairs.

    Args:
        pair: The pair of each word.
        word: Its number; beyond the table of the index for words that no listed name has.
        alike: How alike its best partner on the other side is.
        weight: What it says.
        kind: Its `Kind`.
        patronymic: Whether it is a Russian patronymic.
    """

    pair: Ints
    word: Ints
    alike: Floats
    weight: Floats
    kind: Ints
    patronymic: Flags


@dataclass(frozen=True, slots=True)
class WordPairs:
    """All words of all pairs compared each with each, by listed and by asked word."""

    listed: Words
    asked: Words


def compare_words(queries: Queries, index: NameIndex, reading: Ints, name: Ints) -> WordPairs:
    """Each word of each reading with each word of its listed name."""
    start, token_start = queries.start, index["token_start"].astype(np.int64)
    asked_count = start[reading + 1] - start[reading]
    listed_count = token_start[name + 1] - token_start[name]
    counts = asked_count * listed_count
    pair = np.repeat(np.arange(len(reading)), counts)
    first = np.cumsum(counts) - counts
    offset = np.arange(len(pair)) - first[pair]
    width = asked_count[pair]
    listed = offset // width
    asked_at = start[reading][pair] + offset - listed * width
    listed_at = token_start[name][pair] + listed
    listed_word = index["token_word"][listed_at].astype(np.int64)
    listed_weight = index["word_weight"][listed_word].astype(np.float64)
    alike = _similarities(queries, index, asked_at, listed_word)
    alike[queries.strict[reading][pair] & (alike < 1)] = 0
    runs = np.repeat(asked_count, listed_count)
    run_start = np.cumsum(runs) - runs
    # The same products once more, the words of the reading first.
    height = listed_count[pair]
    asked = offset // height
    order = first[pair] + (offset - asked * height) * width + asked
    asked_runs = np.repeat(listed_count, asked_count)
    asked_start = np.cumsum(asked_runs) - asked_runs
    # Two words must not lean on one: Petr is no Petrov where Petrov itself is there.
    best = np.repeat(np.maximum.reduceat(alike, run_start), runs)
    best[order] = np.maximum(
        best[order], np.repeat(np.maximum.reduceat(alike[order], asked_start), asked_runs)
    )
    alike[alike < best] = 0
    by_listed = np.maximum.reduceat(alike, run_start)
    by_asked = np.maximum.reduceat(alike[order], asked_start)
    partner = np.maximum.reduceat((alike * listed_weight)[order], asked_start)
    at = asked_at[order][asked_start]
    # A word that meets a common word, misspelt, is no rare word of its own.
    own = queries.weight[at]
    known = by_asked >= ALIKE
    asked_weight = np.where(known, np.minimum(own, partner / np.maximum(by_asked, ALIKE)), own)
    word = listed_word[run_start]
    return WordPairs(
        listed=Words(
            pair[run_start],
            word,
            by_listed,
            listed_weight[run_start],
            _kinds(index, word),
            index["word_patronymic"][word],
        ),
        asked=Words(
            pair[asked_start],
            queries.word[at],
            by_asked,
            asked_weight,
            queries.kind[at],
            queries.patronymic[at],
        ),
    )


def _kinds(index: NameIndex, words: Ints) -> Ints:
    return index["word_kind"][words].astype(np.int64)


def compare_each(
    queries: Queries, index: NameIndex, reading: int, name: int
) -> tuple[Floats, Ints]:
    """The similarities of one pair, listed words by asked words; where the listed words stand."""
    asked_at = np.arange(queries.start[reading], queries.start[reading + 1])
    listed_at = np.arange(*index["token_start"][name : name + 2].tolist())
    grid = np.repeat(listed_at, len(asked_at)), np.tile(asked_at, len(listed_at))
    words = index["token_word"][grid[0]].astype(np.int64)
    alike = _similarities(queries, index, grid[1], words)
    return alike.reshape(len(listed_at), len(asked_at)), listed_at


def _similarities(queries: Queries, index: NameIndex, asked_at: Ints, listed: Ints) -> Floats:
    asked = queries.word[asked_at]
    spellings = index.spellings

    def spell(places: Ints) -> tuple[list[str], list[str]]:
        return (
            [queries.spelling(word) for word in asked[places].tolist()],
            [spellings[word] for word in listed[places].tolist()],
        )

    alike = word_similarity(
        asked,
        listed,
        (queries.kind[asked_at], index["word_kind"][listed].astype(np.int64)),
        (queries.length[asked_at], index["word_length"][listed].astype(np.int64)),
        (queries.mask[asked_at], index["word_mask"][listed].astype(np.uint64)),
        spell,
    )
    sounds = queries.phonetic[asked_at]
    same_sound = (sounds != 0) & (sounds == index["word_phonetic"][listed])
    alike[same_sound & (alike < SOUNDS_ALIKE)] = SOUNDS_ALIKE
    alike[(queries.meant[asked_at] == listed) & (alike < MEANT)] = MEANT
    alike *= queries.trust[asked_at]
    return alike
