"""A refresh killed at random moments, while another process checks names without a pause.

Twenty kills on a small seeded list each time; two hundred on the full list when asked for with
`-m bench`, where the real lists lie beside the checkout.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from factory import HUAWEI, INSPUR, csl_csv, generated_rows

from entitycheck.cache import LocalCopy
from entitycheck.cli.main import main

REFRESHER = """
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from entitycheck.cache import LocalCopy
from entitycheck.refresh import RefreshRules, refresh
home, *files = map(Path, sys.argv[1:])
while True:
    copy = LocalCopy(home)
    day = copy.snapshots()[0].snapshot.list_date + timedelta(days=1)
    rules = RefreshRules(list_date=day)
    refresh(copy, str(files[day.toordinal() % len(files)]), now=datetime.now(UTC), rules=rules)
"""

CHECKER = """
import json, sys
from pathlib import Path
from entitycheck import Party, Screener
home, stop, *names = sys.argv[1:]
counts, checks, opened, wrong = [int(n) for n in names[0].split(",")], 0, 0, []
screener = None
while not Path(stop).exists():
    if screener is None or not screener.is_current():
        screener = Screener.open(Path(home))
        opened += 1
    for name in names[1:]:
        verdict = screener.check(Party(name))
        checks += 1
        if verdict.verdict.value != "MATCH" or screener.snapshot.entries not in counts:
            wrong.append([name, verdict.text, screener.snapshot.entries])
        if "damaged" in (verdict.warning or ""):
            wrong.append([name, verdict.text])
print(json.dumps({"checks": checks, "opened": opened, "wrong": wrong}))
"""


def kill_refreshes(
    home: Path, files: list[Path], *, counts: set[int], names: list[str], kills: int, span: float
) -> dict[str, int]:
    """Kill a refreshing process so often, while a checking one goes on; what the checker saw."""
    stop = home.parent / "stop"
    wanted = ",".join(map(str, sorted(counts)))
    checker = subprocess.Popen(
        [sys.executable, "-c", CHECKER, str(home), str(stop), wanted, *names],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    before = len(LocalCopy(home).snapshots())
    rng = random.Random()
    try:
        for _ in range(kills):
            refresher = subprocess.Popen(
                [sys.executable, "-c", REFRESHER, str(home), *map(str, files)],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
            )
            time.sleep(rng.uniform(0.1, span))
            still_running = refresher.poll() is None
            refresher.kill()
            _, told = refresher.communicate()
            assert still_running, told
            assert LocalCopy(home).snapshots()
    finally:
        stop.touch()
        seen, told = checker.communicate(timeout=120)
    assert checker.returncode == 0, told
    figures = json.loads(seen)
    assert figures.pop("wrong") == []
    return {**figures, "installed": len(LocalCopy(home).snapshots()) - before}


def write_lists(folder: Path, *lists: list[Mapping[str, str]]) -> list[Path]:
    """The list files."""
    paths = []
    for number, rows in enumerate(lists):
        paths.append(folder / f"list{number}.csv")
        paths[-1].write_bytes(csl_csv(rows))
    return paths


def test_twenty_kills_never_give_a_wrong_answer(home: Path, tmp_path: Path) -> None:
    rows = generated_rows(400)
    files = write_lists(tmp_path, [INSPUR, HUAWEI, *rows], [HUAWEI, INSPUR, *rows[7:]])
    assert main(["refresh", "--from", str(files[0]), "--list-date", "2020-01-01"]) == 0
    figures = kill_refreshes(
        home,
        files,
        counts={402, 395},
        names=["Huawei Technologies Co., Ltd.", "Inspur Group"],
        kills=20,
        span=1.0,
    )

    assert figures["checks"] > 100
    assert main(["refresh", "--from", str(files[0]), "--list-date", "2026-07-31"]) == 0
    assert main(["check", "Huawei Technologies"]) == 3
    findings = [line for line in _doctor(home) if "database" in line]
    assert findings[0].startswith("ok")


def _doctor(home: Path) -> list[str]:
    """The lines of `entitycheck doctor`."""
    return subprocess.run(
        [sys.executable, "-m", "entitycheck", "doctor"],
        capture_output=True,
        text=True,
        check=False,
        env={"ENTITYCHECK_HOME": str(home), "PATH": ""},
    ).stdout.splitlines()


@pytest.mark.bench
def test_two_hundred_kills_on_the_full_list(home: Path, tmp_path: Path, real_data: Path) -> None:
    full = real_data / "bench" / "list.csv.gz"
    other = real_data / "bench" / "list_loo.csv.gz"
    assert main(["refresh", "--from", str(full), "--list-date", "2020-01-01"]) == 0
    figures = kill_refreshes(
        home,
        [full, other],
        counts={25921},
        names=["Huawei Technologies Co., Ltd.", "Loongson Technology"],
        kills=200,
        span=4.5,
    )

    print(figures)
    assert main(["refresh", "--from", str(full), "--list-date", "2026-07-31"]) == 0
