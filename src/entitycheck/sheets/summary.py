"""The sheet *Entity Check summary*: what a compliance officer files.

From top to bottom: what was screened against what, the counts with a chart, the alerts, what was
screened (sheet, table, columns, why) and what was not, and what the words mean.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from entitycheck import __version__
from entitycheck.orders.grid import column_letter
from entitycheck.orders.layout import SheetReading, TableReading
from entitycheck.orders.parties import SkippedRow
from entitycheck.orders.plan import (
    LOOK_OF_GRADE,
    SUMMARY_SHEET,
    Caption,
    Look,
    ReportCell,
    ReportChart,
    ReportSheet,
)
from entitycheck.orders.safe_text import safe_text
from entitycheck.records import Grade, ListDateBasis
from entitycheck.screening import Screener
from entitycheck.sheets.options import ScreenOptions
from entitycheck.sheets.outcomes import Outcome

_WIDTHS = (20.0, 26.0, 30.0, 34.0, 9.0, 9.0, 44.0, 16.0)
_COLUMNS = len(_WIDTHS)
_ALERTS_LISTED = 1_000  # the details sheet holds all of them
_COLUMNS_NAMED = 60  # enough to check, on one page
_GRADES = (Grade.FAILED, Grade.MATCH, Grade.REVIEW, Grade.NO_MATCH)
_COLOURS = {
    Grade.FAILED: "7F6AA8",
    Grade.MATCH: "C0392B",
    Grade.REVIEW: "E0A100",
    Grade.NO_MATCH: "8A949C",
}
_WORDS = {
    Grade.FAILED: "could not be screened",
    Grade.MATCH: "MATCH",
    Grade.REVIEW: "REVIEW",
    Grade.NO_MATCH: "NO MATCH",
}
_MEANING = {
    Grade.FAILED: "No answer: correct the cell and screen again.",
    Grade.MATCH: (
        "This is the listed party unless a person rules otherwise. Do not proceed before that."
    ),
    Grade.REVIEW: "It resembles a listed party. A person must look.",
    Grade.NO_MATCH: "Nothing on the named lists, as of the named date, resembles the party.",
}
_BASIS = {
    ListDateBasis.GIVEN: "as given when it was installed",
    ListDateBasis.LAST_MODIFIED: "by the publisher's server",
    ListDateBasis.FILE_NAME: "by the name of its file",
    ListDateBasis.NEWEST_ENTRY: "at least: the newest entry",
    ListDateBasis.STARTER: "starter list",
}
_NO_CLEARANCE = (
    "Not being on a list is no legal clearance."
    " Whether you may proceed is your decision, or your counsel's."
)

Row = tuple[ReportCell, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One screened table, or the labels of a sheet (then `table` is None), with the outcomes."""

    sheet: SheetReading
    table: TableReading | None
    outcomes: tuple[Outcome, ...]
    skipped: tuple[SkippedRow, ...]


def build_summary(
    parts: Sequence[Part],
    alerts: Sequence[Outcome],
    counts: Mapping[Grade, int],
    messages: Sequence[str],
    screener: Screener,
    options: ScreenOptions,
    checked_at: datetime,
    caption: Caption,
) -> ReportSheet:
    """The summary sheet; `alerts` are worst first, `counts` without blanks."""
    rows: list[Row] = [(ReportCell("Entity Check summary", Look.TITLE, width=_COLUMNS),)]
    if screener.warning is not None:
        rows.append((ReportCell(f"Warning: {screener.warning}", Look.FAILED, width=_COLUMNS),))
    rows.append(())
    rows.extend(_facts(parts, screener, options, checked_at))
    rows.append(())
    chart_row = len(rows) + 1
    rows.extend(_count_rows(counts))
    rows.append(())
    rows.extend(_alert_rows(alerts))
    rows.append(())
    rows.extend(_screened_rows(parts))
    rows.append(())
    rows.extend(_message_rows(messages))
    rows.extend(_other_columns(parts))
    rows.append(())
    rows.extend(_review_rows())
    rows.append(())
    rows.append((ReportCell(_NO_CLEARANCE, Look.NOTE, width=_COLUMNS),))
    title_rows = 1 if screener.warning is None else 2
    chart = ReportChart(
        title="Parties by verdict",
        label_column=1,
        count_column=2,
        first_row=chart_row + 1,
        labels=tuple(_WORDS[grade] for grade in _GRADES),
        counts=tuple(counts.get(grade, 0) for grade in _GRADES),
        colours=tuple(_COLOURS[grade] for grade in _GRADES),
        place=(5, title_rows + 1, _COLUMNS, chart_row - 1),
    )
    return ReportSheet(
        SUMMARY_SHEET, tuple(rows), _WIDTHS, chart=chart, caption=caption, title_rows=title_rows
    )


