"""A workbook with everything that a library might lose, written as Excel writes it.

XlsxWriter makes the usual parts; pivot table, external link, threaded comment, custom XML and the
label of a document are added as parts by hand. The macros are those of xlwings' own workbook, which
Excel wrote.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

import xlsxwriter

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"

ORDERS = (
    ("SO-1", "Brauerei Steinbach GmbH", "DE", "Inspur Grp. Jinan", "+49 30 1234", -5),
    ("SO-2", "Papeterie Valmont SA", "FR", "Papeterie Valmont SA", "=not a formula", 7),
    ("SO-3", "Loongson Technology", "CN", "BGI Research", "'quoted", 9),
)


def png() -> bytes:
    """A picture of one red dot."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = zlib.crc32(kind + data).to_bytes(4, "big")
        return len(data).to_bytes(4, "big") + kind + data + crc

    head = (1).to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\x00\xff\x00\x00"))
        + chunk(b"IEND", b"")
    )


def macros() -> bytes:
    """The macros of a workbook that Excel wrote."""
    spec = find_spec("xlwings")
    assert spec is not None
    assert spec.origin is not None
    with zipfile.ZipFile(Path(spec.origin).parent / "quickstart_standalone.xlsm") as book:
        return book.read("xl/vbaProject.bin")


def rich_workbook(*, with_macros: bool = False) -> bytes:
    """The workbook as a file."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    if with_macros:
        book.add_vba_project(io.BytesIO(macros()), is_stream=True)
    sheet = book.add_worksheet("Orders")
    bold = book.add_format({"bold": True, "bg_color": "#FFFF00"})
    sheet.merge_range("A1:F1", "Open orders", bold)
    for column, header in enumerate(("Order", "Customer", "Country", "Consignee", "Tel", "Qty")):
        sheet.write(2, column, header, bold)
    for row, values in enumerate(ORDERS, 3):
        for column, value in enumerate(values):
            sheet.write(row, column, value)
    sheet.write_formula("F7", "=SUM(F4:F6)", None, 11)
    sheet.write_comment("B4", "called on Monday")
    sheet.write_url("C4", "https://example.com/orders?a=1&b=2", string="DE")
    sheet.data_validation("C4:C6", {"validate": "list", "source": ["DE", "FR", "CN"]})
    sheet.conditional_format("F4:F6", {"type": "cell", "criteria": "<", "value": 0, "format": bold})
    sheet.autofilter("A3:F6")
    sheet.set_row(4, None, None, {"hidden": True})
    sheet.freeze_panes(3, 1)
    sheet.set_header("&CConfidential")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Orders!$F$4:$F$6", "categories": "=Orders!$A$4:$A$6"})
    charts = book.add_worksheet("Charts")
    charts.insert_chart("B2", chart)
    charts.insert_image("J2", "dot.png", {"image_data": io.BytesIO(png())})
    table = book.add_worksheet("Suppliers")
    table.add_table(
        "B2:D5",
        {
            "name": "Suppliers",
            "columns": [{"header": "Vendor name"}, {"header": "Land"}, {"header": "Spend"}],
            "data": [["DMT Trading LLC", "BY", 5], ["Muster AG", "CH", 6], ["NRCPC", "CN", 7]],
        },
    )
    hidden = book.add_worksheet("Archive")
    hidden.write_row(0, 0, ["Customer", "Country"])
    hidden.write_row(1, 0, ["Galaxy Electronics", "HK"])
    hidden.write_row(2, 0, ["Muster AG", "CH"])
    hidden.hide()
    book.define_name("Rates", "=Orders!$F$4:$F$6")
    book.close()
    return _with_more_parts(buffer.getvalue())


def _with_more_parts(data: bytes) -> bytes:
    """Add the parts that XlsxWriter cannot write."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    _add_pivot(parts)
    _add_external_link(parts)
    _add_thread(parts)
    parts["customXml/item1.xml"] = b"<label xmlns='urn:label'>internal</label>"
    _relate(
        parts,
        "xl/_rels/workbook.xml.rels",
        "rIdX1",
        f"{_OFFICE}/customXml",
        "../customXml/item1.xml",
    )
    return pack(parts)


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Parts as a file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name, content)
    return buffer.getvalue()


def _relate(parts: dict[str, bytes], name: str, identifier: str, kind: str, target: str) -> None:
    text = parts.get(name, f'<Relationships xmlns="{_RELS}"></Relationships>'.encode())
    node = f'<Relationship Id="{identifier}" Type="{kind}" Target="{target}"/>'.encode()
    parts[name] = text.replace(b"</Relationships>", node + b"</Relationships>")


def _state_type(parts: dict[str, bytes], name: str, kind: str) -> None:
    node = f'<Override PartName="/{name}" ContentType="{kind}"/>'.encode()
    types = parts["[Content_Types].xml"]
    parts["[Content_Types].xml"] = types.replace(b"</Types>", node + b"</Types>")


