"""Which columns belong together: first and last names, continued names, a party and its places."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from entitycheck.orders.choices import ColumnChoice
from entitycheck.orders.header_cells import HeaderCell
from entitycheck.orders.header_terms import fold_header
from entitycheck.orders.headers import PLACE_ROLES

_ALSO = {"ship-to": ("consignee", "end-user", "customer"), "bill-to": ("customer",)}
"""Whose country and address `Ship-to Country` holds where no ship-to party is named."""

_FAMILY = re.compile(
    r"last ?name|surname|family ?name|nachname|familienname|nom de famille|achternaam"
)
_GIVEN_NAME = re.compile(r"first ?name|forename|given ?name|vorname|prenom|voornaam")


def _given_name_of(
    choice: ColumnChoice, used: Sequence[ColumnChoice], cells: Mapping[int, HeaderCell]
) -> int | None:
    """The column of first names that a column of last names continues."""
    text = fold_header(cells[choice.column].text)
    if not choice.is_party or not _FAMILY.search(text):
        return None
    wanted = _FAMILY.sub("", text)
    for other in used:
        name = fold_header(cells[other.column].text)
        if _GIVEN_NAME.search(name) and _GIVEN_NAME.sub("", name) == wanted and other.is_party:
            return other.column
    return None


_NUMBERED = re.compile(r"^(.*?)[ _-]*([2-4])$")


def tie_names(used: list[ColumnChoice], cells: Mapping[int, HeaderCell]) -> list[ColumnChoice]:
    """`Name 2` continues `Name 1` or `Name` to its left."""
    tied = []
    for choice in used:
        first = _given_name_of(choice, used, cells)
        numbered = _NUMBERED.match(fold_header(cells[choice.column].text))
        if choice.is_party and numbered:
            stem = numbered.group(1)
            for other in used:
                text = fold_header(cells[other.column].text)
                if (
                    other.is_party
                    and other.role == choice.role
                    and other.column < choice.column
                    and text in {stem, f"{stem}1", f"{stem} 1"}
                ):
                    first = other.column
        if first is not None:
            choice = replace(  # noqa: PLW2901 -- the tied choice takes its place
                choice, continues=first, reason=f"continues {cells[first].text}"
            )
        tied.append(choice)
    return tied


def tie_places(used: list[ColumnChoice], cells: Mapping[int, HeaderCell]) -> list[ColumnChoice]:
    """Each country, address and city with the party columns it belongs to.

    Where the header names the party, by that; else with the party before it, so that the country of
    the last party is not taken for the country of all; with the only party wherever it stands.
    """
    parties = [c for c in used if c.is_party and c.continues is None]
    firms = [c for c in parties if c.role != "contact"] or parties
    tied = []
    for choice in used:
        if choice.role not in PLACE_ROLES:
            tied.append(choice)
            continue
        role = cells[choice.column].reading.role
        owners = [c.column for c in parties if role is not None and c.role == role]
        for other in _ALSO.get(role or "", ()):
            owners = owners or [c.column for c in parties if c.role == other]
        if not owners and role is None:
            before = [c.column for c in firms if c.column < choice.column]
            owners = [before[-1]] if before else [c.column for c in firms[:1]]
        elif not owners and len(firms) == 1:
            owners = [firms[0].column]
        tied.append(replace(choice, serves=tuple(owners)))
    return tied
