"""The looks of our cells, added to a workbook's styles without touching the ones it has."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from entitycheck.orders.plan import Look
from entitycheck.workbooks.book_parts import MAIN, RELATION, WorkbookParts, local
from entitycheck.workbooks.package import Package, default_namespace, parse_xml, serialize

_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_NUMBER_FORMAT = 3  # #,##0
_SCORE_FORMAT = 1  # 0
_LINE = "BFC5CA"


@dataclass(frozen=True, slots=True)
class _Style:
    """Font, fill and alignment of a look; colours are RGB in hexadecimal."""

    colour: str | None = None
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    size: float = 10.0
    fill: str | None = None
    wrapped: bool = False
    number_format: int = 0
    line: bool = False
    indented: bool = False


# Each verdict's pair of text and fill has a contrast of at least 7 to 1 (WCAG AAA), and the word
# itself says the verdict; NO MATCH is grey, for it is no clearance.
_LOOKS = {
    Look.TEXT: _Style(),
    Look.WRAPPED: _Style(wrapped=True),
    Look.TITLE: _Style(colour="1F3A4D", bold=True, size=16),
    Look.HEADING: _Style(colour="1F3A4D", bold=True, size=12, line=True),
    Look.LABEL: _Style(colour="4A555C", bold=True),
    Look.NOTE: _Style(colour="4A555C", italic=True, wrapped=True),
    Look.HEADER: _Style(colour="FFFFFF", bold=True, fill="1F3A4D", wrapped=True),
    Look.FILL_IN: _Style(line=True),
    Look.NUMBER: _Style(number_format=_NUMBER_FORMAT, indented=True),
    Look.SCORE: _Style(number_format=_SCORE_FORMAT, indented=True),
    Look.LINK: _Style(colour="0B5394", underlined=True),
    Look.MATCH: _Style(colour="7A0C0C", bold=True, fill="FADBD8"),
    Look.REVIEW: _Style(colour="5C3B00", bold=True, fill="FFE9A8"),
    Look.NO_MATCH: _Style(colour="4A555C"),
    Look.FAILED: _Style(colour="3B1F6B", bold=True, fill="E3DAF2"),
}


def add_looks(package: Package, parts: WorkbookParts) -> dict[Look, int]:
    """Add our cell styles to the workbook and return their numbers."""
    part = parts.styles
    if part is None:
        part = _new_styles(package, parts)
    root = parse_xml(package.parts[part], part)
    space = etree.QName(root).namespace or MAIN
    fonts = _container(root, "fonts", space)
    fills = _container(root, "fills", space)
    borders = _container(root, "borders", space)
    formats = _container(root, "cellXfs", space)
    lined = _add(borders, _border(space))
    numbers = {}
    for look, style in _LOOKS.items():
        font = _add(fonts, _font(style, space))
        fill = _add(fills, _fill(style.fill, space)) if style.fill else 0
        numbers[look] = _add(formats, _format(style, font, fill, lined if style.line else 0, space))
    package.parts[part] = serialize(root)
    return numbers


def _container(root: etree._Element, name: str, space: str) -> etree._Element:
    """The list of this name; made in its place when the workbook has none."""
    found = root.find(f"{{{space}}}{name}")
    if found is not None:
        return found
    order = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles")
    made = etree.Element(f"{{{space}}}{name}")
    before = [node for node in root if local(node.tag) in order[: order.index(name)]]
    root.insert(len(before), made)
    if name == "fills":
        _add(made, _pattern("none", space))
        _add(made, _pattern("gray125", space))
    elif name == "fonts":
        _add(made, _font(_Style(size=11), space))
    elif name == "borders":
        _add(made, etree.Element(f"{{{space}}}border"))
    else:
        _add(
            made,
            etree.Element(f"{{{space}}}xf", numFmtId="0", fontId="0", fillId="0", borderId="0"),
        )
    return made


def _add(container: etree._Element, node: etree._Element) -> int:
    """Append a node, keep the stated count right, and return its position."""
    container.append(node)
    count = sum(1 for child in container if isinstance(child.tag, str))
    container.set("count", str(count))
    return count - 1


def _sub(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    node = etree.SubElement(parent, f"{{{etree.QName(parent).namespace}}}{name}")
    for key, value in attributes.items():
        node.set(key, value)
    return node


def _font(style: _Style, space: str) -> etree._Element:
    font = etree.Element(f"{{{space}}}font")
    if style.bold:
        _sub(font, "b")
    if style.italic:
        _sub(font, "i")
    if style.underlined:
        _sub(font, "u")
    _sub(font, "sz", val=f"{style.size:g}")
    if style.colour:
        _sub(font, "color", rgb=f"FF{style.colour}")
    _sub(font, "name", val="Calibri")
    _sub(font, "family", val="2")
    return font


def _pattern(kind: str, space: str) -> etree._Element:
    fill = etree.Element(f"{{{space}}}fill")
    _sub(fill, "patternFill", patternType=kind)
    return fill


def _fill(colour: str, space: str) -> etree._Element:
    fill = _pattern("solid", space)
    _sub(fill[0], "fgColor", rgb=f"FF{colour}")
    _sub(fill[0], "bgColor", indexed="64")
    return fill


def _border(space: str) -> etree._Element:
    border = etree.Element(f"{{{space}}}border")
    for side in ("left", "right", "top"):
        _sub(border, side)
    bottom = _sub(border, "bottom", style="thin")
    _sub(bottom, "color", rgb=f"FF{_LINE}")
    _sub(border, "diagonal")
    return border


def _format(style: _Style, font: int, fill: int, border: int, space: str) -> etree._Element:
    node = etree.Element(f"{{{space}}}xf")
    for key, value in (
        ("numFmtId", style.number_format),
        ("fontId", font),
        ("fillId", fill),
        ("borderId", border),
        ("xfId", 0),
        ("applyFont", 1),
        ("applyFill", 1),
        ("applyAlignment", 1),
    ):
        node.set(key, str(value))
    if style.number_format:
        node.set("applyNumberFormat", "1")
    alignment = _sub(node, "alignment", vertical="center")
    if style.indented:  # else the digits touch the text to the right
        alignment.set("horizontal", "right")
        alignment.set("indent", "1")
    if style.wrapped:
        alignment.set("wrapText", "1")
    return node


def _new_styles(package: Package, parts: WorkbookParts) -> str:
    """A styles part for a workbook that has none."""
    part = "xl/styles.xml"
    root = etree.Element(f"{{{MAIN}}}styleSheet", nsmap=default_namespace(MAIN))
    for name in ("fonts", "fills", "borders", "cellStyleXfs", "cellXfs"):
        _container(root, name, MAIN)
    named = _sub(root, "cellStyles", count="1")
    _sub(named, "cellStyle", xfId="0", builtinId="0").set("name", "Normal")
    package.parts[part] = serialize(root)
    package.set_type(part, _STYLES_TYPE)
    package.add_relation(parts.part, f"{RELATION}/styles", f"/{part}")
    return part
