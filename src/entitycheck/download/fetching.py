"""Fetch a list from where the user says it is: https, http, file address, file or folder.

A folder is a share that an IT department fills: its newest file is taken, by the date in its name,
else by when it was written. Only `http` touches the network.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from entitycheck.download.transfer import Fetched, Limits, Progress
from entitycheck.errors import DownloadError, InputError

_WEB = re.compile(r"https?://", re.IGNORECASE)
_LIST_FILES = ("*.csv", "*.csv.gz", "*.json", "*.json.gz", "*.tsv", "*.tsv.gz")
_ISO_DATE = re.compile(r"(?<!\d)(\d{4})([-_]?)(\d{2})\2(\d{2})(?!\d)")


def fetch(
    source: str,
    *,
    limits: Limits | None = None,
    etag: str | None = None,
    last_modified: str | None = None,
    progress: Progress | None = None,
) -> Fetched:
    """The bytes at `source`.

    Args:
        source: Web address, `file://` address, path of a file or of a folder.
        limits: Time and size.
        etag: What the server said last time; with `last_modified`, asks for changes only.
        last_modified: Likewise.
        progress: Told how much has come.

    Raises:
        DownloadError: A web address gives no bytes.
        InputError: There is no such file, or it cannot be read.
    """
    bounds = limits or Limits()
    if is_web_address(source):
        from entitycheck.download.http import fetch_web

        return fetch_web(source, bounds, etag=etag, last_modified=last_modified, progress=progress)
    path = _path_of(source)
    if path.is_dir():
        path = newest_file(path)
    return Fetched(_read(path, bounds), str(path.absolute()), path.name)


def is_web_address(source: str) -> bool:
    """True for http and https."""
    return _WEB.match(source) is not None


def date_in_name(name: str) -> date | None:
    """The last ISO date in a file name, `2026-07-31` or `20260731`; None without one."""
    found = None
    for match in _ISO_DATE.finditer(name):
        try:
            found = date(int(match[1]), int(match[3]), int(match[4]))
        except ValueError:
            continue
    return found


def newest_file(folder: Path) -> Path:
    """The newest list file of a folder.

    Raises:
        InputError: There is none.
    """
    files = [path for pattern in _LIST_FILES for path in folder.glob(pattern) if path.is_file()]
    if not files:
        raise InputError(
            f"there is no list file in the folder {folder}",
            fix="put the published .csv or .json file there",
            path=str(folder),
        )
    return max(files, key=lambda p: (date_in_name(p.name) or date.min, p.stat().st_mtime, p.name))


def _path_of(source: str) -> Path:
    parts = urlsplit(source)
    if parts.scheme.lower() == "file":
        host = f"//{parts.netloc}" if parts.netloc not in ("", "localhost") else ""
        return Path(host + url2pathname(unquote(parts.path) if "%" in parts.path else parts.path))
    if len(parts.scheme) > 1 and "://" in source:  # one letter is a Windows drive
        raise InputError(
            f"addresses that begin with {parts.scheme}:// cannot be used",
            fix="give an https:// address, a file or a folder",
        )
    return Path(source).expanduser()


def _read(path: Path, limits: Limits) -> bytes:
    try:
        if path.stat().st_size > limits.max_bytes:
            raise DownloadError(
                f"{path} is larger than {limits.max_bytes // 1_000_000} MB",
                fix="check that it is the list; raise download_megabytes if it is",
                path=str(path),
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(
            f"there is no file {path}", fix="check the path, or leave --from out", path=str(path)
        ) from error
    except OSError as error:
        raise InputError(
            f"{path} cannot be read ({error.strerror or error})",
            fix="check the path and your right to read it",
            path=str(path),
        ) from error
