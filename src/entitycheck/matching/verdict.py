"""From scored pairs to graded entries: one per listed party, best first.

Order of the rules: a name spelled exactly as listed is 100; a weak alias without anything that
confirms it is held below MATCH; an address that agrees confirms; the limits of the policy do the
rest. Address-only entries come from the address alone and rank by their own points.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from entitycheck.matching.comparing import EVERYDAY
from entitycheck.matching.index import NameIndex
from entitycheck.matching.keys import NameFlag
from entitycheck.matching.kinds import PLACE
from entitycheck.matching.policy import Policy
from entitycheck.matching.premises import (
    Premise,
    listed_premises,
    same_premises,
    stands_in_address,
)
from entitycheck.matching.queries import Queries
from entitycheck.matching.reason import (
    ADDRESS_POINTS,
    EXACT_POINTS,
    PLACE_POINTS,
    Settled,
    explain,
    explain_premise,
)
from entitycheck.matching.score import Pairs, score_pairs
from entitycheck.matching.terms import POINTS, Term
from entitycheck.matching.vowels import AS_LISTED
from entitycheck.matching.whole_names import spelled_alike
from entitycheck.matching.word_table import KIND
from entitycheck.matching.words import Flags, Floats, Ints, any_of
from entitycheck.names.cyrillic import BASIS as FROM_CYRILLIC
from entitycheck.names.reading import INITIALS
from entitycheck.records import Evidence, Grade, PartyType

MOST_INEXACT = 98.9
SAME_FIRST = 50.0
"""The very words go before a name that merely begins with them, points being equal."""
HELD_POINTS = 79.0  # below MATCH
SHORT_LETTERS = 3
FEW_WORDS = 2
LITTLE_SAID = POINTS[Term.EVIDENCE] / 2
ADDRESS_FROM = 40.0  # below, the same address says that two firms share a building
ROUNDING = 0.01  # points are rounded to hundredths before they are held against a limit
AS_WRITTEN = frozenset({"as written", FROM_CYRILLIC})  # letter for letter


@dataclass(frozen=True, slots=True)
class Scored:
    """One entry that resembles a party.

    Args:
        row: Position of the entry in the sequence given to `compile_index`.
        matched_name: The listed name that resembles it most, as published.
        score: Points, 0 to 100.
        verdict: What the score means under the policy.
        reason: One sentence for a clerk.
        evidence: The terms of the score, in points.
    """

    row: int
    matched_name: str
    score: float
    verdict: Grade
    reason: str
    evidence: tuple[Evidence, ...] = ()


class _Best(NamedTuple):
    """The best pair of one entry for one party."""

    pair: int
    row: int
    points: float
    exact: bool
    weak: bool
    address: str | None = None
    held: str | None = None
    place: str | None = None


def score_names(
    queries: Queries,
    index: NameIndex,
    reading: Ints,
    name: Ints,
    *,
    use_country: bool,
    floor: Floats,
) -> tuple[Pairs, Flags]:
    """The pairs that can reach an alert, with their terms, and which are exactly as listed.

    Args:
        queries: The parties.
        index: The list.
        reading: Number of each pair's reading.
        name: Number of its listed name.
        use_country: Whether the countries count.
        floor: `least_points` of each party.
    """
    comparable = queries.worded[reading] & index.worded[name]
    exact = is_exact(queries, index, reading, name)
    scored, kept = score_pairs(
        queries,
        index,
        reading[comparable],
        name[comparable],
        use_country=use_country,
        keep=exact[comparable],
        floor=floor,
    )
    if comparable.all():
        return scored, exact[kept]
    places = np.flatnonzero(comparable)[kept]
    every = np.sort(np.concatenate([places, np.flatnonzero(exact & ~comparable)]))
    at = every.searchsorted(places)
    terms = np.zeros((len(every), len(Term)))
    terms[at] = scored.terms
    return Pairs(reading[every], name[every], terms, scored.words.renumbered(at)), exact[every]


def is_exact(queries: Queries, index: NameIndex, reading: Ints, name: Ints) -> Flags:
    """Whether the party as written is the whole listed name, letter by letter and digit by digit.

    Readings that were repaired, and parts of listed names, may fit exactly and still be another
    party: they are scored like any other.
    """
    same: Flags = index["name_hash"][name] == queries.hashes[reading]
    if not any_of(same):
        return same
    written = np.asarray([one.basis in AS_WRITTEN for one in queries.readings], np.bool_)
    written[1:] &= queries.party[1:] != queries.party[:-1]
    whole: Flags = (index["name_flags"][name] & NameFlag.PART) == 0
    return same & whole & written[reading]


def grade_entries(
    queries: Queries,
    index: NameIndex,
    pairs: Pairs,
    exact: Flags,
    policy: Policy,
    nearest: int,
    *,
    floor: Floats,
) -> list[tuple[Scored, ...]]:
    """The alerts of each party, best first; below them up to `nearest` other entries.

    Args:
        queries: The parties.
        index: The list.
        pairs: From `score_names`.
        exact: Which of them are exactly as listed.
        policy: Limits, lists, use of the country.
        nearest: Entries to tell of each party, alerts or not.
        floor: `least_points` of each party.
    """
    points = np.minimum(np.maximum(pairs.points.round(2), 0.0), MOST_INEXACT)
    points[exact] = EXACT_POINTS
    per_party: list[list[_Best]] = [[] for _ in queries.parties]
    for party, best in _best_pairs(queries, index, pairs, points, exact, floor):
        per_party[party].append(_settle(queries, index, pairs, best, party, policy))
    found = []
    for party, bests in enumerate(per_party):
        address = queries.address[party]
        premises = listed_premises(address, index) if address and not policy.lists else []
        worth_telling = bests or premises
        found.append(
            _ranked(queries, index, pairs, bests, premises, policy, nearest)
            if worth_telling
            else ()
        )
    return found


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


def _best_pairs(
    queries: Queries, index: NameIndex, pairs: Pairs, points: Floats, exact: Flags, floor: Floats
) -> list[tuple[int, _Best]]:
    """For each party and entry the best pair with enough points, parties in order."""
    which = (points >= floor[queries.party[pairs.reading]]).nonzero()[0]
    if not len(which):
        return []
    party = queries.party[pairs.reading[which]]
    name = pairs.name[which]
    row = index["name_row"][name].astype(np.int64)
    flags = index["name_flags"][name]
    alias = flags & NameFlag.ALIAS
    # Points stop at `MOST_INEXACT`: among equals the fuller sum goes first, then the closer spelling.
    # Only among equals: the acronym in a name's brackets, met word for word, must not hide the name.
    same = (pairs.terms[which, Term.SAME_WORDS] > 0) * SAME_FIRST
    spelled = -spelled_alike(queries, index, pairs.reading[which], name).round(4)
    whole = (queries.partial[pairs.reading[which]] == 0) & ((flags & NameFlag.PART) == 0)
    same += ((spelled <= -1) & whole) * SAME_FIRST  # its legal form too, in another script
    full = -np.where(exact[which], EXACT_POINTS * 2, (pairs.points[which] + same).round(2))
    high = -np.where(exact[which], EXACT_POINTS, points[which])
    order = np.lexsort((name, pairs.reading[which], spelled, alias, full, high, row, party))
    first = np.ones(len(order), np.bool_)
    first[1:] = (party[order][1:] != party[order][:-1]) | (row[order][1:] != row[order][:-1])
    best = order[first]
    later = index.list_ranks[row[best]]
    keys = (name[best], later, alias[best], spelled[best], full[best], high[best], party[best])
    best = best[np.lexsort(keys)]
    weak = (flags & NameFlag.WEAK) != 0
    return [
        (
            int(party[one]),
            _Best(
                pair=int(which[one]),
                row=int(row[one]),
                points=float(points[which[one]]),
                exact=bool(exact[which[one]]),
                weak=bool(weak[one]),
            ),
        )
        for one in best.tolist()
    ]


def _settle(
    queries: Queries, index: NameIndex, pairs: Pairs, best: _Best, party: int, policy: Policy
) -> _Best:
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


def _confirming_place(queries: Queries, index: NameIndex, pairs: Pairs, best: _Best) -> str | None:
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


def _hold(queries: Queries, index: NameIndex, pairs: Pairs, best: _Best) -> str | None:
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


def _ranked(
    queries: Queries,
    index: NameIndex,
    pairs: Pairs,
    bests: list[_Best],
    premises: list[Premise],
    policy: Policy,
    nearest: int,
) -> tuple[Scored, ...]:
    """The entries of one party, best first."""
    found = [
        Scored(
            premise.row,
            premise.name,
            premise.points,
            _grade(premise.points, policy),
            *explain_premise(premise),
        )
        for premise in premises
    ]
    for best in bests:
        grade = _grade(best.points, policy)
        if best.held is not None and grade is Grade.MATCH:
            grade = Grade.REVIEW
        if grade.is_alert or (best.points > 0 and len(found) < nearest):
            name = int(pairs.name[best.pair])
            settled = Settled(
                best.points,
                best.exact,
                held=best.held,
                address=best.address,
                place=best.place,
                below=None if grade.is_alert else policy.review_points,
            )
            reason, evidence = explain(queries, index, pairs, best.pair, settled)
            found.append(
                Scored(best.row, index.name_text[name], best.points, grade, reason, evidence)
            )
    found.sort(key=lambda one: (-one.verdict.rank, -one.score))
    return tuple(found)


def _grade(points: float, policy: Policy) -> Grade:
    if points >= policy.match_points:
        return Grade.MATCH
    return Grade.REVIEW if points >= policy.review_points else Grade.NO_MATCH
