"""What known words and phrases mean: legal forms, generic words, places, titles, stop words.

One look-up table of phrases by their first word serves all of them; the longest phrase wins.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from entitycheck.names.comparable import Kind
from entitycheck.names.legal_phrases import spell_legal_form, spell_phrase
from entitycheck.names.tables import load_rows, split_spellings


class Where(IntEnum):
    """Where in a name a legal form counts as one; `sa`, `ab`, `ip` elsewhere are ordinary words."""

    ANYWHERE = 0
    LAST = 1
    FIRST = 2
    EITHER_END = 3


_WHERE = {"*": Where.ANYWHERE, "$": Where.LAST, "^": Where.FIRST, "^$": Where.EITHER_END}

STOP_WORDS = frozenset(
    {
        *("and", "of", "the", "for", "in", "on", "at", "to", "by", "an", "a", "with", "its", "s"),
        *("de", "la", "le", "du", "des", "del", "di", "da", "do", "dos", "et", "y", "e", "i", "o"),
        *(
            "der",
            "die",
            "das",
            "und",
            "von",
            "zu",
            "ve",
            "c",
            "dlya",
            "po",
            "pri",
            "na",
            "ot",
            "iz",
        ),
        *("imeni", "im", "named", "after"),
    }
)
"""Dropped: they say nothing about who is meant."""

TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "haji", "hajji", "hadji", "engr"}
    | {"jr", "sr"}
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """One known phrase. Either `form` (a class of legal forms) or `kind` is set.

    Args:
        words: Folded words.
        text: Comparable spelling, several words for an acronym; for a legal form its class.
        kind: Kind of the token it becomes; None for a legal form.
        where: For legal forms, where it counts.
    """

    words: tuple[str, ...]
    text: str
    kind: Kind | None
    where: Where = Where.ANYWHERE


@cache
def load_phrases() -> dict[str, tuple[Phrase, ...]]:
    """Known phrases by their first word, the longest first, legal forms before other meanings."""
    by_first: dict[str, list[Phrase]] = {}
    seen: set[tuple[tuple[str, ...], Where]] = set()
    for phrase in _all_phrases():
        if (phrase.words, phrase.where) not in seen:  # the table's own spelling goes first
            seen.add((phrase.words, phrase.where))
            by_first.setdefault(phrase.words[0], []).append(phrase)
    return {
        first: tuple(sorted(phrases, key=lambda phrase: -len(phrase.words)))
        for first, phrases in by_first.items()
    }


def _all_phrases() -> Iterator[Phrase]:
    yield from _legal_phrases()
    for column, text in load_rows("acronyms"):
        for spelling in split_spellings(column):
            for words in spell_phrase(tuple(spelling.split())):
                yield Phrase(words, text, Kind.GENERIC)
    classes = [(name, column, Kind.GENERIC) for name, column in load_rows("generic_words")]
    classes += [(name, column, Kind.PLACE) for name, _, column in load_rows("places")]
    for name, column, kind in classes:
        for spelling in (name, *split_spellings(column)):
            for words in spell_phrase(tuple(spelling.split())):
                yield Phrase(words, name, kind)
    for title in TITLES:
        yield Phrase((title,), title, Kind.TITLE)


def _legal_phrases() -> Iterator[Phrase]:
    for name, _family, where, column in load_rows("legal_forms"):
        for spelling in split_spellings(column):
            words = tuple(spelling.split())
            for spelled in spell_legal_form(words, may_move=where == "*"):
                yield Phrase(spelled, name, None, _WHERE[where])


@cache
def load_place_countries() -> dict[str, str]:
    """ISO-2 code of the country of each place token."""
    return {name: country for name, country, _ in load_rows("places")}


@cache
def load_form_families() -> dict[str, str]:
    """Family of each class of legal forms: limited, stock, corporate, state ..."""
    return {name: family for name, family, _, _ in load_rows("legal_forms")}
