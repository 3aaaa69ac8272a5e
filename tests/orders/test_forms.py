"""Parties on forms: labels above, beside and in the cell of a name."""

from __future__ import annotations

from entitycheck.orders.grid import Area, Grid, Value
from entitycheck.orders.layout import read_sheet
from entitycheck.records import Party

Rows = list[list[Value]]


def _parties(rows: Rows, merged: tuple[Area, ...] = ()) -> list[Party]:
    return [form.found.party for form in read_sheet(Grid("PO", rows, merged=merged)).forms]


def test_label_above() -> None:
    """Lines below a label: the first is the name, the last may be the country."""
    rows: Rows = [["Bill To:"], ["BGI Research"], ["Beishan Industrial Zone"], ["China"]]
    assert _parties(rows) == [Party("BGI Research", "China", "Beishan Industrial Zone", "bill-to")]


def test_label_beside_with_labelled_lines() -> None:
    """A value to the right goes on below; a word in the label's column says what a line is."""
    rows: Rows = [
        [None, "Invoice to:", "Inspur Group Co., Ltd.", "Phone number:", 4711],
        [None, "Address:", "1036 Langchao Road", "Fax:", 4711],
        [None, None, "Jinan"],
        [None, "Country:", "CN"],
    ]
    address = "1036 Langchao Road, Jinan"
    assert _parties(rows, (Area(2, 2, 3, 2),)) == [
        Party("Inspur Group Co., Ltd.", "CN", address, "bill-to")
    ]


def test_labels_side_by_side() -> None:
    """Two blocks in one row do not run into one another; a value may stand one column off."""
    rows: Rows = [
        ["Vendor:", None, None, "Ship To:"],
        [None, "DMT Trading LLC", None, "BGI Research"],
        [None, "Minsk", None, "Shenzhen"],
    ]
    assert [(p.role, p.name, p.address) for p in _parties(rows)] == [
        ("supplier", "DMT Trading LLC", "Minsk"),
        ("ship-to", "BGI Research", "Shenzhen"),
    ]


def test_label_and_value_in_one_cell() -> None:
    """`Consignee: name` in one cell, also over several lines."""
    rows: Rows = [
        ["收货人：浪潮集团有限公司"],
        [],
        ["Notify Party:\nDMT Trading LLC\nMinsk, Belarus"],
    ]
    assert [(p.role, p.name, p.country) for p in _parties(rows)] == [
        ("consignee", "浪潮集团有限公司", None),
        ("notify", "DMT Trading LLC", "Belarus"),
    ]


def test_a_company_in_an_address_line_is_a_piece() -> None:
    """`c/o` and a second company below the name are screened beside it."""
    rows: Rows = [["Consignee:"], ["Harbour Trading"], ["c/o Inspur Group Co., Ltd."], ["Jinan"]]
    pieces = read_sheet(Grid("PO", rows)).forms[0].found.pieces

    assert "Inspur Group Co., Ltd." in [piece.name for piece in pieces]


def test_labels_without_value_are_no_parties() -> None:
    """An empty form has labels only; dates and numbers beside a label are no names."""
    rows: Rows = [["Bill To:", None, "Ship To:"], [], ["Vendor:", 4711], ["Contact:", "Date:"]]
    assert _parties(rows) == []


def test_a_company_without_label_is_screened_on_a_form() -> None:
    """A letterhead, or a name in a place of its own, is asked about too."""
    rows: Rows = [["Tailspin Toys Inc."], [], ["Bill To:"], ["BGI Research"]]
    assert {party.name for party in _parties(rows)} == {"Tailspin Toys Inc.", "BGI Research"}


def test_a_german_form_with_the_address_label_of_the_ship_to() -> None:
    """`Lieferadresse:` beside a name is the ship-to party; `Adresse:` is not."""
    rows: Rows = [
        ["Lieferadresse:", "Loongson Technology"],
        ["Endverwender:", "Muster GmbH"],
        ["Adresse:", "Hauptstr. 1"],
    ]
    assert [(p.role, p.name) for p in _parties(rows)] == [
        ("ship-to", "Loongson Technology"),
        ("end-user", "Muster GmbH"),
    ]
