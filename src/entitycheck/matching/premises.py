"""Addresses: parties at an address that is itself listed, and addresses that confirm a name.

The Entity List holds addresses without a name (`Address 01` ...): whoever is there needs a licence.
For all other entries an address that agrees confirms the name; one that does not says nothing,
since firms have several.
"""

from __future__ import annotations

from dataclasses import dataclass

from entitycheck.addresses import (
    AddressAgreement,
    ComparableAddress,
    Numbers,
    compare_addresses,
)
from entitycheck.matching.index import NameIndex
from entitycheck.matching.whereabouts import read_address
from entitycheck.names import fold

SAME_PLACE_POINTS = 97.0
MAYBE_PLACE_POINTS = 75.0
MAYBE_ASKED = 0.8  # a unit or street number is missing: the words must agree all the better


@dataclass(frozen=True, slots=True)
class Premise:
    """One listed address that a party may be at.

    Args:
        row: The entry.
        name: Its name, `Address 01` ...
        listed: The address as published.
        points: How sure it is.
        detail: What agreed, for the reason.
    """

    row: int
    name: str
    listed: str
    points: float
    detail: str


def listed_premises(address: str, index: NameIndex) -> list[Premise]:
    """The address-only entries that an address names, surest first."""
    asked = read_address(address)
    near = {place for number in asked.numbers for place in index.premises.get(number, ())}
    found = []
    for place in sorted(near):
        listed = read_address(index.address[place])
        row = int(index["address_row"][place])
        premise = _premise(asked, listed, row, index.premise_name(row))
        if premise is not None:
            found.append(premise)
    found.sort(key=lambda one: (-one.points, one.row))
    return list({one.row: one for one in reversed(found)}.values())[::-1]


def _premise(
    asked: ComparableAddress, listed: ComparableAddress, row: int, name: str
) -> Premise | None:
    agreement = compare_addresses(asked, listed)
    if agreement.same_place:
        numbers = ", ".join(sorted(listed.numbers))
        return Premise(
            row, name, listed.raw, SAME_PLACE_POINTS, f"its numbers ({numbers}) and words agree"
        )
    if agreement.numbers is Numbers.MISSING and _words_agree(agreement):
        return Premise(
            row, name, listed.raw, MAYBE_PLACE_POINTS, "its words agree, a number is missing"
        )
    return None


def _words_agree(agreement: AddressAgreement) -> bool:
    return agreement.asked_covered >= MAYBE_ASKED and agreement.listed_covered >= MAYBE_ASKED / 2


def same_premises(address: str, index: NameIndex, row: int) -> str | None:
    """The published address of an entry that is the party's address; None where none is."""
    asked = read_address(address)
    if not asked.is_specific:
        return None
    start, end = index["address_start"][row : row + 2].tolist()
    for place in range(start, end):
        text = index.address[place]
        if compare_addresses(asked, read_address(text)).same_place:
            return text
    return None


def stands_in_address(place: str, index: NameIndex, row: int) -> bool:
    """Whether a place is a word of one of the entry's addresses."""
    start, end = index["address_start"][row : row + 2].tolist()
    return any(place in fold(index.address[at]).split() for at in range(start, end))
