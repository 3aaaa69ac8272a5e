"""Damage of every kind: it is detected, said and mended from what is left; no answer is ever wrong."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from factory import BANK, HUAWEI, INSPUR, PERSON, csl_csv, generated_rows

from entitycheck import Grade, Party, Screener
from entitycheck.cache import LocalCopy
from entitycheck.cache.database import database_files
from entitycheck.cache.in_memory import DAMAGED, FROM_SPARE
from entitycheck.cache.mending import EARLIER_LIST
from entitycheck.cli.main import main
from entitycheck.errors import ListMissingError, RefreshError
from entitycheck.refresh import refresh

NOW = datetime.now(UTC)
YESTERDAY = (NOW.date() - timedelta(days=1)).isoformat()
BEFORE = (NOW.date() - timedelta(days=2)).isoformat()
FILLING = generated_rows(300)

needs_rights = pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="root may write everywhere"
)


@pytest.fixture
def installed(home: Path, tmp_path: Path) -> Path:
    """A home with the lists of two days; only the second one holds Huawei."""
    for day, rows in ((BEFORE, [INSPUR]), (YESTERDAY, [INSPUR, HUAWEI, BANK, PERSON])):
        install(home, tmp_path, day, *rows)
    return home


def install(home: Path, folder: Path, day: str, *rows: Mapping[str, str]) -> None:
    """Install rows as the list of a day, among many others."""
    path = folder / f"{day}.csv"
    path.write_bytes(csl_csv([*rows, *FILLING]))
    refresh(LocalCopy(home), str(path), now=NOW)


def database(home: Path) -> Path:
    """The database in force."""
    return database_files(home)[-1]


def ask(name: str = "Huawei Technologies Co., Ltd.") -> tuple[Grade, str | None]:
    """Verdict and warning for a name, from a fresh start."""
    verdict = Screener.open().check(Party(name))
    return verdict.verdict, verdict.warning


def zero(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def empty(path: Path) -> None:
    path.write_bytes(b"")


def halve(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def cut_last_page(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 4096)


def cut_inside_a_page(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 1000)


def overwrite_head(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"not a database at all")


def overwrite_middle(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(os.urandom(path.stat().st_size - 8192))


@pytest.mark.parametrize(
    "harm",
    [
        zero,
        empty,
        halve,
        cut_last_page,
        cut_inside_a_page,
        overwrite_head,
        overwrite_middle,
        Path.unlink,
    ],
)
def test_a_harmed_database_is_mended_and_the_same_list_answers(
    installed: Path, harm: Callable[[Path], None]
) -> None:
    harm(database(installed))

    assert ask() == (Grade.MATCH, None)
    assert ask("Nobody Anywhere Works")[0] is Grade.NO_MATCH
    main(["doctor"])  # an answer may not have needed the damaged page
    assert "mended" in {attempt[2] for attempt in LocalCopy(installed).attempts(9)}
    assert ask() == (Grade.MATCH, None)


@pytest.mark.parametrize("harm", [zero, halve, overwrite_head, Path.unlink])
def test_after_mending_the_next_refresh_works(
    installed: Path, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    harm(database(installed))
    install(installed, tmp_path, NOW.date().isoformat(), INSPUR, HUAWEI)

    copy = LocalCopy(installed)
    assert ask() == (Grade.MATCH, None)
    stored = copy.current_stored()
    assert stored is not None
    assert stored.snapshot.list_date == NOW.date()


def test_nothing_left_is_the_starter_list_with_a_loud_warning(installed: Path) -> None:
    zero(database(installed))
    for spare in (installed / "spare").iterdir():
        spare.write_bytes(b"gone")
    grade, warning = ask()

    assert grade is Grade.NO_MATCH
    assert warning is not None
    assert warning.startswith(DAMAGED)
    assert "starter list, 37 entries" in warning
    assert Screener.open().check(Party("Nobody")).text.startswith("NO MATCH (local copy damaged")


def test_a_damaged_newest_spare_gives_the_list_before_with_a_warning(installed: Path) -> None:
    zero(database(installed))
    max((installed / "spare").iterdir()).write_bytes(b"gone")
    grade, warning = ask("Inspur Group Co., Ltd.")

    assert grade is Grade.MATCH
    stored = LocalCopy(installed).current_stored()
    assert stored is not None
    assert stored.snapshot.list_date.isoformat() == BEFORE
    assert warning is not None
    assert EARLIER_LIST in warning


def test_what_can_be_read_of_a_damaged_database_keeps_its_history(installed: Path) -> None:
    """One spoilt entry of the newest list costs that list's row, not the history."""
    connection = sqlite3.connect(database(installed))
    with connection:
        connection.execute(
            "UPDATE entries SET payload = replace(payload, 'Huawei', 'Hauwei')"
            " WHERE payload LIKE '%Huawei Technologies%'"
        )
    connection.close()

    assert main(["doctor"]) in (0, 1)
    copy = LocalCopy(installed)
    assert [s.snapshot.list_date.isoformat() for s in copy.snapshots()] == [YESTERDAY, BEFORE]
    assert ask() == (Grade.MATCH, None)


