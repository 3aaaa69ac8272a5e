"""What Excel sends and what a cell can take: blocks of values in, blocks of texts and numbers out.

A block is a list of rows of equal length. Excel's values arrive as floats (dates too, as serial
numbers), texts, booleans and None; an error cell arrives as its name (`#N/A`) or, for errors that
xlwings does not know, as a whole number. A missing argument is None, an empty cell `[[None]]`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from entitycheck.errors import InputError

Cell = str | float | bool | datetime | None
Block = Sequence[Sequence[Cell]]
Answers = list[list[str | float]]

FAILURE = "#EC! "
"""Begins every text that stands for a failure."""

LONGEST_TEXT = 255  # Excel turns a longer text inside an array into #VALUE!
_ERROR_NAMES = frozenset(
    {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA"}
    | {"#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#BUSY!", "#UNKNOWN!", "#PYTHON!"}
)
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_LAST_SERIAL = 2_958_465  # 9999-12-31, the last date Excel knows
_DAY_ZERO = date(
    1899, 12, 30
)  # serial 0 of the 1900 calendar, for dates after its 29 February 1900
_DAYS_1904 = 1462  # what the 1904 calendar counts less
FIRST_PLAUSIBLE_DAY = date(
    1990, 1, 1
)  # the Entity List began in 1997; below lie years and typing errors


@dataclass(frozen=True, slots=True)
class Caller:
    """The cell that asks.

    Args:
        spills: One formula can fill several cells by itself.
        rows: Height of the room for the answer, where it cannot spill.
        columns: Its width.
        array: The formula was entered with Ctrl+Shift+Enter.
        offset: Rows below row 1, where a whole column on the same sheet is asked about.
        date1904: The workbook counts dates from 1904.
    """

    spills: bool = True
    rows: int = 1
    columns: int = 1
    array: bool = False
    offset: int = 0
    date1904: bool = False

    @classmethod
    def parse(cls, facts: str | None) -> Caller:
        """From the facts the add-in sends, such as `1904=1 rows=500 columns=1 array=1`."""
        known = dict(fact.partition("=")[::2] for fact in (facts or "").split())
        return cls(
            spills="rows" not in known,
            rows=int(known.get("rows", 1)),
            columns=int(known.get("columns", 1)),
            array=known.get("array") == "1",
            offset=int(known.get("offset", 0)),
            date1904=known.get("1904") == "1",
        )


def cell_text(value: Cell) -> str | None:
    """The text of a cell as a person reads it; None for an empty one.

    Raises:
        InputError: The cell holds an Excel error.
    """
    if value is None:
        return None
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int):  # floats are numbers; only an unknown error arrives as an integer
        raise _error_cell("an error")
    if isinstance(value, float):
        return None if math.isnan(value) else f"{value:.15g}"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if value in _ERROR_NAMES:
        raise _error_cell(value)
    return value if value.strip() else None


def single_text(block: Block | None, what: str) -> str | None:
    """The text of an argument that must be one cell; None when missing or empty.

    Raises:
        InputError: It is a range, or holds an Excel error.
    """
    if block is None:
        return None
    if len(block) != 1 or len(block[0]) != 1:
        raise InputError(f"{what} is a range", fix="give one cell")
    return cell_text(block[0][0])


def as_of_date(value: Cell, *, date1904: bool, today: date) -> date:
    """The day an `as_of` cell means: an Excel date, or ISO text. Nothing else is guessed.

    Raises:
        InputError: The cell is empty, ambiguous, implausible or in the future.
    """
    fix = "write an Excel date or a text such as 2023-03-02"
    if isinstance(value, datetime):
        day = value.date()
    elif isinstance(value, float):
        day = _serial_date(value, date1904=date1904, fix=fix)
    else:
        text = None if isinstance(value, bool) else cell_text(value)
        if text is None:
            raise InputError("as_of is empty or no date", fix=fix)
        if not _ISO_DATE.fullmatch(text.strip()):
            raise InputError(f"as_of {text[:20]!r} is ambiguous or no date", fix=fix)
        try:
            day = date.fromisoformat(text.strip())
        except ValueError as error:
            raise InputError(f"as_of {text[:20]!r} is no date", fix=fix) from error
    if day < FIRST_PLAUSIBLE_DAY:
        raise InputError(f"as_of is {day.isoformat()}, before any list", fix=fix)
    if day > today:
        raise InputError(f"as_of {day.isoformat()} is in the future", fix="give a day up to today")
    return day


def _serial_date(serial: float, *, date1904: bool, fix: str) -> date:
    """The day of a serial number; the time of day is dropped."""
    if not 0 <= serial <= _LAST_SERIAL:
        raise InputError(f"as_of {serial:.15g} is no date", fix=fix)
    return _DAY_ZERO + timedelta(days=math.floor(serial) + (_DAYS_1904 if date1904 else 0))


def fitting(value: str | float | None) -> str | float:
    """`value` as a cell of a block takes it: no longer than Excel allows, on one line, never None."""
    if value is None:
        return ""
    if isinstance(value, float | int):
        return value
    text = " ".join(value.split())
    return (
        text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "\N{HORIZONTAL ELLIPSIS}"
    )


def filled(text: str, height: int, width: int) -> Answers:
    """The same text in every cell, so that no row of a failed call looks like a blank."""
    return [[text] * width for _ in range(height)]


def _error_cell(name: str) -> InputError:
    return InputError(f"the cell holds {name}", fix="mend that cell first")
