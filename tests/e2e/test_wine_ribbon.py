"""Buttons on Windows: the real server works on Excel's object model over COM, the refresh beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from factory import HUAWEI, INSPUR, csl_csv
from wine import Windows

pytestmark = pytest.mark.wine

STARTER = "(starter list, 37 entries: press Refresh list)"
ORDERS = [
    ["Order", "Customer", "Country", "Qty"],
    [4711.0, "Inspur Group", "CN", 5.0],
    [4712.0, "Bäckerei Huber GmbH", "DE", 1.0],
    [4713.0, "Huawei Technologies Co., Ltd.", "CN", 2.0],
]
VERDICTS = [f"Orders.xlsx!May!{row},5" for row in (1, 2, 3, 4)]


def run(
    windows: Windows, home: Path, task: dict[str, Any], **environment: str
) -> list[dict[str, Any]]:
    """The state after each press."""
    settings = {"ENTITYCHECK_HOME": windows.path(home), **environment}
    answers: list[dict[str, Any]] = windows.script("ribbon_client.py", task, settings)["answers"]
    return answers


def test_screen_sheet_find_the_alert_and_remove_the_answers(
    windows: Windows, command: str, tmp_path: Path
) -> None:
    steps = [
        ["press", name]
        for name in ("screen_sheet", "next_alert", "why", "remove_answers", "list_label")
    ]
    screened, found, why, removed, label = run(
        windows, tmp_path / "home", {"command": command, "rows": ORDERS, "steps": steps}
    )

    assert screened["reply"][0] == "say"
    assert "1 MATCH" in screened["reply"][1]
    assert [screened["cells"][cell] for cell in VERDICTS] == [
        "EC verdict", f"MATCH {STARTER}", f"NO MATCH {STARTER}", f"NO MATCH {STARTER}",
    ]  # fmt: skip
    assert screened["writes"] == 1
    assert "MATCH" in screened["conditions"]
    assert found["cursor"] == [2, 5]
    assert "Inspur Group Co., Ltd." in why["reply"][1]
    assert [cell for cell in removed["cells"] if cell.endswith(",5")] == []
    assert "starter list" in label["reply"][1]
    assert {state["status_bar"] for state in (screened, found, why, removed, label)} == {False}


def test_a_protected_sheet_is_screened_as_a_copy(
    windows: Windows, command: str, tmp_path: Path
) -> None:
    steps = [["protect"], ["press", "screen_sheet"], ["press", "screen_copy"]]
    asked, copied = run(
        windows, tmp_path / "home", {"command": command, "rows": ORDERS, "steps": steps}
    )

    assert asked["reply"][0] == "ask"
    assert asked["reply"][2] == "screen_copy"
    assert asked["writes"] == 0
    assert copied["reply"][1].endswith("The answers stand in a new workbook.")
    assert copied["cells"]["Book1!May!2,5"] == f"MATCH {STARTER}"
    assert copied["writes"] == 0


def test_several_parties_in_a_row_get_a_sheet_with_a_line_for_each(
    windows: Windows, command: str, tmp_path: Path
) -> None:
    rows = [["Customer", "Consignee"], ["Bäckerei Huber GmbH", "Inspur Group"]]
    steps = [["press", "screen_sheet"], ["press", "remove_answers"]]
    screened, removed = run(
        windows, tmp_path / "home", {"command": command, "rows": rows, "steps": steps}
    )

    details = [cell for cell in screened["cells"] if "Entity Check details" in cell]
    assert len({cell.rpartition("!")[2].partition(",")[0] for cell in details}) == 3
    assert set(removed["cells"]) == {
        f"Orders.xlsx!May!{row},{column}" for row in (1, 2) for column in (1, 2)
    }


def test_tables_pictures_merged_titles_and_hidden_rows_are_seen(
    windows: Windows, command: str, tmp_path: Path
) -> None:
    """A table does not grow over the answers, a picture is not covered, a hidden row is screened too."""
    rows = [["Orders of May"], *ORDERS]
    steps = [
        ["merge", "A1:D1"], ["table", "A2:D5", False], ["picture", "F3", "G4"], ["hide", 3],
        ["press", "screen_sheet"], ["select", "B3:B4"], ["press", "screen_selection"],
    ]  # fmt: skip
    whole, selected = run(
        windows, tmp_path / "home", {"command": command, "rows": rows, "steps": steps}
    )

    headers = [cell for cell, value in whole["cells"].items() if value == "EC verdict"]
    assert headers == ["Orders.xlsx!May!2,8"]
    assert "hidden" in whole["reply"][1]
    assert selected["reply"][1].startswith("Screened 2 parties")


def test_repair_help_and_status(windows: Windows, command: str, tmp_path: Path) -> None:
    task = {
        "command": command,
        "rows": ORDERS,
        "formulas": {"F2": "='C:\\Users\\Ben\\EntityCheck.xlam'!ENTITYCHECK(B2)"},
        "steps": [["press", "repair_formulas"], ["press", "help"], ["press", "list_status"]],
    }
    repaired, told, status = run(windows, tmp_path / "home", task)

    assert repaired["formulas"] == {"2,6": "=ENTITYCHECK(B2)"}
    assert repaired["cells"]["Orders.xlsx!May!2,6"] == f"MATCH {STARTER}"
    assert "no Excel is installed" in told["reply"][1]
    assert status["reply"][1].startswith("WARNING: starter list")


def test_a_filtered_table_is_not_written(windows: Windows, command: str, tmp_path: Path) -> None:
    steps = [["table", "A1:D4", True], ["press", "screen_sheet"]]
    (asked,) = run(windows, tmp_path / "home", {"command": command, "rows": ORDERS, "steps": steps})

    assert asked["reply"][0] == "ask"
    assert "filter" in asked["reply"][1]
    assert asked["writes"] == 0


def test_refresh_list_runs_beside_excel_and_recalculates_entity_formulas_only(
    windows: Windows, command: str, tmp_path: Path
) -> None:
    """The formula answers from the starter list before, and from the new snapshot after."""
    (tmp_path / "list-2026-07-31.csv").write_bytes(csl_csv([INSPUR, HUAWEI]))
    task = {
        "command": command,
        "rows": ORDERS,
        "formulas": {"F4": "=ENTITYCHECK(B4)", "G4": "=SUM(D2:D4)"},
        "steps": [["calculate", "F4:F4"], ["press", "list_label"], ["press", "refresh_list"]],
    }
    source = windows.path(tmp_path / "list-2026-07-31.csv")
    before, after = run(windows, tmp_path / "home", task, ENTITYCHECK_LIST_URL=source)

    assert before["cells"]["Orders.xlsx!May!4,6"].startswith("NO MATCH (starter list")
    kind, text, addresses, polls = after["reply"]
    assert kind == "recalculate"
    assert text.startswith("The list of 2026-07-31 with 2 entries is in force now.")
    assert addresses == "'[Orders.xlsx]May'!$F$4:$F$4"
    assert after["cells"]["Orders.xlsx!May!4,6"].startswith("MATCH (list of 2026-07-31")
    assert int(polls) >= 1
    assert after["status_bar"] is False
