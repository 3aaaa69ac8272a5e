"""Names in Arabic script spelled as the list spells them: `spell_as_listed`.

Such names come without most vowels, so a word may be any of several listed ones. Which one is meant
is told by the words beside it: for each word the listed words of the same sounds are looked up, the
listed names that hold the most of them are found, and the name is read as each of these spells it.
A word is trusted the less the fewer consonants it has and the more its vowels had to be guessed.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from entitycheck.matching.grams import GRAM_CODES
from entitycheck.matching.index import NameIndex
from entitycheck.matching.keys import word_key
from entitycheck.names import fold
from entitycheck.names.arabic import BASIS, NativePart, english_words, spell_parts
from entitycheck.names.comparable import ComparableName, Kind, Token
from entitycheck.names.folding import clean
from entitycheck.names.sounds import latin_sounds, unlikeness

MOST_NAMES = 4
"""Listed names to read a party like."""
MOST_HOLDERS = 1_500
"""A word of more listed names chooses none of them; it still counts in those that others chose."""
DOUBT_OF_VOWELS = 0.3  # for an unlikeness of 1
DOUBT_OF_SHORT = (1.0, 0.3, 0.15, 0.05)  # for words of 0, 1, 2, 3 consonants
KNOWN_UNLIKE = 0.1
"""A word with a meaning (زیست environment) may still be a listed word of the very same sounds (Zist)."""
AS_LISTED = "vowels as on the list"


def spell_as_listed(reading: ComparableName, index: NameIndex) -> list[ComparableName]:
    """The reading with its words spelled like those of the listed names that fit best.

    Args:
        reading: Any reading; only the first one of a text in Arabic script has other spellings.
        index: The list.
    """
    if reading.basis != BASIS:
        return []
    parts = {fold(part.latin): part for part in spell_parts(clean(reading.raw))}
    options = [_options(token, parts.get(token.written), index) for token in reading.tokens]
    spelled: dict[tuple[str, ...], ComparableName] = {}
    for name in _best_names(options, index):
        tokens = _spell_like(reading, options, name, index)
        if tokens != reading.tokens:
            key = tuple(token.text for token in tokens)
            basis = f"{reading.basis}, {AS_LISTED}"
            spelled.setdefault(key, replace(reading, tokens=tokens, basis=basis))
    return list(spelled.values())


def _options(token: Token, part: NativePart | None, index: NameIndex) -> dict[int, float]:
    """Numbers of the listed words that a word may be, and how far each is to be trusted."""
    numbers = index.word_numbers
    own = numbers.get(word_key(token.text, token.kind))
    found = {} if own is None else {own: 1.0}
    if part is None or not part.sounds:
        return found
    known = part.sure and token.kind != Kind.DISTINCTIVE
    most = KNOWN_UNLIKE if known else float("inf")
    size = len(part.sounds[-1].consonants)
    trust = 1.0 - (DOUBT_OF_SHORT[size] if size < len(DOUBT_OF_SHORT) else 0.0)
    may_be = [
        (cost, numbers.get(word_key(text, kind), -1))
        for cost, text, kind in english_words(part.sounds)
    ]
    may_be += [
        (cost, number)
        for sounds in part.sounds
        for number in index.words_by_sound.get(sounds.consonants, ())
        if (cost := unlikeness(sounds, latin_sounds(index.spellings[number]))) is not None
    ]
    for cost, number in may_be:
        if number >= 0 and cost <= most:
            found[number] = max(found.get(number, 0.0), trust - DOUBT_OF_VOWELS * cost)
    return found


def _best_names(options: list[dict[int, float]], index: NameIndex) -> list[int]:
    """The listed names that hold the most of the words, weighed by their rarity."""
    starts, names = index["posting_start"], index["posting_name"]
    sums: dict[int, float] = {}
    for found in options:
        best: dict[int, float] = {}
        for word, trust in found.items():
            first, last = starts[word + GRAM_CODES : word + GRAM_CODES + 2].tolist()
            value = trust * float(index["word_weight"][word])
            if last - first <= MOST_HOLDERS:
                for name in names[first:last].tolist():
                    best[name] = max(best.get(name, 0.0), value)
        for name, value in best.items():
            sums[name] = sums.get(name, 0.0) + value
    held = np.fromiter(sums, np.int64, len(sums))
    rank = np.fromiter(sums.values(), np.float64, len(sums))
    rank /= np.sqrt(np.maximum(index.name_weight[held], 1.0))
    order = np.lexsort((held, -np.round(rank, 6)))
    return [int(name) for name in held[order][:MOST_NAMES]]


def _spell_like(
    reading: ComparableName, options: list[dict[int, float]], name: int, index: NameIndex
) -> tuple[Token, ...]:
    """The words of a reading in the spelling of one listed name, where it holds them."""
    start, end = index["token_start"][name : name + 2].tolist()
    listed = set(index["token_word"][start:end].tolist())
    tokens: list[Token] = []
    for token, found in zip(reading.tokens, options, strict=True):
        held = sorted(listed & found.keys())
        if not held:
            tokens.append(token)
            continue
        word = max(held, key=lambda one: found[one])
        listed.discard(word)
        key = index.words[word]
        tokens.append(Token(key[1:], Kind(int(key[0])), token.written, round(found[word], 3)))
    return tuple(tokens)
