"""Snapshots that answer from memory: the starter list, and a spare where nothing can be mended."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, time
from pathlib import Path

from entitycheck.cache.opened import DAMAGED_POINTER, EntriesInMemory, OpenSnapshot
from entitycheck.cache.snapshots import Installation, prepare
from entitycheck.cache.spare import read_spare, spare_files
from entitycheck.lists.starter import STARTER_DATE, load_starter
from entitycheck.records import ListDateBasis, Snapshot

STARTER_POINTER = "starter"
DAMAGED = "local copy damaged: run 'entitycheck doctor', then press Refresh list"
FROM_SPARE = "local copy damaged, this answer rests on a spare: run 'entitycheck doctor'"


def open_starter(trouble: str | None = None, *, pointer: str = STARTER_POINTER) -> OpenSnapshot:
    """The starter list, compiled in memory; nothing is written.

    Args:
        trouble: Why it stands in for a list that was installed, or why none can be.
        pointer: What `LocalCopy.pointer` says meanwhile.
    """
    return _open(_starter_installation(), pointer=pointer, trouble=trouble)


def open_spare(spares: Path) -> OpenSnapshot:
    """The newest sound spare; the starter list, loudly, where there is none."""
    for path in spare_files(spares):
        installation = read_spare(path)
        if installation is not None:
            return _open(installation, pointer=DAMAGED_POINTER, trouble=FROM_SPARE)
    return open_starter(DAMAGED, pointer=DAMAGED_POINTER)


def starter_snapshot() -> Snapshot:
    """The facts of the starter list; number 0, never stored."""
    return _facts(_starter_installation())


def _starter_installation() -> Installation:
    return Installation(
        entries=load_starter(),
        list_date=STARTER_DATE,
        list_date_basis=ListDateBasis.STARTER,
        source="starter list of this program",
        installed_at=datetime.combine(STARTER_DATE, time(), UTC),
        starter=True,
    )


def _open(installation: Installation, *, pointer: str, trouble: str | None) -> OpenSnapshot:
    from entitycheck.matching import compile_index

    return OpenSnapshot(
        _facts(installation),
        compile_index(installation.entries),
        EntriesInMemory(installation.entries),
        pointer=pointer,
        trouble=trouble,
    )


def _facts(installation: Installation) -> Snapshot:
    counts = Counter(entry.list_code for entry in installation.entries)
    return Snapshot(
        snapshot_id=0,
        list_date=installation.list_date,
        list_date_basis=installation.list_date_basis,
        fingerprint=prepare(installation).fingerprint,
        source=installation.source,
        installed_at=installation.installed_at,
        entries_per_list=dict(sorted(counts.items())),
        names=sum(1 + len(entry.aliases) for entry in installation.entries),
        starter=installation.starter,
    )
