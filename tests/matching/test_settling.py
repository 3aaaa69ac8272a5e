"""How far from an alert a pair may be before address and place are looked at."""

from __future__ import annotations

import pytest
from small_list import small_index

from entitycheck.matching.policy import Policy
from entitycheck.matching.queries import read_parties
from entitycheck.matching.settling import ROUNDING, least_points
from entitycheck.records import Party

ADDRESS = "No. 1036 Langchao Road, Jinan City"


@pytest.mark.parametrize(
    ("party", "least"),
    [
        (Party("Inspur Grup"), 70),
        (Party("Inspur Grup Beijing"), 70 - 9),
        (Party("Inspur Grup", None, ADDRESS), 70 - 18),
        (Party("Inspur Grup Beijing", None, ADDRESS), 70 - 18 - 9),
    ],
)
def test_what_address_and_place_may_add_is_left_open(party: Party, least: float) -> None:
    """Without either, points that are missing stay missing; with both, 27 of them may yet come."""
    queries = read_parties([party], small_index())

    assert least_points(queries, Policy(), 0).tolist() == [least - ROUNDING]


def test_where_neither_counts_the_limit_is_the_least() -> None:
    queries = read_parties([Party("Inspur Grup Beijing", None, ADDRESS)], small_index())

    assert least_points(queries, Policy(use_country=False), 0).tolist() == [70 - ROUNDING]
    assert least_points(queries, Policy(), 3).tolist() == [0]
