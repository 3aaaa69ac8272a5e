"""The local copy on disk: snapshots in SQLite, compiled indexes and spares beside them."""

from __future__ import annotations

from entitycheck.cache.database import find_home_trouble
from entitycheck.cache.in_memory import starter_snapshot
from entitycheck.cache.local_copy import LocalCopy
from entitycheck.cache.opened import OpenSnapshot
from entitycheck.cache.snapshots import Installation, StoredSnapshot
from entitycheck.cache.writer import Validators, Writer

__all__ = [
    "Installation",
    "LocalCopy",
    "OpenSnapshot",
    "StoredSnapshot",
    "Validators",
    "Writer",
    "find_home_trouble",
    "starter_snapshot",
]
