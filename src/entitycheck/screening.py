"""Give parties their verdicts: load the list once, then check one party or a million.

A `Screener` is one open snapshot with one policy. It answers from the local copy alone: no
network, no clock but the one that tells the age of the list. Equal parties are scored once, and
single calls and batches give the same answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from entitycheck.answers import list_warning
from entitycheck.cache import LocalCopy, OpenSnapshot
from entitycheck.collector import without_collector
from entitycheck.errors import InputError
from entitycheck.lists.listing import DatedMatch, Listed, match_on
from entitycheck.matching import find_candidates, open_index
from entitycheck.matching.policy import Policy
from entitycheck.records import Grade, Match, Party, Verdict
from entitycheck.settings import load_settings

if TYPE_CHECKING:
    import pandas as pd

    from entitycheck.cache.views import OpenView
    from entitycheck.matching import NameIndex, Scored
    from entitycheck.records import Entry, Snapshot

_PAST_KEPT = 3  # views of the past beside the newest; each holds some 25 MB mapped
Progress = Callable[[int, int], None]
"""Called with parties done and parties in all."""


class Screener:
    """One open snapshot and one policy.

    Args:
        opened: The snapshot, from `LocalCopy`.
        policy: Limits and lists.
        copy: The local copy that `opened` comes from; tells when another snapshot is in force.
        today: Tells the day, for the age of the list.
        workers: Processes for large batches; see `open`.
    """

    def __init__(
        self,
        opened: OpenSnapshot,
        policy: Policy | None = None,
        *,
        copy: LocalCopy | None = None,
        today: Callable[[], date] = date.today,
        workers: int = 1,
    ) -> None:
        self._opened = opened
        self._copy = copy
        self.policy = policy if policy is not None else Policy()
        self._now = _Basis(opened, open_index(opened.arrays))
        self._past: list[_Basis] = []
        self._today = today
        self._workers = workers
        self._reject_unknown_lists()

    @classmethod
    def open(
        cls, home: Path | None = None, policy: Policy | None = None, *, workers: int = 1
    ) -> Screener:
        """The current snapshot of the local copy; the starter list where there is none.

        Args:
            home: Folder of the local copy; by default the one of the settings.
            policy: Limits and lists; by default those of the settings.
            workers: Processes for large batches. A script that asks for more than one needs the guard
                `if __name__ == "__main__":`, since each of them loads it again.
        """
        settings = load_settings({"home": home})
        copy = LocalCopy(settings.home)
        policy = policy if policy is not None else settings.policy
        return cls(copy.current(), policy, copy=copy, workers=workers)

    def is_current(self) -> bool:
        """Whether this snapshot is still the one in force; cheap enough to ask before each call.

        A face that runs for days opens another `Screener` when the answer is no.
        """
        return self._copy is None or self._copy.pointer() == self._opened.pointer

    @property
    def snapshot(self) -> Snapshot:
        """Which list answers."""
        return self._opened.snapshot

    @property
    def warning(self) -> str | None:
        """What each answer must carry: starter list, stale list, damage; None for a fresh list."""
        return list_warning(
            self.snapshot,
            today=self._today(),
            stale_days=self.policy.stale_days,
            trouble=self._opened.trouble,
        )

    def check(self, party: Party, *, as_of: date | None = None, nearest: int = 0) -> Verdict:
        """The verdict for one party; see `check_many`."""
        return self.check_many([party], as_of=as_of, nearest=nearest)[0]

    @without_collector()
    def check_many(
        self,
        parties: Iterable[Party],
        *,
        as_of: date | None = None,
        nearest: int = 0,
        progress: Progress | None = None,
    ) -> list[Verdict]:
        """The verdicts for n parties, in their order; equal parties are scored once.

        Meanwhile the process does not search for cycles (`gc`): none are made here.

        Args:
            parties: Any script, not normalised; a party without a name or address is blank.
            as_of: The day asked about; None for today. The reason then says what the answer rests on.
            nearest: Where fewer alerts were found, add the nearest other entries up to this many.
            progress: Told how far the work is.

        Returns:
            n verdicts. Every alert is among the matches, whatever `nearest` says. Of a past day, so
            is every entry that would be an alert today; its reason says from when it is listed.

        Raises:
            InputError: The day asked about is in the future.
        """
        basis = self._now if as_of is None else self._basis_of(as_of)
        asked = list(parties)
        equal = [(party.name, party.country, party.address) for party in asked]  # whatever its role
        first: dict[tuple[str | None, ...], Party] = {}
        for same, party in zip(equal, asked, strict=True):
            first.setdefault(same, party)
        # In the order of names: a name is read once for all its countries.
        distinct = sorted(first, key=lambda same: same[0] or "")
        scored = find_candidates(
            [first[same] for same in distinct],
            basis.index,
            self.policy,
            nearest=nearest,
            progress=progress,
            workers=self._workers,
        )
        entries = basis.entries_of(scored)
        warning, nothing = self._warning_on(basis), self._nothing_on(basis)
        known = {
            same: self._verdict(first[same], basis, basis.matches(found, entries), warning, nothing)
            for same, found in zip(distinct, scored, strict=True)
        }
        return [_for_party(known[same], party) for same, party in zip(equal, asked, strict=True)]

    def screen_frame(
        self,
        frame: pd.DataFrame,
        *,
        name: str,
        country: str | None = None,
        address: str | None = None,
    ) -> pd.DataFrame:
        """A copy of `frame` with the answer columns `EC verdict`, `EC score` ... appended.

        Args:
            frame: Any pandas frame; not changed.
            name: Column with the party's name.
            country: Column with its country.
            address: Column with its address.

        Raises:
            InputError: A named column does not exist.
        """
        from entitycheck.frames import screen_frame

        return screen_frame(self.check_many, frame, name=name, country=country, address=address)

    def _reject_unknown_lists(self) -> None:
        """A misspelt list code must not silently screen against nothing."""
        known = self.snapshot.entries_per_list
        unknown = [code for code in self.policy.lists or () if code not in known]
        if unknown:
            raise InputError(
                f"there is no list {unknown[0]!r} in the local copy",
                fix=f"use one of {', '.join(sorted(known))}",
            )

    def _basis_of(self, day: date) -> _Basis:
        """What answers for a past day; kept, since sheets ask for the same days again."""
        today = self._today()
        if day > today:
            raise InputError(
                f"the day asked about, {day.isoformat()}, is in the future",
                fix=f"give a day up to today, {today.isoformat()}",
            )
        for kept in self._past:
            if kept.view is not None and kept.view.covers(day):
                return replace(kept, day=day)
        if self._copy is None:
            raise InputError(
                "this snapshot was opened without its history",
                fix="use Screener.open() for past days",
            )
        view = self._copy.view(day)
        basis = _Basis(view.opened, open_index(view.opened.arrays), view, day)
        self._past = [*self._past[-_PAST_KEPT:], basis]
        return basis

    def _warning_on(self, basis: _Basis) -> str | None:
        """What each answer from this basis must carry."""
        if basis.view is None or basis.day is None:
            return self.warning
        said = list_warning(
            basis.snapshot,
            today=basis.day if not basis.view.later else basis.snapshot.list_date,
            stale_days=self.policy.stale_days,
            trouble=self._opened.trouble,
        )
        gap = basis.view.warning(basis.day, self.policy.stale_days)
        return "; ".join(filter(None, (said, gap))) or None

    def _verdict(
        self,
        party: Party,
        basis: _Basis,
        dated: Sequence[DatedMatch],
        warning: str | None,
        nothing: str,
    ) -> Verdict:
        matches = tuple(one.match for one in dated)
        grade, reason = self._grade(party, basis, dated, nothing)
        return Verdict(
            party=party,
            verdict=grade,
            score=matches[0].score if matches else 0.0,
            matches=matches,
            reason=reason,
            list_date=basis.snapshot.list_date,
            fingerprint=basis.snapshot.fingerprint,
            as_of=basis.day,
            warning=warning,
        )

    def _nothing_on(self, basis: _Basis) -> str:
        """What the reason of a party says that resembles nothing."""
        searched = ", ".join(self.policy.lists or sorted(basis.snapshot.entries_per_list))
        return f"nothing on {searched} resembles this party closely enough"

    def _grade(
        self, party: Party, basis: _Basis, dated: Sequence[DatedMatch], nothing: str
    ) -> tuple[Grade, str]:
        """The grade of the verdict and its one sentence."""
        if is_blank(party):
            return Grade.BLANK, ""
        if dated and dated[0].match.verdict.is_alert:
            return dated[0].match.verdict, dated[0].match.reason
        if not any(map(str.isalnum, f"{party.name or ''}{party.address or ''}")):
            return Grade.NO_MATCH, "the name holds no letters or digits that could be compared"
        if basis.view is None or basis.day is None:
            return Grade.NO_MATCH, nothing
        later = next((one for one in dated if one.listed is Listed.NOT_YET), None)
        if later is not None:
            entry = later.match.entry
            nothing = f"{later.words}: {entry.name} [{entry.list_code}]"
        return Grade.NO_MATCH, f"{nothing} (as of {basis.day.isoformat()}: {basis.view.rests_on})"


@dataclass(frozen=True, slots=True)
class _Basis:
    """What answers: a snapshot and its index; for a past day also the view and the day."""

    opened: OpenSnapshot
    index: NameIndex
    view: OpenView | None = None
    day: date | None = None

    @property
    def snapshot(self) -> Snapshot:
        """The snapshot that the answers name."""
        return self.opened.snapshot

    def entries_of(self, scored: Sequence[Sequence[Scored]]) -> dict[int, Entry]:
        """The entries named in `scored`, by row, read in one go."""
        rows = sorted({one.row for found in scored for one in found})
        if not rows:
            return {}
        return dict(zip(rows, self.opened.entries(rows), strict=True))

    def matches(self, found: Sequence[Scored], entries: dict[int, Entry]) -> tuple[DatedMatch, ...]:
        """The matches of one party, alerts first; of a past day, as they stood on it."""
        if not found:  # nearly every party of a large sheet
            return ()
        dated = []
        for one in found:
            match = Match(
                entry=entries[one.row],
                matched_name=one.matched_name,
                verdict=one.verdict,
                score=one.score,
                reason=one.reason,
                evidence=one.evidence,
            )
            if self.view is None or self.day is None:
                dated.append(DatedMatch(match))
            else:
                dated.append(match_on(match, self.view.listing(one.row, match.entry), self.day))
        return tuple(sorted(dated, key=lambda one: -one.match.verdict.rank))


def is_blank(party: Party) -> bool:
    """True when there is nothing to screen."""
    return not (party.name or "").strip() and not (party.address or "").strip()


def _for_party(verdict: Verdict, party: Party) -> Verdict:
    """The verdict of an equal party, carrying this one."""
    if verdict.party is party or verdict.party == party:
        return verdict
    return replace(verdict, party=party)
