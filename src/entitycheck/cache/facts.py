"""What the database of a local copy says, without opening an index: snapshots, entries, attempts."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from entitycheck.cache.database import DamageError, damaged, database_files
from entitycheck.cache.opened import Reader
from entitycheck.cache.snapshots import (
    StoredSnapshot,
    read_current,
    read_entries,
    read_members,
    read_snapshots,
)
from entitycheck.cache.spare import spare_files
from entitycheck.records import Entry, Snapshot

T = TypeVar("T")

_SAMPLE = 200  # entries; a damaged twentieth of the file is missed once in 30,000 times
SPARES = "spare"
"""Folder of the spares under the home folder."""


class StoredFacts:
    """The database in force under one home folder, read only.

    Args:
        home: Folder of the local copy; need not exist.
    """

    def __init__(self, home: Path) -> None:
        self.home = home
        self._reader: Reader | None = None

    def current_stored(self) -> StoredSnapshot | None:
        """The facts of the snapshot in force, without its index; None where nothing is installed.

        Raises:
            ListMissingError: The files are damaged, cannot be opened, or another program holds them.
        """
        try:
            return self.ask(read_current)
        except DamageError as error:
            raise damaged(self.home, error) from error

    def snapshots(self) -> list[StoredSnapshot]:
        """All installed snapshots, the newest list date first.

        Raises:
            ListMissingError: As `current_stored`.
        """
        try:
            return self.ask(read_snapshots) or []
        except DamageError as error:
            raise damaged(self.home, error) from error

    def attempts(self, count: int) -> list[tuple[str, str, str, str]]:
        """The last refreshes: when, from where, what came of it, in words; the newest first."""
        question = "SELECT * FROM attempts ORDER BY rowid DESC LIMIT ?"
        try:
            return self.ask(lambda c: c.execute(question, (count,)).fetchall()) or []
        except DamageError as error:
            raise damaged(self.home, error) from error

    def read_all(self, snapshot: Snapshot) -> tuple[Entry, ...]:
        """All entries of a stored snapshot, in order."""
        try:
            return tuple(self.reader().ask(lambda c: read_entries(c, read_members(c, snapshot))))
        except DamageError as error:
            raise damaged(self.home, error) from error

    def sample(self, snapshot: Snapshot) -> None:
        """Read some hundred entries of a snapshot: large damage shows, without reading all.

        Raises:
            ListMissingError: The files are damaged.
        """
        try:
            reader = self.reader()
            rows = reader.ask(lambda c: read_members(c, snapshot))
            reader.ask(lambda c: read_entries(c, rows[:: max(1, len(rows) // _SAMPLE)]))
        except DamageError as error:
            raise damaged(self.home, error) from error

    def difference(self, one: Snapshot, other: Snapshot) -> tuple[list[Entry], list[Entry]]:
        """The entries that only `one` holds, and those that only `other` holds, in order."""
        try:
            reader = self.reader()
            mine = reader.ask(lambda c: read_members(c, one)).tolist()
            theirs = reader.ask(lambda c: read_members(c, other)).tolist()
            held_by_both = set(mine) & set(theirs)
            only_one = [row for row in mine if row not in held_by_both]
            only_other = [row for row in theirs if row not in held_by_both]
            return (
                reader.ask(lambda c: read_entries(c, only_one)),
                reader.ask(lambda c: read_entries(c, only_other)),
            )
        except DamageError as error:
            raise damaged(self.home, error) from error

    def disconnect(self) -> None:
        """Let the database go; the next question opens the one then in force."""
        self._reader = None

    def _connected(self) -> Reader | None:
        """The reader of the database in force; None where nothing was ever installed."""
        files = database_files(self.home)
        if not files:
            self._reader = None
            if spare_files(self.home / SPARES):
                raise DamageError("the database is missing")
        elif self._reader is None or self._reader.path != files[-1]:
            self._reader = Reader(files[-1])
        return self._reader

    def reader(self) -> Reader:
        """The connection to the database in force; DamageError where there is none."""
        reader = self._connected()
        if reader is None:
            raise DamageError("the database is missing")
        return reader

    def ask(self, question: Callable[[sqlite3.Connection], T]) -> T | None:
        """The answer of the database in force; None where there is no database.

        Raises:
            DamageError: What is stored is not what was written.
        """
        reader = self._connected()
        return None if reader is None else reader.ask(question)
