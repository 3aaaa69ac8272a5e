"""`templates/getting-started.xlsx`: each function explained where it is used, and an exercise.

The formulas are live. Behind each stands the text that it gives on the starter list, worked out by
the real functions, so that the workbook also reads well where the add-in is not there yet.
"""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass, field
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.workbook.properties import CalcProperties
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from template_writer import workbook_bytes

from entitycheck.excel.answer_book import AnswerBook
from entitycheck.excel.functions import Functions

_DARK, _GREY, _INPUT, _ANSWER = "1F3A4D", "4A555C", "FFF8E1", "EEF3F6"
_DAY = date(2023, 3, 3)  # the age of the starter list in the stored texts
_LINE = Border(bottom=Side("hair", color="BFC5CA"))

FIRST_STEPS = (
    ("1", "Close this workbook. In a terminal: entitycheck addin install. Open Excel again."),
    ("2", "The ribbon now has a tab Entity Check. Press Refresh list to fetch the full list."),
    ("3", "Open the sheet 'One name' below and type a name into the yellow cells."),
    ("!", "A cell shows #NAME?: the add-in is not loaded. Run: entitycheck addin doctor."),
    (
        "!",
        "A text begins #EC!: that is a failure, and it says what to do. It never means NO MATCH.",
    ),
    (
        "!",
        "Without the add-in nothing is lost: entitycheck screen FILE does a whole sheet at once.",
    ),
)
VERDICTS = (
    (
        "MATCH",
        "This is the listed party unless a person rules otherwise. Do not proceed before that.",
    ),
    ("REVIEW", "It resembles a listed party. A person must look."),
    (
        "NO MATCH",
        "Nothing on the named lists, as of the named date, resembles it. No legal clearance.",
    ),
)
NAMES = (
    ("Inspur Grp. Jinan", "CN"),
    ("Paradigm Window Systems Ltd", "GB"),
    ("4th paradigm", "CN"),
    ("Beijing Technology Trading Co., Ltd.", "CN"),
    ("浪潮集团有限公司", "CN"),
)
EXERCISE = (
    ("Loongson Technolgy Corp", "CN"),
    ("Galaxy Bakery Equipment Ltd", "GB"),
    ("BGI Reserch Shenzhen", "CN"),
    ("National Research Centre for Dairy Science", "IE"),
    ("Natl Research Center of Parallel Computer Engineering & Technology", "CN"),
    ("Suzhou Garden Textiles Co., Ltd.", "CN"),
    ("Centec Networks (Suzhou)", "CN"),
    ("NRCPC", ""),
    ("Qingdao Seafood Processing Co., Ltd.", "CN"),
    ("ATTN Mr Li, Loongson Zhongke", "CN"),
    ("Minsk Bread Factory No. 6", "BY"),
    ("DMT Trading LLC", "BY"),
)


@dataclass
class _Book:
    """The workbook in the making, with the texts stored behind its formulas."""

    functions: Functions
    workbook: Workbook = field(default_factory=Workbook)
    stored: dict[str, dict[str, str | float]] = field(default_factory=dict)

    def sheet(self, title: str, widths: tuple[float, ...], heading: str, text: str) -> Worksheet:
        """A new sheet with a heading and a line of explanation."""
        sheet: Worksheet = self.workbook.create_sheet(title)
        for column, width in enumerate(widths, 1):
            sheet.column_dimensions[chr(64 + column)].width = width
        sheet.sheet_view.showGridLines = False
        sheet["B2"] = heading
        sheet["B2"].font = Font(name="Calibri", size=16, bold=True, color=_DARK)
        _note(sheet, "B3", text)
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        return sheet

    def put(self, sheet: Worksheet, place: str, formula: str, value: str | float) -> None:
        """A live formula with its stored value."""
        sheet[place] = formula
        _style(sheet, place, _ANSWER)
        self.stored.setdefault(sheet.title, {})[place] = value


def getting_started() -> bytes:
    """The workbook as a file."""
    before = os.environ.get("ENTITYCHECK_HOME")
    with tempfile.TemporaryDirectory() as home:
        os.environ["ENTITYCHECK_HOME"] = home
        try:
            book = _Book(Functions(AnswerBook(today=lambda: _DAY)))
            book.workbook.remove(book.workbook.worksheets[0])
            _start(book)
            _one_name(book)
            _columns(book)
            _nearest(book)
            _list(book)
            _exercise(book)
        finally:
            if before is None:
                del os.environ["ENTITYCHECK_HOME"]
            else:
                os.environ["ENTITYCHECK_HOME"] = before
    book.workbook.calculation = CalcProperties(fullCalcOnLoad=False)
    return workbook_bytes(book.workbook, book.stored)


