"""Where parties are, by what their cells say."""

from __future__ import annotations

import pytest

from entitycheck.matching.whereabouts import address_of
from entitycheck.records import Party

CELL = "Golden Lotus Ltd, Room 803, Chevalier House, 45-51 Chatham Road South, Tsim Sha Tsui"


@pytest.mark.parametrize("name", ["Inspur Group Co., Ltd.", "Plant No. 13, Saturn", "Smith, John"])
def test_a_name_with_a_comma_is_no_address(name: str) -> None:
    assert address_of(Party(name)) is None


def test_a_given_address_goes_before_one_in_the_name() -> None:
    assert address_of(Party(CELL, None, "1 Main Street")) == "1 Main Street"