def test_a_spoilt_entry_is_never_shown(installed: Path) -> None:
    """A changed payload fails its digest: the answer is an error, not a wrong entry."""
    connection = sqlite3.connect(database(installed))
    with connection:
        connection.execute("UPDATE entries SET payload = replace(payload, 'denial', 'approval')")
    connection.close()

    with pytest.raises(ListMissingError, match="entitycheck doctor"):
        ask()
    main(["doctor"])
    assert ask() == (Grade.MATCH, None)


def test_a_spoilt_member_block_is_mended(installed: Path) -> None:
    connection = sqlite3.connect(database(installed))
    with connection:
        connection.execute("UPDATE snapshots SET members = zeroblob(40)")
    connection.close()

    assert ask() == (Grade.MATCH, None)


def index_files(home: Path) -> list[Path]:
    """The files of the compiled indexes."""
    return sorted(path for path in (home / "index").rglob("*") if path.is_file())


@pytest.mark.parametrize("harm", [zero, empty, halve, Path.unlink])
def test_each_harmed_file_of_the_index_is_noticed_and_compiled_anew(
    installed: Path, harm: Callable[[Path], None]
) -> None:
    count = len(index_files(installed))
    for place in range(0, count, 7):
        for path in index_files(installed)[place : place + 1]:
            if path.stat().st_size:
                harm(path)
        assert ask() == (Grade.MATCH, None)


def test_one_changed_byte_in_the_index_is_noticed(installed: Path) -> None:
    largest = max(index_files(installed), key=lambda path: path.stat().st_size)
    with largest.open("r+b") as file:
        file.seek(-10, os.SEEK_END)
        file.write(b"\xff\x00\xff")

    assert ask() == (Grade.MATCH, None)
    assert main(["doctor", "--json"]) == 0


