"""How our sheets print: across, with the list and the file on each page, as a file that can be kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from entitycheck.cli.main import main

SUMMARY, DETAILS = "Entity Check summary", "Entity Check details"

OTHERS = (
    "Columns on sheet 'Orders & more' taken for something else than parties: A: Order no.; C: Qty"
)


@pytest.fixture
def screened(tmp_path: Path) -> Path:
    """An order sheet with a name that holds a code of page heads, screened."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Orders & more"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "portrait"
    sheet.append(["Order no.", "Consignee", "Qty"])
    sheet.append([4711, "Inspur Grp. Jinan", 3])
    sheet.append([4712, "Papeterie Valmont SA", 1])
    path = tmp_path / "R&D orders.xlsx"
    book.save(path)
    assert main(["screen", str(path)]) == 3
    return tmp_path / "R&D orders.screened.xlsx"


def _texts(sheet: Worksheet) -> list[str]:
    return [str(cell.value) for row in sheet for cell in row if cell.value is not None]


def test_every_page_names_file_list_time_and_policy(screened: Path) -> None:
    """Head and foot of each page say what is on it; an ampersand in a file name is no code."""
    book: Any = openpyxl.load_workbook(screened)
    for name in (SUMMARY, DETAILS):
        head, foot = book[name].oddHeader, book[name].oddFooter

        assert head.left.text == f"&B{name}&B"
        assert head.right.text == "R&&D orders.xlsx, list of 2023-03-02 (starter list)"
        assert "policy" in foot.left.text
        assert "screened 20" in foot.left.text
        assert foot.right.text == "Page &P of &N"


def test_our_sheets_print_across_with_titles(screened: Path) -> None:
    """The header is repeated on each page, and no column falls off the paper."""
    book: Any = openpyxl.load_workbook(screened)

    assert book[SUMMARY].print_title_rows == "$1:$2"
    assert book[DETAILS].print_title_rows == "$1:$1"
    assert book[DETAILS].print_title_cols == "$A:$F"
    for name in (SUMMARY, DETAILS):
        assert book[name].page_setup.orientation == "landscape"
        assert book[name].sheet_properties.pageSetUpPr.fitToPage
        assert book[name].page_setup.fitToHeight == 0


def test_the_sheets_of_the_user_print_as_before(screened: Path) -> None:
    """Titles and orientation of the user's sheet stay."""
    sheet: Any = openpyxl.load_workbook(screened)["Orders & more"]

    assert (sheet.print_title_rows, sheet.page_setup.orientation) == ("$1:$1", "portrait")
    assert sheet.oddHeader.left.text is None


def test_titles_are_named_once(screened: Path) -> None:
    """Screening again replaces the names of what is repeated."""
    assert main(["screen", str(screened)]) == 3
    book = openpyxl.load_workbook(screened.with_name("R&D orders.screened.screened.xlsx"))

    assert book.sheetnames == ["Orders & more", SUMMARY, DETAILS]
    assert book[DETAILS].print_title_cols == "$A:$F"
    assert book["Orders & more"].print_title_rows == "$1:$1"


def test_the_summary_can_be_filed(screened: Path) -> None:
    """Alerts before what was screened, what was not, and room for who reviewed it."""
    texts = _texts(openpyxl.load_workbook(screened)[SUMMARY])
    places = [
        texts.index(text)
        for text in (
            "Alerts: 1",
            "What was screened",
            "What was not screened, and other notes",
            OTHERS,
            "Reviewed by",
            "Signature",
        )
    ]

    assert places == sorted(places)
