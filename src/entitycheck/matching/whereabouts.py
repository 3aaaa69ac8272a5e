"""Where a party says it is: its country and its address, which may stand behind its name."""

from __future__ import annotations

import re
from functools import lru_cache

from entitycheck.addresses import ComparableAddress, comparable_address
from entitycheck.countries import country_code
from entitycheck.matching.keys import country_number
from entitycheck.records import Party

_BEHIND_NAME = re.compile(
    r"(?:[,;|\n]|\s[-–]\s)\s*(?P<address>(?=.*\d)(?=\S+\s+\S+\s+\S).+)", re.DOTALL
)


def address_of(party: Party) -> str | None:
    """The party's address; without one, what stands behind the name in its own cell.

    `Golden Lotus Ltd, Unit 4, 7/F Bright Way Tower, 33 Mong Kok Road`: sheets without a column for
    addresses are pasted every day.
    """
    if party.address and party.address.strip():
        return party.address
    behind = _BEHIND_NAME.search(party.name)
    return behind["address"] if behind else None


def party_country(party: Party) -> int:
    """The `country_number` of the country given, else of the one that ends the address; 0 if none."""
    code = country_code(party.country) if party.country else None
    if code is None and party.address:
        code = read_address(party.address).country
    return country_number(code) if code else 0


@lru_cache(maxsize=50_000)
def read_address(text: str) -> ComparableAddress:
    """The comparable form of an address, kept for the next time."""
    return comparable_address(text)
