"""The search for cycles is put off only where none are made, and is on again whatever happens."""

from __future__ import annotations

import gc
from collections.abc import Iterator
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
