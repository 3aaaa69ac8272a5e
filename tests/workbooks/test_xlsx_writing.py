"""A screened workbook keeps everything the input had; packages are compared part by part."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest
from rich_workbook import pack, rich_workbook

from entitycheck.cli.main import main
from entitycheck.workbooks.cells import cut_sheet, put_cells

CHANGED = {
    "[Content_Types].xml",
    "xl/_rels/workbook.xml.rels",
    "xl/workbook.xml",
    "xl/styles.xml",
    "xl/sharedStrings.xml",
    "xl/comments1.xml",
    "xl/drawings/vmlDrawing1.vml",
    "xl/tables/table1.xml",
    "xl/worksheets/sheet1.xml",
    "xl/worksheets/sheet3.xml",
    "xl/worksheets/sheet4.xml",
    "xl/worksheets/_rels/sheet1.xml.rels",
    "xl/worksheets/_rels/sheet3.xml.rels",
}
"""The parts that answers are added to; every other part keeps its bytes."""


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as book:
        assert len(set(book.namelist())) == len(book.namelist())
        return {name: book.read(name) for name in book.namelist()}


def _screen(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    assert main(["screen", str(path), "--overwrite"]) in (0, 1, 3)
    return path.with_name(f"{path.stem}.screened{path.suffix}")


@pytest.mark.parametrize("ending", [".xlsx", ".xlsm"])
def test_no_part_is_lost(tmp_path: Path, ending: str) -> None:
    """Pivot, picture, chart, macros, external link, thread, table, custom XML: all bytes stay."""
    source = tmp_path / f"rich{ending}"
    before_bytes = rich_workbook(with_macros=ending == ".xlsm")
    after = _parts(_screen(source, before_bytes))
    before = _parts(source)

    assert source.read_bytes() == before_bytes
    assert set(before) <= set(after)
    assert {name for name in before if before[name] != after[name]} == CHANGED
    assert ("xl/vbaProject.bin" in after) == (ending == ".xlsm")


def test_input_cells_stay_byte_for_byte(tmp_path: Path) -> None:
    """Each cell of the input stands in the output with the same bytes, in the same order."""
    source = tmp_path / "rich.xlsx"
    after = _parts(_screen(source, rich_workbook()))
    cell = re.compile(rb"<c [^>]*?(?:/>|>.*?</c>)", re.DOTALL)
    for name, data in _parts(source).items():
        if not name.startswith("xl/worksheets/sheet"):
            continue
        old, new = cell.findall(data), cell.findall(after[name])
        kept = [piece for piece in new if piece in set(old)]
        assert kept == old, name


def test_filter_table_and_names_reach_over_the_answers(tmp_path: Path) -> None:
    """A sort by the sheet's own filter or table moves the answers with their rows."""
    output = _screen(tmp_path / "rich.xlsx", rich_workbook())
    book = openpyxl.load_workbook(output)
    table = book["Suppliers"].tables["Suppliers"]

    assert book["Orders"].auto_filter.ref == "A3:V6"
    assert b"Orders'!$A$3:$V$6" in _parts(output)["xl/workbook.xml"]
    assert table.ref == "B2:T5"
    assert [column.name for column in table.tableColumns][3] == "EC verdict"
    assert book["Suppliers"]["E2"].value == "EC verdict"


def test_notes_links_and_what_was_there(tmp_path: Path) -> None:
    """Notes and links are added beside the ones the sheet had."""
    sheet = openpyxl.load_workbook(_screen(tmp_path / "rich.xlsx", rich_workbook()))["Orders"]

    assert sheet["B4"].comment.text == "called on Monday"
    assert sheet["C4"].hyperlink.target == "https://example.com/orders?a=1&b=2"
    assert sheet["G6"].comment.text.startswith("Customer: Loongson Technology\nMATCH 100")
    assert sheet["Q6"].hyperlink.target.startswith("https://www.federalregister.gov/citation/")
    assert sheet["F7"].value == "=SUM(F4:F6)"
    assert len(sheet.data_validations.dataValidation) == 1


def test_screening_twice_updates(tmp_path: Path) -> None:
    """The second screening replaces columns, notes, links and report sheets of the first."""
    once = _screen(tmp_path / "rich.xlsx", rich_workbook())
    twice = _screen(tmp_path / "again.xlsx", once.read_bytes())
    first, second = openpyxl.load_workbook(once), openpyxl.load_workbook(twice)
    comments = [
        [
            (cell.coordinate, cell.comment.text)
            for row in book["Orders"]
            for cell in row
            if cell.comment
        ]
        for book in (first, second)
    ]

    assert second.sheetnames == first.sheetnames
    assert [sheet.dimensions for sheet in second] == [sheet.dimensions for sheet in first]
    assert comments[0] == comments[1]
    assert _parts(twice)["xl/comments1.xml"] == _parts(once)["xl/comments1.xml"]
    assert {name for name in _parts(once) if name not in _parts(twice)} == set()
    assert second["Orders"].auto_filter.ref == "A3:V6"


