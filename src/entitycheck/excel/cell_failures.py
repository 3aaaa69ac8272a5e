"""What a failure becomes in a cell: a text that begins `#EC! ` and says what to do.

In Excel the way out is a button, not a command; where an error's own advice names a command, the
table below says which button to press instead.
"""

from __future__ import annotations

from entitycheck.errors import EntityCheckError
from entitycheck.excel.cells import FAILURE, fitting
from entitycheck.failures import log_failure

CELL_ADVICE: dict[str, str | None] = {
    "error": None,
    "input": None,
    "unreadable": None,
    "sheet-layout": "select the names and press Screen selection, or name the columns on a sheet"
    " 'Entity Check settings', such as: customer, Kunde",
    "list-data": "press Refresh list",
    "list-missing": "press Refresh list",
    "list-format": "press Refresh list",
    "refresh": "press Refresh list again later",
    "download": "press Refresh list again later",
    "refresh-running": "wait until it is done",
    "cluster": None,
    "config": "press Settings",
}
"""Error code and what to do in Excel; None where the error's own advice serves."""


def failure_text(error: EntityCheckError) -> str:
    """The text of a cell for an error raised on purpose."""
    advice = CELL_ADVICE[error.code] or error.fix
    return str(fitting(f"{FAILURE}{error.message}: {advice}"))


def unexpected_text(error: BaseException) -> str:
    """The text of a cell for a bug; the log says more and holds no party names."""
    mark, log = log_failure(error)
    where = "press Help" if log is None else f"see {log}"
    return str(fitting(f"{FAILURE}internal error {mark} ({type(error).__name__}): {where}"))
