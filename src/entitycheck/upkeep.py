"""Keep the local copy healthy: look it over, mend what can be mended, remove what is too old."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from uuid import uuid4

from entitycheck.answers import list_warning
from entitycheck.cache import LocalCopy, find_home_trouble, starter_snapshot
from entitycheck.cache.checkup import damage_of, has_index, has_spare, renew_spare
from entitycheck.cache.database import database_files
from entitycheck.errors import EntityCheckError, RefreshRunningError

_ROOM_BYTES = 200_000_000  # a refresh writes some 60 MB: database, index, spare
_FIX_REFRESH = "press Refresh list, or run 'entitycheck refresh'"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at.

    Args:
        subject: What was looked at.
        sound: Whether all is well, if need be after mending.
        words: What was found, and what was mended.
        fix: What a person should do; None when nothing.
    """

    subject: str
    sound: bool
    words: str
    fix: str | None = None


def look_over(copy: LocalCopy, *, now: datetime, stale_days: int) -> list[Finding]:
    """Everything that can be wrong with the local copy; what can be mended is."""
    return list(_findings(copy, now, stale_days))


def _findings(copy: LocalCopy, now: datetime, stale_days: int) -> Iterator[Finding]:
    yield _folder(copy.home)
    yield _room(copy.home)
    for subject, look in (
        ("database", _database),
        ("index", _index),
        ("spare", _spare),
        ("last refresh", _last_refresh),
    ):
        try:
            yield look(copy)
        except EntityCheckError as error:
            yield Finding(subject, sound=False, words=error.message, fix=error.fix)
    yield _clock(copy, now)
    yield _age(copy, now.date(), stale_days)


def _folder(home: Path) -> Finding:
    """The home folder: there, writable, on a local disk."""
    if str(home).startswith(("\\\\", "//")):
        return Finding(
            "folder",
            sound=False,
            words=f"{home} is a network share",
            fix="set ENTITYCHECK_HOME to a folder on this computer; share the list file instead",
        )
    trouble = find_home_trouble(home)
    if trouble:
        return Finding(
            "folder",
            sound=False,
            words=trouble,
            fix="set ENTITYCHECK_HOME to a folder on this computer",
        )
    if not home.exists():
        return Finding("folder", sound=True, words=f"{home} does not exist yet: nothing installed")
    probe = home / f".probe-{uuid4().hex}"
    try:
        probe.write_bytes(b"x")
        probe.unlink()
    except OSError as error:
        return Finding(
            "folder",
            sound=False,
            words=f"{home} cannot be written ({error.strerror or error})",
            fix="give yourself the right to write there, or set ENTITYCHECK_HOME to another folder",
        )
    return Finding("folder", sound=True, words=str(home))


def _room(home: Path) -> Finding:
    folder = next(path for path in (home, *home.parents) if path.exists())
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        return Finding("disk", sound=True, words=f"free space cannot be read ({error})")
    words = f"{free / 1e6:,.0f} MB free"
    if free < _ROOM_BYTES:
        return Finding(
            "disk", sound=False, words=words, fix="free some disk space before a refresh"
        )
    return Finding("disk", sound=True, words=words)


def _database(copy: LocalCopy) -> Finding:
    """Every stored byte; mended where it is damaged."""
    damage = damage_of(copy)
    if damage is None:
        return Finding("database", sound=True, words="none yet: the starter list answers")
    if not damage:
        return Finding(
            "database", sound=True, words=f"{len(copy.snapshots())} snapshots, all whole"
        )
    said = "; ".join(damage[:3])
    try:
        mended = copy.mend()
    except RefreshRunningError as error:
        return Finding("database", sound=False, words=said, fix=error.fix)
    if not mended:
        return Finding(
            "database",
            sound=False,
            words=f"{said}; nothing is left to mend it from",
            fix=_FIX_REFRESH,
        )
    stored = copy.current_stored()
    day = stored.snapshot.list_date.isoformat() if stored else "none"
    left = len(copy.snapshots())
    trouble = stored.notes.get("trouble") if stored else None
    words = f"{said}; mended: list of {day} in force, {left} snapshots"
    return Finding(
        "database", sound=trouble is None, words=words, fix=_FIX_REFRESH if trouble else None
    )


