"""What a failure becomes on the command line: an exit status, one line, a log for the unexpected."""

from __future__ import annotations

import hashlib
import traceback
from datetime import UTC, datetime

from entitycheck.errors import EntityCheckError
from entitycheck.settings import load_settings

EXIT_STATUS = {
    "error": 1,
    "input": 2,
    "unreadable": 1,
    "sheet-layout": 1,
    "list-data": 1,
    "list-missing": 1,
    "list-format": 1,
    "refresh": 1,
    "download": 1,
    "refresh-running": 1,
    "config": 2,
}
"""Error code and exit status: 2 is wrong use, 1 a failure."""


def exit_status(error: EntityCheckError) -> int:
    """The exit status for an error raised on purpose."""
    return EXIT_STATUS[error.code]


def report_failure(error: BaseException) -> str:
    """Log an unexpected error and return the one line for the user.

    The log holds the traceback's places, not its values: party names stay out of it.
    """
    places = "".join(traceback.format_tb(error.__traceback__))
    mark = hashlib.sha256((type(error).__name__ + places).encode()).hexdigest()[:8]
    try:
        folder = load_settings().home / "logs"
        folder.mkdir(parents=True, exist_ok=True)
        when = datetime.now(UTC).isoformat(timespec="seconds")
        with (folder / "errors.log").open("a", encoding="utf-8") as log:
            log.write(f"{when} {mark} {type(error).__name__}\n{places}\n")
        where = f"see {folder / 'errors.log'} or run again with --debug"
    except (OSError, EntityCheckError):
        where = "run again with --debug"
    return f"internal error {mark} ({type(error).__name__}): {where}"
