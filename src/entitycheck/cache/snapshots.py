"""Snapshots and entries as rows of the database: what is written and read, no policy.

A snapshot names its entries by row number, in order, as one small compressed block; an entry is
stored once however many snapshots hold it. What is read is checked: the block by its checksum and
count, each entry by its digest.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from entitycheck.cache.database import DamageError
from entitycheck.cache.payloads import decode_entry, digest_payload, encode_entry, fingerprint_of
from entitycheck.records import Entry, ListDateBasis, Snapshot

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CURRENT = "current"
_CHUNK = 500  # rows per question; SQLite takes 999 values in its oldest versions
_COLUMNS = (
    "snapshot_id, list_date, list_date_basis, fingerprint, source, installed_at, entries_per_list,"
    " names, starter, notes"
)


@dataclass(frozen=True, slots=True)
class Installation:
    """A snapshot to be: its entries and where they come from.

    Args:
        entries: In the order of the list; own lists last.
        list_date: The publisher's date.
        list_date_basis: Where that date comes from.
        source: Address or file, for people.
        installed_at: Aware time.
        starter: Whether the entries rest on the starter list.
        notes: What a person should know later: problems, what was forced, own lists.
    """

    entries: Sequence[Entry]
    list_date: date
    list_date_basis: ListDateBasis
    source: str
    installed_at: datetime
    starter: bool = False
    notes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StoredSnapshot:
    """A snapshot with the notes of its installation."""

    snapshot: Snapshot
    notes: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Prepared:
    """An installation in stored form."""

    installation: Installation
    payloads: tuple[str, ...]
    digests: tuple[bytes, ...]
    fingerprint: str


def prepare(installation: Installation) -> Prepared:
    """The stored form of an installation, its fingerprint known."""
    payloads = tuple(encode_entry(entry) for entry in installation.entries)
    digests = tuple(digest_payload(payload) for payload in payloads)
    return Prepared(installation, payloads, digests, fingerprint_of(digests))


def write_snapshot(connection: sqlite3.Connection, prepared: Prepared) -> Snapshot:
    """Add a snapshot, inside the caller's transaction."""
    rows = _write_entries(connection, prepared)
    made = prepared.installation
    counts = Counter(entry.list_code for entry in made.entries)
    names = sum(1 + len(entry.aliases) for entry in made.entries)
    cursor = connection.execute(
        "INSERT INTO snapshots (list_date, list_date_basis, fingerprint, source, installed_at,"
        " entries_per_list, names, starter, notes, members) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            made.list_date.isoformat(),
            made.list_date_basis.value,
            prepared.fingerprint,
            made.source,
            made.installed_at.isoformat(timespec="seconds"),
            json.dumps(dict(sorted(counts.items()))),
            names,
            int(made.starter),
            json.dumps(dict(made.notes), ensure_ascii=False, sort_keys=True),
            pack_members(rows),
        ),
    )
    number = cursor.lastrowid
    if number is None:
        raise DamageError("SQLite gave no number for a new snapshot")
    return read_snapshot(connection, number).snapshot


def _write_entries(connection: sqlite3.Connection, prepared: Prepared) -> list[int]:
    """The row of each entry, new ones added."""
    known: dict[bytes, int] = dict(connection.execute("SELECT digest, entry_row FROM entries"))
    (row,) = connection.execute("SELECT coalesce(max(entry_row), 0) FROM entries").fetchone()
    rows: list[int] = []
    new: list[tuple[int, bytes, str]] = []
    for digest, payload in zip(prepared.digests, prepared.payloads, strict=True):
        if digest not in known:
            row += 1
            known[digest] = row
            new.append((row, digest, payload))
        rows.append(known[digest])
    connection.executemany("INSERT INTO entries VALUES (?, ?, ?)", new)
    return rows


def pack_members(rows: Sequence[int]) -> bytes:
    """Row numbers, in order, as differences: neighbours are the rule, so a list packs to little."""
    import numpy as np

    return zlib.compress(
        np.diff(np.asarray(rows, dtype="<i4"), prepend=0).astype("<i4").tobytes(), 9
    )


