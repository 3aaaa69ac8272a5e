"""Make a sound database from a damaged one: what can still be read of it, and the spares.

The damaged file stays where it is, since another program may have it open; the sound one takes the
next number and is in force from the moment it has its name. An entry or snapshot that cannot be
proved unchanged by its digests is left behind.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from entitycheck.cache.database import (
    DamageError,
    database_files,
    next_database_file,
    open_writer,
    transaction,
)
from entitycheck.cache.payloads import digest_payload, fingerprint_of
from entitycheck.cache.snapshots import (
    prepare,
    read_members,
    read_pointer,
    read_snapshots,
    unpack_members,
    write_pointer,
    write_snapshot,
)
from entitycheck.cache.spare import read_spare, spare_files
from entitycheck.records import Snapshot

EARLIER_LIST = "the local copy was damaged and an earlier list is in force: press Refresh list"
_SWEEP = 256  # rows read at once; a damaged page costs these one by one

Row = tuple[Any, ...]


def mend(home: Path, spares: Path, *, at: datetime) -> Path | None:
    """A sound database in force, or None where nothing is left; only under the refresh lock.

    Args:
        home: Folder with the damaged database.
        spares: Folder with the spares.
        at: Aware time, for the log.

    Raises:
        OSError, sqlite3.Error: The folder cannot be written.
    """
    files = database_files(home)
    damaged = files[-1] if files else None
    origin = damaged.name if damaged else "spare"
    unfinished = home / f".mending-{os.getpid()}.sqlite3"
    for leftover in home.glob(".mending-*"):
        leftover.unlink()
    entries, snapshots, pointer = _salvage(damaged) if damaged else ({}, [], None)
    connection = open_writer(unfinished)
    try:
        with transaction(connection):
            kept = _write_salvaged(connection, entries, snapshots)
            restored, newest = _write_spares(connection, spares, kept)
            chosen, loss = _choose(connection, pointer, restored, is_newest=newest)
            if chosen is not None:
                write_pointer(connection, chosen)
                if loss:
                    _note_trouble(connection, chosen)
                connection.execute(
                    "INSERT INTO attempts VALUES (?, ?, 'mended', ?)",
                    (at.isoformat(timespec="seconds"), origin, _words(chosen, loss=loss)),
                )
    finally:
        connection.close()
    with contextlib.suppress(OSError):
        Path(f"{unfinished}-journal").unlink(missing_ok=True)
    if chosen is None:
        unfinished.unlink()
        return None
    return unfinished.rename(next_database_file(home))


def _salvage(damaged: Path) -> tuple[dict[int, Row], list[Row], int | None]:
    """Sound entries by row, snapshot rows, and the pointer, as far as they can be read."""
    entries: dict[int, Row] = {}
    snapshots: list[Row] = []
    pointer = None
    with contextlib.suppress(sqlite3.Error, OSError, ValueError):
        connection = sqlite3.connect(f"{damaged.absolute().as_uri()}?mode=rw", uri=True)
        try:
            with contextlib.suppress(sqlite3.Error):
                pointer = read_pointer(connection)
            for row in _sweep(connection, "snapshots", "snapshot_id"):
                snapshots.append(row)  # noqa: PERF402 -- what was read before an error is kept
            for row in _sweep(connection, "entries", "entry_row"):
                if isinstance(row[2], str) and digest_payload(row[2]) == row[1]:
                    entries[row[0]] = row
        finally:
            connection.close()
    return entries, snapshots, pointer


def _sweep(connection: sqlite3.Connection, table: str, key: str) -> Iterator[Row]:
    """Every readable row of a table, by key, stepping over pages that cannot be read."""
    last = _largest_key(connection, table, key)
    question = f"SELECT * FROM {table} WHERE {key} BETWEEN ? AND ?"  # noqa: S608 -- constants
    for start in range(1, last + 1, _SWEEP):
        try:
            yield from connection.execute(question, (start, start + _SWEEP - 1)).fetchall()
        except (sqlite3.Error, UnicodeDecodeError):
            for one in range(start, start + _SWEEP):
                with contextlib.suppress(sqlite3.Error, UnicodeDecodeError):
                    yield from connection.execute(question, (one, one)).fetchall()


def _largest_key(connection: sqlite3.Connection, table: str, key: str) -> int:
    for aggregate in (f"max({key})", "count(*)"):
        with contextlib.suppress(sqlite3.Error, TypeError):
            found = connection.execute(f"SELECT {aggregate} FROM {table}").fetchone()[0]  # noqa: S608 -- constants
            return int(found or 0)
    return 0


def _write_salvaged(
    connection: sqlite3.Connection, entries: dict[int, Row], snapshots: list[Row]
) -> list[Snapshot]:
    """Write sound entries and the snapshots that are whole; these snapshots."""
    connection.executemany("INSERT INTO entries VALUES (?, ?, ?)", entries.values())
    marks = ", ".join("?" * len(snapshots[0])) if snapshots else ""
    for row in snapshots:
        if _is_whole(row, entries):
            connection.execute(f"INSERT INTO snapshots VALUES ({marks})", row)  # noqa: S608 -- question marks
    try:
        return [stored.snapshot for stored in read_snapshots(connection)]
    except DamageError:
        connection.execute("DELETE FROM snapshots")
        return []


def _is_whole(row: Row, entries: dict[int, Row]) -> bool:
    """Whether a snapshot's entries are all there and give its fingerprint."""
    fingerprint, members = row[3], row[-1]
    try:
        digests = [entries[int(one)][1] for one in unpack_members(members)]
    except (DamageError, KeyError, TypeError):
        return False
    return bool(fingerprint_of(digests) == fingerprint)


