"""pandas in, pandas out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from entitycheck.answers import ANSWER_COLUMNS, Answer, answer_values
from entitycheck.errors import InputError
from entitycheck.records import Party, Verdict

if TYPE_CHECKING:
    import pandas as pd


def screen_frame(
    check_many: Callable[[Sequence[Party]], list[Verdict]],
    frame: pd.DataFrame,
    *,
    name: str,
    country: str | None = None,
    address: str | None = None,
) -> pd.DataFrame:
    """A copy of `frame` with the answer columns appended; see `Screener.screen_frame`."""
    for column in (name, country, address):
        if column is not None and column not in frame.columns:
            raise InputError(
                f"there is no column {column!r}",
                fix=f"use one of {', '.join(map(str, frame.columns))}",
            )
    names = _texts(frame, name)
    countries = _texts(frame, country)
    addresses = _texts(frame, address)
    parties = [
        Party(text or "", land, street)
        for text, land, street in zip(names, countries, addresses, strict=True)
    ]
    checked_at = datetime.now(UTC).astimezone()
    rows = [
        answer_values(Answer(verdict, f"{name}: {verdict.party.name}", checked_at))
        for verdict in check_many(parties)
    ]
    screened = frame.copy()
    for position, header in enumerate(ANSWER_COLUMNS):
        screened[header] = [row[position] for row in rows]
    return screened


def _texts(frame: pd.DataFrame, column: str | None) -> list[str | None]:
    """The cells of a column as text; missing values are None."""
    if column is None:
        return [None] * len(frame)
    import pandas as pd

    return [None if pd.isna(value) else str(value) for value in frame[column]]
