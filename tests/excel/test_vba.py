"""The add-in's VBA, run: what goes to Python, what cells show when Python is gone, what is looked up."""

from __future__ import annotations

from typing import Any

import pytest
from pyopenvba.exceptions import VBARuntimeError
from vba_session import SERVER_GONE, USER_FILE, VbaSession

UNREACHABLE = "#EC! Python did not answer: press Help on the Entity Check tab"
EVIL = r"C:\Downloads\evil.exe"


class Python:
    """A server that records what it is asked and answers the first argument."""

    def __init__(self) -> None:
        self.asked: list[tuple[Any, ...]] = []
        self.fails = 0

    def __call__(self, function: str, *arguments: Any) -> Any:
        self.asked.append((function, *arguments))
        if self.fails:
            self.fails -= 1
            raise VBARuntimeError(SERVER_GONE, "The RPC server is unavailable")
        return (
            [list(row) for row in arguments[0]] if isinstance(arguments[0], tuple) else arguments[0]
        )


@pytest.fixture
def python() -> Python:
    return Python()


@pytest.fixture
def vba(python: Python) -> VbaSession:
    session = VbaSession(python)
    for row, name in enumerate(("Inspur", "Huawei", None, "浪潮"), start=2):
        if name is not None:
            session.excel.sheet(1).set_value(f"A{row}", name)
    return session


def test_a_range_is_one_call_with_values(vba: VbaSession, python: Python) -> None:
    given = vba.evaluate('ENTITYCHECK(Range("A2:A5"), "CN")')

    assert python.asked == [
        (
            "ENTITYCHECK",
            (("Inspur",), ("Huawei",), (None,), ("浪潮",)),
            "CN",
            -2147352572,
            -2147352572,
            -2147352572,
            "",
        )
    ]
    assert [row[0] for row in given] == ["Inspur", "Huawei", None, "浪潮"]


def test_a_single_cell_is_one_value(vba: VbaSession, python: Python) -> None:
    assert vba.evaluate('ENTITYCHECK(Range("A2"))') == "Inspur"


def test_a_whole_column_ends_at_the_last_used_row(vba: VbaSession, python: Python) -> None:
    """A million empty cells would cross to Python otherwise; the country keeps the same height."""
    vba.evaluate('ENTITYCHECK(Range("A:A"), Range("B:B"))')

    ((_, names, countries, *_),) = python.asked
    assert len(names) == len(countries) == 5


def test_any_other_range_keeps_its_height(vba: VbaSession) -> None:
    """Clipping it would change the size of the spill."""
    assert vba.evaluate('IsWhole(Range("A:A"))') is True
    assert vba.evaluate('IsWhole(Range("A2:A1000"))') is False


def test_the_calling_cell_tells_where_a_whole_column_is_answered(
    vba: VbaSession, python: Python
) -> None:
    vba.caller = vba.excel.sheet(1).sheet.vba_get("Range", ["C3"])
    vba.evaluate('ENTITYCHECK(Range("A:A"))')

    assert python.asked[0][-1] == "offset=2"


def test_the_calendar_of_the_workbook_goes_along(vba: VbaSession, python: Python) -> None:
    vba.caller = vba.excel.sheet(1).sheet.vba_get("Range", ["C3"])
    vba.date1904 = True
    vba.evaluate('ENTITYCHECK("Inspur")')

    assert python.asked[0][-1] == "1904=1"


def test_error_cells_travel_as_errors(vba: VbaSession, python: Python) -> None:
    vba.evaluate("ENTITYCHECK(CVErr(xlErrNA))")

    assert python.asked[0][1] == -2146826246


def test_several_areas_are_refused(vba: VbaSession, python: Python) -> None:
    """`.Value2` of two areas gives the first only: the second would go unscreened."""
    given = vba.evaluate('ENTITYCHECK(Range("A2:A3,A5"))')

    assert python.asked == []
    assert "#EC! several areas" in str(given)


def test_nothing_is_asked_in_the_function_wizard(vba: VbaSession, python: Python) -> None:
    vba.in_wizard = True

    assert vba.evaluate('ENTITYCHECK(Range("A2"))') == "(the answer appears when you press OK)"
    assert python.asked == []


def test_a_lost_server_is_started_again_once(vba: VbaSession, python: Python) -> None:
    vba.evaluate('ENTITYCHECK("a")')
    python.fails = 1

    assert vba.evaluate('ENTITYCHECK("b")') == "b"
    assert vba.starts == 2
    assert vba.evaluate("ServerNumber") == 1


def test_every_row_says_that_python_is_not_there(vba: VbaSession) -> None:
    """One text in the first cell would leave the rows below blank, as if nothing was found."""
    vba.answer = None

    given = vba.evaluate('ENTITYCHECK(Range("A2:A5"))')
    assert [row[0] for row in given] == [UNREACHABLE] * 4
    assert vba.evaluate('ENTITYWHY("x")') == UNREACHABLE
    assert vba.evaluate('ENTITYMATCHES("x")') == UNREACHABLE
    assert vba.evaluate("ENTITYLIST()") == UNREACHABLE


def test_ten_thousand_cells_do_not_each_wait_for_a_missing_server(vba: VbaSession) -> None:
    vba.answer = None
    for _ in range(5):
        vba.evaluate('ENTITYCHECK("x")')

    assert vba.starts == 1


