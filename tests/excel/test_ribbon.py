"""The buttons: what each does to a workbook, what it says, and that it never leaves a mess behind."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from factory import INSPUR, csl_csv
from memory_host import MemoryHost, column_of, situated

from entitycheck.answers import ANSWER_COLUMNS
from entitycheck.excel.answer_book import AnswerBook
from entitycheck.excel.refresh_job import RefreshJob
from entitycheck.excel.ribbon import Ribbon
from entitycheck.orders.grid import Area, ListedTable
from entitycheck.records import Party
from entitycheck.resources import resource_folder
from entitycheck.settings import Settings

STARTER = "(starter list, 37 entries: press Refresh list)"
ORDERS: list[list[str | float]] = [
    ["Order", "Customer", "Country", "Qty"],
    [4711.0, "Inspur Group", "CN", 5.0],
    [4712.0, "Bäckerei Huber GmbH", "DE", 1.0],
    [4713.0, "4Paradigm", "CN", 2.0],
]


@pytest.fixture
def host() -> MemoryHost:
    host = MemoryHost()
    host.may.fill(ORDERS)
    return host


@pytest.fixture
def ribbon() -> Ribbon:
    return Ribbon(AnswerBook())


def printing(*lines: str) -> RefreshJob:
    """A refresh process that only says what it would say."""
    code = f"print('\\n'.join({list(lines)!r}))"
    return RefreshJob((sys.executable, "-c", code))


def watch(ribbon: Ribbon, host: MemoryHost, action: str = "refresh_list") -> Sequence[str]:
    """Press, and poll as Excel's clock does, to the last reply."""
    reply = ribbon.press(action, host)
    while reply.kind == "poll":
        reply = ribbon.press("poll_refresh", host)
    return reply


def test_every_button_of_the_ribbon_has_an_action(ribbon: Ribbon) -> None:
    tree = ET.parse(resource_folder("addin") / "ribbon.xml")
    buttons = {element.attrib["id"] for element in tree.iter() if element.tag.endswith("button")}

    assert buttons <= set(ribbon.actions)


def test_screen_sheet_writes_answers_beside_the_table(ribbon: Ribbon, host: MemoryHost) -> None:
    reply = ribbon.press("screen_sheet", host)

    assert reply.kind == "say"
    assert reply.text.startswith("Screened 3 parties: 2 MATCH, 1 NO MATCH.")
    assert column_of(host.may, "EC verdict") == {
        2: f"MATCH {STARTER}", 3: f"NO MATCH {STARTER}", 4: f"MATCH {STARTER}",
    }  # fmt: skip
    assert [host.may.cells[1, 5 + at] for at in range(len(ANSWER_COLUMNS))] == list(ANSWER_COLUMNS)


def test_input_cells_stay_as_they_were(ribbon: Ribbon, host: MemoryHost) -> None:
    before = dict(host.may.cells)
    ribbon.press("screen_sheet", host)

    assert {place: host.may.cells[place] for place in before} == before


def test_screening_again_replaces_the_answers(ribbon: Ribbon, host: MemoryHost) -> None:
    ribbon.press("screen_sheet", host)
    once = dict(host.may.cells)
    host.may.cells[2, 2] = "Huber OHG"
    ribbon.press("screen_sheet", host)

    assert host.may.cells[2, 5] == f"NO MATCH {STARTER}"
    assert set(host.may.cells) <= set(once)


def test_a_column_put_among_the_answers_stays(ribbon: Ribbon, host: MemoryHost) -> None:
    """Answers that the user parted are emptied and written behind the user's column."""
    ribbon.press("screen_sheet", host)
    moved = {(row, c + (c > 6)): value for (row, c), value in host.may.cells.items()}
    host.may.cells.clear()
    host.may.cells.update(moved)
    host.may.cells[1, 7], host.may.cells[2, 7] = "My note", "asked for a licence"
    ribbon.press("screen_sheet", host)

    assert [host.may.cells.get((row, 7)) for row in (1, 2)] == ["My note", "asked for a licence"]
    assert [host.may.cells.get((row, 5)) for row in (1, 2)] == [None, None]
    assert [host.may.cells[1, 8 + at] for at in range(len(ANSWER_COLUMNS))] == list(ANSWER_COLUMNS)


