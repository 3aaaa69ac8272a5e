"""Sheets that are web pages or XML under the name .xls: what SAP, banks and shops call an Excel export.

A web page gives a grid a table; the XML of Excel 2003 gives its worksheets. Other texts with a known
beginning (flat OpenDocument, JSON, mail, rich text) are refused by name, before they are taken for CSV.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from lxml import etree

from entitycheck.errors import UnreadableError
from entitycheck.orders.grid import SHEET_COLUMNS, SHEET_ROWS, Area, Grid, Value, error_cell, whole
from entitycheck.workbooks.book_parts import local
from entitycheck.workbooks.encoding import detect_encoding
from entitycheck.workbooks.far_cells import refuse_far_cells
from entitycheck.workbooks.package import parse_xml

MOST_MARKUP_BYTES = 80_000_000
"""Bytes of a page that is held as a tree, which takes ten times as many."""

_SHEET = "urn:schemas-microsoft-com:office:spreadsheet"
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|table|meta|style|div)\b", re.IGNORECASE)
_HEAD_LETTERS = 4_000
_MOST_SPAN = 200  # columns or rows of one cell of a web page; more is no sheet
_REFUSED = (
    ("<office:document", "a flat OpenDocument file"),
    ("{\\rtf", "a text document"),
    ("mime-version:", "a web archive"),
    ("<?xml", "an XML file and no sheet"),
)


def read_markup(data: bytes, *, name: str) -> list[Grid] | None:
    """The sheets of a web page or of an XML file of Excel 2003; None for anything else.

    Raises:
        UnreadableError: It is a known kind of text that holds no sheet, or it is damaged.
    """
    encoding, mark = detect_encoding(data[:200_000])
    head = data[len(mark) : len(mark) + _HEAD_LETTERS].decode(encoding, errors="ignore").lstrip()
    low = head.lower()
    is_sheet, is_page = _SHEET in head and head.startswith("<"), _is_page(head)
    if (is_sheet or is_page) and len(data) > MOST_MARKUP_BYTES:
        raise UnreadableError(
            f"{name} is {'an XML file' if is_sheet else 'a web page'} of {len(data):,} bytes",
            fix="open it in Excel and save it as .xlsx or .csv",
        )
    if is_sheet:
        return list(_xml_sheets(parse_xml(data, name)))
    if is_page:
        grids = list(_page_tables(data))
        if not grids:
            raise UnreadableError(
                f"{name} is a web page without a table", fix="give an .xlsx or .csv file"
            )
        return grids
    for beginning, kind in _REFUSED:
        if low.startswith(beginning) or (low.startswith("<?xml") and beginning in low):
            raise UnreadableError(
                f"{name} is {kind}", fix="open it in Excel or LibreOffice and save it as .xlsx"
            )
    if low.startswith(("{", "[")) and name.lower().endswith((".json", ".json.gz")):
        raise UnreadableError(f"{name} is JSON", fix="give an .xlsx, .xlsm, .csv or .tsv file")
    return None


def _is_page(head: str) -> bool:
    """True for the beginning of a web page."""
    return _PAGE.match(head) is not None or (head.startswith("<?xml") and "<html" in head.lower())


def _xml_sheets(root: etree._Element) -> Iterator[Grid]:
    """The worksheets of an XML file of Excel 2003."""
    for sheet in root.iter(f"{{{_SHEET}}}Worksheet"):
        rows: list[list[Value]] = []
        places = 0
        merged: list[Area] = []
        for row in sheet.iter(f"{{{_SHEET}}}Row"):
            at = _number(row, "Index", len(rows) + 1)
            if not len(rows) < at <= SHEET_ROWS:
                at = len(rows) + 1
            rows.extend([] for _ in range(at - len(rows)))
            cells = rows[-1]
            for cell in row.iter(f"{{{_SHEET}}}Cell"):
                column = min(_number(cell, "Index", len(cells) + 1), SHEET_COLUMNS)
                cells.extend([None] * (column - 1 - len(cells)))
                cells.append(_xml_value(cell.find(f"{{{_SHEET}}}Data")))
                across, down = _number(cell, "MergeAcross", 0), _number(cell, "MergeDown", 0)
                if across or down:
                    merged.append(Area(at, column, at + down, column + across))
                    cells.extend([None] * min(across, SHEET_COLUMNS))
            places += len(cells)
            refuse_far_cells(places, "the workbook")
        name = sheet.get(f"{{{_SHEET}}}Name", "")
        yield Grid(name, rows, merged=tuple(merged))


def _number(node: etree._Element, attribute: str, default: int) -> int:
    text = node.get(f"{{{_SHEET}}}{attribute}", "")
    return int(text) if text.isdigit() else default


def _xml_value(node: etree._Element | None) -> Value:
    """The value of a cell of Excel 2003."""
    if node is None:
        return None
    text = "".join(map(str, node.itertext()))
    kind = node.get(f"{{{_SHEET}}}Type", "String")
    try:
        if kind == "Number":
            return whole(float(text))
        if kind == "DateTime":
            moment = datetime.fromisoformat(text)
            return moment.date() if moment.time() == datetime.min.time() else moment
    except ValueError:
        return text or None
    if kind == "Error":
        return error_cell(text)
    if kind == "Boolean":
        return text == "1"
    return text or None


def _page_tables(data: bytes) -> Iterator[Grid]:
    """The innermost tables of a web page, each as a sheet."""
    encoding, _ = detect_encoding(data)
    stated = re.search(rb"charset\s*=\s*[\"']?([\w-]+)", data[:_HEAD_LETTERS])
    parser = etree.HTMLParser(
        encoding=stated[1].decode() if stated and encoding == "utf-8" else encoding,
        no_network=True,
        huge_tree=False,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, LookupError):
        root = None
    if root is None:
        return
    number = 0
    for table in root.iter("table"):
        if table.find(".//table") is None:
            number += 1
            yield _page_grid(table, f"Table {number}")


def _page_grid(table: etree._Element, name: str) -> Grid:
    rows: list[list[Value]] = []
    merged: list[Area] = []
    taken: dict[int, set[int]] = {}
    places = 0
    for at, row in enumerate(table.iter("tr"), 1):
        cells: list[Value] = []
        column = 1
        for cell in row:
            if local(cell.tag) not in ("td", "th"):
                continue
            while column in taken.get(at, ()):
                column += 1
            cells.extend([None] * (column - 1 - len(cells)))
            cells.append(_page_text(cell))
            across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            if across > 1 or down > 1:
                merged.append(Area(at, column, at + down - 1, column + across - 1))
                places += across * down
                for lower in range(at, at + down):
                    taken.setdefault(lower, set()).update(range(column, column + across))
            column += across
        places += len(cells)
        refuse_far_cells(places, "the page")
        rows.append(cells)
    return Grid(name, rows, merged=tuple(merged))


def _span(cell: etree._Element, attribute: str) -> int:
    text = cell.get(attribute, "1").strip()
    return max(1, min(int(text), _MOST_SPAN)) if text.isdigit() else 1


def _page_text(cell: etree._Element) -> str | None:
    """The text of a cell; a line break stays one, other blanks are one blank."""
    for node in cell.iter("br"):
        node.tail = f"\n{node.tail or ''}"
    lines = "".join(map(str, cell.itertext())).replace("\r", "\n").split("\n")
    text = "\n".join(filter(None, (" ".join(line.split()) for line in lines)))
    return text or None
