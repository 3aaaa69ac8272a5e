"""Parties on forms: a purchase order or invoice with `Bill To:` above or beside a block of lines.

Order of work: find the labels (a cell that names a party role and nothing else, or `Role: value` in
one cell), then the block that belongs to each: the cell beside it with what stands below that cell,
or the lines below the label. The first line is the name; lines that say what they are (`Address:`,
`Tel.`) are read as that; a last line that is a country is the country.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from entitycheck.countries import country_code
from entitycheck.orders.content import has_legal_form, is_plain_number
from entitycheck.orders.form_labels import INLINE, MOST_APART, NAME_LENGTH, Label, find_labels
from entitycheck.orders.grid import Grid, cell_text, column_letter, is_ditto, is_nothing
from entitycheck.orders.headers import LABEL_ENDS, UNKNOWN, HeaderReading, read_header
from entitycheck.orders.parties import FoundParty
from entitycheck.orders.pieces import LONGEST_TEXT, cut
from entitycheck.records import Party

FORM_ROWS = 2_000
"""Rows of a sheet in which labels are looked for; forms are short."""

_MOST_LINES = 9  # lines of a block: name, department, street, city, country and some more
_LOOSE = 55.0  # points of a company under no label


@dataclass(frozen=True, slots=True)
class FormParty:
    """A party under a label.

    Args:
        found: The party, at the cell that holds its name.
        label_row: Row of the label.
        score: Points of the label's reading.
        reason: Why, for people.
    """

    found: FoundParty
    label_row: int
    score: float
    reason: str


@dataclass(slots=True)
class _Block:
    """What the lines of a block say."""

    row: int
    column: int
    name: str
    country: str | None
    address: list[str]
    pieces: list[str]


def find_forms(grid: Grid, rows: Sequence[int]) -> list[FormParty]:
    """The parties under labels in some rows of a sheet.

    Args:
        grid: The sheet.
        rows: Rows that belong to no table of parties and are no header.
    """
    labels = find_labels(grid, rows[:FORM_ROWS])
    taken = {(label.row, label.column) for label in labels}
    found = []
    seen: set[tuple[int, int]] = set()
    for label in labels:
        block = _block(grid, label, taken, frozenset(rows))
        if block is None or (block.row, block.column) in seen:
            continue
        seen.add((block.row, block.column))
        found.append(_form_party(label, block))
    return found


def find_loose_names(
    grid: Grid, rows: Sequence[int], forms: Sequence[FormParty]
) -> list[tuple[int, int, str]]:
    """Row, column and text of cells that look like companies and stand under no label.

    A letterhead is one. On a form they are screened, elsewhere named in the summary.
    """
    used = {(form.found.row, form.found.column) for form in forms}
    found = []
    for row in rows[:FORM_ROWS]:
        if not grid.first_row <= row <= grid.last_row:
            continue
        for at, value in enumerate(grid.rows[row - grid.first_row]):
            if not isinstance(value, str) or not has_legal_form(value):
                continue
            text = cell_text(value)
            place = (row, at + grid.first_column)
            if place not in used and len(text) <= NAME_LENGTH and read_header(text).understood < 1:
                found.append((*place, text))
    return found


def loose_party(row: int, column: int, text: str) -> FormParty:
    """A cell of a form that looks like a company, as a party without a label."""
    header = f"cell {column_letter(column)}{row}"
    pieces = tuple(Party(piece, role="party") for piece in cut(text))
    found = FoundParty(row, column, "party", header, text, Party(text, role="party"), pieces)
    return FormParty(found, row, _LOOSE, "looks like a company and stands under no label")


def _form_party(label: Label, block: _Block) -> FormParty:
    role = label.reading.concept if label.reading.concept != "name" else "party"
    address = ", ".join(block.address) or None
    whole = block.name
    error = None
    if len(whole) > LONGEST_TEXT:
        error = f"the text has {len(whole)} letters: put one party in a cell"
        whole = whole[:LONGEST_TEXT]
    texts = dict.fromkeys([*cut(whole), *block.pieces])
    found = FoundParty(
        block.row,
        block.column,
        role,
        label.text,
        block.name,
        Party(whole, block.country, address, role),
        tuple(Party(text, block.country, address, role) for text in texts if text != whole),
        error,
    )
    place = "in the same cell" if label.value else "above or beside the name"
    return FormParty(
        found, label.row, label.reading.score, f"{label.reading.reason}; label {place}"
    )


def _block(
    grid: Grid, label: Label, taken: set[tuple[int, int]], rows: Collection[int]
) -> _Block | None:
    """The block of a label: in its cell, beside it, or below it; None when there is no value."""
    if label.value:
        lines = _lines(label.value)
        lines += _lines_below(grid, label, label.column, label.last_row + 1, taken)
        return _read_lines(label.row, label.column, lines) if lines else None
    beside = _beside(grid, label, taken)
    if beside is not None:
        column, text = beside
        lines = _lines(text)
        lines += _lines_below(grid, label, column, label.row + 1, taken)
        return _read_lines(label.row, column, lines)
    return _stated_below(grid, label, taken, rows) or _below(grid, label, taken)


def _stated_below(
    grid: Grid, label: Label, taken: set[tuple[int, int]], rows: Collection[int]
) -> _Block | None:
    """Lines that say what they are below a label: `NAME | Inspur`, `CITY | Jinan`."""
    right = [c for r, c in taken if r == label.row and c > label.column]
    reach = min(right) if right else label.last_column + MOST_APART
    lines: list[str] = []
    at: tuple[int, int] | None = None
    for row in range(label.last_row + 1, min(label.last_row + _MOST_LINES, grid.last_row) + 1):
        kind = cell_text(grid.value(row, label.column)).rstrip(" :：*")
        reading = read_header(kind) if kind else UNKNOWN
        if not reading.known or (row, label.column) in taken or row not in rows:
            break
        places = range(label.column + 1, reach)
        column = next((c for c in places if cell_text(grid.value(row, c))), None)
        if column is not None:
            lines.append(f"{kind}: {cell_text(grid.value(row, column))}")
            at = at or ((row, column) if reading.is_party else None)
    return _read_lines(*at, lines) if at is not None else None


def _beside(grid: Grid, label: Label, taken: set[tuple[int, int]]) -> tuple[int, str] | None:
    """The value to the right of a label, when the next filled cell there can be one."""
    for column in range(label.last_column + 1, label.last_column + 1 + MOST_APART):
        value = grid.value(label.row, column)
        text = cell_text(value)
        if not text:
            continue
        if (label.row, column) in taken or not _may_be_value(text) or is_plain_number(value):
            return None
        return column, text
    return None


def _below(grid: Grid, label: Label, taken: set[tuple[int, int]]) -> _Block | None:
    """The lines below a label, in its column or up to the next label to the right."""
    last = label.last_column
    right = [c for r, c in taken if r == label.row and c > label.column]
    reach = min(right) - 1 if right else last + 2
    for row in (label.last_row + 1, label.last_row + 2):
        for column in range(label.column, max(last, reach) + 1):
            value = grid.value(row, column)
            text = cell_text(value)
            if not text:
                continue
            if (row, column) in taken or not _may_be_value(text) or is_plain_number(value):
                return None
            lines = _lines(text)
            lines += _lines_below(grid, label, column, row + 1, taken)
            return _read_lines(row, column, lines)
    return None


def _lines_below(
    grid: Grid, label: Label, column: int, first: int, taken: set[tuple[int, int]]
) -> list[str]:
    """The lines that follow a name in its column; a word in the label's column says what they are."""
    lines: list[str] = []
    for row in range(first, min(first + _MOST_LINES, grid.last_row + 1)):
        text = cell_text(grid.value(row, column))
        if not text or (row, column) in taken or (row, label.column) in taken:
            break
        kind = cell_text(grid.value(row, label.column)) if column != label.column else ""
        if kind:
            reading = read_header(kind.rstrip(" :：*"))
            if not reading.known:
                break
            lines.append(f"{kind.rstrip(' :：')}: {text}")
        elif not _may_be_value(text) and not text.endswith(LABEL_ENDS):
            break
        else:
            lines.extend(_lines(text))
    return lines