def test_undo_is_explained_once(ribbon: Ribbon, host: MemoryHost) -> None:
    first, second = (ribbon.press("screen_sheet", host).text for _ in range(2))

    assert "Excel cannot undo" in first
    assert "Excel cannot undo" not in second


def test_remove_answers_takes_everything_away_again(ribbon: Ribbon, host: MemoryHost) -> None:
    before = dict(host.may.cells)
    ribbon.press("screen_sheet", host)
    reply = ribbon.press("remove_answers", host)

    assert host.may.cells == before
    assert "gone" in reply.text
    assert "no answers" in ribbon.press("remove_answers", host).text


def test_rows_with_several_parties_get_a_sheet_of_their_own_and_lose_it_again(
    ribbon: Ribbon, host: MemoryHost
) -> None:
    host.may.fill([["Consignee"], ["Loongson Technology"], ["Huber"], [None]], column=5)
    reply = ribbon.press("screen_sheet", host)

    details = host.find_sheet("Entity Check details")
    assert details is not None
    assert len({row for row, _ in details.cells}) == 6
    assert "a line for each" in reply.text
    ribbon.press("remove_answers", host)
    assert host.find_sheet("Entity Check details") is None


def test_occupied_columns_are_never_written(ribbon: Ribbon, host: MemoryHost) -> None:
    host.may.fill([["Remarks"], ["urgent"]], column=7)
    ribbon.press("screen_sheet", host)

    assert host.may.cells[2, 7] == "urgent"
    assert host.may.cells[1, 8] == "EC verdict"


def test_a_formula_that_shows_nothing_is_not_overwritten(ribbon: Ribbon, host: MemoryHost) -> None:
    """`=IF(A2="","",...)` looks like an empty cell."""
    host.may.typed[3, 6] = '=IF(A3>9999,"late","")'
    host.may.cells[3, 6] = ""
    ribbon.press("screen_sheet", host)

    assert host.may.typed[3, 6].startswith("=IF")
    assert host.may.cells[3, 6] == ""


