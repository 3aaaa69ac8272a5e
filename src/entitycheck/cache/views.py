"""What was listed on a past day: a snapshot, and the entries that later snapshots add to it.

A view holds the entries of the newest snapshot not later than the day, then every entry of later
snapshots that pairs with none of them, each with what is known of its first day. One view serves
every day between two snapshots; the day itself is looked at after matching, so that no candidate is
lost to it. Views are compiled once and kept beside the other indexes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from entitycheck.cache.indexes import Arrays
from entitycheck.cache.opened import (
    EntriesInMemory,
    EntrySource,
    OpenSnapshot,
    Reader,
    StoredEntries,
)
from entitycheck.cache.snapshots import read_entries, read_members
from entitycheck.lists.listing import Listing, first_day, notice_dates
from entitycheck.lists.pairing import pair_entries
from entitycheck.lists.starter import load_starter
from entitycheck.records import Entry, Snapshot

_ROWS, _SEEN, _ABSENT, _SINCE = "view_rows", "view_seen", "view_absent", "view_since"
_FORMAT = 1


class History(Protocol):
    """Snapshots whose entries are known by row."""

    def members(self, snapshot: Snapshot) -> NDArray[np.int64]:
        """The row of each entry of a snapshot, in order."""
        ...

    def read(self, rows: Sequence[int]) -> list[Entry]:
        """The entries of these rows."""
        ...


class OpenView:
    """What was listed in the days between two snapshots, ready to be searched.

    Args:
        opened: The entries; its snapshot is the newest not later than the day, else the oldest of all.
        base: That snapshot; None where all are later than the day.
        later: The snapshots after the day, the oldest first.
        listings: What is known of the first day of each entry; None where all are of the base.
    """

    def __init__(
        self,
        opened: OpenSnapshot,
        *,
        base: Snapshot | None,
        later: Sequence[Snapshot] = (),
        listings: Mapping[str, NDArray[Any]] | None = None,
    ) -> None:
        self.opened = opened
        self.base = base
        self.later = tuple(later)
        self._listings = listings

    def listing(self, row: int, entry: Entry) -> Listing:
        """What is known of the first day of the entry at this position."""
        if self._listings is None:
            return Listing(self.opened.snapshot.list_date, since=entry.start_date)
        seen, absent, since = (int(self._listings[name][row]) for name in (_SEEN, _ABSENT, _SINCE))
        return Listing(date.fromordinal(seen), _day(absent), entry.start_date or _day(since))

    def covers(self, day: date) -> bool:
        """Whether this is the view of that day."""
        begun = self.base is None or self.base.list_date <= day
        return begun and (not self.later or day < self.later[0].list_date)

    @property
    def rests_on(self) -> str:
        """The snapshots that answer, in words."""
        words = (
            "no list of that time" if self.base is None else f"the list of {self.base.list_date}"
        )
        if not self.later:
            return words
        return f"{words}, and what was in force by then of lists up to {self.later[-1].list_date}"

    def warning(self, day: date, stale_days: int) -> str | None:
        """What an answer for that day must carry when the history around it has a gap."""
        if self.base is None:
            return f"no list from before {day}: answered by the dates in later lists"
        if self.later and (self.later[0].list_date - self.base.list_date).days > stale_days:
            return f"no list between {self.base.list_date} and {self.later[0].list_date}"
        return None


@dataclass(slots=True)
class _Addition:
    """An entry of a later snapshot that pairs with none before."""

    row: int
    entry: Entry
    seen_on: date
    absent_on: date | None
    since: date | None


def open_view(
    reader: Reader | None,
    base: Snapshot | None,
    later: Sequence[Snapshot],
    compiled: Callable[[str, Callable[[], Arrays]], Arrays],
) -> OpenView:
    """The view of the days after `base` and before the first of `later`.

    Args:
        reader: The database; None for the starter list, which needs none.
        base: The newest snapshot not later than the day.
        later: The snapshots after it, the oldest first; at least one.
        compiled: Gives arrays by key, made where they are not kept yet.
    """
    from entitycheck.matching import compile_index

    history = StarterHistory() if reader is None else StoredHistory(reader)

    def make() -> Arrays:
        arrays, entries = build_view(history, base, later)
        return {**compile_index(entries), **arrays}

    arrays = make() if reader is None else compiled(view_key(base, later), make)
    source: EntrySource = (
        EntriesInMemory(load_starter()) if reader is None else StoredEntries(reader, arrays[_ROWS])
    )
    opened = OpenSnapshot(base or later[0], arrays, source, pointer="")
    return OpenView(opened, base=base, later=later, listings=arrays)


def view_key(base: Snapshot | None, later: Sequence[Snapshot]) -> str:
    """Names the compiled view of these snapshots."""
    parts = [
        f"{s.list_date.isoformat()} {s.fingerprint}" for s in ([base] if base else []) + list(later)
    ]
    text = "\n".join([f"view {_FORMAT}", "based" if base else "no base", *parts])
    return "view-" + blake2b(text.encode(), digest_size=8).hexdigest()


def build_view(
    history: History, base: Snapshot | None, later: Sequence[Snapshot]
) -> tuple[dict[str, NDArray[Any]], list[Entry]]:
    """The arrays that say what is in a view, and its entries in order.

    Args:
        history: Reads entries.
        base: The newest snapshot not later than the day.
        later: The snapshots after it, the oldest first.
    """
    rows = history.members(base) if base else np.empty(0, np.int64)
    entries = history.read(rows.tolist())
    additions = _additions(history, base, rows, later)
    pool = [*entries, *(one.entry for one in additions), *load_starter()]
    notices = notice_dates(pool)
    base_day = base.list_date.toordinal() if base else 0
    for one in additions:
        one.since = one.since or first_day(one.entry, notices)
    arrays: dict[str, NDArray[Any]] = {
        _ROWS: np.asarray([*rows.tolist(), *(one.row for one in additions)], np.int64),
        _SEEN: np.asarray(
            [*[base_day] * len(rows), *(a.seen_on.toordinal() for a in additions)], np.int32
        ),
        _ABSENT: np.asarray(
            [*[0] * len(rows), *(_ordinal(a.absent_on) for a in additions)], np.int32
        ),
        _SINCE: np.asarray([*[0] * len(rows), *(_ordinal(a.since) for a in additions)], np.int32),
    }
    return arrays, [*entries, *(one.entry for one in additions)]


def _additions(
    history: History, base: Snapshot | None, rows: NDArray[np.int64], later: Sequence[Snapshot]
) -> list[_Addition]:
    """The entries that later snapshots add, each once, with where it was first seen."""
    seen = set(rows.tolist())
    before = rows
    before_day = base.list_date if base else None
    found: list[_Addition] = []
    by_row: dict[int, _Addition] = {}
    for snapshot in later:
        members = history.members(snapshot)
        new = [row for row in members.tolist() if row not in seen]
        if new:
            gone = np.setdiff1d(before, members).tolist()
            versions = _versions(history, gone, new)
            for row, entry, old in versions:
                earlier = by_row.get(old) if old is not None else None
                if earlier is not None:
                    earlier.since = earlier.since or entry.start_date
                    by_row[row] = earlier
                elif old is None:
                    by_row[row] = _Addition(
                        row, entry, snapshot.list_date, before_day, entry.start_date
                    )
                    found.append(by_row[row])
        seen.update(new)
        before, before_day = members, snapshot.list_date
    return found


def _versions(
    history: History, gone: Sequence[int], new: Sequence[int]
) -> list[tuple[int, Entry, int | None]]:
    """Each new row with its entry, and the row it is a new version of; unsure pairs are no versions."""
    old_entries, new_entries = history.read(gone), history.read(new)
    old_rows = {id(entry): row for entry, row in zip(old_entries, gone, strict=True)}
    pairing = pair_entries(old_entries, new_entries)
    former = {id(p.after): old_rows[id(p.before)] for p in pairing.pairs if p.sure}
    return [
        (row, entry, former.get(id(entry))) for row, entry in zip(new, new_entries, strict=True)
    ]


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else 0


def _day(ordinal: int) -> date | None:
    return date.fromordinal(ordinal) if ordinal else None


class StoredHistory:
    """The snapshots of the database as a history."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def members(self, snapshot: Snapshot) -> NDArray[np.int64]:
        """The row of each entry of a snapshot, in order."""
        return self._reader.ask(lambda connection: read_members(connection, snapshot))

    def read(self, rows: Sequence[int]) -> list[Entry]:
        """The entries of these rows."""
        return self._reader.ask(lambda connection: read_entries(connection, rows))


class StarterHistory:
    """The starter list as a history of one snapshot."""

    def members(self, snapshot: Snapshot) -> NDArray[np.int64]:
        """All rows."""
        return np.arange(snapshot.entries, dtype=np.int64)

    def read(self, rows: Sequence[int]) -> list[Entry]:
        """The entries of these rows."""
        return [load_starter()[row] for row in rows]


def around(snapshots: Sequence[Snapshot], day: date) -> tuple[Snapshot | None, list[Snapshot]]:
    """The newest snapshot not later than a day, and those after it, the oldest first.

    Args:
        snapshots: The newest list date first; of one date, the last installed counts.
        day: The day asked about.
    """
    by_day: dict[date, Snapshot] = {}
    for snapshot in snapshots:
        by_day.setdefault(snapshot.list_date, snapshot)
    days = sorted(by_day)
    base = max((d for d in days if d <= day), default=None)
    return by_day[base] if base else None, [by_day[d] for d in days if d > day]
