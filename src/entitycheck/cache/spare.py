"""Spare copies: the entries of the last snapshots once more, as packed text beside the database.

A database that is truncated or overwritten takes all history with it; a spare brings back the list
that was in force. Spares are written after the install, under new names, and never answer before
their fingerprint was recomputed.
"""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import zlib
from datetime import date, datetime
from pathlib import Path

from entitycheck.cache.payloads import decode_entry, digest_payload, fingerprint_of
from entitycheck.cache.snapshots import Installation, Prepared
from entitycheck.records import ListDateBasis, Snapshot

KEPT = 2
_LEVEL = 3  # 16 MB of text in a quarter of a second


def write_spare(folder: Path, snapshot: Snapshot, prepared: Prepared) -> None:
    """Write a spare of a snapshot and remove the oldest ones.

    Raises:
        OSError: The disk is full or the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    made = prepared.installation
    head = {
        "fingerprint": prepared.fingerprint,
        "list_date": made.list_date.isoformat(),
        "list_date_basis": made.list_date_basis.value,
        "source": made.source,
        "installed_at": made.installed_at.isoformat(),
        "starter": made.starter,
        "notes": dict(made.notes),
    }
    lines = "\n".join([json.dumps(head, ensure_ascii=False), *prepared.payloads])
    unfinished = folder / f".new-{os.getpid()}"
    try:
        unfinished.write_bytes(gzip.compress(lines.encode(), _LEVEL, mtime=0))
        unfinished.replace(folder / f"{snapshot.snapshot_id:08d}-{prepared.fingerprint}.jsonl.gz")
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)  # gone already where it was renamed
    for old in spare_files(folder)[KEPT:]:
        with contextlib.suppress(OSError):
            old.unlink()


def spare_files(folder: Path) -> list[Path]:
    """The spares, the newest first."""
    return sorted(folder.glob("*.jsonl.gz"), reverse=True)


def read_spare(path: Path) -> Installation | None:
    """The installation in a spare; None where the file is not what was written."""
    try:
        head_line, *payloads = gzip.decompress(path.read_bytes()).decode().split("\n")
        head = json.loads(head_line)
        if fingerprint_of(map(digest_payload, payloads)) != head["fingerprint"]:
            return None
        return Installation(
            entries=tuple(map(decode_entry, payloads)),
            list_date=date.fromisoformat(head["list_date"]),
            list_date_basis=ListDateBasis(head["list_date_basis"]),
            source=head["source"],
            installed_at=datetime.fromisoformat(head["installed_at"]),
            starter=head["starter"],
            notes=head["notes"],
        )
    except (OSError, EOFError, ValueError, KeyError, TypeError, zlib.error):
        return None
