"""Listed names inside longer texts."""

from __future__ import annotations

import pytest
from small_list import check, entry

from entitycheck.matching import compile_index, find_candidates, open_index
from entitycheck.matching.policy import Policy
from entitycheck.records import Party, PartyType

PROSE = "we shipped two crates to {} in the second week of March, see the airway bill attached"


@pytest.mark.parametrize(
    "text",
    [
        PROSE.format("Inspur Group Co., Ltd."),
        "ATTN: Mr Wang, Inspur Group Co., Ltd.",
        "urgent urgent urgent Inspur Group Co., Ltd.",
        "0815 " * 1500 + "Inspur Group Co., Ltd.",
    ],
    ids=["prose", "person before", "words before", "behind 7,500 letters"],
)
def test_a_listed_name_is_found_whatever_stands_around_it(text: str) -> None:
    assert check(text)[0].matched_name == "Inspur Group Co., Ltd."


def test_a_long_name_of_common_words_is_found_in_prose() -> None:
    found = check(PROSE.format("Beijing Institute of Technology"))

    assert found[0].matched_name == "Beijing Institute of Technology"
    assert "part of the text" in found[0].reason


@pytest.mark.parametrize(
    ("listed", "text"),
    [
        (entry("CHEMICAL GROUP", code="SDN"), "Hubei Kailong Chemical Group Co., Ltd."),
        (entry("TECHNOLOGY LLC", code="SDN"), "Kailong Technology LLC"),
        (
            entry("NEW ENERGY", code="SDN", party_type=PartyType.VESSEL),
            "Hunan New Energy Co., Ltd.",
        ),
        (entry("Kevin Chan", party_type=PartyType.PERSON), "Simon Kevin Chan"),
    ],
)
def test_words_that_many_longer_names_hold_are_no_name_inside_them(
    listed: object, text: str
) -> None:
    index = open_index(compile_index([listed]))  # type: ignore[list-item]  # from `entry`

    assert find_candidates([Party(text)], index, Policy()) == [()]


def test_the_answer_for_one_party_does_not_depend_on_its_neighbours() -> None:
    index = open_index(
        compile_index([entry("Inspur Group Co., Ltd."), entry("Loongson Technology")])
    )
    texts = ["nothing here at all", PROSE.format("Loongson Technology"), "", "Acme"]
    parties = [Party(text) for text in texts]

    together = find_candidates(parties, index, Policy())

    assert together == [find_candidates([one], index, Policy())[0] for one in parties]
    assert [bool(found) for found in together] == [False, True, False, False]
