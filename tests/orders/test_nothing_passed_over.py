"""Whatever a sheet looks like, no cell that names a company is passed over without a word."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entitycheck.orders.content import has_legal_form
from entitycheck.orders.grid import Area, Grid, Value, cell_text
from entitycheck.orders.headers import read_header
from entitycheck.orders.layout import SheetReading, find_parties, read_sheet

CASES = sorted((Path(__file__).parents[1] / "data" / "sheets").glob("*.json"))
WORDS = [
    "Customer",
    "Country",
    "Qty",
    "Order No.",
    "Ship To",
    "Consignee:",
    "Notify Party",
    "Address",
    "Name",
    "Date",
    "Description",
    "Total",
    "Supplier",
    "收货人",
    "客户名称",
    "Kunde",
    "Company",
    "Contact",
    "Bill To:",
    "End user",
    "Bank",
    "Remarks",
    "Delivery address",
    "First Name",
    "Last Name",
    "NAME:",
    "Same as above",
    "ditto",
    "China",
    "CN",
    "Jinan",
    "1 Langchao Road",
    "Valve",
    "4711 A",
    "Inspur",
]
FIRMS = [
    "Inspur Group Co., Ltd.",
    "Brauerei Steinbach GmbH",
    "Acme Tools Inc.",
    "ООО Ромашка",
    "浪潮集团有限公司",
    "Muster AG",
]
CELLS: st.SearchStrategy[Value] = st.one_of(
    st.none(), st.integers(1, 999), st.sampled_from(WORDS), st.sampled_from(FIRMS)
)


def _passed_over(reading: SheetReading) -> list[str]:
    """Companies that are neither asked about nor named as left out."""
    grid = reading.grid
    known = {(row, column) for row, column, _ in reading.loose}
    forms = [form.found for form in reading.forms]
    known.update((found.row, found.column) for found in forms)
    texts = [
        text
        for found in forms
        for text in (found.text, found.party.address, *(piece.name for piece in found.pieces))
        if text
    ]
    for part in reading.tables:
        rows = range(part.table.first_row, part.table.last_row + 1)
        columns = {choice.column for choice in part.columns.used}
        columns |= {left.column for left in part.columns.left_out if left.looks_like_party}
        known.update((row, column) for row in rows for column in columns)
        if part.columns.parties:
            _, skipped = find_parties(part, grid)
            known.update((skip.row, column) for skip in skipped for column in part.table.columns)
    return [
        text
        for row, cells in enumerate(grid.rows, grid.first_row)
        for column, value in enumerate(cells, grid.first_column)
        if isinstance(value, str)
        and has_legal_form(text := cell_text(value))
        and read_header(text).understood < 1
        and (row, column) not in known
        and not any(text in whole for whole in texts)
    ]


@settings(max_examples=150)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=6), min_size=1, max_size=14))
def test_any_sheet(rows: list[list[Value]]) -> None:
    """Words of headers, companies and numbers in any order."""
    assert _passed_over(read_sheet(Grid("Orders", rows))) == []


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_sheets_of_many_systems(path: Path) -> None:
    """The sheets in the manner of real systems."""
    case = json.loads(path.read_text(encoding="utf-8"))
    merged = tuple(Area(*corners) for corners in case["merged"])

    assert _passed_over(read_sheet(Grid(case["sheet"], case["rows"], merged=merged))) == []
