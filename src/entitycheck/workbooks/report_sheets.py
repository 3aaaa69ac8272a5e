"""Our own sheets as XML: the summary with its chart, and the details."""

from __future__ import annotations

from collections.abc import Mapping

from entitycheck.orders.grid import SHEET_ROWS, Area, column_letter
from entitycheck.orders.plan import (
    LOOK_OF_GRADE,
    Caption,
    CellValue,
    DetailSheet,
    Look,
    ReportCell,
    ReportChart,
    ReportSheet,
)
from entitycheck.workbooks.book_parts import MAIN, RELATION
from entitycheck.workbooks.cells import blank_cell, number_cell, text_cell
from entitycheck.workbooks.frame import area_text
from entitycheck.workbooks.package import escape
from entitycheck.workbooks.strings import SharedStrings

MOST_LINKS = 60_000
"""Links on one sheet; Excel refuses more than 65,530."""

_LETTERS_PER_LINE = 1.15  # letters of Calibri 10 that fit into one unit of column width
_LINE_HEIGHT = 13.5
_CAPTION_LENGTH = 110  # letters of each half; Excel takes 255 for a whole line with its codes
_DETAIL_PAGES = (
    3  # pages side by side for the columns of the details; one would be too small to read
)
_DETAIL_WIDTHS = {
    "Sheet": 14, "Row": 7, "Column": 8, "Header": 18, "Role": 14, "Party": 34, "Country": 9,
    "Address": 26, "EC verdict": 16, "EC score": 9, "EC party": 34, "EC listed name": 34,
    "EC matched name": 34, "EC list": 8, "EC country": 10, "EC reason": 60,
    "EC licence requirement": 40, "EC licence policy": 26, "EC citation": 18,
    "EC listed since": 13, "EC entry id": 14, "EC list date": 12, "EC checked at": 24,
    "EC warning": 30,
}  # fmt: skip


def answer_widths(headers: tuple[str, ...]) -> dict[int, float]:
    """Width of each answer column, by its position."""
    return {at: float(_DETAIL_WIDTHS.get(header, 14)) for at, header in enumerate(headers)}


def summary_xml(
    sheet: ReportSheet, strings: SharedStrings, looks: Mapping[Look, int], links: Mapping[str, str]
) -> bytes:
    """The summary sheet, without its drawing relation; `links` gives the relation of an address."""
    rows = []
    merged: list[str] = []
    linked: list[str] = []
    for at, cells in enumerate(sheet.rows, 1):
        pieces = []
        column = 1
        height = 1
        for cell in cells:
            pieces.append(_cell(at, column, cell.value, looks[cell.look], strings))
            if cell.width > 1:
                last = column + cell.width - 1
                merged.append(area_text(Area(at, column, at, last)))
                pieces.extend(
                    blank_cell(at, other, looks[cell.look]) for other in range(column + 1, last + 1)
                )
            if cell.link and cell.link in links:
                linked.append(
                    f'<hyperlink ref="{column_letter(column)}{at}" r:id="{links[cell.link]}"/>'
                )
            height = max(height, _lines(cell, sheet.widths, column))
            column += cell.width
        size = ""
        if any(cell.look is Look.TITLE for cell in cells):
            size = ' ht="26" customHeight="1"'
        elif height > 1:
            size = f' ht="{min(409.0, height * _LINE_HEIGHT + 2):g}" customHeight="1"'
        rows.append(f'<row r="{at}"{size}>'.encode() + b"".join(pieces) + b"</row>")
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width:g}" customWidth="1"/>'
        for at, width in enumerate(sheet.widths, 1)
    )
    tail = ""
    if merged:
        cells_xml = "".join(f'<mergeCell ref="{area}"/>' for area in merged)
        tail += f'<mergeCells count="{len(merged)}">{cells_xml}</mergeCells>'
    if linked:
        tail += f"<hyperlinks>{''.join(linked)}</hyperlinks>"
    page = _page(sheet.name, sheet.caption, wide=1)
    return _sheet(columns, b"".join(rows), tail + page, frozen=0, grid=False)