def test_a_server_that_starts_and_never_answers_is_not_started_by_every_cell(
    vba: VbaSession, python: Python
) -> None:
    """Each start takes seconds; a broken installation would freeze Excel for hours."""
    python.fails = 999
    for _ in range(5):
        assert vba.evaluate('ENTITYCHECK("x")') == UNREACHABLE

    assert vba.starts == 2


def test_excel_without_spilling_sends_the_room_there_is(python: Python) -> None:
    vba = VbaSession(python, spills=False)
    vba.caller = vba.excel.sheet(1).sheet.vba_get("Range", ["C3:D9"])
    vba.evaluate('ENTITYCHECK("Inspur")')

    assert python.asked[0][-1] == "rows=7 columns=2 array=1"


def test_a_button_tries_at_once(vba: VbaSession) -> None:
    vba.answer = None
    vba.evaluate('ENTITYCHECK("x")')
    vba.press("help")

    assert vba.starts == 2
    assert "did not answer" in vba.excel.dialogs[-1][1]


def test_a_workbook_cannot_choose_the_interpreter(vba: VbaSession) -> None:
    """The stock bridge reads a sheet of this name in the workbook on the screen, and a file beside it."""
    vba.files.content[USER_FILE] = {"INTERPRETER_WIN": r"C:\Tools\entitycheck\Scripts\python.exe"}
    vba.files.content[r"C:\Downloads\entitycheck.conf"] = {"INTERPRETER_WIN": EVIL}
    order = vba.excel.add_workbook()
    vba.excel.activate_workbook(order)
    sheet = vba.excel.sheet(1, workbook=order)
    sheet.sheet.vba_set("Name", "entitycheck.conf", [], {}, by_ref=False)
    sheet.set_value("A1", "INTERPRETER_WIN")
    sheet.set_value("B1", EVIL)

    command = vba.evaluate("XLPyCommand()")
    assert command == (
        r'C:\Windows\System32\cmd.exe  /K ""C:\Tools\entitycheck\Scripts\python.exe"'
        r""" -P -B -c "import xlwings; xlwings.serve('$(CLSID)') #0"""
        '""'
    )
    assert set(vba.files.asked) == {USER_FILE}


def test_without_a_full_path_no_program_is_started(vba: VbaSession) -> None:
    vba.files.content[USER_FILE] = {"INTERPRETER_WIN": "pythonw"}

    with pytest.raises(VBARuntimeError, match="No Python is configured"):
        vba.evaluate("XLPyCommand()")


def test_the_addin_gives_back_the_status_bar_and_the_mode_of_calculation(vba: VbaSession) -> None:
    for answer in (["say", "done", ""], ["", "", ""], ["recalculate", "done", ""]):
        vba.answer = lambda *_, answer=answer: answer
        vba.evaluate("Application.Calculation")
        vba.press("screen_sheet")

        assert vba.evaluate("Application.StatusBar") is False
        assert vba.evaluate("Application.Calculation") == -4105


def test_a_failing_button_gives_back_the_status_bar_too(vba: VbaSession, python: Python) -> None:
    python.fails = 99
    vba.press("screen_sheet")

    assert vba.evaluate("Application.StatusBar") is False
    assert vba.evaluate("Application.Calculation") == -4105


def test_a_yes_leads_to_the_next_action(vba: VbaSession) -> None:
    pressed: list[str] = []

    def answer(function: str, action: str) -> list[str]:
        if function == "press":
            pressed.append(action)
        return (
            ["ask", "The sheet is protected. Screen a copy?", "screen_copy"]
            if action == "screen_sheet"
            else ["say", "done", ""]
        )

    vba.answer = answer
    vba.excel.answer_dialogs(6)
    vba.press("screen_sheet")
    assert pressed == ["screen_sheet", "screen_copy"]


def test_a_refresh_is_watched_by_the_clock_and_cancelled_by_the_same_button(
    vba: VbaSession,
) -> None:
    pressed: list[str] = []

    def answer(function: str, action: str) -> list[str]:
        if function == "press":
            pressed.append(action)
        return (
            ["say", "Cancelled.", ""]
            if action == "cancel_refresh"
            else ["poll", "Refreshing list: 12 of 34 MB", ""]
        )

    vba.answer = answer
    vba.press("refresh_list")
    assert vba.evaluate("Application.StatusBar") == "Refreshing list: 12 of 34 MB"
    assert vba.scheduled[-1].endswith("!EntityRibbon.PollRefresh")

    vba.excel.run("PollRefresh")
    vba.press("refresh_list")
    assert pressed == ["refresh_list", "poll_refresh", "cancel_refresh"]
    assert vba.evaluate("Application.StatusBar") is False


def test_only_the_named_cells_are_calculated_again(vba: VbaSession) -> None:
    """A whole workbook of formulas may take minutes."""
    vba.answer = lambda *_: ["recalculate", "done", "$F$2:$F$9\n$H$3:$H$3"]
    vba.press("repair_formulas")

    assert vba.dirty == ["$F$2:$F$9", "$H$3"]
    assert vba.excel.dialogs[-1][1] == "done"


def test_cells_that_cannot_be_calculated_are_counted(vba: VbaSession) -> None:
    vba.answer = lambda *_: ["recalculate", "done", "nowhere!$F$2"]
    vba.press("repair_formulas")

    assert "1 places could not be recalculated" in vba.excel.dialogs[-1][1]
