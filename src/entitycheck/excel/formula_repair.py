r"""Mend formulas that lost their function: links to another PC's add-in, and `#NAME?` ones.

A workbook saved on one PC and opened on another may hold `'C:\...\EntityCheck.xlam'!ENTITYCHECK(B2)`,
and one opened before the add-in was there shows `#NAME?` until the formula is entered again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from entitycheck.excel.host import FormulaCell, Host
from entitycheck.orders.grid import column_letter

_STRAY = re.compile(
    r"(?:'[^'\[\]]*EntityCheck\.xlam'!|[^\s'(),;=&]*EntityCheck\.xlam!|_xludf\.|_xll\.)(?=ENTITY)",
    re.IGNORECASE,
)
"""What stands before the name of a function that Excel took for another add-in's."""


def mended(formula: str) -> str:
    """The formula as it should read."""
    return _STRAY.sub("", formula)


def repair_formulas(host: Host) -> tuple[str, list[FormulaCell]]:
    """Enter anew every formula that points elsewhere.

    Returns:
        What was done, for the person, and every formula with an ENTITY function.
    """
    cells = host.formulas()
    repaired = 0
    refused = []
    for cell in cells:
        formula = mended(cell.formula)
        if formula == cell.formula:
            continue
        try:
            host.enter(cell, formula)
            repaired += 1
        except OSError:
            refused.append(f"{cell.sheet}!{column_letter(cell.column)}{cell.row}")
    if not cells:
        return "No open workbook has a formula with an ENTITY function.", []
    lines = [f"{repaired:,} of {len(cells):,} formulas were mended; all are calculated again."]
    if refused:
        shown = ", ".join(refused[:3])
        lines.append(f"{len(refused):,} could not be changed (protected sheet?): {shown}")
    return "\n".join(lines), cells


def addresses(cells: Sequence[FormulaCell]) -> str:
    """The cells as addresses that VBA understands, one a line; cells below each other as one."""
    runs: list[list[FormulaCell]] = []
    for cell in sorted(cells, key=lambda one: (one.book, one.sheet, one.column, one.row)):
        last = runs[-1][-1] if runs else None
        below = last is not None and (last.book, last.sheet, last.column, last.row + 1) == (
            cell.book,
            cell.sheet,
            cell.column,
            cell.row,
        )
        if below:
            runs[-1].append(cell)
        else:
            runs.append([cell])
    return "\n".join(_address(run[0], run[-1]) for run in runs)


def _address(first: FormulaCell, last: FormulaCell) -> str:
    """`'[Orders.xlsx]May'!$C$2:$C$9`; an apostrophe in a name is doubled."""
    place = f"[{first.book}]{first.sheet}".replace("'", "''")
    letter = column_letter(first.column)
    return f"'{place}'!${letter}${first.row}:${letter}${last.row}"
