"""Refresh from the web, its outcome and what stays in force; the company's own lists through it."""

from __future__ import annotations

import gzip
import io
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest
from factory import BANK, HUAWEI, INSPUR, PERSON, csl_csv, generated_rows
from http_server import FaultyServer, cut, faulty_server, packed, unless_etag, whole

from entitycheck import Grade, Party, Screener
from entitycheck.cache import LocalCopy
from entitycheck.cli.main import INTERRUPTED, main
from entitycheck.errors import (
    DownloadError,
    EntityCheckError,
    InputError,
    ListFormatError,
    RefreshError,
    RefreshRunningError,
)
from entitycheck.own_lists import add_list, remove_list
from entitycheck.refresh import Outcome, RefreshRules, refresh

NOW = datetime(2026, 8, 2, 6, 0, tzinfo=UTC)
LIST = csl_csv([INSPUR, HUAWEI, BANK])
MODIFIED = "Fri, 31 Jul 2026 09:12:00 GMT"
OWN = b"name,aliases,country,note\nZarrin Tala Shipping,ZTS Lines; Zarrin,IR,late payer\n"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FaultyServer]:
    """A server on the loopback; attempts follow without a pause."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr("entitycheck.download.http.WAITS", (0.0, 0.0))
    with faulty_server() as running:
        yield running


@pytest.fixture
def copy(home: Path) -> LocalCopy:
    """The local copy of the test's own home."""
    return LocalCopy(home)


def verdict(name: str) -> Grade:
    """Verdict for a name, from a fresh start."""
    return Screener.open().check(Party(name)).verdict


def test_the_list_date_is_the_servers_and_304_installs_nothing(
    server: FaultyServer, copy: LocalCopy
) -> None:
    url = server.url("/list.csv", unless_etag(LIST, '"abc"', MODIFIED))
    first = refresh(copy, url, now=NOW)
    again = refresh(copy, url, now=NOW)

    assert first.outcome is Outcome.INSTALLED
    assert first.snapshot.list_date == date(2026, 7, 31)
    assert first.snapshot.list_date_basis.value == "last-modified"
    assert again.outcome is Outcome.NOT_MODIFIED
    assert len(copy.snapshots()) == 1
    assert copy.attempts(1)[0][2] == "not modified"


def test_after_a_list_from_elsewhere_the_server_is_asked_for_all_again(
    server: FaultyServer, copy: LocalCopy, tmp_path: Path
) -> None:
    """304 would otherwise leave another list in force than the one the server has."""
    url = server.url("/list.csv", unless_etag(LIST, '"abc"', MODIFIED))
    refresh(copy, url, now=NOW)
    other = tmp_path / "2026-08-01.csv"
    other.write_bytes(csl_csv([INSPUR, HUAWEI, BANK, PERSON]))
    refresh(copy, str(other), now=NOW)

    assert refresh(copy, url, now=NOW).outcome is not Outcome.NOT_MODIFIED


