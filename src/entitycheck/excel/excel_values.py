"""Values of Excel's cells as a grid holds them, and as Excel takes them."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from entitycheck.excel.host import WrittenValue
from entitycheck.orders.grid import Value, error_cell

_ERRORS = {
    -2146826288: "#NULL!",
    -2146826281: "#DIV/0!",
    -2146826273: "#VALUE!",
    -2146826265: "#REF!",
    -2146826259: "#NAME?",
    -2146826252: "#NUM!",
    -2146826246: "#N/A",
    -2146826245: "#GETTING_DATA",
    -2146826243: "#SPILL!",
    -2146826242: "#CONNECT!",
    -2146826241: "#BLOCKED!",
    -2146826240: "#UNKNOWN!",
    -2146826239: "#FIELD!",
    -2146826238: "#CALC!",
}
"""How an error value arrives over COM."""


def block_of(value: Any) -> list[list[Any]]:
    """What a range gives, as rows: one cell gives its bare value."""
    if isinstance(value, tuple | list):
        return [list(row) for row in value]
    return [[value]]


def read_value(value: Any) -> Value:
    """A value that Excel gave, as a grid holds it."""
    if isinstance(value, bool) or value is None or isinstance(value, str | float):
        return value
    if isinstance(value, datetime):  # pywin32's dates carry a time zone that Excel does not know
        return datetime(value.year, value.month, value.day, value.hour, value.minute, value.second)  # noqa: DTZ001 -- a cell has no zone
    if isinstance(value, Decimal):
        return float(value)
    return error_cell(_ERRORS.get(int(value), "an error"))


def typed_text(value: Any) -> str:
    """What was typed into a cell, as `Range.Formula` gives it."""
    return "" if value is None else str(value)


def written_value(value: WrittenValue) -> str | float:
    """A value as it is assigned: with an apostrophe before it, a text is never read as something else."""
    if value is None:
        return ""
    return f"'{value}" if isinstance(value, str) and value else value
