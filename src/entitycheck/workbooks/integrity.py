"""Proof that a written workbook lost nothing: its parts are compared with those of the input.

The comparison knows no kinds of parts: whatever is in the input must be in the output with the same
bytes, unless it is one of the few parts we add to; and of those, the cells must still be there.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from entitycheck.orders.grid import Area
from entitycheck.workbooks.book_parts import WorkbookParts
from entitycheck.workbooks.cells import cut_sheet, row_cells, sheet_rows
from entitycheck.workbooks.package import Package, relations_name


def lost_parts(
    before: Package,
    after: Package,
    parts: WorkbookParts,
    screened: Mapping[str, Sequence[Area]],
    own: Collection[str],
) -> list[str]:
    """Names of parts of the input that the output lost or changed without need.

    Args:
        before: The input.
        after: The output.
        parts: What the input's workbook part says.
        screened: Parts of the sheets that got answers, with the areas that these may change.
        own: Parts that belong to report sheets of an earlier run.
    """
    grown = {"[Content_Types].xml", parts.part, relations_name(parts.part)}
    grown.update(part for part in (parts.strings, parts.styles) if part)
    for sheet in screened:
        grown.update((sheet, relations_name(sheet)))
        grown.update(
            target
            for kind, target, external in before.relations(sheet).values()
            if not external and kind.rpartition("/")[2] in ("comments", "vmlDrawing", "table")
        )
    lost = []
    for name, data in before.parts.items():
        if name in own:
            continue
        kept = after.parts.get(name)
        if kept is None or (kept != data and name not in grown):
            lost.append(name)
    lost.extend(
        name for name, areas in screened.items() if not _keeps_cells(before, after, name, areas)
    )
    lost.extend(
        name
        for name in (parts.strings, parts.styles)
        if name is not None and len(after.parts.get(name, b"")) < len(before.parts[name]) - _SLACK
    )
    return lost


_SLACK = 4_096  # a part that is written again may lose blanks between its elements


def _keeps_cells(before: Package, after: Package, sheet: str, areas: Sequence[Area]) -> bool:
    """True when each cell outside the areas of answers has the bytes it had."""
    old = cut_sheet(before.parts[sheet], sheet)
    new = cut_sheet(after.parts[sheet], sheet)
    prefix = old.prefix
    kept = {number: new.rows[start:end] for number, start, _, end in sheet_rows(new.rows, prefix)}
    for number, _, tag_end, end in sheet_rows(old.rows, prefix):
        row = kept.get(number)
        if row is None:
            return False
        body = old.rows[tag_end:end].removesuffix(b"</" + prefix + b"row>")
        if body in row:  # answers stand behind it: the usual case
            continue
        now = dict(row_cells(row[row.index(b">") + 1 :], prefix))
        for column, cell in row_cells(body, prefix):
            changed = any(area.holds(number, column) for area in areas)
            if not changed and now.get(column) != cell:
                return False
    return True


def own_parts(package: Package, parts: WorkbookParts, names: Collection[str]) -> set[str]:
    """The parts that report sheets of an earlier run consist of."""
    found: set[str] = set()
    waiting = [sheet.part for sheet in parts.sheets if sheet.name in names]
    while waiting:
        part = waiting.pop()
        if part in found:
            continue
        found.update((part, relations_name(part)))
        waiting.extend(
            target
            for _, target, external in package.relations(part).values()
            if not external and target in package.parts
        )
    return found
