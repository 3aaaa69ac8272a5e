"""Native names of well-known listed parties, each with a public source: `data/native_names.tsv`.

Written from public knowledge (company sites, annual reports, stock exchanges, encyclopaedia titles),
never from a list used for measuring. A row names one native spelling, its language, the names it goes
by in Latin letters on the list, and where the pair can be checked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from entitycheck.names.tables import load_rows, split_spellings

LEAST_SOUND = 8
"""Letters of a Chinese name in pinyin: `langchao` is Inspur, `huada` may be anybody."""
_MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class NativeName:
    """One native spelling.

    Args:
        native: In its own script; Chinese in simplified characters.
        latin: Names in Latin letters, as listed.
        source: Where the pair can be checked.
    """

    native: str
    latin: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class LatinText:
    """One Latin spelling of a native text, and how it came about."""

    text: str
    basis: str


@cache
def load_native_names(language: str) -> dict[str, NativeName]:
    """The native names of one language, by native spelling in lower case.

    Args:
        language: `zh`, `ru`, `fa`, `ar`, `ko`, `ja`, or one of `other_scripts`.
    """
    return {
        native.lower(): NativeName(native, tuple(split_spellings(latin)), source)
        for native, of, latin, source in load_rows("native_names")
        if of == language
    }


def begins_pinyin_name(word: str) -> bool:
    """Whether a folded word is, or begins, a known Chinese name in pinyin."""
    return word in _load_pinyin_beginnings()


def find_pinyin_name(folded: str) -> FoundName | None:
    """The longest known Chinese name that stands in pinyin in a folded text, in one word or several."""
    known = _load_pinyin()
    beginnings = _load_pinyin_beginnings()
    words = folded.split()
    best: FoundName | None = None
    longest = LEAST_SOUND - 1
    for first, word in enumerate(words):
        if word not in beginnings:
            continue
        sound = ""
        for last in range(first, min(first + _MOST_WORDS, len(words))):
            sound += words[last]
            if sound not in beginnings:
                break
            if len(sound) > longest and sound in known:
                longest = len(sound)
                before, after = words[:first], words[last + 1 :]
                best = FoundName(sound, known[sound], " ".join(before), " ".join(after))
    return best


@cache
def _load_pinyin() -> dict[str, tuple[str, ...]]:
    return {sound: tuple(split_spellings(latin)) for sound, latin in load_rows("native_pinyin")}


@cache
def _load_pinyin_beginnings() -> frozenset[str]:
    return frozenset(sound[:end] for sound in _load_pinyin() for end in range(1, len(sound) + 1))


@dataclass(frozen=True, slots=True)
class FoundName:
    """A known native name inside a text.

    Args:
        native: As in the table.
        latin: Its names in Latin letters.
        before: The text before it.
        after: The text after it.
    """

    native: str
    latin: tuple[str, ...]
    before: str
    after: str


def find_native_names(text: str, language: str) -> list[FoundName]:
    """The longest known native name in a text whose words are parted by blanks; none or one.

    Args:
        text: Cleaned text.
        language: Whose names to look for.
    """
    pattern = _load_pattern(language)
    found = None if pattern is None else pattern.search(text)
    if found is None:
        return []
    known = load_native_names(language)[_key(found.group())]
    return [FoundName(known.native, known.latin, text[: found.start()], text[found.end() :])]


def _key(text: str) -> str:
    return " ".join(text.split()).lower()


@cache
def _load_pattern(language: str) -> re.Pattern[str] | None:
    """Any known name of the language as whole words, longer ones first."""
    names = sorted(load_native_names(language), key=len, reverse=True)
    if not names:
        return None
    options = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names)
    return re.compile(rf"(?<!\w)(?:{options})(?!\w)", re.IGNORECASE)
