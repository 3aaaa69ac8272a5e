"""Other ways to read the name of a person: `respell_person`.

Initials stand for given names (`Putin V.V.`), and the two syllables of a Chinese given name are written
together or apart, before or behind the surname (`Ding Wen Luo`, `Luo Dingwen`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from entitycheck.names.syllables import is_syllable, split_syllables

_INITIAL = r"(?:[^\W\d_]|[Yy][AaEeUu]|[Zz]h|[Ss]h|[Cc]h|[Kk]h|[Tt]s)"
_WORD = r"[^\W\d_]{3,}(?:[-'’][^\W\d_]{2,})*"
_BEHIND = re.compile(rf"\s*({_WORD}),?\s+({_INITIAL}\.(?:\s?-?{_INITIAL}\.?){{0,2}})\s*")
_BEFORE = re.compile(rf"\s*((?:{_INITIAL}\.\s?-?){{1,3}})\s*({_WORD})\s*")
_SLAVIC = re.compile(
    r"[^\W\d_]{2,}(?:[oe]va?|ina?|sk[iy]y?|skaya|enk[oa]|chuk|ich|yan|idze|shvili|uk)"
)
_ONE_INITIAL = re.compile(_INITIAL)
MOST_SYLLABLES = 3
"""Words of the longest name that `regroup_syllables` writes another way."""


def split_initials(text: str) -> list[str] | None:
    """Surname and initials, a word each; None for any other text.

    Args:
        text: As written, in Latin letters.
    """
    if "." not in text:
        return None
    found = _BEHIND.fullmatch(text)
    if found is not None:
        surname, initials = found.groups()
    else:
        found = _BEFORE.fullmatch(text)
        if found is None:
            return None
        initials, surname = found.groups()
    return [surname, *(letters[0] for letters in _ONE_INITIAL.findall(initials))]


def is_slavic_surname(word: str) -> bool:
    """True for a word with the ending of a Russian, Ukrainian, Armenian, Georgian surname."""
    return _SLAVIC.fullmatch(word.lower()) is not None


def regroup_syllables(words: Sequence[str]) -> Iterator[str]:
    """A Chinese name of three syllables with its given name written the other way."""
    if len(words) == MOST_SYLLABLES and all(map(is_syllable, words)):
        first, second, third = words
        yield f"{first} {second}{third}"
        yield f"{third} {first}{second}"
    if len(words) == MOST_SYLLABLES - 1:
        for surname, given in (words, words[::-1]):
            if is_syllable(surname) and not is_syllable(given):
                for one, other in split_syllables(given):
                    yield f"{surname} {one} {other}"