def _add_pivot(parts: dict[str, bytes]) -> None:
    cache, table = "xl/pivotCache/pivotCacheDefinition1.xml", "xl/pivotTables/pivotTable1.xml"
    parts[cache] = (
        f'<pivotCacheDefinition xmlns="{_MAIN}" xmlns:r="{_OFFICE}" refreshOnLoad="1" recordCount="0">'
        '<cacheSource type="worksheet"><worksheetSource ref="A3:F6" sheet="Orders"/></cacheSource>'
        '<cacheFields count="6">'
        + "".join(
            f'<cacheField name="{name}" numFmtId="0"><sharedItems/></cacheField>'
            for name in ("Order", "Customer", "Country", "Consignee", "Tel", "Qty")
        )
        + "</cacheFields></pivotCacheDefinition>"
    ).encode()
    parts[table] = (
        f'<pivotTableDefinition xmlns="{_MAIN}" name="Pivot1" cacheId="7" dataCaption="Values">'
        '<location ref="A20:B22" firstHeaderRow="1" firstDataRow="1" firstDataCol="1"/>'
        '<pivotFields count="6">' + '<pivotField showAll="0"/>' * 6 + "</pivotFields>"
        "</pivotTableDefinition>"
    ).encode()
    _state_type(parts, cache, f"{_SHEET}.pivotCacheDefinition+xml")
    _state_type(parts, table, f"{_SHEET}.pivotTable+xml")
    _relate(parts, "xl/_rels/workbook.xml.rels", "rIdP1", f"{_OFFICE}/pivotCacheDefinition",
            "pivotCache/pivotCacheDefinition1.xml")  # fmt: skip
    _relate(parts, "xl/worksheets/_rels/sheet2.xml.rels", "rIdP2", f"{_OFFICE}/pivotTable",
            "../pivotTables/pivotTable1.xml")  # fmt: skip
    _relate(parts, "xl/pivotTables/_rels/pivotTable1.xml.rels", "rId1",
            f"{_OFFICE}/pivotCacheDefinition", "../pivotCache/pivotCacheDefinition1.xml")  # fmt: skip
    caches = b'<pivotCaches><pivotCache cacheId="7" r:id="rIdP1"/></pivotCaches>'
    parts["xl/workbook.xml"] = re.sub(
        rb"(<calcPr[^>]*/>)", rb"\1" + caches, parts["xl/workbook.xml"]
    )


def _add_external_link(parts: dict[str, bytes]) -> None:
    name = "xl/externalLinks/externalLink1.xml"
    parts[name] = (
        f'<externalLink xmlns="{_MAIN}"><externalBook xmlns:r="{_OFFICE}" r:id="rId1"><sheetNames>'
        '<sheetName val="Rates"/></sheetNames></externalBook></externalLink>'
    ).encode()
    parts["xl/externalLinks/_rels/externalLink1.xml.rels"] = (
        f'<Relationships xmlns="{_RELS}"><Relationship Id="rId1" Type="{_OFFICE}/externalLinkPath"'
        ' Target="rates.xlsx" TargetMode="External"/></Relationships>'
    ).encode()
    _state_type(parts, name, f"{_SHEET}.externalLink+xml")
    _relate(parts, "xl/_rels/workbook.xml.rels", "rIdE1", f"{_OFFICE}/externalLink",
            "externalLinks/externalLink1.xml")  # fmt: skip
    references = b'<externalReferences><externalReference r:id="rIdE1"/></externalReferences>'
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
        b"</sheets>", b"</sheets>" + references
    )


def _add_thread(parts: dict[str, bytes]) -> None:
    """A threaded comment beside the classic one, with its person."""
    space = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    office = "http://schemas.microsoft.com/office/2017/10/relationships"
    parts["xl/threadedComments/threadedComment1.xml"] = (
        f'<ThreadedComments xmlns="{space}"><threadedComment ref="B4" dT="2023-03-02T09:00:00.00"'
        ' personId="{11111111-1111-1111-1111-111111111111}"'
        ' id="{22222222-2222-2222-2222-222222222222}"><text>called on Monday</text>'
        "</threadedComment></ThreadedComments>"
    ).encode()
    parts["xl/persons/person.xml"] = (
        f'<personList xmlns="{space}"><person displayName="Mary Hall"'
        ' id="{11111111-1111-1111-1111-111111111111}" userId="m" providerId="None"/></personList>'
    ).encode()
    _state_type(parts, "xl/threadedComments/threadedComment1.xml",
                "application/vnd.ms-excel.threadedcomments+xml")  # fmt: skip
    _state_type(parts, "xl/persons/person.xml", "application/vnd.ms-excel.person+xml")
    _relate(parts, "xl/worksheets/_rels/sheet1.xml.rels", "rIdT1", f"{office}/threadedComment",
            "../threadedComments/threadedComment1.xml")  # fmt: skip
    _relate(parts, "xl/_rels/workbook.xml.rels", "rIdT2", f"{office}/person", "persons/person.xml")