def _start(book: _Book) -> None:
    sheet = book.sheet(
        "Start", (2, 14, 100), "Entity Check: getting started",
        "Is a customer, consignee or bank on the US Entity List or one of its sister lists? Ask in a cell.",
    )  # fmt: skip
    row = _heading(sheet, 5, "First steps")
    for mark, text in FIRST_STEPS:
        sheet.cell(row, 2, mark).font = Font(name="Calibri", bold=True, color=_DARK)
        sheet.cell(row, 2).alignment = Alignment(horizontal="center")
        sheet.cell(row, 3, text)
        row += 1
    row = _heading(sheet, row + 1, "What an answer means")
    for word, text in VERDICTS:
        sheet.cell(row, 2, word).font = Font(name="Calibri", bold=True)
        sheet.cell(row, 3, text)
        row += 1
    _note(
        sheet,
        f"B{row + 1}",
        "Everything stays on this computer. No name that you type ever leaves it.",
    )
    _note(sheet, f"B{row + 2}", "Texts behind the formulas here are those of the starter list: the firms"
          " listed on 2 March 2023. Calculate again (F9) after Refresh list.")  # fmt: skip


def _one_name(book: _Book) -> None:
    sheet = book.sheet(
        "One name", (2, 44, 10, 40, 62), "ENTITYCHECK(name, country, address)",
        "Type into the yellow cells. Country and address may stay blank: they confirm or weaken a name.",
    )  # fmt: skip
    _headers(sheet, 5, "Name", "Country", "Address", "ENTITYCHECK(B, C, D)")
    for row, (name, country) in enumerate(NAMES, 6):
        _inputs(sheet, row, name, country, "")
        answer = book.functions.check([[name]], [[country]], [[None]])[0][0]
        book.put(sheet, f"E{row}", f"=ENTITYCHECK(B{row},C{row},D{row})", answer)
    _headers(sheet, 13, "Name", "Country", "Was it listed on ...", "ENTITYCHECK(B, C, , D)")
    for row, day in ((14, date(2023, 3, 1)), (15, date(2023, 3, 2))):
        _inputs(sheet, row, "Inspur Group", "CN", day)
        sheet.cell(row, 4).number_format = "yyyy-mm-dd"
        sheet.row_dimensions[row].height = 28
        answer = book.functions.check([["Inspur Group"]], [["CN"]], None, [[day.isoformat()]])[0][0]
        book.put(sheet, f"E{row}", f"=ENTITYCHECK(B{row},C{row},,D{row})", answer)
    _note(
        sheet,
        "B17",
        "A day as a text such as 03/02/2023 is an error, not a guess: write 2023-03-02, or a real date.",
    )


def _columns(book: _Book) -> None:
    sheet = book.sheet(
        "A column", (2, 44, 10, 30, 10, 34, 60), 'ENTITYCHECK(names, countries, , , "columns")',
        "One formula for a whole column is much faster than one for each row. Excel 365 fills the cells below"
        " by itself; before that, select the range and press Ctrl+Shift+Enter.",
    )  # fmt: skip
    _headers(sheet, 5, "Name", "Country", "verdict", "score", "listed name", "reason")
    for row, (name, country) in enumerate(NAMES, 6):
        _inputs(sheet, row, name, country)
    last = 5 + len(NAMES)
    show = "verdict,score,listed name,reason"
    answers = book.functions.check(
        [[name] for name, _ in NAMES], [[country] for _, country in NAMES], None, None, [[show]]
    )
    formula = f'=ENTITYCHECK(B6:B{last},C6:C{last},,,"{show}")'
    _put_array(book, sheet, f"D6:G{last}", formula, answers)
    row = _heading(sheet, last + 2, "Why, in one sentence: =ENTITYWHY(name, country)")
    for at in (6, 8):
        name, country = NAMES[at - 6]
        sheet.cell(row, 2, f"=B{at}")
        book.stored.setdefault(sheet.title, {})[f"B{row}"] = name
        answer = book.functions.why([[name]], [[country]])[0][0]
        book.put(sheet, f"D{row}", f"=ENTITYWHY(B{at},C{at})", answer)
        sheet.merge_cells(f"D{row}:G{row}")
        sheet.row_dimensions[row].height = 28
        row += 1


