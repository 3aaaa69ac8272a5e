"""The publisher's date of a list, and where it comes from. Never a file's own time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from entitycheck.errors import InputError, RefreshError
from entitycheck.records import Entry, ListDateBasis

_TIME_ZONES = timedelta(days=1)  # it is tomorrow already where the file was made


def list_date_of(
    entries: Sequence[Entry],
    *,
    given: date | None,
    last_modified: date | None,
    in_name: date | None,
    today: date,
) -> tuple[date, ListDateBasis]:
    """The list date and its basis: given, Last-Modified, file name, newest entry; else refused.

    Raises:
        InputError: The date given is in the future.
        RefreshError: There is no date, or it lies after this computer's.
    """
    if given is not None:
        if given > today + _TIME_ZONES:
            raise InputError(
                f"the list date {given.isoformat()} is in the future",
                fix="give the day on which the list was published",
            )
        return given, ListDateBasis.GIVEN
    found, basis = last_modified, ListDateBasis.LAST_MODIFIED
    if found is None:
        found, basis = in_name, ListDateBasis.FILE_NAME
    if found is None:
        starts = [e.start_date for e in entries if e.start_date and e.start_date <= today]
        found, basis = max(starts, default=None), ListDateBasis.NEWEST_ENTRY
    if found is None:
        raise RefreshError(
            "nothing says of which day this list is", fix="give its day with --list-date YYYY-MM-DD"
        )
    if found > today + _TIME_ZONES:
        raise RefreshError(
            f"the list is dated {found.isoformat()}, but this computer says today is {today.isoformat()}",
            fix="set the computer's clock, or give the list's day with --list-date YYYY-MM-DD",
        )
    return found, basis