def unpack_members(block: bytes) -> NDArray[np.int64]:
    """The row numbers of `pack_members`.

    Raises:
        DamageError: The block is not what was written.
    """
    import numpy as np

    try:
        return np.cumsum(np.frombuffer(zlib.decompress(block), dtype="<i4"), dtype=np.int64)
    except (zlib.error, ValueError) as error:
        raise DamageError(f"the members of a snapshot cannot be read ({error})") from error


def read_members(connection: sqlite3.Connection, snapshot: Snapshot) -> NDArray[np.int64]:
    """The row of each entry of a snapshot, in order."""
    found = connection.execute(
        "SELECT members FROM snapshots WHERE snapshot_id = ?", (snapshot.snapshot_id,)
    ).fetchone()
    if found is None:
        raise DamageError(f"snapshot {snapshot.snapshot_id} is gone")
    members = unpack_members(found[0])
    if len(members) != snapshot.entries:
        raise DamageError(f"snapshot {snapshot.snapshot_id} lost entries")
    return members


def read_payloads(
    connection: sqlite3.Connection, rows: Iterable[int]
) -> Iterator[tuple[bytes, str]]:
    """Digest and text of each row asked for, in that order, verified."""
    wanted = [int(row) for row in rows]
    for start in range(0, len(wanted), _CHUNK):
        chunk = wanted[start : start + _CHUNK]
        marks = ", ".join("?" * len(chunk))
        found = {
            row: (digest, payload)
            for row, digest, payload in connection.execute(
                f"SELECT entry_row, digest, payload FROM entries WHERE entry_row IN ({marks})",  # noqa: S608 -- question marks
                chunk,
            )
        }
        for row in chunk:
            digest, payload = found.get(row, (b"", ""))
            if not isinstance(payload, str) or digest_payload(payload) != digest:
                raise DamageError(f"entry {row} is damaged")
            yield digest, payload


def read_entries(connection: sqlite3.Connection, rows: Iterable[int]) -> list[Entry]:
    """The entries of these rows, in order, each verified."""
    return [decode_entry(payload) for _, payload in read_payloads(connection, rows)]


def read_snapshots(connection: sqlite3.Connection) -> list[StoredSnapshot]:
    """All snapshots, the newest list date first; of one date, the last installed first."""
    found = connection.execute(
        f"SELECT {_COLUMNS} FROM snapshots ORDER BY list_date DESC, snapshot_id DESC"  # noqa: S608 -- a constant
    )
    return [_stored(row) for row in found]


def read_snapshot(connection: sqlite3.Connection, number: int) -> StoredSnapshot:
    """One snapshot."""
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM snapshots WHERE snapshot_id = ?",  # noqa: S608 -- a constant
        (number,),
    ).fetchone()
    if row is None:
        raise DamageError(f"snapshot {number} is gone")
    return _stored(row)


def read_current(connection: sqlite3.Connection) -> StoredSnapshot | None:
    """The snapshot in force; None where nothing was ever installed."""
    number = read_pointer(connection)
    return None if number is None else read_snapshot(connection, number)


def read_pointer(connection: sqlite3.Connection) -> int | None:
    """The number of the snapshot in force."""
    row = connection.execute(
        "SELECT snapshot_id FROM pointers WHERE name = ?", (CURRENT,)
    ).fetchone()
    return None if row is None else int(row[0])


def write_pointer(connection: sqlite3.Connection, snapshot: Snapshot) -> None:
    """Put a snapshot in force."""
    connection.execute(
        "INSERT OR REPLACE INTO pointers VALUES (?, ?)", (CURRENT, snapshot.snapshot_id)
    )


def _stored(row: tuple[Any, ...]) -> StoredSnapshot:
    try:
        snapshot = Snapshot(
            snapshot_id=row[0],
            list_date=date.fromisoformat(row[1]),
            list_date_basis=ListDateBasis(row[2]),
            fingerprint=row[3],
            source=row[4],
            installed_at=datetime.fromisoformat(row[5]),
            entries_per_list=json.loads(row[6]),
            names=row[7],
            starter=bool(row[8]),
        )
        return StoredSnapshot(snapshot, json.loads(row[9]))
    except (TypeError, ValueError) as error:
        raise DamageError(f"a snapshot cannot be read ({error})") from error
