"""From parties on sheets to verdicts: the worst of whole text and pieces, and of a row's parties."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from entitycheck.answers import ANSWER_HEADERS, Answer, answer_values
from entitycheck.orders.parties import FoundParty
from entitycheck.orders.plan import CellValue
from entitycheck.orders.safe_text import safe_text
from entitycheck.records import Grade, Party, Verdict
from entitycheck.screening import Progress, Screener
from entitycheck.sheets.seen import Seen

_COMMENT_LENGTH = 1_000  # a note longer than that covers the sheet
_REMEMBERED = 50_000  # parties, twice; some 50 MB

PARTY_PLACE = ANSWER_HEADERS.index("EC party")


class Outcome(NamedTuple):
    """One party on a sheet with its verdict: a named tuple, for there are as many as rows.

    Args:
        sheet: Name of the sheet.
        found: Where it stands and what was asked.
        verdict: The worst verdict of the whole text and its pieces.
        values: The answer columns, ready to be written.
        link: Address of the citation.
    """

    sheet: str
    found: FoundParty
    verdict: Verdict
    values: tuple[CellValue, ...]
    link: str | None

    @property
    def order(self) -> tuple[int, float]:
        """Worse is greater."""
        return (self.verdict.verdict.rank, self.verdict.score)


class Memory:
    """Verdicts of parties that were asked about before, the last of them.

    A file that is screened in portions names the same customers again and again.

    Args:
        seen: Parties that resembled nothing in other processes of the run.
    """

    def __init__(self, seen: Seen | None = None) -> None:
        self._young: dict[Party, Verdict] = {}
        self._old: dict[Party, Verdict] = {}
        self._seen = seen
        self._nothing: Verdict | None = None  # what a party that resembles nothing is answered

    def recall(self, parties: Iterable[Party]) -> tuple[dict[Party, Verdict], list[Party]]:
        """The verdicts that are known, and the parties that must be asked about."""
        found: dict[Party, Verdict] = {}
        unknown = []
        for party in parties:
            verdict = self._young.get(party)
            if verdict is None and self._old and (verdict := self._old.get(party)) is not None:
                self._young[party] = verdict
            if verdict is None:
                verdict = self._seen_elsewhere(party)
            if verdict is None:
                unknown.append(party)
            else:
                found[party] = verdict
        return found, unknown

    def _seen_elsewhere(self, party: Party) -> Verdict | None:
        if self._seen is None or self._nothing is None or not self._seen.holds(party):
            return None
        return replace(self._nothing, party=party)

    def keep(self, parties: Sequence[Party], verdicts: Sequence[Verdict]) -> None:
        """Remember verdicts; those that were not asked for longest are forgotten."""
        self._young.update(zip(parties, verdicts, strict=True))
        if len(self._young) > _REMEMBERED:
            self._old, self._young = self._young, {}
        if self._seen is None:
            return
        for party, verdict in zip(parties, verdicts, strict=True):
            if verdict.verdict is Grade.NO_MATCH and not verdict.matches and _is_comparable(party):
                self._nothing = verdict  # but for the party, the same for all of them
                self._seen.add(party)


def _is_comparable(party: Party) -> bool:
    """Whether the matcher had anything to compare; else the reason is another one."""
    return any(map(str.isalnum, party.name or "")) or any(map(str.isalnum, party.address or ""))


def screen_found(
    found: Sequence[tuple[str, FoundParty]],
    screener: Screener,
    *,
    as_of: date | None,
    checked_at: datetime,
    progress: Progress | None = None,
    memory: Memory | None = None,
) -> list[Outcome]:
    """The outcome of each party, in order; equal parties are screened once.

    Args:
        found: Parties with the names of their sheets.
        screener: The list and the policy.
        as_of: The day asked about, None for today.
        checked_at: Time of the screening.
        progress: Told how far the work is.
        memory: What was answered before by the same screener for the same day.
    """
    parties: dict[Party, None] = {}
    for _, one in found:
        if one.error is None:
            parties.setdefault(one.party)
            for piece in one.pieces:
                parties.setdefault(piece)
    memory = Memory() if memory is None else memory
    verdicts, asked = memory.recall(parties)
    fresh = screener.check_many(asked, as_of=as_of, progress=progress)
    verdicts.update(zip(asked, fresh, strict=True))
    memory.keep(asked, fresh)
    known: dict[tuple[int, str, str | None], tuple[Verdict, tuple[CellValue, ...], str | None]] = {}
    shared: dict[str, str] = {}
    outcomes = []
    for sheet, one in found:
        key = (id(one.party), one.header, one.error)
        if key not in known:
            verdict = _verdict(one, verdicts, screener, as_of)
            known[key] = (verdict, *_written(one, verdict, checked_at, shared))
        outcomes.append(Outcome(sheet, one, *known[key]))
    return outcomes


def _verdict(
    found: FoundParty, verdicts: dict[Party, Verdict], screener: Screener, as_of: date | None
) -> Verdict:
    """The worst verdict; the whole text wins a tie, so that a piece never replaces it for nothing."""
    if found.error is not None:
        return Verdict(
            party=found.party,
            verdict=Grade.FAILED,
            score=0.0,
            matches=(),
            reason=found.error,
            list_date=screener.snapshot.list_date,
            fingerprint=screener.snapshot.fingerprint,
            as_of=as_of,
            warning=screener.warning,
            error=found.error,
        )
    worst = verdicts[found.party]
    for piece in found.pieces:
        verdict = verdicts[piece]
        if (verdict.verdict.rank, verdict.score) > (worst.verdict.rank, worst.score):
            worst = verdict
    return worst


def _written(
    found: FoundParty, verdict: Verdict, checked_at: datetime, shared: dict[str, str]
) -> tuple[tuple[CellValue, ...], str | None]:
    """The answer columns as they are written, and the link of the citation.

    `shared` keeps one copy of each text: most answers of a sheet say the same.
    """
    text = party_text(found, verdict)
    if (
        not verdict.matches and verdict.verdict is Grade.NO_MATCH
    ):  # nearly every row of a large sheet
        before, after = _plain_values(
            verdict.verdict, verdict.reason, verdict.list_date, verdict.warning, checked_at
        )
        return (*before, safe_text(text), *after), None
    answer = Answer(verdict, text, checked_at)
    values = tuple(
        _safe(value, shared) if isinstance(value, str) else value for value in answer_values(answer)
    )
    match = answer.match
    urls = [c.url for c in match.entry.citations if c.url] if match is not None else []
    return values, next((url for url in urls if url.startswith(("https://", "http://"))), None)


@lru_cache(maxsize=100)
def _plain_values(
    grade: Grade, reason: str, list_date: date | None, warning: str | None, checked_at: datetime
) -> tuple[tuple[CellValue, ...], tuple[CellValue, ...]]:
    """The answer columns of a party that resembles nothing, before and after its own text."""
    party = Party("")
    verdict = Verdict(party, grade, 0.0, (), reason, list_date, None, warning=warning)
    values = answer_values(Answer(verdict, "", checked_at))
    safe = tuple(safe_text(value) if isinstance(value, str) else value for value in values)
    return safe[:PARTY_PLACE], safe[PARTY_PLACE + 1 :]


def _safe(value: str, shared: dict[str, str]) -> str:
    known = shared.get(value)
    if known is None:
        known = shared[value] = safe_text(value)
    return known


def party_text(found: FoundParty, verdict: Verdict) -> str:
    """Column and text that decided, e.g. `Consignee: Inspur`."""
    header = _bare_header(found.header)
    text = found.text if verdict.party.name == found.party.name else verdict.party.name
    return f"{header}: {text}" if text else header


@lru_cache(maxsize=100)
def _bare_header(header: str) -> str:
    """A header in one line, without the colon behind it."""
    return " ".join(header.strip(" :：").split())


def worst(outcomes: Sequence[Outcome]) -> Outcome:
    """The outcome that speaks for a row; the first of equals."""
    return outcomes[0] if len(outcomes) == 1 else max(outcomes, key=lambda outcome: outcome.order)


def comment_of(outcome: Outcome, others: int) -> str | None:
    """The note on a verdict's cell: who, why, and what else the row holds; None without an alert."""
    verdict = outcome.verdict
    if not verdict.verdict.is_alert and verdict.verdict is not Grade.FAILED:
        return None
    lines = [party_text(outcome.found, verdict), verdict.error or verdict.reason]
    if verdict.alerts:
        entry = verdict.alerts[0].entry
        lines.insert(
            1, f"{verdict.verdict.value} {verdict.score:.0f}: {entry.name} ({entry.list_code})"
        )
        more = len(verdict.alerts) - 1
        if more:
            lines.append(
                f"{more} more listed {'entry resembles' if more == 1 else 'entries resemble'} it"
            )
    if others:
        lines.append(
            f"{others} more alert{'s' if others > 1 else ''} in this row: see Entity Check details"
        )
    return safe_text("\n".join(lines))[:_COMMENT_LENGTH]


def in_rows(outcomes: Iterable[Outcome], key: Callable[[Outcome], int]) -> dict[int, list[Outcome]]:
    """The outcomes by row, rows in order."""
    rows: dict[int, list[Outcome]] = {}
    for outcome in outcomes:
        rows.setdefault(key(outcome), []).append(outcome)
    return dict(sorted(rows.items()))
