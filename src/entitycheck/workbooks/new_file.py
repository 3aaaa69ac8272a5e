"""Files that appear whole or not at all."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from entitycheck.errors import InputError


class NewFile:
    """A file that appears when it is whole, and not at all when anything goes wrong before.

    Args:
        path: Where it shall be.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._explained():
            # not mkstemp: its files are for their owner alone, and would stay so under the new name
            self._temporary = path.with_name(f".{path.name[:40]}.{secrets.token_hex(8)}")
            self._file = self._temporary.open("xb")

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
