"""Sheets that are no .xlsx and no CSV: read, or refused in one clear line."""

from __future__ import annotations

import re
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest

from entitycheck.cli.main import main
from entitycheck.errors import UnreadableError
from entitycheck.orders.grid import Area
from entitycheck.workbooks.opening import open_order_file

PAGE = """<html><head><meta charset="utf-8"></head><body><table>
<tr><th rowspan="2">Order</th><th colspan="2">Ship To</th></tr><tr><th>Name</th><th>Country</th></tr>
<tr><td>1</td><td>Inspur Grp.<br>Jinan</td><td>中国</td></tr>
<tr><td>2</td><td>Papeterie &amp; Valmont SA</td><td>FR</td></tr></table></body></html>"""

XML_2003 = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Orders"><Table>
<Row ss:Index="3"><Cell><Data ss:Type="String">Order</Data></Cell>
<Cell ss:Index="3"><Data ss:Type="String">Customer</Data></Cell></Row>
<Row><Cell><Data ss:Type="Number">4711</Data></Cell>
<Cell ss:Index="3"><Data ss:Type="String">Inspur Group</Data></Cell></Row></Table></Worksheet></Workbook>"""

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
WORDS = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"


def _cell(text: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'


BOMB = (
    '<table:table-row table:number-rows-repeated="1048576">'
    + _cell("x", ' table:number-columns-repeated="16384"')
    + "</table:table-row>"
)


def _open_document(path: Path, rows: str, *, protected: bool = False) -> Path:
    content = (
        f'<office:document-content xmlns:office="{OFFICE}" xmlns:table="{TABLE}" xmlns:text="{WORDS}">'
        f'<office:body><office:spreadsheet><table:table table:name="Orders">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("content.xml", content)
        file.writestr("META-INF/manifest.xml", "<m><encryption-data/></m>" * protected)
    return path


def _parties(path: Path) -> str:
    """The verdicts of a screened copy, by party."""
    output = path.with_name("out.xlsx")
    assert main(["screen", str(path), "-o", str(output), "--overwrite"]) == 3
    values = openpyxl.load_workbook(output)["Entity Check details"].iter_rows(values_only=True)
    return "; ".join(f"{row[5]}: {str(row[8]).split(' (')[0]}" for row in list(values)[1:])


def test_open_document_sheet(tmp_path: Path) -> None:
    """An .ods is read; its answers stand in a workbook beside it."""
    rows = f"<table:table-row>{_cell('Order')}{_cell('Customer')}</table:table-row>"
    for number, name in ((1, "Inspur Group"), (2, "Papeterie Valmont SA")):
        rows += f"<table:table-row>{_cell(str(number))}{_cell(name)}</table:table-row>"
    path = _open_document(tmp_path / "orders.ods", rows)

    assert _parties(path) == "Inspur Group: MATCH; Papeterie Valmont SA: NO MATCH"


@pytest.mark.parametrize(
    ("rows", "protected", "message"),
    [
        (
            BOMB,
            False,
            "repeats its cells to more than",
        ),
        ("", True, "is protected with a password"),
    ],
)
def test_open_document_that_is_refused(
    tmp_path: Path, rows: str, protected: bool, message: str
) -> None:
    """A bomb of repeated cells and a password are named before anything is unpacked into memory."""
    with pytest.raises(UnreadableError, match=message):
        open_order_file(_open_document(tmp_path / "orders.ods", rows, protected=protected))


def test_web_page_under_the_name_of_a_workbook(tmp_path: Path) -> None:
    """A web page named .xls: merged header cells, line breaks and entities are read."""
    path = tmp_path / "export.xls"
    path.write_text(PAGE, encoding="utf-8")
    (grid,) = open_order_file(path).grids

    assert grid.rows[2] == ["1", "Inspur Grp.\nJinan", "中国"]
    assert grid.merged == (Area(1, 1, 2, 1), Area(1, 2, 1, 3))
    assert _parties(path) == "Inspur Grp.\nJinan: MATCH; Papeterie & Valmont SA: NO MATCH"


def test_xml_of_excel_2003(tmp_path: Path) -> None:
    """The XML that Excel 2003 wrote, which exports still write under the name .xls."""
    path = tmp_path / "export.xls"
    path.write_text(XML_2003, encoding="utf-8")
    (grid,) = open_order_file(path).grids

    assert (grid.name, grid.rows[2:]) == (
        "Orders",
        [["Order", None, "Customer"], [4711, None, "Inspur Group"]],
    )
    assert _parties(path) == "Inspur Group: MATCH"


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.fods", '<?xml version="1.0"?><office:document/>', "a.fods is a flat OpenDocument file"),
        ("a.json", '[{"customer": "Inspur"}]', "a.json is JSON"),
        ("a.xls", "MIME-Version: 1.0\nContent-Type: multipart/related", "a.xls is a web archive"),
        ("a.xml", '<?xml version="1.0"?><orders/>', "a.xml is an XML file and no sheet"),
        ("a.doc", "{\\rtf1 Orders}", "a.doc is a text document"),
        ("a.xls", "<html><body>Log in first</body></html>", "a.xls is a web page without a table"),
    ],
)
def test_texts_that_hold_no_sheet(tmp_path: Path, name: str, text: str, message: str) -> None:
    """What is no sheet is called by its name, with what to do."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")

    with pytest.raises(UnreadableError, match=message) as error:
        open_order_file(path)
    assert error.value.fix


