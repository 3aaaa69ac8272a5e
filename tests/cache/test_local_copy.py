"""The local copy: what is in force, how it is opened, what a change of it looks like."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest
from factory import BANK, HUAWEI, INSPUR, PERSON, csl_csv, generated_rows

from entitycheck.cache import Installation, LocalCopy
from entitycheck.errors import RefreshRunningError
from entitycheck.lists.csl import parse_csl
from entitycheck.lists.starter import load_starter
from entitycheck.records import Entry, ListDateBasis, Snapshot

FOUR = parse_csl(csl_csv([INSPUR, HUAWEI, BANK, PERSON])).entries


def install(
    home: Path, entries: Sequence[Entry], day: str = "2026-07-31", *, make_current: bool = True
) -> Snapshot:
    """Install entries as the list of a day."""
    with LocalCopy(home).writing() as writer:
        snapshot, _ = writer.install(
            Installation(
                entries=entries,
                list_date=date.fromisoformat(day),
                list_date_basis=ListDateBasis.GIVEN,
                source="test",
                installed_at=datetime(2026, 8, 1, 6, 0, tzinfo=UTC),
            ),
            make_current=make_current,
        )
    return snapshot


def test_an_empty_home_answers_with_the_starter_list_and_writes_nothing(home: Path) -> None:
    copy = LocalCopy(home)
    opened = copy.current()

    assert opened.snapshot.starter
    assert opened.entries([17]) == [load_starter()[17]]
    assert copy.pointer() == opened.pointer == "starter"
    assert copy.snapshots() == []
    assert not home.exists()


def test_an_installed_snapshot_gives_back_every_entry_unchanged(home: Path) -> None:
    snapshot = install(home, FOUR)
    opened = LocalCopy(home).current()

    assert opened.snapshot == snapshot
    assert opened.entries([3, 0, 0]) == [FOUR[3], FOUR[0], FOUR[0]]
    assert opened.trouble is None
    assert snapshot.entries_per_list == {"CAP": 1, "EL": 2, "SDN": 1}
    assert snapshot.names == sum(len(entry.names) for entry in FOUR)


def test_the_fingerprint_names_the_entries(home: Path) -> None:
    first = install(home, FOUR)

    assert install(home, FOUR, "2026-08-01").fingerprint == first.fingerprint
    assert install(home, FOUR[:3], "2026-08-02").fingerprint != first.fingerprint


def test_entries_are_stored_once_for_all_snapshots(home: Path) -> None:
    install(home, FOUR)
    install(home, FOUR[1:], "2026-08-01")
    copy = LocalCopy(home)

    assert copy.ask(lambda c: c.execute("SELECT count(*) FROM entries").fetchone()[0]) == 4
    assert [copy.read_all(s.snapshot) for s in copy.snapshots()] == [FOUR[1:], FOUR]


def test_the_index_is_mapped_read_only_and_compiled_once(home: Path) -> None:
    install(home, FOUR)
    folders = sorted(path.name for path in (home / "index").iterdir())
    opened = LocalCopy(home).current()

    assert any(isinstance(array, np.memmap) for array in opened.arrays.values())
    assert not any(array.flags.writeable for array in opened.arrays.values() if array.size)
    assert sorted(path.name for path in (home / "index").iterdir()) == folders


def test_the_pointer_changes_with_the_snapshot_in_force(home: Path) -> None:
    copy = LocalCopy(home)
    before = copy.pointer()
    install(home, FOUR)
    opened = copy.current()

    assert copy.pointer() == opened.pointer != before
    install(home, FOUR[:2], "2026-08-01")
    assert copy.pointer() != opened.pointer
    assert len(copy.current().entries([0, 1])) == 2


def test_an_open_snapshot_answers_on_after_another_came_into_force(home: Path) -> None:
    install(home, FOUR)
    opened = LocalCopy(home).current()
    install(home, FOUR[:1], "2026-08-01")

    assert opened.entries([3]) == [FOUR[3]]


def test_history_does_not_touch_what_is_in_force(home: Path) -> None:
    now = install(home, FOUR)
    install(home, FOUR[:2], "2022-04-22", make_current=False)
    copy = LocalCopy(home)

    assert copy.current().snapshot == now
    assert [s.snapshot.list_date.year for s in copy.snapshots()] == [2026, 2022]


def test_a_second_writer_is_told_that_a_refresh_runs(home: Path) -> None:
    with (
        LocalCopy(home).writing(),
        pytest.raises(RefreshRunningError, match="another refresh"),
        LocalCopy(home).writing(),
    ):
        pass


def test_pruning_keeps_what_is_in_force_and_drops_entries_nobody_holds(home: Path) -> None:
    install(home, FOUR[:2], "2019-01-01")
    install(home, FOUR[1:3], "2025-01-01")
    install(home, FOUR[2:], "2026-07-31")
    copy = LocalCopy(home)
    with copy.writing() as writer:
        assert writer.prune(date(2021, 1, 1)) == 1

    assert [copy.read_all(s.snapshot) for s in copy.snapshots()] == [FOUR[2:], FOUR[1:3]]
    assert copy.ask(lambda c: c.execute("SELECT count(*) FROM entries").fetchone()[0]) == 3
    assert len(list((home / "index").iterdir())) == 1


def test_a_larger_list_comes_back_in_order(home: Path) -> None:
    entries = parse_csl(csl_csv(generated_rows(1500))).entries
    install(home, entries)
    opened = LocalCopy(home).current()

    assert opened.entries(range(1500)) == list(entries)
