"""Days typed by people."""

from __future__ import annotations

import re
from datetime import date

from entitycheck.errors import InputError

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_day(text: str) -> date:
    """The day of an ISO text; `03/02/2023` could be two days and is refused.

    Raises:
        InputError: It is no ISO date.
    """
    word = text.strip()
    try:
        found = date.fromisoformat(word) if _ISO.fullmatch(word) else None
    except ValueError:
        found = None
    if found is None:
        raise InputError(
            f"{text!r} is no date that can be read in one way only",
            fix="write it as YYYY-MM-DD, for example 2023-03-02",
        )
    return found
