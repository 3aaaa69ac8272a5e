"""Refuse sheets whose few cells lie so far apart that the blanks between them fill the memory."""

from __future__ import annotations

from entitycheck.errors import UnreadableError

MOST_PLACES = 80_000_000
"""Cells of a sheet, the empty ones before a filled one included: 200,000 rows of 400 columns."""


def refuse_far_cells(places: int, name: str) -> None:
    """Refuse a sheet of more places than a sheet of orders has.

    Args:
        places: Cells of the sheet so far, the empty ones before a filled one included.
        name: What holds it, for the message.

    Raises:
        UnreadableError: There are too many.
    """
    if places > MOST_PLACES:
        raise UnreadableError(
            f"{name} spreads its cells over more than {MOST_PLACES:,} places, which may be an attack",
            fix="delete the far cells, or copy the orders to a new sheet",
        )
