"""What is kept of an unexpected error: its places, never its values; party names stay out of it."""

from __future__ import annotations

import hashlib
import traceback
from datetime import UTC, datetime
from pathlib import Path

from entitycheck.errors import EntityCheckError
from entitycheck.settings import load_settings


def log_failure(error: BaseException) -> tuple[str, Path | None]:
    """Write an unexpected error to the log of this user.

    Returns:
        Eight characters that mark the same bug each time, and the log; None where it cannot be
        written.
    """
    places = "".join(traceback.format_tb(error.__traceback__))
    mark = hashlib.sha256((type(error).__name__ + places).encode()).hexdigest()[:8]
    try:
        path = load_settings().home / "logs" / "errors.log"
        path.parent.mkdir(parents=True, exist_ok=True)
        when = datetime.now(UTC).isoformat(timespec="seconds")
        with path.open("a", encoding="utf-8") as log:
            log.write(f"{when} {mark} {type(error).__name__}\n{places}\n")
    except (OSError, EntityCheckError):
        return mark, None
    return mark, path
