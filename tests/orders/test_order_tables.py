"""Where the header of a messy sheet is found, and which rows are data."""

from __future__ import annotations

from collections.abc import Sequence

from entitycheck.orders.grid import Area, Grid, Value
from entitycheck.orders.layout import find_parties, read_sheet
from entitycheck.orders.parties import FoundParty

HEADER: list[Value] = ["Order", "Customer", "Country", "Qty"]
ROWS: list[list[Value]] = [
    [4711, "Inspur Group", "CN", 5],
    [4712, "Loongson Technology", "CN", 6],
    [4713, "Brauerei Steinbach GmbH", "DE", 7],
]


def _parties(rows: Sequence[Sequence[Value]], **options: tuple[Area, ...]) -> list[FoundParty]:
    reading = read_sheet(Grid("Orders", rows, **options))  # type: ignore[arg-type]
    return [party for part in reading.tables for party in find_parties(part, reading.grid)[0]]


def _names(rows: Sequence[Sequence[Value]], **options: tuple[Area, ...]) -> list[str]:
    return [party.party.name for party in _parties(rows, **options)]


NAMES = ["Inspur Group", "Loongson Technology", "Brauerei Steinbach GmbH"]


def test_header_in_first_row() -> None:
    """An ordinary sheet: header, rows, country beside the name."""
    found = _parties([HEADER, *ROWS])

    first = found[0]
    assert (first.party.name, first.party.country, first.role) == ("Inspur Group", "CN", "customer")


def test_header_in_row_20_below_titles() -> None:
    """Titles, lines of facts and blanks above the header do not hide it."""
    top: list[list[Value]] = [["Open orders"], ["Printed", "2023-03-02"], [], ["For internal use"]]
    assert _names([*top, *[[]] * 15, HEADER, *ROWS]) == NAMES


def test_two_header_rows_with_merged_groups() -> None:
    """A group above gives its role to the columns below it."""
    rows: list[list[Value]] = [
        [None, "Ship To", None, None, "End User", None],
        ["Order", "Name", "Address", "Country", "Name", "Country"],
        [1, "Kuehne AG", "Basel", "CH", "Inspur Group", "CN"],
        [2, "Kuehne AG", "Basel", "CH", "Loongson Technology", "CN"],
    ]
    merged = (Area(1, 2, 1, 4), Area(1, 5, 1, 6))
    found = _parties(rows, merged=merged)

    assert {(p.role, p.party.name, p.party.country) for p in found} == {
        ("ship-to", "Kuehne AG", "CH"),
        ("end-user", "Inspur Group", "CN"),
        ("end-user", "Loongson Technology", "CN"),
    }


def test_blank_lines_repeated_headers_totals_and_notes() -> None:
    """Blank lines do not end a table; repeated headers, totals and notes are not screened."""
    rows: list[list[Value]] = [
        HEADER,
        ROWS[0],
        [],
        ROWS[1],
        HEADER,
        ROWS[2],
        ["Total", None, None, 18],
        [],
        ["All prices are in euro and do not include freight, insurance or duty"],
    ]
    assert _names(rows) == NAMES


def test_a_customer_called_total_stays() -> None:
    """A full row is data, whatever its name."""
    assert "Total" in _names([HEADER, *ROWS, [4714, "Total", "FR", 1]])


def test_two_tables_on_one_sheet() -> None:
    """A second table below has its own columns."""
    second: list[list[Value]] = [["Vendor name", "No."], ["DMT Trading LLC", 1], ["Galaxy", 2]]
    found = _parties([HEADER, *ROWS, [], *second])

    assert {(p.role, p.party.name) for p in found} >= {
        ("customer", "Inspur Group"),
        ("supplier", "DMT Trading LLC"),
    }


def test_column_of_companies_without_header() -> None:
    """Without any header a column of company names is found by its content."""
    rows: list[list[Value]] = [
        [4711, "Inspur Group Co., Ltd.", 5],
        [4712, "Brauerei Steinbach GmbH", 6],
        [4713, "Aceros del Norte S.A.", 7],
    ]
    assert _names(rows) == [
        "Inspur Group Co., Ltd.",
        "Brauerei Steinbach GmbH",
        "Aceros del Norte S.A.",
    ]


def test_rows_without_header_beside_country_codes() -> None:
    """`DE` in a column of country codes is no label of a form: every row is screened."""
    rows: list[list[Value]] = [
        [1, "Inspur Group Co., Ltd.", "CN", 3],
        [2, "Brauerei Steinbach GmbH", "DE", 4],
        [3, "Loongson Technology", "CN", 5],
        [4, "Acme Pumps Inc", "US", 5],
    ]
    found = _parties(rows)
    assert [party.row for party in found] == [1, 2, 3, 4]


def test_first_and_last_names_are_one_party() -> None:
    """A shop's export names a person in two columns."""
    rows: list[list[Value]] = [
        ["billing_first_name", "billing_last_name", "billing_country", "total"],
        ["Luo", "Dingwen", "CN", 5],
        ["Mary", "Hall", "GB", 6],
    ]
    assert _names(rows) == ["Luo Dingwen", "Mary Hall"]


def test_a_customer_merged_over_several_rows() -> None:
    """Each row of a merged cell has its party."""
    rows: list[list[Value]] = [
        ["Customer", "Item", "Qty"],
        ["Inspur Group", "Pump", 1],
        [None, "Valve", 2],
        ["Muster GmbH", "Valve", 2],
    ]
    names = _names(rows, merged=(Area(2, 1, 3, 1),))
    assert names == ["Inspur Group", "Inspur Group", "Muster GmbH"]


def test_exports_write_null_for_blanks() -> None:
    """`NULL` and `-` in a party cell are blanks."""
    assert _names([HEADER, *ROWS, [4714, "NULL", "CN", 1], [4715, "-", "CN", 1]]) == NAMES
