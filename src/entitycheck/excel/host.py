"""What the ribbon needs of a spreadsheet: read cells, write free cells, move the cursor, tell.

The ribbon's logic works on these two interfaces alone. `com_host` gives them over Excel's objects;
the tests give them in memory. Rows and columns count from 1, as in Excel.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from entitycheck.orders.grid import Area, Grid

WrittenValue = str | float | None


@dataclass(frozen=True, slots=True)
class SheetState:
    """Why a sheet may not be written.

    Args:
        protected: The sheet is protected.
        read_only: The workbook can only be saved under another name.
        shared: Other people work in the workbook and see every change at once.
        filtered: A filter hides rows; Excel writes a block into the visible rows only.
        structure_protected: No sheet can be added to the workbook.
    """

    protected: bool = False
    read_only: bool = False
    shared: bool = False
    filtered: bool = False
    structure_protected: bool = False


@dataclass(frozen=True, slots=True)
class FormulaCell:
    """One cell with a formula.

    Args:
        book: Name of the workbook.
        sheet: Name of the worksheet.
        row: Row of the cell.
        column: Column of the cell.
        formula: As typed, in English, with commas.
    """

    book: str
    sheet: str
    row: int
    column: int
    formula: str


class Sheet(Protocol):
    """One worksheet."""

    @property
    def name(self) -> str:
        """The name on its tab."""
        ...

    @property
    def book_name(self) -> str:
        """The name of its workbook."""
        ...

    @property
    def state(self) -> SheetState:
        """What stands in the way of writing."""
        ...

    @property
    def selection(self) -> Area:
        """The first block of the selected cells, within the cells in use."""
        ...

    @property
    def cursor(self) -> tuple[int, int]:
        """Row and column of the active cell."""
        ...

    def grid(self) -> Grid:
        """Everything on the sheet; cells whose formula shows nothing count as occupied."""
        ...

    def formula(self, row: int, column: int) -> str:
        """The formula of a cell; empty without one."""
        ...

    def formulas_in(self, area: Area) -> list[list[str]]:
        """What was typed into each cell of an area, empty for an empty one."""
        ...

    def write(self, row: int, column: int, block: Sequence[Sequence[WrittenValue]]) -> None:
        """Put values into cells; a text stays a text, whatever it looks like."""
        ...

    def mark_verdicts(self, area: Area) -> None:
        """Colour the cells of an area by the verdict each one begins with."""
        ...

    def clear(self, area: Area) -> None:
        """Empty the cells of an area and take our colours off."""
        ...

    def select(self, row: int, column: int) -> None:
        """Move the cursor, so that the person sees the cell."""
        ...


class Host(Protocol):
    """The spreadsheet program."""

    @property
    def in_protected_view(self) -> bool:
        """The file on the screen came from outside and was not opened for editing."""
        ...

    @property
    def sheet(self) -> Sheet | None:
        """The worksheet on the screen; None without one."""
        ...

    def find_sheet(self, name: str) -> Sheet | None:
        """The sheet of that name in the workbook on the screen."""
        ...

    def add_sheet(self, name: str) -> Sheet:
        """A new sheet at the end of the workbook on the screen; the one on the screen stays there."""
        ...

    def remove_sheet(self, name: str) -> None:
        """Take a sheet out of the workbook on the screen, without asking."""
        ...

    def new_book(self, name: str) -> Sheet:
        """The only sheet, named `name`, of a new workbook, on the screen."""
        ...

    def formulas(self) -> list[FormulaCell]:
        """Every formula of every open workbook that names an ENTITY function."""
        ...

    def enter(self, cell: FormulaCell, formula: str) -> None:
        """Put another formula into a cell.

        Raises:
            OSError: Excel refuses, such as on a protected sheet.
        """
        ...

    def tell(self, text: str | None) -> None:
        """Show a text in the status bar; None gives the bar back."""
        ...

    def open_file(self, path: Path) -> None:
        """Show a text file to the person."""
        ...