def _lines(cell: ReportCell, widths: tuple[float, ...], column: int) -> int:
    """Lines that a wrapped text takes in its column."""
    if not isinstance(cell.value, str) or cell.look not in (Look.WRAPPED, Look.NOTE, Look.HEADER):
        return 1
    room = sum(widths[column - 1 : column - 1 + cell.width]) * _LETTERS_PER_LINE
    letters = sum(2 if character > "\u2e80" else 1 for character in cell.value)
    return max(1, -(-letters // max(1, int(room))))


def details_xml(
    details: DetailSheet,
    strings: SharedStrings,
    looks: Mapping[Look, int],
    links: Mapping[str, str],
) -> bytes:
    """The details sheet, with a filter and a frozen header; at most a sheet's rows."""
    rows = [_row(1, details.headers, looks[Look.HEADER], strings)]
    linked: list[str] = []
    text = looks[Look.TEXT]
    score_column = next((at for at, h in enumerate(details.headers) if h == "EC score"), -1)
    for at, detail in enumerate(details.rows[: SHEET_ROWS - 1], 2):
        pieces = []
        for position, value in enumerate(detail.values):
            style = text
            shown = value
            if position == details.verdict_column:
                style = looks[LOOK_OF_GRADE[detail.grade]]
                shown = detail.verdict_text if value is not None else None
            elif position == score_column:
                style = looks[Look.SCORE]
            elif position == details.citation_column and detail.link in links:
                style = looks[Look.LINK]
                if len(linked) < MOST_LINKS:
                    place = f"{column_letter(position + 1)}{at}"
                    linked.append(f'<hyperlink ref="{place}" r:id="{links[detail.link]}"/>')  # type: ignore[index]
            if shown is not None:
                pieces.append(_cell(at, position + 1, shown, style, strings))
        rows.append(f'<row r="{at}">'.encode() + b"".join(pieces) + b"</row>")
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{_DETAIL_WIDTHS.get(header, 14)}" customWidth="1"/>'
        for at, header in enumerate(details.headers, 1)
    )
    area = area_text(
        Area(1, 1, max(2, min(len(details.rows) + 1, SHEET_ROWS)), len(details.headers))
    )
    tail = f'<autoFilter ref="{area}"/>'
    if linked:
        tail += f"<hyperlinks>{''.join(linked)}</hyperlinks>"
    page = _page(details.name, details.caption, wide=_DETAIL_PAGES)
    return _sheet(columns, b"".join(rows), tail + page, frozen=1, grid=True)


def _row(number: int, values: tuple[CellValue, ...], style: int, strings: SharedStrings) -> bytes:
    cells = b"".join(_cell(number, at, value, style, strings) for at, value in enumerate(values, 1))
    return f'<row r="{number}">'.encode() + cells + b"</row>"


def _cell(row: int, column: int, value: CellValue, style: int, strings: SharedStrings) -> bytes:
    if value is None:
        return blank_cell(row, column, style)
    if isinstance(value, str):
        return text_cell(row, column, strings.number(value), style)
    return number_cell(row, column, value, style)


def _page(name: str, caption: Caption, *, wide: int) -> str:
    """How a sheet prints: across, as wide as some pages, with its caption on each."""
    above = f"&L&B{_printed(name)}&B&R{_printed(caption.above)}"
    below = f"&L{_printed(caption.below)}&RPage &P of &N"
    return (
        '<pageMargins left="0.5" right="0.5" top="0.75" bottom="0.6" header="0.3" footer="0.3"/>'
        f'<pageSetup paperSize="9" fitToWidth="{wide}" fitToHeight="0" orientation="landscape"/>'
        f"<headerFooter><oddHeader>{escape(above)}</oddHeader><oddFooter>{escape(below)}</oddFooter>"
        "</headerFooter>"
    )


def _printed(text: str) -> str:
    """Text for the head or foot of a page, where `&` begins a code."""
    flat = " ".join(text.split())
    return flat[:_CAPTION_LENGTH].replace("&", "&&")


def _sheet(columns: str, rows: bytes, tail: str, *, frozen: int, grid: bool) -> bytes:
    pane = (
        f'<pane ySplit="{frozen}" topLeftCell="A{frozen + 1}" activePane="bottomLeft"'
        ' state="frozen"/>'
        if frozen
        else ""
    )
    lines = "" if grid else ' showGridLines="0"'
    head = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{MAIN}" xmlns:r="{RELATION}">'
        '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView{lines} workbookViewId="0">{pane}</sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols><sheetData>'
    )
    end = f"</sheetData>{tail}</worksheet>"
    return head.encode() + rows + end.encode()


