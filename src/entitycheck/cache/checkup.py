"""Look at what the local copy stores beside what the next answer needs: for `doctor`."""

from __future__ import annotations

from entitycheck.cache.database import DamageError
from entitycheck.cache.facts import SPARES
from entitycheck.cache.local_copy import LocalCopy
from entitycheck.cache.lock import refresh_lock
from entitycheck.cache.mending import find_damage
from entitycheck.cache.snapshots import Installation, prepare
from entitycheck.cache.spare import read_spare, spare_files, write_spare
from entitycheck.records import Snapshot


def damage_of(copy: LocalCopy) -> list[str] | None:
    """What is wrong with the database, every byte looked at; None where there is no database."""
    try:
        return copy.ask(find_damage)
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
