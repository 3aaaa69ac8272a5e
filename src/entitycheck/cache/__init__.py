"""Snapshots in SQLite and the compiled index beside them. Only the interface stands yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from entitycheck.records import Entry, Snapshot


@dataclass(frozen=True)
class OpenSnapshot:
    """One snapshot, open for screening."""

    snapshot: Snapshot
    arrays: Mapping[str, NDArray[Any]]

    def entries(self, rows: Sequence[int]) -> list[Entry]:
        """The entries at these rows of the index."""
        raise NotImplementedError


class LocalCopy:
    """The local copy under one home folder."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def current(self) -> OpenSnapshot:
        """The snapshot in force; the starter list where nothing is installed."""
        raise NotImplementedError
