"""Screen a long table portion by portion: what one worker does with some of its records.

The records of a portion come in as they stand in the file, and go out with their answers, so that
no process ever holds the whole table as objects. A worker is told once what all portions have in
common (`Task`), and opens the list itself, from its own copy. It answers a portion like the whole
table would be answered, or says why it cannot: the row above that a `ditto` speaks of, a header of
a further table, a filled cell where answers belong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from entitycheck.answers import ANSWER_HEADERS
from entitycheck.cache import LocalCopy
from entitycheck.errors import ListMissingError
from entitycheck.matching.policy import Policy
from entitycheck.orders.choices import Columns, LeftOut
from entitycheck.orders.grid import Grid, Value, cell_text, is_ditto, is_nothing
from entitycheck.orders.header_rows import TOP_ROWS, begins_another_table, repeats
from entitycheck.orders.parties import FoundParty, SkippedRow, parties_in
from entitycheck.orders.tables import Table
from entitycheck.records import Grade, Party, Verdict
from entitycheck.screening import Screener
from entitycheck.sheets.details import detail_values
from entitycheck.sheets.outcomes import Memory, Outcome, screen_found
from entitycheck.sheets.places import Place, without_answers
from entitycheck.sheets.rows import ALERTS_SHOWN, alert_line, answer_block, worst_first
from entitycheck.sheets.seen import Seen
from entitycheck.workbooks.text import Dialect
from entitycheck.workbooks.text_records import parse_records
from entitycheck.workbooks.text_writing import RecordWriter, detail_lines

_NOBODY = Party("Xyzzy Plugh")


@dataclass(frozen=True, slots=True)
class Task:
    """What all portions of a table have in common.

    Args:
        home: Folder of the local copy, on the worker's own machine.
        fingerprint: Of the snapshot that must answer.
        policy: Limits and lists.
        sample: What a party that resembles nothing is answered, so that no worker answers otherwise.
        as_of: The day asked about, None for today.
        today: The day of the screening.
        checked_at: Its time.
        table: The table, with its true last row.
        columns: Its columns.
        header: Texts of the row of its header by column.
        usual: Filled cells of a usual row.
        place: Where the answers go.
        dialect: How the file is written.
        width: The most fields of a record.
    """

    home: Path
    fingerprint: str
    policy: Policy
    sample: Verdict
    as_of: date | None
    today: date
    checked_at: datetime
    table: Table
    columns: Columns
    header: Mapping[int, str] = field(hash=False)
    usual: float
    place: Place
    dialect: Dialect
    width: int


@dataclass(frozen=True, slots=True)
class Portion:
    """Some records, one after the other.

    Args:
        first_row: Number of the first record in the file.
        records: They themselves, in UTF-8.
        above: The records right above them, not to be answered.
    """

    first_row: int
    records: bytes
    above: bytes = b""


class Obstacle(StrEnum):
    """Why a portion cannot be answered by itself."""

    DITTO = "it speaks of a row further up"
    HEADER = "another table begins in it"
    OWN_COMPANY = "a column left out as the user's own company holds another name"
    OCCUPIED = "a cell is filled where the answers belong"


@dataclass(frozen=True, slots=True)
class Answered:
    """A portion with its answers.

    Args:
        rows: Its records.
        text: They with their answers, in the encoding of the file.
        details: The lines of its parties.
        answers: Rows with an answer.
        counts: Parties by grade, blanks included.
        alerts: The worst, with rank, points and line.
        skipped: Rows that were not screened.
        obstacle: Why there is no answer; the rest is empty then.
    """

    rows: int
    text: bytes = b""
    details: bytes = b""
    answers: int = 0
    counts: Mapping[Grade, int] = field(default_factory=dict, hash=False)
    alerts: tuple[tuple[tuple[int, float], str], ...] = ()
    skipped: tuple[SkippedRow, ...] = ()
    obstacle: Obstacle | None = None


class PortionScreener:
    """Answers the portions of one table.

    Args:
        task: What they have in common.
        screener: The list, where it is open already.
        seen: What other processes of the run found to resemble nothing.

    Raises:
        ListMissingError: The local copy of this machine is another list.
    """

    def __init__(
        self, task: Task, screener: Screener | None = None, seen: Seen | None = None
    ) -> None:
        self._task = task
        self._screener = screener if screener is not None else _open(task)
        if sample_of(self._screener, task.as_of) != task.sample:
            raise ListMissingError(
                "the local copies of two machines or processes answer differently",
                fix="install the same list files on all machines, in the same order",
            )
        self._memory = Memory(seen)
        self._columns = list(task.table.columns)

    def answer(self, portion: Portion) -> Answered:
        """The answers of a portion, or why it has none."""
        task, dialect = self._task, self._task.dialect
        above = _parse(portion.above, dialect)[1]
        records, rows = _parse(portion.records, dialect)
        first = portion.first_row
        grid = without_answers(Grid("", [*above, *rows], first_row=first - len(above)))
        table = self._table_within(grid)
        obstacle = self._find_obstacle(grid, table, first)
        if obstacle is not None:
            return Answered(len(records), obstacle=obstacle)
        parties, skipped = self._find_parties(grid, table, first)
        outcomes = screen_found(
            [("", party) for party in parties],
            self._screener,
            as_of=task.as_of,
            checked_at=task.checked_at,
            memory=self._memory,
        )
        block = answer_block("", outcomes, task.place)
        details = detail_lines(map(detail_values, outcomes), like=dialect)
        writer = RecordWriter(dialect, [block], task.width)
        return Answered(
            rows=len(records),
            text=writer.extend(records, rows, first),
            details=details,
            answers=len(block.rows),
            counts=Counter(outcome.verdict.verdict for outcome in outcomes),
            alerts=_alerts(outcomes),
            skipped=tuple(skipped),
        )

    def _table_within(self, grid: Grid) -> Table:
        """The part of the table that lies in a grid; its last row is above the first without any."""
        table = self._task.table
        first, last = max(table.first_row, grid.first_row), min(table.last_row, grid.last_row)
        lead = next((c for c in self._columns if self._task.header.get(c)), None)
        repeated: list[int] = []
        if lead is not None:
            text, at = self._task.header[lead], lead - grid.first_column
            repeated = [
                row
                for row, cells in enumerate(grid.rows, grid.first_row)
                if len(cells) > at
                and cell_text(cells[at]) == text
                and repeats(grid, self._columns, row, self._task.header)
            ]
        return replace(table, first_row=first, last_row=last, skipped_rows=frozenset(repeated))

    def _find_obstacle(self, grid: Grid, table: Table, first: int) -> Obstacle | None:
        """Why the rows from `first` on cannot be answered by themselves."""
        rows = range(max(first, table.first_row), table.last_row + 1)
        below_sparse = [
            row for row in rows if row > TOP_ROWS and sum(map(bool, _cells(grid, row - 1))) <= 1
        ]
        if begins_another_table(grid, self._columns, below_sparse, self._task.header):
            return Obstacle.HEADER
        at = self._task.place.first_column - grid.first_column
        end = at + len(ANSWER_HEADERS)
        if any(any(_cells(grid, row)[at:end]) for row in rows):
            return Obstacle.OCCUPIED
        for left in self._task.columns.left_out:
            if left.own is not None and self._holds_others(grid, table, rows, left):
                return Obstacle.OWN_COMPANY
        if grid.first_row > self._task.table.first_row and self._speaks_of_above(grid, table, rows):
            return Obstacle.DITTO
        return None

    def _holds_others(self, grid: Grid, table: Table, rows: range, left: LeftOut) -> bool:
        """Whether a column that was left out for its few names holds another one."""
        at = left.column - grid.first_column
        texts = {_text(grid, row, at) for row in rows if row not in table.skipped_rows}
        return any(text not in left.values and not is_nothing(text) for text in texts)

    def _speaks_of_above(self, grid: Grid, table: Table, rows: range) -> bool:
        """Whether a column begins with a `ditto`, and no row above it that is here names anybody."""
        for choice in self._task.columns.parties:
            at = choice.column - grid.first_column
            first = next((row for row in rows if not is_nothing(_text(grid, row, at))), None)
            if first is None or not is_ditto(_text(grid, first, at)):
                continue
            above = replace(table, last_row=first - 1)
            named = (
                one
                for one in parties_in(grid, above, self._task.columns, self._task.usual)
                if isinstance(one, FoundParty) and one.column == choice.column
            )
            if all(is_ditto(_text(grid, one.row, at)) for one in named):
                return True
        return False

    def _find_parties(
        self, grid: Grid, table: Table, first: int
    ) -> tuple[list[FoundParty], list[SkippedRow]]:
        """The parties and the skipped rows from `first` on."""
        parties: list[FoundParty] = []
        skipped: list[SkippedRow] = []
        for found in parties_in(grid, table, self._task.columns, self._task.usual):
            if found.row < first:
                continue
            if isinstance(found, SkippedRow):
                skipped.append(found)
            else:
                parties.append(found)
        return parties, skipped


def sample_of(screener: Screener, as_of: date | None) -> Verdict:
    """What a party that resembles nothing is answered: it names the list, the day, the warning."""
    return screener.check(_NOBODY, as_of=as_of)


def _open(task: Task) -> Screener:
    """The list of this machine, which must be the one that the task names."""
    copy = LocalCopy(task.home)
    opened = copy.current()
    if opened.snapshot.fingerprint != task.fingerprint:
        raise ListMissingError(
            f"the local copy in {task.home} is another list"
            f" ({opened.snapshot.fingerprint}, asked for {task.fingerprint})",
            fix="install the same list file on all machines with 'entitycheck refresh --from FILE'",
            path=str(task.home),
        )
    return Screener(opened, task.policy, copy=copy, today=lambda: task.today)


def _parse(data: bytes, dialect: Dialect) -> tuple[list[str], list[list[str]]]:
    return parse_records(data.decode(), dialect.delimiter, quoted=dialect.quoted)


def _cells(grid: Grid, row: int) -> Sequence[Value]:
    return grid.rows[row - grid.first_row] if row >= grid.first_row else ("above", "it")


def _text(grid: Grid, row: int, at: int) -> str:
    cells = grid.rows[row - grid.first_row]
    return cell_text(cells[at]) if at < len(cells) else ""


def _alerts(outcomes: Sequence[Outcome]) -> tuple[tuple[tuple[int, float], str], ...]:
    """The worst of a portion; a run shows no more of them than `ALERTS_SHOWN` in all."""
    return tuple((one.order, alert_line(one)) for one in worst_first(outcomes)[:ALERTS_SHOWN])
