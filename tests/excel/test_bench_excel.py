"""How fast formulas answer on the full list, through xlwings' own conversion. Prints, asserts no time.

Run with `pytest -m bench -s -n 0 tests/excel`. Budget: one warm call 1 ms (median) inside Python, a range
of 500 cells 80 ms, 10,000 cells as one range 2 s, 10,000 single cells 30 s, a cold server 2 s.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles

import pytest
from windows_stand_in import MISSING, ExcelCall

from entitycheck.cli.main import main

pytestmark = pytest.mark.bench

COLD = """
import sys, time
started = time.perf_counter()
import xlwings
xlwings_loaded = time.perf_counter()
from entitycheck.excel import udfs
ours_loaded = time.perf_counter()
answer = udfs.ENTITYCHECK([["Inspur Group"]])[0][0]
answered = time.perf_counter()
print(xlwings_loaded - started, ours_loaded - xlwings_loaded, answered - ours_loaded, answer)
"""


@pytest.fixture
def full_list(real_data: Path, home: Path) -> None:
    """The full list, installed for this test."""
    main(
        ["refresh", "--from", str(real_data / "bench" / "list.csv.gz"), "--list-date", "2026-07-31"]
    )


def orders(real_data: Path) -> list[tuple[str, str]]:
    """Customer and country of 10,000 order lines."""
    with (real_data / "bench" / "dev" / "orders_10k.csv").open(encoding="utf-8") as file:
        return [(row["customer_name"], row["country"]) for row in csv.DictReader(file)]


def columns(lines: list[tuple[str, str]]) -> tuple[tuple[tuple[str], ...], ...]:
    """The two columns of some order lines, as Excel sends them."""
    return tuple(tuple((line[at],) for line in lines) for at in (0, 1))


def distinct(real_data: Path, count: int) -> list[str]:
    """Names that no earlier call has asked for."""
    with (real_data / "bench" / "dev" / "negatives.csv").open(encoding="utf-8") as file:
        return [row["name"] for row in csv.DictReader(file)][:count]


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


@pytest.mark.usefixtures("full_list")
def test_warm_formulas(excel: ExcelCall, real_data: Path) -> None:
    """New names each time, then the same again, as a recalculation asks them."""
    excel("ENTITYCHECK", "Inspur Group")
    names = distinct(real_data, 6000)
    single = [seconds(lambda name=name: excel("ENTITYCHECK", name)) for name in names[:1000]]  # type: ignore[misc]
    again = [seconds(lambda name=name: excel("ENTITYCHECK", name)) for name in names[:1000]]  # type: ignore[misc]
    new = [
        seconds(lambda at=at: excel("ENTITYCHECK", tuple((name,) for name in names[at : at + 500])))  # type: ignore[misc]
        for at in range(1000, 6000, 500)
    ]

    print(f"\none warm call, new name:   median {median(single) * 1e3:.2f} ms,", end=" ")
    print(f"p99 {quantiles(single, n=100)[98] * 1e3:.2f} ms")
    print(f"one warm call, remembered: median {median(again) * 1e3:.2f} ms")
    print(f"500 names never seen:      median {median(new) * 1e3:.0f} ms")


@pytest.mark.usefixtures("full_list")
def test_ranges_of_an_order_sheet(excel: ExcelCall, real_data: Path) -> None:
    """Customers come again within a range and in later ones, as in any sheet."""
    excel("ENTITYCHECK", "Inspur Group")
    lines = orders(real_data)
    ranges = [
        seconds(lambda at=at: excel("ENTITYCHECK", *columns(lines[at : at + 500])))  # type: ignore[misc]
        for at in range(0, 10_000, 500)
    ]

    print(f"\n500 rows of an order sheet: median {median(ranges) * 1e3:.0f} ms")


@pytest.mark.usefixtures("full_list")
def test_ten_thousand_cells_in_one_range(excel: ExcelCall, real_data: Path) -> None:
    excel("ENTITYCHECK", "Inspur Group")
    lines = orders(real_data)
    spent = seconds(lambda: excel("ENTITYCHECK", *columns(lines)))

    print(f"\n10,000 cells, one range:   {spent:.2f} s")


@pytest.mark.usefixtures("full_list")
def test_ten_thousand_single_cells(excel: ExcelCall, real_data: Path) -> None:
    excel("ENTITYCHECK", "Inspur Group")
    lines = orders(real_data)
    spent = seconds(lambda: [excel("ENTITYCHECK", name, land or MISSING) for name, land in lines])

    print(f"\n10,000 single cells:       {spent:.2f} s")


@pytest.mark.usefixtures("full_list")
def test_first_answer_of_a_cold_server() -> None:
    """xlwings imports pandas where it is installed; its share is told apart."""
    runs = []
    for _ in range(3):
        started = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-P", "-B", "-c", COLD], check=True, capture_output=True, text=True,
            env=os.environ,
        )  # fmt: skip
        total = time.perf_counter() - started
        runs.append((total, *map(float, done.stdout.split()[:3])))
    total, xlwings, ours, answer = sorted(runs)[1]

    print(f"\ncold server, first answer: {total:.2f} s, of it xlwings {xlwings:.2f} s,", end=" ")
    print(f"our modules {ours:.2f} s, opening the list and answering {answer:.2f} s")
