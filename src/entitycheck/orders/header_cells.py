"""The header of each column: a row of groups above, the row itself, a second line below, joined."""

from __future__ import annotations

from dataclasses import dataclass

from entitycheck.orders.content import is_plain_number
from entitycheck.orders.grid import Grid, cell_text
from entitycheck.orders.header_rows import HEADER_LENGTH, LATER_KNOWN, rate
from entitycheck.orders.headers import LABEL_ENDS, UNKNOWN, HeaderReading, read_header


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """One header: its text (two rows joined by a blank) and what it says."""

    text: str
    reading: HeaderReading


def whole_header(grid: Grid, columns: list[int], row: int) -> list[int]:
    """All rows of the header whose best row is `row`: a row of groups above, a second line below."""
    rows = [row]
    if row > grid.first_row and _is_upper_part(grid, columns, row - 1, row):
        rows.insert(0, row - 1)
    below = rate(grid, columns, row + 1)
    own = rate(grid, columns, row)
    if (
        below is not None
        and own is not None
        and below.share >= LATER_KNOWN
        and below.score >= own.score / 2
        and row + 1 < grid.last_row
    ):
        rows.append(row + 1)
    return rows


def _is_upper_part(grid: Grid, columns: list[int], row: int, header: int) -> bool:
    """True when a row above the header names groups of columns, or begins merged header cells."""
    values = [(c, v) for c in columns if (v := grid.value(row, c)) not in (None, "")]
    if not values or any(not isinstance(v, str) or is_plain_number(v) for _, v in values):
        return False
    texts = [cell_text(v) for _, v in values]
    if any(len(text) > HEADER_LENGTH or text.endswith(LABEL_ENDS) for text in texts):
        return False
    if any(a.holds(row, c) and a.holds(header, c) for a in grid.merged for c, _ in values):
        return True
    readings = [read_header(text) for text in texts]
    if len(values) == 1:
        return (
            readings[0].is_party
            and readings[0].understood == 1
            and not _spans_all(grid, columns, row)
        )
    return sum(reading.known for reading in readings) >= LATER_KNOWN * len(values)


def _spans_all(grid: Grid, columns: list[int], row: int) -> bool:
    """True for a title merged over the whole table."""
    return (
        any(
            a.first_row <= row <= a.last_row
            and a.first_column <= columns[0]
            and a.last_column >= columns[-1]
            for a in grid.merged
        )
        or cell_text(grid.value(row, columns[0])) != ""
    )


def header_cells(
    grid: Grid, columns: list[int], rows: list[int], main: int
) -> dict[int, HeaderCell]:
    """The header of each column, its rows joined."""
    cells = {}
    for column in columns:
        own = cell_text(grid.value(main, column))
        group = _group_text(grid, columns, main - 1, column) if main - 1 in rows else ""
        second = cell_text(grid.value(main + 1, column)) if main + 1 in rows else ""
        text, reading = _join(group, own, second)
        if text:
            cells[column] = HeaderCell(text, reading)
    return cells


def _group_text(grid: Grid, columns: list[int], row: int, column: int) -> str:
    """The group a column stands in: its cell above, the merged one, or the last one to the left."""
    text = cell_text(grid.value(row, column))
    if text:
        return text
    for area in grid.merged:
        if area.holds(row, column):
            return cell_text(grid.value(area.first_row, area.first_column))
    if any(area.first_row <= row <= area.last_row for area in grid.merged):
        return ""
    for other in reversed([c for c in columns if c < column]):
        text = cell_text(grid.value(row, other))
        if text:
            return text if read_header(text).is_party else ""
    return ""


def _join(group: str, own: str, second: str) -> tuple[str, HeaderReading]:
    """Text and reading of a header in up to three rows.

    A group gives its role to the columns below that have none of their own: `Ship To` over `Name`,
    `Address`, `Country`.
    """
    texts = list(dict.fromkeys(text for text in (group, own, second) if text))
    if not texts:
        return "", UNKNOWN
    joined = " ".join(texts)
    lower = " ".join(text for text in texts if text in (own, second))
    reading = read_header(lower) if lower else read_header(joined)
    if group and lower:
        above = read_header(group)
        both = read_header(f"{group} {lower}")
        has_own = reading.role is not None or (reading.is_party and reading.concept != "name")
        if above.is_party and not has_own:
            return f"{group} {lower}", both
        if not reading.known:
            return joined, both
        return lower, reading
    return joined, reading
