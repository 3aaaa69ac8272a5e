"""A sheet as plain values: what `workbooks` reads from a file and a ribbon button from Excel.

Rows and columns are counted from 1, as people see them. A grid may be ragged: a short row ends in
blanks. Cells hold None (blank), text, numbers, flags, dates, or one of the two troubles of this
module: an error value, or a formula whose result was never stored.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache

SHEET_ROWS = 1_048_576
"""Rows of a sheet of Excel."""

SHEET_COLUMNS = 16_384
"""Columns of a sheet of Excel: `A` to `XFD`."""

_MOST_WHOLE = 1e15  # above, a float no longer holds every whole number


@dataclass(frozen=True, slots=True)
class CellTrouble:
    """A cell whose value cannot be read.

    Args:
        text: What the cell shows: `#N/A`, or `` for a formula without a stored value.
        error: What happened and what to do, for the answer.
    """

    text: str
    error: str


UNSTORED = CellTrouble("", "open and save the file in Excel first")
"""A formula cell without a stored value: never a blank."""

Value = None | str | int | float | bool | date | datetime | time | timedelta | CellTrouble
"""What a cell of a grid can hold."""


def error_cell(text: str) -> CellTrouble:
    """The trouble of a cell that shows an error value such as `#N/A`."""
    return CellTrouble(text, f"the cell shows {text}: correct it and screen again")


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, both corners included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    def holds(self, row: int, column: int) -> bool:
        """True when the cell lies inside."""
        return (
            self.first_row <= row <= self.last_row
            and self.first_column <= column <= self.last_column
        )


@dataclass(frozen=True, slots=True)
class ListedTable:
    """An Excel table (`ListObject`): its area with the header row and the total row."""

    name: str
    area: Area


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet of a workbook, or one text file.

    Args:
        name: Name of the sheet; empty for a text file.
        rows: Values, row by row; rows may be of unequal length.
        first_row: Row number of `rows[0]` on the sheet; above 1 for a selection.
        first_column: Column number of the first value of each row.
        merged: Merged ranges, in the sheet's own rows and columns.
        tables: Excel tables, likewise.
        hidden: The sheet is hidden.
        hidden_rows: Hidden or filtered rows, by row number.
        hidden_columns: Likewise.
        occupied: Areas covered by pictures and charts, where no answer may stand.
        answers: Areas where answers of an earlier screening stand; `rows` is blank there.
        stale: Columns of earlier answers that were parted or cut since, each an area; likewise blank.
    """

    name: str
    rows: Sequence[Sequence[Value]]
    first_row: int = 1
    first_column: int = 1
    merged: tuple[Area, ...] = ()
    tables: tuple[ListedTable, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = field(default_factory=frozenset)
    hidden_columns: frozenset[int] = field(default_factory=frozenset)
    occupied: tuple[Area, ...] = ()
    answers: tuple[Area, ...] = ()
    stale: tuple[Area, ...] = ()

    @property
    def last_row(self) -> int:
        """Number of the last row; 0 below the first for an empty grid."""
        return self.first_row + len(self.rows) - 1

    def value(self, row: int, column: int) -> Value:
        """The value of a cell; None outside the grid."""
        row -= self.first_row
        column -= self.first_column
        if not 0 <= row < len(self.rows) or column < 0:
            return None
        cells = self.rows[row]
        return cells[column] if column < len(cells) else None


_NULL_WORDS = frozenset(
    {"null", "(null)", "n/a", "#n/a", "none", "nil", "-", "--", "---", "/", "."}
)
"""Texts that exports write into empty cells."""

_SAME_AS = (
    "same as consignee",
    "same as buyer",
    "same as customer",
    "same as ship",
    "same as bill",
    "same as sold",
    "same as notify",
    "同收货人",
    "同客户",
    "wie besteller",
    "wie kunde",
    "idem destinataire",
    "le même",
    "el mismo",
    "он же",
    "она же",
)
"""How a party says that it is another party of its own row, which is screened there."""

_DITTO = frozenset(
    {
        "ditto",
        "do.",
        "idem",
        "id.",
        "dito",
        "dto.",
        "dto",
        "same",
        "same as above",
        "as above",
        "wie oben",
        "s.o.",
        '"',
        "〃",
        "同上",
        "то же",
        "тот же",
        "aynı",
        "同前",
        "同左",
        "siehe oben",
        "ibid.",
    }
)

_ODD_BLANKS = re.compile("[\u00a0\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]+")


def cell_text(value: Value) -> str:
    """The text of a cell as a person reads it, without blanks at its ends; blank for troubles.

    Whole numbers have no decimals: `4` stays `4`, also where the file holds 4.0.
    """
    if isinstance(value, str):
        return value.strip() if value.isascii() else _ODD_BLANKS.sub(" ", value).strip()
    if value is None or isinstance(value, CellTrouble):
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return repr(whole(value))
    return str(value)


def whole(number: float) -> int | float:
    """A whole number without decimals, any other number as it is: files hold 4 as 4.0."""
    return int(number) if number.is_integer() and abs(number) < _MOST_WHOLE else number


def is_ditto(text: str) -> bool:
    """True for a text that repeats the cell above: `ditto`, `同上`."""
    return text.casefold() in _DITTO


def is_nothing(text: str) -> bool:
    """True for a blank and what stands in its place: `NULL`, `N/A`, `-`, `same as consignee`."""
    if not text:
        return True
    folded = text.casefold()
    return folded in _NULL_WORDS or folded.startswith(_SAME_AS)


@lru_cache(maxsize=1_000)
def column_letter(column: int) -> str:
    """`1` is `A`, `27` is `AA`."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int | None:
    """`A` is 1, `AA` is 27; None when the text is no column letter of a sheet."""
    if not re.fullmatch(r"[A-Za-z]{1,3}", letters):
        return None
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number if number <= SHEET_COLUMNS else None
