"""A plain workbook made of values: for answers to files that cannot be written back in their own form."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from entitycheck.orders.grid import CellTrouble, Grid, Value, column_letter
from entitycheck.orders.safe_text import CELL_LENGTH
from entitycheck.workbooks.book_parts import MAIN, RELATION
from entitycheck.workbooks.package import Package, escape, escape_cell

_OFFICE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def values_package(grids: Sequence[Grid]) -> Package:
    """A workbook with the values of the grids, sheet by sheet."""
    names = _sheet_names(grids)
    sheets = "".join(
        f'<sheet name="{escape(name)}" sheetId="{at}"{_state(grid)} r:id="rId{at}"/>'
        for at, (name, grid) in enumerate(zip(names, grids, strict=True), 1)
    )
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{at}.xml" ContentType="{_OFFICE}.worksheet+xml"/>'
        for at in range(1, len(grids) + 1)
    )
    relations = "".join(
        f'<Relationship Id="rId{at}" Type="{RELATION}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, len(grids) + 1)
    )
    texts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default'
        ' Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml"'
        f' ContentType="{_OFFICE}.sheet.main+xml"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATION}"><sheets>{sheets}</sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}'
        "</Relationships>",
    }
    parts = {name: (_HEAD + text).encode() for name, text in texts.items()}
    for at, grid in enumerate(grids, 1):
        parts[f"xl/worksheets/sheet{at}.xml"] = _sheet(grid)
    return Package(parts)


def _state(grid: Grid) -> str:
    return ' state="hidden"' if grid.hidden else ""


def _sheet_names(grids: Sequence[Grid]) -> list[str]:
    """Names that Excel takes, each once; `Orders` for a text file."""
    names: list[str] = []
    for grid in grids:
        bare = "".join(c for c in grid.name if c not in "[]:*?/\\").strip("'")[:31] or "Orders"
        name, number = bare, 2
        while name.casefold() in {known.casefold() for known in names}:
            name = f"{bare[:27]} {number}"
            number += 1
        names.append(name)
    return names


def _sheet(grid: Grid) -> bytes:
    rows = []
    for at, cells in enumerate(grid.rows, 1):
        pieces = [
            _cell(f"{column_letter(column)}{at}", value)
            for column, value in enumerate(cells, 1)
            if value is not None and value != ""
        ]
        hidden = ' hidden="1"' if at in grid.hidden_rows else ""
        rows.append(f'<row r="{at}"{hidden}>{"".join(pieces)}</row>')
    return (
        f'{_HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{RELATION}"><sheetViews><sheetView'
        ' workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="15"/><sheetData>'
        f"{''.join(rows)}</sheetData></worksheet>"
    ).encode()


def _cell(place: str, value: Value) -> str:
    """A cell with a value; text stays text, whatever it begins with."""
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{place}"><v>{value!r}</v></c>'
    if isinstance(value, CellTrouble):
        text = value.text or "#EC! no stored value"
    elif isinstance(value, date | datetime | time | timedelta):
        text = str(value)
    else:
        text = str(value)
    clean = "".join(c for c in text if c >= " " or c in "\t\n\r")[:CELL_LENGTH]
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape_cell(clean)}</t></is></c>'
