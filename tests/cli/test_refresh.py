"""`entitycheck refresh` and `status`: what a person reads, what a script gets, what stays in force."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from factory import BANK, HUAWEI, INSPUR, PERSON, csl_csv, generated_rows

from entitycheck.cli.main import main

ROWS = [INSPUR, HUAWEI, BANK, PERSON]


def write(folder: Path, name: str, data: bytes) -> str:
    """A list file; its path."""
    path = folder / name
    path.write_bytes(data)
    return str(path)


def run_json(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    """The JSON object that a command prints."""
    assert main([*words, "--json"]) in (0, 3)
    document: dict[str, object] = json.loads(capsys.readouterr().out)
    return document


def test_a_fresh_machine_says_that_it_has_the_starter_list(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status = run_json(capsys, "status")

    assert status["starter"] is True
    assert status["entries"] == 37
    assert status["lists"] == {"EL": 37}
    assert status["warning"] == "starter list, 37 entries: press Refresh list"
    assert status["installed_at"] is None


def test_a_file_is_installed_and_status_tells_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path, "consolidated_2026-07-31.csv", csl_csv(ROWS))
    report = run_json(capsys, "refresh", "--from", path)
    status = run_json(capsys, "status")

    assert report["outcome"] == "installed"
    for document in (report, status):
        assert document["list_date"] == "2026-07-31"
        assert document["list_date_basis"] == "file-name"
        assert document["lists"] == {"CAP": 1, "EL": 2, "SDN": 1}
        assert document["entries"] == 4
        assert document["names"] == 9
        assert document["source"] == path
        assert document["starter"] is False
    assert status["fingerprint"] == report["fingerprint"]


def test_after_a_refresh_the_next_check_uses_the_new_list(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", "Huawei Technologies"])
    assert "NO MATCH (starter list, 37 entries" in capsys.readouterr().out
    main(["refresh", "--from", write(tmp_path, "2026-07-31.csv", csl_csv(ROWS))])
    capsys.readouterr()

    assert main(["check", "Huawei Technologies"]) == 3
    assert capsys.readouterr().out.startswith("MATCH")


def test_a_refusal_is_one_line_and_status_remembers_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["refresh", "--from", write(tmp_path, "2026-07-31.csv", csl_csv(ROWS))])
    page = write(tmp_path, "2026-08-01.csv", b"<html>Sign in</html>")
    capsys.readouterr()

    assert main(["refresh", "--from", page]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert "web page" in told.err
    status = run_json(capsys, "status")
    assert status["list_date"] == "2026-07-31"
    last = status["last_refresh"]
    assert isinstance(last, dict)
    assert last["outcome"] == "refused"
    assert "web page" in last["message"]


def test_a_shrunken_list_is_refused_with_numbers_and_force_is_recorded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = generated_rows(400)
    main(["refresh", "--from", write(tmp_path, "2026-07-30.csv", csl_csv(rows))])
    half = [row for row in rows if row["source"] != "SDN" or int(row["_id"]) % 2]
    path = write(tmp_path, "2026-07-31.csv", csl_csv(half))
    lost = len(rows) - len(half)
    before = sum(row["source"] == "SDN" for row in rows)
    capsys.readouterr()

    assert main(["refresh", "--from", path]) == 1
    assert f"SDN lost {lost} of {before} entries" in capsys.readouterr().err
    assert run_json(capsys, "status")["list_date"] == "2026-07-30"
    assert run_json(capsys, "refresh", "--from", path, "--force")["forced"]
    status = run_json(capsys, "status")
    assert status["list_date"] == "2026-07-31"
    assert status["forced"] == [f"SDN lost {lost} of {before} entries"]


def test_an_older_list_joins_the_history_unless_forced(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["refresh", "--from", write(tmp_path, "2026-07-31.csv", csl_csv(ROWS))])
    old = write(tmp_path, "2022-04-22.csv", csl_csv(ROWS[1:]))
    capsys.readouterr()

    assert run_json(capsys, "refresh", "--from", old)["outcome"] == "kept as history"
    status = run_json(capsys, "status")
    assert (status["list_date"], status["snapshots"]) == ("2026-07-31", 2)
    assert run_json(capsys, "refresh", "--from", old, "--force")["outcome"] == "installed"
    assert run_json(capsys, "status")["list_date"] == "2022-04-22"


def test_the_same_list_again_installs_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path, "2026-07-31.csv", csl_csv(ROWS))
    main(["refresh", "--from", path])
    capsys.readouterr()

    assert run_json(capsys, "refresh", "--from", path)["outcome"] == "unchanged"
    assert run_json(capsys, "status")["snapshots"] == 1


def test_what_changed_is_said_by_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["refresh", "--from", write(tmp_path, "2026-07-30.csv", csl_csv(ROWS[1:]))])
    changed = [INSPUR, {**HUAWEI, "license_policy": "Case by case"}, BANK]
    capsys.readouterr()
    path = write(tmp_path, "2026-07-31.csv", csl_csv(changed))

    assert run_json(capsys, "refresh", "--from", path)["changes"] == {
        "EL": {"added": 1, "removed": 0, "changed": 1},
        "SDN": {"added": 0, "removed": 1, "changed": 0},
    }


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--from", "no/such/file.csv"], "there is no file"),
        (["--from", "ftp://example.org/list.csv"], "ftp:// cannot be used"),
        (["--list-date", "03/02/2023"], "2023-03-02"),
        (["--list-date", "2023-02-30"], "YYYY-MM-DD"),
        (["--add-list", "own.csv"], "belong together"),
        (["--remove-list", "OWN", "--force"], "two commands"),
        (["--remove-list", "OWN"], "there is no own list OWN"),
    ],
)
def test_wrong_use_is_status_2_and_one_line(
    words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["refresh", *words]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert told in captured.err


def test_a_list_from_the_future_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong clock would otherwise make every later list look old."""
    path = write(tmp_path, "2999-01-01.csv", csl_csv(ROWS))

    assert main(["refresh", "--from", path]) == 1
    assert "this computer says today is" in capsys.readouterr().err
    assert main(["refresh", "--from", path, "--list-date", "2999-01-01"]) == 2


def test_of_a_folder_the_newest_file_by_its_name_is_taken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    share = tmp_path / "share"
    share.mkdir()
    write(share, "csl-20260731.csv", csl_csv(ROWS))
    write(share, "csl-20260730.csv", csl_csv(ROWS[:1]))
    write(share, "notes.txt", b"not a list")

    assert run_json(capsys, "refresh", "--from", str(share))["list_date"] == "2026-07-31"


def test_an_address_of_a_file_and_the_setting_work_as_well(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "with space 2026-07-31.csv"
    path.write_bytes(csl_csv(ROWS))
    monkeypatch.setenv("ENTITYCHECK_LIST_URL", path.as_uri())

    assert run_json(capsys, "refresh")["entries"] == 4


def test_a_list_without_any_date_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path, "list.csv", csl_csv([BANK, PERSON]))

    assert main(["refresh", "--from", path]) == 1
    assert "--list-date" in capsys.readouterr().err


def test_the_newest_start_date_is_shown_as_at_least(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["refresh", "--from", write(tmp_path, "list.csv", csl_csv(ROWS))])

    assert "list of at least 2023-03-02" in capsys.readouterr().out
    main(["status"])
    assert "list date    at least 2023-03-02" in capsys.readouterr().out
