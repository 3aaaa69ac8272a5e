"""Which columns of which sheets will be screened, before anything is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from entitycheck.errors import InputError, SheetLayoutError
from entitycheck.orders.columns import names_column
from entitycheck.orders.grid import Grid
from entitycheck.orders.layout import SheetReading, read_sheet
from entitycheck.orders.plan import OWN_SHEETS, SETTINGS_SHEET
from entitycheck.sheets.options import ScreenOptions, read_settings_sheet
from entitycheck.sheets.places import without_answers

_HEADERS_SHOWN = 20  # headers named in an error; more hide the message


def on_sheet(grid: Grid) -> str:
    """Which sheet a message speaks of; nothing for a text file, which has no sheets."""
    return f" on sheet {grid.name!r}" if grid.name else ""


@dataclass(frozen=True, slots=True)
class Reading:
    """The sheets of a workbook with their tables, and what was said about them.

    Args:
        sheets: Every sheet that was looked at.
        passed_over: Names of sheets that the options leave out.
        ignored_settings: Keys of the settings sheet that a workbook may not set.
    """

    sheets: tuple[SheetReading, ...]
    passed_over: tuple[str, ...] = ()
    ignored_settings: tuple[str, ...] = ()

    @property
    def has_parties(self) -> bool:
        """True when anything will be screened."""
        return any(sheet.has_parties for sheet in self.sheets)

    def document(self) -> dict[str, Any]:
        """The choice in the shape of `screen --explain-columns --json`."""
        return {"sheets": [_sheet_document(sheet) for sheet in self.sheets if sheet.has_parties]}


def _sheet_document(sheet: SheetReading) -> dict[str, Any]:
    """One sheet: its columns that will be used, the labels of forms included."""
    parts = [part for part in sheet.tables if part.columns.parties]
    headers = [part.table.header_rows[-1] for part in parts if part.table.header_rows]
    headers += [form.label_row for form in sheet.forms]
    columns = [
        (choice.header, choice.role, choice.score, choice.reason)
        for part in parts
        for choice in part.columns.used
    ]
    columns += [
        (form.found.header, form.found.role, form.score, form.reason) for form in sheet.forms
    ]
    return {
        "name": sheet.grid.name,
        "header_row": headers[0] if headers else None,
        "columns": [
            {"header": header, "role": role, "score": round(score, 1), "reason": reason}
            for header, role, score, reason in columns
        ],
    }


def read_grids(grids: Sequence[Grid], options: ScreenOptions) -> Reading:
    """Find the parties' columns on all sheets.

    Raises:
        InputError: A named sheet or column does not exist.
        SheetLayoutError: No column can be screened; says what was seen and why none fits.
    """
    settings = next((grid for grid in grids if grid.name == SETTINGS_SHEET), None)
    sheets, columns, ignored = read_settings_sheet(settings) if settings else ((), {}, [])
    wanted = options.sheets or sheets
    given = {**columns, **options.columns}
    screenable = [grid for grid in grids if grid.name not in OWN_SHEETS]
    _reject_unknown_sheets(screenable, wanted)
    chosen = [grid for grid in screenable if not wanted or grid.name in wanted]
    readings = tuple(read_sheet(without_answers(grid), given) for grid in chosen)
    _reject_unknown_columns(readings, given)
    kept = {grid.name for grid in chosen}
    passed_over = tuple(grid.name for grid in screenable if grid.name not in kept)
    reading = Reading(readings, passed_over, tuple(ignored))
    if not reading.has_parties:
        raise _nothing_found(reading)
    return reading


def _reject_unknown_sheets(grids: Sequence[Grid], wanted: Sequence[str]) -> None:
    names = [grid.name for grid in grids]
    for name in wanted:
        if name not in names:
            raise InputError(
                f"there is no sheet {name!r}",
                fix=f"use one of {', '.join(repr(known) for known in names)}",
            )


def _reject_unknown_columns(
    readings: Sequence[SheetReading], given: Mapping[str, Sequence[str]]
) -> None:
    """A misspelt header must not silently screen nothing."""
    tables = [part.table for reading in readings for part in reading.tables]
    for role, headers in given.items():
        for header in headers:
            if not any(names_column(table, header) for table in tables):
                seen = [cell.text for table in tables for cell in table.headers.values()]
                raise InputError(
                    f"there is no column {header!r} for {role}",
                    fix=f"use one of {_shown(seen)}, or a column letter"
                    if seen
                    else "the sheets have no headers: use a column letter",
                )


def _shown(texts: Sequence[str]) -> str:
    flat = [" ".join(text.split()) for text in texts]
    shown = ", ".join(repr(text) for text in flat[:_HEADERS_SHOWN])
    more = len(flat) - _HEADERS_SHOWN
    return f"{shown} and {more} more" if more > 0 else shown


def _nothing_found(reading: Reading) -> SheetLayoutError:
    """What was seen on each sheet and why no column fits."""
    seen = []
    for sheet in reading.sheets:
        name = f"sheet {sheet.grid.name!r}" if sheet.grid.name else "the file"
        if not sheet.tables:
            seen.append(f"{name} is blank")
            continue
        for part in sheet.tables:
            rows = part.table.header_rows
            where = f"{name}, header in row {rows[-1]}" if rows else f"{name}, no header"
            columns = [
                f"{' '.join(left.header.split())!r} ({left.reason})"
                for left in part.columns.left_out[:_HEADERS_SHOWN]
            ]
            more = len(part.columns.left_out) - _HEADERS_SHOWN
            tail = f" and {more} more" if more > 0 else ""
            seen.append(f"{where}: {', '.join(columns)}{tail}")
    what = "; ".join(seen) if seen else "there is no sheet to screen"
    return SheetLayoutError(
        f"no column of parties found: {what}",
        fix="name the column with --column ROLE=HEADER, such as --column customer=Kunde",
    )
