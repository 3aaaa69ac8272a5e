"""Large batches over several processes, each with the whole index, answering like one process.

For the command line only: a process that was started by Excel or by a user's own script must not
start copies of it. The parties are cut into portions, and the answers come back in their order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures.process import BrokenProcessPool

from entitycheck.matching.index import NameIndex
from entitycheck.matching.policy import Policy
from entitycheck.matching.texts import Array
from entitycheck.matching.verdict import Scored
from entitycheck.records import Party
from entitycheck.workers import start_workers

Found = list[tuple[Scored, ...]]
Search = Callable[[Sequence[Party], NameIndex, Policy, int], Found]

PORTION = 1_000

_task: tuple[Search, NameIndex, Policy, int] | None = None


def search_in_processes(
    parties: Sequence[Party],
    index: NameIndex,
    policy: Policy,
    nearest: int,
    *,
    search: Search,
    workers: int,
) -> Iterator[Found]:
    """The answers portion by portion, in order; where a process dies, those before its portion.

    The caller answers the rest itself: a lost process costs time, never an answer.

    Args:
        parties: n parties.
        index: Copied once into each process.
        policy: See `find_candidates`.
        nearest: See `find_candidates`.
        search: What answers one portion; a function at the top of a module.
        workers: Processes to start.
    """
    portions = [parties[start : start + PORTION] for start in range(0, len(parties), PORTION)]
    count = min(workers, len(portions))
    pool = start_workers(count, _begin, search, dict(index.arrays), policy, nearest)
    try:
        yield from pool.map(_answer, portions)
    except (BrokenProcessPool, OSError):
        return
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _begin(search: Search, arrays: Mapping[str, Array], policy: Policy, nearest: int) -> None:
    """Make this process ready for portions."""
    global _task  # noqa: PLW0603 -- the one state of a process made for one task
    _task = search, NameIndex(arrays), policy, nearest


def _answer(parties: Sequence[Party]) -> Found:
    """Answer one portion in a process that `_begin` made ready."""
    if _task is None:
        raise RuntimeError("the process was not made ready")
    search, index, policy, nearest = _task
    return search(parties, index, policy, nearest)
