"""The sheets and shared parts of an Excel package, and the areas that its texts name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from entitycheck.errors import UnreadableError
from entitycheck.orders.grid import SHEET_ROWS, Area, column_number
from entitycheck.workbooks.package import Package, parse_xml

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATION = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_RANGE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]+)(?::\$?([A-Za-z]{1,3})\$?([0-9]+))?")


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One worksheet of a workbook: its name, its part, its state."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class WorkbookParts:
    """What the workbook part says.

    Args:
        part: Name of the workbook part.
        sheets: Worksheets in order; chart and dialogue sheets are left out.
        strings: Name of the part with shared strings; None without one.
        styles: Name of the part with styles; None without one.
        strict: It is in the strict dialect of the format.
        epoch_1904: Dates count from 1904.
    """

    part: str
    sheets: tuple[SheetPart, ...]
    strings: str | None
    styles: str | None
    strict: bool
    epoch_1904: bool


def local(tag: object) -> str:
    """The name of an element without its namespace."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def workbook_parts(package: Package, *, name: str) -> WorkbookParts:
    """The sheets and the shared parts of a workbook.

    Raises:
        UnreadableError: The package holds no workbook that can be read.
    """
    office = [
        target
        for kind, target, external in package.relations("").values()
        if kind.endswith("/officeDocument") and not external
    ]
    part = next((target for target in office if target in package.parts), None)
    if part is None or local(parse_xml(package.parts[part], part).tag) != "workbook":
        raise UnreadableError(f"{name} is no Excel workbook", fix="give an .xlsx or .xlsm file")
    root = parse_xml(package.parts[part], part)
    relations = package.relations(part)
    strict = (root.tag or "").startswith(f"{{{STRICT}}}")
    sheets = []
    epoch_1904 = False
    for node in root.iter():
        tag = local(node.tag)
        if tag == "workbookPr":
            epoch_1904 = node.get("date1904") in ("1", "true")
        elif tag == "sheet":
            identifier = node.get(f"{{{RELATION}}}id") or node.get(f"{{{STRICT_RELATION}}}id") or ""
            kind, target, _ = relations.get(identifier, ("", "", False))
            if kind.endswith("/worksheet") and target in package.parts:
                hidden = node.get("state", "visible") != "visible"
                sheets.append(SheetPart(node.get("name", ""), target, hidden))
    by_kind = {kind.rpartition("/")[2]: target for kind, target, _ in relations.values()}
    strings, styles = by_kind.get("sharedStrings"), by_kind.get("styles")
    return WorkbookParts(
        part,
        tuple(sheets),
        strings if strings in package.parts else None,
        styles if styles in package.parts else None,
        strict,
        epoch_1904,
    )


def parse_area(text: str) -> Area | None:
    """The rectangle that `B2:D5` means; None when it is none."""
    match = _RANGE.fullmatch(text.strip())
    if match is None:
        return None
    first, last = column_number(match[1]), column_number(match[3] or match[1])
    if first is None or last is None:
        return None
    rows = sorted((int(match[2]), int(match[4] or match[2])))
    columns = sorted((first, last))
    if rows[0] < 1 or rows[1] > SHEET_ROWS:
        return None
    return Area(rows[0], columns[0], rows[1], columns[1])
