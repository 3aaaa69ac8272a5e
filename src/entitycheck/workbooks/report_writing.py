"""Add our sheets to a package: the summary with its chart and the details; earlier ones are replaced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lxml import etree

from entitycheck.orders.grid import column_letter
from entitycheck.orders.plan import Look, Plan
from entitycheck.workbooks.book_parts import RELATION, WorkbookParts, local
from entitycheck.workbooks.package import Package, parse_xml, relations_name, serialize
from entitycheck.workbooks.report_sheets import chart_xml, details_xml, drawing_xml, summary_xml
from entitycheck.workbooks.strings import SharedStrings

_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.drawing+xml"
_TITLES = "_xlnm.Print_Titles"
_BEFORE_NAMES = ("sheets", "functionGroups", "externalReferences")
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"


def write_reports(
    package: Package,
    parts: WorkbookParts,
    plan: Plan,
    strings: SharedStrings,
    looks: Mapping[Look, int],
) -> None:
    """The summary and the details as sheets of the workbook; earlier ones are replaced."""
    by_name = {sheet.name: sheet.part for sheet in parts.sheets}
    summary = by_name.get(plan.summary.name) or _add_sheet(package, parts, plan.summary.name)
    _clear_relations(package, summary)
    urls = [cell.link for row in plan.summary.rows for cell in row if cell.link]
    links = _relate_links(package, summary, urls)
    data = summary_xml(plan.summary, strings, looks, links)
    if plan.summary.chart is not None:
        chart = package.free_name("xl/charts/entitycheckChart{}.xml")
        package.parts[chart] = chart_xml(plan.summary.chart, plan.summary.name)
        package.set_type(chart, _CHART_TYPE)
        drawing = package.free_name("xl/drawings/entitycheckDrawing{}.xml")
        package.parts[drawing] = b""
        relation = package.add_relation(drawing, f"{RELATION}/chart", f"/{chart}")
        package.parts[drawing] = drawing_xml(plan.summary.chart, relation)
        package.set_type(drawing, _DRAWING_TYPE)
        held = package.add_relation(summary, f"{RELATION}/drawing", f"/{drawing}")
        data = data.replace(b"</worksheet>", f'<drawing r:id="{held}"/></worksheet>'.encode())
    package.parts[summary] = data
    details = by_name.get(plan.details.name) or _add_sheet(package, parts, plan.details.name)
    _clear_relations(package, details)
    urls = list(dict.fromkeys(row.link for row in plan.details.rows if row.link))
    links = _relate_links(package, details, urls)
    package.parts[details] = details_xml(plan.details, strings, looks, links)
    last = column_letter(plan.details.title_columns) if plan.details.title_columns else None
    _repeat(package, parts, {
        summary: _titles(plan.summary.name, plan.summary.title_rows),
        details: _titles(plan.details.name, 1, last),
    })  # fmt: skip


def _titles(sheet: str, rows: int, last_column: str | None = None) -> str:
    """What every printed page of a sheet repeats."""
    quoted = "'" + sheet.replace("'", "''") + "'"
    columns = f"{quoted}!$A:${last_column}," if last_column else ""
    return f"{columns}{quoted}!$1:${rows}"


def _repeat(package: Package, parts: WorkbookParts, titles: Mapping[str, str]) -> None:
    """Name what each of our sheets repeats on every page; names of an earlier run are replaced."""
    root = parse_xml(package.parts[parts.part], parts.part)
    space = etree.QName(root).namespace
    names = root.find(f"{{{space}}}definedNames")
    if names is None:
        names = etree.Element(f"{{{space}}}definedNames")
        before = [node for node in root if local(node.tag) in _BEFORE_NAMES]
        root.insert(root.index(before[-1]) + 1, names)
    relations = package.relations(parts.part)
    for position, node in enumerate(next(root.iter("{*}sheets"))):
        part = relations.get(node.get(f"{{{RELATION}}}id") or "", ("", "", False))[1]
        if part not in titles:
            continue
        for name in list(names):
            if name.get("name") == _TITLES and name.get("localSheetId") == str(position):
                names.remove(name)
        made = etree.SubElement(names, f"{{{space}}}definedName")
        made.set("name", _TITLES)
        made.set("localSheetId", str(position))
        made.text = titles[part]
    package.parts[parts.part] = serialize(root)


def _relate_links(package: Package, part: str, urls: Sequence[str | None]) -> dict[str, str]:
    return {
        url: package.add_relation(part, f"{RELATION}/hyperlink", url, external=True)
        for url in dict.fromkeys(urls)
        if url
    }


def _add_sheet(package: Package, parts: WorkbookParts, name: str) -> str:
    """A new, last sheet of the workbook; returns its part."""
    part = package.free_name("xl/worksheets/entitycheckSheet{}.xml")
    package.parts[part] = b""
    package.set_type(part, _SHEET_TYPE)
    relation = package.add_relation(parts.part, f"{RELATION}/worksheet", f"/{part}")
    root = parse_xml(package.parts[parts.part], parts.part)
    sheets = next(root.iter("{*}sheets"))
    numbers = [int(node.get("sheetId", "0")) for node in sheets]
    node = etree.SubElement(sheets, f"{{{etree.QName(sheets).namespace}}}sheet")
    node.set("name", name)
    node.set("sheetId", str(max(numbers, default=0) + 1))
    node.set(f"{{{RELATION}}}id", relation)
    package.parts[parts.part] = serialize(root)
    return part


def _clear_relations(package: Package, part: str) -> None:
    """Take out what an earlier report sheet held: its drawing, chart, table and links."""
    for _, target, external in package.relations(part).values():
        if external or target not in package.parts or _is_used_elsewhere(package, part, target):
            continue
        _clear_relations(package, target)
        package.drop(target)
    package.parts.pop(relations_name(part), None)


def _is_used_elsewhere(package: Package, part: str, target: str) -> bool:
    own = relations_name(part)
    for name in package.parts:
        if not name.endswith(".rels") or name == own:
            continue
        folder, _, file = name.rpartition("_rels/")
        owner = folder + file.removesuffix(".rels")
        if any(other == target for _, other, _ in package.relations(owner).values()):
            return True
    return False
