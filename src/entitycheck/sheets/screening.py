"""Screen what was read, and plan the answers beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from entitycheck.errors import SheetLayoutError
from entitycheck.orders.choices import Columns
from entitycheck.orders.grid import Area, Grid, column_letter
from entitycheck.orders.layout import SheetReading, TableReading, find_parties
from entitycheck.orders.parties import FoundParty, SkippedRow
from entitycheck.orders.plan import AnswerBlock, Plan
from entitycheck.records import Grade
from entitycheck.screening import Progress, Screener
from entitycheck.sheets.details import build_details
from entitycheck.sheets.options import ScreenOptions
from entitycheck.sheets.outcomes import Outcome, screen_found
from entitycheck.sheets.own_columns import ask_about_own
from entitycheck.sheets.places import answer_place, form_place
from entitycheck.sheets.reading import Reading, on_sheet, read_grids
from entitycheck.sheets.rows import ALERTS_SHOWN, alert_line, answer_block, worst_first
from entitycheck.sheets.summary import build_caption, build_summary
from entitycheck.sheets.summary_scope import Part

_ROWS_NAMED = 5  # enough to find them
_CELLS_NAMED = 40  # places of further cells, on a few lines


def screen_grids(
    grids: Sequence[Grid],
    screener: Screener,
    options: ScreenOptions | None = None,
    *,
    now: datetime | None = None,
    progress: Progress | None = None,
) -> Plan:
    """Screen the sheets of a workbook and plan the answers; see the package's docstring.

    Args:
        grids: Every sheet, own sheets of an earlier screening included (they are passed over).
        screener: The list and the policy.
        options: Sheets, columns and day.
        now: Aware time of the screening; the clock's by default.
        progress: Told how far the work is.

    Raises:
        InputError: A named sheet or column does not exist.
        SheetLayoutError: No party can be found.
    """
    chosen = options or ScreenOptions()
    reading = read_grids(grids, chosen)
    return screen_reading(reading, screener, chosen, now=now, progress=progress)


def screen_reading(
    reading: Reading,
    screener: Screener,
    options: ScreenOptions,
    *,
    now: datetime | None = None,
    progress: Progress | None = None,
) -> Plan:
    """Screen sheets whose columns are chosen; see `screen_grids`."""
    checked_at = now if now is not None else datetime.now(UTC).astimezone()
    reading, own = ask_about_own(reading, screener, as_of=options.as_of)
    groups = [group for sheet in reading.sheets for group in _groups(sheet)]
    found = [(group.sheet.grid.name, party) for group in groups for party in group.parties]
    if not found:
        raise _all_blank(reading)
    outcomes = screen_found(
        found, screener, as_of=options.as_of, checked_at=checked_at, progress=progress
    )
    blocks: list[AnswerBlock] = []
    summed = []
    taken: dict[str, list[Area]] = {}
    start = 0
    for group in groups:
        mine = outcomes[start : start + len(group.parties)]
        start += len(group.parties)
        mine_taken = taken.setdefault(group.sheet.grid.name, [])
        block = _block(group, mine, mine_taken)
        first, last = block.table_rows
        mine_taken.append(Area(first, block.first_column, last, block.last_column))
        blocks.append(block)
        summed.append(Part(group.sheet, group.table, tuple(mine), group.skipped))
    messages = (*own, *reading_messages(reading, summed))
    return _plan(messages, screener, options, outcomes, blocks, summed, checked_at)


@dataclass(frozen=True, slots=True)
class Tally:
    """What a run found, without its answers.

    Args:
        rows: Rows with an answer.
        grade: The worst grade of all parties.
        counts: Parties by grade, without blanks.
        messages: What the user must know, one sentence each.
        alerts: Lines for people: the alerts, worst first.
    """

    rows: int
    grade: Grade
    counts: Mapping[Grade, int] = field(hash=False)
    messages: tuple[str, ...]
    alerts: tuple[str, ...]

    @classmethod
    def of(cls, plan: Plan) -> Tally:
        """What a plan holds."""
        rows = sum(len(block.rows) for block in plan.blocks)
        return cls(rows, plan.grade, plan.counts, plan.messages, plan.alerts)


@dataclass(frozen=True, slots=True)
class _Group:
    """The parties of one table, or of the labels of one sheet (then `table` is None)."""

    sheet: SheetReading
    table: TableReading | None
    parties: tuple[FoundParty, ...]
    skipped: tuple[SkippedRow, ...] = ()


def _groups(sheet: SheetReading) -> Iterable[_Group]:
    """What is screened together on a sheet: labels first, then each table of parties."""
    if sheet.forms:
        yield _Group(sheet, None, tuple(form.found for form in sheet.forms))
    for table in sheet.tables:
        if table.columns.parties:
            parties, skipped = find_parties(table, sheet.grid)
            yield _Group(sheet, table, tuple(parties), tuple(skipped))


def _all_blank(reading: Reading) -> SheetLayoutError:
    """Party columns without a single party: never an empty success."""
    columns = [
        repr(" ".join(choice.header.split()))
        for sheet in reading.sheets
        for table in sheet.tables
        for choice in table.columns.parties
    ]
    return SheetLayoutError(
        f"no party to screen: {', '.join(dict.fromkeys(columns))} hold no name",
        fix="fill in the names, or name other columns with --column ROLE=HEADER",
    )


def _block(group: _Group, outcomes: Sequence[Outcome], taken: Sequence[Area]) -> AnswerBlock:
    """The answers beside one table or form."""
    grid = group.sheet.grid
    if group.table is not None:
        place = answer_place(grid, group.table.table, taken)
    else:
        place = form_place(grid, [party.row for party in group.parties], taken)
    return answer_block(grid.name, outcomes, place)


def _plan(
    messages: tuple[str, ...],
    screener: Screener,
    options: ScreenOptions,
    outcomes: Sequence[Outcome],
    blocks: Sequence[AnswerBlock],
    parts: Sequence[Part],
    checked_at: datetime,
) -> Plan:
    counts = Counter(outcome.verdict.verdict for outcome in outcomes)
    counts.pop(Grade.BLANK, None)
    grade = max(counts, key=lambda one: one.rank, default=Grade.BLANK)
    alerts = worst_first(outcomes)
    caption = build_caption(screener, options, checked_at)
    return Plan(
        blocks=tuple(blocks),
        summary=build_summary(
            parts, alerts, counts, messages, screener, options, checked_at, caption
        ),
        details=build_details(outcomes, caption),
        grade=grade,
        counts=dict(counts),
        messages=messages,
        alerts=tuple(alert_line(outcome) for outcome in alerts[:ALERTS_SHOWN]),
    )


def reading_messages(reading: Reading, parts: Sequence[Part]) -> Iterable[str]:
    """What the user must know about what was screened and what was not."""
    for sheet in reading.sheets:
        grid = sheet.grid
        if not sheet.has_parties and not sheet.tables:
            continue  # a blank sheet, or one with pictures only
        if not sheet.has_parties:
            yield f"sheet {grid.name!r} was not screened: no column of parties found"
        elif grid.hidden:
            yield f"sheet {grid.name!r} is hidden; it was screened too"
        for row, column, text in sheet.loose[:_ROWS_NAMED]:
            place = f"{column_letter(column)}{row}{on_sheet(grid)}"
            yield f"cell {place} ({text!r}) looks like a party but has no header or label: not screened"
        more = sheet.loose[_ROWS_NAMED:]
        if more:
            places = ", ".join(
                f"{column_letter(column)}{row}" for row, column, _ in more[:_CELLS_NAMED]
            )
            tail = f" and {len(more) - _CELLS_NAMED} more" if len(more) > _CELLS_NAMED else ""
            yield f"the same holds for {len(more)} more cells{on_sheet(grid)}: {places}{tail}"
    yield from left_out_messages(reading, own=False)
    for name in reading.passed_over:
        yield f"sheet {name!r} was left out, as asked"
    for part in parts:
        yield from _messages_of_part(part)
    for key in reading.ignored_settings:
        yield (
            f"setting {key!r} on the sheet Entity Check settings was ignored:"
            " a workbook may name columns and sheets only"
        )


def left_out_messages(reading: Reading, *, own: bool) -> Iterable[str]:
    """The columns that look like parties and are not used.

    Args:
        reading: What was found.
        own: Those of the user's own company too; a screening says more of them.
    """
    for sheet in reading.sheets:
        on = on_sheet(sheet.grid)
        for part in sheet.tables:
            for left in part.columns.left_out:
                if left.looks_like_party and (own or left.own is None):
                    header = " ".join(left.header.split())
                    yield f"column {header!r}{on} looks like parties but was left out: {left.reason}"


def _messages_of_part(part: Part) -> Iterable[str]:
    grid = part.sheet.grid
    on = on_sheet(grid)
    hidden = len({o.found.row for o in part.outcomes if o.found.row in grid.hidden_rows})
    if hidden:
        yield f"{hidden} hidden or filtered row{'s were' if hidden > 1 else ' was'}{on} screened too"
    chosen = part.table.columns if part.table is not None else Columns((), ())
    for choice in chosen.parties:
        if choice.column in grid.hidden_columns:
            yield f"hidden column {choice.header!r}{on} was screened too"
    by_reason: dict[str, list[int]] = {}
    for skip in part.skipped:
        by_reason.setdefault(skip.reason, []).append(skip.row)
    for reason, rows in by_reason.items():
        shown = ", ".join(map(str, rows[:_ROWS_NAMED]))
        if len(rows) > _ROWS_NAMED:
            shown += f" and {len(rows) - _ROWS_NAMED} more"
        yield f"row{'s' * (len(rows) > 1)} {shown}{on} not screened: {reason}"
