"""Sheets in the manner of many systems and countries: `tests/data/sheets/*.json`, one file a case.

A case holds the rows of an invented sheet, its merged ranges, the parties that must be found as role
and header, and perhaps the places. A new case needs no new code.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from entitycheck.orders.grid import Area, Grid
from entitycheck.orders.layout import read_sheet

CASES = sorted((Path(__file__).parents[1] / "data" / "sheets").glob("*.json"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_parties_of_the_case(path: Path) -> None:
    """Every party column and label of the case is found in its role, and nothing else is."""
    case = json.loads(path.read_text(encoding="utf-8"))
    merged = tuple(Area(*corners) for corners in case["merged"])
    reading = read_sheet(Grid(case["sheet"], case["rows"], merged=merged))
    found = {
        (choice.role, choice.header)
        for part in reading.tables
        for choice in part.columns.used
        if choice.is_party
    } | {(form.found.role, form.found.header) for form in reading.forms}

    places = {
        (choice.role, choice.header)
        for part in reading.tables
        for choice in part.columns.used
        if not choice.is_party
    }

    assert found == {tuple(party) for party in case["parties"]}
    assert "places" not in case or places == {tuple(place) for place in case["places"]}


def test_there_are_cases() -> None:
    """The folder is not empty."""
    assert len(CASES) > 150