def _write_spares(
    connection: sqlite3.Connection, spares: Path, kept: list[Snapshot]
) -> tuple[Snapshot | None, bool]:
    """Write the spares that the salvage lacks, the oldest first.

    Returns:
        The snapshot of the newest sound spare, and whether that is the last one written.
    """
    known = {(snapshot.fingerprint, snapshot.list_date): snapshot for snapshot in kept}
    newest: Snapshot | None = None
    sound = True
    for path in reversed(spare_files(spares)):
        installation = read_spare(path)
        sound = installation is not None
        if installation is None:
            continue
        prepared = prepare(installation)
        key = (prepared.fingerprint, installation.list_date)
        if key not in known:
            known[key] = write_snapshot(connection, prepared)
        newest = known[key]
    return newest, sound


def _choose(
    connection: sqlite3.Connection,
    pointer: int | None,
    newest_spare: Snapshot | None,
    *,
    is_newest: bool,
) -> tuple[Snapshot | None, bool]:
    """The snapshot to be in force, and whether a newer one was lost."""
    found = [stored.snapshot for stored in read_snapshots(connection)]
    by_pointer: Callable[[Snapshot], bool] = lambda s: s.snapshot_id == pointer  # noqa: E731 -- typed
    kept = next(filter(by_pointer, found), None)
    if kept is not None:
        return kept, False
    if newest_spare is not None:
        return newest_spare, not is_newest
    return max(found, key=lambda s: (s.installed_at, s.snapshot_id), default=None), True


def _note_trouble(connection: sqlite3.Connection, snapshot: Snapshot) -> None:
    connection.execute(
        "UPDATE snapshots SET notes = json_set(notes, '$.trouble', ?) WHERE snapshot_id = ?",
        (EARLIER_LIST, snapshot.snapshot_id),
    )


def _words(chosen: Snapshot, *, loss: bool) -> str:
    lost = "; a newer list was lost" if loss else ""
    return f"list of {chosen.list_date.isoformat()} is in force{lost}"


def find_damage(connection: sqlite3.Connection) -> list[str]:
    """What is wrong with a database, every byte that counts looked at; nothing when all is sound."""
    found = [
        f"SQLite finds: {text}"
        for (text,) in connection.execute("PRAGMA quick_check(5)")
        if text != "ok"
    ]
    digests: dict[int, bytes] = {}
    bad = 0
    for row, digest, payload in connection.execute(
        "SELECT entry_row, digest, payload FROM entries"
    ):
        if isinstance(payload, str) and digest_payload(payload) == digest:
            digests[row] = digest
        else:
            bad += 1
    if bad:
        found.append(f"{bad} entries are not what was written")
    for stored in read_snapshots(connection):
        snapshot = stored.snapshot
        try:
            members = read_members(connection, snapshot).tolist()
            whole = fingerprint_of(digests[row] for row in members) == snapshot.fingerprint
        except (DamageError, KeyError):
            whole = False
        if not whole:
            found.append(f"the list of {snapshot.list_date.isoformat()} is not whole")
    return found
