"""The search for cycles is put off only where none are made, and is on again whatever happens."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from entitycheck import Party, Screener
from entitycheck.collector import without_collector


@pytest.fixture(autouse=True)
def collector_on() -> Iterator[None]:
    """Other tests go on with it."""
    gc.enable()
    yield
    gc.enable()


def test_it_is_off_within_and_on_again_after_an_error() -> None:
    @without_collector()
    def broken() -> None:
        raise ValueError(f"collector: {gc.isenabled()}")

    with pytest.raises(ValueError, match="collector: False"):
        broken()

    assert gc.isenabled()


def test_who_has_turned_it_off_finds_it_off() -> None:
    gc.disable()
    with without_collector():
        pass

    assert not gc.isenabled()


def test_threads_that_overlap_leave_it_on() -> None:
    """The first to come turns it off, the last to go turns it on."""
    first, second = without_collector(), without_collector()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    within = gc.isenabled()
    second.__exit__(None, None, None)

    assert not within
    assert gc.isenabled()


def test_many_threads_at_once_leave_it_on(home: Path) -> None:
    screener = Screener.open(home)
    with ThreadPoolExecutor(8) as pool:
        verdicts = list(pool.map(lambda i: screener.check(Party(f"Inspur Group {i}")), range(200)))

    assert len(verdicts) == 200
    assert gc.isenabled()


def test_it_is_off_while_parties_are_screened(home: Path) -> None:
    seen: list[bool] = []
    Screener.open(home).check_many(
        [Party("Inspur Group")], progress=lambda *_: seen.append(gc.isenabled())
    )

    assert seen == [False]


def test_screening_leaves_no_cycles_behind(home: Path) -> None:
    """Or a session of many days would grow: nothing looks for them while parties are screened."""
    screener = Screener.open(home)
    names = (
        "Inspur Grp.",
        "浪潮集团有限公司",
        "Bäckerei Huber GmbH",
        "Лаборатория Касперского",
        "ООО Ромашка",
    )
    batches = [
        [Party(f"{name} {i}") for i in range(at, at + 50) for name in names] for at in (0, 50)
    ]
    screener.check_many(batches[0])  # loads what a batch and each script need
    gc.collect()
    gc.disable()
    verdicts = screener.check_many(batches[1])
    left = gc.collect()

    assert len(verdicts) == 250
    assert left == 0
