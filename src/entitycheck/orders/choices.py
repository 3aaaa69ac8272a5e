"""The columns of a table that are used and those that are not, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass

from entitycheck.orders.headers import PARTY_ROLES


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """A column that will be used.

    Args:
        column: Its number on the sheet.
        header: Its header as written, or `column C` without one.
        role: One of `headers.PARTY_ROLES` or `headers.PLACE_ROLES`.
        score: Points.
        reason: Why, for people.
        serves: For country, address and city: the party columns it belongs to.
        continues: For a second name column: the first one.
    """

    column: int
    header: str
    role: str
    score: float
    reason: str
    serves: tuple[int, ...] = ()
    continues: int | None = None

    @property
    def is_party(self) -> bool:
        """True for a column of parties."""
        return self.role in PARTY_ROLES


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A column that is not used, and why.

    Args:
        column: Its number on the sheet.
        header: Its header as written.
        reason: Why it is not used, for people.
        looks_like_party: The summary says that it was left out.
        own: What it would be used as, where it holds the user's own company.
        values: The few names in such a column.
    """

    column: int
    header: str
    reason: str
    looks_like_party: bool
    own: ColumnChoice | None = None
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Columns:
    """The choice for one table."""

    used: tuple[ColumnChoice, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def parties(self) -> tuple[ColumnChoice, ...]:
        """The party columns, left to right; a second name column is part of the first."""
        return tuple(c for c in self.used if c.is_party and c.continues is None)
