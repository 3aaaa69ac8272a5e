"""The answers beside the rows of one table or form, and the line of an alert for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from entitycheck.answers import ANSWER_HEADERS
from entitycheck.orders.plan import AnswerBlock, AnswerRow
from entitycheck.orders.safe_text import safe_text
from entitycheck.records import Grade
from entitycheck.sheets.outcomes import PARTY_PLACE, Outcome, comment_of, in_rows, worst
from entitycheck.sheets.places import Place

ALERTS_SHOWN = 200
"""Alerts that are told beside the files: lines for a terminal; the sheets hold them all."""


def answer_block(sheet: str, outcomes: Sequence[Outcome], place: Place) -> AnswerBlock:
    """The answers beside one table or form, or beside some rows of it."""
    rows = []
    for row, mine in in_rows(outcomes, lambda outcome: outcome.found.row).items():
        decided = worst(mine)
        if decided.verdict.verdict is Grade.BLANK:
            continue
        others = sum(o.verdict.verdict.is_alert for o in mine if o is not decided)
        rows.append(
            AnswerRow(
                row,
                decided.values,
                _safe_verdict(decided.verdict.text),
                decided.verdict.verdict,
                comment_of(decided, others),
                decided.link,
            )
        )
    return AnswerBlock(
        sheet=sheet,
        header_row=place.header_row,
        first_column=place.first_column,
        headers=ANSWER_HEADERS,
        rows=tuple(rows),
        table_rows=place.rows,
        table_columns=place.columns,
        stale=place.stale,
    )


_safe_verdict = lru_cache(maxsize=1_000)(safe_text)  # nearly all rows of a large sheet say the same


def worst_first(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """What a person must look at: alerts and parties that could not be screened."""
    return sorted(
        (o for o in outcomes if o.verdict.verdict.is_alert or o.verdict.verdict is Grade.FAILED),
        key=lambda outcome: outcome.order,
        reverse=True,
    )


def alert_line(outcome: Outcome) -> str:
    """One alert for a terminal."""
    verdict, found = outcome.verdict, outcome.found
    where = f"{outcome.sheet} row {found.row}" if outcome.sheet else f"row {found.row}"
    text = " ".join(str(outcome.values[PARTY_PLACE]).split())
    if verdict.alerts:
        match = verdict.alerts[0]
        return (
            f"{verdict.verdict.value:7}{match.score:4.0f}  {where}  {text}  ->"
            f"  {match.entry.name} [{match.entry.list_code}]"
        )
    return f"{verdict.text}  {where}  {text}"
