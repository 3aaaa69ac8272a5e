"""Notes (classic comments) on cells: added to the ones a sheet has, ours replaced on the next run."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from lxml import etree

from entitycheck.orders.grid import Area, column_letter
from entitycheck.workbooks.book_parts import MAIN, RELATION, parse_area
from entitycheck.workbooks.frame import SheetFrame
from entitycheck.workbooks.package import Package, default_namespace, parse_xml, serialize

AUTHOR = "Entity Check"
MOST_NOTES = 5_000
"""Notes on one sheet; more make Excel slow to open, and the reason stands in its own column too."""

_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_SHAPE = re.compile(rb"<v:shape\b(?!type).*?</v:shape>", re.DOTALL)
_SHAPE_ID = re.compile(rb"_x0000_s(\d+)")
_ID_MAP = re.compile(rb"(<o:idmap\b[^>]*\bdata=\")([^\"]*)(\")")
_BLOCK = 1024  # shape numbers come in blocks of 1024, one block per drawing and more

_VML_HEAD = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit">'
    '<o:idmap v:ext="edit" data="{block}"/></o:shapelayout><v:shapetype id="_x0000_t202"'
    ' coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke'
    ' joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
)
_VML_SHAPE = (
    '<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;'
    'margin-top:2pt;width:260pt;height:110pt;z-index:1;visibility:hidden" fillcolor="#fff8e1"'
    ' o:insetmode="auto"><v:fill color2="#fff8e1"/><v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div'
    ' style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note">'
    "<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{left}, 15, {top}, 2, {right}, 31, {bottom}, 4"
    "</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column>"
    "</x:ClientData></v:shape>"
)


def put_notes(
    package: Package,
    sheet: str,
    frame: SheetFrame,
    notes: Mapping[tuple[int, int], str],
    cleared: Sequence[Area],
) -> None:
    """Put notes on cells of a sheet; notes of ours in the cleared area are taken out first.

    Args:
        package: The workbook.
        sheet: Part of the sheet.
        frame: The sheet around its rows.
        notes: Text by row and column.
        cleared: Where notes of an earlier screening stand; notes of others there stay.
    """
    comments, drawing = _known_parts(package, sheet, frame)
    if comments is None and not notes:
        return
    if comments is None:
        comments = package.free_name("xl/comments{}.xml")
        root = etree.Element(f"{{{MAIN}}}comments", nsmap=default_namespace(MAIN))
        etree.SubElement(root, f"{{{MAIN}}}authors")
        etree.SubElement(root, f"{{{MAIN}}}commentList")
        package.set_type(comments, _COMMENTS_TYPE)
        package.add_relation(sheet, f"{RELATION}/comments", f"/{comments}")
    else:
        root = parse_xml(package.parts[comments], comments)
    removed, others = _drop_ours(root, cleared)
    notes = {place: text for place, text in notes.items() if place not in others}
    _add_comments(root, notes)
    package.parts[comments] = serialize(root)
    if drawing is None:
        drawing = package.free_name("xl/drawings/vmlDrawing{}.vml")
        block = _free_block(package)
        package.parts[drawing] = _VML_HEAD.format(block=block).encode()
        package.set_default_type("vml", _VML_TYPE)
        relation = package.add_relation(sheet, f"{RELATION}/vmlDrawing", f"/{drawing}")
        frame.need("legacyDrawing").set(f"{{{RELATION}}}id", relation)
    package.parts[drawing] = _with_shapes(package, drawing, notes, removed)


def _known_parts(package: Package, sheet: str, frame: SheetFrame) -> tuple[str | None, str | None]:
    """The parts with the sheet's comments and their shapes."""
    relations = package.relations(sheet)
    comments = next(
        (target for kind, target, _ in relations.values() if kind.endswith("/comments")), None
    )
    node = frame.find("legacyDrawing")
    identifier = node.get(f"{{{RELATION}}}id", "") if node is not None else ""
    drawing = relations.get(identifier, ("", None, False))[1]
    return comments, drawing