def build_caption(screener: Screener, options: ScreenOptions, checked_at: datetime) -> Caption:
    """What each printed page says: the file, the list, the day, the policy."""
    snapshot = screener.snapshot
    starter = " (starter list)" if snapshot.list_date_basis is ListDateBasis.STARTER else ""
    day = f", as of {options.as_of}" if options.as_of else ""
    return Caption(
        above=f"{options.source or 'this workbook'}, list of {snapshot.list_date}{starter}{day}",
        below=(
            f"screened {checked_at.isoformat(sep=' ', timespec='minutes')}, policy"
            f" {screener.policy.policy_hash}, list {snapshot.fingerprint}, entitycheck {__version__}"
        ),
    )


def _facts(
    parts: Sequence[Part],
    screener: Screener,
    options: ScreenOptions,
    checked_at: datetime,
) -> list[Row]:
    snapshot, policy = screener.snapshot, screener.policy
    lists = ", ".join(
        f"{code} {snapshot.entries_per_list.get(code, 0):,}"
        for code in (policy.lists or sorted(snapshot.entries_per_list))
    )
    asked = sum(len(part.outcomes) for part in parts)
    distinct = len({(o.found.party.name, o.found.party.country) for p in parts for o in p.outcomes})
    used = f"country {'used' if policy.use_country else 'not used'}"
    limits = f"MATCH from {policy.match_points:g} points, REVIEW from {policy.review_points:g}"
    limits += f"; {used}; policy {policy.policy_hash}"
    day = options.as_of.isoformat() if options.as_of else "the day of screening"
    facts = (
        ("Screened file", options.source or "this workbook"),
        ("Screened at", checked_at.isoformat(sep=" ", timespec="seconds")),
        ("Asked about", day),
        (
            "List date",
            f"{snapshot.list_date} ({_BASIS[snapshot.list_date_basis]}), {snapshot.entries:,} entries",
        ),
        ("Lists", lists),
        ("List fingerprint", snapshot.fingerprint),
        (
            "Policy",
            limits,
        ),
        (
            "Parties screened",
            f"{asked:,} on {len(parts)} table{'s' * (len(parts) != 1)} or forms, {distinct:,} different"
            if any(part.table is None for part in parts)
            else f"{asked:,} on {len(parts)} table{'s' * (len(parts) != 1)}, {distinct:,} different",
        ),
        ("Program", f"entitycheck {__version__}"),
    )
    return [
        (ReportCell(label, Look.LABEL), ReportCell(safe_text(value), Look.WRAPPED, width=3))
        for label, value in facts
    ]


def _count_rows(counts: Mapping[Grade, int]) -> list[Row]:
    rows: list[Row] = [
        (
            ReportCell("Verdict", Look.HEADER),
            ReportCell("Parties", Look.HEADER),
            ReportCell("What it means", Look.HEADER, width=_COLUMNS - 2),
        )
    ]
    for grade in _GRADES:
        count = counts.get(grade, 0)
        rows.append(
            (
                ReportCell(_WORDS[grade], LOOK_OF_GRADE[grade]),
                ReportCell(count, Look.NUMBER),
                ReportCell(_MEANING[grade], Look.TEXT, width=_COLUMNS - 2),
            )
        )
    return rows


def _alert_rows(alerts: Sequence[Outcome]) -> list[Row]:
    """The alerts, worst first, each with where it stands and why."""
    if not alerts:
        return [
            (ReportCell("Alerts", Look.HEADING, width=_COLUMNS),),
            (ReportCell("None: no party is a MATCH or to be reviewed.", width=_COLUMNS),),
        ]
    rows: list[Row] = [(ReportCell(f"Alerts: {len(alerts):,}", Look.HEADING, width=_COLUMNS),)]
    headers = ("Verdict", "Where", "Party", "Listed name", "List", "Score", "Reason", "Citation")
    rows.append(tuple(ReportCell(header, Look.HEADER) for header in headers))
    rows.extend(_alert_row(outcome) for outcome in alerts[:_ALERTS_LISTED])
    more = len(alerts) - _ALERTS_LISTED
    if more > 0:
        rows.append(
            (
                ReportCell(
                    f"and {more:,} more on the sheet Entity Check details",
                    Look.NOTE,
                    width=_COLUMNS,
                ),
            )
        )
    return rows


