"""Where the answers go: right of the table, where nothing stands in the way.

Answers of an earlier screening are found first, taken out of the grid, and replaced where they
stand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from entitycheck.answers import ANSWER_COLUMNS
from entitycheck.orders.grid import Area, Grid, Value, cell_text
from entitycheck.orders.tables import Table

_LAST_COLUMN = 16_384  # XFD
_HEADERS = tuple(ANSWER_COLUMNS)
_VERDICT = re.compile(r"(?:NO MATCH|MATCH|REVIEW|#EC! )")
_CHECKED_AT = _HEADERS.index("EC checked at")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block of answers stands; see `AnswerBlock`."""

    header_row: int | None
    first_column: int
    rows: tuple[int, int]
    columns: tuple[int, int]


def without_answers(grid: Grid) -> Grid:
    """The grid without the answers of an earlier screening, their areas noted in `answers`."""
    found: dict[int, list[int]] = {}
    for row, cells in enumerate(grid.rows):
        if len(cells) < len(_HEADERS):
            continue
        for at in range(len(cells) - len(_HEADERS) + 1):
            if _is_header(cells, at) or _is_answer(cells, at):
                found.setdefault(at, []).append(row)
    if not found:
        return grid
    rows = [list(cells) for cells in grid.rows]
    areas = []
    for at, hits in found.items():
        for row in hits:
            width = min(len(_HEADERS), len(rows[row]) - at)
            rows[row][at : at + width] = [None] * width
        areas.append(
            Area(
                hits[0] + grid.first_row,
                at + grid.first_column,
                hits[-1] + grid.first_row,
                at + grid.first_column + len(_HEADERS) - 1,
            )
        )
    return replace(grid, rows=rows, answers=tuple(areas))


def _is_header(cells: Sequence[Value], at: int) -> bool:
    return cells[at] == _HEADERS[0] and cell_text(cells[at + 1]) == _HEADERS[1]


def _is_answer(cells: Sequence[Value], at: int) -> bool:
    verdict = cells[at]
    return (
        isinstance(verdict, str)
        and _VERDICT.match(verdict) is not None
        and _TIME.match(cell_text(cells[at + _CHECKED_AT])) is not None
    )


def answer_place(grid: Grid, table: Table, taken: Sequence[Area] = ()) -> Place:
    """The place of the answers beside a table; `grid` is without earlier answers.

    `taken` are the places of the answers of other tables on the sheet.
    """
    header = table.header_rows[-1] if table.header_rows else None
    top = table.header_rows[0] if table.header_rows else table.first_row
    rows = (top, table.last_row)
    columns = (table.columns[0], table.columns[-1])
    earlier = _earlier_column(grid, rows, taken)
    first = earlier if earlier is not None else _free_column(grid, rows, columns[1] + 1, taken)
    return Place(header, first, rows, columns)


def form_place(grid: Grid, rows: Sequence[int], taken: Sequence[Area] = ()) -> Place:
    """The place of the answers beside a form; their header stands above the first, where it can."""
    first, last = min(rows), max(rows)
    top = first - 1 if first > grid.first_row else first
    width = max(map(len, grid.rows), default=0)
    area = Area(top, grid.first_column, last, grid.first_column + max(0, width - 1))
    place = Place(
        top if top < first else None, 0, (top, last), (grid.first_column, area.last_column)
    )
    column = _earlier_column(grid, place.rows, taken)
    if column is None:
        column = _free_column(grid, place.rows, area.last_column + 1, taken)
    return replace(place, first_column=column)


def _earlier_column(grid: Grid, rows: tuple[int, int], taken: Sequence[Area]) -> int | None:
    """The column of answers of an earlier screening in these rows."""
    return next(
        (
            area.first_column
            for area in grid.answers
            if area.first_row <= rows[1]
            and area.last_row >= rows[0]
            and not any(
                other.first_column == area.first_column
                and other.first_row <= rows[1]
                and other.last_row >= rows[0]
                for other in taken
            )
        ),
        None,
    )


def _free_column(grid: Grid, rows: tuple[int, int], start: int, barred: Sequence[Area]) -> int:
    """The first column from `start` with room for all answers in these rows."""
    size = len(_HEADERS)
    taken: set[int] = set()
    for row in grid.rows[rows[0] - grid.first_row : rows[1] - grid.first_row + 1]:
        for at in range(max(0, start - grid.first_column), len(row)):
            if row[at] not in (None, ""):
                taken.add(at + grid.first_column)
    for area in (*grid.merged, *grid.occupied, *barred):
        if area.first_row <= rows[1] and area.last_row >= rows[0]:
            last = min(area.last_column, _LAST_COLUMN)
            taken.update(range(max(area.first_column, start), last + 1))
    column = start
    for blocked in sorted(taken):
        if blocked >= column + size:
            break
        if blocked >= column:
            column = blocked + 1
    return column
