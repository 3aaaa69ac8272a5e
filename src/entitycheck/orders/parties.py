"""The parties of a table: one question for each filled party cell, with country and address.

Equal questions are one object, so that 200,000 rows of the same customers stay small and are
screened once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from entitycheck.orders.choices import ColumnChoice, Columns
from entitycheck.orders.content import is_plain_number
from entitycheck.orders.grid import CellTrouble, Grid, Value, cell_text, is_ditto, is_nothing
from entitycheck.orders.pieces import LONGEST_TEXT, cut
from entitycheck.orders.tables import Table
from entitycheck.records import Party

_NOTE_WORDS = 8  # words of a sentence; names on real lists seldom have more
_MOST_MERGED_ROWS = 1_000  # rows of one merged cell; a taller one is decoration
_FULL_ROW = 0.5  # a row with half as many cells as usual is a row of the table


class FoundParty(NamedTuple):
    """One party on a sheet: a named tuple, made for every row in half the time of a frozen dataclass.

    Args:
        row: Row of the cell that names it.
        column: Column of that cell.
        role: Its role.
        header: Header or label it stands under.
        text: The cell's text as written.
        party: What is asked about the whole text.
        pieces: What is asked beside it, where the cell names several parties.
        error: Why it cannot be screened; None when it can.
    """

    row: int
    column: int
    role: str
    header: str
    text: str
    party: Party
    pieces: tuple[Party, ...] = ()
    error: str | None = None


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row of a table that was not screened, and why."""

    row: int
    reason: str


def parties_in(
    grid: Grid, table: Table, columns: Columns, usual: float | None = None
) -> Iterator[FoundParty | SkippedRow]:
    """The parties of a table in its order, and the rows that are no data.

    Args:
        grid: The sheet, or the rows of it that hold the table.
        table: The table.
        columns: Its columns.
        usual: Filled cells of a usual row, where the table is a portion of a longer one.
    """
    readers = [_Reader(choice, columns.used, grid.first_column) for choice in columns.parties]
    merged = _merged_values(grid, table, [choice.column for choice in columns.used])
    usual = usual_width(grid, table) if usual is None else usual
    for row in range(table.first_row, table.last_row + 1):
        cells = grid.rows[row - grid.first_row]
        if row in table.skipped_rows:
            yield SkippedRow(row, "repeats the header")
            continue
        if usual > 1 and (why := _no_data(cells, usual)):
            yield SkippedRow(row, why)
            continue
        for reader in readers:
            found = reader.read(row, _with_merged(cells, merged.get(row)))
            if found is not None:
                yield found


def _merged_values(grid: Grid, table: Table, columns: Sequence[int]) -> dict[int, dict[int, Value]]:
    """What merged cells of the used columns show in their lower rows, by row and position."""
    found: dict[int, dict[int, Value]] = {}
    for area in grid.merged:
        if area.first_column not in columns or area.last_row - area.first_row > _MOST_MERGED_ROWS:
            continue
        value = grid.value(area.first_row, area.first_column)
        if value is None or area.first_row < table.first_row:
            continue
        for row in range(area.first_row + 1, min(area.last_row, table.last_row) + 1):
            found.setdefault(row, {})[area.first_column - grid.first_column] = value
    return found


def _with_merged(cells: Sequence[Value], shown: dict[int, Value] | None) -> Sequence[Value]:
    """The cells of a row with what merged cells show in them."""
    if not shown:
        return cells
    filled = [*cells, *[None] * (max(shown) + 1 - len(cells))]
    for at, value in shown.items():
        if filled[at] in (None, ""):
            filled[at] = value
    return filled


