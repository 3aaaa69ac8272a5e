"""Read .xls, .xlsb and .ods with calamine: values only, for they cannot be written back."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta

from entitycheck.errors import UnreadableError
from entitycheck.orders.grid import Grid, Value, error_cell

_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"})


def read_legacy(data: bytes, *, name: str) -> list[Grid]:
    """Each sheet as a grid.

    Raises:
        UnreadableError: The file is damaged.
    """
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        grids = []
        for metadata in book.sheets_metadata:
            rows = book.get_sheet_by_name(metadata.name).to_python(skip_empty_area=False)
            grids.append(
                Grid(
                    metadata.name,
                    [[_value(value) for value in row] for row in rows],
                    hidden=metadata.visible != SheetVisibleEnum.Visible,
                )
            )
    except (CalamineError, ValueError, OSError) as error:
        raise UnreadableError(
            f"{name} is damaged or cannot be read", fix="open it in Excel and save it as .xlsx"
        ) from error
    return grids


def _value(value: object) -> Value:
    if isinstance(value, str):
        if value in _ERRORS:
            return error_cell(value)
        return value or None
    if isinstance(value, bool | int | float | date | datetime | time | timedelta):
        return value
    return None
