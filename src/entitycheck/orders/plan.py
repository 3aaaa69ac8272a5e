"""What is to be written into a workbook after screening: pure data, applied by whoever owns the file.

`sheets.screen_grids` makes a plan; `workbooks` writes it into a file, the Excel ribbon through COM.
Rows and columns are the sheet's own, counted from 1. Texts are final: they hold no formula, no
control characters, and fit into a cell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from entitycheck.orders.grid import Area
from entitycheck.records import Grade

CellValue = str | float | None

SUMMARY_SHEET = "Entity Check summary"
DETAILS_SHEET = "Entity Check details"
SETTINGS_SHEET = "Entity Check settings"
OWN_SHEETS = frozenset({SUMMARY_SHEET, DETAILS_SHEET, SETTINGS_SHEET})
"""Sheets that are never screened."""


class Look(StrEnum):
    """How a cell that we write looks. The word says the verdict, the colour only repeats it."""

    TEXT = "text"
    WRAPPED = "wrapped"
    TITLE = "title"
    HEADING = "heading"
    LABEL = "label"
    NOTE = "note"
    HEADER = "header"
    FILL_IN = "fill in"
    NUMBER = "number"
    SCORE = "score"
    LINK = "link"
    MATCH = "match"
    REVIEW = "review"
    NO_MATCH = "no match"
    FAILED = "failed"


LOOK_OF_GRADE: Mapping[Grade, Look] = {
    Grade.BLANK: Look.TEXT,
    Grade.NO_MATCH: Look.NO_MATCH,
    Grade.REVIEW: Look.REVIEW,
    Grade.MATCH: Look.MATCH,
    Grade.FAILED: Look.FAILED,
}
"""The look of a verdict's cell."""


class AnswerRow(NamedTuple):
    """The answer beside one row: a named tuple, for there are as many as rows.

    Args:
        row: Row of the sheet.
        values: One per answer column, with the bare verdict first.
        verdict_text: The verdict as a cell shows it, with the warning of a starter or stale list.
        grade: The worst grade of the row's parties.
        comment: Why, for a note on the verdict's cell; None without an alert.
        link: Address of the citation; None where there is none.
    """

    row: int
    values: tuple[CellValue, ...]
    verdict_text: str
    grade: Grade
    comment: str | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class AnswerBlock:
    """Answer columns beside one table or form.

    Args:
        sheet: Name of the sheet.
        header_row: Row for the headers; None where the table has none and no room for one.
        first_column: Column of `EC verdict`; the others follow.
        headers: The answer columns.
        rows: Rows with an answer, top to bottom.
        table_rows: First and last row that the block belongs to, header included. Whatever stands in
            its columns in these rows is an earlier answer and is replaced.
        table_columns: First and last column of the table beside it.
        stale: Where earlier answers stand apart, to be emptied.
    """

    sheet: str
    header_row: int | None
    first_column: int
    headers: tuple[str, ...]
    rows: tuple[AnswerRow, ...]
    table_rows: tuple[int, int]
    table_columns: tuple[int, int]
    stale: tuple[Area, ...] = ()

    @property
    def last_column(self) -> int:
        """Column of the last answer."""
        return self.first_column + len(self.headers) - 1


@dataclass(frozen=True, slots=True)
class ReportCell:
    """One cell of a sheet of ours."""

    value: CellValue
    look: Look = Look.TEXT
    link: str | None = None
    width: int = 1  # columns it is merged over


@dataclass(frozen=True, slots=True)
class ReportChart:
    """A bar chart of counts on the summary sheet: labels and counts stand in the sheet itself.

    Args:
        title: Title of the chart.
        label_column: Column of the labels.
        count_column: Column of the counts.
        first_row: First row of both.
        labels: The labels.
        counts: The counts.
        colours: Fill of each bar, RGB in hexadecimal.
        place: Top left and bottom right cell: column, row, column, row.
    """

    title: str
    label_column: int
    count_column: int
    first_row: int
    labels: tuple[str, ...]
    counts: tuple[int, ...]
    colours: tuple[str, ...]
    place: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands above and below each printed page of a sheet of ours.

    Args:
        above: Which file, which list.
        below: When, by which policy and program.
    """

    above: str = ""
    below: str = ""


@dataclass(frozen=True, slots=True)
class ReportSheet:
    """A sheet of ours.

    Args:
        name: Its name.
        rows: Its cells, row by row from A1.
        widths: Width of each column in letters.
        chart: A chart, at most one.
        caption: Above and below each printed page.
        title_rows: Rows from the top that every printed page repeats.
    """

    name: str
    rows: tuple[tuple[ReportCell, ...], ...]
    widths: tuple[float, ...]
    chart: ReportChart | None = None
    caption: Caption = Caption()
    title_rows: int = 1


@dataclass(frozen=True, slots=True)
class DetailRow:
    """One screened party on the details sheet; `verdict_text` as in `AnswerRow`."""

    values: tuple[CellValue, ...]
    grade: Grade
    verdict_text: str
    link: str | None = None


@dataclass(frozen=True, slots=True)
class DetailSheet:
    """A line a party, in the order of the sheets.

    Args:
        name: Name of the sheet.
        headers: What stands in each column.
        verdict_column: Position in `headers` of the verdict.
        citation_column: Position of the citation, which carries the link.
        rows: The lines.
        caption: Above and below each printed page.
        title_columns: Columns from the left that every printed page repeats.
    """

    name: str
    headers: tuple[str, ...]
    verdict_column: int
    citation_column: int
    rows: Sequence[DetailRow] = field(hash=False)
    caption: Caption = Caption()
    title_columns: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything to write, and what to say.

    Args:
        blocks: Answers beside the tables and forms.
        summary: The sheet *Entity Check summary*.
        details: The sheet *Entity Check details*, a line a party.
        grade: The worst grade of all parties.
        counts: Parties by grade, without blanks.
        messages: What the user must know, one sentence each.
        alerts: Lines for people: the alerts, worst first.
    """

    blocks: tuple[AnswerBlock, ...]
    summary: ReportSheet
    details: DetailSheet
    grade: Grade
    counts: Mapping[Grade, int] = field(hash=False)
    messages: tuple[str, ...] = ()
    alerts: tuple[str, ...] = ()
