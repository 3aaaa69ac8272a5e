"""The columns chosen on the layouts of real sheets."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from entitycheck.orders.grid import Area, Grid, Value, column_number
from entitycheck.orders.layout import read_sheet

MASKED: dict[str, Value] = {"<number>": 4711, "<date>": date(2023, 3, 2)}


def _area(text: str) -> Area:
    match = re.fullmatch(r"([A-Z]+)(\d+):([A-Z]+)(\d+)", text)
    assert match is not None
    first, last = column_number(match[1]), column_number(match[3])
    assert first is not None
    assert last is not None
    return Area(int(match[2]), first, int(match[4]), last)


def _grid(sheet: dict[str, Any]) -> Grid:
    rows = [[MASKED.get(value, value) for value in row] for row in sheet["rows"]]
    return Grid(sheet["name"], rows, merged=tuple(map(_area, sheet["merged"])))


def _chosen(layout: dict[str, Any]) -> set[tuple[str, str]]:
    return {
        (choice.role, choice.header)
        for sheet in layout["sheets"]
        for part in read_sheet(_grid(sheet)).tables
        for choice in part.columns.used
    }


def _layouts(real_data: Path) -> dict[str, dict[str, Any]]:
    text = (real_data / "data" / "orders" / "layouts.json").read_text(encoding="utf-8")
    return {layout["layout"]: layout for layout in json.loads(text)}


@pytest.mark.parametrize(
    "name",
    [
        "cn_库存发货单_dispatch_note",
        "cn_采购订单_supplier_po",
        "cn_订单_customs_83cols",
        "qa_Customer_Master",
        "demo_northwind_orders",
        "sa_odoo_invoices_arabic",
    ],
)
def test_real_tables(real_data: Path, name: str) -> None:
    """Every party column of a real table is found in its role, with its address and country."""
    layout = _layouts(real_data)[name]
    wanted = {
        (role, header)
        for role, headers in layout["parties"].items()
        for header in ([headers] if isinstance(headers, str) else headers)
    }

    assert wanted <= _chosen(layout)


def test_no_party_in_purchase_lines(real_data: Path) -> None:
    """Vendor numbers, descriptions and units are no parties."""
    assert _chosen(_layouts(real_data)["qa_Purchase_Order_lines"]) == set()


def test_codes_and_staff_are_never_chosen(real_data: Path) -> None:
    """No number, unit, status or member of staff is taken for a party on any real layout."""
    chosen = {header for layout in _layouts(real_data).values() for _, header in _chosen(layout)}

    assert not chosen & {
        "No.",
        "Salesperson Code",
        "客户代码",
        "计划员",
        "单位",
        "customerID",
        "工厂",
    }