def test_texts_of_ours_never_become_formulas(tmp_path: Path) -> None:
    """Whatever stands in a party's cell, no text that we add starts a formula."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["=cmd", "Customer", "Address"])
    names = [
        "=2+5+cmd|' /C calc'!A0",
        "+49 30 Inspur",
        "-5 Inspur",
        "@SUM(1) Inspur",
        "\tInspur",
        "＝1 Inspur",
    ]
    for name in names:
        sheet.append(["x", None, "+1 street"])
        cell = sheet.cell(sheet.max_row, 2, name)
        cell.data_type = "s"
    buffer = io.BytesIO()
    book.save(buffer)
    output = openpyxl.load_workbook(_screen(tmp_path / "evil.xlsx", buffer.getvalue()))
    ours = [
        cell.value
        for sheet in output
        for row in sheet
        for cell in row
        if isinstance(cell.value, str) and (sheet.title.startswith("Entity") or cell.column > 3)
    ]

    assert len(ours) > 50
    assert not [text for text in ours if text[0] in "=+-@\t\r\n＝"]
    assert [cell.value for cell in output.worksheets[0]["B"]][1:] == names


def test_prefixed_and_bare_sheets() -> None:
    """Rows of writers that use a prefix, or state no references, take cells all the same."""
    prefixed = (
        b'<x:worksheet xmlns:x="u"><x:sheetData><x:row r="2"><x:c r="A2"><x:v>1</x:v></x:c></x:row>'
        b"</x:sheetData></x:worksheet>"
    )
    bare = (
        b'<worksheet xmlns="u"><sheetData><row><c><v>1</v></c></row><row/></sheetData></worksheet>'
    )

    parts = cut_sheet(prefixed, "p")
    assert put_cells(parts, {2: {3: b"<x:c/>"}}, {}) == (
        b'<x:row r="2"><x:c r="A2"><x:v>1</x:v></x:c><x:c/></x:row>'
    )
    parts = cut_sheet(bare, "p")
    assert put_cells(parts, {1: {2: b"<n/>"}, 3: {2: b"<n/>"}}, {}) == (
        b'<row><c><v>1</v></c><n/></row><row/><row r="3"><n/></row>'
    )


def test_cells_behind_the_answers_stay() -> None:
    """A styled blank in the way is replaced, a cell further right stays behind the answers."""
    data = (
        b'<worksheet xmlns="u"><sheetData><row r="1" spans="1:5"><c r="A1"/><c r="B1" s="3"/>'
        b'<c r="E1"/></row></sheetData></worksheet>'
    )
    rows = put_cells(cut_sheet(data, "p"), {1: {2: b'<c r="B1" t="s"/>'}}, {1: (2, 4)})

    assert rows == (b'<row r="1" spans="1:5"><c r="A1"/><c r="B1" t="s"/><c r="E1"/></row>')


def test_signed_and_strict_workbooks_get_a_workbook_of_their_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A signature would break: the answers stand beside a copy of the values, and we say why."""
    source = tmp_path / "rich.xlsx"
    source.write_bytes(rich_workbook())
    output = _screen(source, pack({**_parts(source), "_xmlsignatures/sig1.xml": b"<s/>"}))

    assert "because it is signed" in capsys.readouterr().out
    assert "_xmlsignatures/sig1.xml" not in _parts(output)
    assert openpyxl.load_workbook(output)["Orders"]["G3"].value == "EC verdict"


@pytest.mark.soffice
@pytest.mark.parametrize("ending", [".xlsx", ".xlsm"])
def test_libreoffice_opens_it(tmp_path: Path, ending: str) -> None:
    """LibreOffice reads every sheet of the screened workbook and saves it again."""
    output = _screen(tmp_path / f"rich{ending}", rich_workbook(with_macros=ending == ".xlsm"))
    folder = tmp_path / "converted"
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile",
         "--convert-to", "ods", "--outdir", str(folder), str(output)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    with zipfile.ZipFile(next(folder.glob("*.ods"))) as book:
        content = book.read("content.xml").decode()
    assert "Entity Check summary" in content
    assert "Loongson Technology" in content
