"""Few cells that lie far apart: the blanks between them must not fill the memory."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from entitycheck.errors import UnreadableError
from entitycheck.workbooks import far_cells
from entitycheck.workbooks.opening import open_order_file

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
FAR = (
    '<table:table-row table:number-rows-repeated="9000"/><table:table-row><table:table-cell'
    ' table:number-columns-repeated="9000"/><table:table-cell office:value-type="string"><text:p>x'
    "</text:p></table:table-cell></table:table-row>"
)


@pytest.fixture(autouse=True)
def _small_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(far_cells, "MOST_PLACES", 100_000)


def _workbook(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in range(1, 12):
        sheet.cell(row, 16_384).value = "x"
    book.save(path)


def _open_document(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        spaces = "".join(f' xmlns:{n}="{OFFICE}{n}:1.0"' for n in ("office", "table", "text"))
        file.writestr(
            "content.xml",
            f"<office:document-content{spaces}><office:body><office:spreadsheet><table:table>{FAR}"
            "</table:table></office:spreadsheet></office:body></office:document-content>",
        )


def _xml_2003(path: Path) -> None:
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    row = '<Row><Cell ss:Index="16384"><Data ss:Type="String">x</Data></Cell></Row>'
    path.write_text(
        f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}"><Worksheet ss:Name="a">'
        f"<Table>{row * 12}</Table></Worksheet></Workbook>",
        encoding="utf-8",
    )


def _page(path: Path) -> None:
    cell = '<td colspan="200" rowspan="200">x</td>'
    path.write_text(f"<html><table><tr>{cell * 5}</tr></table></html>", encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("a.xlsx", _workbook),
        ("a.ods", _open_document),
        ("b.xls", _xml_2003),
        ("c.xls", _page),
    ],
)
def test_far_cells_are_refused(tmp_path: Path, name: str, write: object) -> None:
    """One clear line, before the blanks are made."""
    assert callable(write)
    write(tmp_path / name)

    with pytest.raises(UnreadableError, match="spreads its cells over more than") as error:
        open_order_file(tmp_path / name)
    assert error.value.fix


def test_a_far_note_in_an_ordinary_sheet(tmp_path: Path) -> None:
    """A stray cell at the edge of an ordinary sheet is no attack."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Customer", "Qty"])
    sheet.append(["Inspur Group", 5])
    sheet.cell(40, 2_000).value = "x"
    book.save(tmp_path / "a.xlsx")

    assert open_order_file(tmp_path / "a.xlsx").grids[0].rows[1] == ["Inspur Group", 5]
