"""What the ribbon needs of a spreadsheet: read cells, write free cells, move the cursor, tell.

The ribbon's logic works on these two interfaces alone. `com_host` gives them over Excel's objects;
the tests give them in memory. Rows and columns count from 1, as in Excel.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Area:
    """A block of cells."""

    row: int
    column: int
    height: int
    width: int

    @property
    def last_row(self) -> int:
        """The lowest row of the block."""
        return self.row + self.height - 1

    @property
    def last_column(self) -> int:
        """The rightmost column of the block."""
        return self.column + self.width - 1


@dataclass(frozen=True, slots=True)
class SheetState:
    """Why a sheet may not be written, or not where one would.

    Args:
        protected: The sheet is protected.
        read_only: The workbook can only be saved under another name.
        shared: Other people work in the workbook and see every change at once.
        filtered: A filter hides rows; Excel writes blocks into visible rows only.
        tables: Areas of Excel tables; a table takes in what is written beside it.
    """

    protected: bool = False
    read_only: bool = False
    shared: bool = False
    filtered: bool = False
    tables: tuple[Area, ...] = ()


@dataclass(frozen=True, slots=True)
class FormulaCell:
    """One cell with a formula, or one array of cells that share one.

    Args:
        address: Unambiguous among all open workbooks, such as `'[Orders.xlsx]May'!$C$2:$C$9`.
        formula: As typed, in English, with commas.
    """

    address: str
    formula: str


class Sheet(Protocol):
    """One worksheet."""

    @property
    def name(self) -> str:
        """The name on its tab."""
        ...

    @property
    def state(self) -> SheetState:
        """What stands in the way of writing."""
        ...

    @property
    def used(self) -> Area:
        """The block that holds every cell in use."""
        ...

    @property
    def selection(self) -> Area:
        """The first block of the selected cells."""
        ...

    @property
    def cursor(self) -> tuple[int, int]:
        """Row and column of the active cell."""
        ...

    def values(self, area: Area) -> list[list[Any]]:
        """The values, dates as serial numbers, errors by name."""
        ...

    def formula(self, row: int, column: int) -> str:
        """The formula of a cell, or its text."""
        ...

    def write(self, row: int, column: int, block: Sequence[Sequence[Any]]) -> None:
        """Put values into cells; texts stay texts, whatever they look like."""
        ...

    def clear(self, area: Area) -> None:
        """Empty the cells."""
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

    def new_sheet(self, name: str) -> Sheet:
        """The only sheet of a new workbook, on the screen."""
        ...

    def add_sheet(self, name: str) -> Sheet:
        """A new sheet at the end of the workbook on the screen."""
        ...

    def find_sheet(self, name: str) -> Sheet | None:
        """The sheet of that name in the workbook on the screen."""
        ...

    def remove_sheet(self, name: str) -> None:
        """Take a sheet out of the workbook on the screen."""
        ...

    def formulas(self) -> list[FormulaCell]:
        """Every formula of every open workbook that names an ENTITY function."""
        ...

    def enter(self, address: str, formula: str) -> None:
        """Put a formula into a cell or array."""
        ...

    def tell(self, text: str | None) -> None:
        """Show a text in the status bar; None gives the bar back."""
        ...

    def open_file(self, path: Path) -> None:
        """Show a text file to the person."""
        ...
