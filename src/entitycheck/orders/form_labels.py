"""The labels of a form: cells that name the role of a party and nothing else.

`Bill To:`, `2. Consignee`, `Absender (Name, Anschrift, Land)`, `Supplier: Inspur Group` in one cell,
`株式会社田中製作所 御中`. A word that means a party only sometimes is a label where it stands by a firm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from entitycheck.orders.content import has_legal_form
from entitycheck.orders.grid import Grid, cell_text
from entitycheck.orders.header_terms import fold_header
from entitycheck.orders.headers import LABEL_ENDS, HeaderReading, read_header

MOST_APART = 8
"""Columns between a label and its value."""

NAME_LENGTH = 80
"""Letters of a name under no label; sentences are longer."""

_LABEL_LENGTH = 60
_ADDRESSEE = 81.0  # points of a label that speaks of a party's address
_BARE_SCORE = 80.0  # points that a label without a colon must have
INLINE = re.compile(r"^\s*([^:：\n]{2,60}?)\s*[:：]\s*(\S[\s\S]*)$")
_ADDRESSED = re.compile(
    r"(\S.+?)\s*(?:御中|귀중|귀하|台照|台鉴|台啓)$|(?:messrs\.?|m/s\.?|an die firma)\s+(\S.+)$",
    re.IGNORECASE,
)
"""A line that is written to somebody: `株式会社田中製作所 御中`, `Messrs. Inspur Group`."""

_ADDRESSEE_READING = HeaderReading("party", 85.0, "written to it", understood=1.0)
_DIRECTIONS = {
    word: HeaderReading(role, 85.0, f"{word!r} on a form", understood=1.0)
    for role, words in (("ship-to", "to|an|à:|para:|致："), ("supplier", "from|von|de:|自："))
    for word in (*words.split("|"), *(f"{bare}:" for bare in words.split("|")))
}
"""Words that are labels on a form and nothing in the header of a table.

Without a colon only those that are no country code: `DE` and `AN` stand in many columns.
"""


@dataclass(frozen=True, slots=True)
class Label:
    """A label: the cells it takes, its text, what it says, and a value in the same cell."""

    row: int
    column: int
    last_row: int
    last_column: int
    text: str
    reading: HeaderReading
    value: str


def find_labels(grid: Grid, rows: Sequence[int]) -> list[Label]:
    """The labels in some rows of a sheet, top to bottom."""
    return _without_addresses_of_others(list(_labels(grid, rows)))


def _without_addresses_of_others(labels: list[Label]) -> list[Label]:
    """The labels, but `Ship-to address:` only where no label names the ship-to party itself."""
    named = {label.reading.concept for label in labels if label.reading.score != _ADDRESSEE}
    return [
        label
        for label in labels
        if label.reading.score != _ADDRESSEE or label.reading.concept not in named
    ]


def _labels(grid: Grid, rows: Sequence[int]) -> Iterator[Label]:
    for row in rows:
        if not grid.first_row <= row <= grid.last_row:
            continue
        for at, value in enumerate(grid.rows[row - grid.first_row]):
            if not isinstance(value, str):
                continue
            text = cell_text(value)
            label = _label(grid, row, at + grid.first_column, text)
            if label is not None:
                yield label


def _label(grid: Grid, row: int, column: int, text: str) -> Label | None:
    """The label in a cell; None when it is none."""
    if len(text) < 2:  # noqa: PLR2004 -- one letter is no label
        return None
    addressed = _ADDRESSED.match(text) if len(text) <= NAME_LENGTH else None
    if addressed:
        name = next(group for group in addressed.groups() if group).strip()
        return Label(row, column, row, column, _mark_of(text, name), _ADDRESSEE_READING, name)
    own, value, inline = _parted(text)
    bare = own.rstrip(" :：")
    if not bare or len(bare) > _LABEL_LENGTH:
        return None
    marked = own.endswith(LABEL_ENDS) or inline
    direction = _DIRECTIONS.get(own.casefold())
    reading = direction or read_header(bare)
    if reading.role is not None and _names_place(bare, reading):  # `Lieferadresse:` over a block
        reason = f"{reading.reason}; on a form it stands over the name"
        reading = replace(reading, concept=reading.role, score=_ADDRESSEE, reason=reason)
    if not reading.is_party or reading.understood < 1:
        return None
    unsure = reading.concept == "name" or reading.is_guessed
    if unsure and not marked:
        return None
    weak = reading.score < _BARE_SCORE or direction is not None
    if weak and not marked and not _stands_by_firm(grid, row, column):
        block = all(cell_text(grid.value(row + down, column)) for down in (1, 2))
        if not (direction and block):  # `TO` over `Shanghai` is a port
            return None
    area = next((a for a in grid.merged if a.holds(row, column)), None)
    last_row, last_column = (area.last_row, area.last_column) if area else (row, column)
    return Label(row, column, last_row, last_column, own.strip(), reading, value)


def _parted(text: str) -> tuple[str, str, bool]:
    """A label and the value in the same cell, and whether a colon parts them."""
    inline = INLINE.match(text)
    if inline and not text.endswith(LABEL_ENDS):
        return inline[1], inline[2].strip(), True
    own, _, value = text.partition("\n")
    return own.strip(), value.strip(), bool(inline)


def _mark_of(text: str, name: str) -> str:
    """What marks an addressee: the text without the name."""
    return text.replace(name, "", 1).strip() or text


def _names_place(text: str, reading: HeaderReading) -> bool:
    """True for `Ship-to address` and `Consignee's Name and City`: on a form a name stands there too."""
    if reading.concept == "address":
        return True
    return reading.is_place and not {"name", "nom", "nome"}.isdisjoint(fold_header(text).split())


def _stands_by_firm(grid: Grid, row: int, column: int) -> bool:
    """True when the next filled cell to the right, or the one below, has a legal form."""
    right = (cell_text(grid.value(row, column + step)) for step in range(1, MOST_APART + 1))
    below = cell_text(grid.value(row + 1, column))
    return has_legal_form(next((text for text in right if text), "")) or has_legal_form(below)
