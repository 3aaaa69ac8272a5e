"""What stands around the names: countries, legal forms, persons, vessels and aircraft."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from entitycheck.matching.index import NameIndex
from entitycheck.matching.queries import Queries
from entitycheck.matching.terms import Term
from entitycheck.matching.words import Flags, Floats, Ints
from entitycheck.records import PartyType

PERSON_ABROAD = 0.5  # persons travel
FIRM_NO_VEHICLE = 2.0  # a ship has no legal form
MANY_WORDS, SAME_ABROAD = 3, 0.25  # so many equal words are hardly another firm's

_PERSON, _VESSEL, _AIRCRAFT = (
    tuple(PartyType).index(kind)
    for kind in (PartyType.PERSON, PartyType.VESSEL, PartyType.AIRCRAFT)
)


def add_circumstances(
    size: Floats, queries: Queries, index: NameIndex, reading: Ints, name: Ints
) -> None:
    """The terms that no word of the names decides."""
    kind = index["entry_type"][index["name_row"][name]]
    form, family = index["name_legal"][name], index["name_family"][name]
    legal, asked = queries.legal[reading], queries.family[reading]
    same = (form & legal) != 0
    size[:, Term.SAME_FORM] = same
    size[:, Term.LEGAL_FORM] = (family != 0) & (asked != 0) & ((family & asked) == 0) & ~same
    vehicle = (kind == _VESSEL) | (kind == _AIRCRAFT)
    size[:, Term.VEHICLE] = vehicle * np.where(legal != 0, FIRM_NO_VEHICLE, 1.0)
    size[:, Term.PERSON] = (kind == _PERSON) & (legal != 0)
    size[:, Term.TRANSLATED] = queries.strict[reading]
    size[:, Term.PARTIAL] = queries.partial[reading]


def add_countries(
    size: Floats, queries: Queries, index: NameIndex, reading: Ints, row: Ints, *, surely: Flags
) -> None:
    """Whether the party's country is the entry's.

    Args:
        size: Gets the terms.
        queries: The parties.
        index: The list.
        reading: Each pair's reading.
        row: Its entry.
        surely: Pairs of which so many words are equal that another country says little.
    """
    agrees, differs = _countries(queries, index, queries.party[reading], row)
    abroad = np.where(index["entry_type"][row] == _PERSON, PERSON_ABROAD, 1.0)
    abroad[surely] = SAME_ABROAD
    size[:, Term.COUNTRY] = agrees
    size[:, Term.OTHER_COUNTRY] = differs * abroad


def _countries(queries: Queries, index: NameIndex, party: Ints, row: Ints) -> tuple[Flags, Flags]:
    """Whether the party's country is one of the entry's, or another."""
    country_start = index["country_start"].astype(np.int64)
    counts = country_start[row + 1] - country_start[row]
    pair = np.arange(len(row)).repeat(counts)
    first = counts.cumsum() - counts
    at = country_start[row][pair] + np.arange(len(pair)) - first[pair]
    given = queries.country[party]
    same = _region(index["country"][at].astype(np.int64)) == _region(given)[pair]
    agrees: NDArray[np.bool_] = np.bincount(pair, same, minlength=len(row)) > 0
    known = (given != 0) & (counts > 0)
    return agrees & known, ~agrees & known


def _region(countries: Ints) -> Ints:
    """Hong Kong and Macau stand as HK, MO or CN on the lists."""
    return np.where((countries == _HK) | (countries == _MO), _CN, countries)


_HK, _MO, _CN = (ord(code[0]) * 256 + ord(code[1]) for code in ("HK", "MO", "CN"))
