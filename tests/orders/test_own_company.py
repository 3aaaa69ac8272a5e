"""Columns of the user's own company: left out where they are one, screened where they may be another's."""

from __future__ import annotations

import pytest

from entitycheck.orders.grid import Grid, Value
from entitycheck.orders.layout import read_sheet

FIRMS = ["Inspur Group", "Brauerei Steinbach GmbH", "Papeterie Valmont SA", "Acme Tools Inc."]
OWN = "Muster Maschinen GmbH"


def _roles(
    header: list[str], columns: list[list[str]], given: dict[str, list[str]] | None = None
) -> dict[str, str]:
    """Role by header of the party columns of a table with an order number before them."""
    rows: list[list[Value]] = [["Order", *header]]
    rows.extend([4711 + at, *row] for at, row in enumerate(zip(*columns, strict=True)))
    (part,) = read_sheet(Grid("Orders", rows), given).tables
    return {choice.header: choice.role for choice in part.columns.used if choice.is_party}


@pytest.mark.parametrize(
    "own",
    [
        "Company",
        "Subsidiary",
        "Our entity",
        "Legal entity",
        "Selling company",
        "Mandant",
        "Firma",
        "Gesellschaft",
        "Société",
        "Empresa",
        "公司",
        "我方公司",
        "销售组织",
        "Организация",
        "Юр. лицо",
        "自社",
        "Şirket",
        "Business Unit",
        "Operating Unit",
        "SELLING_COMPANY",
    ],
)
def test_one_name_down_the_sheet_beside_customers(own: str) -> None:
    """The column of the own company is left out, with its name and the reason."""
    rows: list[list[Value]] = [["Order", own, "Customer"]]
    rows.extend([4711 + at, OWN, firm] for at, firm in enumerate(FIRMS))
    (part,) = read_sheet(Grid("Orders", rows)).tables
    (left,) = [left for left in part.columns.left_out if left.own is not None]

    assert [choice.header for choice in part.columns.parties] == ["Customer"]
    assert (left.header, left.values, left.looks_like_party) == (own, (OWN,), True)


def test_two_own_companies() -> None:
    """A group that sells through two firms has both of them on its rows."""
    two = [OWN, "Muster Inc.", OWN, "Muster Inc."]

    assert _roles(["Our entity", "Counterparty"], [two, FIRMS]) == {"Counterparty": "party"}
    assert set(_roles(["Company", "Customer"], [two * 3, FIRMS * 3])) == {"Customer"}


def test_the_only_party_column_is_screened() -> None:
    """A sheet whose only party column is called Company is screened, whatever it holds."""
    assert set(_roles(["Company"], [FIRMS])) == {"Company"}
    assert set(_roles(["Company"], [[OWN] * 4])) == {"Company"}
    assert set(_roles(["Subsidiary"], [[OWN] * 4])) == {"Subsidiary"}


def test_many_companies_are_parties() -> None:
    """A company that changes from row to row is a party, also beside a supplier."""
    assert set(_roles(["Company", "Supplier"], [FIRMS, FIRMS[::-1]])) == {"Company", "Supplier"}
    assert set(_roles(["Legal entity", "Customer"], [FIRMS, FIRMS[::-1]])) == {
        "Legal entity",
        "Customer",
    }


def test_the_firm_of_a_person_is_a_party() -> None:
    """One company and its people: the company is the party."""
    people = ["Hans Meier", "Wei Zhang", "Anna Schmidt", "John Doe"]

    assert "Company" in _roles(["Company", "Contact"], [["Inspur Group"] * 4, people])
    assert "Company" in _roles(["Company", "Name"], [["Inspur Group"] * 4, people])


def test_few_rows_prove_nothing() -> None:
    """With one or two rows nobody can tell whose company it is."""
    assert "Company" in _roles(["Company", "Customer"], [[OWN] * 2, FIRMS[:2]])


def test_parties_of_the_transaction_stay() -> None:
    """The exporter of a filing is a party to it, although it never changes."""
    assert set(_roles(["Exporter", "Consignee"], [[OWN] * 4, FIRMS])) == {"Exporter", "Consignee"}


def test_the_user_brings_it_back() -> None:
    """A column that the user names is used."""
    roles = _roles(["Company", "Customer"], [[OWN] * 4, FIRMS], {"party": ["Company"]})

    assert roles == {"Company": "party", "Customer": "customer"}
