"""Past days: was it listed that day, and on what the answer rests."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from factory import BANK, COLUMNS_2022, HUAWEI, INSPUR, PERSON, csl_csv

from entitycheck import Grade, Party, Screener
from entitycheck.cache import LocalCopy
from entitycheck.cli.main import main
from entitycheck.errors import InputError
from entitycheck.refresh import RefreshRules, refresh

LOONGSON = {
    **INSPUR,
    "name": "Loongson Technology",
    "addresses": "Building 4, Yard 7, Dijin Road, Haidian District, Beijing, CN",
    "alt_names": "Godson Zhongke",
}
UNDATED = {**BANK, "_id": "777", "entity_number": "777", "name": "Zarrin Tala Shipping Works"}
NOW = datetime(2026, 8, 1, 6, 0, tzinfo=UTC)

Install = Callable[..., None]


@pytest.fixture
def install(home: Path, tmp_path: Path) -> Install:
    """Installs rows as the list of a day."""

    def installed(day: str, *rows: Mapping[str, str], force: bool = False) -> None:
        path = tmp_path / f"{day}.csv"
        path.write_bytes(csl_csv(rows, COLUMNS_2022))
        refresh(LocalCopy(home), str(path), now=NOW, rules=RefreshRules(force=force))

    return installed


def check(name: str, day: str) -> tuple[Grade, str]:
    """Verdict and reason for a name on a day."""
    verdict = Screener.open().check(Party(name), as_of=date.fromisoformat(day))
    assert verdict.as_of == date.fromisoformat(day)
    return verdict.verdict, verdict.reason


@pytest.mark.parametrize("name", ["Inspur Group Co., Ltd.", "4Paradigm", "Loongson Technology"])
def test_on_the_starter_list_the_firms_of_2_march_2023_were_not_listed_the_day_before(
    name: str,
) -> None:
    before, reason = check(name, "2023-03-01")

    assert before is Grade.NO_MATCH
    assert reason.startswith("listed from 2023-03-02")
    assert check(name, "2023-03-02")[0] is Grade.MATCH


def test_with_lists_of_2022_and_2026_only_the_same_firms_have_the_same_days(
    install: Install,
) -> None:
    install("2022-04-22", HUAWEI, BANK)
    install("2026-07-31", HUAWEI, BANK, LOONGSON)

    grade, reason = check("Loongson Technology", "2023-03-01")
    assert grade is Grade.NO_MATCH
    assert reason.startswith("listed from 2023-03-02: Loongson Technology [EL]")
    grade, reason = check("Loongson Technology", "2023-03-02")
    assert grade is Grade.MATCH
    assert "effective 2023-03-02 by the list of 2026-07-31" in reason
    grade, reason = check("Huawei Technologies Co., Ltd.", "2023-03-01")
    assert grade is Grade.MATCH
    assert "on the list of 2022-04-22" in reason


def test_an_entry_without_a_date_has_the_day_of_its_notice(install: Install) -> None:
    """The starter list dates 88 FR 13675; other entries date their own notices."""
    install("2022-04-22", HUAWEI)
    install("2026-07-31", HUAWEI, {**LOONGSON, "start_date": ""})

    assert check("Loongson Technology", "2023-03-01")[0] is Grade.NO_MATCH
    assert check("Loongson Technology", "2023-03-02")[0] is Grade.MATCH


def test_an_entry_without_any_date_is_review_and_says_so(install: Install) -> None:
    install("2022-04-22", HUAWEI)
    install("2026-07-31", HUAWEI, UNDATED)
    grade, reason = check("Zarrin Tala Shipping Works", "2023-03-01")

    assert grade is Grade.REVIEW
    assert "undated: first on the list of 2026-07-31, after that of 2022-04-22" in reason


def test_an_undated_entry_that_a_list_after_the_day_lacks_was_not_listed(install: Install) -> None:
    install("2022-04-22", HUAWEI)
    install("2024-01-01", HUAWEI)
    install("2026-07-31", HUAWEI, UNDATED)
    grade, reason = check("Zarrin Tala Shipping Works", "2023-03-01")

    assert grade is Grade.NO_MATCH
    assert reason.startswith("listed after 2024-01-01")
    assert check("Zarrin Tala Shipping Works", "2025-01-01")[0] is Grade.REVIEW
    assert check("Zarrin Tala Shipping Works", "2026-07-31")[0] is Grade.MATCH


def test_what_was_removed_later_was_still_listed(install: Install) -> None:
    install("2022-04-22", HUAWEI, INSPUR, PERSON)
    install("2026-07-31", HUAWEI, PERSON)

    assert Screener.open().check(Party("Inspur Group Co., Ltd.")).verdict is Grade.NO_MATCH
    assert check("Inspur Group Co., Ltd.", "2024-01-01")[0] is Grade.MATCH


def test_before_the_first_list_only_dates_answer_and_a_warning_says_so(install: Install) -> None:
    install("2026-07-31", HUAWEI, UNDATED)
    screener = Screener.open()
    verdict = screener.check(Party("Huawei Technologies Co., Ltd."), as_of=date(2019, 5, 20))

    assert verdict.verdict is Grade.NO_MATCH
    assert "listed from 2019-05-21" in verdict.reason
    assert "no list from before 2019-05-20" in (verdict.warning or "")
    assert check("Huawei Technologies Co., Ltd.", "2019-05-21")[0] is Grade.MATCH
    assert check("Zarrin Tala Shipping Works", "2019-05-21")[0] is Grade.REVIEW


def test_a_party_under_a_new_id_is_no_second_entry(install: Install) -> None:
    """The ids of the Entity List of 2022 and 2026 have none in common."""
    install("2022-04-22", {**HUAWEI, "_id": "aaa1"})
    install("2026-07-31", {**HUAWEI, "_id": "bbb2", "license_policy": "Case by case"})
    verdict = Screener.open().check(Party("Huawei Technologies"), as_of=date(2023, 1, 1))

    assert [match.entry.entry_id for match in verdict.matches] == ["aaa1"]


def test_an_entry_published_before_it_takes_effect_is_not_listed_yet(install: Install) -> None:
    install("2023-03-01", HUAWEI, LOONGSON)

    assert check("Loongson Technology", "2023-03-01")[0] is Grade.NO_MATCH
    assert check("Loongson Technology", "2023-03-02")[0] is Grade.MATCH


def test_a_gap_in_the_history_is_said_with_each_answer(install: Install) -> None:
    install("2022-04-22", HUAWEI)
    install("2026-07-31", HUAWEI)
    verdict = Screener.open().check(Party("Nobody Anywhere"), as_of=date(2023, 3, 1))

    assert verdict.verdict is Grade.NO_MATCH
    assert verdict.warning == "no list between 2022-04-22 and 2026-07-31"
    assert verdict.list_date == date(2022, 4, 22)
    assert "the list of 2022-04-22" in verdict.reason


def test_a_compiled_view_gives_the_same_answers_from_disk(install: Install, home: Path) -> None:
    install("2022-04-22", HUAWEI)
    install("2026-07-31", HUAWEI, LOONGSON)
    first = check("Loongson Technology", "2023-03-01")

    assert any(path.name.startswith("view-") for path in (home / "index").iterdir())
    assert check("Loongson Technology", "2023-03-01") == first


def test_the_future_is_an_error() -> None:
    with pytest.raises(InputError, match="is in the future"):
        Screener.open().check(Party("Inspur"), as_of=date(2999, 1, 1))


def test_today_is_answered_by_the_newest_list(install: Install) -> None:
    install("2026-07-31", HUAWEI)
    today = datetime.now().astimezone().date()

    assert check("Huawei Technologies Co., Ltd.", today.isoformat())[0] is Grade.MATCH


@pytest.mark.parametrize("text", ["03/02/2023", "2.3.2023", "2023", "20230302", "2023-02-30", ""])
def test_the_command_refuses_a_date_that_can_be_read_in_two_ways(
    text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "Inspur", "--as-of", text]) == 2
    assert "YYYY-MM-DD" in capsys.readouterr().err


def test_the_command_answers_for_a_past_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "Inspur Group", "--as-of", "2023-03-01", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["as_of"] == "2023-03-01"
    assert document["verdict"] == "NO MATCH"
    assert document["matches"][0]["reason"].startswith("listed from 2023-03-02")
    assert main(["check", "Inspur Group", "--as-of", "2023-03-02"]) == 3


def test_a_screener_says_when_another_list_is_in_force(install: Install) -> None:
    screener = Screener.open()
    assert screener.is_current()
    install("2026-07-30", HUAWEI)
    assert not screener.is_current()
    screener = Screener.open()
    assert screener.is_current()
    install("2026-07-31", HUAWEI, LOONGSON)
    assert not screener.is_current()


def test_the_real_lists_of_2022_and_2026_date_the_firms_of_march_2023(
    real_data: Path, home: Path
) -> None:
    copy = LocalCopy(home)
    refresh(copy, str(real_data / "data/csl/2022-04_consolidated.csv.gz"), now=NOW)
    day = RefreshRules(list_date=date(2026, 7, 31))
    refresh(copy, str(real_data / "bench/list.csv.gz"), now=NOW, rules=day)

    for name in ("Loongson Technology", "4Paradigm Technology Co., Ltd.", "BGI Research"):
        assert check(name, "2023-03-01")[1].startswith("listed from 2023-03-02")
        assert check(name, "2023-03-02")[0] is Grade.MATCH
