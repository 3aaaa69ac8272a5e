"""Where the answers go: right of the table, where nothing stands in the way.

Answers of an earlier screening are found first, taken out of the grid, and replaced where they
stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from entitycheck.answers import ANSWER_HEADERS
from entitycheck.orders.grid import SHEET_COLUMNS, Area, Grid, Value, cell_text
from entitycheck.orders.tables import Table

_VERDICT = re.compile(r"(?:NO MATCH|MATCH|REVIEW|#EC! )")
_CHECKED_AT = ANSWER_HEADERS.index("EC checked at")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block of answers stands; see `AnswerBlock`."""

    header_row: int | None
    first_column: int
    rows: tuple[int, int]
    columns: tuple[int, int]
    stale: tuple[Area, ...] = ()


def without_answers(grid: Grid) -> Grid:
    """The grid without the answers of an earlier screening, their areas noted in `answers`.

    A block that its user parted or cut, by a column of their own or by taking columns out, is noted in
    `stale`, column by column, so that what stands between is never taken for an answer.
    """
    found: dict[int, list[int]] = {}
    for row, cells in enumerate(grid.rows):
        if len(cells) < len(ANSWER_HEADERS):
            continue
        for at in range(len(cells) - len(ANSWER_HEADERS) + 1):
            if _is_header(cells, at) or _is_answer(cells, at):
                found.setdefault(at, []).append(row)
    parted = list(_parted_blocks(grid, found))
    if not found and not parted:
        return grid
    rows = list(grid.rows)
    areas = []
    for at, hits in found.items():
        for row in hits:
            rows[row] = _blanked(rows[row], range(at, at + len(ANSWER_HEADERS)))
        areas.append(
            Area(
                hits[0] + grid.first_row,
                at + grid.first_column,
                hits[-1] + grid.first_row,
                at + grid.first_column + len(ANSWER_HEADERS) - 1,
            )
        )
    stale: list[Area] = []
    for places, hits in parted:
        for row in hits:
            rows[row] = _blanked(rows[row], places)
        first, last = hits[0] + grid.first_row, hits[-1] + grid.first_row
        stale.extend(
            Area(first, at + grid.first_column, last, at + grid.first_column) for at in places
        )
    return replace(grid, rows=rows, answers=tuple(areas), stale=tuple(stale))


def _blanked(cells: Sequence[Value], places: Iterable[int]) -> list[Value]:
    kept = list(cells)
    for at in places:
        if at < len(kept):
            kept[at] = None
    return kept


def _parted_blocks(
    grid: Grid, whole: Mapping[int, Sequence[int]]
) -> Iterator[tuple[list[int], list[int]]]:
    """Columns and rows of blocks of answers that are no longer in one piece."""
    taken = {(row, at) for at, hits in whole.items() for row in hits}
    for row, cells in enumerate(grid.rows):
        if ANSWER_HEADERS[0] not in cells and ANSWER_HEADERS[_CHECKED_AT] not in cells:
            continue
        if any((row, at) in taken for at in range(len(cells))):
            continue
        places = {str(cell): at for at, cell in enumerate(cells) if cell in ANSWER_HEADERS}
        verdict, checked = places.get(ANSWER_HEADERS[0]), places.get(ANSWER_HEADERS[_CHECKED_AT])
        if len(places) <= 1:
            continue
        hits = [row]
        for below in range(row + 1, len(grid.rows)):
            line = grid.rows[below]
            if any(_tells(line, verdict, _VERDICT)) or any(_tells(line, checked, _TIME)):
                hits.append(below)
        yield sorted(places.values()), hits


def _tells(cells: Sequence[Value], at: int | None, pattern: re.Pattern[str]) -> Iterator[bool]:
    """Whether a cell of a row holds what an answer holds there."""
    if at is not None and at < len(cells) and isinstance(cells[at], str):
        yield pattern.match(str(cells[at])) is not None


def _is_header(cells: Sequence[Value], at: int) -> bool:
    return cells[at] == ANSWER_HEADERS[0] and all(
        cell_text(cells[at + step]) == header for step, header in enumerate(ANSWER_HEADERS)
    )


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
    return Place(header, first, rows, columns, _stale_beside(grid, rows))


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
    return replace(place, first_column=column, stale=_stale_beside(grid, place.rows))


def _stale_beside(grid: Grid, rows: tuple[int, int]) -> tuple[Area, ...]:
    """The parted answers of an earlier screening that stand in these rows."""
    return tuple(
        area for area in grid.stale if area.first_row <= rows[1] and area.last_row >= rows[0]
    )


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
    size = len(ANSWER_HEADERS)
    taken: set[int] = set()
    for row in grid.rows[rows[0] - grid.first_row : rows[1] - grid.first_row + 1]:
        for at in range(max(0, start - grid.first_column), len(row)):
            if row[at] not in (None, ""):
                taken.add(at + grid.first_column)
    for area in (*grid.merged, *grid.occupied, *barred):
        if area.first_row <= rows[1] and area.last_row >= rows[0]:
            last = min(area.last_column, SHEET_COLUMNS)
            taken.update(range(max(area.first_column, start), last + 1))
    column = start
    for blocked in sorted(taken):
        if blocked >= column + size:
            break
        if blocked >= column:
            column = blocked + 1
    return column
