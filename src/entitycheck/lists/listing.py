"""Was an entry listed on a past day? What two snapshots around that day and its dates say.

An entry of the newest snapshot not later than the day was listed. One that only later snapshots
hold was listed if it was effective by then. Its own start date says so; where the publisher gives
none, the Federal Register notice it rests on may: other entries that rest on that notice alone carry
its effective date. An entry without any date is neither: a person must look.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from entitycheck.records import Entry, Grade, Match

_ADVANCE_DAYS = (
    90  # a list may hold entries of rules that take effect within weeks; more is an error in it
)
_NOTICE = re.compile(r"(\d+) FR (\d+)")


class Listed(Enum):
    """Whether an entry was listed on a day."""

    YES = "yes"
    NOT_YET = "not yet"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Listing:
    """What is known of the first day of an entry.

    Args:
        seen_on: List date of the first snapshot that holds it.
        absent_on: List date of the snapshot before that one; None where there is none.
        since: First day in force; None where nothing says.
    """

    seen_on: date
    absent_on: date | None = None
    since: date | None = None

    def on(self, day: date) -> tuple[Listed, str]:
        """Whether it was listed on a day, and on what that answer rests."""
        if self.seen_on <= day:
            if self.since is not None and 0 < (self.since - day).days <= _ADVANCE_DAYS:
                return Listed.NOT_YET, f"listed from {self.since.isoformat()}"
            return Listed.YES, f"on the list of {self.seen_on.isoformat()}"
        if self.since is not None:
            if self.since > day:
                return Listed.NOT_YET, f"listed from {self.since.isoformat()}"
            seen = self.seen_on.isoformat()
            return Listed.YES, f"effective {self.since.isoformat()} by the list of {seen}"
        if self.absent_on is not None and self.absent_on > day:
            return Listed.NOT_YET, f"listed after {self.absent_on.isoformat()}"
        before = f"after that of {self.absent_on.isoformat()}" if self.absent_on else "none before"
        words = f"undated: first on the list of {self.seen_on.isoformat()}, {before}"
        return Listed.UNKNOWN, f"{words}, so it may have been listed on {day.isoformat()}"


@dataclass(frozen=True, slots=True)
class DatedMatch:
    """A match as it stood on a past day.

    Args:
        match: Its grade and reason on that day.
        listed: Whether the entry was listed; None where it is no alert anyway.
        words: On what that rests.
    """

    match: Match
    listed: Listed | None = None
    words: str = ""


def match_on(match: Match, listing: Listing, day: date) -> DatedMatch:
    """The match as it stood on a past day, with what that rests on.

    What was not listed yet is NO MATCH; what has no date is REVIEW at most.
    """
    if not match.verdict.is_alert:
        return DatedMatch(match)
    listed, words = listing.on(day)
    if listed is Listed.NOT_YET:
        dated = replace(match, verdict=Grade.NO_MATCH, reason=f"{words}; {match.reason}")
        return DatedMatch(dated, listed, words)
    grade = match.verdict
    if listed is Listed.UNKNOWN and grade is Grade.MATCH:
        grade = Grade.REVIEW
    dated = replace(match, verdict=grade, reason=f"{match.reason}; {words}")
    return DatedMatch(dated, listed, words)


def notice_dates(entries: Iterable[Entry]) -> dict[str, date]:
    """Effective date of each notice, from the dated entries that rest on it alone.

    A notice that two such entries date differently is left out.
    """
    found: dict[str, date] = {}
    unclear: set[str] = set()
    for entry in entries:
        if entry.start_date is None or len(entry.citations) != 1:
            continue
        text = entry.citations[0].text
        if _NOTICE.fullmatch(text) and found.setdefault(text, entry.start_date) != entry.start_date:
            unclear.add(text)
    return {text: day for text, day in found.items() if text not in unclear}


def first_day(entry: Entry, notices: Mapping[str, date]) -> date | None:
    """The first day in force: the publisher's, else the effective date of its earliest notice."""
    if entry.start_date is not None:
        return entry.start_date
    numbered = [
        ((int(m[1]), int(m[2])), c.text)
        for c in entry.citations
        if (m := _NOTICE.fullmatch(c.text))
    ]
    return notices.get(min(numbered)[1]) if numbered else None
