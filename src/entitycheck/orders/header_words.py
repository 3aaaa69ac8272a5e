"""The words of headers: the known words of `header_terms` that stand in a folded header.

Longest words first; words written as one (`kundenname`, `vendorname`) are parted; endings are
allowed where the table says so; one typing error is forgiven in a word of six letters, two in one
of ten. What a header with these words means is decided in `headers`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from entitycheck.orders.header_terms import (
    CJK,
    ONE_ERROR_LENGTH,
    Term,
    fillers,
    is_run,
    long_words,
    longest_run,
    run_terms,
    stem_phrases,
    stem_terms,
    word_terms,
)

_TWO_ERRORS_LENGTH = 10  # letters from which two typing errors are forgiven
_LONGEST_PHRASE = 5
_LINKS = ("", "n", "en", "s", "es", "e", "er", "r")  # letters between the words of a compound
_RUNS = re.compile(rf"[{CJK}]+|[^{CJK}]+")


@dataclass(frozen=True, slots=True)
class Found:
    """One known word met in a header."""

    concept: str
    text: str
    weak: bool
    typo: bool = False


def find_words(folded: str) -> tuple[list[Found], list[str]]:
    """Known words in order, and the words left over."""
    found: list[Found] = []
    rest: list[str] = []
    for run in _runs(folded):
        met, left = _find_in_run(run) if is_run(run) else _find_in_words(run.split())
        found.extend(met)
        rest.extend(left)
    return found, rest


def _runs(folded: str) -> Iterator[str]:
    """Stretches of Chinese, Japanese, Korean, and of everything else."""
    for match in _RUNS.finditer(folded):
        run = match.group().strip()
        if run:
            yield run


def _find_in_run(run: str) -> tuple[list[Found], list[str]]:
    """Known words of a stretch without blanks, longest first at each place."""
    found: list[Found] = []
    left = ""
    place = 0
    while place < len(run):
        for size in range(min(longest_run(), len(run) - place), 0, -1):
            term = run_terms().get(run[place : place + size])
            if term is not None:
                found.extend(_meet(term))
                place += size
                break
        else:
            left += run[place]
            place += 1
    return found, [left] if left else []


def _find_in_words(words: list[str]) -> tuple[list[Found], list[str]]:
    """Known words of a stretch with blanks: phrases first, then compounds, then typing errors."""
    found: list[Found] = []
    left: list[str] = []
    place = 0
    while place < len(words):
        for size in range(min(_LONGEST_PHRASE, len(words) - place), 0, -1):
            if size == 1 and words[place] in fillers():
                place += 1
                break
            term = _phrase(" ".join(words[place : place + size]))
            if term is not None:
                found.extend(_meet(term))
                place += size
                break
        else:
            word = words[place]
            met = _read_compound(word) or _forgive(word)
            found.extend(met)
            if not met and not word.isdigit():
                left.append(word)
            place += 1
    return found, left


def _phrase(text: str) -> Term | None:
    """The term equal to a phrase, or the longest stem that begins it."""
    term = word_terms().get(text)
    if term is not None:
        return term
    if " " in text:
        return _stem_phrase(text)
    for size in range(len(text) - 1, 3, -1):
        stem = stem_terms().get(text[:size])
        if stem is None:
            continue
        rest = text[size:]
        return stem if _is_inflection(rest) else None
    return None


def _stem_phrase(text: str) -> Term | None:
    """A phrase of stems: `конечный пользователь` for `конечн* пользовател*`."""
    words = text.split()
    for stems, term in stem_phrases():
        if len(stems) == len(words) and all(
            word.startswith(stem[:-1]) if stem.endswith("*") else word == stem
            for stem, word in zip(stems, words, strict=True)
        ):
            return term
    return None


def _is_inflection(rest: str) -> bool:
    """True for an ending, false for a further word of a compound (`kundennummer`)."""
    return word_terms().get(rest) is None and _split_known(rest) is None and len(rest) <= 6  # noqa: PLR2004 -- longest endings: Turkish `larinin`, Russian `ованием`


def _split_known(text: str) -> Term | None:
    """The known word at the end of a compound's rest, after a linking letter."""
    for link in _LINKS:
        if text.startswith(link) and len(text) > len(link):
            term = word_terms().get(text[len(link) :])
            if term is not None and len(term.text) > 1:
                return term
    return None


def _read_compound(word: str) -> list[Found]:
    """Two known words written as one: `kundenname`, `vendorname`, `empfangerland`."""
    for size in range(len(word) - 2, 2, -1):
        head = word_terms().get(word[:size]) or stem_terms().get(word[:size])
        if head is None or len(head.text) < 3:  # noqa: PLR2004 -- shorter words stand in everything
            continue
        tail = _split_known(word[size:]) or _phrase(word[size:])
        if tail is not None and len(tail.text) > 1:
            return [*_meet(head), *_meet(tail)]
    return []


def _forgive(word: str) -> list[Found]:
    """The known word that differs by one typing error, by two in long words."""
    if len(word) < ONE_ERROR_LENGTH or not word.isalpha():
        return []
    allowed = 2 if len(word) >= _TWO_ERRORS_LENGTH else 1
    best: tuple[int, Term] | None = None
    for term in long_words().get(word[0], ()):  # people seldom mistype the first letter
        if abs(len(term.text) - len(word)) <= allowed:
            errors = _distance(word, term.text, allowed)
            if errors <= allowed and (best is None or errors < best[0]):
                best = (errors, term)
    return [] if best is None else _meet(best[1], typo=True)


def _meet(term: Term, *, typo: bool = False) -> list[Found]:
    """A known word met; one that says two things (`KUNNR`: code, customer) counts as two."""
    return [Found(concept, term.text, term.weak, typo) for concept in term.concept.split()]


def _distance(left: str, right: str, limit: int) -> int:
    """Letters to insert, drop, change or swap; anything above `limit` once that is certain."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, one in enumerate(left, 1):
        above, row, older = row, [i], before
        for j, other in enumerate(right, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (one != other))
            if i > 1 and j > 1 and one == right[j - 2] and left[i - 2] == other:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
        before = above
    return row[-1]
