"""How many listed parties the candidate search loses against scoring every listed name.

    python tests/bench/candidate_loss.py     the whole benchmark, in half a minute

A party is lost when one of its right entries would be an alert if all names of that entry were
scored, and none is among the alerts found. Only parties without a right alert need that, so
scoring the names of their right entries tells the same as scoring the whole list.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from benchmark import LEFT_OUT_ALIASES, Query, load_list, load_queries

from entitycheck.matching import NameIndex, Scored, find_candidates
from entitycheck.matching.policy import Policy
from entitycheck.matching.queries import read_parties
from entitycheck.matching.settling import least_points
from entitycheck.matching.verdict import grade_entries, score_names
from entitycheck.matching.words import Ints

FILES = ("positives", LEFT_OUT_ALIASES)


def score_rows(query: Query, rows: Sequence[int], index: NameIndex, policy: Policy) -> list[Scored]:
    """The alerts of one party among some entries, when none of their names is left out."""
    queries = read_parties([query.party], index)
    names = _names_of(rows, index)
    count = len(queries.readings)
    reading, name = np.repeat(np.arange(count), len(names)), np.tile(names, count)
    floor = least_points(queries, policy, 0)
    pairs, exact = score_names(
        queries, index, reading, name, use_country=policy.use_country, floor=floor
    )
    found = grade_entries(queries, index, pairs, exact, policy, 0, floor=floor)[0]
    return [one for one in found if one.row in rows]


def _names_of(rows: Sequence[int], index: NameIndex) -> Ints:
    """The numbers of all names of some entries."""
    found: Ints = np.flatnonzero(np.isin(index["name_row"], rows))
    return found


def main() -> int:
    """Compare and print."""
    policy = Policy()
    tried = found = lost = 0
    for file in FILES:
        entries, index = load_list(file == LEFT_OUT_ALIASES)
        places: dict[str, list[int]] = defaultdict(list)
        for row, entry in enumerate(entries):
            places[entry.entry_id].append(row)
        queries = load_queries(file)
        answers = find_candidates([query.party for query in queries], index, policy)
        for query, answer in zip(queries, answers, strict=True):
            tried += 1
            if any(entries[one.row].entry_id in query.expected for one in answer):
                found += 1
                continue
            right = [row for entry_id in query.expected for row in places[entry_id]]
            for one in score_rows(query, right, index, policy)[:1]:
                lost += 1
                print(f"lost: {query.party.name} ({query.category}), {one.score:.1f}: {one.reason}")
    print(f"{tried} parties, {found} found, {lost} lost against scoring all names of the list")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
