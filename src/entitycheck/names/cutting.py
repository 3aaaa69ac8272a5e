"""Texts without blanks between words cut into known pieces, at the least cost: `cut_text`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from entitycheck.names.native_names import LatinText, NativeName

_COST_UNKNOWN = 1.2
_COST_FIRST_UNKNOWN = 0.4  # more: an unknown character rarely stands alone between known ones
_COST_TERM = 1.0
_NEVER = float("inf")
_COST_ONE_CHARACTER = 1.15
_COST_NATIVE = 0.9
"""Cuts prefer known names to terms, long terms to short ones, any term to unknown characters."""

_MOST_READINGS = 4
"""Of the names one known native name goes by: more would cost every search."""


@dataclass(frozen=True, slots=True)
class Term:
    """One row of a dictionary of terms.

    Args:
        english: Its English words, folded; empty for words that mean nothing in a name.
        also_native: True for terms that names also carry in their native sound.
        others: Other English words for it, the usual ones first, where names carry several.
    """

    english: str
    also_native: bool = False
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a name.

    Args:
        text: As written, or a number in digits.
        term: Its row of the dictionary; None for other pieces.
        names: Listed names of a known native name.
    """

    text: str
    term: Term | None = None
    names: tuple[str, ...] = ()

    @property
    def is_unknown(self) -> bool:
        """True for characters that no table knows."""
        return self.term is None and not self.names


@dataclass(frozen=True, slots=True)
class Dictionary:
    """What the pieces of one language are known as.

    Args:
        terms: By text.
        natives: By text.
        lengths: How long the keys are that end in a character: a cut tries no others.
    """

    terms: Mapping[str, Term]
    natives: Mapping[str, NativeName]
    lengths: Mapping[str, Sequence[int]]

    @classmethod
    def of(cls, terms: Mapping[str, Term], natives: Mapping[str, NativeName]) -> Dictionary:
        """A dictionary that knows the lengths of its keys."""
        lengths: dict[str, set[int]] = {}
        for key in (*terms, *natives):
            lengths.setdefault(key[-1], set()).add(len(key))
        return cls(terms, natives, {last: tuple(sorted(of)) for last, of in lengths.items()})

    def without_natives(self) -> Dictionary:
        """The same dictionary for readings word by word."""
        return Dictionary(self.terms, {}, self.lengths)


def foreign_piece(text: str) -> Piece:
    """Latin letters, digits and punctuation between the characters: they stay what they are."""
    return Piece(text, Term(text))


def spell_as(sound: Callable[[str], str]) -> Callable[[Piece], str]:
    """Spells a known piece in English and any other by its sound."""
    return lambda piece: sound(piece.text) if piece.term is None else piece.term.english


def spell_otherwise(sound: Callable[[str], str]) -> Callable[[Piece], str]:
    """Like `spell_as`, with the other English words of the terms that have some."""

    def spell(piece: Piece) -> str:
        if piece.term is None:
            return sound(piece.text)
        return piece.term.others[0] if piece.term.others else piece.term.english

    return spell


def cut_text(text: str, known: Dictionary) -> list[Piece]:
    """A run of characters cut into pieces, neighbouring unknown characters as one piece."""
    known_last: list[tuple[float, int, bool]] = [(0.0, 0, False)]  # cost, start, known before
    unknown_last: list[tuple[float, int, bool]] = [(_NEVER, 0, False)]
    for end in range(1, len(text) + 1):
        more, first = unknown_last[end - 1][0], known_last[end - 1][0] + _COST_FIRST_UNKNOWN
        unknown_last.append((min(more, first) + _COST_UNKNOWN, end - 1, first <= more))
        options = [(_NEVER, 0, False)]
        for length in known.lengths.get(text[end - 1], ()):
            start = end - length
            cost = _cost(text[start:end], known) if start >= 0 else None
            if cost is not None:
                before = unknown_last[start][0] > known_last[start][0]
                least = min(unknown_last[start][0], known_last[start][0])
                options.append((least + cost, start, before))
        known_last.append(min(options))
    return _join_unknown(_trace(text, known_last, unknown_last, known))


def cut_runs(text: str, run: re.Pattern[str], cut: Callable[[str], Sequence[Piece]]) -> list[Piece]:
    """The pieces of a text, its runs of one script cut by `cut`.

    Args:
        text: Any text; what stands between the runs stays what it is.
        run: A run of the script, as a group: a split by it keeps the runs.
        cut: Cuts one run.
    """
    return [
        piece
        for part in run.split(text)
        if part.strip()
        for piece in (cut(part) if run.fullmatch(part) else [foreign_piece(part)])
    ]


def spell_pieces(pieces: Sequence[Piece], spell: Callable[[Piece], str]) -> str:
    """The pieces in Latin letters, each spelled by `spell`, parted by blanks."""
    return " ".join(filter(None, map(spell, pieces)))


def read_native_names(
    pieces: Sequence[Piece], spell: Callable[[Piece], str]
) -> Iterator[LatinText]:
    """One reading for each listed name of the known native names, other pieces by `spell`."""
    most = max((len(piece.names) for piece in pieces), default=0)
    for option in range(min(most, _MOST_READINGS)):
        words = [
            piece.names[min(option, len(piece.names) - 1)] if piece.names else spell(piece)
            for piece in pieces
        ]
        known = next(piece for piece in pieces if len(piece.names) > option)
        yield LatinText(
            " ".join(filter(None, words)), f"native name {known.text} of {known.names[option]}"
        )


def _cost(key: str, known: Dictionary) -> float | None:
    if key in known.natives:
        return _COST_NATIVE
    if key in known.terms:
        return _COST_TERM if len(key) > 1 else _COST_ONE_CHARACTER
    return None


def _trace(
    text: str,
    known_last: Sequence[tuple[float, int, bool]],
    unknown_last: Sequence[tuple[float, int, bool]],
    known: Dictionary,
) -> list[Piece]:
    """The pieces along the cheapest cut."""
    pieces: list[Piece] = []
    end = len(text)
    is_known = known_last[end][0] <= unknown_last[end][0]
    while end:
        _, start, before = (known_last if is_known else unknown_last)[end]
        key = text[start:end]
        native = known.natives.get(key) if is_known else None
        term = known.terms.get(key) if is_known else None
        pieces.append(Piece(key, term, native.latin if native else ()))
        end, is_known = start, before
    return pieces[::-1]


def _join_unknown(pieces: list[Piece]) -> list[Piece]:
    joined: list[Piece] = []
    for piece in pieces:
        if joined and piece.is_unknown and joined[-1].is_unknown:
            joined[-1] = Piece(joined[-1].text + piece.text)
        else:
            joined.append(piece)
    return joined