def _lines(text: str) -> list[str]:
    """The filled lines of a cell."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _may_be_value(text: str) -> bool:
    """True for a text that is no further label and no header of something else."""
    if text.endswith(LABEL_ENDS) or is_nothing(text) or is_ditto(text):
        return False
    inline = INLINE.match(text)
    if inline and read_header(inline[1]).known and not read_header(inline[1]).is_party:
        return False
    reading = read_header(text)
    if reading.is_guessed or has_legal_form(text):  # `Expeditors` is a firm
        return True
    return not (reading.known and reading.understood == 1)


def _read_lines(row: int, column: int, lines: Sequence[str]) -> _Block | None:
    """Name, address and country of a block's lines."""
    block = _Block(row, column, "", None, [], [])
    for line in lines:
        inline = INLINE.match(line)
        reading = read_header(inline[1]) if inline else None
        if inline and reading is not None and reading.known:
            _take_stated(block, reading, inline[2].strip())
        elif not block.name:
            block.name = line
        elif block.country is None and country_code(line) is not None:
            block.country = line
        else:
            block.address.append(line)
            if has_legal_form(line):
                block.pieces.append(line)
                block.pieces.extend(cut(line))
    if not block.name:
        return None
    if block.country is None and block.address:
        block.country = _country_in(block.address[-1])
    return block


def _take_stated(block: _Block, reading: HeaderReading, text: str) -> None:
    """A line that says what it is."""
    if reading.concept == "country":
        block.country = text
    elif reading.is_place:
        block.address.append(text)
    elif reading.is_party:
        if not block.name:
            block.name = text
        else:
            block.pieces.append(text)


def _country_in(line: str) -> str | None:
    """The country at the end of an address line."""
    tail = re.split(r"[,;]", line)[-1].strip()
    return tail if country_code(tail) is not None else None
