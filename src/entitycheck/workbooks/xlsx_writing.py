"""Write a plan into an Excel package by adding to its parts.

Nothing is loaded into an object model and saved again, for that loses what the model does not know
(threaded comments, slicers, signatures, sensitivity labels ...). Added are: cells at the end of
rows, styles, strings, notes, links, two sheets with a chart. Every other part keeps its bytes, and
`check_nothing_lost` proves it for each file that is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lxml import etree

from entitycheck.answers import ANSWER_HEADERS
from entitycheck.orders.grid import Area
from entitycheck.orders.plan import LOOK_OF_GRADE, AnswerBlock, AnswerRow, Look, Plan
from entitycheck.workbooks.book_parts import (
    RELATION,
    SheetPart,
    WorkbookParts,
    local,
    parse_area,
    workbook_parts,
)
from entitycheck.workbooks.cells import cut_sheet, join_sheet, number_cell, put_cells, text_cell
from entitycheck.workbooks.frame import SheetFrame, area_text
from entitycheck.workbooks.notes import MOST_NOTES, put_notes
from entitycheck.workbooks.package import Package, parse_xml, serialize
from entitycheck.workbooks.report_sheets import (
    MOST_LINKS,
    answer_widths,
)
from entitycheck.workbooks.report_writing import write_reports
from entitycheck.workbooks.strings import SharedStrings
from entitycheck.workbooks.styles import add_looks

_CITATION = ANSWER_HEADERS.index("EC citation")
_SCORE = ANSWER_HEADERS.index("EC score")


class UnwritableError(ValueError):
    """The answers cannot stand in this workbook; the text says why."""


def apply_plan(package: Package, plan: Plan, *, name: str) -> None:
    """Write a plan into a package; its parts are changed in place."""
    parts = workbook_parts(package, name=name)
    looks = add_looks(package, parts)
    strings = SharedStrings(package, parts)
    by_name = {sheet.name: sheet for sheet in parts.sheets}
    for sheet_name in dict.fromkeys(block.sheet for block in plan.blocks):
        blocks = [block for block in plan.blocks if block.sheet == sheet_name]
        _write_answers(package, parts, by_name[sheet_name], blocks, strings, looks)
    write_reports(package, parts, plan, strings, looks)
    strings.save()


def _write_answers(
    package: Package,
    parts: WorkbookParts,
    sheet: SheetPart,
    blocks: Sequence[AnswerBlock],
    strings: SharedStrings,
    looks: Mapping[Look, int],
) -> None:
    """The answer columns, notes and links of one sheet."""
    cut = cut_sheet(package.parts[sheet.part], sheet.part)
    frame = SheetFrame(cut, sheet.part)
    prefix = cut.prefix.decode()
    cells: dict[int, dict[int, bytes]] = {}
    cleared: dict[int, set[int]] = {}
    widths: dict[int, float] = {}
    for block in blocks:
        _block_cells(block, strings, looks, prefix, cells)
        for area in answer_areas(block):
            for row in range(area.first_row, area.last_row + 1):
                cleared.setdefault(row, set()).update(
                    range(area.first_column, area.last_column + 1)
                )
        for at, width in answer_widths(block.headers).items():
            widths.setdefault(block.first_column + at, width)
        _links_and_notes(package, sheet, frame, block)
        _extend_neighbours(package, parts, sheet, frame, block)
        frame.widen_dimension(_area(block))
    frame.set_widths(widths)
    rows = put_cells(cut, cells, cleared)
    head, tail = frame.halves()
    package.parts[sheet.part] = join_sheet(cut, head, rows, tail)


def _area(block: AnswerBlock) -> Area:
    return Area(block.table_rows[0], block.first_column, block.table_rows[1], block.last_column)


def answer_areas(block: AnswerBlock) -> tuple[Area, ...]:
    """All cells that a block may change: its own, and those of earlier answers that stand apart."""
    return (_area(block), *block.stale)


def _block_cells(
    block: AnswerBlock,
    strings: SharedStrings,
    looks: Mapping[Look, int],
    prefix: str,
    cells: dict[int, dict[int, bytes]],
) -> None:
    """The cells of one block, by row and column."""
    if block.header_row is not None:
        row = cells.setdefault(block.header_row, {})
        for at, header in enumerate(block.headers):
            column = block.first_column + at
            row[column] = text_cell(
                block.header_row, column, strings.number(header), looks[Look.HEADER], prefix
            )
    for answer in block.rows:
        row = cells.setdefault(answer.row, {})
        for at, value in enumerate(answer.values):
            column = block.first_column + at
            style = looks[_look(answer, at)]
            if at == 0:
                number = strings.number(answer.verdict_text)
                row[column] = text_cell(answer.row, column, number, style, prefix)
            elif isinstance(value, str):
                number = strings.number(value)
                row[column] = text_cell(answer.row, column, number, style, prefix)
            elif value is not None:
                row[column] = number_cell(answer.row, column, value, style, prefix)


def _look(answer: AnswerRow, position: int) -> Look:
    if position == 0:
        return LOOK_OF_GRADE[answer.grade]
    if position == _CITATION and answer.link:
        return Look.LINK
    return Look.SCORE if position == _SCORE else Look.TEXT


def _links_and_notes(
    package: Package, sheet: SheetPart, frame: SheetFrame, block: AnswerBlock
) -> None:
    areas = answer_areas(block)
    for area in areas:
        frame.drop_links(area)
    relations: dict[str, str] = {}
    linked = 0
    for row in block.rows:
        if row.link and linked < MOST_LINKS:
            if row.link not in relations:
                relations[row.link] = package.add_relation(
                    sheet.part, f"{RELATION}/hyperlink", row.link, external=True
                )
            frame.add_link(row.row, block.first_column + _CITATION, relations[row.link])
            linked += 1
    notes = [row for row in block.rows if row.comment]
    put_notes(
        package,
        sheet.part,
        frame,
        {(row.row, block.first_column): row.comment or "" for row in notes[:MOST_NOTES]},
        areas,
    )


def _extend_neighbours(
    package: Package,
    parts: WorkbookParts,
    sheet: SheetPart,
    frame: SheetFrame,
    block: AnswerBlock,
) -> None:
    """Let the filter and the Excel table beside the answers reach over them, so that a sort moves both."""
    first, last = block.table_columns
    table = Area(block.table_rows[0], first, block.table_rows[1], last)
    wider = frame.widen_filter(table, block.last_column)
    if wider is not None:
        _widen_filter_name(package, parts, sheet, wider)
    for kind, target, _ in package.relations(sheet.part).values():
        if kind.endswith("/table") and target in package.parts:
            _widen_table(package, target, block)


def _widen_filter_name(
    package: Package, parts: WorkbookParts, sheet: SheetPart, area: Area
) -> None:
    """The hidden name that repeats the area of a filter."""
    root = parse_xml(package.parts[parts.part], parts.part)
    position = _position(root, package, parts, sheet)
    for node in root.iter("{*}definedName"):
        if node.get("name") == "_xlnm._FilterDatabase" and node.get("localSheetId") == position:
            quoted = "'" + sheet.name.replace("'", "''") + "'"
            first, last = area_text(area).split(":")
            node.text = f"{quoted}!{_absolute(first)}:{_absolute(last)}"
            package.parts[parts.part] = serialize(root)


def _position(
    root: etree._Element, package: Package, parts: WorkbookParts, sheet: SheetPart
) -> str:
    """Position of a sheet among all sheets of the workbook."""
    relations = package.relations(parts.part)
    for position, node in enumerate(root.iter("{*}sheet")):
        identifier = node.get(f"{{{RELATION}}}id") or ""
        if relations.get(identifier, ("", "", False))[1] == sheet.part:
            return str(position)
    return ""


def _absolute(cell: str) -> str:
    letters = cell.rstrip("0123456789")
    return f"${letters}${cell[len(letters) :]}"


def _overlap(one: Area, other: Area) -> bool:
    return (
        one.first_row <= other.last_row
        and other.first_row <= one.last_row
        and one.first_column <= other.last_column
        and other.first_column <= one.last_column
    )


def _widen_table(package: Package, part: str, block: AnswerBlock) -> None:
    """Make the answers columns of the Excel table that they stand beside."""
    root = parse_xml(package.parts[part], part)
    area = parse_area(root.get("ref", ""))
    columns = root.find(f"{{{etree.QName(root).namespace}}}tableColumns")
    if area is not None and any(_overlap(area, stale) for stale in block.stale):
        raise UnwritableError("its Excel table holds answers that were parted")
    if area is None or columns is None or area.last_column != block.first_column - 1:
        return
    if area.first_row != block.header_row or root.get("tableType") == "queryTable":
        return
    if area.last_row < block.table_rows[1] - int(root.get("totalsRowCount", "0") or 0):
        return
    names = {node.get("name", "").casefold() for node in columns}
    if any(header.casefold() in names for header in block.headers):
        return
    wider = Area(area.first_row, area.first_column, area.last_row, block.last_column)
    root.set("ref", area_text(wider))
    for node in root:
        if local(node.tag) == "autoFilter":
            known = parse_area(node.get("ref", ""))
            if known is not None:
                node.set(
                    "ref",
                    area_text(
                        Area(known.first_row, known.first_column, known.last_row, block.last_column)
                    ),
                )
    number = max((int(node.get("id", "0")) for node in columns), default=0)
    for header in block.headers:
        number += 1
        node = etree.SubElement(columns, f"{{{etree.QName(columns).namespace}}}tableColumn")
        node.set("id", str(number))
        node.set("name", header)
    columns.set("count", str(len(columns)))
    package.parts[part] = serialize(root)
