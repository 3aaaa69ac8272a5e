from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from entitycheck.workers import start_workers

_STARTER = """
import os, time
from entitycheck.workers import start_workers

def begin(): pass

if __name__ == "__main__":
    pool = start_workers(2, begin)
    waits = [pool.submit(time.sleep, 0.2) for _ in range(4)]
    print(*(wait.result() for wait in waits), flush=True)
    time.sleep(300)
"""


def test_workers_end_with_a_process_that_is_killed(tmp_path: Path) -> None:
    """All of them hold its standard output: that ends when the last of them has."""
    script = tmp_path / "starter.py"
    script.write_text(_STARTER)
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE) as starter:
        assert starter.stdout is not None
        assert starter.stdout.readline().split() == [b"None"] * 4

        starter.kill()

        assert starter.communicate(timeout=60)[0] == b""


def test_each_worker_is_made_ready_before_it_works() -> None:
    with start_workers(1, sys.setrecursionlimit, 4321) as pool:
        assert pool.submit(sys.getrecursionlimit).result() == 4321