def _alert_row(outcome: Outcome) -> Row:
    found, verdict = outcome.found, outcome.verdict
    cell = f"{column_letter(found.column)}{found.row}"
    where = f"{outcome.sheet}, {cell}" if outcome.sheet else cell
    values = outcome.values
    return (
        ReportCell(_WORDS[verdict.verdict], LOOK_OF_GRADE[verdict.verdict]),
        ReportCell(safe_text(where), Look.WRAPPED),
        ReportCell(values[2], Look.WRAPPED),
        ReportCell(values[3], Look.WRAPPED),
        ReportCell(values[5]),
        ReportCell(values[1], Look.SCORE),
        ReportCell(values[7], Look.WRAPPED),
        ReportCell(values[10], Look.LINK if outcome.link else Look.WRAPPED, outcome.link),
    )


def _screened_rows(parts: Sequence[Part]) -> list[Row]:
    """Which columns of which tables were screened, and why these."""
    rows: list[Row] = [(ReportCell("What was screened", Look.HEADING, width=_COLUMNS),)]
    headers = ("Sheet", "Rows", "Column", "Used as", "Parties", "Points", "Why this column")
    rows.append(
        (
            *(ReportCell(header, Look.HEADER) for header in headers[:-1]),
            ReportCell(headers[-1], Look.HEADER, width=2),
        )
    )
    for part in parts:
        name = ReportCell(safe_text(part.sheet.grid.name))
        rows.extend((name, *cells) for cells in (_of_table(part) if part.table else _of_form(part)))
    return rows


def _of_table(part: Part) -> list[Row]:
    """The columns of a table that were used."""
    assert part.table is not None  # noqa: S101 -- asked by the caller
    table = part.table.table
    by_column = Counter(outcome.found.column for outcome in part.outcomes)
    return [
        (
            ReportCell(f"{table.first_row} to {table.last_row}"),
            _place(choice.column, choice.header),
            ReportCell(choice.role),
            ReportCell(by_column[choice.column] if choice.is_party else None, Look.NUMBER),
            ReportCell(round(choice.score), Look.NUMBER),
            ReportCell(safe_text(choice.reason), Look.WRAPPED, width=2),
        )
        for choice in part.table.columns.used
    ]


def _of_form(part: Part) -> list[Row]:
    """The labels of a form that were used."""
    return [
        (
            ReportCell(str(form.found.row)),
            _place(form.found.column, form.found.header),
            ReportCell(form.found.role),
            ReportCell(1, Look.NUMBER),
            ReportCell(round(form.score), Look.NUMBER),
            ReportCell(safe_text(form.reason), Look.WRAPPED, width=2),
        )
        for form in part.sheet.forms
    ]


def _place(column: int, header: str) -> ReportCell:
    return ReportCell(safe_text(_place_text(column, header)), Look.WRAPPED)


def _place_text(column: int, header: str) -> str:
    return f"{column_letter(column)}: {' '.join(header.split())}"


def _other_columns(parts: Sequence[Part]) -> list[Row]:
    """The columns of each table that were taken for something else than parties."""
    rows: list[Row] = []
    for part in parts:
        left = part.table.columns.left_out if part.table is not None else ()
        names = [
            _place_text(one.column, one.header)
            for one in left
            if one.header and not one.looks_like_party
        ]
        if names:
            shown = "; ".join(names[:_COLUMNS_NAMED])
            more = f" and {len(names) - _COLUMNS_NAMED} more" if len(names) > _COLUMNS_NAMED else ""
            sheet = f" on sheet {part.sheet.grid.name!r}" if part.sheet.grid.name else ""
            text = f"Columns{sheet} taken for something else than parties: {shown}{more}"
            rows.append((ReportCell(safe_text(text), Look.WRAPPED, width=_COLUMNS),))
    return rows


def _review_rows() -> list[Row]:
    """Room for the person who files the sheet."""
    return [
        (ReportCell("Reviewed by", Look.HEADING, width=_COLUMNS),),
        *(
            (ReportCell(label, Look.LABEL), ReportCell(None, Look.FILL_IN, width=3))
            for label in ("Name", "Date", "Decision", "Signature")
        ),
    ]


def _message_rows(messages: Sequence[str]) -> list[Row]:
    rows: list[Row] = [
        (ReportCell("What was not screened, and other notes", Look.HEADING, width=_COLUMNS),)
    ]
    if not messages:
        rows.append(
            (
                ReportCell(
                    "Nothing to report: every sheet, row and column that looks like a party was screened.",
                    width=_COLUMNS,
                ),
            )
        )
    rows.extend(
        (ReportCell(safe_text(f"{text[0].upper()}{text[1:]}"), Look.WRAPPED, width=_COLUMNS),)
        for text in messages
    )
    return rows