def test_something_in_the_way_that_was_not_foreseen_stops_the_writing(
    ribbon: Ribbon, host: MemoryHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A person may type between reading and writing."""
    monkeypatch.setattr(type(host.may), "formulas_in", lambda *_: [["typed meanwhile"]])
    before = dict(host.may.cells)
    reply = ribbon.press("screen_sheet", host)

    assert "would overwrite cell E1" in reply.text
    assert host.may.cells == before


@pytest.mark.parametrize("fact", ["protected", "read_only", "shared", "filtered"])
def test_a_sheet_that_cannot_be_written_is_screened_as_a_copy(
    ribbon: Ribbon, host: MemoryHost, fact: str
) -> None:
    situated(host.may, **{fact: True})
    before = dict(host.may.cells)
    reply = ribbon.press("screen_sheet", host)
    assert reply.kind == "ask"
    assert host.may.cells == before

    said = ribbon.press(reply.detail, host)
    assert "new workbook" in said.text
    assert host.may.cells == before
    assert host.shown is not None
    assert host.shown.cells[2, 2] == "Inspur Group"
    assert host.shown.cells[2, 5] == f"MATCH {STARTER}"


def test_protected_view_and_no_workbook_are_explained(ribbon: Ribbon, host: MemoryHost) -> None:
    host.shown = None
    assert "Open a workbook" in ribbon.press("screen_sheet", host).text

    host.protected_view = True
    assert "Enable Editing" in ribbon.press("screen_sheet", host).text


def test_answers_stand_beside_an_excel_table(ribbon: Ribbon, host: MemoryHost) -> None:
    host.may.tables = (ListedTable("Orders", Area(1, 1, 4, 4)),)
    ribbon.press("screen_sheet", host)

    assert column_of(host.may, "EC verdict")[2] == f"MATCH {STARTER}"


def test_a_selected_column_is_screened_alone(ribbon: Ribbon, host: MemoryHost) -> None:
    host.may.selected = Area(2, 2, 3, 2)
    reply = ribbon.press("screen_selection", host)

    assert reply.text.startswith("Screened 2 parties")
    verdicts = [place for place, value in host.may.cells.items() if str(value).endswith(STARTER)]
    assert {row for row, _ in verdicts} == {2, 3}
    assert all(column > 4 for _, column in verdicts)
    assert host.may.cells[2, 3] == "CN"


def test_a_sheet_without_parties_says_what_was_seen(ribbon: Ribbon, host: MemoryHost) -> None:
    host.may.cells.clear()
    host.may.fill([[1.0, 2.0], [3.0, 4.0]])
    reply = ribbon.press("screen_sheet", host)

    assert reply.kind == "say"
    assert "Screened" not in reply.text
    assert "press Screen selection" in reply.text
    host.may.cells.clear()
    assert "is blank" in ribbon.press("screen_sheet", host).text


def test_a_column_of_bare_names_is_screened(ribbon: Ribbon, host: MemoryHost) -> None:
    host.may.cells.clear()
    host.may.fill([["Inspur Group"], ["Huber"]])
    ribbon.press("screen_sheet", host)

    assert host.may.cells[1, 2] == f"MATCH {STARTER}"
    assert host.may.cells[2, 2] == f"NO MATCH {STARTER}"


def test_next_alert_walks_through_the_alerts_and_starts_again(
    ribbon: Ribbon, host: MemoryHost
) -> None:
    ribbon.press("screen_sheet", host)
    host.may.at = (1, 1)
    places = []
    for _ in range(3):
        reply = ribbon.press("next_alert", host)
        places.append(host.may.at)

    assert places == [(2, 5), (4, 5), (2, 5)]
    assert "back to the first" in reply.text


def test_next_alert_finds_formulas_and_failures_too(ribbon: Ribbon, host: MemoryHost) -> None:
    host.may.cells[3, 6] = "#EC! press Refresh list"
    ribbon.press("next_alert", host)

    assert host.may.at == (3, 6)


def test_why_explains_the_written_answer(ribbon: Ribbon, host: MemoryHost) -> None:
    ribbon.press("screen_sheet", host)
    host.may.at = (2, 1)
    text = ribbon.press("why", host).text

    assert text.startswith("MATCH")
    assert "Inspur Group Co., Ltd." in text


def test_why_screens_the_name_under_the_cursor_or_in_its_formula(
    ribbon: Ribbon, host: MemoryHost
) -> None:
    host.may.at = (2, 2)
    assert ribbon.press("why", host).text.startswith("MATCH")

    host.may.typed[2, 6] = "=ENTITYCHECK($B2)"
    host.may.cells[2, 6] = f"MATCH {STARTER}"
    host.may.at = (2, 6)
    assert "Inspur" in ribbon.press("why", host).text


def test_a_refresh_says_what_changed_and_recalculates_entity_formulas_only(
    host: MemoryHost,
) -> None:
    host.may.typed.update(
        {(2, 6): "=ENTITYCHECK(B2)", (3, 6): "=ENTITYCHECK(B3)", (2, 7): "=SUM(A2:A4)"}
    )
    ribbon = Ribbon(AnswerBook(), lambda: printing('{"progress": "x"}', '{"done": "EL: 3 added"}'))
    reply = watch(ribbon, host)

    assert reply == ("recalculate", "EL: 3 added", "'[Orders.xlsx]May'!$F$2:$F$3")
    assert host.told[-1] is None


def test_the_recalculation_after_a_refresh_answers_from_the_new_list(
    host: MemoryHost, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """However short a time ago a formula was answered from the old one."""
    monkeypatch.setattr("entitycheck.excel.answer_book.LOOK_SECONDS", 3600.0)
    file = tmp_path / "csl.csv"
    file.write_bytes(csl_csv([INSPUR]))
    monkeypatch.setenv("ENTITYCHECK_LIST_URL", str(file))
    answers = AnswerBook()
    before = answers.verdicts([Party("Inspur Group")])[0]
    reply = watch(Ribbon(answers), host)
    after = answers.verdicts([Party("Inspur Group")])[0]

    assert reply[0] == "recalculate", reply
    assert "starter list" in str(before.warning)
    assert "starter list" not in str(after.warning)


def test_a_refused_refresh_recalculates_nothing(host: MemoryHost) -> None:
    ribbon = Ribbon(AnswerBook(), lambda: printing('{"refused": "EL lost 900 entries"}'))

    assert watch(ribbon, host) == ("say", "EL lost 900 entries", "")


def test_a_refresh_that_dies_says_so(host: MemoryHost) -> None:
    ribbon = Ribbon(AnswerBook(), lambda: RefreshJob((sys.executable, "-c", "raise SystemExit(3)")))

    assert "without a word" in watch(ribbon, host)[1]


def test_a_refresh_is_watched_without_waiting_and_can_be_cancelled(host: MemoryHost) -> None:
    sleeping = (sys.executable, "-c", "import time; time.sleep(60)")
    ribbon = Ribbon(AnswerBook(), lambda: RefreshJob(sleeping))

    assert ribbon.press("refresh_list", host).kind == "poll"
    assert host.told == []
    reply = ribbon.press("cancel_refresh", host)
    assert "cancelled" in reply.text
    assert ribbon.press("poll_refresh", host).kind == ""


def test_the_real_refresh_process_says_why_it_was_refused(
    host: MemoryHost, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ENTITYCHECK_LIST_URL", str(tmp_path / "missing.csv"))
    reply = watch(Ribbon(AnswerBook()), host)

    assert reply[0] == "say"
    assert "The list in force stays in force" in reply[1]


def test_repair_enters_formulas_of_another_pc_again(ribbon: Ribbon, host: MemoryHost) -> None:
    host.may.typed[2, 6] = "='C:\\Users\\Ben\\EntityCheck.xlam'!ENTITYCHECK(B2)"
    host.may.typed[3, 6] = '=IF(_xludf.ENTITYCHECK(B3)="","",EntityCheck.xlam!ENTITYWHY(B3))'
    reply = ribbon.press("repair_formulas", host)

    assert host.may.typed[2, 6] == "=ENTITYCHECK(B2)"
    assert host.may.typed[3, 6] == '=IF(ENTITYCHECK(B3)="","",ENTITYWHY(B3))'
    assert reply.kind == "recalculate"
    assert reply.text.startswith("2 of 2 formulas")


def test_repair_names_what_it_could_not_change(ribbon: Ribbon, host: MemoryHost) -> None:
    host.may.typed[2, 6] = "=EntityCheck.xlam!ENTITYCHECK(B2)"
    situated(host.may, protected=True)

    assert "May!F2" in ribbon.press("repair_formulas", host).text


def test_list_status_and_label_warn(ribbon: Ribbon, host: MemoryHost) -> None:
    assert ribbon.press("list_status", host).text.startswith("WARNING: starter list")
    assert ribbon.press("list_label", host).text.startswith("WARNING: starter list")


def test_settings_opens_a_file_with_every_setting(
    ribbon: Ribbon, host: MemoryHost, home: Path
) -> None:
    ribbon.press("settings", host)

    assert host.opened == [home / "settings.toml"]
    text = host.opened[0].read_text(encoding="utf-8")
    assert all(f"# {one.name} = " in text for one in fields(Settings) if one.name != "home")
    assert ribbon.press("list_status", host).kind == "say"


def test_help_shows_what_is_wrong_with_the_installation(host: MemoryHost) -> None:
    ribbon = Ribbon(AnswerBook(), find_problems=lambda: ["the add-in is of another version"])

    assert "- the add-in is of another version" in ribbon.press("help", host).text


@pytest.mark.parametrize("action", sorted(set(Ribbon(AnswerBook()).actions) - {"refresh_list"}))
def test_no_button_raises_and_each_gives_the_status_bar_back(
    action: str, ribbon: Ribbon, host: MemoryHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    for name in ("grid", "clear", "select"):
        monkeypatch.setattr(type(host.may), name, broken)
    monkeypatch.setattr(MemoryHost, "formulas", broken)
    ribbon.press(action, host)

    assert host.told[-1] is None
