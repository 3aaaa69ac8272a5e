"""One snapshot, open: its facts, its compiled index, its entries when asked for."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from entitycheck.cache.database import DamageError, explained, open_reader
from entitycheck.cache.snapshots import read_entries, read_members
from entitycheck.errors import ListMissingError
from entitycheck.records import Entry, Snapshot

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from entitycheck.cache.indexes import Arrays

T = TypeVar("T")

DAMAGED_POINTER = "damaged"
"""The pointer while the files cannot be read; any sound snapshot has another."""


class Reader:
    """A read-only connection that threads share, one at a time; closed with its last user."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = open_reader(path)
        self._lock = threading.Lock()

    def ask(self, question: Callable[[sqlite3.Connection], T]) -> T:
        """What `question` reads from the connection.

        Raises:
            DamageError: What is stored is not what was written.
            ListMissingError: The file cannot be opened or is held by another program.
        """
        with self._lock, explained(self.path):
            return question(self._connection)

    def __del__(self) -> None:
        """Free the file."""
        with contextlib.suppress(AttributeError, sqlite3.Error):
            self._connection.close()


class EntrySource(Protocol):
    """Gives the entries of an open snapshot by their position."""

    def __call__(self, rows: Sequence[int]) -> list[Entry]:
        """The entries at these positions, in this order."""
        ...


class OpenSnapshot:
    """A snapshot that can be searched.

    Args:
        snapshot: Which one.
        arrays: Its compiled index, read-only.
        entries: Gives entries by their position in the list.
        pointer: What `LocalCopy.pointer` says as long as this snapshot is in force.
        trouble: What is wrong with the local copy, for every answer; None when all is well.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        arrays: Arrays,
        entries: EntrySource,
        *,
        pointer: str,
        trouble: str | None = None,
    ) -> None:
        self.snapshot = snapshot
        self.arrays = arrays
        self.pointer = pointer
        self.trouble = trouble
        self._entries = entries

    def entries(self, rows: Sequence[int]) -> list[Entry]:
        """The entries at these positions, in this order; only these are read.

        Raises:
            ListMissingError: They cannot be read any more.
        """
        return self._entries(rows)


class StoredEntries:
    """Entries from the database, each verified when read."""

    def __init__(self, reader: Reader, rows: NDArray[np.int64]) -> None:
        self._reader = reader
        self._members = rows

    @classmethod
    def of(cls, reader: Reader, snapshot: Snapshot) -> StoredEntries:
        """The entries of a stored snapshot."""
        return cls(reader, reader.ask(lambda connection: read_members(connection, snapshot)))

    @property
    def rows(self) -> list[int]:
        """The database row of each entry, in order."""
        return [int(row) for row in self._members]

    def __call__(self, rows: Sequence[int]) -> list[Entry]:
        """The entries at these positions."""
        wanted = [int(self._members[row]) for row in rows]
        try:
            return self._reader.ask(lambda connection: read_entries(connection, wanted))
        except DamageError as error:
            raise ListMissingError(
                f"the local copy is damaged ({error})",
                fix="run 'entitycheck doctor', which mends it, and ask again",
                path=str(self._reader.path),
            ) from error


class EntriesInMemory:
    """Entries that are held whole: the starter list, a list read from a spare."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._held = entries

    def __call__(self, rows: Sequence[int]) -> list[Entry]:
        """The entries at these positions."""
        return [self._held[row] for row in rows]
