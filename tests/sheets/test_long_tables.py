"""A long text answered in portions gives, byte for byte, what it gives when it is read whole."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entitycheck.cache import LocalCopy
from entitycheck.errors import ListMissingError
from entitycheck.screening import Screener
from entitycheck.sheets import ScreenOptions, crews, long_tables, read_grids, screen_reading
from entitycheck.sheets.crews import LocalCrew
from entitycheck.sheets.details import DETAIL_HEADERS
from entitycheck.sheets.long_tables import (
    NotOneTableError,
    RunningTally,
    find_long_table,
    screen_long,
)
from entitycheck.sheets.portions import Answered, Portion, PortionScreener, Task
from entitycheck.sheets.screening import Tally
from entitycheck.workbooks.text import read_text
from entitycheck.workbooks.text_writing import detail_lines, write_details, write_text

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
NOWHERE = Path("/nowhere")
OPTIONS = ScreenOptions()
Everything = tuple[bytes, bytes, Tally]


@cache
def _screener() -> Screener:
    return Screener(LocalCopy(NOWHERE).current(), today=NOW.date)


def _whole(data: bytes) -> Everything:
    table = read_text(data, name="a.csv")
    reading = read_grids([table.grid], OPTIONS)
    plan = screen_reading(reading, _screener(), OPTIONS, now=NOW)
    text = b"".join(write_text(table, plan.blocks))
    return text, b"".join(write_details(plan.details, like=table.dialect)), Tally.of(plan)


def _in_portions(data: bytes, *, workers: int = 1) -> Everything:
    table = read_text(data, name="a.csv", long_from=0)
    long = find_long_table(table, OPTIONS)
    if long is None:
        raise NotOneTableError("its beginning shows more than one table")
    tally = RunningTally()
    crew = LocalCrew(_screener(), workers=workers)
    portions = list(
        screen_long(
            long,
            *(_screener(), NOWHERE, OPTIONS, crew, tally),
            checked_at=NOW,
            today=NOW.date(),
        )
    )
    text = table.dialect.mark + b"".join(text for text, _ in portions)
    details = table.dialect.mark + detail_lines([DETAIL_HEADERS], like=table.dialect)
    return text, details + b"".join(lines for _, lines in portions), tally.tally()


@pytest.fixture(autouse=True)
def _short_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_tables, "PORTION", 7)


HEAD = "No,Customer,Country,Consignee\n"
ROWS = [f"{n},Brauerei Steinbach {n} GmbH,DE,Papeterie Valmont SA" for n in range(40)]


def _file(*rows: str, head: str = HEAD) -> bytes:
    return (head + "\n".join([*ROWS[:20], *rows, *ROWS[20:]]) + "\n").encode()


@pytest.mark.parametrize(
    "data",
    [
        _file("x,Inspur Grp. Jinan,CN,Loongson Technology"),
        _file("x,ditto,CN,ditto", "y,ditto,,", "z,ditto,,"),
        _file(*["x,ditto,,"] * 30),
        _file("Total,,,", ",,,", "", 'x,"Inspur, Group",CN,"A ""B""\nInspur Grp."'),
        _file(HEAD.strip(), "x,Inspur,,"),
        _file("short", "x,Inspur Group", f"x,{'Inspur ' * 400},CN,"),
        _file("x,=Inspur,+CN,-", "x,@Loongson,,", 'y,5" pipe works,,'),
        _file("x,Inspur,CN,,,,"),
        _file("x;y,Inspur / Loongson,CN,Valmont c/o Inspur"),
        _file("x,Inspur,,", head=f"Orders of 2026\n\n{HEAD}"),
        _file("x,浪潮集团有限公司,CN,").decode().encode("gb18030"),
        b"\xef\xbb\xbf" + _file("x,Инспур,RU,").replace(b"\n", b"\r\n"),
        _file("x,Inspur,,").decode().encode("utf-16"),
        _file("x,Inspur,,").replace(b",", b";"),
        _file("x,Inspur,,").replace(b",", b"\t").rstrip(b"\n"),
    ],
)
def test_the_same_in_portions(data: bytes) -> None:
    """Every record, every line of the details, the counts, alerts and messages."""
    assert _in_portions(data) == _whole(data)


CELLS = st.sampled_from(
    [
        "",
        "Inspur Grp.",
        "ditto",
        "Total",
        "Loongson",
        "Papeterie Valmont SA",
        "4711",
        "NULL",
        '"a\nb"',
    ]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=5), max_size=30))
def test_any_rows(rows: list[list[str]]) -> None:
    """Whatever stands in the rows, the answers are those of the whole file, or it is read whole."""
    data = _file(*(",".join(cells) for cells in rows))
    try:
        found = _in_portions(data)
    except NotOneTableError:
        return

    assert found == _whole(data)


@pytest.mark.parametrize(
    "rows",
    [
        ["", "Order,Supplier,Ship-to,Country", "1,Inspur,Loongson,CN"],
        ["x,Inspur,CN,,,here stands a note"],
    ],
    ids=["another table", "occupied"],
)
def test_what_is_not_one_table_is_read_whole(
    rows: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the beginning did not show is met in its portion, and nothing is answered wrongly."""
    monkeypatch.setattr(long_tables, "_HEAD", 20)
    monkeypatch.setattr(long_tables, "_SAMPLE_ROWS", 1)
    filler = [f"{n},Brauerei Steinbach {n} GmbH,DE,Papeterie Valmont SA" for n in range(200)]

    with pytest.raises(NotOneTableError):
        _in_portions(_file(*filler, *rows, *filler))


