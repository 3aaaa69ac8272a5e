"""The sheet *Entity Check details*: a line a party, in the order of the sheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import overload

from entitycheck.answers import ANSWER_HEADERS
from entitycheck.orders.grid import column_letter
from entitycheck.orders.plan import DETAILS_SHEET, Caption, CellValue, DetailRow, DetailSheet
from entitycheck.orders.safe_text import safe_text
from entitycheck.sheets.outcomes import Outcome

PLACE_HEADERS = ("Sheet", "Row", "Column", "Header", "Role", "Party", "Country", "Address")
"""Columns before the answers: where the party stands and what was asked."""

DETAIL_HEADERS = (*PLACE_HEADERS, *ANSWER_HEADERS)


def build_details(outcomes: Sequence[Outcome], caption: Caption) -> DetailSheet:
    """The details sheet."""
    return DetailSheet(
        name=DETAILS_SHEET,
        headers=DETAIL_HEADERS,
        verdict_column=len(PLACE_HEADERS),
        citation_column=len(PLACE_HEADERS) + ANSWER_HEADERS.index("EC citation"),
        rows=_Details(outcomes),
        caption=caption,
        title_columns=PLACE_HEADERS.index("Country"),
    )


class _Details(Sequence[DetailRow]):
    """The lines, made when they are asked for: a large file has more than memory should hold."""

    def __init__(self, outcomes: Sequence[Outcome]) -> None:
        self._outcomes = outcomes

    def __len__(self) -> int:
        return len(self._outcomes)

    @overload
    def __getitem__(self, at: int) -> DetailRow: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[DetailRow]: ...

    def __getitem__(self, at: int | slice) -> DetailRow | Sequence[DetailRow]:
        if isinstance(at, slice):
            return _Details(self._outcomes[at])
        return _detail(self._outcomes[at])

    def __iter__(self) -> Iterator[DetailRow]:
        return map(_detail, self._outcomes)


def _detail(outcome: Outcome) -> DetailRow:
    verdict = outcome.verdict
    return DetailRow(detail_values(outcome), verdict.verdict, safe_text(verdict.text), outcome.link)


def detail_values(outcome: Outcome) -> tuple[CellValue, ...]:
    """The cells of a party's line, under `DETAIL_HEADERS`."""
    found = outcome.found
    return (
        _safe_label(outcome.sheet),
        found.row,
        column_letter(found.column),
        _safe_label(found.header),
        found.role,
        safe_text(found.text),
        _or_none(found.party.country),
        _or_none(found.party.address),
        *outcome.values,
    )


_safe_label = lru_cache(maxsize=1_000)(safe_text)  # sheets and headers stand in every line


def _or_none(text: str | None) -> str | None:
    return None if text is None else safe_text(text)
