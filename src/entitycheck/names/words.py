"""Folded words to classified tokens: `read_words`.

Fixed order at each word: the longest known phrase, a run of single letters, a number, a stop word,
an ordinary word. Legal forms that are also ordinary words count only at the ends of the name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from entitycheck.names.comparable import Kind, Token
from entitycheck.names.lexicon import STOP_WORDS, Phrase, Where, load_phrases
from entitycheck.names.numbers import TENS, UNITS, mend_ocr, read_number, split_glued
from entitycheck.names.spelling import find_russian_word, settle_spelling

_KNOWN_WORDS = 200_000  # a million parties hold fewer different words; about 60 MB at most
_NUMBER_SIGNS = frozenset({"no", "nr", "num", "number", "n"})

_STOPS_IN_NAMES = frozenset(
    {"an", "na", "de", "do", "da", "di", "du", "im", "la", "le", "po", "et", "ve", "zu", "von"}
)
"""Stop words that are also names: Li Na, Nguyen Van An, Kim Jong Im."""
_SHORT_NAME = 4  # longer names that end in one were cut off

_Item = Token | Phrase


def read_words(words: Sequence[str]) -> tuple[tuple[Token, ...], frozenset[str]]:
    """The tokens of a name and the classes of the legal forms taken out.

    Args:
        words: Words of `fold`.

    Returns:
        Tokens in order, and the classes. When nothing but legal forms and stop words is there, the
        words themselves are the tokens: a party called "Company" is still called something.
    """
    if not all(map(str.isalpha, words)):
        words = [mend_ocr(word) for word in words]
    items = _settle_ends(_find_items(words))
    tokens = tuple(item for item in items if isinstance(item, Token))
    forms = frozenset(item.text for item in items if isinstance(item, Phrase))
    if not tokens:
        tokens = tuple(Token(word, Kind.DISTINCTIVE, word) for word in words)
    return tokens, forms


def _find_items(words: Sequence[str]) -> list[_Item]:
    """Tokens and legal forms in order; forms bound to an end are not settled yet."""
    items: list[_Item] = []
    at = 0
    count = len(words)
    while at < count:
        word = words[at]
        known = _phrases_from(word)
        if known:
            taken = _take_phrase(known, words, at, items)
            if taken:
                at += taken
                continue
        if word.isalpha() and _ends_in_one_letter(words[at : at + 3]):  # S & C
            joined = word + words[at + 2]
            items.append(Token(joined, Kind.DISTINCTIVE, " ".join(words[at : at + 3])))
            at += 3
            continue
        if len(word) == 1 and at + 1 < count and len(words[at + 1]) == 1 and word.isalpha():
            end = at + 2
            while end < count and len(words[end]) == 1 and words[end].isalpha():
                end += 1
            joined = "".join(words[at:end])
            items.append(Token(joined, Kind.DISTINCTIVE, joined))
            at = end
            continue
        if word in TENS and at + 1 < count and words[at + 1] in UNITS:
            value = int(read_number(word) or 0) + UNITS[words[at + 1]]
            items.append(Token(str(value), Kind.NUMBER, f"{word} {words[at + 1]}"))
            at += 2
            continue
        if word in _STOPS_IN_NAMES and _is_in_short_name(at, count):
            items.append(Token(word, Kind.DISTINCTIVE, word))
        elif not (word in _NUMBER_SIGNS and at + 1 < count and words[at + 1][0].isdigit()):
            items.extend(_read_word(word))
        at += 1
    return items


@dataclass(frozen=True, slots=True)
class _Option:
    """One phrase that begins with a word, and what it becomes."""

    words: tuple[str, ...]
    length: int
    only_first: bool
    items: tuple[_Item, ...]


def _ends_in_one_letter(words: Sequence[str]) -> bool:
    """Whether these are a letter, `and`, and another letter."""
    return len(words) == 3 and words[1] == "and" and len(words[0]) == len(words[2]) == 1  # noqa: PLR2004


def _is_in_short_name(at: int, count: int) -> bool:
    """Whether a stop word at this place is part of a short name: nothing follows, or only one word."""
    return 1 < count <= _SHORT_NAME and (at == count - 1 or count == 2)  # noqa: PLR2004 -- Na Li


@lru_cache(maxsize=_KNOWN_WORDS)
def _phrases_from(word: str) -> dict[str, tuple[_Option, ...]]:
    """The phrases that begin with a word, by their second word, in order of choice.

    Under "" those of one word, which are also the last choice before any second word. A hundred
    phrases begin with `open` or `public`: to try them all took a third of the reading.
    """
    found: dict[str, list[_Option]] = {}
    for phrase in load_phrases().get(word, ()):
        second = phrase.words[1] if len(phrase.words) > 1 else ""
        found.setdefault(second, []).append(_option(phrase))
    alone = tuple(found.pop("", ()))
    options = {second: (*longer, *alone) for second, longer in found.items()}
    return {**options, "": alone} if options or alone else {}


def _option(phrase: Phrase) -> _Option:
    written = " ".join(phrase.words)
    items: tuple[_Item, ...] = (phrase,)
    if phrase.kind is not None:
        items = tuple(Token(text, phrase.kind, written) for text in phrase.text.split())
    return _Option(phrase.words, len(phrase.words), phrase.where is Where.FIRST, items)


def _take_phrase(
    known: dict[str, tuple[_Option, ...]], words: Sequence[str], at: int, items: list[_Item]
) -> int:
    """Add the longest phrase that stands at this place; how many words it took."""
    following = words[at + 1] if at + 1 < len(words) else ""
    for option in known.get(following) or known[""]:
        length = option.length
        if length > 2 and tuple(words[at : at + length]) != option.words:  # noqa: PLR2004
            continue
        if at and option.only_first:
            continue
        items.extend(option.items)
        return length
    return 0


@lru_cache(maxsize=_KNOWN_WORDS)
def _read_word(word: str) -> tuple[Token, ...]:
    """The tokens of a word that begins no known phrase."""
    if word in STOP_WORDS:
        return ()
    number = read_number(word)
    if number is not None:
        return (Token(number, Kind.NUMBER, word),)
    if word.isalpha():
        generic = find_russian_word(word)
        if generic is not None:
            return (Token(generic, Kind.GENERIC, word),)
        return (Token(settle_spelling(word), Kind.DISTINCTIVE, word),)
    parts = split_glued(word)
    if len(parts) == 1:
        return (Token(word, Kind.DISTINCTIVE, word),)
    return tuple(token for part in parts for token in _read_known(part))


def _read_known(word: str) -> tuple[Token, ...]:
    """The tokens of a part of a word, which may be a known one-word phrase."""
    for phrase in load_phrases().get(word, ()):
        if len(phrase.words) == 1 and phrase.kind is not None:
            return (Token(phrase.text, phrase.kind, word),)
    return _read_word(word)


def _settle_ends(items: list[_Item]) -> list[_Item]:
    """Forms bound to an end and not standing there become ordinary tokens."""
    if not any(isinstance(item, Phrase) and item.where for item in items):
        return items
    last = len(items)
    while last and _may_follow_form(items[last - 1]):
        last -= 1
    settled: list[_Item] = []
    for at, item in enumerate(items):
        if isinstance(item, Phrase) and item.where and not _stands_at_end(item, at, last):
            settled.extend(Token(word, Kind.DISTINCTIVE, word) for word in item.words)
        else:
            settled.append(item)
    return settled


def _may_follow_form(item: _Item) -> bool:
    """Only legal forms and places stand behind a legal form at the end of a name."""
    return isinstance(item, Phrase) or item.kind is Kind.PLACE


def _stands_at_end(item: Phrase, at: int, last: int) -> bool:
    behind = at >= max(last, 1) and item.where is not Where.FIRST
    ahead = at == 0 and item.where is not Where.LAST
    return behind or ahead
