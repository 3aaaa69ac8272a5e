"""Words one slip of the hand or of a scanner away from known ones: `Limted`, `JOlNT`, `Comapny`.

Two words one slip apart have a spelling in common once a letter is left out of either; tables hold
their words by those, so that no word is compared with all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from entitycheck.names.legal_phrases import SLIPPING_WORDS

_LEAST_LETTERS = 5
_KEPT_BY_A_SLIP = 2
"""Letters at one end at least of a word of five that a slip leaves as they are: it changes one letter
or swaps two neighbours."""
_BEGINNINGS = frozenset(word[:_KEPT_BY_A_SLIP] for word in SLIPPING_WORDS)
_ENDINGS = frozenset(word[-_KEPT_BY_A_SLIP:] for word in SLIPPING_WORDS)
_TWO_CAPITALS = re.compile(r"[A-Z]{2}")
_LETTER_L_AMONG_CAPITALS = re.compile(r"\b(?=[A-Zl]*[A-Z]{2})[A-Z]*l[A-Zl]*\b")


def mend_capitals(text: str) -> str:
    """`JOlNT STOCK` as `JOINT STOCK`: a small l inside capitals was an I."""
    if "l" not in text or _TWO_CAPITALS.search(text) is None:
        return text
    return _LETTER_L_AMONG_CAPITALS.sub(lambda found: found.group().replace("l", "I"), text)


@lru_cache(maxsize=4_096)  # 'comapny', 'limted': few words come close to one
def mend_legal_word(word: str) -> str:
    """The word of a legal form that a folded word is one slip away from; else the word itself."""
    if len(word) < _LEAST_LETTERS - 1 or word in SLIPPING_WORDS:
        return word
    if word[:_KEPT_BY_A_SLIP] not in _BEGINNINGS and word[-_KEPT_BY_A_SLIP:] not in _ENDINGS:
        return word
    return next(words_one_slip_away(word, _slipping_words()), word)


def words_one_slip_away(word: str, table: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The words of a table with one letter more, less, changed, or two neighbours swapped.

    Args:
        word: A folded word; it itself comes first where the table holds it.
        table: From `by_shorter`.
    """
    seen: set[str] = set()
    shorter = one_letter_less(word) & table.keys()  # of most words, none
    for spelling in (word, *sorted(shorter)):
        for other in table.get(spelling, ()):
            if other not in seen and OSA.distance(word, other, score_cutoff=1) <= 1:
                seen.add(other)
                yield other


def by_shorter(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Words by themselves and by each spelling with one letter left out."""
    found: dict[str, list[str]] = {}
    for word in sorted(words):
        for shorter in (word, *sorted(one_letter_less(word))):
            found.setdefault(shorter, []).append(word)
    return {shorter: tuple(same) for shorter, same in found.items()}


def one_letter_less(word: str) -> set[str]:
    """The word with each of its letters left out once: words one slip apart share one of these."""
    return {word[:place] + word[place + 1 :] for place in range(len(word))}


@cache
def _slipping_words() -> dict[str, tuple[str, ...]]:
    return by_shorter(SLIPPING_WORDS)
