"""From parties to scored entries: the one way through the matcher."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from entitycheck.matching.candidates import find_pairs
from entitycheck.matching.index import NameFlag, NameIndex
from entitycheck.matching.policy import Policy
from entitycheck.matching.queries import Queries, read_parties
from entitycheck.matching.reason import explain
from entitycheck.matching.score import Pairs, Term, score_pairs
from entitycheck.matching.words import Flags, Floats, Ints
from entitycheck.records import Evidence, Grade, Party

BATCH = 500  # parties at once: the arrays of their word pairs fit the processor's cache
EXACT_POINTS = 100.0
REPAIRED_POINTS = 99.0
MOST_INEXACT = 98.9
AS_WRITTEN = "as written"


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
    evidence: tuple[Evidence, ...]


def find_candidates(
    parties: Sequence[Party],
    index: NameIndex,
    policy: Policy,
    *,
    nearest: int = 0,
    progress: Callable[[int, int], None] | None = None,
    workers: int | None = None,
) -> list[tuple[Scored, ...]]:
    """The entries that resemble each party, best first.

    Args:
        parties: n parties; a blank name gives no entry.
        index: Built from one snapshot; not changed.
        policy: Limits, lists, use of the country.
        nearest: Where there are fewer alerts, add the nearest other entries up to this many.
        progress: Told how many parties are done, of how many.
        workers: Processes for large batches; one by default.

    Returns:
        n tuples in the order of `parties`. Every alert is among them.
    """
    del workers  # one process is enough for the largest sheets so far
    found: list[tuple[Scored, ...]] = []
    for start in range(0, len(parties), BATCH):
        found += _search(parties[start : start + BATCH], index, policy, nearest)
        if progress is not None:
            progress(len(found), len(parties))
    return found


def _search(
    parties: Sequence[Party], index: NameIndex, policy: Policy, nearest: int
) -> list[tuple[Scored, ...]]:
    queries = read_parties(parties, index)
    if not queries.readings:
        return [() for _ in parties]
    reading, name = find_pairs(queries, index, policy.lists)
    pairs, points, exact = score_names(queries, index, reading, name, policy)
    return _alerts(queries, index, pairs, points, exact, policy, nearest)


def score_names(
    queries: Queries, index: NameIndex, reading: Ints, name: Ints, policy: Policy
) -> tuple[Pairs, Floats, Flags]:
    """The pairs with their terms and their final points."""
    asked = queries.start[reading + 1] - queries.start[reading]
    listed = index["token_start"][name + 1] - index["token_start"][name]
    comparable = (asked > 0) & (listed > 0)
    exact = is_exact(queries, index, reading, name)
    keep = comparable | exact
    reading, name, exact, comparable = reading[keep], name[keep], exact[keep], comparable[keep]
    terms = np.zeros((len(reading), len(Term)))
    if comparable.any():
        scored = score_pairs(
            queries, index, reading[comparable], name[comparable], use_country=policy.use_country
        )
        terms[comparable] = scored.terms
    pairs = Pairs(reading, name, terms)
    points = np.clip(np.round(pairs.points, 2), 0.0, MOST_INEXACT)
    points[exact] = EXACT_POINTS
    return pairs, points, exact


def is_exact(queries: Queries, index: NameIndex, reading: Ints, name: Ints) -> Flags:
    """Whether the party as written is the whole listed name, letter by letter and digit by digit.

    Readings that were repaired, and parts of listed names, may fit exactly and still be another
    party: they are scored like any other.
    """
    written = np.asarray([one.basis == AS_WRITTEN for one in queries.readings], np.bool_)
    written[1:] &= queries.party[1:] != queries.party[:-1]
    same: Flags = index["name_hash"][name] == queries.hashes[reading]
    whole: Flags = (index["name_flags"][name] & NameFlag.PART) == 0
    exact: Flags = same & whole & written[reading]
    return exact


def _alerts(
    queries: Queries,
    index: NameIndex,
    pairs: Pairs,
    points: Floats,
    exact: Flags,
    policy: Policy,
    nearest: int,
) -> list[tuple[Scored, ...]]:
    """The best pair of each entry, graded, explained, best first."""
    party = queries.party[pairs.reading]
    row = index["name_row"][pairs.name].astype(np.int64)
    flags = index["name_flags"][pairs.name]
    order = np.lexsort((pairs.name, pairs.reading, flags & NameFlag.ALIAS, -points, row, party))
    first = np.ones(len(order), np.bool_)
    first[1:] = (party[order][1:] != party[order][:-1]) | (row[order][1:] != row[order][:-1])
    best = order[first]
    best = best[
        np.lexsort((pairs.name[best], flags[best] & NameFlag.ALIAS, -points[best], party[best]))
    ]
    found: list[list[Scored]] = [[] for _ in queries.parties]
    for pair in best.tolist():
        bucket = found[int(party[pair])]
        grade = _grade(float(points[pair]), policy)
        if grade.is_alert or len(bucket) < nearest:
            bucket.append(
                _scored(
                    queries, index, pairs, pair, float(points[pair]), grade, exact=bool(exact[pair])
                )
            )
    return [tuple(bucket) for bucket in found]


def _grade(points: float, policy: Policy) -> Grade:
    if points >= policy.match_points:
        return Grade.MATCH
    return Grade.REVIEW if points >= policy.review_points else Grade.NO_MATCH


def _scored(
    queries: Queries,
    index: NameIndex,
    pairs: Pairs,
    pair: int,
    points: float,
    grade: Grade,
    *,
    exact: bool,
) -> Scored:
    reason, evidence = explain(queries, index, pairs, pair, points, exact=exact)
    name = int(pairs.name[pair])
    return Scored(
        int(index["name_row"][name]), index.name_text[name], points, grade, reason, evidence
    )
