"""Folded words to classified tokens: `read_words`.

Fixed order at each word: the longest known phrase, a run of single letters, a number, a stop word,
an ordinary word. Legal forms that are also ordinary words count only at the ends of the name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from entitycheck.names.comparable import Kind, Token
from entitycheck.names.lexicon import STOP_WORDS, Phrase, Where, load_phrases
from entitycheck.names.numbers import (
    TENS,
    UNITS,
    may_hold_scanned_digit,
    mend_ocr,
    read_number,
    split_glued,
)
from entitycheck.names.spelling import find_russian_word, settle_spelling

_KNOWN_WORDS = 200_000  # a million parties hold fewer different words; about 60 MB at most
_NUMBER_SIGNS = frozenset({"no", "nr", "num", "number", "n"})

_STOPS_IN_NAMES = frozenset(
    {"an", "na", "de", "do", "da", "di", "du", "im", "la", "le", "po", "et", "ve", "zu", "von"}
)
"""Stop words that are also names: Li Na, Nguyen Van An, Kim Jong Im."""
_NO_FORMS: frozenset[str] = frozenset()
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
    if may_hold_scanned_digit(" ".join(words)) is not None:
        words = [word if word.isalpha() else mend_ocr(word) for word in words]
    items = _find_items(words)
    tokens = [item for item in items if isinstance(item, Token)]
    legal_forms = _NO_FORMS
    if len(tokens) != len(items):
        forms = [item for item in items if isinstance(item, Phrase)]
        if any(form.where for form in forms):
            settled = _settle_ends(items)
            tokens = [item for item in settled if isinstance(item, Token)]
            forms = [item for item in settled if isinstance(item, Phrase)]
        legal_forms = frozenset([form.text for form in forms])
    if not tokens:
        tokens = [Token(word, Kind.DISTINCTIVE, word) for word in words]
    return tuple(tokens), legal_forms


def _find_items(words: Sequence[str]) -> list[_Item]:
    """Tokens and legal forms in order; forms bound to an end are not settled yet."""
    items: list[_Item] = []
    at = 0
    last = len(words) - 1
    while at <= last:
        known = _know_word(words[at]) if at else _know_first_word(words[0])
        if known.stands_alone:
            items += known.items
            at += 1
            continue
        taken = 0
        if known.further and at < last and words[at + 1] in known.further:
            taken = _take_phrase(known, words, at, items)
        if not taken and known.bends:
            taken = _take_beside_others(words, at, items)
        if not taken:
            items += known.items
            taken = 1
        at += taken
    return items


def _take_beside_others(words: Sequence[str], at: int, items: list[_Item]) -> int:
    """Add what a word becomes that is read by its neighbours; how many words it took, 0 for none."""
    word = words[at]
    count = len(words)
    if word.isalpha() and _ends_in_one_letter(words[at : at + 3]):  # S & C
        joined = word + words[at + 2]
        items.append(Token(joined, Kind.DISTINCTIVE, " ".join(words[at : at + 3])))
        return 3
    if len(word) == 1 and at + 1 < count and len(words[at + 1]) == 1 and word.isalpha():
        end = at + 2
        while end < count and len(words[end]) == 1 and words[end].isalpha():
            end += 1
        joined = "".join(words[at:end])
        items.append(Token(joined, Kind.DISTINCTIVE, joined))
        return end - at
    if word in TENS and at + 1 < count and words[at + 1] in UNITS:
        value = int(read_number(word) or 0) + UNITS[words[at + 1]]
        items.append(Token(str(value), Kind.NUMBER, f"{word} {words[at + 1]}"))
        return 2
    if word in _STOPS_IN_NAMES and _is_in_short_name(at, count):
        items.append(Token(word, Kind.DISTINCTIVE, word))
        return 1
    is_sign = word in _NUMBER_SIGNS and at + 1 < count and words[at + 1][0].isdigit()
    return 1 if is_sign else 0  # "no" before a number says nothing


@dataclass(slots=True)
class _Begun:
    """The phrases that go on from some words.

    Args:
        items: What those words become as a phrase of their own; None where they only begin one.
        further: How they go on, by the next word. Fifty phrases begin with `co ltd`: to try them one
            by one took half the reading of such a name.
    """

    items: tuple[_Item, ...] | None = None
    further: dict[str, _Begun] = field(default_factory=dict)


_NO_PHRASES: dict[str, _Begun] = {}


@dataclass(frozen=True, slots=True)
class _Word:
    """What is known of a word before its neighbours are.

    Args:
        further: The phrases of several words that begin with it.
        bends: Whether its neighbours may make it something else than `items`.
        items: What it becomes on its own.
        stands_alone: Whether it becomes that whatever its neighbours are.
    """

    further: dict[str, _Begun]
    bends: bool
    items: tuple[_Item, ...]
    stands_alone: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "stands_alone", not self.further and not self.bends)


def _ends_in_one_letter(words: Sequence[str]) -> bool:
    """Whether these are a letter, `and`, and another letter."""
    return len(words) == 3 and words[1] == "and" and len(words[0]) == len(words[2]) == 1  # noqa: PLR2004


def _is_in_short_name(at: int, count: int) -> bool:
    """Whether a stop word at this place is part of a short name: nothing follows, or only one word."""
    return 1 < count <= _SHORT_NAME and (at == count - 1 or count == 2)  # noqa: PLR2004 -- Na Li


@lru_cache(maxsize=_KNOWN_WORDS)
def _know_word(word: str) -> _Word:
    """What is known of a word that is not the first one."""
    phrases = load_phrases().get(word, ())
    return _know(word, [phrase for phrase in phrases if phrase.where is not Where.FIRST])


def _know_first_word(word: str) -> _Word:
    """What is known of the first word of a name."""
    return _load_first_words().get(word) or _know_word(word)


@cache
def _load_first_words() -> dict[str, _Word]:
    """Words that begin a legal form which stands only in front: PT, kabushiki kaisha."""
    return {
        word: _know(word, phrases)
        for word, phrases in load_phrases().items()
        if any(phrase.where is Where.FIRST for phrase in phrases)
    }


def _know(word: str, phrases: Sequence[Phrase]) -> _Word:
    """A word and the phrases that begin with it; of equal ones the first counts."""
    begun = _Begun()
    for phrase in phrases:
        end = begun
        for following in phrase.words[1:]:
            end = end.further.setdefault(following, _Begun())
        if end.items is None:
            end.items = _phrase_items(phrase)
    further = begun.further or _NO_PHRASES
    if begun.items is not None:
        return _Word(further, False, begun.items)
    is_letter = len(word) == 1 and word.isalpha()
    bends = is_letter or word in TENS or word in _STOPS_IN_NAMES or word in _NUMBER_SIGNS
    return _Word(further, bends, _read_word(word))


def _phrase_items(phrase: Phrase) -> tuple[_Item, ...]:
    if phrase.kind is None:
        return (phrase,)
    written = " ".join(phrase.words)
    return tuple(Token(text, phrase.kind, written) for text in phrase.text.split())


def _take_phrase(known: _Word, words: Sequence[str], at: int, items: list[_Item]) -> int:
    """Add the longest phrase of several words that stands at this place; how many words it took."""
    taken = 0
    found: tuple[_Item, ...] = ()
    further = known.further
    for end in range(at + 1, len(words)):
        begun = further.get(words[end])
        if begun is None:
            break
        if begun.items is not None:
            found = begun.items
            taken = end + 1 - at
        further = begun.further
    items.extend(found)
    return taken


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
