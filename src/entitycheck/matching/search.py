"""From parties to scored entries: the one way through the matcher."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from entitycheck.matching.candidates import find_pairs
from entitycheck.matching.index import NameIndex
from entitycheck.matching.policy import Policy
from entitycheck.matching.queries import read_parties
from entitycheck.matching.settling import least_points
from entitycheck.matching.verdict import Scored, grade_entries, score_names
from entitycheck.records import Party

WORTHWHILE = 10_000  # parties from which a further process pays for its start, a second and more
BATCH = 500  # parties at once: the arrays of their word pairs fit the processor's cache


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
        parties: n parties; without name and address there is no entry.
        index: Built from one snapshot; not changed.
        policy: Limits, lists, use of the country.
        nearest: Where there are fewer alerts, add the nearest other entries up to this many.
        progress: Told how many parties are done, of how many.
        workers: Processes for large batches; one by default.

    Returns:
        n tuples in the order of `parties`. Every alert is among them.
    """
    found: list[tuple[Scored, ...]] = []
    if workers is not None and workers > 1 and len(parties) >= WORTHWHILE:
        from entitycheck.matching.parallel import search_in_processes

        for portion in search_in_processes(
            parties, index, policy, nearest, search=search_batch, workers=workers
        ):
            found += portion
            if progress is not None:
                progress(len(found), len(parties))
    # All parties; or, after a process died, those that were not answered.
    for start in range(len(found), len(parties), BATCH):
        found += search_batch(parties[start : start + BATCH], index, policy, nearest)
        if progress is not None:
            progress(len(found), len(parties))
    return found


def search_batch(
    parties: Sequence[Party], index: NameIndex, policy: Policy, nearest: int
) -> list[tuple[Scored, ...]]:
    """The entries that resemble each party of one batch."""
    queries = read_parties(parties, index)
    reading, name = find_pairs(queries, index, policy.lists)
    floor = least_points(queries, policy, nearest)
    pairs, exact = score_names(
        queries, index, reading, name, use_country=policy.use_country, floor=floor
    )
    return grade_entries(queries, index, pairs, exact, policy, nearest, floor=floor)
