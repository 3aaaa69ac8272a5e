"""`changes`, `prune` and `doctor`, as a person or a script calls them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

import pytest
from factory import BANK, HUAWEI, INSPUR, PERSON, csl_csv

from entitycheck.cli.main import main

Install = Callable[..., None]
TODAY = datetime.now().astimezone().date()


@pytest.fixture
def install(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Install:
    """Installs rows as the list of a day."""

    def installed(day: str, *rows: Mapping[str, str]) -> None:
        path = tmp_path / f"{day}.csv"
        path.write_bytes(csl_csv(rows))
        assert main(["refresh", "--from", str(path)]) == 0
        capsys.readouterr()

    return installed


def read_json(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    """What was printed, as one JSON object."""
    document: dict[str, object] = json.loads(capsys.readouterr().out)
    return document


def test_changes_since_the_list_before(
    install: Install, capsys: pytest.CaptureFixture[str]
) -> None:
    install("2026-07-29", PERSON)
    install("2026-07-30", HUAWEI, PERSON)
    install("2026-07-31", INSPUR, {**HUAWEI, "license_policy": "Case by case"})

    assert main(["changes", "--json"]) == 0
    document = read_json(capsys)
    assert (document["since"], document["until"]) == ("2026-07-30", "2026-07-31")
    changes = document["changes"]
    assert isinstance(changes, list)
    assert [(one["kind"], one["name"]) for one in changes] == [
        ("added", "Inspur Group Co., Ltd."),
        ("removed", "ABBAS, Rim"),
        ("changed", "Huawei Technologies Co., Ltd."),
    ]
    assert changes[2]["fields"] == [
        {
            "field": "license_policy",
            "removed": ["Presumption of denial."],
            "added": ["Case by case"],
        }
    ]


def test_changes_between_any_two_days(install: Install, capsys: pytest.CaptureFixture[str]) -> None:
    install("2022-04-22", PERSON)
    install("2024-01-01", PERSON, HUAWEI)
    install("2026-07-31", PERSON, HUAWEI, INSPUR)

    main(["changes", "--since", "2023-03-01", "--until", "2025-01-01"])
    told = capsys.readouterr().out
    assert told.startswith("from the list of 2022-04-22 to the list of 2024-01-01:")
    assert "+ EL    Huawei Technologies Co., Ltd.  CN" in told
    assert "Inspur" not in told
    main(["changes", "--since", "2022-04-22", "--lists", "SDN"])
    assert "no entry was added" in capsys.readouterr().out


def test_a_day_before_the_history_is_an_error_that_says_where_it_begins(
    install: Install, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["changes"]) == 2
    assert "no list is installed" in capsys.readouterr().err
    install("2026-07-31", INSPUR)
    assert main(["changes"]) == 2
    assert "only one list" in capsys.readouterr().err
    assert main(["changes", "--since", "2020-01-01"]) == 2
    assert "the oldest is of 2026-07-31" in capsys.readouterr().err


def test_prune_removes_what_is_older_than_the_setting(
    install: Install, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    year = TODAY.year
    install("2016-01-04", BANK)
    install(f"{year - 3}-01-01", BANK, INSPUR)
    install(f"{year - 1}-01-01", BANK, INSPUR, HUAWEI)

    assert main(["prune"]) == 0
    assert capsys.readouterr().out.startswith("1 snapshots older than")
    monkeypatch.setenv("ENTITYCHECK_HISTORY_YEARS", "2")
    main(["prune", "--json"])
    assert read_json(capsys)["snapshots"] == 1
    assert main(["check", "Huawei Technologies"]) == 3


def test_doctor_on_a_fresh_machine_says_to_refresh(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 1
    told = capsys.readouterr().out
    assert "LOOK  list" in told
    assert "press Refresh list" in told


def test_doctor_finds_a_fresh_list_sound(
    install: Install, capsys: pytest.CaptureFixture[str]
) -> None:
    install(TODAY.isoformat(), INSPUR, HUAWEI)

    assert main(["doctor", "--json"]) == 0
    assert read_json(capsys)["sound"] is True


def test_doctor_remembers_a_refused_refresh(
    install: Install, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    install(TODAY.isoformat(), INSPUR)
    page = tmp_path / "page.csv"
    page.write_text("<html>")
    main(["refresh", "--from", str(page)])
    capsys.readouterr()

    assert main(["doctor"]) == 1
    assert "refused: a web page came instead of the list" in capsys.readouterr().out
