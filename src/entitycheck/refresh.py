"""Bring the local copy up to date: fetch, parse, sanity check, index, install.

Nothing is changed before the very end, when one transaction adds the snapshot and flips the pointer:
whatever fails or is interrupted, the list in force stays in force. Each attempt is logged, so that
`status` can say why yesterday's refresh was refused.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from entitycheck.cache import Installation, LocalCopy, StoredSnapshot, Validators, Writer
from entitycheck.download import Fetched, Limits, date_in_name, fetch, is_web_address
from entitycheck.errors import (
    EntityCheckError,
    RefreshError,
)
from entitycheck.lists.company import own_codes
from entitycheck.lists.csl import ParsedList, parse_csl
from entitycheck.lists.dating import list_date_of
from entitycheck.lists.differences import compare_entries, count_changes
from entitycheck.lists.sanity import find_losses
from entitycheck.records import Entry, Snapshot

Progress = Callable[[str, int, int | None], None]
"""Told the step in words, how much of it is done, and of how much."""


class Outcome(StrEnum):
    """What came of a refresh."""

    INSTALLED = "installed"
    UNCHANGED = "unchanged"  # the same entries of the same day are in force already
    NOT_MODIFIED = "not modified"  # the server says so
    HISTORY = "kept as history"  # an older list; the newer one stays in force


@dataclass(frozen=True, slots=True)
class RefreshReport:
    """What a refresh did.

    Args:
        outcome: What came of it.
        snapshot: The snapshot it is about.
        in_force: The snapshot in force now.
        before: The one in force before; None where there was none.
        changes: Entries added, removed and changed since `before`, by list; None without one.
        problems: What could not be read as it should, and how often.
        unknown_columns: Columns this program does not know; kept.
        unknown_lists: Lists this program does not know; kept.
        forced: Objections that were overridden.
        seconds: How long each step took.
    """

    outcome: Outcome
    snapshot: Snapshot
    in_force: Snapshot
    before: Snapshot | None = None
    changes: Mapping[str, Mapping[str, int]] | None = None
    problems: Mapping[str, int] = field(default_factory=dict)
    unknown_columns: tuple[str, ...] = ()
    unknown_lists: tuple[str, ...] = ()
    forced: tuple[str, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RefreshRules:
    """What is asked of a new list.

    Args:
        list_date: The publisher's date, where the user knows it.
        force: Install in spite of objections; they are recorded.
        shrink_percent: Largest share of its entries that a list may lose.
        limits: Time and size of the download.
    """

    list_date: date | None = None
    force: bool = False
    shrink_percent: float = 20.0
    limits: Limits = field(default_factory=Limits)


def refresh(
    copy: LocalCopy,
    source: str,
    *,
    now: datetime,
    rules: RefreshRules | None = None,
    progress: Progress | None = None,
) -> RefreshReport:
    """Install the list at `source`.

    Args:
        copy: The local copy.
        source: Web address, file or folder.
        now: Aware time, local zone.
        rules: What is asked of the new list.
        progress: Told how far the work is.

    Raises:
        RefreshRunningError: Another refresh runs.
        RefreshError, ListFormatError, InputError: Refused; the list in force is untouched.
    """
    work = _Refresh(copy, source, now, rules or RefreshRules(), progress or (lambda *_: None))
    with copy.writing() as writer:
        try:
            report = work.run(writer)
        except EntityCheckError as error:
            log_attempt(writer, now, source, "refused", str(error))
            raise
        log_attempt(writer, now, source, report.outcome.value, _summary(report))
    return work.with_changes(report)


class _Refresh:
    """One run of a refresh, with the time each step took."""

    def __init__(
        self, copy: LocalCopy, source: str, now: datetime, rules: RefreshRules, say: Progress
    ) -> None:
        self._copy = copy
        self._source = source
        self._now = now
        self._rules = rules
        self._say = say
        self._seconds: dict[str, float] = {}

    def run(self, writer: Writer) -> RefreshReport:
        """All steps up to the install, under the lock."""
        current = writer.current()
        known = writer.validators(self._source) if is_web_address(self._source) else None
        with self._timed("fetch"):
            fetched = self._fetch(known)
        if fetched.not_modified and current is not None:
            return RefreshReport(Outcome.NOT_MODIFIED, current.snapshot, current.snapshot)
        with self._timed("parse"):
            self._say("reading the list", 0, None)
            parsed = parse_csl(fetched.data, max_bytes=self._rules.limits.max_bytes)
        installation = self._installation(parsed, fetched, current)
        objections, as_history = self._objections(installation, writer, current)
        if objections and not self._rules.force:
            raise RefreshError(
                f"the new list was refused: {'; '.join(objections)}",
                fix="look at the publisher's site; if the list is right, refresh with --force",
                objections=objections,
            )
        as_history = as_history and not self._rules.force
        forced = objections if self._rules.force else ()
        installation = replace(
            installation,
            notes={**installation.notes, **({"forced": list(forced)} if forced else {})},
        )
        report = self._install(writer, installation, fetched, current, as_history=as_history)
        return replace(
            report,
            problems=parsed.problems,
            unknown_columns=parsed.unknown_columns,
            unknown_lists=parsed.unknown_lists,
            forced=tuple(forced),
        )

    def with_changes(self, report: RefreshReport) -> RefreshReport:
        """The report with what changed since the list before."""
        if report.outcome is Outcome.INSTALLED and report.before is not None:
            with self._timed("changes"):
                self._say("comparing with the list before", 0, None)
                gone, came = self._copy.difference(report.before, report.snapshot)
                report = replace(report, changes=count_changes(compare_entries(gone, came)))
        return replace(report, seconds=dict(self._seconds))

    def _fetch(self, known: Validators | None) -> Fetched:
        self._say("fetching", 0, None)
        return fetch(
            self._source,
            limits=self._rules.limits,
            etag=known.etag if known else None,
            last_modified=known.last_modified if known else None,
            progress=lambda done, total: self._say("fetching", done, total),
        )

    def _installation(
        self, parsed: ParsedList, fetched: Fetched, current: StoredSnapshot | None
    ) -> Installation:
        """The snapshot to be: what was fetched, and the company's own lists of the current one."""
        modified = fetched.last_modified.date() if fetched.last_modified else None
        list_date, basis = list_date_of(
            parsed.entries,
            given=self._rules.list_date,
            last_modified=modified,
            in_name=date_in_name(fetched.name),
            today=self._now.date(),
        )
        own = own_codes(current.notes) if current else ()
        published = {entry.list_code for entry in parsed.entries}
        if clash := sorted(set(own) & published):
            raise RefreshError(
                f"the published file now holds a list {clash[0]}, as your own list is called",
                fix=f"add your own list under another code, then --remove-list {clash[0]}",
            )
        kept: tuple[Entry, ...] = ()
        if own and current is not None:
            kept = tuple(e for e in self._copy.read_all(current.snapshot) if e.list_code in own)
        notes: dict[str, Any] = {
            "problems": dict(parsed.problems),
            "unknown_columns": list(parsed.unknown_columns),
            "unknown_lists": list(parsed.unknown_lists),
        }
        if own and current is not None:
            notes["own_lists"] = current.notes["own_lists"]
        return Installation(
            entries=(*parsed.entries, *kept),
            list_date=list_date,
            list_date_basis=basis,
            source=fetched.source,
            installed_at=self._now,
            notes={key: value for key, value in notes.items() if value},
        )

    def _objections(
        self, new: Installation, writer: Writer, current: StoredSnapshot | None
    ) -> tuple[tuple[str, ...], bool]:
        """What speaks against the new list, and whether it is older than the one in force."""
        if current is None or current.snapshot.starter:
            return (), False
        older = new.list_date < current.snapshot.list_date
        earlier = [s for s in writer.snapshots() if s.snapshot.list_date <= new.list_date]
        before = next((s for s in earlier if not s.snapshot.starter), None) if older else current
        losses: tuple[str, ...] = ()
        if before is not None:
            counts: dict[str, int] = {}
            for entry in new.entries:
                counts[entry.list_code] = counts.get(entry.list_code, 0) + 1
            own = set(own_codes(before.notes))
            published = {c: n for c, n in before.snapshot.entries_per_list.items() if c not in own}
            losses = find_losses(
                published,
                counts,
                shrink_percent=self._rules.shrink_percent,
                days=(new.list_date - before.snapshot.list_date).days,
            )
        if older and self._rules.force:
            day = current.snapshot.list_date.isoformat()
            losses = (*losses, f"it is older than the list in force ({day})")
        return losses, older

    def _install(
        self,
        writer: Writer,
        installation: Installation,
        fetched: Fetched,
        current: StoredSnapshot | None,
        *,
        as_history: bool,
    ) -> RefreshReport:
        validators = None
        if fetched.etag or fetched.last_modified_text:
            validators = Validators(self._source, fetched.etag, fetched.last_modified_text)
        with self._timed("index and install"):
            snapshot, is_new = writer.install(
                installation,
                make_current=not as_history,
                validators=validators,
                progress=lambda step: self._say(step, 0, None),
            )
        before = current.snapshot if current else None
        if not is_new:
            return RefreshReport(Outcome.UNCHANGED, snapshot, before or snapshot, before)
        if as_history and before is not None:
            return RefreshReport(Outcome.HISTORY, snapshot, before, before)
        return RefreshReport(Outcome.INSTALLED, snapshot, snapshot, before)

    @contextlib.contextmanager
    def _timed(self, step: str) -> Any:
        started = time.perf_counter()
        try:
            yield
        finally:
            self._seconds[step] = round(time.perf_counter() - started, 3)


def log_attempt(writer: Writer, now: datetime, source: str, outcome: str, message: str) -> None:
    """Log what came of an attempt; a log that cannot be written hides nothing else."""
    with contextlib.suppress(Exception):  # a log that cannot be written must not hide the outcome
        writer.record_attempt(now, source, outcome, message)


def _summary(report: RefreshReport) -> str:
    snapshot = report.snapshot
    return f"list of {snapshot.list_date.isoformat()}, {snapshot.entries} entries"
