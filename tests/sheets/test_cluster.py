"""A cluster of real worker processes answers like one machine, or says in one line why it cannot."""

from __future__ import annotations

import contextlib
import gc
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import distributed
import pytest

from entitycheck.cache import LocalCopy
from entitycheck.cache.snapshots import Installation
from entitycheck.cli.main import main
from entitycheck.errors import ClusterError, InputError
from entitycheck.lists.starter import load_starter
from entitycheck.records import ListDateBasis
from entitycheck.screening import Screener
from entitycheck.sheets import ScreenOptions, cluster, long_tables
from entitycheck.sheets.cluster import ClusterCrew
from entitycheck.sheets.crews import LocalCrew
from entitycheck.sheets.long_tables import Crew, RunningTally, find_long_table, screen_long
from entitycheck.workbooks.text import read_text

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
ROWS = "".join(f"{n},Papeterie Valmont {n % 50} SA,FR\n" for n in range(200))
DATA = f"No,Customer,Country\n{ROWS}x,ditto,\ny,Inspur Grp. Jinan,CN\n".encode()


@pytest.fixture(scope="module")
def workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Two worker processes whose home folder is empty."""
    before = os.environ.get("ENTITYCHECK_HOME")
    os.environ["ENTITYCHECK_HOME"] = str(tmp_path_factory.mktemp("worker"))
    with distributed.LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        dashboard_address=None,
        scheduler_kwargs={"dashboard_address": "127.0.0.1:0"},
        silence_logs="CRITICAL",
    ) as found:
        os.environ.pop("ENTITYCHECK_HOME")
        if before is not None:
            os.environ["ENTITYCHECK_HOME"] = before
        yield found


@pytest.fixture(autouse=True)
def _short_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_tables, "PORTION", 20)


def _answered(home: Path, crew: Crew | None = None, as_of: date | None = None) -> Iterator[bytes]:
    screener = Screener(LocalCopy(home).current(), copy=LocalCopy(home), today=NOW.date)
    options = ScreenOptions(as_of=as_of)
    long = find_long_table(read_text(DATA, name="a.csv", long_from=0), options)
    assert long is not None
    crew = crew or LocalCrew(screener, workers=1)
    for text, details in screen_long(
        long,
        *(screener, home, options, crew, RunningTally()),
        checked_at=NOW,
        today=NOW.date(),
    ):
        yield text + details


def _install(home: Path, entries: int) -> None:
    """A list of the first entries of the starter list."""
    installation = Installation(
        entries=load_starter()[:entries],
        list_date=NOW.date(),
        list_date_basis=ListDateBasis.GIVEN,
        source="a test",
        installed_at=NOW,
    )
    with LocalCopy(home).writing() as writer:
        writer.install(installation, make_current=True)


def _home_of(workers: Any) -> Path:
    with distributed.Client(workers, set_as_default=False) as client:
        homes = client.run(lambda: os.environ["ENTITYCHECK_HOME"])
    return Path(next(iter(homes.values())))


def test_the_same_answers_in_the_same_order(workers: Any, home: Path) -> None:
    """Nothing is installed anywhere: the starter list answers on both sides."""
    crew = ClusterCrew(workers.scheduler_address)

    assert list(_answered(home, crew)) == list(_answered(home))


def test_workers_without_a_list_are_sent_it(workers: Any, home: Path) -> None:
    """Each worker is sent the list that this machine has, and answers from it."""
    _install(home, 30)
    crew = ClusterCrew(workers.scheduler_address)
    found = list(_answered(home, crew))

    assert found == list(_answered(home))
    assert NOW.date().isoformat().encode() in found[-1]


def test_a_past_day_needs_the_history_on_the_worker(workers: Any, home: Path) -> None:
    _install(home, 30)
    crew = ClusterCrew(workers.scheduler_address)

    with pytest.raises(ClusterError, match="a past day needs its history"):
        list(_answered(home, crew, as_of=date(2026, 11, 24)))


def test_another_list_on_a_worker_is_refused(workers: Any, home: Path) -> None:
    """One answer of another list among the others would be found by nobody."""
    theirs = _home_of(workers)
    _install(home, 30)
    _install(theirs, 20)
    try:
        with pytest.raises(ClusterError, match="another list"):
            list(_answered(home, ClusterCrew(workers.scheduler_address)))
    finally:
        for path in list(theirs.iterdir()):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def test_another_version_on_a_worker_is_refused(
    workers: Any, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "INDEX_FORMAT", "another")

    with pytest.raises(ClusterError, match="another version"):
        list(_answered(home, ClusterCrew(workers.scheduler_address)))


def test_a_lost_worker_costs_no_answer(workers: Any, home: Path) -> None:
    """Dask gives the work of a killed worker to another one; no row is lost or moved."""
    with distributed.Client(workers, set_as_default=False) as client:
        running = list(client.run(os.getpid).values())
    answers = _answered(home, ClusterCrew(workers.scheduler_address))
    found = [next(answers)]
    os.kill(running[0], signal.SIGTERM)
    found.extend(answers)

    assert found == list(_answered(home))


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_lost_scheduler_is_one_clear_line(home: Path, tmp_path: Path) -> None:
    """The work of a scheduler that was killed is over: no internal error, and no endless wait."""
    with _scheduler_with_a_worker(tmp_path) as (address, scheduler):
        answers = _answered(home, ClusterCrew(address))
        next(answers)
        scheduler.kill()

        with pytest.raises(ClusterError, match="went away before the file was done"):
            list(answers)
    del answers
    gc.collect()  # Dask leaves the socket open with which it tried to reconnect


@contextmanager
def _scheduler_with_a_worker(folder: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A scheduler in a process of its own, and one worker; its address and the process."""
    address_file = folder / "scheduler.json"
    dask = [sys.executable, "-m", "distributed.cli.dask_scheduler"]
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", "--no-dashboard"]
    running = [
        subprocess.Popen(
            [
                *dask,
                "--no-dashboard",
                "--host",
                "127.0.0.1",
                "--port",
                "0",
                "--scheduler-file",
                str(address_file),
            ],
            stderr=subprocess.DEVNULL,
        )
    ]
    try:
        while not address_file.exists():
            assert running[0].poll() is None
            time.sleep(0.1)
        address = json.loads(address_file.read_text())["address"]
        running.append(
            subprocess.Popen(
                [*worker, address, "--host", "127.0.0.1", "--no-nanny", "--nthreads", "1"],
                env={**os.environ, "ENTITYCHECK_HOME": str(folder / "worker")},
                stderr=subprocess.DEVNULL,
            )
        )
        yield address, running[0]
    finally:
        for process in reversed(running):
            process.kill()
            process.wait()


