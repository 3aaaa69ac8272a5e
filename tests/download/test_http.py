"""Downloads from a server with faults: what is tried again, what is refused, and in which words."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from factory import BANK, HUAWEI, INSPUR, csl_csv
from http_server import (
    Answer,
    FaultyServer,
    cut,
    cut_at_once,
    cut_in_head,
    dripping,
    faulty_server,
    packed,
    redirect,
    unless_etag,
    whole,
    without_length,
)

from entitycheck.download import Limits, fetch
from entitycheck.download.http import WAITS, fetch_web
from entitycheck.errors import DownloadError, ListFormatError
from entitycheck.lists.csl import parse_csl

LIST = csl_csv([INSPUR, HUAWEI, BANK])
MODIFIED = "Fri, 31 Jul 2026 09:12:00 GMT"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FaultyServer]:
    """A server on the loopback, reached without any proxy."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with faulty_server() as running:
        yield running


def waits(url: str, limits: Limits | None = None) -> tuple[bytes, list[float]]:
    """The bytes, and the waits between attempts."""
    slept: list[float] = []
    return fetch_web(url, limits or Limits(), sleep=slept.append).data, slept


def test_the_bytes_come_with_what_the_server_says_of_them(server: FaultyServer) -> None:
    url = server.url("/consolidated.csv", whole(LIST, 'ETag: "abc"', f"Last-Modified: {MODIFIED}"))
    fetched = fetch(url)

    assert fetched.data == LIST
    assert fetched.name == "consolidated.csv"
    assert fetched.etag == '"abc"'
    assert fetched.last_modified == datetime(2026, 7, 31, 9, 12, tzinfo=UTC)


def test_a_second_time_only_changes_are_asked_for(server: FaultyServer) -> None:
    url = server.url("/list.csv", unless_etag(LIST, '"abc"', MODIFIED))
    first = fetch(url)
    again = fetch(url, etag=first.etag, last_modified=first.last_modified_text)

    assert again.not_modified
    assert again.data == b""
    assert server.requests[1][1]["if-modified-since"] == MODIFIED


@pytest.mark.parametrize(
    "fault",
    [
        cut_at_once,
        cut_in_head,
        cut(LIST, 0),
        cut(LIST, 1),
        cut(LIST, LIST.index(b"\n") + 1),
        cut(LIST, len(LIST) // 2),
        cut(LIST, len(LIST) - 1),
        cut(LIST, len(LIST), announced=len(LIST) + 10),
        whole(b"", status="500 Internal Server Error"),
        whole(b"", status="503 Service Unavailable"),
        whole(b"", status="429 Too Many Requests"),
    ],
)
def test_a_passing_fault_is_tried_again_from_the_start(server: FaultyServer, fault: Answer) -> None:
    data, slept = waits(server.url("/list.csv", fault, fault, whole(LIST)))

    assert data == LIST
    assert slept == list(WAITS[:2])


def test_a_fault_that_stays_is_an_error_with_a_way_out(server: FaultyServer) -> None:
    url = server.url("/list.csv", cut(LIST, 100))

    with pytest.raises(DownloadError, match="cut") as caught:
        waits(url)
    assert "--from FILE" in caught.value.fix
    assert len(server.requests) == len(WAITS) + 1


def test_no_attempt_is_made_after_the_time_is_up(server: FaultyServer) -> None:
    url = server.url("/list.csv", whole(b"", status="500 Internal Server Error"))

    with pytest.raises(DownloadError, match="500"):
        waits(url, Limits(seconds=WAITS[0] / 2))
    assert len(server.requests) == 1


def test_a_server_that_drips_is_given_up(server: FaultyServer) -> None:
    url = server.url("/list.csv", dripping(LIST * 20, 0.02))

    with pytest.raises(DownloadError, match="took longer than"):
        waits(url, Limits(seconds=0.3))


@pytest.mark.parametrize("status", ["404 Not Found", "403 Forbidden", "401 Unauthorized"])
def test_a_refusal_is_not_tried_again(server: FaultyServer, status: str) -> None:
    with pytest.raises(DownloadError, match=status[:3]):
        waits(server.url("/list.csv", whole(b"", status=status)))
    assert len(server.requests) == 1


def test_redirects_are_followed_but_not_for_ever(server: FaultyServer) -> None:
    goal = server.url("/new.csv", whole(LIST))

    assert fetch(server.url("/old.csv", redirect(goal))).data == LIST
    loop = server.url("/loop", redirect("/loop"))
    with pytest.raises(DownloadError, match="without end"):
        fetch(loop)


def test_what_is_larger_than_allowed_is_refused_before_and_while_it_comes(
    server: FaultyServer,
) -> None:
    tight = Limits(max_bytes=100)

    with pytest.raises(DownloadError, match="larger than"):
        fetch(server.url("/a.csv", whole(LIST)), limits=tight)
    with pytest.raises(DownloadError, match="larger than"):
        fetch(server.url("/b.csv", without_length(LIST)), limits=tight)


def test_a_packed_answer_is_unpacked_by_the_parser_within_its_limit(server: FaultyServer) -> None:
    data = fetch(server.url("/list.csv", packed(LIST))).data
    bomb = fetch(server.url("/bomb.csv", packed(b" " * 5_000_000))).data

    assert parse_csl(data).entries == parse_csl(LIST).entries
    with pytest.raises(ListFormatError, match="when unpacked"):
        parse_csl(bomb, max_bytes=1_000_000)


def test_a_packed_file_that_is_packed_again_on_the_way_is_read(server: FaultyServer) -> None:
    data = fetch(server.url("/list.csv.gz", packed(gzip.compress(LIST)))).data

    assert parse_csl(data).entries == parse_csl(LIST).entries


def test_a_packing_that_was_not_asked_for_is_refused(server: FaultyServer) -> None:
    with pytest.raises(DownloadError, match="'br'"):
        fetch(server.url("/list.csv", whole(b"x", "Content-Encoding: br")))


def test_a_server_that_is_not_there_is_an_error(server: FaultyServer) -> None:
    url = server.url("/list.csv", whole(LIST))
    server.stop()

    with pytest.raises(DownloadError, match="no connection"):
        waits(url)


def test_progress_is_told_with_the_whole_size(server: FaultyServer) -> None:
    told: list[tuple[int, int | None]] = []
    fetch(
        server.url("/list.csv", whole(LIST)), progress=lambda done, all_: told.append((done, all_))
    )

    assert told[-1] == (len(LIST), len(LIST))


def test_a_password_in_the_address_is_not_shown(server: FaultyServer) -> None:
    url = server.url("/list.csv", whole(b"", status="404 Not Found")).replace(
        "//", "//me:secret@", 1
    )

    with pytest.raises(DownloadError) as caught:
        waits(url)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("url", ["http://", "http://[::1", "https://exa mple.org/list.csv"])
def test_an_address_that_is_none_is_an_error(url: str) -> None:
    with pytest.raises(DownloadError):
        waits(url)
