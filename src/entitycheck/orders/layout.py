"""A whole workbook of grids -> which parties stand where: tables first, forms in what is left."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from entitycheck.orders.choices import Columns
from entitycheck.orders.columns import choose_columns
from entitycheck.orders.content import has_legal_form
from entitycheck.orders.forms import FORM_ROWS, FormParty, find_forms, find_loose_names, loose_party
from entitycheck.orders.grid import Grid, Value, cell_text
from entitycheck.orders.header_terms import fold_header
from entitycheck.orders.headers import LABEL_ENDS, read_header
from entitycheck.orders.parties import FoundParty, SkippedRow, parties_in
from entitycheck.orders.tables import Table, find_tables

_MOST_LABELS = 4  # labels side by side on a form
_MOST_LINES = 8  # lines of a block below them
_PAIR = 2  # a label and its value
_MOST_LABELLED = 40  # lines of a form on one page
_FEW_LABELS = 3  # different labels that make lines a form
_LABELLED = 0.6  # share of lines with a label of their own
_SHORT = 60  # filled rows of a form on one page
_HINT_ROWS = 3  # title rows above a header that may tell whose names a bare `Name` holds


@dataclass(frozen=True, slots=True)
class TableReading:
    """One table with its columns chosen."""

    table: Table
    columns: Columns


@dataclass(frozen=True, slots=True)
class SheetReading:
    """What was found on one sheet; `loose` are cells like companies under no label or header."""

    grid: Grid
    tables: tuple[TableReading, ...]
    forms: tuple[FormParty, ...] = ()
    loose: tuple[tuple[int, int, str], ...] = ()

    @property
    def has_parties(self) -> bool:
        """True when something will be screened here."""
        return bool(self.forms) or any(reading.columns.parties for reading in self.tables)


def read_sheet(grid: Grid, given: Mapping[str, Sequence[str]] | None = None) -> SheetReading:
    """Find the tables of a sheet and choose their columns; see `choose_columns` for `given`."""
    wanted = frozenset(
        fold_header(header) for headers in (given or {}).values() for header in headers
    )
    readings = [
        TableReading(table, choose_columns(grid, table, given, _hint(grid, table)))
        for table in find_tables(grid, wanted)
    ]
    if not any(reading.table.header_rows for reading in readings) and _is_form(grid, readings):
        readings = []
    readings = [one for one in readings if not _are_labels(grid, one.table, len(readings) > 1)]
    readings = [one for one in readings if not _is_labelled(grid, one.table)]
    rows = _rows_for_labels(grid, readings)
    forms = find_forms(grid, rows)
    loose = find_loose_names(grid, rows, forms)
    if forms:  # a form may place its parties anywhere: what looks like a company is asked about
        forms += [loose_party(*one) for one in loose]
        loose = []
    loose += [place for reading in readings for place in _firms_in_header(grid, reading)]
    loose += _firms_outside(grid, readings, frozenset(rows))
    return SheetReading(grid, tuple(readings), tuple(forms), tuple(loose))


def _are_labels(grid: Grid, table: Table, more_tables: bool) -> bool:
    """True for `Ship To` and `Bill To` over blocks of lines: labels of a form, no header of a table.

    They speak of parties only, stand apart or over a table of goods, and few lines follow.
    """
    cells = list(table.headers.values())
    if not cells or len(cells) > _MOST_LABELS or len(table.header_rows) > 1:
        return False
    if not all(cell.reading.is_party and cell.reading.concept != "name" for cell in cells):
        return False
    columns = sorted(table.headers)
    apart = columns[-1] - columns[0] >= len(columns)
    lines = 0
    for row in range(table.first_row, table.last_row + 1):
        if all(value in (None, "") for value in grid.rows[row - grid.first_row]):
            break
        lines += 1
    return lines <= _MOST_LINES and (apart or more_tables)


def _firms_in_header(grid: Grid, reading: TableReading) -> list[tuple[int, int, str]]:
    """Cells of a header that look like companies: perhaps the row is none."""
    return [
        (row, column, text)
        for row in reading.table.header_rows
        for column in reading.table.columns
        if has_legal_form(text := cell_text(grid.value(row, column)))
        and read_header(text).understood < 1
    ]


def _firms_outside(
    grid: Grid, readings: Sequence[TableReading], seen: Collection[int]
) -> list[tuple[int, int, str]]:
    """Cells that look like companies beside the tables, in rows where no label was looked for."""
    found = []
    for row in range(grid.first_row, min(grid.last_row, grid.first_row + FORM_ROWS) + 1):
        if row in seen:
            continue
        taken = {
            column
            for reading in readings
            if row in reading.table.header_rows
            or reading.table.first_row <= row <= reading.table.last_row
            for column in reading.table.columns
        }
        for column, value in enumerate(grid.rows[row - grid.first_row], grid.first_column):
            if column not in taken and isinstance(value, str) and has_legal_form(value):
                text = cell_text(value)
                if read_header(text).understood < 1:
                    found.append((row, column, text))
    return found


def _is_labelled(grid: Grid, table: Table) -> bool:
    """True for lines like `Country | China`: what each holds stands before it, not above.

    Such a form is read as one where it names a party; a column of roles or types that repeat is none.
    """
    first = table.header_rows[0] if table.header_rows else table.first_row
    if table.last_row - first >= _MOST_LABELLED:
        return False
    heads: list[str] = []
    for row in range(first, table.last_row + 1):
        cells = [cell_text(value) for value in grid.rows[row - grid.first_row]]
        filled = [text.rstrip(" :：") for text in cells if text]
        if len(filled) > _PAIR and not _says_what(filled[_PAIR]):
            return False  # several values behind one label: a table on its side
        if len(filled) > 1:
            heads.append(filled[0])
    labels = set(filter(_says_what, heads))
    if len(labels) < _FEW_LABELS or len(labels) < _LABELLED * len(heads):
        return False
    return bool(find_forms(grid, range(first, table.last_row + 1)))


def _says_what(text: str) -> bool:
    """True for a text of header words only."""
    reading = read_header(text)
    return reading.understood == 1 and not reading.is_guessed


def _is_form(grid: Grid, readings: Sequence[TableReading]) -> bool:
    """True for a short sheet with labels: its few names are no column without a header.

    Where columns without a header hold more names than there are labels, they are a table.
    """
    filled = [row for row in grid.rows if any(value not in (None, "") for value in row)]
    if len(filled) > _SHORT:
        return False
    forms = find_forms(grid, range(grid.first_row, grid.last_row + 1))
    beside = sum(len(find_parties(one, grid)[0]) for one in readings if _is_filled(grid, one.table))
    labelled = 2 * sum(_begins_with_label(row) for row in filled) >= len(filled)
    return bool(forms) and (labelled or beside <= len(forms))


def _begins_with_label(row: Sequence[Value]) -> bool:
    """True for a row like `Lieferadresse: | Loongson Technology`."""
    first = next((value for value in row if value not in (None, "")), None)
    return isinstance(first, str) and cell_text(first).endswith(LABEL_ENDS)


def _is_filled(grid: Grid, table: Table) -> bool:
    """True for rows with about as many cells each; the lines of a form differ."""
    rows = grid.rows[table.first_row - grid.first_row :]
    widths = [sum(value not in (None, "") for value in row) for row in rows if row]
    return bool(widths) and min(widths) >= max(2, max(widths) - 1)


def _rows_for_labels(grid: Grid, readings: Sequence[TableReading]) -> list[int]:
    """The rows in which labels of a form may stand: no header, no row of a table of parties."""
    barred: set[int] = set()
    for reading in readings:
        table = reading.table
        said = [cell.reading for cell in table.headers.values()]
        labels = any(one.is_party or (one.is_place and one.role is not None) for one in said)
        if reading.columns.parties or not labels:  # `From | To | Km` are no labels
            barred.update(table.header_rows)
        if reading.columns.parties:
            barred.update(range(table.first_row, table.last_row + 1))
    last = min(grid.last_row, grid.first_row + FORM_ROWS)
    return [row for row in range(grid.first_row, last + 1) if row not in barred]


def find_parties(reading: TableReading, grid: Grid) -> tuple[list[FoundParty], list[SkippedRow]]:
    """The parties of a table and the rows of it that are not screened."""
    parties: list[FoundParty] = []
    skipped: list[SkippedRow] = []
    for found in parties_in(grid, reading.table, reading.columns):
        if isinstance(found, SkippedRow):
            skipped.append(found)
        else:
            parties.append(found)
    return parties, skipped


def _hint(grid: Grid, table: Table) -> str:
    """Name of the sheet and the titles right above the table."""
    first = table.header_rows[0] if table.header_rows else table.first_row
    texts = [grid.name]
    for row in range(max(grid.first_row, first - _HINT_ROWS), first):
        filled = [cell_text(v) for v in grid.rows[row - grid.first_row] if v not in (None, "")]
        if len(filled) <= 2:  # noqa: PLR2004 -- a title, perhaps with a date
            texts.extend(filled)
    return "\n".join(texts)
