"""Read .xls, .xlsb and .ods with calamine: values only, for they cannot be written back."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from lxml import etree

from entitycheck.errors import UnreadableError
from entitycheck.orders.grid import Area, Grid, Value, error_cell
from entitycheck.workbooks.book_parts import local
from entitycheck.workbooks.far_cells import refuse_far_cells
from entitycheck.workbooks.package import Package
from entitycheck.workbooks.xlsx import elements

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_MOST_CELLS = 20_000_000  # filled; a full sheet of a million orders has as many
_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"})


def read_legacy(data: bytes, *, name: str) -> list[Grid]:
    """Each sheet as a grid.

    Raises:
        UnreadableError: The file is damaged.
    """
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        grids = []
        for metadata in book.sheets_metadata:
            sheet = book.get_sheet_by_name(metadata.name)
            rows = sheet.to_python(skip_empty_area=False)
            grids.append(
                Grid(
                    metadata.name,
                    [[_value(value) for value in row] for row in rows],
                    merged=_merged(sheet),
                    hidden=metadata.visible != SheetVisibleEnum.Visible,
                )
            )
    except (CalamineError, ValueError, OSError) as error:
        raise UnreadableError(
            f"{name} is damaged or cannot be read", fix="open it in Excel and save it as .xlsx"
        ) from error
    return grids


def refuse_open_document(package: Package, *, name: str) -> None:
    """Refuse an OpenDocument file that is no open sheet, or unpacks to more than one holds.

    Raises:
        UnreadableError: It is protected, another kind of document, damaged or a bomb.
    """
    kind = package.parts["mimetype"].decode("latin-1").strip()
    if b"encryption-data" in package.parts.get("META-INF/manifest.xml", b""):
        raise UnreadableError(
            f"{name} is protected with a password",
            fix="open it in LibreOffice and save a copy without the password",
        )
    content = package.parts.get("content.xml")
    if "spreadsheet" not in kind or content is None:
        raise UnreadableError(f"{name} is no spreadsheet", fix="give an .ods, .xlsx or .csv file")
    cells = rows = deepest = widest = 0
    for row in elements(content, "content.xml", "table-row"):
        repeated = _repeated(row, "number-rows-repeated")
        filled, last = _filled(row)
        rows += repeated
        cells += filled * repeated
        if filled:
            deepest, widest = rows, max(widest, last)
        if cells > _MOST_CELLS:
            raise UnreadableError(
                f"{name} repeats its cells to more than {_MOST_CELLS:,}, which may be an attack",
                fix="do not open this file; ask for a clean copy",
            )
    refuse_far_cells(deepest * widest, name)


def _filled(row: etree._Element) -> tuple[int, int]:
    """Cells with a value in a row of an OpenDocument sheet, repetitions counted, and the last one."""
    count = column = last = 0
    for cell in row:
        repeated = _repeated(cell, "number-columns-repeated")
        column += repeated
        if len(cell) or any(local(key) == "value-type" for key in cell.attrib):
            count += repeated
            last = column
    return count, last


def _repeated(node: etree._Element, attribute: str) -> int:
    """How often a row or a cell stands there."""
    for key, value in node.attrib.items():
        if local(key) == attribute and str(value).isdigit():
            return int(value)
    return 1


def _merged(sheet: CalamineSheet) -> tuple[Area, ...]:
    """The merged ranges of a sheet, where the format tells them."""
    ranges = getattr(sheet, "merged_cell_ranges", None) or ()
    return tuple(
        Area(first[0] + 1, first[1] + 1, last[0] + 1, last[1] + 1) for first, last in ranges
    )


def _value(value: object) -> Value:
    if isinstance(value, str):
        if value in _ERRORS:
            return error_cell(value)
        return value or None
    if isinstance(value, bool | int | float | date | datetime | time | timedelta):
        return value
    return None
