"""The local copy: which snapshot is in force, opened for searching, whatever happened to the files.

Order of trust when the files are damaged: the database as it is; the database mended from what is
left of it and from the spares; a spare held in memory where nothing can be written; the starter
list, with a loud warning. What was mended with a loss says so in every answer until the next refresh.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from entitycheck.cache.database import (
    DamageError,
    damaged,
    database_files,
    find_home_trouble,
    next_database_file,
    not_written,
    open_writer,
)
from entitycheck.cache.facts import SPARES, StoredFacts
from entitycheck.cache.in_memory import (
    DAMAGED,
    STARTER_POINTER,
    open_spare,
    open_starter,
    starter_snapshot,
)
from entitycheck.cache.lock import refresh_lock
from entitycheck.cache.mending import find_damage, mend
from entitycheck.cache.opened import DAMAGED_POINTER, OpenSnapshot, StoredEntries
from entitycheck.cache.snapshots import (
    StoredSnapshot,
    read_current,
    read_entries,
    read_pointer,
    read_snapshots,
)
from entitycheck.cache.spare import spare_files
from entitycheck.errors import RefreshError, RefreshRunningError

if TYPE_CHECKING:
    from entitycheck.cache.indexes import Arrays, IndexStore
    from entitycheck.cache.views import OpenView
    from entitycheck.cache.writer import Writer

_SETTLE_NS = 2_000_000_000  # file times may be two seconds coarse (FAT); younger ones prove nothing
_MENDER_SECONDS = 30.0  # another process mends or installs; a full list takes some four seconds


class LocalCopy(StoredFacts):
    """The local copy under one home folder. Reading never writes, except to mend damage.

    Args:
        home: Folder of the local copy; need not exist.
    """

    def __init__(self, home: Path) -> None:
        super().__init__(home)
        self._seen: tuple[tuple[str, int, int], str] | None = None

    # -- reading ---------------------------------------------------------------------------------

    def current(self) -> OpenSnapshot:
        """The snapshot in force, open; the starter list where nothing is installed.

        Raises:
            ListMissingError: The files cannot be opened, or another program holds them.
        """
        try:
            return self._open_current()
        except DamageError:
            return self._current_despite_damage()

    def pointer(self) -> str:
        """A token that changes when another snapshot comes into force; cheap enough for each cell."""
        files = database_files(self.home)
        if not files:
            return DAMAGED_POINTER if spare_files(self.home / SPARES) else STARTER_POINTER
        try:
            facts = files[-1].stat()
        except OSError:
            return DAMAGED_POINTER
        stamp = (files[-1].name, facts.st_mtime_ns, facts.st_size)
        if self._seen is not None and self._seen[0] == stamp:
            return self._seen[1]
        try:
            number = self.ask(read_pointer)
        except DamageError:
            return DAMAGED_POINTER
        token = STARTER_POINTER if number is None else _token(files[-1], number)
        if abs(time.time_ns() - facts.st_mtime_ns) > _SETTLE_NS:
            self._seen = (stamp, token)
        return token

    def view(self, day: date) -> OpenView:
        """What was listed on a past day, ready to be searched.

        Raises:
            ListMissingError: As `current_stored`.
        """
        try:
            try:
                return self._view(day)
            except DamageError:
                self._current_despite_damage()
                return self._view(day)
        except DamageError as error:
            raise damaged(self.home, error) from error

    def indexes(self) -> IndexStore:
        """The compiled indexes beside the database."""
        from entitycheck.cache.indexes import IndexStore
        from entitycheck.matching import INDEX_FORMAT

        return IndexStore(self.home / "index", INDEX_FORMAT)

    def compiled(self, key: str, make: Callable[[], Arrays]) -> Arrays:
        """Compiled arrays by their key: from disk, else made, and kept there where that is possible."""
        store = self.indexes()
        found = store.load(key)
        if found is not None:
            return found
        arrays = make()
        try:
            with refresh_lock(self.home):
                store.store(key, arrays)
        except (OSError, RefreshError):
            return arrays  # it answers as well from memory
        return store.load(key) or arrays

    # -- writing ---------------------------------------------------------------------------------

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """The one writer of the local copy; damage is mended first.

        Raises:
            RefreshRunningError: Another process writes.
            RefreshError: The home folder or the database cannot be written.
        """
        from entitycheck.cache.writer import Writer
        from entitycheck.matching import compile_index

        with refresh_lock(self.home):
            connection = self._writable()
            try:
                yield Writer(connection, self.indexes(), compile_index, self.home / SPARES)
            except sqlite3.Error as error:
                raise not_written(self.home, error) from error
            except OSError as error:
                raise not_written(self.home, error) from error
            finally:
                connection.close()

    def mend(self) -> bool:
        """Mend a damaged database; False where nothing is left of it. Under no lock of the caller."""
        with refresh_lock(self.home):
            return self._mend_under_lock() is not None

    def _writable(self) -> sqlite3.Connection:
        """A connection to a sound database, made or mended where need be."""
        try:
            self._check_readable()
            path = (database_files(self.home) or [next_database_file(self.home)])[-1]
        except DamageError:
            path = self._mend_under_lock() or next_database_file(self.home)
        try:
            return open_writer(path)
        except sqlite3.Error as error:
            raise not_written(self.home, error) from error

    def _check_readable(self) -> None:
        """Raise DamageError unless the facts in force can be read."""
        self.ask(read_current)
        self.ask(read_snapshots)

    def _mend_under_lock(self) -> Path | None:
        """The sound database in force, mended where any byte of it is damaged; None without one."""
        self.disconnect()
        try:
            damage = self.ask(find_damage)
        except DamageError as error:
            damage = [str(error)]
        files = database_files(self.home)
        if not damage:  # another process may have mended it meanwhile
            return files[-1] if files else None
        self.disconnect()
        try:
            return mend(self.home, self.home / SPARES, at=datetime.now(UTC))
        except (OSError, sqlite3.Error) as error:
            raise not_written(self.home, error) from error

    # -- inside ----------------------------------------------------------------------------------

    def _open_current(self) -> OpenSnapshot:
        stored = self.ask(read_current)
        if stored is None:
            return open_starter(find_home_trouble(self.home))
        return self._open(stored)

    def _open(self, stored: StoredSnapshot) -> OpenSnapshot:
        """A stored snapshot, open; its index is compiled when it is missing or damaged."""
        from entitycheck.matching import compile_index

        reader = self.reader()
        entries = StoredEntries.of(reader, stored.snapshot)
        arrays = self.compiled(
            stored.snapshot.fingerprint,
            lambda: compile_index(reader.ask(lambda c: read_entries(c, entries.rows))),
        )
        return OpenSnapshot(
            stored.snapshot,
            arrays,
            entries,
            pointer=_token(reader.path, stored.snapshot.snapshot_id),
            trouble=stored.notes.get("trouble"),
        )

    def _view(self, day: date) -> OpenView:
        from entitycheck.cache.views import OpenView, around, open_view

        stored = self.ask(read_snapshots) or []
        snapshots = [one.snapshot for one in stored] or [starter_snapshot()]
        base, later = around(snapshots, day)
        if not later:
            opened = self._open(stored[0]) if stored else open_starter()
            return OpenView(opened, base=base)
        reader = self.reader() if stored else None
        return open_view(reader, base, later, self.compiled)

    def _current_despite_damage(self) -> OpenSnapshot:
        """Mend and open; where that cannot be, the best that is left, with its trouble."""
        until = time.monotonic() + _MENDER_SECONDS
        while True:
            try:
                return (
                    self._open_current()
                    if self.mend()
                    else open_starter(DAMAGED, pointer=DAMAGED_POINTER)
                )
            except RefreshRunningError:
                if time.monotonic() > until:
                    return open_spare(self.home / SPARES)
                time.sleep(0.2)
            except (DamageError, RefreshError):
                return open_spare(self.home / SPARES)
            try:
                return self._open_current()
            except DamageError:
                continue


def _token(path: Path, number: int) -> str:
    return f"{path.name}:{number}"
