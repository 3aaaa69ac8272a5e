"""The words of all listed names: what each weighs, how it sounds, where it stands, how it is written."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np

from entitycheck.matching.common import heaviest
from entitycheck.matching.keys import distinct_words, shown
from entitycheck.matching.texts import Array, pack_texts
from entitycheck.matching.words import (
    Flags,
    is_patronymic,
    letter_masks,
    phonetic_numbers,
    word_weights,
)
from entitycheck.names.comparable import ComparableName, Kind, Token

BRAND_COUNT = 30
"""A group's brand stands in a hundred listed names and is rare everywhere else: Huawei stands in 167
and is counted as if it stood in so many, as a brand of one third of that size would."""
BRAND_FIRST, BRAND_PERSONS, BRAND_LETTERS = 0.6, 0.2, 4
PATRONYMIC_SHARE = 0.25  # of a word's weight: newspapers and order sheets leave patronymics out
PATRONYMIC_FIRST = 0.3  # a word that begins more names than this share is a surname: Abramovich


def word_arrays(
    readings: Sequence[ComparableName], rows: Sequence[int], persons: Sequence[bool]
) -> dict[str, Array]:
    """The table of words, and the words of each name.

    Args:
        readings: Of all listed names.
        rows: The entry of each.
        persons: Whether that is a person: the names of firms alone tell brands.
    """
    tokens = [distinct_words(reading) for reading in readings]
    keys = [list(words) for words in tokens]
    counts = Counter(key for name in keys for key in set(name))
    brands = _brands(counts, keys, persons)
    counts.update({key: BRAND_COUNT - counts[key] for key in brands})
    table = sorted(counts)
    numbers = {key: number for number, key in enumerate(table)}
    starts = np.zeros(len(keys) + 1, np.int64)
    np.cumsum([len(name) for name in keys], out=starts[1:])
    kinds = np.asarray([int(key[0]) for key in table], np.int64)
    lengths = np.asarray([len(key) - 1 for key in table], np.int64)
    weights = word_weights(
        np.asarray([counts[key] for key in table], np.float64),
        kinds,
        [key[1:] for key in table],
        len(readings),
    )
    patronymic = _patronymics(table, keys)
    weights[patronymic] *= PATRONYMIC_SHARE
    ids = np.asarray([numbers[key] for name in keys for key in name], np.int32)
    entries = np.repeat(np.asarray(rows, np.int64), np.diff(starts))
    return {
        **pack_texts("word", table),
        "word_kind": kinds.astype(np.uint8),
        "word_length": lengths.astype(np.int32),
        "word_weight": weights,
        "word_mask": letter_masks([key[1:] for key in table]),
        "word_phonetic": phonetic_numbers([key[1:] for key in table], kinds),
        "word_patronymic": patronymic,
        "word_brand": np.asarray([key in brands for key in table], np.bool_),
        "token_start": starts,
        "token_word": ids,
        **_written_arrays([token for words in tokens for token in words.values()]),
        "entry_word": np.unique(entries * len(table) + ids),
    }


def _written_arrays(tokens: Sequence[Token]) -> dict[str, Array]:
    """How each word of each name is written, for the reason."""
    written = [shown(token.written) for token in tokens]
    table = sorted(set(written))
    numbers = {text: number for number, text in enumerate(table)}
    return {
        **pack_texts("written", table),
        "token_written": np.asarray([numbers[text] for text in written], np.int32),
    }


def _patronymics(table: Sequence[str], keys: Sequence[Sequence[str]]) -> Flags:
    """Which words are patronymics."""
    first = Counter(key[0] for key in keys if key)
    every = Counter(key for name in keys for key in name)
    return np.asarray(
        [is_patronymic(key[1:]) and first[key] < PATRONYMIC_FIRST * every[key] for key in table],
        np.bool_,
    )


def _brands(
    counts: Counter[str], keys: Sequence[Sequence[str]], persons: Sequence[bool]
) -> frozenset[str]:
    """The words that head the names of many firms, and are no ordinary words."""
    first = Counter(key[0] for key in keys if key)
    of_persons = Counter(
        key for name, person in zip(keys, persons, strict=True) if person for key in name
    )
    return frozenset(
        key
        for key, count in counts.items()
        if count > BRAND_COUNT
        and key.startswith(str(int(Kind.DISTINCTIVE)))
        and len(key) > BRAND_LETTERS
        and first[key] >= BRAND_FIRST * count
        and of_persons[key] <= BRAND_PERSONS * count
        and heaviest(key[1:]) == math.inf
    )
