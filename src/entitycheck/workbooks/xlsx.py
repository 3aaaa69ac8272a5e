"""Read the sheets of an .xlsx or .xlsm package into grids.

Values are the stored ones; a formula without a stored value is a trouble, never a blank. Hidden
rows, merged ranges, tables and the places of pictures come with the grid.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from lxml import etree

from entitycheck.errors import UnreadableError
from entitycheck.orders.grid import Area, Grid, ListedTable
from entitycheck.workbooks.book_parts import SheetPart, WorkbookParts, parse_area
from entitycheck.workbooks.package import Package, parse_xml, refuse_doctype
from entitycheck.workbooks.xlsx_rows import SheetReader, rich_text

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_DATE_FORMATS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))


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
    reader = SheetReader(strings, dates, epoch_1904=parts.epoch_1904)
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
                tables.append(ListedTable(root.get("displayName", ""), area))
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