def test_500_then_success_is_a_success(server: FaultyServer, copy: LocalCopy) -> None:
    bad = whole(b"", status="500 Internal Server Error")
    url = server.url("/list.csv", bad, packed(LIST, f"Last-Modified: {MODIFIED}"))

    assert refresh(copy, url, now=NOW).outcome is Outcome.INSTALLED


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (cut(LIST, len(LIST) // 2), DownloadError),
        (whole(LIST[: len(LIST) // 2]), ListFormatError),
        (whole(b"<html>Sign in</html>", "Content-Type: text/html"), ListFormatError),
        (whole(b""), ListFormatError),
        (whole(b"\x89PNG\r\n\x1a\n\x00", "Content-Type: image/png"), ListFormatError),
        (whole(gzip.compress(LIST)[:-9]), ListFormatError),
        (whole(b"", status="404 Not Found"), DownloadError),
        (whole(b"", status="503 Service Unavailable"), DownloadError),
    ],
)
def test_whatever_comes_instead_the_list_in_force_stays(
    server: FaultyServer, copy: LocalCopy, answer: object, error: type[EntityCheckError]
) -> None:
    refresh(copy, server.url("/good.csv", whole(LIST, f"Last-Modified: {MODIFIED}")), now=NOW)
    pointer = copy.pointer()

    with pytest.raises(error) as caught:
        refresh(copy, server.url("/bad.csv", answer), now=NOW)  # type: ignore[arg-type]
    assert caught.value.fix
    assert copy.pointer() == pointer
    assert verdict("Huawei Technologies Co., Ltd.") is Grade.MATCH
    assert copy.attempts(1)[0][2] == "refused"


def test_an_interruption_leaves_nothing_behind(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "2026-07-31.csv"
    path.write_bytes(LIST)
    main(["refresh", "--from", str(path)])
    files = sorted(p.relative_to(home) for p in home.rglob("*"))
    path.write_bytes(csl_csv([INSPUR, HUAWEI, PERSON]))

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    for place in (
        "entitycheck.refresh.fetch",
        "entitycheck.refresh.parse_csl",
        "entitycheck.cache.indexes.np.save",
        "entitycheck.cache.writer.write_snapshot",
    ):
        with monkeypatch.context() as patch:
            patch.setattr(place, interrupt)
            assert main(["refresh", "--from", str(path)]) == INTERRUPTED
        left = sorted(p.relative_to(home) for p in home.rglob("*"))
        new = [p for p in left if p not in files and p.parts[0] != "index"]
        assert new == []
    assert LocalCopy(home).snapshots()[0].snapshot.entries == 3
    assert main(["refresh", "--from", str(path)]) == 0
    assert not [p for p in (home / "index").iterdir() if p.name.startswith(".new")]


def test_two_refreshes_at_once_end_with_one_winner_and_one_clear_message(
    server: FaultyServer, home: Path
) -> None:
    """The first is held at the server until the second was told."""
    held, told = threading.Event(), threading.Event()

    def slow(connection: object, request: dict[str, str]) -> None:
        held.set()
        told.wait(10)
        whole(LIST, f"Last-Modified: {MODIFIED}")(connection, request)  # type: ignore[arg-type]

    url = server.url("/list.csv", slow)
    outcomes: list[Outcome] = []
    first = threading.Thread(
        target=lambda: outcomes.append(refresh(LocalCopy(home), url, now=NOW).outcome)
    )
    first.start()
    held.wait(10)
    with pytest.raises(RefreshRunningError, match="another refresh is running"):
        refresh(LocalCopy(home), url, now=NOW)
    told.set()
    first.join(20)

    assert outcomes == [Outcome.INSTALLED]
    assert len(LocalCopy(home).snapshots()) == 1


def test_a_list_that_vanished_is_named(copy: LocalCopy, tmp_path: Path) -> None:
    rows = generated_rows(200)
    for day, kept in (
        ("2026-07-30", rows),
        ("2026-07-31", [r for r in rows if r["source"] != "DPL"]),
    ):
        (tmp_path / f"{day}.csv").write_bytes(csl_csv(kept))
    refresh(copy, str(tmp_path / "2026-07-30.csv"), now=NOW)
    count = sum(row["source"] == "DPL" for row in rows)

    with pytest.raises(RefreshError, match=f"DPL lost {count} of {count} entries"):
        refresh(copy, str(tmp_path / "2026-07-31.csv"), now=NOW)


def test_an_own_list_is_screened_and_stays_through_refreshes(
    server: FaultyServer, copy: LocalCopy, tmp_path: Path
) -> None:
    url = server.url("/list.csv", unless_etag(LIST, '"abc"', MODIFIED))
    refresh(copy, url, now=NOW)
    add_list(copy, OWN, "own", source="own.csv", now=NOW)
    found = Screener.open().check(Party("ZTS Lines", country="IR"))

    assert found.verdict is Grade.MATCH
    assert (found.matches[0].entry.list_code, found.matches[0].entry.remarks) == (
        "OWN",
        "late payer",
    )
    assert refresh(copy, url, now=NOW).outcome is Outcome.NOT_MODIFIED
    newer = tmp_path / "2026-08-01.csv"
    newer.write_bytes(csl_csv([INSPUR, HUAWEI, BANK, PERSON]))
    refresh(copy, str(newer), now=NOW)
    assert copy.snapshots()[0].snapshot.entries_per_list["OWN"] == 1
    assert verdict("Zarrin Tala Shipping") is Grade.MATCH
    remove_list(copy, "OWN", now=NOW)
    assert verdict("Zarrin Tala Shipping") is Grade.NO_MATCH
    assert verdict("Huawei Technologies Co., Ltd.") is Grade.MATCH


def test_an_own_list_on_the_starter_list_does_not_hide_its_warning(copy: LocalCopy) -> None:
    add_list(copy, OWN, "OWN", source="own.csv", now=NOW)
    screener = Screener.open()

    assert screener.check(Party("Zarrin Tala Shipping")).verdict is Grade.MATCH
    assert screener.check(Party("Inspur Group")).verdict is Grade.MATCH
    assert "starter list" in (screener.warning or "")


def test_a_new_file_replaces_an_own_list(copy: LocalCopy) -> None:
    add_list(copy, OWN, "OWN", source="own.csv", now=NOW)
    add_list(copy, b"name\nBorealis Freight Works\n", "OWN", source="own.csv", now=NOW)

    assert verdict("Borealis Freight Works") is Grade.MATCH
    assert verdict("Zarrin Tala Shipping") is Grade.NO_MATCH


def test_an_own_list_may_be_a_workbook_or_a_csv_saved_by_a_german_excel(copy: LocalCopy) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Name", "Country", "Address"])
    sheet.append(["Zarrin Tala Shipping", "Iran", "Bandar Abbas; Tehran"])
    data = io.BytesIO()
    book.save(data)
    add_list(copy, data.getvalue(), "OWN", source="own.xlsx", now=NOW)
    add_list(
        copy,
        "Name;Country\nGrößwerk Müller GmbH;Germany\n".encode("cp1252"),
        "DE",
        source="x",
        now=NOW,
    )

    entries = {e.list_code: e for e in copy.read_all(copy.snapshots()[0].snapshot)}
    assert entries["OWN"].countries == ("IR",)
    assert [a.text for a in entries["OWN"].addresses] == ["Bandar Abbas", "Tehran"]
    assert entries["DE"].name == "Größwerk Müller GmbH"


@pytest.mark.parametrize(
    ("data", "code", "error"),
    [
        (OWN, "EL", InputError),
        (OWN, "my list", InputError),
        (b"", "OWN", ListFormatError),
        (b"firm,country\nX,CN\n", "OWN", ListFormatError),
        (b"name\n\n", "OWN", ListFormatError),
        (b"PK\x03\x04 no workbook", "OWN", ListFormatError),
    ],
)
def test_an_own_list_that_cannot_be_used_is_refused(
    copy: LocalCopy, data: bytes, code: str, error: type[EntityCheckError]
) -> None:
    with pytest.raises(error):
        add_list(copy, data, code, source="own.csv", now=NOW)
    assert copy.snapshots() == []


def test_history_of_a_year_stays_small(copy: LocalCopy, home: Path) -> None:
    """Thirty days of a list that changes by one in a hundred each day share their entries."""
    rows = generated_rows(1000)
    for day in range(1, 31):
        rows[day * 10 : day * 10 + 10] = generated_rows(10, seed=day + 1)
        path = home.parent / f"2026-06-{day:02}.csv"
        path.write_bytes(csl_csv(rows))
        refresh(copy, str(path), now=NOW, rules=RefreshRules(force=True))

    assert len(copy.snapshots()) == 30
    assert len(list((home / "index").iterdir())) == 2
    assert (home / "lists.sqlite3").stat().st_size < 1_500_000
