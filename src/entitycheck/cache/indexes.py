"""Compiled indexes on disk: one folder of `.npy` files per sequence of entries, memory-mapped.

A folder is named after the fingerprint and the index format, written under another name, checked and
renamed once it is whole; it is never changed or replaced after that, since another process may have
it mapped (Windows would refuse). A damaged folder is passed over and a further one is written.
Every file's checksum is verified before it answers: a zeroed page would otherwise be a missed match.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import zlib
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[Any]]

_MANIFEST = "manifest.json"
_UNFINISHED = ".new-"
_KEY_DIGITS = 12


class IndexStore:
    """The compiled indexes under one folder.

    Args:
        folder: Made when the first index is written.
        index_format: Names code and tables that compiled; an index of another format is never read.
    """

    def __init__(self, folder: Path, index_format: str) -> None:
        self.folder = folder
        self._format = index_format

    def load(self, fingerprint: str) -> Arrays | None:
        """The arrays for these entries, mapped read-only; None where no whole index is there."""
        for folder in self._folders(fingerprint):
            try:
                return self._read(folder, fingerprint)
            except (OSError, ValueError, KeyError, TypeError):
                continue
        return None

    def store(self, fingerprint: str, arrays: Arrays) -> Path:
        """Write an index and return its folder; only the holder of the refresh lock may.

        Raises:
            OSError: The disk is full or the folder cannot be written.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        self._remove_unfinished()
        unfinished = self.folder / f"{_UNFINISHED}{os.getpid()}"
        try:
            unfinished.mkdir()
            files: dict[str, dict[str, object]] = {}
            for number, (name, array) in enumerate(arrays.items()):
                path = unfinished / f"{number}.npy"
                np.save(path, np.ascontiguousarray(array), allow_pickle=False)
                files[name] = {"file": path.name, "crc32": zlib.crc32(path.read_bytes())}
            manifest = {"fingerprint": fingerprint, "format": self._format, "arrays": files}
            (unfinished / _MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
            return unfinished.rename(self._free_name(fingerprint))
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)  # gone already where it was renamed

    def keep_only(self, fingerprints: set[str]) -> int:
        """Remove the indexes of other entries, other formats and unfinished ones; how many.

        A folder that is in use elsewhere stays until the next time.
        """
        kept = {self._key(fingerprint) for fingerprint in fingerprints}
        removed = 0
        for folder in self._all():
            if folder.name.startswith(_UNFINISHED) or folder.name.rpartition("-")[0] not in kept:
                removed += _remove(folder)
        return removed

    def _key(self, fingerprint: str) -> str:
        mark = sha256(self._format.encode()).hexdigest()[:_KEY_DIGITS]
        return f"{fingerprint}-{mark}"

    def _all(self) -> list[Path]:
        try:
            return sorted(path for path in self.folder.iterdir() if path.is_dir())
        except OSError:
            return []

    def _folders(self, fingerprint: str) -> list[Path]:
        """The folders for these entries, the newest first."""
        pattern = re.compile(re.escape(self._key(fingerprint)) + r"-(\d+)")
        found = [(int(m[1]), path) for path in self._all() if (m := pattern.fullmatch(path.name))]
        return [path for _, path in sorted(found, reverse=True)]

    def _free_name(self, fingerprint: str) -> Path:
        taken = self._folders(fingerprint)
        number = int(taken[0].name.rpartition("-")[2]) + 1 if taken else 1
        return self.folder / f"{self._key(fingerprint)}-{number}"

    def _read(self, folder: Path, fingerprint: str) -> Arrays:
        manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        if manifest["fingerprint"] != fingerprint or manifest["format"] != self._format:
            raise ValueError(folder)
        return {
            name: _map_array(folder / Path(facts["file"]).name, facts["crc32"])
            for name, facts in manifest["arrays"].items()
        }

    def _remove_unfinished(self) -> None:
        """What a killed refresh left; the lock is ours, so nobody is writing it."""
        for folder in self._all():
            if folder.name.startswith(_UNFINISHED):
                _remove(folder)


def _map_array(path: Path, crc32: int) -> NDArray[Any]:
    """The array of one file, mapped, after its checksum was verified."""
    raw = np.memmap(path, dtype=np.uint8, mode="r")
    if zlib.crc32(raw.data) != crc32:
        raise ValueError(f"{path} is damaged")
    try:
        mapped: NDArray[Any] = np.load(path, mmap_mode="r", allow_pickle=False)
    except ValueError:  # an array without elements cannot be mapped; the checksum was right
        mapped = np.load(path, allow_pickle=False)
    return mapped


def _remove(folder: Path) -> bool:
    """Whether the folder could be removed; its manifest goes first, so that no half is read."""
    with contextlib.suppress(OSError):
        (folder / _MANIFEST).unlink(missing_ok=True)
        shutil.rmtree(folder)
        return True
    return False
