"""Screen a long text file: find its table on a part of it, and have it answered in portions.

A file of 20,000 rows and more is hardly ever anything but one table. Its header and columns are
found on its beginning, on samples of the rest and on its end. Each portion is then watched for what
would make it something else (see `portions`); when that is met, the caller reads the file whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from entitycheck.orders.grid import Grid, cell_text
from entitycheck.orders.layout import SheetReading
from entitycheck.orders.parties import SkippedRow, usual_width
from entitycheck.records import Grade
from entitycheck.screening import Progress, Screener
from entitycheck.sheets.options import ScreenOptions
from entitycheck.sheets.own_columns import ask_about_own
from entitycheck.sheets.places import answer_place
from entitycheck.sheets.portions import (
    Answered,
    Obstacle,
    Portion,
    PortionScreener,
    Task,
    sample_of,
)
from entitycheck.sheets.reading import Reading, read_grids
from entitycheck.sheets.rows import ALERTS_SHOWN
from entitycheck.sheets.screening import Tally, reading_messages
from entitycheck.sheets.summary_scope import Part
from entitycheck.workbooks.text import Dialect, TextTable
from entitycheck.workbooks.text_records import CHUNK, LongText

PORTION = 2_000
"""Records that one worker answers at once: half a second's work, 300 KB."""

_HEAD = 5 * CHUNK  # rows looked at from the top
_SAMPLES = 20  # places further down
_SAMPLE_ROWS = 200  # rows looked at in each
_ABOVE = 2  # rows that tell whether another table begins


class Crew(Protocol):
    """Whoever answers portions."""

    def answer(self, task: Task, portions: Iterable[Portion]) -> Iterator[Answered]:
        """The answers in the order of the portions, none left out."""
        ...


class NotOneTableError(Exception):
    """The file is not the one table that its beginning promised: it must be read whole."""


@dataclass(frozen=True, slots=True)
class LongTable:
    """A long text file that is one table.

    Args:
        text: Its records.
        dialect: How it is written.
        reading: What was found on a part of it.
    """

    text: LongText
    dialect: Dialect
    reading: Reading

    @property
    def sheet(self) -> SheetReading:
        """The one sheet."""
        return self.reading.sheets[0]


def find_long_table(table: TextTable, options: ScreenOptions) -> LongTable | None:
    """The table of a long text file; None where the file is short or looks like something else.

    Raises:
        InputError: A named column does not exist.
        SheetLayoutError: No column of parties is found.
    """
    if table.long is None:
        return None
    grid = _condensed(table)
    reading = read_grids([grid], options)
    sheet = reading.sheets[0]
    if sheet.grid.stale:  # answers that were parted are found by their header only
        return None
    if sheet.forms or len(sheet.tables) != 1 or sheet.tables[0].table.last_row != grid.last_row:
        return None
    return LongTable(table.long, table.dialect, reading)