def _index(copy: LocalCopy) -> Finding:
    stored = copy.current_stored()
    if stored is None:
        return Finding("index", sound=True, words="none needed for the starter list")
    if has_index(copy, stored.snapshot):
        return Finding("index", sound=True, words="whole and of this version")
    copy.current()
    if has_index(copy, stored.snapshot):
        return Finding(
            "index", sound=True, words="was missing, damaged or of another version; compiled anew"
        )
    return Finding(
        "index",
        sound=False,
        words="missing, and cannot be written: each command compiles it anew",
        fix="check the folder and the disk, see above",
    )


def _spare(copy: LocalCopy) -> Finding:
    if copy.current_stored() is None:
        return Finding("spare", sound=True, words="none needed for the starter list")
    if has_spare(copy):
        return Finding("spare", sound=True, words="whole")
    with contextlib.suppress(EntityCheckError, OSError, sqlite3.Error):
        renew_spare(copy)
    if has_spare(copy):
        return Finding("spare", sound=True, words="was missing or damaged; written again")
    return Finding(
        "spare", sound=False, words="missing, and cannot be written", fix="see the folder above"
    )


def _last_refresh(copy: LocalCopy) -> Finding:
    attempts = copy.attempts(1)
    if not attempts:
        return Finding("last refresh", sound=True, words="none yet")
    at, _, outcome, message = attempts[0]
    return Finding(
        "last refresh",
        sound=outcome != "refused",
        words=f"{at}: {outcome}: {message}" if message else f"{at}: {outcome}",
        fix=None if outcome != "refused" else "see the reason; the list in force was kept",
    )


def _clock(copy: LocalCopy, now: datetime) -> Finding:
    """A clock that stands before the last install is wrong; then no age can be told."""
    with contextlib.suppress(EntityCheckError):
        stored = copy.current_stored()
        if stored is not None and stored.snapshot.installed_at > now:
            return Finding(
                "clock",
                sound=False,
                words=f"says {now:%Y-%m-%d %H:%M}, but the list was installed on"
                f" {stored.snapshot.installed_at:%Y-%m-%d %H:%M}",
                fix="set the computer's date and time",
            )
    return Finding("clock", sound=True, words=f"{now:%Y-%m-%d %H:%M}")


def _age(copy: LocalCopy, today: date, stale_days: int) -> Finding:
    stored = None
    with contextlib.suppress(EntityCheckError):
        stored = copy.current_stored()
    snapshot = stored.snapshot if stored else starter_snapshot()
    warning = list_warning(
        snapshot,
        today=today,
        stale_days=stale_days,
        trouble=stored.notes.get("trouble") if stored else None,
    )
    if warning:
        return Finding("list", sound=False, words=warning, fix=_FIX_REFRESH)
    age_days = (today - snapshot.list_date).days
    return Finding(
        "list", sound=True, words=f"of {snapshot.list_date.isoformat()}, {age_days} days old"
    )


def prune(copy: LocalCopy, *, today: date, years: int) -> tuple[int, date]:
    """Remove snapshots older than so many years; how many, and the day they had to be older than.

    Raises:
        RefreshError: Nothing could be written.
    """
    try:
        before = today.replace(year=today.year - years)
    except ValueError:  # 29 February
        before = today.replace(year=today.year - years, day=28)
    with copy.writing() as writer:
        removed = writer.prune(before)
    for replaced in database_files(copy.home)[:-1]:  # damaged ones that were mended
        with contextlib.suppress(OSError):  # another program has it open still
            replaced.unlink()
    return removed, before
