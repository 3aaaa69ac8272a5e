"""The sheet *Entity Check details*: a line a party, in the order of the sheets."""

from __future__ import annotations

from collections.abc import Sequence

from entitycheck.answers import ANSWER_COLUMNS
from entitycheck.orders.grid import column_letter
from entitycheck.orders.plan import DETAILS_SHEET, CellValue, DetailRow, DetailSheet
from entitycheck.orders.safe_text import safe_text
from entitycheck.sheets.outcomes import Outcome

PLACE_HEADERS = ("Sheet", "Row", "Column", "Header", "Role", "Party", "Country", "Address")
"""Columns before the answers: where the party stands and what was asked."""

DETAIL_HEADERS = (*PLACE_HEADERS, *ANSWER_COLUMNS)


def build_details(outcomes: Sequence[Outcome]) -> DetailSheet:
    """The details sheet."""
    return DetailSheet(
        name=DETAILS_SHEET,
        headers=DETAIL_HEADERS,
        verdict_column=len(PLACE_HEADERS),
        citation_column=len(PLACE_HEADERS) + list(ANSWER_COLUMNS).index("EC citation"),
        rows=tuple(_detail(outcome) for outcome in outcomes),
    )


def _detail(outcome: Outcome) -> DetailRow:
    found = outcome.found
    place: tuple[CellValue, ...] = (
        safe_text(outcome.sheet),
        found.row,
        column_letter(found.column),
        safe_text(found.header),
        found.role,
        safe_text(found.text),
        _or_none(found.party.country),
        _or_none(found.party.address),
    )
    verdict = outcome.verdict
    return DetailRow(
        (*place, *outcome.values), verdict.verdict, safe_text(verdict.text), outcome.link
    )


def _or_none(text: str | None) -> str | None:
    return None if text is None else safe_text(text)
