"""Give parties their verdicts: load the list once, then check one party or a million.

A `Screener` is one open snapshot with one policy. It answers from the local copy alone: no
network, no clock but the one that tells the age of the list. Equal parties are scored once, and
single calls and batches give the same answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from entitycheck.answers import list_warning
from entitycheck.cache import LocalCopy, OpenSnapshot
from entitycheck.errors import InputError
from entitycheck.matching import find_candidates, open_index
from entitycheck.matching.policy import Policy
from entitycheck.records import Grade, Match, Party, Verdict
from entitycheck.settings import load_settings

if TYPE_CHECKING:
    import pandas as pd

    from entitycheck.matching import Scored
    from entitycheck.records import Entry, Snapshot

Progress = Callable[[int, int], None]
"""Called with parties done and parties in all."""


class Screener:
    """One open snapshot and one policy.

    Args:
        opened: The snapshot, from `LocalCopy`.
        policy: Limits and lists.
        copy: The local copy that `opened` comes from; tells when another snapshot is in force.
        today: Tells the day, for the age of the list.
    """

    def __init__(
        self,
        opened: OpenSnapshot,
        policy: Policy | None = None,
        *,
        copy: LocalCopy | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        self._opened = opened
        self._copy = copy
        self.policy = policy if policy is not None else Policy()
        self._index = open_index(opened.arrays)
        self._today = today
        self._reject_unknown_lists()

    @classmethod
    def open(cls, home: Path | None = None, policy: Policy | None = None) -> Screener:
        """The current snapshot of the local copy; the starter list where there is none.

        Args:
            home: Folder of the local copy; by default the one of the settings.
            policy: Limits and lists; by default those of the settings.
        """
        settings = load_settings({"home": home})
        copy = LocalCopy(settings.home)
        policy = policy if policy is not None else settings.policy
        return cls(copy.current(), policy, copy=copy)

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

    def check(self, party: Party, *, nearest: int = 0) -> Verdict:
        """The verdict for one party; see `check_many`."""
        return self.check_many([party], nearest=nearest)[0]

    def check_many(
        self,
        parties: Iterable[Party],
        *,
        nearest: int = 0,
        progress: Progress | None = None,
    ) -> list[Verdict]:
        """The verdicts for n parties, in their order; equal parties are scored once.

        Args:
            parties: Any script, not normalised; a party without a name or address is blank.
            nearest: Where fewer alerts were found, add the nearest other entries up to this many.
            progress: Told how far the work is.

        Returns:
            n verdicts. Every alert is among the matches, whatever `nearest` says.
        """
        asked = list(parties)
        distinct = list(dict.fromkeys(_without_role(party) for party in asked))
        scored = find_candidates(
            distinct, self._index, self.policy, nearest=nearest, progress=progress
        )
        entries = self._entries_of(scored)
        warning = self.warning
        known = {
            party: self._verdict(party, found, entries, warning)
            for party, found in zip(distinct, scored, strict=True)
        }
        return [_for_party(known[_without_role(party)], party) for party in asked]

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

    def _entries_of(self, scored: Sequence[Sequence[Scored]]) -> dict[int, Entry]:
        """The entries named in `scored`, by row, read in one go."""
        rows = sorted({one.row for found in scored for one in found})
        return dict(zip(rows, self._opened.entries(rows), strict=True))

    def _verdict(
        self,
        party: Party,
        found: Sequence[Scored],
        entries: dict[int, Entry],
        warning: str | None,
    ) -> Verdict:
        matches = tuple(
            Match(
                entry=entries[one.row],
                matched_name=one.matched_name,
                verdict=one.verdict,
                score=one.score,
                reason=one.reason,
                evidence=one.evidence,
            )
            for one in found
        )
        grade, reason = self._grade(party, matches)
        return Verdict(
            party=party,
            verdict=grade,
            score=matches[0].score if matches else 0.0,
            matches=matches,
            reason=reason,
            list_date=self.snapshot.list_date,
            fingerprint=self.snapshot.fingerprint,
            warning=warning,
        )

    def _grade(self, party: Party, matches: Sequence[Match]) -> tuple[Grade, str]:
        """The grade of the verdict and its one sentence."""
        if is_blank(party):
            return Grade.BLANK, ""
        if matches and matches[0].verdict.is_alert:
            return matches[0].verdict, matches[0].reason
        searched = ", ".join(self.policy.lists or sorted(self.snapshot.entries_per_list))
        return Grade.NO_MATCH, f"nothing on {searched} resembles this party closely enough"


def is_blank(party: Party) -> bool:
    """True when there is nothing to screen."""
    return not (party.name or "").strip() and not (party.address or "").strip()


def _without_role(party: Party) -> Party:
    """The party as the matcher sees it: the role never changes a verdict."""
    return Party(party.name, party.country, party.address)


def _for_party(verdict: Verdict, party: Party) -> Verdict:
    """The verdict of an equal party, carrying this one."""
    if verdict.party == party:
        return verdict
    return replace(verdict, party=party)
