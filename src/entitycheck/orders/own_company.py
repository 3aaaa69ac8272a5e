"""Columns of the user's own company, which stands on every row of its own exports.

Odoo writes `Company`, NetSuite `Subsidiary`, others `Legal entity`, `Mandant`, `采购组织`. Such a column
says who sells or buys here, not with whom. It is known by its header and by its content: one name or
very few down the whole table, beside another column of parties. Screened, it would repeat one answer
on every row and stand in the way of the others.

It is never hidden: the summary names it, its few names are asked about once, and when one of them
resembles a listed party the column is screened after all (`sheets.screening`).
"""

from __future__ import annotations

from collections.abc import Sequence

from entitycheck.orders.choices import ColumnChoice, LeftOut
from entitycheck.orders.grid import Grid, cell_text, is_nothing
from entitycheck.orders.header_cells import HeaderCell
from entitycheck.orders.headers import PARTY_ROLES, UNKNOWN
from entitycheck.orders.tables import Table

_SURE_NAMES = 3  # names of a column whose header says that it is the own company's
_ROWS_PER_NAME = 2  # rows for each of them
_LONE_ROWS = 3  # rows of one name from which a bare `Company` is the own one
_PAIR_ROWS = 10  # rows of two names
_NO_HEADER = HeaderCell("", UNKNOWN)


def leave_out_own(
    grid: Grid, table: Table, used: Sequence[ColumnChoice], barred: Sequence[ColumnChoice]
) -> list[LeftOut]:
    """The columns of the own company.

    Args:
        grid: The sheet.
        table: The table on it.
        used: All columns chosen.
        barred: Those that may be left out: not the ones that the user named.
    """
    readings = {c.column: table.headers.get(c.column, _NO_HEADER).reading for c in used}
    firms = [
        c
        for c in used
        if c.is_party
        and c.role != "contact"
        and not (readings[c.column].is_own or readings[c.column].is_company)
    ]
    found = []
    for choice in barred:
        reading = readings[choice.column]
        if not choice.is_party or not (reading.is_own or reading.is_company):
            continue
        # A bare `Company` beside a bare `Name` may be the firm of that person.
        if not any(reading.is_own or readings[c.column].concept in PARTY_ROLES for c in firms):
            continue
        names = _few_names(grid, table, choice.column, sure=reading.is_own)
        if names:
            said = " and ".join(repr(name) for name in names)
            reason = (
                f"it holds only {said} beside other parties, as the column of your own company does"
            )
            found.append(LeftOut(choice.column, choice.header, reason, True, choice, names))
    return found


def _few_names(grid: Grid, table: Table, column: int, *, sure: bool) -> tuple[str, ...]:
    """The names of a column when they are few enough; empty when they are not."""
    names: dict[str, None] = {}
    filled = 0
    for row in range(table.first_row, table.last_row + 1):
        text = cell_text(grid.value(row, column))
        if is_nothing(text) or row in table.skipped_rows:
            continue
        filled += 1
        names.setdefault(text)
        if len(names) > _SURE_NAMES:
            return ()
    if sure:
        few = bool(names) and filled >= _ROWS_PER_NAME * len(names)
    else:
        few = (len(names) == 1 and filled >= _LONE_ROWS) or (
            len(names) == 2 and filled >= _PAIR_ROWS  # noqa: PLR2004 -- two names
        )
    return tuple(names) if few else ()
