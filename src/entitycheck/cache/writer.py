"""Write to the local copy: install a snapshot, flip the pointer, log attempts, prune.

A `Writer` exists only inside `LocalCopy.writing`, which holds the refresh lock. The index is on disk
before the one transaction that adds the snapshot and flips the pointer; a process killed at any
moment leaves either the old list in force or the new one, never a half.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from entitycheck.cache.database import transaction
from entitycheck.cache.snapshots import (
    Installation,
    Prepared,
    StoredSnapshot,
    prepare,
    read_current,
    read_members,
    read_pointer,
    read_snapshots,
    write_pointer,
    write_snapshot,
)
from entitycheck.cache.spare import write_spare
from entitycheck.records import Entry, Snapshot

if TYPE_CHECKING:
    from entitycheck.cache.indexes import Arrays, IndexStore

_ATTEMPTS_KEPT = 200


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said of the bytes it sent, to ask next time whether they changed."""

    url: str
    etag: str | None
    last_modified: str | None


class Writer:
    """The local copy, open for one refresh or repair."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        indexes: IndexStore,
        compile_index: Callable[[tuple[Entry, ...]], Arrays],
        spares: Path,
    ) -> None:
        self._connection = connection
        self._indexes = indexes
        self._compile = compile_index
        self._spares = spares

    def current(self) -> StoredSnapshot | None:
        """The snapshot in force."""
        return read_current(self._connection)

    def snapshots(self) -> list[StoredSnapshot]:
        """All snapshots, the newest list date first."""
        return read_snapshots(self._connection)

    def install(
        self,
        installation: Installation,
        *,
        make_current: bool,
        validators: Validators | None = None,
        inherit_validators: bool = False,
        progress: Callable[[str], None] | None = None,
    ) -> tuple[Snapshot, bool]:
        """Add a snapshot and, where asked for, put it in force.

        Args:
            installation: What to add.
            make_current: Whether to put it in force.
            validators: What the server said of its bytes.
            inherit_validators: Its published part is the one in force, so what the server said holds.
            progress: Told the steps, in words.

        Returns:
            The snapshot, and whether it is new: the same entries of the same day are not added twice.

        Raises:
            OSError, sqlite3.Error: Nothing was changed (disk full, no right to write).
        """
        say = progress or (lambda _: None)
        say("comparing with what is stored")
        prepared = prepare(installation)
        before = self.current()
        same = self._same(prepared, make_current=make_current)
        if same is not None:
            if validators is not None:
                with transaction(self._connection):
                    self._note_download(validators, same)
            return same, False
        if make_current and self._indexes.load(prepared.fingerprint) is None:
            say("compiling the index")
            arrays = self._compile(tuple(installation.entries))
            self._indexes.store(prepared.fingerprint, arrays)
        say("installing")
        with transaction(self._connection):
            snapshot = write_snapshot(self._connection, prepared)
            if make_current:
                if inherit_validators:
                    self._connection.execute(
                        "UPDATE downloads SET snapshot_id = ? WHERE snapshot_id = ?",
                        (snapshot.snapshot_id, read_pointer(self._connection)),
                    )
                write_pointer(self._connection, snapshot)
            if validators is not None:
                self._note_download(validators, snapshot)
        if make_current:
            with contextlib.suppress(OSError):  # the install stands without its spare
                write_spare(self._spares, snapshot, prepared)
            kept = {snapshot.fingerprint, before.snapshot.fingerprint if before else ""}
            self._indexes.keep_only(kept)  # readers may be at the list before
        return snapshot, True

    def _same(self, prepared: Prepared, *, make_current: bool) -> Snapshot | None:
        """The stored snapshot that already is what is to be installed."""
        made = prepared.installation
        current = self.current()
        candidates = self.snapshots()
        if make_current:
            candidates = [current] if current else []
        for stored in candidates:
            snapshot = stored.snapshot
            if (
                snapshot.fingerprint == prepared.fingerprint
                and snapshot.list_date == made.list_date
                and "trouble" not in stored.notes
            ):
                return snapshot
        return None

    def _note_download(self, validators: Validators, snapshot: Snapshot) -> None:
        self._connection.execute(
            "INSERT OR REPLACE INTO downloads VALUES (?, ?, ?, ?)",
            (validators.url, validators.etag, validators.last_modified, snapshot.snapshot_id),
        )

    def validators(self, url: str) -> Validators | None:
        """What the server said of the list in force, when it came from `url`; None otherwise."""
        row = self._connection.execute(
            "SELECT etag, last_modified, snapshot_id FROM downloads WHERE url = ?", (url,)
        ).fetchone()
        if row is None or row[2] != read_pointer(self._connection):
            return None
        return Validators(url, row[0], row[1])

    def record_attempt(self, at: datetime, source: str, outcome: str, message: str) -> None:
        """Log what came of a refresh; the oldest lines go."""
        with transaction(self._connection):
            self._connection.execute(
                "INSERT INTO attempts VALUES (?, ?, ?, ?)",
                (at.isoformat(timespec="seconds"), source, outcome, message),
            )
            self._connection.execute(
                "DELETE FROM attempts WHERE rowid <= (SELECT max(rowid) FROM attempts) - ?",
                (_ATTEMPTS_KEPT,),
            )

    def prune(self, before: date) -> int:
        """Remove snapshots older than `before` and entries no snapshot holds; how many snapshots.

        The snapshot in force and the newest one stay, however old.
        """
        current = self.current()
        stored = self.snapshots()
        kept = {current.snapshot.snapshot_id} if current else set()
        kept |= {stored[0].snapshot.snapshot_id} if stored else set()
        kept |= {s.snapshot.snapshot_id for s in stored if s.snapshot.list_date >= before}
        gone = [s.snapshot for s in stored if s.snapshot.snapshot_id not in kept]
        if gone:
            self._remove(gone)
        if current is not None:
            self._indexes.keep_only({current.snapshot.fingerprint})
        return len(gone)

    def _remove(self, gone: list[Snapshot]) -> None:
        ids = {snapshot.snapshot_id for snapshot in gone}
        held: set[int] = set()
        for stored in self.snapshots():
            if stored.snapshot.snapshot_id not in ids:
                held.update(read_members(self._connection, stored.snapshot).tolist())
        with transaction(self._connection):
            self._connection.executemany(
                "DELETE FROM snapshots WHERE snapshot_id = ?", [(one,) for one in sorted(ids)]
            )
            rows = [row for (row,) in self._connection.execute("SELECT entry_row FROM entries")]
            self._connection.executemany(
                "DELETE FROM entries WHERE entry_row = ?", [(r,) for r in rows if r not in held]
            )
            self._connection.execute(
                "DELETE FROM downloads WHERE snapshot_id NOT IN (SELECT snapshot_id FROM snapshots)"
            )
        self._connection.execute("VACUUM")
