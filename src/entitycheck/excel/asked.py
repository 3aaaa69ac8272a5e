"""The arguments of a formula, read: parties, dates and columns to show, or the reason why not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from entitycheck.answers import ANSWER_COLUMNS
from entitycheck.errors import EntityCheckError, InputError
from entitycheck.excel.cell_failures import failure_text
from entitycheck.excel.cells import Block, Caller, Cell, as_of_date, cell_text, single_text
from entitycheck.records import Party

_PREFIX = "EC "
SHOWN = {header.removeprefix(_PREFIX): header for header in ANSWER_COLUMNS}
"""What `show` may name, and the answer column it stands for."""

_SPELLINGS = {"license requirement": "licence requirement", "license policy": "licence policy"}


@dataclass(frozen=True, slots=True)
class Asked:
    """One cell's question: a party and the day asked about, or the text of what is wrong with it."""

    party: Party
    as_of: date | None = None
    failure: str | None = None


def read_parties(
    names: Block,
    countries: Block | None = None,
    addresses: Block | None = None,
    as_of: Block | None = None,
    *,
    date1904: bool = False,
    today: date,
) -> list[list[Asked]]:
    """One question per cell of `names`, in its shape.

    Args:
        names: Any block.
        countries: None, one cell, or as many as names (a block of the same shape, or one column of
            the same height).
        addresses: Likewise.
        as_of: Likewise; every cell must hold a day.
        date1904: How dates count.
        today: Days after it are refused.

    Raises:
        InputError: A block does not fit the names.
    """
    lands, streets, days = (
        _matched(block, names, what)
        for block, what in ((countries, "country"), (addresses, "address"), (as_of, "as_of"))
    )
    one_day = _one_day(as_of, date1904=date1904, today=today)
    rows = []
    for i, row in enumerate(names):
        asked = []
        for j, name in enumerate(row):
            try:
                party = Party(
                    cell_text(name) or "",
                    cell_text(lands[i][j]) if lands else None,
                    cell_text(streets[i][j]) if streets else None,
                )
                day = one_day
                if day is None and days and (party.name or party.address):
                    day = as_of_date(days[i][j], date1904=date1904, today=today)
                asked.append(Asked(party, day))
            except EntityCheckError as error:
                asked.append(Asked(Party(""), failure=failure_text(error)))
        rows.append(asked)
    return rows


def read_shown(show: Block | None) -> list[str] | None:
    """The answer columns that `show` names; None for the verdict alone.

    Raises:
        InputError: A name is no answer column.
    """
    text = single_text(show, "show")
    if text is None:
        return None
    if text.strip().lower() == "all":
        return list(ANSWER_COLUMNS)
    words = [word.strip().lower() for word in text.replace(";", ",").split(",") if word.strip()]
    headers = []
    for word in words:
        plain = word.removeprefix(_PREFIX.lower())
        header = SHOWN.get(_SPELLINGS.get(plain, plain))
        if header is None:
            raise InputError(f"show: no column {word[:30]!r}", fix=f"use {', '.join(SHOWN)} or all")
        headers.append(header)
    return headers


def read_top(top: Block | None, default: int) -> int:
    """How many entries to show.

    Raises:
        InputError: Not a whole number from 1 on.
    """
    text = single_text(top, "top")
    if text is None:
        return default
    if not text.isdecimal() or int(text) < 1:
        raise InputError(f"top is {text[:20]!r}", fix="give a whole number, at least 1")
    return int(text)


def refuse_shifted_column(caller: Caller) -> None:
    """A whole column answered below row 1 would stand beside the wrong rows.

    Raises:
        InputError: That is so.
    """
    if caller.offset:
        raise InputError(
            "a whole column is answered from row 1 on",
            fix="write the formula in row 1, or name the rows, such as B2:B500",
        )


def _matched(block: Block | None, names: Block, what: str) -> Sequence[Sequence[Cell]] | None:
    """`block` spread over the shape of `names`."""
    if block is None:
        return None
    height, width = len(names), len(names[0])
    rows, columns = len(block), len(block[0])
    if rows == columns == 1:
        return [[block[0][0]] * width] * height
    if (rows, columns) == (height, width):
        return block
    if rows == height and columns == 1:
        return [[row[0]] * width for row in block]
    raise InputError(
        f"{what} has {rows} rows and {columns} columns, name has {height} and {width}",
        fix="give one cell, or as many as names",
    )


def _one_day(as_of: Block | None, *, date1904: bool, today: date) -> date | None:
    """The day, where `as_of` is one cell: a bad one fails the whole formula."""
    if as_of is None or len(as_of) != 1 or len(as_of[0]) != 1:
        return None
    return as_of_date(as_of[0][0], date1904=date1904, today=today)