def test_no_scheduler_at_the_address(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    """One line names the address and what to do."""
    monkeypatch.setattr(cluster, "_CONNECT_SECONDS", 0.5)

    with pytest.raises(ClusterError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:9"):
        list(_answered(home, ClusterCrew("tcp://127.0.0.1:9")))


def test_local_workers_start_whoever_has_the_port_of_dask(home: Path) -> None:
    """Two screenings at a time, or another program there: neither an error nor a warning."""
    with socket.socket() as other:
        with contextlib.suppress(OSError):  # another program has it already
            other.bind(("127.0.0.1", 8787))
            other.listen()
        answers = list(_answered(home, ClusterCrew("local")))

    assert answers == list(_answered(home))


def test_local_workers_that_do_not_start(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    """The line says that none are needed on one machine."""

    def fail(**_: Any) -> None:
        raise RuntimeError("Nanny failed to start")

    monkeypatch.setattr(distributed, "LocalCluster", fail)

    with pytest.raises(ClusterError, match=r"did not start \(Nanny failed to start\)") as raised:
        list(_answered(home, ClusterCrew("local")))
    assert "without --cluster" in str(raised.value.fix)


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    """The line names the command that installs what is missing."""
    monkeypatch.setitem(sys.modules, "distributed", None)

    with pytest.raises(InputError, match=r"pip install 'entitycheck\[cluster\]'"):
        list(_answered(home, ClusterCrew("local")))


def test_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: Any, home: Path
) -> None:
    """`screen FILE --cluster ADDRESS` writes what `screen FILE` writes."""
    orders, alone = tmp_path / "orders.csv", tmp_path / "alone.csv"
    orders.write_bytes(DATA)
    alone.write_bytes(DATA)
    status = main(["screen", str(orders), "--cluster", workers.scheduler_address])
    main(["screen", str(alone)])

    assert status == 3
    for ending in ("", ".details.csv"):
        mine = (tmp_path / f"orders.screened.csv{ending}").read_text(encoding="utf-8")
        theirs = (tmp_path / f"alone.screened.csv{ending}").read_text(encoding="utf-8")
        assert _without_times(mine) == _without_times(theirs)


def _without_times(text: str) -> str:
    return re.sub(r"\d{4}-\d\d-\d\dT[\d:]+[+-]\d\d:\d\d", "", text)


def test_a_workbook_is_not_for_a_cluster(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = Path(__file__).resolve().parents[2] / "templates" / "order-sheet.xlsx"
    status = main(["screen", str(sheet), "-o", str(tmp_path / "o.xlsx"), "--cluster", "local"])

    assert status == 2
    assert "--cluster is for text files" in capsys.readouterr().err
