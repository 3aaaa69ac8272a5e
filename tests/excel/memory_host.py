"""A spreadsheet program in memory: the interfaces of the ribbon, really kept."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from entitycheck.excel.host import FormulaCell, Host, Sheet, SheetState, WrittenValue
from entitycheck.orders.grid import Area, Grid, ListedTable

_ENTITY = re.compile(r"ENTITY(CHECK|MATCHES|WHY|LIST)\(")


@dataclass
class MemorySheet(Sheet):
    """A worksheet: values and formulas by row and column."""

    title: str
    book: MemoryBook
    cells: dict[tuple[int, int], Any] = field(default_factory=dict)
    typed: dict[tuple[int, int], str] = field(default_factory=dict)
    situation: SheetState = field(default_factory=SheetState)
    tables: tuple[ListedTable, ...] = ()
    selected: Area = field(default_factory=lambda: Area(1, 1, 1, 1))
    at: tuple[int, int] = (1, 1)
    marked: list[Area] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.title

    @property
    def book_name(self) -> str:
        return self.book.name

    @property
    def state(self) -> SheetState:
        return self.situation

    @property
    def selection(self) -> Area:
        return self.selected

    @property
    def cursor(self) -> tuple[int, int]:
        return self.at

    def fill(self, rows: Sequence[Sequence[Any]], row: int = 1, column: int = 1) -> MemorySheet:
        """Put values in, as a person typed them."""
        for i, line in enumerate(rows):
            for j, value in enumerate(line):
                if value is not None:
                    self.cells[row + i, column + j] = value
        return self

    def grid(self) -> Grid:
        used = [*self.cells, *self.typed] or [(1, 1)]
        last_row, last_column = max(r for r, _ in used), max(c for _, c in used)
        rows = [
            [self.cells.get((row, column)) for column in range(1, last_column + 1)]
            for row in range(1, last_row + 1)
        ]
        unseen = tuple(
            Area(r, c, r, c) for r, c in self.typed if self.cells.get((r, c)) in (None, "")
        )
        return Grid(self.title, rows, tables=self.tables, occupied=unseen)

    def formula(self, row: int, column: int) -> str:
        return self.typed.get((row, column), "")

    def formulas_in(self, area: Area) -> list[list[str]]:
        return [
            [
                self.typed.get((r, c)) or str(self.cells.get((r, c), ""))
                for c in range(area.first_column, area.last_column + 1)
            ]
            for r in range(area.first_row, area.last_row + 1)
        ]

    def write(self, row: int, column: int, block: Sequence[Sequence[WrittenValue]]) -> None:
        for i, line in enumerate(block):
            assert len(line) == len(block[0]), "Excel takes rectangles only"
            for j, value in enumerate(line):
                self.cells.pop((row + i, column + j), None)
                if value is not None:
                    self.cells[row + i, column + j] = value

    def mark_verdicts(self, area: Area) -> None:
        self.marked.append(area)

    def clear(self, area: Area) -> None:
        for r, c in [*self.cells, *self.typed]:
            if area.holds(r, c):
                self.cells.pop((r, c), None)
                self.typed.pop((r, c), None)

    def select(self, row: int, column: int) -> None:
        self.at = (row, column)


@dataclass
class MemoryBook:
    """A workbook."""

    name: str
    sheets: list[MemorySheet] = field(default_factory=list)

    def add(self, name: str) -> MemorySheet:
        """A new sheet."""
        self.sheets.append(MemorySheet(name, self))
        return self.sheets[-1]


class MemoryHost(Host):
    """A spreadsheet program with one workbook open, `Orders.xlsx` with the sheet `May`."""

    def __init__(self) -> None:
        self.books = [MemoryBook("Orders.xlsx")]
        self.shown: MemorySheet | None = self.books[0].add("May")
        self.protected_view = False
        self.told: list[str | None] = []
        self.opened: list[Path] = []

    @property
    def may(self) -> MemorySheet:
        """The sheet the tests fill."""
        return self.books[0].sheets[0]

    @property
    def in_protected_view(self) -> bool:
        return self.protected_view

    @property
    def sheet(self) -> Sheet | None:
        return self.shown

    def find_sheet(self, name: str) -> MemorySheet | None:
        sheets = self.shown.book.sheets if self.shown is not None else []
        return next((sheet for sheet in sheets if sheet.name == name), None)

    def add_sheet(self, name: str) -> Sheet:
        assert self.shown is not None
        assert self.find_sheet(name) is None, "Excel refuses a second sheet of that name"
        return self.shown.book.add(name)

    def remove_sheet(self, name: str) -> None:
        sheet = self.find_sheet(name)
        assert sheet is not None
        sheet.book.sheets.remove(sheet)

    def new_book(self, name: str) -> Sheet:
        self.books.append(MemoryBook(f"Book{len(self.books)}"))
        self.shown = self.books[-1].add(name)
        return self.shown

    def formulas(self) -> list[FormulaCell]:
        return [
            FormulaCell(book.name, sheet.name, row, column, formula)
            for book in self.books
            for sheet in book.sheets
            for (row, column), formula in sheet.typed.items()
            if _ENTITY.search(formula)
        ]

    def enter(self, cell: FormulaCell, formula: str) -> None:
        book = next(book for book in self.books if book.name == cell.book)
        sheet = next(sheet for sheet in book.sheets if sheet.name == cell.sheet)
        if sheet.situation.protected:
            raise OSError("the sheet is protected")
        sheet.typed[cell.row, cell.column] = formula

    def tell(self, text: str | None) -> None:
        self.told.append(text)

    def open_file(self, path: Path) -> None:
        self.opened.append(path)


def situated(sheet: MemorySheet, **facts: bool) -> None:
    """Put a sheet into a situation, such as `protected=True`."""
    sheet.situation = replace(sheet.situation, **facts)


def column_of(sheet: MemorySheet, header: str) -> Mapping[int, Any]:
    """The values below a header, by row."""
    at = next(place for place, value in sheet.cells.items() if value == header)
    return {
        row: value
        for (row, column), value in sheet.cells.items()
        if column == at[1] and row > at[0]
    }
