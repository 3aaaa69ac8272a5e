"""Several processes of this machine that answer portions, each with the list mapped from the disk.

For the command line only: a process that was started by Excel or by a user's own script must not
start copies of it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from entitycheck.screening import Screener
from entitycheck.sheets.portions import Answered, Portion, PortionScreener, Task
from entitycheck.sheets.seen import Seen
from entitycheck.workers import start_workers

_AHEAD = 3  # portions that wait for each process

_own: PortionScreener | None = None


class LocalCrew:
    """The processes of this machine.

    Args:
        screener: Answers what they leave over.
        workers: Processes to start; with one, no other process is started.
    """

    def __init__(self, screener: Screener, *, workers: int) -> None:
        self._screener = screener
        self._workers = workers

    def answer(self, task: Task, portions: Iterable[Portion]) -> Iterator[Answered]:
        """The answers in the order of the portions; a lost process costs time, never an answer."""
        own = PortionScreener(task, self._screener)
        if self._workers < 2:  # noqa: PLR2004 -- this process does it all
            yield from map(own.answer, portions)
            return
        seen = Seen.make(task.table.last_row)
        pool = start_workers(self._workers, _begin, task, None if seen is None else seen.name)
        waiting: deque[tuple[Portion, Future[Answered] | None]] = deque()
        alive = True
        left = iter(portions)
        try:
            while True:
                while alive and len(waiting) < self._workers * _AHEAD:
                    portion = next(left, None)
                    if portion is None:
                        break
                    waiting.append((portion, _submit(pool, portion)))
                if not waiting:
                    break
                portion, future = waiting.popleft()
                answered = _result(future)
                if answered is None:
                    alive = False
                yield own.answer(portion) if answered is None else answered
            yield from map(own.answer, left)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
            if seen is not None:
                seen.close()


def _submit(pool: ProcessPoolExecutor, portion: Portion) -> Future[Answered] | None:
    """The portion under way; None where the processes are lost."""
    try:
        return pool.submit(_answer, portion)
    except (BrokenProcessPool, OSError):
        return None


def _result(future: Future[Answered] | None) -> Answered | None:
    """The answers of a portion; None where the processes were lost."""
    try:
        return None if future is None else future.result()
    except BrokenProcessPool:
        return None


def _begin(task: Task, seen: str | None) -> None:
    """Make this process ready for portions."""
    global _own  # noqa: PLW0603 -- the one state of a process made for one task
    _own = PortionScreener(task, seen=Seen.attach(seen))


def _answer(portion: Portion) -> Answered:
    """Answer one portion in a process that `_begin` made ready."""
    if _own is None:
        raise RuntimeError("the process was not made ready")
    return _own.answer(portion)
