"""What changed between two days, as the local copy knows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from entitycheck.cache import LocalCopy, StoredSnapshot
from entitycheck.errors import InputError
from entitycheck.lists.differences import Change, compare_entries, count_changes, count_names
from entitycheck.records import Snapshot


@dataclass(frozen=True, slots=True)
class ChangeReport:
    """The changes from one snapshot to another.

    Args:
        before: The earlier snapshot.
        after: The later one.
        changes: Removed, added and changed entries.
        counts: Their number by list and kind; with `names added` and `names removed`, the comparable
            primary names that came and went (an entry under a further country adds no name).
    """

    before: Snapshot
    after: Snapshot
    changes: tuple[Change, ...]
    counts: Mapping[str, Mapping[str, int]]


def find_changes(
    copy: LocalCopy,
    *,
    since: date | None = None,
    until: date | None = None,
    lists: Sequence[str] | None = None,
) -> ChangeReport:
    """The changes between the lists of two days.

    Args:
        copy: The local copy.
        since: Compare with the newest list not later than this day; None for the list before.
        until: The newest list not later than this day; None for the list in force.
        lists: Codes of the lists to compare; None for all.

    Raises:
        InputError: There are no two lists to compare.
    """
    stored = copy.snapshots()
    current = copy.current_stored()
    if current is None or not stored:
        raise InputError("no list is installed yet", fix="run 'entitycheck refresh' first")
    after = current if until is None else _newest_until(stored, until)
    before = _before(stored, after) if since is None else _newest_until(stored, since)
    gone, came = copy.difference(before.snapshot, after.snapshot)
    if lists is not None:
        gone = [entry for entry in gone if entry.list_code in lists]
        came = [entry for entry in came if entry.list_code in lists]
    changes = compare_entries(gone, came)
    counts = {code: dict(kinds) for code, kinds in count_changes(changes).items()}
    for code, names in count_names(changes).items():
        counts[code].update(names)
    return ChangeReport(before.snapshot, after.snapshot, tuple(changes), counts)


def _newest_until(stored: Sequence[StoredSnapshot], day: date) -> StoredSnapshot:
    for one in stored:
        if one.snapshot.list_date <= day:
            return one
    oldest = stored[-1].snapshot.list_date.isoformat()
    raise InputError(
        f"there is no list of {day.isoformat()} or before; the oldest is of {oldest}",
        fix=f"give a day from {oldest} on, or install an older list with refresh --from FILE",
    )


def _before(stored: Sequence[StoredSnapshot], after: StoredSnapshot) -> StoredSnapshot:
    """The snapshot that comes before another in the history."""
    place = [one.snapshot.snapshot_id for one in stored].index(after.snapshot.snapshot_id)
    if place + 1 == len(stored):
        raise InputError(
            f"only one list, of {after.snapshot.list_date.isoformat()}, is installed",
            fix="refresh again on another day, or install an older list with refresh --from FILE",
        )
    return stored[place + 1]
