"""The sheet *Entity Check summary*: what a compliance officer files.

From top to bottom: what was screened against what, the counts with a chart, the alerts, what was
screened (sheet, table, columns, why) and what was not, and what the words mean.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from entitycheck import __version__
from entitycheck.answers import ANSWER_HEADERS
from entitycheck.orders.grid import column_letter
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
from entitycheck.sheets.summary_scope import (
    COLUMNS,
    Part,
    Row,
    message_rows,
    other_columns,
    review_rows,
    screened_rows,
)

_WIDTHS = (20.0, 26.0, 30.0, 34.0, 9.0, 9.0, 44.0, 16.0)
_ALERTS_LISTED = 1_000  # the details sheet holds all of them
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
    rows: list[Row] = [(ReportCell("Entity Check summary", Look.TITLE, width=COLUMNS),)]
    if screener.warning is not None:
        rows.append((ReportCell(f"Warning: {screener.warning}", Look.FAILED, width=COLUMNS),))
    rows.append(())
    rows.extend(_facts(parts, screener, options, checked_at))
    rows.append(())
    chart_row = len(rows) + 1
    rows.extend(_count_rows(counts))
    rows.append(())
    rows.extend(_alert_rows(alerts))
    rows.append(())
    rows.extend(screened_rows(parts))
    rows.append(())
    rows.extend(message_rows(messages))
    rows.extend(other_columns(parts))
    rows.append(())
    rows.extend(review_rows())
    rows.append(())
    rows.append((ReportCell(_NO_CLEARANCE, Look.NOTE, width=COLUMNS),))
    title_rows = 1 if screener.warning is None else 2
    chart = ReportChart(
        title="Parties by verdict",
        label_column=1,
        count_column=2,
        first_row=chart_row + 1,
        labels=tuple(_WORDS[grade] for grade in _GRADES),
        counts=tuple(counts.get(grade, 0) for grade in _GRADES),
        colours=tuple(_COLOURS[grade] for grade in _GRADES),
        place=(5, title_rows + 1, COLUMNS, chart_row - 1),
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
    tables = f"{len(parts)} table{'s' * (len(parts) != 1)}"
    tables += " or forms" * any(part.table is None for part in parts)
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
        ("Policy", limits),
        ("Parties screened", f"{asked:,} on {tables}, {distinct:,} different"),
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
            ReportCell("What it means", Look.HEADER, width=COLUMNS - 2),
        )
    ]
    for grade in _GRADES:
        count = counts.get(grade, 0)
        rows.append(
            (
                ReportCell(_WORDS[grade], LOOK_OF_GRADE[grade]),
                ReportCell(count, Look.NUMBER),
                ReportCell(_MEANING[grade], Look.TEXT, width=COLUMNS - 2),
            )
        )
    return rows


def _alert_rows(alerts: Sequence[Outcome]) -> list[Row]:
    """The alerts, worst first, each with where it stands and why."""
    if not alerts:
        return [
            (ReportCell("Alerts", Look.HEADING, width=COLUMNS),),
            (ReportCell("None: no party is a MATCH or to be reviewed.", width=COLUMNS),),
        ]
    rows: list[Row] = [(ReportCell(f"Alerts: {len(alerts):,}", Look.HEADING, width=COLUMNS),)]
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
                    width=COLUMNS,
                ),
            )
        )
    return rows


def _alert_row(outcome: Outcome) -> Row:
    found, verdict = outcome.found, outcome.verdict
    cell = f"{column_letter(found.column)}{found.row}"
    where = f"{outcome.sheet}, {cell}" if outcome.sheet else cell
    said = dict(zip(ANSWER_HEADERS, outcome.values, strict=True))
    return (
        ReportCell(_WORDS[verdict.verdict], LOOK_OF_GRADE[verdict.verdict]),
        ReportCell(safe_text(where), Look.WRAPPED),
        ReportCell(said["EC party"], Look.WRAPPED),
        ReportCell(said["EC listed name"], Look.WRAPPED),
        ReportCell(said["EC list"]),
        ReportCell(said["EC score"], Look.SCORE),
        ReportCell(said["EC reason"], Look.WRAPPED),
        ReportCell(said["EC citation"], Look.LINK if outcome.link else Look.WRAPPED, outcome.link),
    )
