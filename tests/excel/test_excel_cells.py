"""Values as Excel sends them: dates in both calendars, errors, numbers as names, long texts."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from entitycheck.errors import InputError
from entitycheck.excel.cells import Caller, Cell, as_of_date, cell_text, fitting, single_text

TODAY = date(2026, 11, 24)
LISTED = date(2023, 3, 2)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, None), ("", None), ("  ", None), ("Inspur", "Inspur"), (12.0, "12"),
        (1688.5, "1688.5"), (True, "TRUE"), (float("nan"), None),
        (datetime(2023, 3, 2, 7, 30), "2023-03-02"),  # noqa: DTZ001 -- Excel knows no time zones
    ],
)  # fmt: skip
def test_a_cell_is_read_as_a_person_reads_it(value: Cell, text: str | None) -> None:
    assert cell_text(value) == text


@pytest.mark.parametrize("value", ["#N/A", "#VALUE!", "#SPILL!", -2146826243])
def test_an_error_cell_is_no_name(value: Cell) -> None:
    """The last one is #SPILL! as a number: xlwings knows no name for it."""
    with pytest.raises(InputError, match="the cell holds"):
        cell_text(value)


@pytest.mark.parametrize(
    ("value", "date1904"),
    [(44987.0, False), (44987.73, False), (43525.0, True), ("2023-03-02", False)],
)
def test_as_of_is_an_excel_date_of_either_calendar_or_iso_text(value: Cell, date1904: bool) -> None:
    assert as_of_date(value, date1904=date1904, today=TODAY) == LISTED


@pytest.mark.parametrize(
    "value",
    [
        "03/02/2023", "2.3.2023", "2023-3-2", "20230302", "2 March 2023", "2023-02-30", None, "",
        True, "#N/A", 2023.0, 20230302.0, -1.0, 99_999_999.0, "2026-11-25", 46351.0,
    ],
)  # fmt: skip
def test_as_of_that_is_ambiguous_implausible_or_future_is_an_error(value: Cell) -> None:
    """A guess between 2 March and 3 February would decide whether a party was listed that day."""
    with pytest.raises(InputError):
        as_of_date(value, date1904=False, today=TODAY)


def test_facts_of_the_calling_cell_are_read() -> None:
    assert Caller.parse("") == Caller(spills=True)
    assert Caller.parse("1904=1 rows=500 columns=2 array=1 offset=4") == Caller(
        spills=False, rows=500, columns=2, array=True, offset=4, date1904=True
    )


def test_a_text_for_a_block_stays_within_what_excel_takes() -> None:
    """One character more inside an array, and Excel shows #VALUE! instead of the answer."""
    assert len(str(fitting("x" * 300))) == 255
    assert fitting("two\nlines") == "two lines"
    assert fitting(None) == ""


def test_a_range_is_no_single_text() -> None:
    with pytest.raises(InputError, match="top is a range"):
        single_text([["1"], ["2"]], "top")
