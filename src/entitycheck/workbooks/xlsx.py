"""Read the sheets of an .xlsx or .xlsm package into grids.

Values are the stored ones; a formula without a stored value is a trouble, never a blank. Hidden
rows, merged ranges, tables and the places of pictures come with the grid.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from lxml import etree

from entitycheck.errors import UnreadableError
from entitycheck.orders.grid import (
    UNSTORED,
    Area,
    Grid,
    ListedTable,
    Value,
    column_number,
    error_cell,
)
from entitycheck.workbooks.book_parts import (
    MOST_ROWS,
    SheetPart,
    WorkbookParts,
    local,
    parse_area,
)
from entitycheck.workbooks.package import Package, parse_xml, refuse_doctype

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_MOST_COLUMNS = 16_384
_MOST_MERGED = 50_000  # ranges kept; more would only slow the search for a free column

_DATE_FORMATS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CELL = re.compile(r"([A-Za-z]{1,3})([0-9]+)")


MOST_PLACES = 80_000_000
"""Cells of a sheet, the empty ones before a filled one included: 200,000 rows of 400 columns."""


def too_wide(name: str) -> UnreadableError:
    """The error of a sheet whose few cells lie so far apart that the blanks between fill the memory."""
    return UnreadableError(
        f"{name} spreads its cells over more than {MOST_PLACES:,} places, which may be an attack",
        fix="delete the far cells, or copy the orders to a new sheet",
    )


def read_grids(package: Package, parts: WorkbookParts) -> list[Grid]:
    """Each worksheet as a grid."""
    strings = _shared_strings(package, parts)
    dates = _date_styles(package, parts)
    return [_read_sheet(package, sheet, strings, dates, parts) for sheet in parts.sheets]


def elements(data: bytes, part: str, *names: str) -> Iterator[etree._Element]:
    """Elements of these names as they close; each is emptied after use."""
    refuse_doctype(data, part)
    try:
        events = etree.iterparse(
            io.BytesIO(data),
            events=("end",),
            tag=[f"{{*}}{name}" for name in names],
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
        )
        for _, node in events:
            yield node
            node.clear()
            parent = node.getparent()
            while parent is not None and node.getprevious() is not None:
                del parent[0]
    except etree.XMLSyntaxError as error:
        raise UnreadableError(
            f"the part {part} of the workbook is damaged ({error.msg})",
            fix="open the file in Excel, let it repair the file, and save it",
        ) from error


def _shared_strings(package: Package, parts: WorkbookParts) -> list[str]:
    if parts.strings is None:
        return []
    data = package.parts[parts.strings]
    return [rich_text(node) for node in elements(data, parts.strings, "si")]


def rich_text(node: etree._Element) -> str:
    """The text of a string without its phonetic reading."""
    texts = []
    for child in node:
        tag = local(child.tag)
        if tag == "t":
            texts.append(child.text or "")
        elif tag == "r":
            texts.extend(t.text or "" for t in child if local(t.tag) == "t")
    text = texts[0] if len(texts) == 1 else "".join(texts)
    if "_x" in text:
        return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return text


def _date_styles(package: Package, parts: WorkbookParts) -> frozenset[int]:
    """The cell styles that show a number as a date."""
    if parts.styles is None:
        return frozenset()
    root = parse_xml(package.parts[parts.styles], parts.styles)
    custom = {
        int(node.get("numFmtId", "0")): node.get("formatCode", "")
        for node in root.iter("{*}numFmt")
        if node.get("numFmtId", "").isdigit()
    }
    styles = next(root.iter("{*}cellXfs"), None)
    found = set()
    for position, node in enumerate(styles if styles is not None else ()):
        number = int(node.get("numFmtId", "0") or 0)
        if number in _DATE_FORMATS or _is_date_format(custom.get(number, "")):
            found.add(position)
    return frozenset(found)


def _is_date_format(code: str) -> bool:
    bare = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.|_.', "", code)
    return re.search(r"[dmyhs]", bare, re.IGNORECASE) is not None and "general" not in bare.lower()


def _read_sheet(
    package: Package,
    sheet: SheetPart,
    strings: list[str],
    dates: frozenset[int],
    parts: WorkbookParts,
) -> Grid:
    reader = _SheetReader(strings, dates, epoch_1904=parts.epoch_1904)
    data = package.parts[sheet.part]
    for node in elements(data, sheet.part, "row", "mergeCell", "col"):
        reader.take(node)
    drawings, tables = _related(package, sheet)
    return Grid(
        name=sheet.name,
        rows=reader.rows,
        merged=tuple(reader.merged),
        tables=tables,
        hidden=sheet.hidden,
        hidden_rows=frozenset(reader.hidden_rows),
        hidden_columns=frozenset(reader.hidden_columns),
        occupied=drawings,
    )


class _SheetReader:
    """Gathers the rows of one sheet."""

    def __init__(self, strings: list[str], dates: frozenset[int], *, epoch_1904: bool) -> None:
        self.rows: list[list[Value]] = []
        self.merged: list[Area] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self._strings = strings
        self._dates = dates
        self._epoch = datetime(1904, 1, 1) if epoch_1904 else datetime(1899, 12, 30)  # noqa: DTZ001 -- dates of a sheet have no zone
        self._row = 0
        self._places = 0

    def take(self, node: etree._Element) -> None:
        """Use one element of the sheet."""
        tag = local(node.tag)
        if tag == "row":
            self._take_row(node)
        elif tag == "col" and node.get("hidden") in ("1", "true"):
            first, last = int(node.get("min", "1")), int(node.get("max", "1"))
            self.hidden_columns.update(range(first, min(last, _MOST_COLUMNS) + 1))
        elif tag == "mergeCell" and len(self.merged) < _MOST_MERGED:
            area = parse_area(node.get("ref", ""))
            if area is not None:
                self.merged.append(area)

    def _take_row(self, node: etree._Element) -> None:
        number = node.get("r")
        self._row = int(number) if number is not None and number.isdigit() else self._row + 1
        if not 1 <= self._row <= MOST_ROWS:
            raise UnreadableError(
                f"the workbook holds a row {self._row}, beyond the last of a sheet",
                fix="open the file in Excel, let it repair the file, and save it",
            )
        if node.get("hidden") in ("1", "true"):
            self.hidden_rows.add(self._row)
        cells: list[Value] = []
        column = 0
        for cell in node:
            reference = cell.get("r")
            place = _CELL.fullmatch(reference) if reference else None
            column = (column_number(place[1]) or column + 1) if place else column + 1
            value = self._value(cell)
            if value is not None and value != "":
                if column - 1 > len(cells):
                    cells.extend([None] * (column - 1 - len(cells)))
                if column - 1 < len(cells):
                    cells[column - 1] = value
                else:
                    cells.append(value)
        if cells:
            self._put_row(cells)

    def _put_row(self, cells: list[Value]) -> None:
        """Keep the cells of the present row."""
        self._places += len(cells)
        if self._places > MOST_PLACES:
            raise too_wide("the workbook")
        missing = self._row - 1 - len(self.rows)
        if missing > 0:
            self.rows.extend([[]] * missing)
        if missing < 0:
            self.rows[self._row - 1] = cells
        else:
            self.rows.append(cells)

    def _value(self, cell: etree._Element) -> Value:
        kind = cell.get("t", "n")
        text: str | None = None
        formula = False
        for child in cell:
            tag = local(child.tag)
            if tag == "v":
                text = child.text or ""
            elif tag == "f":
                formula = True
            elif tag == "is":
                return rich_text(child)
        if text is None or (text == "" and kind != "str"):
            return UNSTORED if formula else None
        return self._read(kind, text, cell.get("s"))

    def _read(self, kind: str, text: str, style: str | None) -> Value:
        """A stored value by its kind."""
        if kind == "s":
            return (
                self._strings[int(text)]
                if text.isdigit() and int(text) < len(self._strings)
                else None
            )
        if kind == "str":
            return _ESCAPED.sub(lambda m: chr(int(m[1], 16)), text) if "_x" in text else text
        if kind == "e":
            return error_cell(text)
        if kind == "b":
            return text in ("1", "true")
        if kind == "d":
            return text
        return self._number(text, style)

    def _number(self, text: str, style: str | None) -> Value:
        try:
            number = float(text)
        except ValueError:
            return text
        if not math.isfinite(number):
            return text
        if self._dates and style is not None and style.isdigit() and int(style) in self._dates:
            return self._date(number)
        return int(number) if number.is_integer() and abs(number) < 1e15 else number  # noqa: PLR2004 -- above, a float no longer holds every whole number

    def _date(self, number: float) -> date | datetime | float:
        try:
            moment = self._epoch + timedelta(days=number)
        except OverflowError:
            return number
        return moment if number % 1 else moment.date()


def _related(
    package: Package, sheet: SheetPart
) -> tuple[tuple[Area, ...], tuple[ListedTable, ...]]:
    """Places of drawings, and the tables of a sheet."""
    occupied: list[Area] = []
    tables: list[ListedTable] = []
    for kind, target, external in package.relations(sheet.part).values():
        if external or target not in package.parts:
            continue
        if kind.endswith("/drawing"):
            occupied.extend(_anchors(package, target))
        elif kind.endswith("/table"):
            root = parse_xml(package.parts[target], target)
            area = parse_area(root.get("ref", ""))
            if area is not None:
                tables.append(
                    ListedTable(
                        root.get("displayName", ""),
                        area,
                    )
                )
    return tuple(occupied), tuple(tables)


def _anchors(package: Package, part: str) -> Iterator[Area]:
    """The cells that pictures and charts cover."""
    root = parse_xml(package.parts[part], part)
    for anchor in root:
        corners = []
        for name in ("from", "to"):
            corner = anchor.find(f"{{{_DRAWING}}}{name}")
            if corner is not None:
                row = corner.findtext(f"{{{_DRAWING}}}row", "0")
                column = corner.findtext(f"{{{_DRAWING}}}col", "0")
                corners.append((int(row) + 1, int(column) + 1))
        if corners:
            (top, left), (bottom, right) = corners[0], corners[-1]
            yield Area(top, left, max(top, bottom), max(left, right))
