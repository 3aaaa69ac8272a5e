"""Answers are remembered for one snapshot, one set of settings and one day, and no longer."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from factory import HUAWEI, INSPUR, csl_csv

from entitycheck.cache import Installation, LocalCopy
from entitycheck.errors import ListMissingError
from entitycheck.excel.answer_book import LOOK_SECONDS, AnswerBook
from entitycheck.lists.csl import parse_csl
from entitycheck.records import Grade, ListDateBasis, Party
from entitycheck.screening import Screener

DAY = date(2026, 8, 1)
HUAWEI_PARTY = Party("Huawei Technologies Co., Ltd.")


class Counter:
    """Counts the parties that are really screened."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.screened: list[Party] = []
        real = Screener.check_many

        def counted(screener: Screener, parties: list[Party], **options: Any) -> object:
            self.screened += parties
            return real(screener, parties, **options)

        monkeypatch.setattr(Screener, "check_many", counted)


@pytest.fixture
def counter(monkeypatch: pytest.MonkeyPatch) -> Counter:
    return Counter(monkeypatch)


def install(home: Path, *rows: dict[str, str]) -> None:
    with LocalCopy(home).writing() as writer:
        writer.install(
            Installation(
                entries=parse_csl(csl_csv(rows)).entries,
                list_date=date(2026, 7, 31),
                list_date_basis=ListDateBasis.GIVEN,
                source="test",
                installed_at=datetime(2026, 8, 1, 6, 0, tzinfo=UTC),
            ),
            make_current=True,
        )


def test_a_party_is_screened_once(counter: Counter) -> None:
    book = AnswerBook(today=lambda: DAY)
    first = book.verdicts([Party("Huber"), Party("Huber"), Party("Inspur")])
    again = book.verdicts([Party("Inspur"), Party("Huber")])

    assert counter.screened == [Party("Huber"), Party("Inspur")]
    assert again == [first[2], first[0]]


def test_a_new_snapshot_answers_the_next_calculation(home: Path) -> None:
    book = AnswerBook(today=lambda: DAY)
    install(home, INSPUR)
    assert book.verdicts([HUAWEI_PARTY])[0].verdict is Grade.NO_MATCH

    install(home, INSPUR, HUAWEI)
    time.sleep(2 * LOOK_SECONDS)
    assert book.verdicts([HUAWEI_PARTY])[0].verdict is Grade.MATCH


def test_the_cells_of_one_calculation_do_not_each_look_at_the_files(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only once the moment is over, or a refresh of this very Excel has ended."""
    monkeypatch.setattr("entitycheck.excel.answer_book.LOOK_SECONDS", 3600.0)
    book = AnswerBook(today=lambda: DAY)
    install(home, INSPUR)
    book.verdicts([HUAWEI_PARTY])
    install(home, INSPUR, HUAWEI)
    assert book.verdicts([HUAWEI_PARTY])[0].verdict is Grade.NO_MATCH

    book.look_again()
    assert book.verdicts([HUAWEI_PARTY])[0].verdict is Grade.MATCH


def test_a_changed_setting_counts_from_the_next_calculation(home: Path) -> None:
    book = AnswerBook(today=lambda: DAY)
    install(home, INSPUR, HUAWEI)
    assert book.verdicts([HUAWEI_PARTY])[0].warning is None

    (home / "settings.toml").write_text("match_points = 100\nreview_points = 100\n")
    assert book.screener().policy.match_points == 100


def test_a_list_grows_stale_overnight(home: Path) -> None:
    """Excel stays open for days; a remembered answer must not hide the age of the list."""
    today = [date(2026, 8, 7)]
    book = AnswerBook(today=lambda: today[0])
    install(home, INSPUR)
    assert book.verdicts([HUAWEI_PARTY])[0].warning is None

    today[0] = date(2026, 8, 8)
    assert book.verdicts([HUAWEI_PARTY])[0].warning == "list of 2026-07-31, 8 days old"


def test_the_oldest_answers_are_let_go(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("entitycheck.excel.answer_book.REMEMBERED", 2)
    book = AnswerBook(today=lambda: DAY)
    book.verdicts([Party("A GmbH"), Party("B GmbH"), Party("C GmbH")])
    book.verdicts([Party("C GmbH")])
    book.verdicts([Party("A GmbH")])

    assert [party.name for party in counter.screened] == ["A GmbH", "B GmbH", "C GmbH", "A GmbH"]


def test_a_local_copy_that_cannot_be_opened_is_not_sought_by_every_cell(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[int] = []

    def broken(_: LocalCopy) -> object:
        tries.append(1)
        raise ListMissingError("the local copy is damaged", fix="run 'entitycheck doctor'")

    monkeypatch.setattr(LocalCopy, "current", broken)
    book = AnswerBook(today=lambda: DAY)
    for _ in range(3):
        with pytest.raises(ListMissingError, match="damaged"):
            book.verdicts([HUAWEI_PARTY])

    assert len(tries) == 1


def test_a_refresh_that_mends_the_local_copy_ends_its_failure(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The recalculation after it comes within a moment and must not repeat the old error."""
    book = AnswerBook(today=lambda: DAY)
    with monkeypatch.context() as damaged:

        def broken(_: LocalCopy) -> object:
            raise ListMissingError("the local copy is damaged", fix="run 'entitycheck doctor'")

        damaged.setattr(LocalCopy, "current", broken)
        with pytest.raises(ListMissingError, match="damaged"):
            book.verdicts([HUAWEI_PARTY])
    install(home, INSPUR, HUAWEI)
    book.look_again()

    assert book.verdicts([HUAWEI_PARTY])[0].verdict is Grade.MATCH