def _condensed(table: TextTable) -> Grid:
    """The beginning, samples of the rest, and the end; rows beyond the beginning have moved up."""
    rows = table.rows
    places = list(range(min(_HEAD, len(rows))))
    step = max(CHUNK, (len(rows) - _HEAD) // _SAMPLES)
    for start in range(_HEAD, len(rows) - _SAMPLE_ROWS, step):
        places.extend(range(start, start + _SAMPLE_ROWS))
    end = max(places[-1] + 1, len(rows) - _SAMPLE_ROWS)
    places.extend(range(end, len(rows)))
    return Grid("", [rows[place] for place in places])


def screen_long(
    long: LongTable,
    screener: Screener,
    home: Path,
    options: ScreenOptions,
    crew: Crew,
    tally: RunningTally,
    *,
    checked_at: datetime,
    today: date,
    progress: Progress | None = None,
) -> Iterator[tuple[bytes, bytes]]:
    """The records with their answers, and the lines of the details, portion by portion.

    Args:
        long: The table.
        screener: The list and the policy, for what the crew leaves over.
        home: Folder of the local copy.
        options: The day asked about.
        crew: Who answers.
        tally: Counts what was found.
        checked_at: Aware time of the screening.
        today: Its day.
        progress: Told how many rows are done, of how many.

    Raises:
        NotOneTableError: The file must be read whole.
    """
    reading, own = ask_about_own(long.reading, screener, as_of=options.as_of)
    long = replace(long, reading=reading)
    tally.begin(reading, own)
    task = _task(long, screener, home, options, checked_at, today)
    mine = PortionScreener(task, screener)
    text = long.text
    done = 0
    starts = range(0, len(text), PORTION)
    for start, answered in zip(starts, crew.answer(task, _portions(text, starts)), strict=True):
        if answered.obstacle is Obstacle.DITTO:
            answered = _with_more_above(mine, text, start)  # noqa: PLW2901 -- the same portion
        if answered.obstacle is not None:
            raise NotOneTableError(answered.obstacle)
        tally.add(answered)
        done += answered.rows
        if progress is not None:
            progress(done, len(text))
        yield answered.text, answered.details
    if not tally.found_any:
        raise NotOneTableError("it names no party")


def _task(
    long: LongTable,
    screener: Screener,
    home: Path,
    options: ScreenOptions,
    checked_at: datetime,
    today: date,
) -> Task:
    sheet = long.sheet
    found = sheet.tables[0]
    last_row = len(long.text)
    header_row = found.table.header_rows[-1] if found.table.header_rows else None
    place = answer_place(sheet.grid, found.table)
    return Task(
        home=home,
        fingerprint=screener.snapshot.fingerprint,
        policy=screener.policy,
        sample=sample_of(screener, options.as_of),
        as_of=options.as_of,
        today=today,
        checked_at=checked_at,
        table=replace(found.table, last_row=last_row, skipped_rows=frozenset()),
        columns=found.columns,
        header={
            column: text
            for column in found.table.columns
            if header_row is not None and (text := cell_text(sheet.grid.value(header_row, column)))
        },
        usual=usual_width(sheet.grid, found.table),
        place=replace(place, rows=(place.rows[0], last_row)),
        dialect=long.dialect,
        width=int(long.text.widths.max(initial=0)),
    )


def _portions(text: LongText, starts: range) -> Iterator[Portion]:
    for start in starts:
        yield _portion(text, start, _ABOVE)


def _portion(text: LongText, start: int, above: int) -> Portion:
    end = min(start + PORTION, len(text))
    return Portion(
        start + 1, text.piece_bytes(start, end), text.piece_bytes(max(0, start - above), start)
    )


def _with_more_above(own: PortionScreener, text: LongText, start: int) -> Answered:
    """The answers of a portion that begins with a `ditto`: as many rows above as it takes."""
    above = PORTION
    while True:
        answered = own.answer(_portion(text, start, above))
        if answered.obstacle is not Obstacle.DITTO or above >= start:
            return answered
        above *= 10


class RunningTally:
    """Counts what the portions of one table hold."""

    def __init__(self) -> None:
        self._rows = 0
        self._counts: Counter[Grade] = Counter()
        self._alerts: list[tuple[tuple[int, float], str]] = []
        self._skipped: list[SkippedRow] = []
        self._reading = Reading(())
        self._own: tuple[str, ...] = ()

    def begin(self, reading: Reading, own: tuple[str, ...]) -> None:
        """What will be screened, and what is said of the user's own company."""
        self._reading, self._own = reading, own

    def add(self, answered: Answered) -> None:
        """Count one portion."""
        self._rows += answered.answers
        self._counts.update(answered.counts)
        self._skipped.extend(answered.skipped)
        self._alerts.extend(answered.alerts)
        self._alerts.sort(key=lambda alert: alert[0], reverse=True)
        del self._alerts[ALERTS_SHOWN:]

    @property
    def found_any(self) -> bool:
        """Whether a party was found."""
        return bool(self._counts)

    def tally(self) -> Tally:
        """What to say about the run."""
        counts = dict(self._counts)
        counts.pop(Grade.BLANK, None)
        sheet = self._reading.sheets[0]
        part = Part(sheet, sheet.tables[0], (), tuple(self._skipped))
        return Tally(
            rows=self._rows,
            grade=max(counts, key=lambda one: one.rank, default=Grade.BLANK),
            counts=counts,
            messages=(*self._own, *reading_messages(self._reading, [part])),
            alerts=tuple(line for _, line in self._alerts),
        )
