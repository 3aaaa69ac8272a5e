"""Addresses typed behind the name, in its own cell."""

from __future__ import annotations

import pytest
from small_list import check

CELL = "Golden Lotus Ltd{}Room 803, Chevalier House, 45-51 Chatham Road South, Tsim Sha Tsui"


@pytest.mark.parametrize("mark", [", ", "\n", " | ", "; ", " - "])
def test_a_listed_address_behind_the_name_alerts(mark: str) -> None:
    found = check(CELL.format(mark))

    assert found[0].matched_name == "Address 04"
