"""What stands around the rows of a sheet: column widths, filter, links, the place of notes.

The parts of a sheet's XML have a fixed order; each helper puts its element where it belongs. The
rows are taken out first, so that these small trees can be parsed and written again.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from entitycheck.orders.grid import Area, column_letter
from entitycheck.workbooks.book_parts import RELATION, local, parse_area
from entitycheck.workbooks.cells import SheetParts
from entitycheck.workbooks.package import parse_xml, serialize

_ORDER = [
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
    "legacyDrawing",
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
]
"""Order of the elements of a sheet, ECMA-376 part 1, 18.3.1.99."""


class SheetFrame:
    """The elements around a sheet's rows, to be changed and written again."""

    def __init__(self, parts: SheetParts, part: str) -> None:
        name = parts.prefix + b"sheetData"
        whole = parts.head + b"<" + name + b"/>" + parts.tail
        self.root = parse_xml(whole, part)
        self._space = etree.QName(self.root).namespace or ""
        self._name = name

    def halves(self) -> tuple[bytes, bytes]:
        """What stands before and behind the rows."""
        data = serialize(self.root)
        marker = b"<" + self._name + b"/>"
        head, _, tail = data.partition(marker)
        return head, tail

    def find(self, name: str) -> etree._Element | None:
        """The element of this name."""
        return self.root.find(f"{{{self._space}}}{name}")

    def need(self, name: str) -> etree._Element:
        """The element of this name, made in its place when there is none."""
        found = self.find(name)
        if found is not None:
            return found
        made = etree.Element(f"{{{self._space}}}{name}")
        rank = _ORDER.index(name)
        position = len(self.root)
        for at, node in enumerate(self.root):
            tag = local(node.tag)
            if tag == "AlternateContent" or (tag in _ORDER and _ORDER.index(tag) > rank):
                position = at
                break
        self.root.insert(position, made)
        return made

    def widen_dimension(self, area: Area) -> None:
        """Let the stated extent of the sheet hold an area."""
        node = self.find("dimension")
        known = parse_area(node.get("ref", "")) if node is not None else None
        if node is None or known is None:
            return
        first = f"{column_letter(min(known.first_column, area.first_column))}"
        last = f"{column_letter(max(known.last_column, area.last_column))}"
        top, bottom = min(known.first_row, area.first_row), max(known.last_row, area.last_row)
        node.set("ref", f"{first}{top}:{last}{bottom}")

    def set_widths(self, widths: Mapping[int, float]) -> None:
        """Widths of columns that have none of their own; ranges of the sheet are split around them."""
        columns = self.need("cols")
        for column, width in sorted(widths.items()):
            self._free_column(columns, column)
            node = etree.Element(f"{{{self._space}}}col")
            node.set("min", str(column))
            node.set("max", str(column))
            node.set("width", f"{width:g}")
            node.set("customWidth", "1")
            position = sum(1 for other in columns if int(other.get("min", "0")) < column)
            columns.insert(position, node)

    def _free_column(self, columns: etree._Element, column: int) -> None:
        """Take one column out of the ranges that hold it."""
        for node in list(columns):
            low, high = int(node.get("min", "0")), int(node.get("max", "0"))
            if not low <= column <= high:
                continue
            position = columns.index(node)
            columns.remove(node)
            for first, last in ((low, column - 1), (column + 1, high)):
                if first <= last:
                    piece = etree.Element(node.tag)
                    for key, value in node.attrib.items():
                        piece.set(key, value)
                    piece.set("min", str(first))
                    piece.set("max", str(last))
                    columns.insert(position, piece)
                    position += 1

    def widen_filter(self, table: Area, last_column: int) -> Area | None:
        """Let the sheet's own filter over a table reach the answers; the new area, if any.

        A sort by the filter would else move the rows and leave the answers behind.
        """
        node = self.find("autoFilter")
        known = parse_area(node.get("ref", "")) if node is not None else None
        if node is None or known is None:
            return None
        overlaps = known.first_row <= table.last_row and known.last_row >= table.first_row
        beside = known.last_column <= last_column and known.last_column >= table.first_column
        if not overlaps or not beside:
            return None
        wider = Area(known.first_row, known.first_column, known.last_row, last_column)
        node.set("ref", area_text(wider))
        return wider

    def drop_links(self, area: Area) -> None:
        """Take out the links of cells in an area."""
        links = self.find("hyperlinks")
        if links is None:
            return
        for node in list(links):
            place = parse_area(node.get("ref", ""))
            if place is not None and area.holds(place.first_row, place.first_column):
                links.remove(node)
        if len(links) == 0:
            self.root.remove(links)

    def add_link(self, row: int, column: int, relation: str) -> None:
        """Link a cell to an address by its relation."""
        node = etree.SubElement(self.need("hyperlinks"), f"{{{self._space}}}hyperlink")
        node.set("ref", f"{column_letter(column)}{row}")
        node.set(f"{{{RELATION}}}id", relation)


def area_text(area: Area) -> str:
    """`A1:P40`."""
    first = f"{column_letter(area.first_column)}{area.first_row}"
    return f"{first}:{column_letter(area.last_column)}{area.last_row}"