def test_csv_that_begins_like_something_else(tmp_path: Path) -> None:
    """A bracket, a brace or a less-than sign at the beginning of a CSV file is no other format."""
    for head in ("[Order],Customer", "<Order>,Customer", "{id},Customer"):
        path = tmp_path / "orders.csv"
        path.write_text(f"{head}\n1,Inspur Group\n", encoding="utf-8")
        assert open_order_file(path).text is not None


def test_zip_archive(tmp_path: Path) -> None:
    """An archive with a sheet in it is no sheet."""
    path = tmp_path / "orders.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("orders.csv", "Customer\nInspur Group\n")

    with pytest.raises(UnreadableError, match=r"orders\.zip is a zip archive and no workbook"):
        open_order_file(path)


def test_workbook_to_csv_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A workbook keeps its sheets and formats only as a workbook; the message says what to do."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Customer"])
    book.active.append(["Inspur Group"])
    book.save(tmp_path / "orders.xlsx")

    assert main(["screen", str(tmp_path / "orders.xlsx"), "-o", str(tmp_path / "out.csv")]) == 2
    assert "give the output the ending .xlsx, or save the sheet as CSV first" in (
        capsys.readouterr().err
    )
    assert not (tmp_path / "out.csv").exists()


def test_csv_to_workbook(tmp_path: Path) -> None:
    """The cells of a CSV file stay the texts they are, also as a workbook."""
    path = tmp_path / "orders.csv"
    path.write_text(
        "Order,Customer,Phone\n007,Inspur Group,+49 711\n=1+1,Muster,-5\n", encoding="utf-8"
    )
    output = tmp_path / "out.xlsx"

    assert main(["screen", str(path), "-o", str(output)]) == 3
    sheet = openpyxl.load_workbook(output).worksheets[0]
    cells = [[cell.value for cell in row[:3]] for row in sheet.iter_rows(max_row=3)]
    assert cells[1:] == [["007", "Inspur Group", "+49 711"], ["=1+1", "Muster", "-5"]]
    assert sheet["A3"].data_type == "s"


@pytest.mark.soffice
@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_what_libreoffice_writes(tmp_path: Path, ending: str) -> None:
    """A real .xls and .ods, with a date, a formula, a merged cell and a hidden sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Order", "Consignee", "Total"])
    sheet.append([4711, "Inspur Grp. Jinan", "=A2*2"])
    hidden = book.create_sheet("Vendors")
    hidden.sheet_state = "hidden"
    hidden.append(["Supplier"])
    hidden.append(["Loongson Technology"])
    hidden.append(["Papeterie Valmont SA"])
    book.save(tmp_path / "orders.xlsx")
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile",
         "--convert-to", ending, "--outdir", str(tmp_path), str(tmp_path / "orders.xlsx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip

    assert _parties(tmp_path / f"orders.{ending}") == (
        "Inspur Grp. Jinan: MATCH; Loongson Technology: MATCH; Papeterie Valmont SA: NO MATCH"
    )


STRICT = (
    (
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
    ),
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
)


def test_strict_open_xml(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The strict dialect, with a date as ISO text, is read; its answers stand beside a copy."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Date", "Customer", "Qty"])
    sheet.append(["@", "Inspur Group", 5])
    sheet.append(["@", "Papeterie Valmont SA", 6])
    book.save(tmp_path / "plain.xlsx")
    path = tmp_path / "strict.xlsx"
    with zipfile.ZipFile(tmp_path / "plain.xlsx") as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            for transitional, strict in STRICT:
                data = data.replace(transitional.encode(), strict.encode())
            if name.endswith("sheet1.xml"):
                data = re.sub(
                    rb'<c r="A([23])" t="[^"]*">.*?</c>',
                    rb'<c r="A\1" t="d"><v>2023-03-02</v></c>',
                    data,
                )
            new.writestr(name, data)
    (grid,) = open_order_file(path).grids

    assert grid.rows[1] == ["2023-03-02", "Inspur Group", 5]
    assert _parties(path) == "Inspur Group: MATCH; Papeterie Valmont SA: NO MATCH"
    assert "because it is in the format Strict Open XML" in capsys.readouterr().out
