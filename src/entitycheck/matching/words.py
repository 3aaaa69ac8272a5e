"""How much a word says: weights by rarity and kind, and the table of all words of the list.

A word that stands in few listed names says who is meant; `technology` says nothing. Weights are
natural logarithms of rarity, damped for generic words and places, and raised for numbers, which
tell one institute from another.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from entitycheck.matching.common import heaviest, is_ordinary
from entitycheck.matching.kinds import DISTINCTIVE, GENERIC, NUMBER, PLACE
from entitycheck.names.phonetics import phonetic_key
from entitycheck.names.syllables import is_pinyin

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"
LEAST_NAMES = 50_000  # rarity is judged as on the whole list: in a list of 37 no word is common
UNSEEN_COUNT = 0.6  # a word that no listed name holds is rarer than one that a single name holds
GENERIC_SHARE, GENERIC_MOST = 0.6, 4.0
LOOSE_WORDS, LOOSE_MOST = ("article", "group", "holding"), 0.8
"""Words that the same party has or has not; lighter still, one generic word more raises false alarms."""
PLACE_SHARE, PLACE_MOST = 0.6, 2.5
NUMBER_BASE, NUMBER_PER_DIGIT = 3.0, 0.2
TITLE_WEIGHT = 0.3
RARE = 7.0  # of a word in some 45 listed names at most
SHORT_SHARES = (0.0, 0.5, 0.75, 0.95)  # of the rarity of words of 0, 1, 2, 3 letters
LEAST_WEIGHT = 0.1
OWN_WORD = 50  # a word of so many listed names is a word of its own, whatever it looks like

_SHORT_SHARES = (*SHORT_SHARES, 1.0)
_KNOWN_WORDS = 50_000  # towns and common surnames come again; some 8 MB
_PATRONYMIC_ENDS = ("vich", "vych", "vna")
_PATRONYMIC = re.compile(r"[a-z]{3,}(?:[oei]v(?:ich|ych|na)|ivna)")
_BITS = {character: 1 << place for place, character in enumerate(ALPHABET)}


def any_of(flags: Flags) -> bool:
    """Whether any is set: a microsecond less than `any`, most of which goes into finding out how."""
    return len(flags.nonzero()[0]) > 0


def word_weights(counts: Floats, kinds: Ints, words: Sequence[str], names: int) -> Floats:
    """The weight of each word.

    Args:
        counts: In how many listed names a word stands; 0 for a word the list does not have.
        kinds: `Kind` of each word.
        words: Spelling of each word.
        names: Number of listed names.
    """
    rarity = np.log(max(names, LEAST_NAMES) / np.maximum(counts, UNSEEN_COUNT))
    described = zip(words, kinds.tolist(), rarity.tolist(), counts.tolist(), strict=True)
    return np.asarray([_weigh(*word) for word in described], np.float64)


def unseen_weight(word: str, kind: int, names: int) -> float:
    """The weight of a word that a list of so many names does not have."""
    return _weigh(word, kind, _unseen_rarity(names), 0)


@cache
def _unseen_rarity(names: int) -> float:
    return float(np.log(max(names, LEAST_NAMES) / UNSEEN_COUNT))


def _weigh(word: str, kind: int, rarity: float, count: float) -> float:
    """What a word says by its rarity, its kind and its letters."""
    rarity *= _SHORT_SHARES[min(len(word), len(SHORT_SHARES))]
    if kind == DISTINCTIVE:
        most = heaviest(word)
        if most < rarity and (count <= OWN_WORD or is_ordinary(word)):
            rarity = most
    elif kind == GENERIC:
        most = LOOSE_MOST if word in LOOSE_WORDS else GENERIC_MOST
        rarity = min(GENERIC_SHARE * rarity, most)
    elif kind == PLACE:
        rarity = min(PLACE_SHARE * rarity, PLACE_MOST)
    else:
        rarity = NUMBER_BASE + NUMBER_PER_DIGIT * len(word) if kind == NUMBER else TITLE_WEIGHT
    return max(rarity, LEAST_WEIGHT)


def phonetic_numbers(words: Sequence[str], kinds: Ints) -> Ints:
    """A number for how each word sounds; 0 where that tells nothing.

    Two words made of Chinese syllables that sound alike are two words: Jinhua, Yinhua.
    """
    return np.asarray(
        [
            phonetic_number(word) if kind == DISTINCTIVE else 0
            for word, kind in zip(words, kinds.tolist(), strict=True)
        ],
        np.int64,
    )


@lru_cache(maxsize=_KNOWN_WORDS)
def phonetic_number(word: str) -> int:
    """The `phonetic_numbers` of a word of its own."""
    if is_pinyin(word):
        return 0
    key = phonetic_key(word)
    return zlib.crc32(key.encode()) if key else 0


def is_patronymic(word: str) -> bool:
    """Whether a word looks like a Russian patronymic."""
    return word.endswith(_PATRONYMIC_ENDS) and _PATRONYMIC.fullmatch(word) is not None


def letter_masks(words: Sequence[str]) -> NDArray[np.uint64]:
    """Which letters a word holds, one bit each: two words one typing error apart differ in two."""
    return np.asarray([letter_mask(word) for word in words], np.uint64)


def letter_mask(word: str) -> int:
    """The `letter_masks` of one word."""
    mask = 0
    for character in set(word):
        mask |= _BITS.get(character, 0)
    return mask
