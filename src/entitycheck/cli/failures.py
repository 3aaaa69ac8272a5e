"""What a failure becomes on the command line: an exit status and one line."""

from __future__ import annotations

from entitycheck.errors import EntityCheckError
from entitycheck.failures import log_failure

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
    "cluster": 1,
    "config": 2,
}
"""Error code and exit status: 2 is wrong use, 1 a failure."""


def exit_status(error: EntityCheckError) -> int:
    """The exit status for an error raised on purpose."""
    return EXIT_STATUS[error.code]


def report_failure(error: BaseException) -> str:
    """Log an unexpected error and return the one line for the user."""
    mark, log = log_failure(error)
    where = "run again with --debug" if log is None else f"see {log} or run again with --debug"
    return f"internal error {mark} ({type(error).__name__}): {where}"
