"""The lower half of the summary: what was screened, what was not, and room for the reviewer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from entitycheck.orders.grid import column_letter
from entitycheck.orders.layout import SheetReading, TableReading
from entitycheck.orders.parties import SkippedRow
from entitycheck.orders.plan import Look, ReportCell
from entitycheck.orders.safe_text import safe_text
from entitycheck.sheets.outcomes import Outcome
from entitycheck.sheets.reading import on_sheet

COLUMNS = 8
"""Columns of the summary sheet."""

_COLUMNS_NAMED = 60  # enough to check, on one page

Row = tuple[ReportCell, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One screened table, or the labels of a sheet (then `table` is None), with the outcomes."""

    sheet: SheetReading
    table: TableReading | None
    outcomes: tuple[Outcome, ...]
    skipped: tuple[SkippedRow, ...]


def screened_rows(parts: Sequence[Part]) -> list[Row]:
    """Which columns of which tables were screened, and why these."""
    rows: list[Row] = [(ReportCell("What was screened", Look.HEADING, width=COLUMNS),)]
    headers = ("Sheet", "Rows", "Column", "Used as", "Parties", "Points", "Why this column")
    rows.append(
        (
            *(ReportCell(header, Look.HEADER) for header in headers[:-1]),
            ReportCell(headers[-1], Look.HEADER, width=2),
        )
    )
    for part in parts:
        name = ReportCell(safe_text(part.sheet.grid.name))
        rows.extend((name, *cells) for cells in (_of_table(part) if part.table else _of_form(part)))
    return rows


def _of_table(part: Part) -> list[Row]:
    """The columns of a table that were used."""
    assert part.table is not None  # noqa: S101 -- asked by the caller
    table = part.table.table
    by_column = Counter(outcome.found.column for outcome in part.outcomes)
    return [
        (
            ReportCell(f"{table.first_row} to {table.last_row}"),
            _place(choice.column, choice.header),
            ReportCell(choice.role),
            ReportCell(by_column[choice.column] if choice.is_party else None, Look.NUMBER),
            ReportCell(round(choice.score), Look.NUMBER),
            ReportCell(safe_text(choice.reason), Look.WRAPPED, width=2),
        )
        for choice in part.table.columns.used
    ]


def _of_form(part: Part) -> list[Row]:
    """The labels of a form that were used."""
    return [
        (
            ReportCell(str(form.found.row)),
            _place(form.found.column, form.found.header),
            ReportCell(form.found.role),
            ReportCell(1, Look.NUMBER),
            ReportCell(round(form.score), Look.NUMBER),
            ReportCell(safe_text(form.reason), Look.WRAPPED, width=2),
        )
        for form in part.sheet.forms
    ]


def _place(column: int, header: str) -> ReportCell:
    return ReportCell(safe_text(_place_text(column, header)), Look.WRAPPED)


def _place_text(column: int, header: str) -> str:
    return f"{column_letter(column)}: {' '.join(header.split())}"


def other_columns(parts: Sequence[Part]) -> list[Row]:
    """The columns of each table that were taken for something else than parties."""
    rows: list[Row] = []
    for part in parts:
        left = part.table.columns.left_out if part.table is not None else ()
        names = [
            _place_text(one.column, one.header)
            for one in left
            if one.header and not one.looks_like_party
        ]
        if names:
            shown = "; ".join(names[:_COLUMNS_NAMED])
            more = f" and {len(names) - _COLUMNS_NAMED} more" if len(names) > _COLUMNS_NAMED else ""
            text = f"Columns{on_sheet(part.sheet.grid)} taken for something else than parties: {shown}{more}"
            rows.append((ReportCell(safe_text(text), Look.WRAPPED, width=COLUMNS),))
    return rows


def review_rows() -> list[Row]:
    """Room for the person who files the sheet."""
    return [
        (ReportCell("Reviewed by", Look.HEADING, width=COLUMNS),),
        *(
            (ReportCell(label, Look.LABEL), ReportCell(None, Look.FILL_IN, width=3))
            for label in ("Name", "Date", "Decision", "Signature")
        ),
    ]


def message_rows(messages: Sequence[str]) -> list[Row]:
    """What the user must know, a line a message."""
    rows: list[Row] = [
        (ReportCell("What was not screened, and other notes", Look.HEADING, width=COLUMNS),)
    ]
    if not messages:
        rows.append(
            (
                ReportCell(
                    "Nothing to report: every sheet, row and column that looks like a party was screened.",
                    width=COLUMNS,
                ),
            )
        )
    rows.extend(
        (ReportCell(safe_text(f"{text[0].upper()}{text[1:]}"), Look.WRAPPED, width=COLUMNS),)
        for text in messages
    )
    return rows
