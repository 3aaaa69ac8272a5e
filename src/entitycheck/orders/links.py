"""The words between two parties in one cell, such as `on behalf of`, and how a text that holds none is told.

They stand in `links.tsv`, with those that end a list of names (`et al.`). To look for all of them takes
twenty times as long as to see that a text holds no word that begins one.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from itertools import chain

CJK_LETTERS = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
"""Letters of Chinese, Japanese and Korean, as the inside of a class."""

_BRACKET = re.compile(r"[(（–]\s*(?:for|ex-?|für|для|pour|para)(?:\s+|-|:)(?=\S)", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_CJK_RUN = re.compile(rf"[{CJK_LETTERS}]+")
_CJK_LETTER = re.compile(rf"[{CJK_LETTERS}]")
_OF_TWO_SCRIPTS = re.compile(rf"(?=[\x00-\x7f（）]*[{CJK_LETTERS}])[\x00-\x7f（）{CJK_LETTERS}]*")
_HAN = re.compile(r"[\u3400-\u9fff]")


def may_link(text: str) -> bool:
    """True when words of the text begin a link; far faster than to look for all links."""
    if _OF_TWO_SCRIPTS.fullmatch(text) is not None:
        return _may_link_in_cjk(text)
    words = text.casefold().replace(",", " ").replace("(", " ").replace("（", " ").split()
    if "." in text or ":" in text or "：" in text:
        words = [word.rstrip(".:：") or word for word in words]
    starts = _link_starts()
    for at, word in enumerate(words) if not starts.keys().isdisjoint(words) else ():
        seconds = starts.get(word)
        if seconds is not None and (
            "" in seconds or (at + 1 < len(words) and words[at + 1] in seconds)
        ):
            return True
    if _CJK_LETTER.search(text) is not None or "℅" in text:
        return True
    return ("(" in text or "–" in text) and _BRACKET.search(text) is not None


def _may_link_in_cjk(text: str) -> bool:
    """True when a text of CJK and Latin letters holds the first word of a link, or a CJK one anywhere."""
    latin, cjk = _link_beginnings()
    return (
        cjk.search(text) is not None
        or not latin.isdisjoint(_WORD.findall(text.lower()))
        or _BRACKET.search(text) is not None
    )


@cache
def _table() -> dict[str, tuple[str, ...]]:
    """The words of `links.tsv` by kind."""
    found: dict[str, tuple[str, ...]] = {}
    text = files(__package__).joinpath("links.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            kind, words = line.split("\t")
            found[kind] = (*found.get(kind, ()), *words.split("|"))
    return found


def _alternatives(words: tuple[str, ...]) -> str:
    """A pattern for any of some words, the longest first; blanks and dots may vary."""
    joined = []
    spaced: dict[str, list[str]] = {}  # by what must stand before them, which is then asked once
    for word in sorted({word.strip() for word in words}, key=lambda one: (-len(one), one)):
        pattern = re.escape(word).replace(r"\ ", r"\s+").replace(r"\.", r"\.\s?")
        if re.search(rf"[{CJK_LETTERS}]", word):
            joined.append(rf"\s*(?<=[\s(（]){pattern}(?=\s)" if len(word) == 1 else pattern)
        else:
            head = r"(?<!\w)" if word[0].isalnum() else r"(?<!\S)" if word[0] != "℅" else ""
            spaced.setdefault(head, []).append(pattern)
    groups = [
        rf"{head}(?=[{_first_letters(patterns)}])(?:{'|'.join(patterns)})(?![\w/])"
        for head, patterns in spaced.items()
    ]
    return "|".join([*groups, *joined])


def _first_letters(patterns: list[str]) -> str:
    """The letters that some patterns of words begin with, as the inside of a class."""
    return "".join(sorted({pattern[: 2 if pattern[0] == "\\" else 1] for pattern in patterns}))


@cache
def link_words() -> re.Pattern[str]:
    """The words between two parties, with the colon behind them."""
    before = _alternatives(_table()["before"])
    between = _alternatives(_table()["between"])
    return re.compile(
        rf"(?P<before>{before})\s*[:：.]?\s*|(?:{between})\s*[:：]?\s*|{_BRACKET.pattern}",
        re.IGNORECASE,
    )


@cache
def _link_starts() -> dict[str, frozenset[str]]:
    """The first word of each link and the words that may follow it; a blank where none must."""
    found: dict[str, set[str]] = {"u.a": {""}}
    for kind in _table().values():
        for link in kind:
            words = [word.rstrip(".:") or word for word in link.casefold().split()]
            found.setdefault(words[0], set()).add(words[1] if len(words) > 1 else "")
    return {word: frozenset(seconds) for word, seconds in found.items()}


@cache
def _link_beginnings() -> tuple[frozenset[str], re.Pattern[str]]:
    """What stands in each text that a link parts: its first word, or the CJK letters of it."""
    latin, cjk = {"u"}, set()
    for link in chain.from_iterable(_table().values()):
        letters = _CJK_RUN.search(link)
        if letters is not None:
            cjk.add(letters[0])
        else:
            word = _WORD.findall(link.lower())[:1]
            latin.update(one.replace("ı", "i") for one in word)  # equal where case does not count
    return frozenset(latin), re.compile("|".join(sorted(cjk)))


@cache
def rest_words() -> re.Pattern[str]:
    """What ends a list of names."""
    words = _table()["rest"]
    spaced = _alternatives(tuple(word for word in words if not _HAN.search(word)))
    joined = "|".join(word for word in words if _HAN.search(word))
    german = r"(?-i:(?<!\w)u\.\s?a\.)"  # in capitals it is a Dutch legal form
    return re.compile(
        rf"[\s,]*(?:{spaced}|{german}|(?<=[\s公司社团団院所学])(?:{joined}))\s*$", re.IGNORECASE
    )
