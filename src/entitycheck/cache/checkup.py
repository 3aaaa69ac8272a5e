"""Look at everything the local copy stores, not only at what the next answer needs."""

from __future__ import annotations

import sqlite3

from entitycheck.cache.database import DamageError
from entitycheck.cache.local_copy import SPARES, LocalCopy
from entitycheck.cache.lock import refresh_lock
from entitycheck.cache.payloads import digest_payload, fingerprint_of
from entitycheck.cache.snapshots import Installation, prepare, read_members, read_snapshots
from entitycheck.cache.spare import read_spare, spare_files, write_spare
from entitycheck.records import Snapshot


def find_damage(copy: LocalCopy) -> list[str] | None:
    """What is wrong with the database, every byte looked at; None where there is no database."""
    try:
        return copy.ask(_damage_in)
    except DamageError as error:
        return [str(error)]


def has_index(copy: LocalCopy, snapshot: Snapshot) -> bool:
    """Whether a whole index of this version is there."""
    return copy.indexes().load(snapshot.fingerprint) is not None


def has_spare(copy: LocalCopy) -> bool:
    """Whether the newest spare is whole and of the snapshot in force."""
    stored = copy.current_stored()
    files = spare_files(copy.home / SPARES)
    made = read_spare(files[0]) if files else None
    if stored is None or made is None:
        return False
    return prepare(made).fingerprint == stored.snapshot.fingerprint


def renew_spare(copy: LocalCopy) -> None:
    """Write the spare of the snapshot in force again.

    Raises:
        RefreshError, OSError: It cannot be written.
    """
    stored = copy.current_stored()
    if stored is None:
        return
    snapshot = stored.snapshot
    made = Installation(
        entries=copy.read_all(snapshot),
        list_date=snapshot.list_date,
        list_date_basis=snapshot.list_date_basis,
        source=snapshot.source,
        installed_at=snapshot.installed_at,
        starter=snapshot.starter,
        notes=stored.notes,
    )
    with refresh_lock(copy.home):
        write_spare(copy.home / SPARES, snapshot, prepare(made))


def _damage_in(connection: sqlite3.Connection) -> list[str]:
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
