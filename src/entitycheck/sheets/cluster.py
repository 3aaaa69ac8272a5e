"""Several machines that answer portions: the workers of a Dask cluster that the user runs.

The only door to Dask, which the extra `cluster` installs. A worker maps the list from its own local
copy where the same snapshot is installed, and is sent it once where none is. Another list, another
version of this program or another warning on a worker is refused: the answers are those of one
machine or none. Party names go to the address that the user gives, and nowhere else.
"""

from __future__ import annotations

import os
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from entitycheck.cache import LocalCopy, OpenSnapshot
from entitycheck.errors import ClusterError, EntityCheckError, InputError
from entitycheck.matching import INDEX_FORMAT
from entitycheck.records import Entry, Snapshot
from entitycheck.screening import Screener
from entitycheck.settings import load_settings
from entitycheck.sheets.portions import Answered, Portion, PortionScreener, Task

if TYPE_CHECKING:
    from distributed import Client, Future

LOCAL = "local"
"""The address that stands for workers started on this machine."""

_AHEAD = 3  # portions that wait for each thread of the cluster
_CONNECT_SECONDS = 15
_ALONE_SECONDS = 60.0  # without any worker
_LOOK_SECONDS = 2.0

_threads = threading.local()  # a worker's thread and what it answers with


@dataclass(frozen=True, slots=True)
class SentList:
    """A list on its way to a worker that has none."""

    snapshot: Snapshot
    arrays: dict[str, Any]
    entries: Sequence[Entry]

    def opened(self) -> OpenSnapshot:
        """The list, ready to be searched."""
        return OpenSnapshot(self.snapshot, self.arrays, self._pick, pointer="sent")

    def _pick(self, rows: Sequence[int]) -> list[Entry]:
        return [self.entries[row] for row in rows]


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a worker does not answer; `lacks_list` where sending it helps."""

    message: str
    fix: str
    lacks_list: bool = False


class ClusterCrew:
    """The workers of a Dask cluster.

    Args:
        address: Of its scheduler, such as `tcp://192.168.1.5:8786`, or `local`.
    """

    def __init__(self, address: str) -> None:
        self._address = address

    def answer(self, task: Task, portions: Iterable[Portion]) -> Iterator[Answered]:
        """The answers in the order of the portions.

        Raises:
            ClusterError: The cluster does not answer, has no workers, or one of them has another
                list or version.
        """
        with _connected(self._address) as client:
            try:
                yield from _Run(client, task).answer(portions)
            except (CancelledError, OSError) as error:  # the work of a lost scheduler
                raise ClusterError(
                    f"the cluster at {self._address} went away before the file was done",
                    fix="start it again, or screen the file without --cluster",
                ) from error


class _Run:
    """One file on its way through a cluster."""

    def __init__(self, client: Client, task: Task) -> None:
        self._client = client
        self._task = task
        self._name = os.urandom(8).hex()
        self._sent: Future | None = None

    def answer(self, portions: Iterable[Portion]) -> Iterator[Answered]:
        waiting: deque[tuple[Portion, Future]] = deque()
        left = iter(portions)
        while True:
            room = max(1, sum(self._client.nthreads().values())) * _AHEAD
            while len(waiting) < room and (portion := next(left, None)) is not None:
                waiting.append((portion, self._submit(portion)))
            if not waiting:
                return
            portion, future = waiting.popleft()
            yield self._result(portion, future)

    def _submit(self, portion: Portion) -> Future:
        return self._client.submit(
            answer_on_worker, self._name, self._task, portion, INDEX_FORMAT, self._sent, pure=False
        )

    def _result(self, portion: Portion, future: Future) -> Answered:
        """The answers of a portion; the list is sent when its worker lacks it."""
        found = self._wait(future)
        if isinstance(found, Refused) and found.lacks_list:
            if self._sent is None:
                self._sent = self._client.scatter(_packed_list(self._task), hash=False)
            found = self._wait(self._submit(portion))
        if isinstance(found, Refused):
            raise ClusterError(found.message, fix=found.fix)
        return found

    def _wait(self, future: Future) -> Answered | Refused:
        """What a worker gives back. Dask itself gives the work of a lost worker to another one."""
        from distributed import KilledWorker

        alone_since: float | None = None
        while True:
            try:
                found: Answered | Refused = future.result(timeout=_LOOK_SECONDS)
            except TimeoutError:
                if self._client.nthreads():
                    alone_since = None
                    continue
                alone_since = alone_since or time.monotonic()
                if time.monotonic() - alone_since > _ALONE_SECONDS:
                    raise ClusterError(
                        "the cluster has no workers left",
                        fix="start some with 'dask worker ADDRESS' and screen the file again",
                    ) from None
            except KilledWorker as error:
                raise ClusterError(
                    "several workers died on the same rows",
                    fix="give them more memory, or screen the file without --cluster",
                ) from error
            except (OSError, ImportError) as error:
                raise ClusterError(
                    f"the cluster failed ({type(error).__name__}: {error})",
                    fix="install entitycheck on every worker and see the workers' own messages",
                ) from error
            else:
                return found


def answer_on_worker(
    run: str, task: Task, portion: Portion, index_format: str, sent: SentList | None
) -> Answered | Refused:
    """Answer one portion on a worker.

    Args:
        run: Marks the file; what it needs is opened once for all its portions.
        task: What the portions have in common.
        portion: Which one.
        index_format: Of the version that asks.
        sent: The list, for a worker that has none.
    """
    try:
        if getattr(_threads, "run", None) != run:
            opened = _open(task, index_format, sent)
            if isinstance(opened, Refused):
                return opened
            _threads.run, _threads.screener = run, opened
        answered: Answered = _threads.screener.answer(portion)
    except EntityCheckError as error:  # it cannot be pickled
        return Refused(f"a worker could not answer: {error.message}", error.fix)
    return answered


def _open(task: Task, index_format: str, sent: SentList | None) -> PortionScreener | Refused:
    """What answers on this worker: its own local copy, or the list that was sent to it."""
    if index_format != INDEX_FORMAT:
        return Refused(
            "a worker runs another version of entitycheck",
            "install the same version on all machines",
        )
    task = replace(task, home=load_settings().home)
    copy = LocalCopy(task.home)
    opened = copy.current()
    if not opened.snapshot.starter or opened.snapshot.fingerprint == task.fingerprint:
        return PortionScreener(task)  # refuses another list
    if task.as_of is not None:
        return Refused(
            "a worker has no list, and a past day needs its history",
            "install the list on it with 'entitycheck refresh'",
        )
    if sent is None:
        return Refused("a worker has no list", "install it there", lacks_list=True)
    screener = Screener(sent.opened(), task.policy, today=lambda: task.today)
    return PortionScreener(task, screener)


def _packed_list(task: Task) -> SentList:
    """The list of this machine, to be sent."""
    opened = LocalCopy(task.home).current()
    rows = range(opened.snapshot.entries)
    return SentList(opened.snapshot, dict(opened.arrays), opened.entries(rows))


@contextmanager
def _connected(address: str) -> Iterator[Client]:
    """A connection to the cluster at an address."""
    try:
        import distributed
    except ImportError as error:
        raise InputError(
            "--cluster needs Dask, which is not installed",
            fix="install it with: pip install 'entitycheck[cluster]'",
        ) from error
    cluster = None
    try:
        if address == LOCAL:
            cluster = distributed.LocalCluster(
                n_workers=os.cpu_count() or 1,
                threads_per_worker=1,
                processes=True,
                dashboard_address=None,
                scheduler_kwargs={"dashboard_address": "127.0.0.1:0"},  # any port that is free
                silence_logs="ERROR",
            )
        client = distributed.Client(
            cluster or address, timeout=_CONNECT_SECONDS, set_as_default=False
        )
    except RuntimeError as error:  # of LocalCluster
        raise ClusterError(
            f"the Dask workers of this machine did not start ({error})",
            fix="screen without --cluster, which this machine does not need",
        ) from error
    except (OSError, TimeoutError, ValueError) as error:
        raise ClusterError(
            f"no Dask scheduler answers at {address}",
            fix="start one with 'dask scheduler' and give the address that it shows",
        ) from error
    try:
        yield client
    finally:
        client.close()
        if cluster is not None:
            cluster.close()
