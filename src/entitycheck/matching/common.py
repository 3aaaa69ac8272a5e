"""Words that say little although no table lists them alone: pieces and misspellings of known ones.

`liability` is left over when a legal form was cut or its words were moved, `middle` when only a
part of `middle east` was typed, and `llmited` is no rare word but a slip for a common one.
"""

from __future__ import annotations

from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from entitycheck.matching.slips import slip_cost
from entitycheck.names.comparable import Kind
from entitycheck.names.lexicon import load_phrases
from entitycheck.names.tables import load_rows, split_spellings

LEGAL_PIECE = 1.0
PHRASE_PIECE = 3.5
SLIP_OF_COMMON = 2.5
ORDINARY_WORD = 5.0
"""The most that such a word weighs."""

SHORTEST_PIECE = 3
SHORTEST_SLIP = 7
SHORTEST_MEANT, SHORTEST_UNSEEN, SHORTEST_SURE = 4, 3, 5
SURE_SLIP = 1.0  # below five letters, only what looks like a slip is taken for one


@lru_cache(maxsize=200_000)
def heaviest(word: str) -> float:
    """The most that a word may weigh; infinite for an ordinary word."""
    legal, pieces, _ = _known_words()
    if word in legal:
        return LEGAL_PIECE
    if word in pieces:
        return PHRASE_PIECE
    if is_ordinary(word):
        return ORDINARY_WORD
    return SLIP_OF_COMMON if _is_slip(word) else float("inf")


def _is_slip(word: str) -> bool:
    """Whether one letter lost, added, changed or swapped makes it a known common word."""
    if len(word) < SHORTEST_SLIP or not word.isalpha():
        return False
    shortened = _known_words()[2]
    if word in shortened:
        return True
    return any(one in shortened for one in one_letter_less(word))


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
def _known_words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Words of legal forms; words of longer phrases; the common words, whole and one letter less."""
    legal: set[str] = set()
    pieces: set[str] = set()
    common: set[str] = set()
    for phrases in load_phrases().values():
        for phrase in phrases:
            long = {word for word in phrase.words if len(word) >= SHORTEST_PIECE}
            if phrase.kind is None:
                legal |= long
            elif len(phrase.words) > 1:
                pieces |= long
            if phrase.kind is None:
                common |= {word for word in long if len(word) >= SHORTEST_SLIP and word.isalpha()}
    less = {one for word in common for one in one_letter_less(word)}
    return frozenset(legal), frozenset(pieces), frozenset(common | less)


def one_letter_less(word: str) -> set[str]:
    """The word with each of its letters left out once: words one slip apart share one of these."""
    return {word[:place] + word[place + 1 :] for place in range(len(word))}


@lru_cache(maxsize=200_000)
def known_word_meant(word: str) -> tuple[str, Kind] | None:
    """The generic word, place or given name that a word is one slip away from, in its one spelling.

    `Tcch` is compared as a slip for `Tech`, not with `technology`, under which that is filed.
    """
    if len(word) < SHORTEST_UNSEEN or not word.isalpha():
        return None
    table = _slips_of_known()
    found: dict[tuple[float, str], tuple[str, Kind]] = {}
    for shorter in (word, *one_letter_less(word)):
        for spelling, meant in table.get(shorter, ()):
            if OSA.distance(word, spelling, score_cutoff=1) > 1:
                continue
            cost = slip_cost(word, spelling)
            if min(len(word), len(spelling)) >= SHORTEST_SURE or cost < SURE_SLIP:
                found[cost, spelling] = meant
    return found[min(found)] if found else None


@cache
def _slips_of_known() -> dict[str, tuple[tuple[str, tuple[str, Kind]], ...]]:
    """Known words and what they mean, by the spelling and each spelling one letter shorter."""
    known: set[tuple[str, tuple[str, Kind]]] = {
        (phrase.words[0], (phrase.text, phrase.kind))
        for phrases in load_phrases().values()
        for phrase in phrases
        if phrase.kind in (Kind.GENERIC, Kind.PLACE) and len(phrase.words) == 1
    }
    for name, column in load_rows("given_names"):
        known |= {(one, (name, Kind.DISTINCTIVE)) for one in (name, *split_spellings(column))}
    found: dict[str, set[tuple[str, tuple[str, Kind]]]] = {}
    for spelling, meant in known:
        if len(spelling) >= SHORTEST_MEANT:
            for shorter in (spelling, *one_letter_less(spelling)):
                found.setdefault(shorter, set()).add((spelling, meant))
    return {shorter: tuple(sorted(pairs)) for shorter, pairs in found.items()}
