"""Words that say little although no table lists them alone, and slips for words that one does.

`liability` is left over when a legal form was cut or its words were moved, `middle` when only a
part of `middle east` was typed, and `tecnology` is no rare word but a slip for a common one.
"""

from __future__ import annotations

from functools import cache, lru_cache

from entitycheck.matching.slips import slip_cost
from entitycheck.names.comparable import Kind
from entitycheck.names.lexicon import load_phrases
from entitycheck.names.slips import by_shorter, words_one_slip_away
from entitycheck.names.tables import load_rows, split_spellings

LEGAL_PIECE = 1.0
PHRASE_PIECE = 3.5
ORDINARY_WORD = 5.0
"""The most that such a word weighs."""

SHORTEST_PIECE = 3
SHORTEST_MEANT, SHORTEST_UNSEEN, SHORTEST_SURE = 4, 3, 5
SURE_SLIP = 1.0  # below five letters, only what looks like a slip is taken for one


@lru_cache(maxsize=200_000)
def heaviest(word: str) -> float:
    """The most that a word may weigh; infinite for an ordinary word."""
    legal, pieces = _known_words()
    if word in legal:
        return LEGAL_PIECE
    if word in pieces:
        return PHRASE_PIECE
    if is_ordinary(word):
        return ORDINARY_WORD
    return float("inf")


def is_ordinary(word: str) -> bool:
    """Whether firms or people everywhere bear this word as a name."""
    return word in _ordinary_words()


@cache
def _ordinary_words() -> frozenset[str]:
    """Words and names that firms and people everywhere bear."""
    return frozenset(
        word for _, column in load_rows("ordinary_words") for word in split_spellings(column)
    )


@cache
def _known_words() -> tuple[frozenset[str], frozenset[str]]:
    """Words of legal forms; words of longer phrases."""
    legal: set[str] = set()
    pieces: set[str] = set()
    for phrases in load_phrases().values():
        for phrase in phrases:
            long = {word for word in phrase.words if len(word) >= SHORTEST_PIECE}
            if phrase.kind is None:
                legal |= long
            elif len(phrase.words) > 1:
                pieces |= long
    return frozenset(legal), frozenset(pieces)


@lru_cache(maxsize=200_000)
def known_word_meant(word: str) -> tuple[str, Kind] | None:
    """The generic word, place or given name that a word is one slip away from, in its one spelling.

    `Tcch` is compared as a slip for `Tech`, not with `technology`, under which that is filed.
    """
    if len(word) < SHORTEST_UNSEEN or not word.isalpha():
        return None
    meanings, table = _known_spellings()
    found: dict[tuple[float, str], tuple[str, Kind]] = {}
    for spelling in words_one_slip_away(word, table):
        cost = slip_cost(word, spelling)
        if min(len(word), len(spelling)) >= SHORTEST_SURE or cost < SURE_SLIP:
            found[cost, spelling] = meanings[spelling]
    return found[min(found)] if found else None


@cache
def _known_spellings() -> tuple[dict[str, tuple[str, Kind]], dict[str, tuple[str, ...]]]:
    """Known words and what they mean; the same words one letter shorter, to look slips up."""
    known: dict[str, tuple[str, Kind]] = {
        phrase.words[0]: (phrase.text, phrase.kind)
        for phrases in load_phrases().values()
        for phrase in phrases
        if phrase.kind in (Kind.GENERIC, Kind.PLACE) and len(phrase.words) == 1
    }
    for name, column in load_rows("given_names"):
        known |= dict.fromkeys((name, *split_spellings(column)), (name, Kind.DISTINCTIVE))
    long = {spelling: meant for spelling, meant in known.items() if len(spelling) >= SHORTEST_MEANT}
    return long, by_shorter(long)