def _drop_ours(
    root: etree._Element, cleared: Sequence[Area]
) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """Take our notes out of some areas; returns their cells and the cells with notes of others."""
    authors, listed = _lists(root)
    names = [node.text or "" for node in authors]
    removed, others = set(), set()
    for node in list(listed):
        place = parse_area(node.get("ref", ""))
        if place is None:
            continue
        cell = (place.first_row, place.first_column)
        author = node.get("authorId", "")
        ours = author.isdigit() and int(author) < len(names) and names[int(author)] == AUTHOR
        if not ours:
            others.add(cell)
        elif any(area.holds(*cell) for area in cleared):
            listed.remove(node)
            removed.add(cell)
    return removed, others


def _lists(root: etree._Element) -> tuple[etree._Element, etree._Element]:
    space = etree.QName(root).namespace or MAIN
    authors, listed = root.find(f"{{{space}}}authors"), root.find(f"{{{space}}}commentList")
    if authors is None or listed is None:
        raise ValueError("the part holds no comments")
    return authors, listed


def _add_comments(root: etree._Element, notes: Mapping[tuple[int, int], str]) -> None:
    space = etree.QName(root).namespace or MAIN
    authors, listed = _lists(root)
    names = [node.text or "" for node in authors]
    if notes and AUTHOR not in names:
        etree.SubElement(authors, f"{{{space}}}author").text = AUTHOR
        names.append(AUTHOR)
    ours = str(names.index(AUTHOR)) if notes else ""
    for (row, column), text in sorted(notes.items()):
        node = etree.SubElement(listed, f"{{{space}}}comment")
        node.set("ref", f"{column_letter(column)}{row}")
        node.set("authorId", ours)
        run = etree.SubElement(etree.SubElement(node, f"{{{space}}}text"), f"{{{space}}}t")
        run.text = text
        run.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _with_shapes(
    package: Package,
    drawing: str,
    notes: Mapping[tuple[int, int], str],
    removed: Collection[tuple[int, int]],
) -> bytes:
    """The drawing with a shape for each note; shapes of removed notes are taken out."""
    data = package.parts[drawing]

    def keep(match: re.Match[bytes]) -> bytes:
        row = re.search(rb"<x:Row>\s*(\d+)", match[0])
        column = re.search(rb"<x:Column>\s*(\d+)", match[0])
        if row and column and (int(row[1]) + 1, int(column[1]) + 1) in removed:
            return b""
        return match[0]

    data = _SHAPE.sub(keep, data)
    block = _free_block(package)
    blocks = range(block, block + (len(notes) // (_BLOCK - 1)) + 1)
    text = ",".join(map(str, blocks)).encode()
    data = _ID_MAP.sub(lambda m: m[1] + m[2] + b"," + text + m[3], data, count=1)
    shapes = []
    for position, (row, column) in enumerate(sorted(notes)):
        number = (block + position // (_BLOCK - 1)) * _BLOCK + position % (_BLOCK - 1) + 1
        shapes.append(
            _VML_SHAPE.format(
                number=number,
                left=column,
                top=max(0, row - 2),
                right=column + 4,
                bottom=row + 5,
                row=row - 1,
                column=column - 1,
            )
        )
    end = data.rindex(b"</xml>")
    return data[:end] + "".join(shapes).encode() + data[end:]


def _free_block(package: Package) -> int:
    """A block of shape numbers that no drawing of the workbook uses."""
    used = {0}
    for name, data in package.parts.items():
        if name.lower().endswith(".vml"):
            used.update(int(number) // _BLOCK for number in _SHAPE_ID.findall(data))
            for found in _ID_MAP.findall(data):
                used.update(int(n) for n in found[1].split(b",") if n.strip().isdigit())
    return max(used) + 1
