"""The rows of one sheet of an Excel package: each cell to its value, and the ranges that go with them."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, timedelta

from lxml import etree

from entitycheck.errors import UnreadableError
from entitycheck.orders.grid import (
    SHEET_COLUMNS,
    SHEET_ROWS,
    UNSTORED,
    Area,
    Value,
    column_number,
    error_cell,
    whole,
)
from entitycheck.workbooks.book_parts import local, parse_area
from entitycheck.workbooks.far_cells import refuse_far_cells

_MOST_MERGED = 50_000  # ranges kept; more would only slow the search for a free column
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CELL = re.compile(r"([A-Za-z]{1,3})([0-9]+)")


class SheetReader:
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
            self.hidden_columns.update(range(first, min(last, SHEET_COLUMNS) + 1))
        elif tag == "mergeCell" and len(self.merged) < _MOST_MERGED:
            area = parse_area(node.get("ref", ""))
            if area is not None:
                self.merged.append(area)

    def _take_row(self, node: etree._Element) -> None:
        number = node.get("r")
        self._row = int(number) if number is not None and number.isdigit() else self._row + 1
        if not 1 <= self._row <= SHEET_ROWS:
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
        refuse_far_cells(self._places, "the workbook")
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
            return _unescaped(text)
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
        return whole(number)

    def _date(self, number: float) -> date | datetime | float:
        try:
            moment = self._epoch + timedelta(days=number)
        except OverflowError:
            return number
        return moment if number % 1 else moment.date()


def rich_text(node: etree._Element) -> str:
    """The text of a string without its phonetic reading."""
    texts = []
    for child in node:
        tag = local(child.tag)
        if tag == "t":
            texts.append(child.text or "")
        elif tag == "r":
            texts.extend(t.text or "" for t in child if local(t.tag) == "t")
    return _unescaped(texts[0] if len(texts) == 1 else "".join(texts))


def _unescaped(text: str) -> str:
    """The text with its letters for the characters that XML cannot hold: `_x000D_`."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
