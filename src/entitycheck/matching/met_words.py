"""Which words of two names met, which nearly, and which stand on one side only, for the reason.

Told from the very likenesses that made the score, so that no word is said to be missing which
counted, and none to have met which did not. Halves of a word are told with the word they make up:
`reall estate ~ real estate`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from rapidfuzz.distance import Indel

from entitycheck.matching.comparing import LIKE_AT_ALL
from entitycheck.matching.index import NameIndex
from entitycheck.matching.keys import distinct_tokens, shown
from entitycheck.matching.queries import Queries
from entitycheck.matching.score import Pairs
from entitycheck.matching.word_pairs import ALIKE
from entitycheck.matching.words import Floats
from entitycheck.names.comparable import Kind, Token


@dataclass(slots=True)
class _Link:
    """Words of the party and of the listed name that met one another, by their places."""

    asked: list[int]
    listed: list[int]
    same: bool


@dataclass(frozen=True, slots=True)
class MetWords:
    """What of two names met, in words for people.

    Args:
        same: Words that are the same, `grp = group` where they are written otherwise.
        near: `huawai ~ huawei`.
        slight: `sanghun ~ hun`: too little alike to count as the same, enough to count a little.
        extra: Words of the party that met nothing, with what they count.
        missing: Words of the listed name that met nothing.
        elsewhere: Those of `extra` that stand in another name of the entry.
    """

    same: list[str] = field(default_factory=list)
    near: list[str] = field(default_factory=list)
    slight: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    @property
    def all_met(self) -> bool:
        """Whether no word of either name is left over."""
        return not (self.extra or self.missing or self.slight or self.elsewhere)


def met_words(queries: Queries, index: NameIndex, pairs: Pairs, pair: int) -> MetWords:
    """Compare the words of one pair for people."""
    reading, name = int(pairs.reading[pair]), int(pairs.name[pair])
    values, asked_values, grid = pairs.words.of_pair(pair)
    listed_value, asked_value = values.tolist(), asked_values.tolist()
    met = _best_partners(grid)
    tokens = distinct_tokens(queries.readings[reading])
    listed = listed_words(index, name)
    links = _links(met, asked_value, listed_value, tokens, listed)
    slight = [
        (place, partner)
        for place, (partner, _) in enumerate(met)
        if _slightly(asked_value[place]) and _slightly(listed_value[partner])
    ]
    told_asked = {place for place, _ in slight}.union(*(link.asked for link in links))
    told_listed = {partner for _, partner in slight}.union(*(link.listed for link in links))
    found = MetWords(slight=[f"{tokens[a].written} ~ {listed[b]}" for a, b in slight])
    for link in _merged(links, tokens, listed):
        mine = " ".join(dict.fromkeys(tokens[place].written for place in link.asked))
        theirs = " ".join(dict.fromkeys(listed[place] for place in link.listed))
        if shown(mine) == theirs:
            found.same.append(mine)
        elif link.same:
            found.same.append(f"{mine} = {theirs}")
        else:
            found.near.append(f"{mine} ~ {theirs}")
    untold = [place for place in range(len(tokens)) if place not in told_asked]
    if untold:
        there = _words_of_entry(index, name)
        start = int(queries.start[reading])
        for place in untold:
            elsewhere = int(queries.word[start + place]) in there
            told = found.elsewhere if elsewhere else found.extra
            told.append(_counted(tokens[place]))
    found.missing.extend(word for place, word in enumerate(listed) if place not in told_listed)
    return found


def listed_words(index: NameIndex, name: int) -> list[str]:
    """The words of a listed name as they stand on the list, in the order of the index."""
    start, end = index["token_start"][name : name + 2].tolist()
    return [index.written[place] for place in index["token_written"][start:end].tolist()]


def _best_partners(grid: Floats) -> list[tuple[int, float]]:
    """The listed word most alike to each word of the party, and how alike it is."""
    partners = grid.argmax(axis=0)
    alike = grid[partners, np.arange(len(partners))]
    return list(zip(partners.tolist(), alike.tolist(), strict=True))


def _links(
    met: list[tuple[int, float]],
    asked_value: list[float],
    listed_value: list[float],
    tokens: list[Token],
    listed: list[str],
) -> list[_Link]:
    """Which words met which; a half of a word is linked to what its other half met."""
    links: dict[int, _Link] = {}
    for place, (partner, value) in enumerate(met):
        if asked_value[place] >= ALIKE and value >= ALIKE:
            links[place] = _Link([place], [partner], value >= 1)
    halves = [p for p in range(len(tokens)) if asked_value[p] >= ALIKE and p not in links]
    linked = {partner for link in links.values() for partner in link.listed}
    wholes = [p for p in range(len(listed)) if listed_value[p] >= ALIKE and p not in linked]
    if halves and wholes:
        return _ordered([*links.values(), _Link(halves, wholes, same=False)])
    found = list(links.values())
    written = [token.written for token in tokens]
    for half in halves:
        _join(half, found, written, listed)
    for half in wholes:
        turned = [_Link(link.listed, link.asked, link.same) for link in found]
        _join(half, turned, listed, written)
        found = [_Link(link.listed, link.asked, link.same) for link in turned]
    return _ordered(found)


def _join(half: int, links: list[_Link], mine: list[str], theirs: list[str]) -> None:
    """Add a half of a word to the neighbour with which it makes up what that one met."""

    def likeness(link: _Link) -> float:
        parts = "".join(mine[place] for place in sorted([*link.asked, half]))
        whole = "".join(theirs[place] for place in link.listed).replace(" ", "")
        return float(Indel.normalized_similarity(parts.replace(" ", ""), whole))

    apart = [min(abs(half - place) for place in link.asked) for link in links]
    near = [link for link, far in zip(links, apart, strict=True) if far == min(apart)]
    if not near:
        return  # told as a word that met nothing
    best = max(near, key=likeness)
    best.asked = sorted([*best.asked, half])
    best.same = False


def _merged(links: list[_Link], tokens: list[Token], listed: list[str]) -> list[_Link]:
    """Links of one written word together: `npp = nauchno proizvodstvennoe predpriyatie`."""
    found: list[_Link] = []
    for link in links:
        last = found[-1] if found else None
        if last is not None and link.same == last.same and _touch(link, last, tokens, listed):
            last.asked = sorted({*last.asked, *link.asked})
            last.listed = sorted({*last.listed, *link.listed})
        else:
            found.append(link)
    return found


def _touch(link: _Link, last: _Link, tokens: list[Token], listed: list[str]) -> bool:
    """Whether two links share a written word on either side."""
    if tokens[link.asked[0]].written == tokens[last.asked[-1]].written:
        return True
    theirs = [listed[place] for place in last.listed]
    for place in link.listed:  # noqa: SIM110 -- half the time of any()
        if listed[place] in theirs:
            return True
    return False


def _ordered(links: list[_Link]) -> list[_Link]:
    return sorted(links, key=lambda link: (link.asked or [0])[0])


def _slightly(value: float) -> bool:
    return LIKE_AT_ALL < value < ALIKE


def _words_of_entry(index: NameIndex, name: int) -> set[int]:
    """The words of all names of the entry, by their numbers."""
    size = len(index["word_kind"])
    row = int(index["name_row"][name])
    first, last = index["entry_word"].searchsorted((row * size, (row + 1) * size)).tolist()
    return set((index["entry_word"][first:last] - row * size).tolist())


def _counted(token: Token) -> str:
    """A word that did not meet, with what it counts."""
    if token.kind == Kind.PLACE:
        return f"{token.written} (a place)"
    return f"{token.written} (a common word)" if token.kind == Kind.GENERIC else token.written
