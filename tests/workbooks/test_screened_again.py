"""A screened workbook comes back after its user worked in it: columns are updated, nothing is lost."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from entitycheck.answers import ANSWER_COLUMNS
from entitycheck.cli.main import main

FIRMS = [
    ("Papeterie Valmont SA", "FR"),
    ("Inspur Grp. Jinan", "CN"),
    ("Muster AG", "CH"),
    ("Loongson Technology", "CN"),
]
Rows = list[list[object]]


def _screen(source: Path, output: Path) -> Path:
    assert main(["screen", str(source), "-o", str(output), "--overwrite"]) == 3
    return output


@pytest.fixture
def screened(tmp_path: Path) -> Path:
    """Four orders, screened once."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Order", "Customer", "Country"])
    for number, (firm, country) in enumerate(FIRMS, 1):
        sheet.append([number, firm, country])
    book.save(tmp_path / "first.xlsx")
    return _screen(tmp_path / "first.xlsx", tmp_path / "second.xlsx")


def _again(path: Path, edit: Callable[[Worksheet], None]) -> Rows:
    """The rows after the user's work and a second screening."""
    book = openpyxl.load_workbook(path)
    edit(book.worksheets[0])
    book.save(path)
    output = openpyxl.load_workbook(_screen(path, path.with_name("third.xlsx")))
    return [list(row) for row in output.worksheets[0].iter_rows(values_only=True)]


def _answers(rows: Rows) -> dict[object, str]:
    """The verdict of each customer; every answer column stands there once."""
    header = next(row for row in rows if "Customer" in row)
    assert [header.count(name) for name in ANSWER_COLUMNS] == [1] * len(ANSWER_COLUMNS)
    customer, verdict = header.index("Customer"), header.index("EC verdict")
    below = rows[rows.index(header) + 1 :]
    return {
        row[customer]: str(row[verdict]).split(" (", maxsplit=1)[0]
        for row in below
        if row[customer]
    }


EXPECTED = {
    "Papeterie Valmont SA": "NO MATCH",
    "Inspur Grp. Jinan": "MATCH",
    "Muster AG": "NO MATCH",
    "Loongson Technology": "MATCH",
}


@pytest.mark.parametrize("columns", [3, 19])
def test_sorted(screened: Path, columns: int) -> None:
    """Sorted with the answers, or without them, each row gets the answer of its own party."""

    def sort(sheet: Worksheet) -> None:
        rows = [[cell.value for cell in row[:columns]] for row in sheet.iter_rows(min_row=2)]
        rows.sort(key=lambda row: str(row[1]))
        for at, row in enumerate(rows, 2):
            for column, value in enumerate(row, 1):
                sheet.cell(at, column).value = value

    assert _answers(_again(screened, sort)) == EXPECTED


def test_rows_and_columns_inserted_before(screened: Path) -> None:
    """New rows and columns are answered; the answers stay in one block."""

    def insert(sheet: Worksheet) -> None:
        sheet.insert_rows(1, 2)
        sheet["A1"] = "Open orders"
        sheet.insert_rows(5)
        sheet["A5"], sheet["B5"], sheet["C5"] = 9, "DMT Trading LLC", "BY"
        sheet.insert_cols(1)
        sheet["A3"] = "Plant"

    assert _answers(_again(screened, insert)) == {**EXPECTED, "DMT Trading LLC": "MATCH"}


def test_a_column_of_the_user_inside_the_answers(screened: Path) -> None:
    """It keeps every cell; the answers move behind it, and what was left before it is emptied."""

    def insert(sheet: Worksheet) -> None:
        sheet.insert_cols(6)
        sheet["F1"], sheet["F3"] = "My note", "asked for a licence"

    rows = _again(screened, insert)

    assert [row[5] for row in rows[:4]] == ["My note", None, "asked for a licence", None]
    assert [row[3] for row in rows] == [None] * len(rows)
    assert _answers(rows) == EXPECTED


def test_answer_columns_taken_out(screened: Path) -> None:
    """A block that lost some of its columns is replaced by a whole one, where it stood."""
    rows = _again(screened, lambda sheet: sheet.delete_cols(6, 6))

    assert rows[0].index("EC verdict") == 3
    assert _answers(rows) == EXPECTED


def test_a_party_column_behind_the_answers(screened: Path) -> None:
    """A column that its user added at the end is screened, and the answers stay before it."""

    def add(sheet: Worksheet) -> None:
        sheet["T1"] = "End user"
        for row in range(2, 6):
            sheet.cell(row, 20).value = "4Paradigm"

    rows = _again(screened, add)

    assert [row[19] for row in rows] == ["End user", *["4Paradigm"] * 4]
    assert set(_answers(rows).values()) == {"MATCH"}


def test_parted_answers_of_a_table_never_damage_it(
    screened: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The names of a table's columns must be those of its header: the answers go beside a copy."""

    def insert(sheet: Worksheet) -> None:
        sheet.insert_cols(6)
        sheet["F1"] = "My note"
        sheet.add_table(Table(displayName="Orders", ref="A1:T5"))

    rows = _again(screened, insert)

    assert "its Excel table holds answers that were parted" in capsys.readouterr().out
    assert _answers(rows) == EXPECTED


def test_a_note_of_the_user_on_a_verdict(screened: Path) -> None:
    """It stays, and stays alone: two notes on a cell would damage the workbook."""

    def note(sheet: Worksheet) -> None:
        sheet["D3"].comment = Comment("licence D123456", "Meier")

    _again(screened, note)
    sheet = openpyxl.load_workbook(screened.with_name("third.xlsx")).worksheets[0]

    assert sheet["D3"].comment is not None
    assert sheet["D3"].comment.text == "licence D123456"
    assert sheet["D5"].comment is not None
    assert sheet["D5"].comment.text.startswith("Customer: Loongson Technology")


def _read(path: Path) -> list[list[str]]:
    return list(csv.reader(path.read_text(encoding="utf-8").splitlines(), delimiter=";"))


def test_a_column_inside_the_answers_of_a_csv(tmp_path: Path) -> None:
    """The same for text: the user's column keeps its bytes."""
    source = tmp_path / "orders.csv"
    lines = "".join(f"{n};{firm};{country}\n" for n, (firm, country) in enumerate(FIRMS, 1))
    source.write_text(f"Order;Customer;Country\n{lines}", encoding="utf-8")
    output = _screen(source, tmp_path / "second.csv")
    rows = _read(output)
    for at, row in enumerate(rows):
        row.insert(5, "My note" if at == 0 else f"note {at}")
    with output.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";", lineterminator="\n").writerows(rows)
    third = _screen(output, tmp_path / "third.csv")
    found: Rows = [list(row) for row in _read(third)]

    assert [row[5] for row in found] == ["My note", "note 1", "note 2", "note 3", "note 4"]
    assert [row[3] for row in found] == [""] * 5
    assert _answers(found) == EXPECTED
