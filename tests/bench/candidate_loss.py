"""How many listed parties the candidate search loses against scoring every listed name.

    python tests/bench/candidate_loss.py [EVERY]     one listed party in EVERY (10 by default)

A party is lost when scoring everything finds a right entry as an alert and the candidates do not.
Scoring everything takes about a third of a second for each party.
"""

from __future__ import annotations

import sys

import numpy as np
from benchmark import LEFT_OUT_ALIASES, Query, load_list, load_queries

from entitycheck.matching import NameIndex, find_candidates
from entitycheck.matching.policy import Policy
from entitycheck.matching.queries import read_parties
from entitycheck.matching.verdict import Scored, grade_entries, score_names
from entitycheck.records import Entry

NAMES_AT_ONCE = 20_000


def score_everything(query: Query, index: NameIndex, policy: Policy) -> list[Scored]:
    """The alerts of one party when no listed name is left out."""
    queries = read_parties([query.party], index)
    found: dict[int, Scored] = {}
    for start in range(0, index.names, NAMES_AT_ONCE):
        names = np.arange(start, min(start + NAMES_AT_ONCE, index.names))
        reading = np.repeat(np.arange(len(queries.readings)), len(names))
        name = np.tile(names, len(queries.readings))
        pairs, exact = score_names(queries, index, reading, name, use_country=policy.use_country)
        for one in grade_entries(queries, index, pairs, exact, policy, 0)[0]:
            if one.row not in found or one.score > found[one.row].score:
                found[one.row] = one
    return list(found.values())


def is_found(alerts: list[Scored], query: Query, entries: tuple[Entry, ...]) -> bool:
    """Whether a right entry is among the alerts."""
    return any(entries[one.row].entry_id in query.expected for one in alerts)


def main() -> int:
    """Compare and print."""
    every = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    policy = Policy()
    tried = found = lost = 0
    for file in ("positives", LEFT_OUT_ALIASES):
        entries, index = load_list(file == LEFT_OUT_ALIASES)
        queries = load_queries(file)[::every]
        answers = find_candidates([query.party for query in queries], index, policy)
        for query, answer in zip(queries, answers, strict=True):
            tried += 1
            if is_found(list(answer), query, entries):
                found += 1
            elif is_found(score_everything(query, index, policy), query, entries):
                lost += 1
                print(f"lost: {query.party.name} ({query.category})")
    print(
        f"{tried} parties, {found} found by the candidates, {lost} lost against scoring all names"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
