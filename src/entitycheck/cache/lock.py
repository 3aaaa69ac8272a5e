"""One refresh at a time: a lock that the operating system drops when its process ends, however."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from entitycheck.errors import RefreshError, RefreshRunningError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


@contextmanager
def refresh_lock(home: Path) -> Iterator[None]:
    """Hold the local copy for writing.

    Raises:
        RefreshRunningError: Another process, or another refresh of this one, holds it.
        RefreshError: The home folder cannot be made or written.
    """
    try:
        home.mkdir(parents=True, exist_ok=True)
        handle = os.open(home / "refresh.lock", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise RefreshError(
            f"the folder {home} cannot be written ({error.strerror or error})",
            fix="give yourself the right to write there, or set ENTITYCHECK_HOME to another folder",
            path=str(home),
        ) from error
    try:
        if not _try_lock(handle):
            raise RefreshRunningError(
                "another refresh is running on this computer",
                fix="wait until it has ended; the list it installs is then in force here too",
                path=str(home),
            )
        try:
            yield
        finally:
            _unlock(handle)
    finally:
        os.close(handle)


def _try_lock(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _unlock(handle: int) -> None:
    if sys.platform == "win32":
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
    else:
        fcntl.flock(handle, fcntl.LOCK_UN)
