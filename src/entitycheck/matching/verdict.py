"""From scored pairs to graded entries: one per listed party, best first.

Order of the rules: a name spelled exactly as listed is 100; a weak alias without anything that
confirms it is held below MATCH; an address that agrees confirms; the limits of the policy do the
rest. Address-only entries come from the address alone and rank by their own points.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from entitycheck.matching.index import NameIndex
from entitycheck.matching.keys import NameFlag
from entitycheck.matching.policy import Policy
from entitycheck.matching.premises import (
    Premise,
    listed_premises,
)
from entitycheck.matching.queries import Queries
from entitycheck.matching.reason import (
    EXACT_POINTS,
    Settled,
    explain,
    explain_premise,
)
from entitycheck.matching.score import Pairs, score_pairs
from entitycheck.matching.settling import MOST_INEXACT, Best, settle
from entitycheck.matching.terms import Term
from entitycheck.matching.whole_names import spelled_alike
from entitycheck.matching.words import Flags, Floats, Ints, any_of
from entitycheck.names.cyrillic import BASIS as FROM_CYRILLIC
from entitycheck.records import Evidence, Grade

SAME_FIRST = 50.0
"""The very words go before a name that merely begins with them, points being equal."""
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

    Takes what `score_pairs` takes, but pairs without words too; `floor` is `least_points`.
    """
    exact = is_exact(queries, index, reading, name)
    worded = queries.worded[reading] & index.worded[name]
    comparable = worded.nonzero()[0]
    scored, kept = score_pairs(
        queries,
        index,
        reading[comparable],
        name[comparable],
        use_country=use_country,
        keep=exact[comparable],
        floor=floor,
    )
    if len(comparable) == len(reading):
        return scored, exact[kept]
    places = comparable[kept]
    every = np.sort(np.concatenate([places, np.flatnonzero(exact & ~worded)]))
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
    per_party: list[list[Best]] = [[] for _ in queries.parties]
    for party, best in _best_pairs(queries, index, pairs, exact, floor):
        per_party[party].append(settle(queries, index, pairs, best, party, policy))
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


def _best_pairs(
    queries: Queries, index: NameIndex, pairs: Pairs, exact: Flags, floor: Floats
) -> list[tuple[int, Best]]:
    """For each party and entry the best pair with enough points, parties in order."""
    if not len(exact):  # of most parties that nobody lists
        return []
    points = np.minimum(np.maximum(pairs.points.round(2), 0.0), MOST_INEXACT)
    points[exact] = EXACT_POINTS
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
            Best(
                pair=int(which[one]),
                row=int(row[one]),
                points=float(points[which[one]]),
                exact=bool(exact[which[one]]),
                weak=bool(weak[one]),
            ),
        )
        for one in best.tolist()
    ]


def _ranked(
    queries: Queries,
    index: NameIndex,
    pairs: Pairs,
    bests: list[Best],
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
