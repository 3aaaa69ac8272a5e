"""What address, place and weakness make of the best pair of an entry.

An address that agrees confirms a name; so little of a name that anybody may bear it is held below
MATCH while nothing confirms it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from entitycheck.matching.comparing import EVERYDAY
from entitycheck.matching.index import NameIndex
from entitycheck.matching.kinds import PLACE
from entitycheck.matching.policy import Policy
from entitycheck.matching.premises import same_premises, stands_in_address
from entitycheck.matching.queries import Queries
from entitycheck.matching.reason import ADDRESS_POINTS, PLACE_POINTS
from entitycheck.matching.score import Pairs
from entitycheck.matching.terms import POINTS, Term
from entitycheck.matching.vowels import AS_LISTED
from entitycheck.matching.word_table import KIND
from entitycheck.matching.words import Floats
from entitycheck.names.reading import INITIALS
from entitycheck.records import PartyType

MOST_INEXACT = 98.9
HELD_POINTS = 79.0  # below MATCH
SHORT_LETTERS = 3
FEW_WORDS = 2
LITTLE_SAID = POINTS[Term.EVIDENCE] / 2
ADDRESS_FROM = 40.0  # below, the same address says that two firms share a building
ROUNDING = 0.01  # points are rounded to hundredths before they are held against a limit


class Best(NamedTuple):
    """The best pair of one entry for one party."""

    pair: int
    row: int
    points: float
    exact: bool
    weak: bool
    address: str | None = None
    held: str | None = None
    place: str | None = None


def least_points(queries: Queries, policy: Policy, nearest: int) -> Floats:
    """The points from which a pair of each party may become an alert, or is asked for.

    Address and place may yet add to the points of a pair, where the party names any.
    """
    most = np.zeros(len(queries.parties))
    if nearest:
        return most
    if policy.use_country:
        places = (queries.table[KIND] == PLACE).nonzero()[0]
        most[queries.party[queries.reading[places]]] = PLACE_POINTS
        most += [ADDRESS_POINTS if address else 0.0 for address in queries.address]
    confirmed = np.maximum(policy.review_points - most, ADDRESS_FROM)
    return np.minimum(confirmed, policy.review_points) - ROUNDING


def settle(
    queries: Queries, index: NameIndex, pairs: Pairs, best: Best, party: int, policy: Policy
) -> Best:
    """The pair after what address and weakness say."""
    address = None
    points = best.points
    asked = queries.address[party]
    if policy.use_country and asked and points >= ADDRESS_FROM:
        address = same_premises(asked, index, best.row)
        if address is not None and not best.exact:
            points = min(round(points + ADDRESS_POINTS, 2), MOST_INEXACT)
    place = _confirming_place(queries, index, pairs, best) if policy.use_country else None
    if place is not None:
        points = min(round(points + PLACE_POINTS, 2), MOST_INEXACT)
    confirmed = address is not None or bool(pairs.terms[best.pair, Term.COUNTRY])
    held = None if confirmed else _hold(queries, index, pairs, best)
    if held is not None:
        points = min(points, HELD_POINTS)
    return best._replace(points=points, address=address, held=held, place=place)


def _confirming_place(queries: Queries, index: NameIndex, pairs: Pairs, best: Best) -> str | None:
    """A place after the party's name, not in the listed name, that is in the entry's address."""
    if best.exact or best.points < ADDRESS_FROM:
        return None
    tokens = queries.readings[int(pairs.reading[best.pair])].tokens
    places = [token.text for token in tokens if token.kind == PLACE]
    listed = index.core[int(pairs.name[best.pair])] if places else ""
    for place in places:
        if place not in listed and stands_in_address(place, index, best.row):
            return place
    return None


def _hold(queries: Queries, index: NameIndex, pairs: Pairs, best: Best) -> str | None:
    """Why a pair is REVIEW at most while neither country nor address confirms it."""
    if best.weak:
        return "so short or common an alias needs country or address to confirm it"
    if best.exact:
        return None
    reading, name = int(pairs.reading[best.pair]), int(pairs.name[best.pair])
    basis = queries.readings[reading].basis
    words = int(queries.start[reading + 1] - queries.start[reading])
    first, last = index["token_start"][name : name + 2].tolist()
    listed = last - first
    if pairs.terms[best.pair, Term.CUT_OFF] and pairs.terms[best.pair, Term.EVIDENCE] < LITTLE_SAID:
        return "a beginning of common words needs country or address to confirm it"
    if len(queries.plain[reading]) <= SHORT_LETTERS:
        return "so short a name needs country or address to confirm it"
    if words == 1 and queries.partial[reading] > 0:
        return "one word in a longer text does not tell who is meant"
    if basis == INITIALS:
        return "initials need country or address to confirm them"
    if words == 1 and basis.endswith(AS_LISTED):
        return "a single word whose vowels had to be guessed needs country or address to confirm it"
    if words == 1 and listed > 1 and _is_person(index, best.row):
        return "one word of a person's name does not tell who is meant"
    everyday = float(queries.weight[queries.start[reading] : queries.start[reading + 1]].max())
    moved = words > 1 and queries.cores[reading] != index.core[name]
    common = pairs.terms[best.pair, Term.COMMON_ONLY] or (moved and everyday <= EVERYDAY)
    if words <= FEW_WORDS and common:
        return "common words or names alone need country or address to confirm them"
    return None


def _is_person(index: NameIndex, row: int) -> bool:
    return int(index["entry_type"][row]) == tuple(PartyType).index(PartyType.PERSON)
