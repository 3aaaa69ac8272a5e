"""Rate the rows of a sheet as headers: their known words against their numbers.

The best row at the top is a header, and so are those that begin a new table after a blank line. A
row of groups above, or a second line below, belongs to the header.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from entitycheck.orders.content import has_legal_form, is_plain_number
from entitycheck.orders.grid import CellTrouble, Grid, cell_text
from entitycheck.orders.header_terms import fold_header
from entitycheck.orders.headers import LABEL_ENDS, PARTY_ROLES, read_header

TOP_ROWS = 80  # rows in which the first header is looked for
HEADER_LENGTH = 60  # a longer cell is rarely a header
_MOST_LATER_HEADERS = 500  # blank lines after which a new header is looked for
_ENOUGH_KNOWN = 0.4  # share of known cells of a header row; exports have many odd fields
LATER_KNOWN = 0.6
"""Share of known cells of a header further down, where data rows could pass for one."""

_SURE_SCORE = 2.0  # two known headers
_REPEATED = 0.6  # share of equal cells that makes a row a repetition of the header
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class _Rated:
    """A row that may be a header."""

    row: int
    score: float
    share: float

    @property
    def is_sure(self) -> bool:
        """True for two known headers and more among few unknown ones."""
        return self.share >= LATER_KNOWN and self.score >= _SURE_SCORE


def find_header_rows(grid: Grid, columns: list[int], wanted: frozenset[str]) -> list[int]:
    """The row of each header, from the top."""
    if wanted:
        named = _named_row(grid, columns, wanted)
        if named is not None:
            return [named]
    top = min(grid.last_row, grid.first_row + TOP_ROWS - 1)
    rated = [
        rating
        for row in range(grid.first_row, top + 1)
        if (rating := rate(grid, columns, row)) is not None
    ]
    rated = [one for one in rated if one.row < grid.last_row and _has_rows_below(grid, one.row)]
    if not rated:
        return []
    best = max(rated, key=lambda one: (one.score, -one.row))
    starts = [best]
    starts.extend(_others(grid, columns, rated, best))
    starts.extend(_later(grid, columns, max(top, best.row), best))
    rows = sorted({one.row for one in starts})
    return [row for at, row in enumerate(rows) if at == 0 or row > rows[at - 1] + 1]


def _named_row(grid: Grid, columns: list[int], wanted: frozenset[str]) -> int | None:
    """The first row with a header that the user named, where no row is a header by its words."""
    for row in range(grid.first_row, min(grid.last_row, grid.first_row + TOP_ROWS)):
        texts = (cell_text(grid.value(row, column)) for column in columns)
        if any(text and fold_header(text) in wanted for text in texts):
            return None if rate(grid, columns, row) is not None else row
    return None


def _has_rows_below(grid: Grid, row: int) -> bool:
    """True when something stands in one of the next three rows."""
    return any(
        grid.value(row + down, grid.first_column + at) not in (None, "")
        for down in (1, 2, 3)
        for at in range(
            len(grid.rows[row + down - grid.first_row]) if row + down <= grid.last_row else 0
        )
    )


def _others(grid: Grid, columns: list[int], rated: list[_Rated], best: _Rated) -> list[_Rated]:
    """Headers of further tables near the top: after a blank line, and surely headers."""
    return [
        one
        for one in rated
        if abs(one.row - best.row) > 1
        and one.is_sure
        and (
            one.row < best.row
            or _is_blank_row(grid, columns, one.row - 1)
            or _is_title(grid, columns, one.row - 1)
        )
        and not _continues(grid, columns, one.row, best.row)
    ]


def _continues(grid: Grid, columns: list[int], row: int, header: int) -> bool:
    """True for the same header again, unless a title above says whose it is: `Suppliers`."""
    if not same_cells(grid, columns, row, header):
        return False
    title = next((t for c in columns if (t := cell_text(grid.value(row - 1, c)))), "")
    named = _is_title(grid, columns, row - 1) and read_header(title).concept in PARTY_ROLES
    return not named


def _later(grid: Grid, columns: list[int], below: int, best: _Rated) -> list[_Rated]:
    """Headers far down: only after a blank line, and surely headers."""
    found: list[_Rated] = []
    tried = 0
    blank = _is_blank_row(grid, columns, below)
    for row in range(below + 1, grid.last_row):
        if _is_blank_row(grid, columns, row):
            blank = True
            continue
        if blank or _is_title(grid, columns, row - 1):
            tried += 1
            if tried > _MOST_LATER_HEADERS:
                break
            rating = _rate_later(grid, columns, row)
            if rating is not None and not _continues(grid, columns, row, best.row):
                found.append(rating)
        blank = False
    return found


def _rate_later(grid: Grid, columns: list[int], row: int) -> _Rated | None:
    """The rating of a row far down that is surely a header; None for any other."""
    rating = rate(grid, columns, row)
    return rating if rating is not None and rating.is_sure else None


def begins_another_table(
    grid: Grid, columns: list[int], rows: Iterable[int], header: Mapping[int, str]
) -> bool:
    """Whether one of some rows of data may be the header of a further table.

    For a file that is read in portions: what `find_header_rows` finds far down is among these.

    Args:
        grid: Rows of the table, the two before `rows` included where there are any.
        columns: Columns of the table.
        rows: The rows in question: those below a row with one cell or none.
        header: Texts of the table's header by column.
    """
    for row in rows:
        apart = _is_blank_row(grid, columns, row - 1) or _is_title(grid, columns, row - 1)
        header_like = apart and _rate_later(grid, columns, row) is not None
        if header_like and not repeats(grid, columns, row, header):
            return True
    return False


def repeats(grid: Grid, columns: list[int], row: int, header: Mapping[int, str]) -> bool:
    """True when most filled cells of a row are those of the header."""
    return _agree([(cell_text(grid.value(row, c)), header.get(c, "")) for c in columns])


def _is_blank_row(grid: Grid, columns: list[int], row: int) -> bool:
    return all(grid.value(row, column) in (None, "") for column in columns)


def _is_title(grid: Grid, columns: list[int], row: int) -> bool:
    """True for a row with one text and nothing else, below a blank one."""
    values = [v for column in columns if (v := grid.value(row, column)) not in (None, "")]
    return len(values) == 1 and isinstance(values[0], str) and _is_blank_row(grid, columns, row - 1)


def same_cells(grid: Grid, columns: list[int], row: int, other: int) -> bool:
    """True when most filled cells of two rows are equal: a repeated header."""
    return _agree(
        [(cell_text(grid.value(row, c)), cell_text(grid.value(other, c))) for c in columns]
    )


def _agree(texts: list[tuple[str, str]]) -> bool:
    """True when enough of the filled pairs are equal."""
    filled = [pair for pair in texts if pair[0] or pair[1]]
    equal = sum(1 for one, two in filled if one == two)
    return bool(filled) and equal >= _REPEATED * len(filled)


def rate(grid: Grid, columns: list[int], row: int) -> _Rated | None:
    """How much a row looks like a header; None when it does not."""
    score = 0.0
    known = filled = 0
    wanted = False
    for column in columns:
        value = grid.value(row, column)
        if value in (None, "") or _is_year(value):
            continue
        filled += 1
        points, is_known, is_wanted = _rate_cell(value)
        score += points
        known += is_known
        wanted = wanted or is_wanted
    if not filled or not known or known / filled < _ENOUGH_KNOWN or score <= 0:
        return None
    if filled == 1 and not (wanted and _is_single_list(grid, columns, row)):
        return None
    if known == 1 and filled > 1 and not wanted:
        return None
    return _Rated(row, score, known / filled)


def _is_year(value: object) -> bool:
    """True for 2022: the header of a column of a pivot table, and no sign against a header."""
    text = cell_text(value) if isinstance(value, str | int) else ""
    return _YEAR.fullmatch(text) is not None


def _is_single_list(grid: Grid, columns: list[int], row: int) -> bool:
    """True when one column of names follows: a header over a list, no label of a form."""
    if len(columns) > 2:  # noqa: PLR2004 -- a list with at most a number beside it
        return False
    text = next(t for column in columns if (t := cell_text(grid.value(row, column))))
    if read_header(text).understood < 1:
        return False
    lines = 0
    for other in range(row + 1, grid.last_row + 1):
        texts = [text for column in columns if (text := cell_text(grid.value(other, column)))]
        lines += bool(texts)
        if any(map(_is_label, texts)):
            return False  # a form, with a label over each block of lines
    return lines > 1  # one line could be the value of a label


def _is_label(text: str) -> bool:
    """True for a text that names the role of a party and nothing else."""
    reading = read_header(text)
    return (
        reading.concept in PARTY_ROLES
        and reading.understood == 1
        and not reading.is_guessed
        and not has_legal_form(text)
    )


@lru_cache(maxsize=20_000)
def _rate_text(text: str) -> tuple[float, bool, bool]:
    if text.endswith(LABEL_ENDS):
        return -0.5, False, False
    reading = read_header(text)
    # `Muster GmbH` is a firm, although muster(i) is Turkish for a customer; `公司名称` is none.
    firm = has_legal_form(text) and (text[-1:] < "\u3400" or reading.understood < 1)
    if reading.known and not firm:
        return 1.0, True, reading.is_party or reading.is_place or reading.concept == "owner"
    return (0.1 if len(text) <= HEADER_LENGTH else -0.5), False, False


def _rate_cell(value: object) -> tuple[float, bool, bool]:
    """Points of a cell, whether it is known, whether it speaks of a party."""
    if isinstance(value, CellTrouble) or not isinstance(value, str) or is_plain_number(value):
        return -1.0, False, False
    text = cell_text(value)
    return _rate_text(text) if text else (0.0, False, False)
