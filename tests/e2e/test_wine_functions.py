"""Formulas on Windows: the real DLL, COM server and pywin32, the command line our VBA makes.

The client does what the add-in's VBA does (which other tests run): it activates the DLL, holds the
server, sends values as Excel's `.Value2` gives them, and connects again once when the server died.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from factory import HUAWEI, INSPUR, csl_csv
from wine import Windows

from entitycheck.excel.builder import build_addin

pytestmark = pytest.mark.wine

STARTER = "(starter list, 37 entries: press Refresh list)"
LEFT_OUT: dict[str, bool] = {"missing": True}
NOT_AVAILABLE = {"error": -2146826246}


def run(windows: Windows, command: str, home: Path, steps: list[list[Any]]) -> dict[str, Any]:
    """The answers of one Excel session."""
    task = {"command": command, "steps": steps}
    answers: dict[str, Any] = windows.script(
        "excel_client.py", task, {"ENTITYCHECK_HOME": windows.path(home)}
    )
    return answers


def check(names: Any, country: Any = LEFT_OUT, facts: str = "") -> list[Any]:
    """One ENTITYCHECK formula."""
    return ["call", "ENTITYCHECK", [names, country, LEFT_OUT, LEFT_OUT, LEFT_OUT, facts]]


def test_ranges_errors_and_chinese_names_reach_python_and_come_back(
    windows: Windows, command: str, tmp_path: Path
) -> None:
    names = [["Inspur Group"], [None], [NOT_AVAILABLE], ["慕尼黑面包店"], [1688.0]]
    session = run(
        windows, command, tmp_path / "home",
        [
            check("Inspur Group"),
            check(names, "CN"),
            check(names, facts="rows=1 columns=1"),
            ["call", "ENTITYWHY", ["浪潮", LEFT_OUT, LEFT_OUT, ""]],
            ["call", "ENTITYMATCHES", ["Inspur Group", LEFT_OUT, LEFT_OUT, 1.0, ""]],
            ["call", "ENTITYLIST", ["entries", ""]],
            check([[f"Kunde {number % 20}"] for number in range(100_000)]),
        ],
    )  # fmt: skip
    one, column, told, why, matches, entries, many = (step["answer"] for step in session["answers"])

    assert one == f"MATCH {STARTER}"
    assert [row[0] for row in column[:2]] == [f"MATCH {STARTER}", ""]
    assert column[2][0].startswith("#EC! the cell holds #N/A")
    assert [row[0] for row in column[3:]] == [f"NO MATCH {STARTER}"] * 2
    assert told.startswith("#EC! select the output range")
    assert why.startswith(("MATCH", "REVIEW", "NO MATCH"))
    assert matches[2][0] == "Inspur Group Co., Ltd."
    assert entries == 37.0
    assert len(many) == 100_000
    assert session["reconnects"] == 0


def test_a_server_that_died_is_replaced_by_the_next_formula(
    windows: Windows, command: str, tmp_path: Path
) -> None:
    session = run(
        windows, command, tmp_path / "home",
        [check("Inspur Group"), ["kill"], check("Inspur Group"), check("4Paradigm")],
    )  # fmt: skip

    assert [step["answer"] for step in session["answers"][2:]] == [f"MATCH {STARTER}"] * 2
    assert session["reconnects"] == 1


def test_a_snapshot_switched_in_between_answers_the_next_formula(
    windows: Windows, command: str, tmp_path: Path
) -> None:
    """Another program refreshes the local copy while Excel's server has it open."""
    first, second = tmp_path / "list-2026-07-30.csv", tmp_path / "list-2026-07-31.csv"
    first.write_bytes(csl_csv([INSPUR]))
    second.write_bytes(csl_csv([INSPUR, HUAWEI]))
    session = run(
        windows, command, tmp_path / "home",
        [
            check("Huawei Technologies Co., Ltd."),
            ["run", "refresh", "--from", windows.path(first)],
            check("Huawei Technologies Co., Ltd."),
            ["run", "refresh", "--from", windows.path(second)],
            check("Huawei Technologies Co., Ltd."),
            ["call", "ENTITYLIST", ["date", ""]],
        ],
    )  # fmt: skip
    starter, done, before, done_again, after, day = (step["answer"] for step in session["answers"])

    assert (done[0], done_again[0]) == (0, 0), done + done_again
    assert starter == f"NO MATCH {STARTER}"
    assert before.startswith("NO MATCH (list of 2026-07-30")
    assert after.startswith("MATCH (list of 2026-07-31")
    assert day == "2026-07-31"
    assert session["reconnects"] == 0


def test_what_lies_beside_the_opened_workbook_is_never_imported(
    windows: Windows, command: str, tmp_path: Path
) -> None:
    """Excel's current folder is the one of the workbook that was opened last, such as Downloads."""
    downloads = tmp_path / "Downloads"
    downloads.mkdir()
    for name in ("entitycheck", "xlwings", "pandas", "json"):
        (downloads / f"{name}.py").write_text("open('planted.txt', 'w').close()\n")
    task = {"command": command, "steps": [check("Inspur Group")]}
    answers = windows.script(
        "excel_client.py",
        task,
        {"ENTITYCHECK_HOME": windows.path(tmp_path / "home")},
        folder=downloads,
    )

    assert answers["answers"][0]["answer"] == f"MATCH {STARTER}"
    assert not list(tmp_path.rglob("planted.txt"))


def test_the_addin_built_on_windows_is_the_one_built_here(windows: Windows, tmp_path: Path) -> None:
    built = tmp_path / "EntityCheck.xlam"
    done = windows.run("-m", "entitycheck", "addin", "build", "-o", windows.path(built))

    assert done.returncode == 0, done.stderr
    assert built.read_bytes() == build_addin()


def test_install_and_doctor_on_windows(windows: Windows, tmp_path: Path) -> None:
    """Wine has no Excel, and the doctor says so; everything else of the installation is in order."""
    places = {"ENTITYCHECK_HOME": windows.path(tmp_path / "home")}
    installed = windows.run("-m", "entitycheck", "addin", "install", environment=places)
    written = [
        windows.here(line.removeprefix("written: "))
        for line in installed.stdout.splitlines()
        if line.startswith("written: ")
    ]
    wrong = [line.split(":")[0] for line in installed.stdout.splitlines() if "WRONG" in line]

    assert wrong == ["WRONG  Excel", "WRONG  List"], installed.stdout + installed.stderr
    addin, config = written
    assert addin.parts[-3:] == ("Excel", "XLSTART", "EntityCheck.xlam")
    assert addin.read_bytes() == build_addin()
    assert config.read_text().strip().endswith('python.exe"')

    removed = windows.run("-m", "entitycheck", "addin", "uninstall", environment=places)
    assert removed.returncode == 0
    assert [path for path in written if path.exists()] == []
