"""Screen the sheet on the screen: read it, plan the answers, write them into free columns.

The planning is `sheets.screen_grids`, the same as for files. What is added here is Excel: a sheet
that cannot be written is screened as a copy, nothing that stands in a cell is ever overwritten, and
what was written can be taken away again, since a macro's writing cannot be undone in Excel.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from entitycheck.errors import InputError, SheetLayoutError
from entitycheck.excel.host import Host, Sheet, WrittenValue
from entitycheck.orders.grid import Area, Grid, column_letter
from entitycheck.orders.plan import DETAILS_SHEET, SETTINGS_SHEET, AnswerBlock, DetailSheet, Plan
from entitycheck.records import Grade
from entitycheck.screening import Screener
from entitycheck.sheets import ScreenOptions, screen_grids
from entitycheck.sheets.places import without_answers

UNDO_NOTE = "Excel cannot undo what a button wrote; Remove answers takes it away again."
_SHOWN_ALERTS = 5
_TELL_SECONDS = 0.3  # a status bar that changes more often costs more than it tells


def obstacle(sheet: Sheet) -> str | None:
    """Why the answers cannot stand on this sheet; None when they can."""
    state = sheet.state
    if state.protected:
        return f"The sheet {sheet.name!r} is protected."
    if state.read_only:
        return f"The workbook {sheet.book_name!r} is open for reading only."
    if state.shared:
        return (
            f"The workbook {sheet.book_name!r} is shared or saves itself: others would see the"
            " answers at once. Switch AutoSave off and press again, or screen a copy."
        )
    if state.filtered:
        return (
            f"A filter hides rows of {sheet.name!r}, and Excel would write past them."
            " Clear the filter (Data, Clear) and press again, or screen a copy."
        )
    return None


def screen_sheet(host: Host, sheet: Sheet, screener: Screener, *, selected: bool = False) -> str:
    """Screen a sheet, or its selected cells, and write the answers beside them.

    Returns:
        What came of it, for the person.

    Raises:
        SheetLayoutError: No party can be found.
        InputError: The answers would overwrite something.
    """
    grid = sheet.grid()
    plan = _planned(
        host, sheet, screener, selected_grid(grid, sheet.selection) if selected else grid
    )
    for block in plan.blocks:
        _refuse_occupied(sheet, grid, block)
    for block in plan.blocks:
        write_block(sheet, block)
    return _report(plan, _write_details(host, sheet, plan))


def screen_copy(host: Host, sheet: Sheet, screener: Screener) -> str:
    """Screen the values of a sheet in a new workbook; the sheet itself stays untouched."""
    grid = without_answers(sheet.grid())
    plan = _planned(
        host, sheet, screener, replace(grid, tables=(), occupied=(), hidden_rows=frozenset())
    )
    copy = host.new_book(sheet.name)
    width = max((len(row) for row in grid.rows), default=0)
    rows = [[_plain(value) for value in row] + [None] * (width - len(row)) for row in grid.rows]
    if rows and width:
        copy.write(grid.first_row, grid.first_column, rows)
    for block in plan.blocks:
        write_block(copy, block)
    return (
        _report(plan, _write_details(host, copy, plan)) + "\nThe answers stand in a new workbook."
    )


def remove_answers(host: Host, sheet: Sheet) -> str:
    """Take the answer columns, and the sheet with the details, away again."""
    areas = without_answers(sheet.grid()).answers
    for area in areas:
        sheet.clear(area)
    details = host.find_sheet(DETAILS_SHEET)
    if details is not None and not sheet.state.structure_protected:
        host.remove_sheet(DETAILS_SHEET)
    if not areas:
        return f"There are no answers of Entity Check on the sheet {sheet.name!r}."
    return f"The answers are gone from the sheet {sheet.name!r}."


def selected_grid(grid: Grid, area: Area) -> Grid:
    """The selected part of a grid; what stands beside it stays in the way of answers."""
    rows = [
        [grid.value(row, column) for column in range(area.first_column, area.last_column + 1)]
        for row in range(area.first_row, area.last_row + 1)
    ]
    return replace(
        grid,
        rows=rows,
        first_row=area.first_row,
        first_column=area.first_column,
        tables=(),
        occupied=(*grid.occupied, *_filled_columns(grid, area)),
    )


def write_block(sheet: Sheet, block: AnswerBlock) -> None:
    """Write the answers of one table in one go; rows without an answer are emptied."""
    for area in block.stale:
        blank: list[list[WrittenValue]] = [[None] for _ in range(area.first_row, area.last_row + 1)]
        sheet.write(area.first_row, area.first_column, blank)
    first, last = block.table_rows
    answers = {row.row: [row.verdict_text, *row.values[1:]] for row in block.rows}
    empty: list[WrittenValue] = [None] * len(block.headers)
    rows: list[list[WrittenValue]] = [
        list(block.headers) if row == block.header_row else answers.get(row, empty)
        for row in range(first, last + 1)
    ]
    if block.header_row is not None and block.header_row < first:
        sheet.write(block.header_row, block.first_column, [list(block.headers)])
    sheet.write(first, block.first_column, rows)
    sheet.mark_verdicts(Area(first, block.first_column, last, block.first_column))


def _planned(host: Host, sheet: Sheet, screener: Screener, grid: Grid) -> Plan:
    """The plan for one sheet; a single column without a header is taken for names."""
    grids = [grid]
    settings = host.find_sheet(SETTINGS_SHEET)
    if settings is not None:
        grids.append(settings.grid())
    options = ScreenOptions(source=sheet.book_name)
    progress = _progress(host)
    try:
        return screen_grids(grids, screener, options, progress=progress)
    except SheetLayoutError:
        filled = [row for row in grid.rows if any(value not in (None, "") for value in row)]
        if not filled or max(len(row) for row in filled) != 1:
            raise
        names = {"party": (column_letter(grid.first_column),)}
        return screen_grids(grids, screener, replace(options, columns=names), progress=progress)


def _progress(host: Host) -> Callable[[int, int], None]:
    """Tells the status bar now and then."""
    told = [0.0]

    def show(done: int, total: int) -> None:
        if time.monotonic() - told[0] >= _TELL_SECONDS:
            told[0] = time.monotonic()
            host.tell(f"Entity Check: {done:,} of {total:,} parties screened")

    return show


def _refuse_occupied(sheet: Sheet, grid: Grid, block: AnswerBlock) -> None:
    """Never write over what stands there, seen or unseen.

    Raises:
        InputError: A cell of the place is neither empty nor an earlier answer of ours.
    """
    first, last = block.table_rows
    top = first if block.header_row is None else min(first, block.header_row)
    known = without_answers(grid)
    ours = (*known.answers, *known.stale)
    area = Area(top, block.first_column, last, block.last_column)
    for i, row in enumerate(sheet.formulas_in(area)):
        for j, typed in enumerate(row):
            at = (area.first_row + i, area.first_column + j)
            if typed and not any(earlier.holds(*at) for earlier in ours):
                cell = f"{column_letter(at[1])}{at[0]}"
                raise InputError(
                    f"the answers would overwrite cell {cell}",
                    fix="clear the columns right of the table, or screen a copy",
                )


def _filled_columns(grid: Grid, area: Area) -> list[Area]:
    """Columns outside `area` that hold something in its rows."""
    filled: dict[int, None] = {}
    for row in range(area.first_row, area.last_row + 1):
        at = row - grid.first_row
        cells = grid.rows[at] if 0 <= at < len(grid.rows) else ()
        for offset, value in enumerate(cells):
            column = grid.first_column + offset
            if value not in (None, "") and not area.first_column <= column <= area.last_column:
                filled[column] = None
    return [Area(area.first_row, column, area.last_row, column) for column in filled]


def _write_details(host: Host, sheet: Sheet, plan: Plan) -> list[str]:
    """The sheet with a line a party, where a row has several; what could not be written."""
    answered = sum(len(block.rows) for block in plan.blocks)
    if len(plan.details.rows) <= answered:
        return []
    if sheet.state.structure_protected:
        return ["The workbook is protected, so the sheet with a line for each party was left out."]
    if host.find_sheet(DETAILS_SHEET) is not None:
        host.remove_sheet(DETAILS_SHEET)
    details = host.add_sheet(DETAILS_SHEET)
    _write_detail_rows(details, plan.details)
    return [f"Rows with several parties have a line for each on the sheet {DETAILS_SHEET!r}."]


def _write_detail_rows(sheet: Sheet, details: DetailSheet) -> None:
    rows: list[list[WrittenValue]] = [list(details.headers)]
    for line in details.rows:
        values = list(line.values)
        values[details.verdict_column] = line.verdict_text
        rows.append(values)
    sheet.write(1, 1, rows)
    column = details.verdict_column + 1
    sheet.mark_verdicts(Area(2, column, len(rows), column))


def _plain(value: object) -> WrittenValue:
    """A value of a grid as it is written into a copy."""
    if value is None or isinstance(value, str | float):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return float(value) if isinstance(value, int) else str(getattr(value, "text", value))


def _report(plan: Plan, notes: list[str]) -> str:
    """Counts, the worst alerts, and what the person must know."""
    order = (Grade.FAILED, Grade.MATCH, Grade.REVIEW, Grade.NO_MATCH)
    counts = [f"{plan.counts[grade]:,} {grade.value}" for grade in order if plan.counts.get(grade)]
    parties = sum(plan.counts.values())
    noun = "party" if parties == 1 else "parties"
    lines = [f"Screened {parties:,} {noun}: {', '.join(counts)}."]
    lines += [f"  {alert}" for alert in plan.alerts[:_SHOWN_ALERTS]]
    if len(plan.alerts) > _SHOWN_ALERTS:
        lines.append("  and more: press Next alert")
    return "\n".join([*lines, *notes, *plan.messages])
