"""Chinese names in the words of the list: `word_as_listed`.

A Chinese word can be put into Latin letters in several ways (科技 technology, science and technology,
keji), and which one a listed name took is the translator's choice. So for each piece of a name all of
its spellings are looked up, the listed names that hold the most of them are found, and the name is
read once more in the words of each.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from entitycheck.matching.grams import GRAM_CODES
from entitycheck.matching.index import NameIndex
from entitycheck.matching.keys import word_key
from entitycheck.matching.words import Floats, Ints
from entitycheck.names import fold
from entitycheck.names.chinese import BASIS, spell_options
from entitycheck.names.comparable import ComparableName, Token
from entitycheck.names.folding import clean
from entitycheck.names.words import read_words

MOST_NAMES = 5
"""Listed names to read a party like."""
MOST_HOLDERS = 600
"""A word of more listed names chooses none of them; it still counts in those that others chose."""
UNHELD = 1.0
"""What a word of a spelling costs that the listed name does not hold: plainer spellings win."""
_KNOWN_PIECES = 3_000  # some 10 MB
AS_WORDED = "Chinese read in the words of the list"


@lru_cache(maxsize=50_000)
def _read(option: str) -> tuple[tuple[Token, ...], frozenset[str]]:
    """Words and legal forms of one spelling of a piece."""
    words = fold(option).split()
    tokens, forms = read_words(words) if words else ((), frozenset())
    bare = forms and len(tokens) == len(words)
    return (() if bare else tokens), forms


def word_as_listed(reading: ComparableName, index: NameIndex) -> list[ComparableName]:
    """The reading in the words of the listed names that fit best.

    Args:
        reading: Any reading; only the first one of a Chinese text has other wordings.
        index: The list.
    """
    if reading.basis != BASIS:
        return []
    found: dict[str, ComparableName] = {}
    for cut in spell_options(clean(reading.raw)):
        pieces = [[_read(option) for option in options] for options in cut]
        numbers = [[_numbers(tokens, index) for tokens, _ in options] for options in pieces]
        for name in _best_names(numbers, index):
            worded = _word_like(reading, pieces, numbers, name, index)
            if worded.tokens:
                found.setdefault(worded.core, worded)
    return list(found.values())


def _numbers(tokens: Sequence[Token], index: NameIndex) -> list[int]:
    """The listed words among the words of one spelling."""
    found = (index.word_numbers.get(word_key(token.text, token.kind), -1) for token in tokens)
    return [number for number in found if number >= 0]


def _best_names(pieces: Sequence[Sequence[list[int]]], index: NameIndex) -> list[int]:
    """The listed names that hold the most of the pieces, weighed by their rarity."""
    names: list[Ints] = []
    weights: list[Floats] = []
    for options in pieces:
        held, weight = _known_holders(options, index)
        names.append(held)
        weights.append(weight)
    if not names:
        return []
    every, place = np.unique(np.concatenate(names), return_inverse=True)
    sums = np.bincount(place, np.concatenate(weights), minlength=len(every)).astype(np.float64)
    rank = sums / np.sqrt(np.maximum(index.name_weight[every], 1.0))
    order = np.lexsort((every, -np.round(rank, 6)))
    return [int(name) for name in every[order][:MOST_NAMES]]


def _known_holders(options: Sequence[list[int]], index: NameIndex) -> tuple[Ints, Floats]:
    """`_holders`, kept for the pieces that come again: 公司, 科技, 北京."""
    key = tuple(map(tuple, options))
    found = index.holders.get(key)
    if found is None:
        if len(index.holders) >= _KNOWN_PIECES:
            index.holders.clear()
        found = index.holders[key] = _holders(options, index)
    return found


def _holders(options: Sequence[list[int]], index: NameIndex) -> tuple[Ints, Floats]:
    """The names that hold words of a piece, and what its best spelling weighs in each."""
    starts = index["posting_start"]
    names: list[Ints] = [np.zeros(0, np.int64)]
    weights: list[Floats] = [np.zeros(0)]
    for words in options:
        for word in words:
            first, last = starts[word + GRAM_CODES : word + GRAM_CODES + 2].tolist()
            if last - first <= MOST_HOLDERS:
                held = index["posting_name"][first:last].astype(np.int64)
                names.append(held)
                weights.append(np.full(len(held), float(index["word_weight"][word])))
    every, place = np.unique(np.concatenate(names), return_inverse=True)
    best = np.zeros(len(every))
    np.maximum.at(best, place, np.concatenate(weights))
    return every, best


def _word_like(
    reading: ComparableName,
    pieces: Sequence[Sequence[tuple[tuple[Token, ...], frozenset[str]]]],
    numbers: Sequence[Sequence[list[int]]],
    name: int,
    index: NameIndex,
) -> ComparableName:
    """The pieces in the spellings that one listed name holds, else in the first one."""
    start, end = index["token_start"][name : name + 2].tolist()
    listed = set(index["token_word"][start:end].tolist())
    weights = index["word_weight"]
    tokens: list[Token] = []
    forms: set[str] = set()
    for options, words in zip(pieces, numbers, strict=True):
        held = []
        for (read, _), known in zip(options, words, strict=True):
            both = listed.intersection(known)
            held.append(
                sum(float(weights[word]) for word in both) - UNHELD * (len(read) - len(both))
            )
        chosen, legal = options[held.index(max(held))]
        tokens.extend(chosen)
        forms |= legal
    folded = " ".join(token.text for token in tokens)
    return ComparableName(reading.raw, folded, tuple(tokens), frozenset(forms), AS_WORDED)
