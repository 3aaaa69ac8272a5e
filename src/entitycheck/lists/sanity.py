"""Is a new list plausible beside the one before it?"""

from __future__ import annotations

from collections.abc import Mapping

NEGLIGIBLE_LOSS = 5
"""A list may lose a handful of entries from one day to the next (FSE had three, then none)."""

LOSS_PER_DAY = 0.17
"""What lists really lose with the years: CAP went from 53 to 1 in the 51 months from April 2022."""


def find_losses(
    before: Mapping[str, int], after: Mapping[str, int], *, shrink_percent: float, days: int
) -> tuple[str, ...]:
    """The lists that lost more than they may, in words: `SDN lost 9,181 of 19,181 entries`.

    On 6 May 2024 the publisher's own file lacked 15,000 entries for a day; State Department lists
    dropped on other days. A list that vanishes with more than a handful of entries is always named.

    Args:
        before: Entries per list of the snapshot before.
        after: Entries per list of the new one.
        shrink_percent: Largest share of its entries that a list may lose.
        days: Days between the two list dates.
    """
    allowed = NEGLIGIBLE_LOSS + LOSS_PER_DAY * max(days, 0)
    losses = []
    for code, count in sorted(before.items()):
        left = after.get(code, 0)
        vanished = left == 0 and count > NEGLIGIBLE_LOSS
        shrank = count - left > allowed and (count - left) * 100 > shrink_percent * count
        if vanished or shrank:
            losses.append(f"{code} lost {count - left:,} of {count:,} entries")
    return tuple(losses)
