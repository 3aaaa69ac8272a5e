"""The answer columns: what stands beside a screened row, in every face.

One table of columns serves the sheet, the CSV, the pandas frame and the `show` of a formula, so
that they cannot drift apart. The grade and the warning stand apart here; a cell joins them
(`Verdict.text`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from entitycheck.records import Entry, Grade, Match, Snapshot, Verdict

CellValue = str | float | None


@dataclass(frozen=True, slots=True)
class Answer:
    """One verdict on its way into a row.

    Args:
        verdict: The worst verdict of the row.
        party_text: Column and text that decided, e.g. `Consignee: Inspur Grp.`
        checked_at: Aware time of the screening.
    """

    verdict: Verdict
    party_text: str
    checked_at: datetime

    @property
    def match(self) -> Match | None:
        """The alert that decided; None without an alert."""
        if not self.verdict.matches:  # nearly every row of a large sheet
            return None
        alerts = self.verdict.alerts
        return alerts[0] if alerts else None


def _of_entry(read: Callable[[Entry], CellValue]) -> Callable[[Answer], CellValue]:
    """A column that is empty unless there is an alert."""
    return lambda answer: None if answer.match is None else read(answer.match.entry)


def _reason(answer: Answer) -> CellValue:
    return answer.verdict.error or answer.verdict.reason


ANSWER_COLUMNS: dict[str, Callable[[Answer], CellValue]] = {
    "EC verdict": lambda a: (
        a.verdict.text if a.verdict.verdict is Grade.FAILED else a.verdict.verdict.value
    ),
    "EC score": lambda a: None if a.match is None else round(a.match.score, 1),
    "EC party": lambda a: a.party_text,
    "EC listed name": _of_entry(lambda e: e.name),
    "EC matched name": lambda a: None if a.match is None else a.match.matched_name,
    "EC list": _of_entry(lambda e: e.list_code),
    "EC country": _of_entry(lambda e: ", ".join(e.countries) or None),
    "EC reason": _reason,
    "EC licence requirement": _of_entry(lambda e: e.license_requirement),
    "EC licence policy": _of_entry(lambda e: e.license_policy),
    "EC citation": _of_entry(lambda e: "; ".join(c.text for c in e.citations) or None),
    "EC listed since": _of_entry(lambda e: e.start_date.isoformat() if e.start_date else None),
    "EC entry id": _of_entry(lambda e: e.entry_id),
    "EC list date": lambda a: a.verdict.list_date.isoformat() if a.verdict.list_date else None,
    "EC checked at": lambda a: a.checked_at.isoformat(timespec="seconds"),
    "EC warning": lambda a: a.verdict.warning,
}
"""Header of each answer column, in order, and how its value is read. Fixed contract."""

ANSWER_HEADERS = tuple(ANSWER_COLUMNS)
"""The headers alone."""


def answer_values(answer: Answer) -> list[CellValue]:
    """The values of one row, in the order of `ANSWER_COLUMNS`; all None for a blank party."""
    if answer.verdict.verdict is Grade.BLANK:
        return [None] * len(ANSWER_COLUMNS)
    return [read(answer) for read in ANSWER_COLUMNS.values()]


def list_warning(
    snapshot: Snapshot, *, today: date, stale_days: int, trouble: str | None = None
) -> str | None:
    """What every answer from this snapshot must carry; None for a full, fresh list.

    Args:
        snapshot: Which list answers.
        today: The day of the answer.
        stale_days: Age above which a list is stale. The age counts from the publisher's date, so
            that installing an old file does not make it fresh.
        trouble: What is wrong with the local copy; stands first.
    """
    age_days = (today - snapshot.list_date).days
    shown = snapshot.list_date.isoformat()
    said = [trouble] if trouble else []
    if snapshot.starter:
        said.append(f"starter list, {snapshot.entries} entries: press Refresh list")
    elif age_days < -1:  # one day is a matter of time zones
        said.append(f"list of {shown}, but this computer's clock says {today.isoformat()}")
    elif age_days > stale_days:
        said.append(f"list of {shown}, {age_days} days old")
    return "; ".join(said) or None
