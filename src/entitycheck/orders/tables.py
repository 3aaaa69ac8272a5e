"""Find the tables of a sheet, and which rows belong to each; `header_rows` says where they begin.

Repeated headers inside the data are recognised. A band of columns that a blank column separates may
hold a table of its own. A sheet without any header word is one table without a header: content
decides there.
"""

from __future__ import annotations

from dataclasses import dataclass

from entitycheck.orders.content import has_legal_form, is_plain_number
from entitycheck.orders.grid import Grid, cell_text
from entitycheck.orders.header_cells import HeaderCell, header_cells, whole_header
from entitycheck.orders.header_rows import HEADER_LENGTH, TOP_ROWS, find_header_rows, same_cells

_LONE_LINES = 9  # lines of a block on a form; a longer column is a list
_FEW_ROWS = 3  # rows below which their content proves nothing
_MOST_FIRMS = 0.8  # share of legal forms that makes a column one of firms


@dataclass(frozen=True, slots=True)
class Table:
    """One table on a sheet, in the sheet's own row and column numbers.

    Args:
        header_rows: Rows of the header; empty for a table without one.
        first_row: First row of data.
        last_row: Last row of data.
        headers: Header by column.
        columns: Columns with anything in them.
        skipped_rows: Repeated headers inside the data.
    """

    header_rows: tuple[int, ...]
    first_row: int
    last_row: int
    headers: dict[int, HeaderCell]
    columns: tuple[int, ...]
    skipped_rows: frozenset[int] = frozenset()


def find_tables(grid: Grid, wanted: frozenset[str] = frozenset()) -> list[Table]:
    """The tables of a sheet, top to bottom; empty for a blank sheet.

    Args:
        grid: The sheet.
        wanted: Folded headers that the user named; the row that holds one is a header.
    """
    filled = _filled_columns(grid)
    if not filled:
        return []
    bands = _bands(filled)
    tables = _tables_in(grid, filled, wanted)
    if len(bands) > 1:
        tables = _with_side_tables(grid, tables, bands, wanted)
    if not tables:
        tables = [_table_without_known_header(grid, filled)]
    return tables


def _table_without_known_header(grid: Grid, filled: list[int]) -> Table:
    """The whole sheet as one table; its first row is the header when texts stand over numbers or firms.

    So a header in a language that the table of words lacks is no data, and has room for ours.
    """
    first = _first_filled_row(grid)
    values = [value for c in filled if (value := grid.value(first, c)) not in (None, "")]
    texts = all(isinstance(v, str) and not is_plain_number(v) for v in values)
    short = all(len(cell_text(v)) <= HEADER_LENGTH for v in values)
    named = any(has_legal_form(cell_text(v)) for v in values)
    contrast = _has_numbers(grid, filled, first) or _has_firms(grid, filled, first)
    if len(values) > 1 and texts and short and not named and contrast:
        headers = header_cells(grid, filled, [first], first)
        return Table((first,), first + 1, grid.last_row, headers, tuple(filled))
    return Table((), first, grid.last_row, {}, tuple(filled))


def _has_numbers(grid: Grid, columns: list[int], header: int) -> bool:
    """True when a column with a text in the header row holds only numbers below it."""
    rows = range(header + 1, min(grid.last_row, header + TOP_ROWS) + 1)
    for column in columns:
        below = [v for row in rows if (v := grid.value(row, column)) not in (None, "")]
        if len(below) > 1 and grid.value(header, column) and all(map(is_plain_number, below)):
            return True
    return False


def _has_firms(grid: Grid, columns: list[int], header: int) -> bool:
    """True when two columns or more hold names with a legal form, all but their first cells.

    One column proves nothing: `Inspur` may be the first of the names below it.
    """
    rows = range(header + 1, min(grid.last_row, header + TOP_ROWS) + 1)
    found = 0
    for column in columns:
        below = [text for row in rows if (text := cell_text(grid.value(row, column)))]
        firms = sum(map(has_legal_form, below))
        found += len(below) >= _FEW_ROWS and firms >= _MOST_FIRMS * len(below)
    return found > 1


def _filled_columns(grid: Grid) -> list[int]:
    """Columns that hold anything."""
    width = max((len(row) for row in grid.rows), default=0)
    left = set(range(width))
    filled = []
    for row in grid.rows:
        hit = [at for at in left if at < len(row) and row[at] not in (None, "")]
        if hit:
            filled.extend(hit)
            left.difference_update(hit)
            if not left:
                break
    return sorted(at + grid.first_column for at in filled)


def _first_filled_row(grid: Grid) -> int:
    return next(
        (
            grid.first_row + at
            for at, row in enumerate(grid.rows)
            if any(value not in (None, "") for value in row)
        ),
        grid.first_row,
    )


def _bands(filled: list[int]) -> list[list[int]]:
    """Columns in groups that blank columns separate."""
    bands: list[list[int]] = []
    for column in filled:
        if bands and column == bands[-1][-1] + 1:
            bands[-1].append(column)
        else:
            bands.append([column])
    return bands


def _with_side_tables(
    grid: Grid, tables: list[Table], bands: list[list[int]], wanted: frozenset[str]
) -> list[Table]:
    """Tables that stand beside one another with headers in different rows."""
    found: list[Table] = list(tables)
    taken = {row for table in tables for row in table.header_rows}
    for band in bands:
        for table in _tables_in(grid, band, wanted):
            lone = len(table.headers) == 1 and table.last_row - table.first_row < _LONE_LINES
            if not lone and not taken.intersection(table.header_rows):
                found = [_without_columns(one, table) for one in found]
                found.append(table)
    return sorted(found, key=lambda table: (table.first_row, table.columns))


def _without_columns(table: Table, other: Table) -> Table:
    """`table` without the columns of another table beside it."""
    if table.last_row < other.first_row or other.last_row < table.first_row:
        return table
    kept = tuple(column for column in table.columns if column not in other.columns)
    headers = {column: cell for column, cell in table.headers.items() if column in kept}
    return Table(
        table.header_rows, table.first_row, table.last_row, headers, kept, table.skipped_rows
    )


def _tables_in(grid: Grid, columns: list[int], wanted: frozenset[str]) -> list[Table]:
    """The tables with a header in some columns of a sheet."""
    starts = find_header_rows(grid, columns, wanted)
    tables = []
    for at, start in enumerate(starts):
        rows = whole_header(grid, columns, start)
        before = starts[at - 1] if at else 0
        rows = [row for row in rows if row > before]
        end = grid.last_row
        if at + 1 < len(starts):
            following = whole_header(grid, columns, starts[at + 1])
            end = min(row for row in following if row > start) - 1
        headers = header_cells(grid, columns, rows, start)
        skipped = _repetitions(grid, columns, start, rows[-1] + 1, end)
        used = tuple(c for c in columns if c in headers or _has_data(grid, c, rows[-1] + 1, end))
        tables.append(Table(tuple(rows), rows[-1] + 1, end, headers, used, skipped))
    return tables


def _has_data(grid: Grid, column: int, first: int, last: int) -> bool:
    return any(grid.value(row, column) not in (None, "") for row in range(first, last + 1))


def _repetitions(
    grid: Grid, columns: list[int], header: int, first: int, last: int
) -> frozenset[int]:
    """Rows of data that repeat the header."""
    lead = next((c for c in columns if cell_text(grid.value(header, c))), None)
    if lead is None:
        return frozenset()
    text = cell_text(grid.value(header, lead))
    return frozenset(
        row
        for row in range(first, last + 1)
        if cell_text(grid.value(row, lead)) == text and same_cells(grid, columns, row, header)
    )