def test_another_name_in_the_column_of_the_own_company(monkeypatch: pytest.MonkeyPatch) -> None:
    """A column left out for its one name is not left out when it holds another one further down."""
    monkeypatch.setattr(long_tables, "_HEAD", 20)
    monkeypatch.setattr(long_tables, "_SAMPLE_ROWS", 1)
    rows = [f"{n},My Own Firm Ltd,Brauerei {n} GmbH" for n in range(100)]
    rows[50] = "50,Inspur Group,Brauerei 50 GmbH"
    data = ("No,Company,Customer\n" + "\n".join(rows) + "\n").encode()

    with pytest.raises(NotOneTableError):
        _in_portions(data)


def test_two_processes_answer_like_one() -> None:
    data = _file("x,ditto,,", "x,Inspur,CN,")

    assert _in_portions(data, workers=2) == _in_portions(data)


class _Dying(PortionScreener):
    """Takes its process down at the third portion, in the processes only."""

    def answer(self, portion: Portion) -> Answered:
        if portion.first_row > 14 and crews._own is self:
            os._exit(1)
        return super().answer(portion)


def _begin_dying(task: Task, seen: str | None) -> None:
    crews._own = _Dying(task)


def test_a_lost_process_costs_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest is answered by the process that asked."""
    monkeypatch.setattr(crews, "_begin", _begin_dying)
    data = _file("x,Inspur,CN,")

    assert _in_portions(data, workers=2) == _in_portions(data)


class _Watched:
    """Answers by itself and keeps the task."""

    task: Task

    def answer(self, task: Task, portions: Iterable[Portion]) -> Iterator[Answered]:
        self.task = task
        yield from map(PortionScreener(task, _screener()).answer, portions)


def test_another_list_on_a_worker_is_refused() -> None:
    """A worker whose local copy is another list does not answer from it."""
    table = read_text(_file(), name="a.csv", long_from=0)
    long = find_long_table(table, OPTIONS)
    assert long is not None
    crew = _Watched()
    list(
        screen_long(
            long,
            *(_screener(), NOWHERE, OPTIONS, crew, RunningTally()),
            checked_at=NOW,
            today=NOW.date(),
        )
    )
    PortionScreener(crew.task)
    other = replace(crew.task, fingerprint="0" * 16)

    with pytest.raises(ListMissingError, match="another list"):
        PortionScreener(other)


def test_parted_answers_are_read_whole() -> None:
    """Earlier answers with a column of the user among them are told by their header: no portions."""
    first, _, _ = _whole(_file(*ROWS))
    lines = first.decode().splitlines()
    cells = [line.split(",") for line in lines]
    for at, row in enumerate(cells):
        row.insert(6, "My note" if at == 0 else "")
    data = "\n".join(map(",".join, cells)).encode()

    assert find_long_table(read_text(data, name="a.csv", long_from=0), OPTIONS) is None
