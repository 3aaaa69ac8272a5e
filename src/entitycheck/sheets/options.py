"""What the user may say about a sheet: which sheets, which columns, for which day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from entitycheck.errors import InputError
from entitycheck.orders.grid import Grid, cell_text
from entitycheck.orders.headers import PARTY_ROLES, PLACE_ROLES

GIVEN_ROLES = (*PARTY_ROLES, *PLACE_ROLES)
"""Roles that `--column` and the settings sheet may name."""


@dataclass(frozen=True, slots=True)
class ScreenOptions:
    """Options of one screening.

    Args:
        sheets: Names of the only sheets to screen; empty for all.
        columns: Headers or column letters by role, which overrule what would be found.
        as_of: The day asked about; None for today.
        source: Name of the file or workbook, for the summary.
    """

    sheets: tuple[str, ...] = ()
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    as_of: date | None = None
    source: str = ""


def parse_column(text: str) -> tuple[str, str]:
    """Role and header of `ROLE=HEADER`.

    Raises:
        InputError: There is no `=`, no header, or no such role.
    """
    role, found, header = text.partition("=")
    role = role.strip().casefold().replace(" ", "-").replace("_", "-")
    if not found or not header.strip():
        raise InputError(
            f"{text!r} names no column", fix="write ROLE=HEADER, such as customer=Kunde"
        )
    if role not in GIVEN_ROLES:
        raise InputError(f"there is no role {role!r}", fix=f"use one of {', '.join(GIVEN_ROLES)}")
    return role, header.strip()


def gather_columns(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Headers by role, in order."""
    columns: dict[str, tuple[str, ...]] = {}
    for role, header in pairs:
        columns[role] = (*columns.get(role, ()), header)
    return columns


def read_settings_sheet(
    grid: Grid,
) -> tuple[tuple[str, ...], dict[str, tuple[str, ...]], list[str]]:
    """Sheets, columns and ignored keys of a sheet *Entity Check settings*.

    A workbook from outside may name columns and sheets, nothing else: a line holds a role (or
    `sheet`) and a header (or the name of a sheet). Every other key is ignored and reported.
    """
    sheets: list[str] = []
    pairs: list[tuple[str, str]] = []
    ignored: list[str] = []
    for row in grid.rows:
        cells = [cell_text(value) for value in row]
        key = cells[0].casefold().removeprefix("column ").strip().replace(" ", "-") if cells else ""
        values = [text for text in cells[1:] if text]
        if not key or key in {"setting", "role", "key"}:
            continue
        if key in {"sheet", "sheets"} and values:
            sheets.extend(values)
        elif key in GIVEN_ROLES and values:
            pairs.extend((key, value) for value in values)
        else:
            ignored.append(cells[0])
    return tuple(sheets), gather_columns(pairs), ignored
