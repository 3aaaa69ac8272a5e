"""Screen order sheets: grids of plain values in, a plan of answers out.

One service for every face. A face reads its cells into `Grid`s (from a file with `workbooks`, or
from Excel), calls `screen_grids`, and writes the `Plan`; nothing here touches a file or Excel:

    >>> grids = [Grid("Orders", [["Order", "Customer"], [4711, "Inspur Group"]])]
    >>> plan = screen_grids(grids, Screener.open(), ScreenOptions())
    >>> for block in plan.blocks:
    ...     # headers of block.headers at (block.header_row, block.first_column) and to the right;
    ...     # for each row of block.rows: row.verdict_text, then row.values[1:], coloured by
    ...     # LOOK_OF_GRADE[row.grade]; row.comment as a note; row.link on the citation
    ...     ...

For a selection, give the `Grid` its `first_row` and `first_column`: all numbers in the plan are the
sheet's own. `plan.summary` and `plan.details` are whole sheets of ours. When no party is found,
`SheetLayoutError` says what was seen.
"""

from __future__ import annotations

from entitycheck.orders.grid import Area, Grid, ListedTable
from entitycheck.orders.plan import LOOK_OF_GRADE, AnswerBlock, AnswerRow, Plan
from entitycheck.sheets.options import ScreenOptions
from entitycheck.sheets.reading import Reading, read_grids
from entitycheck.sheets.screening import screen_grids, screen_reading

__all__ = [
    "LOOK_OF_GRADE",
    "AnswerBlock",
    "AnswerRow",
    "Area",
    "Grid",
    "ListedTable",
    "Plan",
    "Reading",
    "ScreenOptions",
    "read_grids",
    "screen_grids",
    "screen_reading",
]