class _Reader:
    """Reads one party column of a table, row by row."""

    def __init__(
        self, choice: ColumnChoice, used: Sequence[ColumnChoice], first_column: int
    ) -> None:
        self._choice = choice
        self._at = choice.column - first_column
        self._more = [c.column - first_column for c in used if c.continues == choice.column]
        serving = [c for c in used if choice.column in c.serves]
        self._country = [c.column - first_column for c in serving if c.role == "country"]
        self._address = [c.column - first_column for c in serving if c.role == "address"]
        self._address += [c.column - first_column for c in serving if c.role == "city"]
        self._last: FoundParty | None = None
        self._asked: dict[tuple[str | None, ...], tuple[Party, tuple[Party, ...]]] = {}

    def read(self, row: int, cells: Sequence[object]) -> FoundParty | None:
        """The party in one row; None for a blank."""
        choice = self._choice
        value = cells[self._at] if self._at < len(cells) else None
        if isinstance(value, CellTrouble):
            party = Party(value.text, role=choice.role)
            return FoundParty(
                row, choice.column, choice.role, choice.header, value.text, party, (), value.error
            )
        text = cell_text(value)  # type: ignore[arg-type]
        if is_nothing(text):
            return None
        if self._last is not None and is_ditto(text):
            return self._last._replace(row=row)
        self._last = self._ask(row, cells, text)
        return self._last

    def _ask(self, row: int, cells: Sequence[object], text: str) -> FoundParty:
        """What is asked about a filled cell."""
        choice = self._choice
        country = _first(cells, self._country)
        address = _joined(cells, self._address)
        if len(text) > LONGEST_TEXT:
            party = self._party(text[:LONGEST_TEXT], country, address)
            error = (
                f"the text has {len(text)} letters, no name has more than {LONGEST_TEXT}:"
                " put one party in a cell"
            )
            return FoundParty(
                row, choice.column, choice.role, choice.header, text, party, (), error
            )
        whole = _joined(cells, [self._at, *self._more], " ") if self._more else text
        asked = self._asked.get((text, whole, country, address))
        if asked is None:
            pieces = [*cut(text)] if whole == text else [text, *cut(text)]
            party = self._party(whole or text, country, address)
            asked = party, tuple(self._party(piece, country, address) for piece in pieces)
            self._asked[text, whole, country, address] = asked
        party, pieces_asked = asked
        return FoundParty(
            row, choice.column, choice.role, choice.header, party.name, party, pieces_asked
        )

    def _party(self, name: str, country: str | None, address: str | None) -> Party:
        return Party(name, country, address, self._choice.role)


def _first(cells: Sequence[object], columns: Sequence[int]) -> str | None:
    for at in columns:
        text = cell_text(cells[at]) if at < len(cells) else ""  # type: ignore[arg-type]
        if not is_nothing(text):
            return text
    return None


def _joined(cells: Sequence[object], columns: Sequence[int], glue: str = ", ") -> str | None:
    texts = [cell_text(cells[at]) for at in columns if at < len(cells)]  # type: ignore[arg-type]
    return glue.join(text for text in texts if not is_nothing(text)) or None


def usual_width(grid: Grid, table: Table) -> float:
    """Filled cells of a usual row of the table."""
    rows = grid.rows[table.first_row - grid.first_row : table.last_row - grid.first_row + 1]
    step = max(1, len(rows) // 200)
    widths = sorted(
        count for row in rows[::step] if (count := sum(v not in (None, "") for v in row))
    )
    return widths[len(widths) // 2] if widths else 0


def _no_data(cells: Sequence[object], usual: float) -> str | None:
    """Why a row is no data: a total or a note below the table; None for data.

    Only rows with far fewer cells than usual are asked, so that a customer called Total stays.
    """
    least = max(1.0, usual * _FULL_ROW)
    if len(list(filter(None, cells))) > least:  # the usual case, three times faster
        return None
    count = len(cells) - cells.count(None) - cells.count("")
    if not count or count > least:
        return None
    filled = [value for value in cells if value not in (None, "")]
    texts = [
        cell_text(v)  # type: ignore[arg-type]
        for v in filled
        if not is_plain_number(v)  # type: ignore[arg-type]
    ]
    if len(texts) == 1 and texts[0].strip(":：. ").casefold() in _totals():
        return "a total"
    if len(filled) == 1 and len(texts) == 1 and len(texts[0].split()) >= _NOTE_WORDS:
        return "a note"
    return None


@cache
def _totals() -> frozenset[str]:
    from importlib.resources import files

    text = files(__package__).joinpath("totals.tsv").read_text(encoding="utf-8")
    return frozenset(word.strip() for word in text.split("|"))
