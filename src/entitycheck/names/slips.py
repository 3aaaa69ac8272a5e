"""Words of legal forms behind one slip of the hand or of a scanner: `Limted`, `JOlNT`, `Comapny`."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from entitycheck.names.legal_phrases import SLIPPING_WORDS

_LEAST_LETTERS = 5
_LETTER_L_AMONG_CAPITALS = re.compile(r"\b(?=[A-Zl]*[A-Z]{2})[A-Z]*l[A-Zl]*\b")


def mend_capitals(text: str) -> str:
    """`JOlNT STOCK` as `JOINT STOCK`: a small l inside capitals was an I."""
    return _LETTER_L_AMONG_CAPITALS.sub(lambda found: found.group().replace("l", "I"), text)


@lru_cache(maxsize=65_536)
def mend_legal_word(word: str) -> str:
    """The word of a legal form that a folded word is one slip away from; else the word itself."""
    if len(word) < _LEAST_LETTERS - 1 or word in SLIPPING_WORDS:
        return word
    shorter = _load_shortened()
    for key in (word, *_shorten(word)):
        for meant in shorter.get(key, ()):
            if abs(len(meant) - len(word)) <= 1 and is_one_slip(word, meant):
                return meant
    return word


def is_one_slip(word: str, meant: str) -> bool:
    """True when one letter is missing, too many, another one, or two neighbours are swapped."""
    at = 0
    while at < min(len(word), len(meant)) and word[at] == meant[at]:
        at += 1
    rest, other = word[at:], meant[at:]
    return (
        rest[1:] == other[1:]
        or rest[1:] == other
        or rest == other[1:]
        or (rest[:2] == other[1::-1] and rest[2:] == other[2:])
    )


def _shorten(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


@cache
def _load_shortened() -> dict[str, tuple[str, ...]]:
    """The words by themselves and by each spelling with one letter left out."""
    found: dict[str, list[str]] = {}
    for word in sorted(SLIPPING_WORDS):
        for key in (word, *_shorten(word)):
            found.setdefault(key, []).append(word)
    return {key: tuple(words) for key, words in found.items()}
