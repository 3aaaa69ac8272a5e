"""The columns of the user's own company: left out, said, and screened when a name in them is listed.

`orders.own_company` finds them. A column that only looks like one, such as `Company` with the one
customer of the sheet, must not hide a listed party: its few names are asked about first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from entitycheck.orders.choices import Columns, LeftOut
from entitycheck.orders.grid import Grid
from entitycheck.orders.layout import TableReading
from entitycheck.records import Party, Verdict
from entitycheck.screening import Screener
from entitycheck.sheets.reading import Reading, on_sheet


def ask_about_own(
    reading: Reading, screener: Screener, *, as_of: date | None
) -> tuple[Reading, tuple[str, ...]]:
    """The reading with the columns that must be screened after all, and what to say of each."""
    names = list(dict.fromkeys(name for left in _own_columns(reading) for name in left.values))
    if not names:
        return reading, ()
    asked = screener.check_many([Party(name) for name in names], as_of=as_of)
    verdicts = dict(zip(names, asked, strict=True))
    messages: list[str] = []
    sheets = []
    for sheet in reading.sheets:
        tables = tuple(_decided(one, sheet.grid, verdicts, messages) for one in sheet.tables)
        sheets.append(replace(sheet, tables=tables))
    return replace(reading, sheets=tuple(sheets)), tuple(messages)


def _own_columns(reading: Reading) -> Iterator[LeftOut]:
    for sheet in reading.sheets:
        for table in sheet.tables:
            yield from (left for left in table.columns.left_out if left.own is not None)


def _decided(
    table: TableReading, grid: Grid, verdicts: dict[str, Verdict], messages: list[str]
) -> TableReading:
    """A table with its own columns left out, or used where a name in them is an alert."""
    used, left_out = list(table.columns.used), list(table.columns.left_out)
    on = on_sheet(grid)
    for left in table.columns.left_out:
        if left.own is None:
            continue
        header = " ".join(left.header.split())
        mine = {name: verdicts[name] for name in left.values}
        alerts = [name for name, verdict in mine.items() if verdict.verdict.is_alert]
        if alerts:
            used.append(replace(left.own, reason=f"{left.own.reason}; {alerts[0]!r} is an alert"))
            left_out.remove(left)
            messages.append(
                f"column {header!r}{on} looks like the column of your own company, but was screened:"
                f" {alerts[0]!r} resembles a listed party"
            )
        else:
            said = "; ".join(f"{name!r} gave {verdict.text}" for name, verdict in mine.items())
            messages.append(
                f"column {header!r}{on} was left out: {left.reason}. Asked about once, {said}."
                f" To screen it on every row, use --column {left.own.role}={header}"
            )
    used.sort(key=lambda choice: choice.column)
    return replace(table, columns=Columns(tuple(used), tuple(left_out)))
