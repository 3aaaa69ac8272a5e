"""The SQLite file of the local copy: open it, migrate it, say what is wrong with it.

One file, rollback journal kept beside it: after each commit the one file is whole, a reader never
sees half a transaction, and a process killed in the middle leaves the last commit in force. Readers
wait for a writer's commit, which takes milliseconds. Nothing replaces the file while it may be open
(Windows would refuse): a repair makes a further file with the next number, and the highest number
is the one in force.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from entitycheck.errors import ListMissingError, RefreshError

BUSY_SECONDS = 15.0  # a commit takes milliseconds; a virus scanner may hold the file for seconds
_FILE_NAME = re.compile(r"lists(?:-(\d+))?\.sqlite3")
_WRITER_CACHE_KIB = 65_536  # a whole install fits, so that readers are locked out at commit only

_MIGRATIONS = (
    """
    CREATE TABLE entries (
        entry_row INTEGER PRIMARY KEY,
        digest BLOB NOT NULL UNIQUE,
        payload TEXT NOT NULL
    );
    CREATE TABLE snapshots (
        snapshot_id INTEGER PRIMARY KEY AUTOINCREMENT,
        list_date TEXT NOT NULL,
        list_date_basis TEXT NOT NULL,
        fingerprint TEXT NOT NULL,
        source TEXT NOT NULL,
        installed_at TEXT NOT NULL,
        entries_per_list TEXT NOT NULL,
        names INTEGER NOT NULL,
        starter INTEGER NOT NULL,
        notes TEXT NOT NULL,
        members BLOB NOT NULL
    );
    CREATE INDEX snapshots_by_date ON snapshots (list_date, snapshot_id);
    CREATE TABLE pointers (
        name TEXT PRIMARY KEY,
        snapshot_id INTEGER NOT NULL REFERENCES snapshots
    ) WITHOUT ROWID;
    CREATE TABLE downloads (
        url TEXT PRIMARY KEY,
        etag TEXT,
        last_modified TEXT,
        snapshot_id INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE attempts (
        attempted_at TEXT NOT NULL,
        source TEXT NOT NULL,
        outcome TEXT NOT NULL,
        message TEXT NOT NULL
    );
    """,
)
"""Each raises `user_version` by one, in a transaction of its own."""


class DamageError(Exception):
    """The stored copy is not what was written. Never leaves the package `cache`."""


def database_files(home: Path) -> list[Path]:
    """The database files of a home folder, the one in force last."""
    try:
        names = os.listdir(home)  # noqa: PTH208 -- twice as fast, and asked before each formula
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise _unreachable(home, error) from error
    found = [(int(m[1] or 1), name) for name in names if (m := _FILE_NAME.fullmatch(name))]
    return [home / name for _, name in sorted(found)]


def find_home_trouble(home: Path) -> str | None:
    """Why nothing can ever be installed under a home folder; None when it is or can be made."""
    if home.is_dir():
        return None
    above = next(path for path in (home, *home.parents) if path.exists())
    if not above.is_dir():
        return f"{above} is no folder: set ENTITYCHECK_HOME to another place"
    if not os.access(above, os.W_OK):
        return f"{home} cannot be made: set ENTITYCHECK_HOME to another place"
    return None


def next_database_file(home: Path) -> Path:
    """A name that no database file has yet, above all others."""
    files = database_files(home)
    if not files:
        return home / "lists.sqlite3"
    number = _FILE_NAME.fullmatch(files[-1].name)
    return home / f"lists-{int(number[1] or 1) + 1 if number else 2}.sqlite3"


def open_reader(path: Path) -> sqlite3.Connection:
    """A connection that changes nothing; usable from any thread, one at a time.

    It is opened for writing where the system allows that: after a process was killed in its commit,
    the first reader must take that half back, and a read-only connection could not.
    """
    with explained(path), ExitStack() as on_failure:
        if path.stat().st_size == 0:
            raise DamageError(f"{path} is empty")
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=rw",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        on_failure.callback(connection.close)
        connection.execute("PRAGMA query_only = ON")
        _reject_other_version(connection, path)
        on_failure.pop_all()
    return connection


def open_writer(path: Path) -> sqlite3.Connection:
    """A connection that writes, on a migrated file; makes the file when it is missing.

    Raises:
        sqlite3.Error: The file cannot be written.
    """
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    with ExitStack() as on_failure:
        on_failure.callback(connection.close)
        connection.execute("PRAGMA journal_mode = TRUNCATE")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA cache_size = -{_WRITER_CACHE_KIB}")
        _migrate(connection, path)
        on_failure.pop_all()
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing; the first error is the one that leaves."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:  # something failed, if only the commit
            connection.execute("ROLLBACK")


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """SQLite's and the system's errors while reading, as damage or as an error for a person."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        if code is not None and code & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise ListMissingError(
                f"another program holds the local copy {path}",
                fix="try again in a minute; if it stays, close backup and synchronising programs",
                path=str(path),
            ) from error
        if code is not None and code & 0xFF in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
            raise _unreachable(path, error) from error
        raise DamageError(f"{path.name}: {error}") from error
    except OSError as error:
        raise _unreachable(path, error) from error


def damaged(home: Path, error: DamageError) -> ListMissingError:
    """Damage, as an error for a person."""
    return ListMissingError(
        f"the local copy in {home} is damaged ({error})",
        fix="run 'entitycheck doctor', which mends it",
        path=str(home),
    )


def not_written(home: Path, error: Exception) -> RefreshError:
    """Why nothing could be written: full, read-only, locked."""
    return RefreshError(
        f"the local copy in {home} cannot be written ({error}); the list in force is untouched",
        fix="free some disk space, check your right to write there, close backup programs, and try again",
        path=str(home),
    )


def _unreachable(path: Path, error: Exception) -> ListMissingError:
    return ListMissingError(
        f"the local copy {path} cannot be opened ({error})",
        fix="give yourself the right to read that folder, or set ENTITYCHECK_HOME to another",
        path=str(path),
    )


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _reject_other_version(connection: sqlite3.Connection, path: Path) -> None:
    version = _version(connection)
    if version > len(_MIGRATIONS):
        raise ListMissingError(
            f"the local copy {path} was written by a newer entitycheck",
            fix="update entitycheck, or set ENTITYCHECK_HOME to another folder",
            path=str(path),
        )
    if version == 0:
        raise DamageError(f"{path.name} holds no lists")


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring an older file up to date, one step at a time."""
    if _version(connection):
        _reject_other_version(connection, path)
    for number in range(_version(connection), len(_MIGRATIONS)):
        with transaction(connection):
            if _version(connection) == number:  # another process may have been faster
                for statement in _MIGRATIONS[number].split(";"):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {number + 1}")