def drawing_xml(chart: ReportChart, relation: str) -> bytes:
    """The drawing that holds the chart."""
    left, top, right, bottom = chart.place
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:twoCellAnchor>'
        f"<xdr:from><xdr:col>{left - 1}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{top - 1}</xdr:row>"
        "<xdr:rowOff>0</xdr:rowOff></xdr:from>"
        f"<xdr:to><xdr:col>{right}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{bottom}</xdr:row>"
        "<xdr:rowOff>0</xdr:rowOff></xdr:to>"
        '<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="Parties by verdict"'
        f' descr="{escape(_described(chart))}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>'
        '<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData'
        ' uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart'
        ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
        f' xmlns:r="{RELATION}" r:id="{relation}"/></a:graphicData></a:graphic></xdr:graphicFrame>'
        "<xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>"
    ).encode()


def _described(chart: ReportChart) -> str:
    """The chart in words, for those who cannot see it."""
    pairs = zip(chart.labels, chart.counts, strict=True)
    return f"{chart.title}: " + ", ".join(f"{label} {count}" for label, count in pairs)


def chart_xml(chart: ReportChart, sheet: str) -> bytes:
    """A bar chart of the counts, bound to the cells that hold them."""
    last = chart.first_row + len(chart.labels) - 1
    quoted = "'" + sheet.replace("'", "''") + "'"

    def reference(column: int) -> str:
        letter = column_letter(column)
        return escape(f"{quoted}!${letter}${chart.first_row}:${letter}${last}")

    labels = "".join(
        f'<c:pt idx="{at}"><c:v>{escape(label)}</c:v></c:pt>'
        for at, label in enumerate(chart.labels)
    )
    counts = "".join(
        f'<c:pt idx="{at}"><c:v>{count}</c:v></c:pt>' for at, count in enumerate(chart.counts)
    )
    bars = "".join(
        f'<c:dPt><c:idx val="{at}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/><c:spPr><a:solidFill>'
        f'<a:srgbClr val="{colour}"/></a:solidFill></c:spPr></c:dPt>'
        for at, colour in enumerate(chart.colours)
    )
    size = len(chart.labels)
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        f' xmlns:r="{RELATION}"><c:roundedCorners val="0"/><c:chart><c:title><c:tx><c:rich><a:bodyPr/>'
        '<a:p><a:pPr><a:defRPr sz="1100" b="1"/></a:pPr><a:r><a:rPr lang="en-GB" sz="1100" b="1"/>'
        f'<a:t>{escape(chart.title)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>'
        '<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/><c:barChart><c:barDir val="bar"/>'
        '<c:grouping val="clustered"/><c:varyColors val="0"/><c:ser><c:idx val="0"/><c:order val="0"/>'
        '<c:spPr><a:solidFill><a:srgbClr val="8A949C"/></a:solidFill></c:spPr>'
        f'<c:invertIfNegative val="0"/>{bars}'
        '<c:dLbls><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
        f"<c:cat><c:strRef><c:f>{reference(chart.label_column)}</c:f><c:strCache>"
        f'<c:ptCount val="{size}"/>{labels}</c:strCache></c:strRef></c:cat>'
        f"<c:val><c:numRef><c:f>{reference(chart.count_column)}</c:f><c:numCache>"
        f'<c:formatCode>General</c:formatCode><c:ptCount val="{size}"/>{counts}</c:numCache>'
        '</c:numRef></c:val></c:ser><c:gapWidth val="40"/><c:axId val="111111111"/>'
        '<c:axId val="222222222"/></c:barChart><c:catAx><c:axId val="111111111"/><c:scaling>'
        '<c:orientation val="maxMin"/></c:scaling><c:delete val="0"/><c:axPos val="l"/>'
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:crossAx val="222222222"/>'
        '<c:crosses val="autoZero"/><c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>'
        '<c:noMultiLvlLbl val="0"/></c:catAx><c:valAx><c:axId val="222222222"/><c:scaling>'
        '<c:orientation val="minMax"/><c:min val="0"/></c:scaling><c:delete val="1"/><c:axPos val="t"/>'
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="111111111"/>'
        '<c:crosses val="autoZero"/></c:valAx></c:plotArea><c:plotVisOnly val="1"/>'
        '<c:dispBlanksAs val="gap"/></c:chart></c:chartSpace>'
    ).encode()