def test_an_index_of_another_version_is_not_used(
    installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("entitycheck.matching.INDEX_FORMAT", "another")
    before = len(list((installed / "index").iterdir()))

    assert ask() == (Grade.MATCH, None)
    assert len(list((installed / "index").iterdir())) == before + 1


def test_a_database_of_a_newer_program_says_so_and_is_left_alone(installed: Path) -> None:
    connection = sqlite3.connect(database(installed))
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = database(installed).read_bytes()

    with pytest.raises(ListMissingError, match="newer entitycheck"):
        ask()
    assert database(installed).read_bytes() == before


def test_a_database_held_by_another_program_says_so(
    installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("entitycheck.cache.database.BUSY_SECONDS", 0.05)
    holder = sqlite3.connect(database(installed), isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(ListMissingError, match="another program holds"):
            ask()
    finally:
        holder.close()
    assert ask() == (Grade.MATCH, None)


def test_a_reader_is_not_held_up_by_a_refresh_before_its_commit(installed: Path) -> None:
    writer = sqlite3.connect(database(installed), isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("DELETE FROM pointers")
    try:
        assert ask() == (Grade.MATCH, None)
    finally:
        writer.execute("ROLLBACK")
        writer.close()


def test_a_commit_that_was_killed_half_way_is_taken_back_by_the_first_reader(
    installed: Path,
) -> None:
    """A journal that is still hot needs a connection that may write."""
    half = (
        "import os, sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "c.execute('PRAGMA journal_mode = TRUNCATE'); c.execute('PRAGMA cache_size = 2');"
        "c.execute('BEGIN IMMEDIATE'); c.execute('DELETE FROM pointers');"
        "c.execute('UPDATE entries SET payload = upper(payload)'); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", half, str(database(installed))], check=False)
    journal = database(installed).with_name("lists.sqlite3-journal")

    assert journal.stat().st_size > 0
    assert ask() == (Grade.MATCH, None)
    assert not journal.exists() or journal.stat().st_size == 0
    assert database(installed).name == "lists.sqlite3"


def test_a_full_disk_changes_nothing(
    installed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite itself reports the full disk when the file may not grow."""
    from entitycheck.cache.database import open_writer as real

    def cramped(path: Path) -> sqlite3.Connection:
        connection = real(path)
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
        return connection

    monkeypatch.setattr("entitycheck.cache.local_copy.open_writer", cramped)
    path = tmp_path / f"{NOW.date().isoformat()}.csv"
    path.write_bytes(
        csl_csv(
            [
                *FILLING,
                *({**r, "_id": f"z{i}", "remarks": "x" * 900} for i, r in enumerate(FILLING)),
            ]
        )
    )
    with pytest.raises(RefreshError, match="full"):
        refresh(LocalCopy(installed), str(path), now=NOW)

    assert ask() == (Grade.MATCH, None)
    assert [s.snapshot.list_date.isoformat() for s in LocalCopy(installed).snapshots()] == [
        YESTERDAY,
        BEFORE,
    ]


def test_an_index_that_cannot_be_written_leaves_the_list_in_force(
    installed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("entitycheck.cache.indexes.np.save", full)
    path = tmp_path / f"{NOW.date().isoformat()}.csv"
    path.write_bytes(csl_csv([HUAWEI, *FILLING]))
    with pytest.raises(RefreshError, match="No space left"):
        refresh(LocalCopy(installed), str(path), now=NOW)

    assert ask() == (Grade.MATCH, None)
    assert not [p for p in (installed / "index").iterdir() if p.name.startswith(".new")]


@needs_rights
def test_a_read_only_home_answers_but_cannot_be_refreshed(installed: Path, tmp_path: Path) -> None:
    for path in [*installed.rglob("*"), installed]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        assert ask() == (Grade.MATCH, None)
        with pytest.raises(RefreshError, match="cannot be written"):
            install(installed, tmp_path, NOW.date().isoformat(), INSPUR)
    finally:
        for path in [installed, *installed.rglob("*")]:
            path.chmod(0o755 if path.is_dir() else 0o644)


@pytest.mark.parametrize("below", ["", "deeper"])
def test_a_home_that_can_never_be_used_is_said_by_every_command(
    home: Path,
    tmp_path: Path,
    below: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Pressing Refresh list would fail there: the starter list alone must not suggest it."""
    home.write_text("in the way")
    monkeypatch.setenv("ENTITYCHECK_HOME", str(home / below))
    screener = Screener.open()

    assert screener.snapshot.starter
    assert screener.is_current()
    assert (screener.warning or "").startswith(f"{home} is no folder: set ENTITYCHECK_HOME")
    assert main(["status"]) == 0
    assert "is no folder" in capsys.readouterr().out
    assert main(["doctor"]) == 1
    assert "LOOK  folder" in capsys.readouterr().out
    path = tmp_path / "2026-07-31.csv"
    path.write_bytes(csl_csv([INSPUR]))
    with pytest.raises(RefreshError, match="cannot be written"):
        refresh(LocalCopy(home / below), str(path), now=NOW)


def test_status_notices_large_damage_inside_the_database(
    installed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    connection = sqlite3.connect(database(installed))
    with connection:
        connection.execute("UPDATE entries SET payload = '' WHERE entry_row % 7 = 0")
    connection.close()

    assert main(["status"]) == 1
    assert "run 'entitycheck doctor'" in capsys.readouterr().err


def test_where_nothing_can_be_mended_a_spare_answers_from_memory(
    installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    zero(database(installed))
    monkeypatch.setattr("entitycheck.cache.local_copy.mend", refuse)

    assert ask() == (Grade.MATCH, FROM_SPARE)


def test_a_wrong_clock_is_said_with_each_answer(installed: Path) -> None:
    copy = LocalCopy(installed)
    screener = Screener(copy.current(), copy=copy, today=lambda: date(2020, 1, 1))

    warning = screener.check(Party("Inspur Group Co., Ltd.")).warning
    assert warning == f"list of {YESTERDAY}, but this computer's clock says 2020-01-01"


def test_status_of_a_damaged_copy_says_what_to_do(
    installed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    zero(database(installed))

    assert main(["status"]) == 1
    assert "run 'entitycheck doctor'" in capsys.readouterr().err
    main(["doctor", "--json"])
    found = {f["subject"]: f for f in json.loads(capsys.readouterr().out)["findings"]}
    assert found["database"]["sound"]
    assert f"mended: list of {YESTERDAY} in force" in found["database"]["words"]
    assert main(["status"]) == 0


def test_a_screener_that_was_open_before_the_damage_notices_it(installed: Path) -> None:
    screener = Screener.open()
    zero(database(installed))

    assert not screener.is_current()
    assert Screener.open().is_current()
