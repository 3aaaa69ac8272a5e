"""Elements of a sheet that few workbooks have: each stays as it was, in its place."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from lxml import etree
from rich_workbook import pack

from entitycheck.cli.main import main
from entitycheck.workbooks.book_parts import workbook_parts
from entitycheck.workbooks.integrity import lost_parts
from entitycheck.workbooks.package import Package

CHANGED = {"autoFilter", "sheetData", "cols", "dimension", "hyperlinks", "legacyDrawing"}
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63fccf"
    "c0f01f0005050202b6c0f2a30000000049454e44ae426082"
)


def _workbook() -> bytes:
    """Protection, controls, a picture in the page head, sparklines, data bars, breaks and a slicer."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Orders")
        sheet.write_row("A1", ["Order", "Customer", "Qty"])
        sheet.write_row("A2", [1, "Inspur Grp. Jinan", 3])
        sheet.write_row("A3", [2, "Papeterie Valmont SA", 5])
        sheet.protect("secret", {"sort": True})
        sheet.unprotect_range("A1:B9", "Open")
        sheet.insert_button("E5", {"caption": "Send", "macro": "Send"})
        sheet.insert_checkbox("C5", True)
        sheet.insert_textbox("E12", "Do not ship before review")
        sheet.set_header("&L&G", {"image_left": "p.png", "image_data_left": io.BytesIO(PIXEL)})
        sheet.set_background(io.BytesIO(PIXEL))
        sheet.add_sparkline("D2", {"range": "Orders!C2:C3"})
        sheet.conditional_format("C2:C3", {"type": "data_bar", "data_bar_2010": True})
        sheet.conditional_format("C2:C3", {"type": "icon_set", "icon_style": "3_arrows"})
        sheet.data_validation("A2:A3", {"validate": "list", "source": ["1", "2"]})
        sheet.ignore_errors({"number_stored_as_text": "A1:C9"})
        sheet.set_h_pagebreaks([20])
        sheet.set_v_pagebreaks([9])
        sheet.freeze_panes(1, 1)
        sheet.autofilter("A1:C3")
        sheet.outline_settings(True, True, True, False)
    return buffer.getvalue()


def _with_slicer(data: bytes) -> bytes:
    """A table slicer, by its parts: nothing that this program knows of."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    slicer = (
        b'<ext uri="{A8765BA9-456A-4dab-B4F3-ACF838C121DE}" xmlns:x14="http://schemas.microsoft.com/'
        b'office/spreadsheetml/2009/9/main"><x14:slicerList><x14:slicer r:id="rId99"/></x14:slicerList></ext>'
    )
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(b"</extLst>", slicer + b"</extLst>")
    parts["xl/slicers/slicer1.xml"] = (
        b'<slicers xmlns="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"/>'
    )
    relations = "xl/worksheets/_rels/sheet1.xml.rels"
    parts[relations] = parts[relations].replace(
        b"</Relationships>",
        b'<Relationship Id="rId99" Type="http://schemas.microsoft.com/office/2007/relationships/slicer"'
        b' Target="../slicers/slicer1.xml"/></Relationships>',
    )
    return pack(parts)


def _elements(data: bytes) -> list[bytes]:
    root = etree.fromstring(data)
    return [
        etree.tostring(node, method="c14n")
        for node in root
        if etree.QName(node).localname not in CHANGED
    ]


def test_every_element_stays(tmp_path: Path) -> None:
    """All elements around the rows, in their order, and all parts that they lead to."""
    source, output = tmp_path / "rare.xlsx", tmp_path / "out.xlsx"
    source.write_bytes(_with_slicer(_workbook()))
    assert main(["screen", str(source), "-o", str(output)]) == 3
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(output) as new:
        sheet = "xl/worksheets/sheet1.xml"
        before, after = _elements(old.read(sheet)), _elements(new.read(sheet))
        names = {etree.QName(node).localname for node in etree.fromstring(new.read(sheet))}
        kept = [name for name in old.namelist() if new.read(name) == old.read(name)]

    assert len(before) > 15
    assert after == before
    assert {"sheetProtection", "legacyDrawingHF", "picture", "extLst", "hyperlinks"} <= names
    assert "xl/slicers/slicer1.xml" in kept
    assert "xl/drawings/drawing1.xml" in kept


@pytest.mark.parametrize(
    "damage",
    [
        (b"<v>3</v>", b"<v>4</v>"),
        (b'<row r="3"', b'<row r="4"'),
        (b'<c r="C3"><v>5</v></c>', b""),
    ],
)
def test_a_changed_cell_is_noticed(damage: tuple[bytes, bytes]) -> None:
    """The proof of each written workbook sees a cell that changed, moved or is gone."""
    with zipfile.ZipFile(io.BytesIO(_workbook())) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    changed = {**parts, sheet: parts[sheet].replace(*damage)}
    assert changed[sheet] != parts[sheet]
    before = Package(parts)
    known = workbook_parts(before, name="x")

    assert lost_parts(before, Package(dict(parts)), known, {sheet: []}, []) == []
    assert lost_parts(before, Package(changed), known, {sheet: []}, []) == [sheet]
