"""Files that appear whole or not at all.

While it is written, a file has a hidden name beside its place: `.NAME.MACHINE-RANDOM.entitycheck`. A
process that is killed leaves it there, and whoever next writes a file of that name takes it away. It is
surely left over, never the file of another screening under way nor one that the user made, for

- its name is one that only this program gives, and names this machine: what another machine writes into
  a shared folder is never judged, since not every file system tells of the locks of other machines;
- nobody has it locked. Its writer holds the lock until the file is in its place, and the system drops
  the lock when the writer ends, however. Where the file system knows no locks, nothing is taken away.

Windows refuses to remove what a process has open, which is the lock there. As a file must be closed there
before it gets its name, one that was written to within the last minute stays.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import re
import secrets
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import BinaryIO, Self

from entitycheck.errors import InputError

if sys.platform != "win32":
    import fcntl

_NAME_LENGTH = 40  # letters of its own name: a file's name has 255 bytes, a letter up to 4
_QUIET_SECONDS = 60  # from the end of writing to the new name; it takes milliseconds


class NewFile:
    """A file that appears when it is whole, and not at all when anything goes wrong before.

    Args:
        path: Where it shall be. What killed processes left of it is taken away.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        for left in _left_overs(path):
            _remove_unless_written(left)
        with self._explained():
            self._temporary, self._file, self._lock = _make_temporary(path)

    def write(self, piece: bytes) -> None:
        """Add a piece."""
        with self._explained():
            self._file.write(piece)

    def __enter__(self) -> Self:
        """Nothing more: the file is open."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Put the file in its place, or take it away."""
        try:
            with self._explained():
                self._file.close()
                if kind is None:
                    self._temporary.replace(self._path)
        finally:
            self._temporary.unlink(missing_ok=True)
            if self._lock is not None:
                os.close(self._lock)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise InputError(
                f"{self._path} cannot be written ({reason})",
                fix="close it in Excel, or give another -o",
            ) from error


def _make_temporary(path: Path) -> tuple[Path, BinaryIO, int | None]:
    """The hidden file of a new one, open, and what holds its lock: a descriptor to close in the end."""
    while True:
        # not mkstemp: its files are for their owner alone, and would stay so under the new name
        temporary = path.with_name(f"{_beginning(path)}{secrets.token_hex(8)}.entitycheck")
        file = temporary.open("xb")
        lock = None
        if sys.platform != "win32":
            with contextlib.suppress(OSError):  # a file system without locks
                fcntl.flock(file.fileno(), fcntl.LOCK_EX)
            lock = os.dup(file.fileno())  # holds the lock when the file is closed
        if lock is None or _is_at(temporary, lock):
            return temporary, file, lock
        file.close()  # another process took it for left over before the lock was ours
        os.close(lock)


def _beginning(path: Path) -> str:
    """What the names of the hidden files of a new one begin with on this machine."""
    return f".{path.name[:_NAME_LENGTH]}.{_machine()}-"


@cache
def _machine() -> str:
    return hashlib.blake2b(platform.node().encode(), digest_size=4).hexdigest()


def _left_overs(path: Path) -> list[Path]:
    """The hidden files of a new one that are there, left over or being written."""
    name = re.compile(rf"{re.escape(_beginning(path))}[0-9a-f]{{16}}\.entitycheck")
    try:
        with os.scandir(path.parent) as there:
            return [
                path.with_name(one.name)
                for one in there
                if name.fullmatch(one.name) and one.is_file(follow_symlinks=False)
            ]
    except OSError:  # the folder may not be listed, or is none: writing will tell
        return []


def _remove_unless_written(temporary: Path) -> None:
    """Remove a hidden file whose writer has ended; one that cannot be removed stays."""
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            if time.time() - temporary.stat().st_mtime > _QUIET_SECONDS:
                temporary.unlink()
        else:
            lock = os.open(temporary, os.O_RDWR)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # an error while it is written
                if _is_at(temporary, lock):
                    temporary.unlink()
            finally:
                os.close(lock)


def _is_at(path: Path, descriptor: int) -> bool:
    """Whether an open file still has that name."""
    try:
        return os.path.samestat(path.stat(follow_symlinks=False), os.fstat(descriptor))
    except FileNotFoundError:
        return False