def _nearest(book: _Book) -> None:
    sheet = book.sheet(
        "The nearest entries", (2, 40, 12, 9, 8, 10, 70, 16), "ENTITYMATCHES(name, country, address, top)",
        "A small table of the listed entries nearest to a name, best first, also those below REVIEW.",
    )  # fmt: skip
    _headers(sheet, 5, "Name", "Country")
    _inputs(sheet, 6, "Inspur Grp. Jinan", "CN")
    answers = book.functions.matches([["Inspur Grp. Jinan"]], [["CN"]], None, [[2.0]])
    _put_array(book, sheet, f"B8:H{7 + len(answers)}", "=ENTITYMATCHES(B6,C6,,2)", answers)


def _list(book: _Book) -> None:
    sheet = book.sheet(
        "The list", (2, 30, 60), "ENTITYLIST(what)",
        "Which list answers, and how old it is. Put it beside your orders: an old list is the usual mistake.",
    )  # fmt: skip
    answers = book.functions.list_facts()
    _put_array(book, sheet, f"B5:C{4 + len(answers)}", "=ENTITYLIST()", answers)
    sheet["B13"] = 'One fact: =ENTITYLIST("date")'
    book.put(sheet, "C13", '=ENTITYLIST("date")', book.functions.list_facts([["date"]])[0][0])


def _exercise(book: _Book) -> None:
    sheet = book.sheet(
        "Exercise", (2, 62, 10, 16, 52, 76), "Exercise: the morning of 2 March 2023",
        "Overnight dozens of firms were listed. Which of these open orders must stop? Write your guess first:"
        " the answers stand to the right, written in white. Select them to read them.",
    )  # fmt: skip
    _headers(
        sheet,
        5,
        "Customer on the order",
        "Country",
        "Your guess",
        "ENTITYCHECK(B, C)",
        "ENTITYWHY(B, C)",
    )
    for row, (name, country) in enumerate(EXERCISE, 6):
        _inputs(sheet, row, name, country, "")
        sheet.row_dimensions[row].height = 28
        check = book.functions.check([[name]], [[country]])[0][0]
        why = book.functions.why([[name]], [[country]])[0][0]
        book.put(sheet, f"E{row}", f"=ENTITYCHECK(B{row},C{row})", check)
        book.put(sheet, f"F{row}", f"=ENTITYWHY(B{row},C{row})", why)
        for column in (5, 6):
            cell = sheet.cell(row, column)
            cell.font = Font(name="Calibri", size=10, color="FFFFFF")
            cell.fill = PatternFill()
    row = 7 + len(EXERCISE)
    for text in (
        "Then try your own spellings: leave out Co., Ltd., swap two letters, write it in Chinese.",
        "See where it stops: 'Technology' or 'Beijing Trading' alone is no match, and must not be one.",
        "Last: press Screen sheet on the ribbon, or run: entitycheck screen getting-started.xlsx",
    ):
        _note(sheet, f"B{row}", text)
        row += 1


def _put_array(
    book: _Book, sheet: Worksheet, area: str, formula: str, answers: list[list[str | float]]
) -> None:
    """An array formula with the stored values of its whole block."""
    first = area.partition(":")[0]
    column, row = ord(first[0]) - 64, int(first[1:])
    for down, values in enumerate(answers):
        for right, value in enumerate(values):
            cell = sheet.cell(row + down, column + right)
            _style(sheet, cell.coordinate, _ANSWER)
            if down or right:
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"
    sheet[first] = ArrayFormula(area, formula)
    book.stored.setdefault(sheet.title, {})[first] = answers[0][0]


def _headers(sheet: Worksheet, row: int, *texts: str) -> None:
    for column, text in enumerate(texts, 2):
        cell = sheet.cell(row, column, text)
        cell.data_type = "s"
        cell.font = Font(name="Calibri", bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=_DARK)


def _inputs(sheet: Worksheet, row: int, *values: str | date) -> None:
    for column, value in enumerate(values, 2):
        cell = sheet.cell(row, column, value or None)
        _style(sheet, cell.coordinate, _INPUT)


def _style(sheet: Worksheet, place: str, colour: str) -> None:
    sheet[place].font = Font(name="Calibri", size=10)
    sheet[place].fill = PatternFill("solid", fgColor=colour)
    sheet[place].border = _LINE
    sheet[place].alignment = Alignment(vertical="center", wrap_text=True)


def _heading(sheet: Worksheet, row: int, text: str) -> int:
    cell = sheet.cell(row, 2, text)
    cell.font = Font(name="Calibri", size=12, bold=True, color=_DARK)
    return row + 1


def _note(sheet: Worksheet, place: str, text: str) -> None:
    sheet[place] = text
    sheet[place].data_type = "s"
    sheet[place].font = Font(name="Calibri", italic=True, color=_GREY)
