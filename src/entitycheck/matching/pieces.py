"""Chinese names in the words of the list: `word_as_listed`.

A Chinese word can be put into Latin letters in several ways (科技 technology, science and technology,
keji), and which one a listed name took is the translator's choice. So for each piece of a name all of
its spellings are looked up, the listed names that hold the most of them are found, and the name is
read once more in the words of each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
_KNOWN_PIECES = 10_000  # some 20 MB
AS_WORDED = "Chinese read in the words of the list"


@dataclass(frozen=True, slots=True)
class Wordings:
    """The Latin spellings of one piece of a Chinese name, and what the list has of them.

    Args:
        spellings: Words and legal forms of each.
        listed: The listed words among the words of each, with their weights.
        words: All of these.
        plainest: The spelling of the fewest words; the first of equals.
        names: The listed names that hold any of the words.
        weights: What the best spelling weighs in each of these names.
    """

    spellings: tuple[tuple[tuple[Token, ...], frozenset[str]], ...]
    listed: tuple[dict[int, float], ...]
    words: frozenset[int]
    plainest: int
    names: Ints
    weights: Floats


def word_as_listed(reading: ComparableName, index: NameIndex) -> list[ComparableName]:
    """The reading in the words of the listed names that fit best.

    Args:
        reading: Any reading; only those that spell a Chinese text as pinyin have other wordings, and
            all those of one text the same.
        index: The list.
    """
    if reading.basis != BASIS:
        return []
    found: dict[str, ComparableName] = {}
    for cut in spell_options(clean(reading.raw)):
        pieces = [_wordings(tuple(options), index) for options in cut]
        # Most of the best names choose the same spellings.
        for chosen in {_chosen(pieces, name, index): None for name in _best_names(pieces, index)}:
            worded = _spell_out(reading, pieces, chosen)
            if worded.tokens:
                found.setdefault(worded.core, worded)
    return list(found.values())


def _wordings(options: tuple[str, ...], index: NameIndex) -> Wordings:
    """The spellings of a piece, kept for those that come again: 公司, 科技, 北京."""
    found = index.wordings.get(options)
    if found is None:
        if len(index.wordings) >= _KNOWN_PIECES:
            index.wordings.clear()
        found = index.wordings[options] = _read_piece(options, index)
    return found


def _read_piece(options: Sequence[str], index: NameIndex) -> Wordings:
    """The words of each spelling of a piece, those that are listed, and the names that hold them."""
    spellings = tuple(map(_read, options))
    weights = index["word_weight"]
    listed = []
    for tokens, _ in spellings:
        numbers = (index.word_numbers.get(word_key(one.text, one.kind), -1) for one in tokens)
        listed.append({number: float(weights[number]) for number in numbers if number >= 0})
    words = [len(tokens) for tokens, _ in spellings]
    return Wordings(
        spellings,
        tuple(listed),
        frozenset().union(*listed),
        words.index(min(words)),
        *_holders([word for known in listed for word in known], index),
    )


def _read(option: str) -> tuple[tuple[Token, ...], frozenset[str]]:
    """Words and legal forms of one spelling of a piece."""
    words = fold(option).split()
    tokens, forms = read_words(words) if words else ((), frozenset())
    bare = forms and len(tokens) == len(words)
    return (() if bare else tokens), forms


def _holders(words: Sequence[int], index: NameIndex) -> tuple[Ints, Floats]:
    """The names that hold any of some words, and what the heaviest of these weighs in each."""
    starts = index["posting_start"]
    names: list[Ints] = []
    weights: list[Floats] = []
    for word in words:
        first, last = starts[word + GRAM_CODES : word + GRAM_CODES + 2].tolist()
        if last - first <= MOST_HOLDERS:
            held = index["posting_name"][first:last].astype(np.int64)
            names.append(held)
            weights.append(np.full(len(held), float(index["word_weight"][word])))
    if not names:
        return np.zeros(0, np.int64), np.zeros(0)
    if len(names) == 1:  # most pieces have one spelling, of one word
        return names[0], weights[0]
    every, place = np.unique(np.concatenate(names), return_inverse=True)
    best = np.zeros(len(every))
    np.maximum.at(best, place, np.concatenate(weights))
    return every, best


def _best_names(pieces: Sequence[Wordings], index: NameIndex) -> list[int]:
    """The listed names that hold the most of the pieces, weighed by their rarity."""
    if not pieces:
        return []
    held = np.concatenate([one.names for one in pieces])
    order = held.argsort(kind="stable")  # of a few sorted runs: quicker than `np.unique`
    every = held[order]
    is_first = np.concatenate(([True], every[1:] != every[:-1]))[: len(every)]
    place = np.empty(len(held), np.int64)
    place[order] = is_first.cumsum() - 1
    every = every[is_first]
    sums = np.bincount(place, np.concatenate([one.weights for one in pieces]), len(every))
    rank = sums / np.sqrt(np.maximum(index.name_weight[every], 1.0))
    best = (-rank.round(6)).argsort(kind="stable")[:MOST_NAMES]
    names: list[int] = every[best].tolist()
    return names


def _chosen(pieces: Sequence[Wordings], name: int, index: NameIndex) -> tuple[int, ...]:
    """Which spelling of each piece one listed name holds, else the plainest one."""
    start, end = index["token_start"][name : name + 2].tolist()
    listed = frozenset(index["token_word"][start:end].tolist())
    return tuple([_fitting(piece, listed) for piece in pieces])


def _spell_out(
    reading: ComparableName, pieces: Sequence[Wordings], chosen: Sequence[int]
) -> ComparableName:
    """The pieces of a reading in the chosen spellings."""
    tokens: list[Token] = []
    forms: set[str] = set()
    for piece, choice in zip(pieces, chosen, strict=True):
        words, legal = piece.spellings[choice]
        tokens.extend(words)
        forms |= legal
    folded = " ".join(token.text for token in tokens)
    return ComparableName(reading.raw, folded, tuple(tokens), frozenset(forms), AS_WORDED)


def _fitting(piece: Wordings, listed: frozenset[int]) -> int:
    """Which spelling of a piece a listed name of some words holds the most of."""
    if len(piece.spellings) == 1 or listed.isdisjoint(piece.words):
        return piece.plainest
    held = []
    for (tokens, _), known in zip(piece.spellings, piece.listed, strict=True):
        both = listed & known.keys()
        held.append(sum(known[word] for word in both) - UNHELD * (len(tokens) - len(both)))
    return held.index(max(held))
