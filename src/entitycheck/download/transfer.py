"""What a fetch may cost, and what it brings."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

Progress = Callable[[int, int | None], None]
"""Told the bytes received and, where known, the bytes in all."""

_USER_INFORMATION = re.compile(r"(?<=://)[^/@]*@")


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how large a download may be."""

    seconds: float = 600.0
    max_bytes: int = 300_000_000


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came.

    Args:
        data: The bytes; empty when nothing changed.
        source: Address or path, for people, without user names and passwords.
        name: The file's name, where a date may stand.
        last_modified: What the server says; None for files.
        etag: Likewise.
        last_modified_text: The header as sent, to send it back.
        not_modified: The server says that nothing changed since last time.
    """

    data: bytes
    source: str
    name: str
    last_modified: datetime | None = None
    etag: str | None = None
    last_modified_text: str | None = None
    not_modified: bool = False


def source_for_people(source: str) -> str:
    """The address without a user name and password."""
    return _USER_INFORMATION.sub("", source)
