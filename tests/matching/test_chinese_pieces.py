"""Chinese names in the words of the list."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_list import entry

from entitycheck.matching import Scored, compile_index, find_candidates, open_index
from entitycheck.matching.index import NameIndex
from entitycheck.matching.keys import bracket_parts
from entitycheck.matching.pieces import MOST_NAMES, Wordings, _best_names
from entitycheck.matching.policy import Policy
from entitycheck.records import Grade, Party

ENTRIES = (
    entry("AECC Shenyang Liming Aero-Engine Co., Ltd."),
    entry("Northwestern Polytechnical University, Institute of Unmanned Systems"),
    entry("Northwestern Polytechnical University"),
    entry("China State Shipbuilding Corporation, Limited", "CSSC"),
    entry("AVIATION INDUSTRY CORPORATION OF CHINA, LTD.", "AVIC", code="CMIC"),
    entry("Ningbo Yunsheng Magnetic Industry Co., Ltd.", code="SDN"),
    entry("Ningbo Yunsheng Trading Co., Ltd.", code="SDN"),
)
INDEX = open_index(compile_index(ENTRIES))


def ask(name: str) -> tuple[Scored, ...]:
    return find_candidates([Party(name, "CN")], INDEX, Policy())[0]


@pytest.mark.parametrize(
    ("typed", "listed"),
    [
        ("中国航发沈阳黎明航空发动机有限责任公司", "AECC Shenyang Liming Aero-Engine Co., Ltd."),
        (
            "工业和信息化部西北工业大学无人系统研究院",
            "Northwestern Polytechnical University, Institute of Unmanned Systems",
        ),
        ("中国船舶集团有限公司", "China State Shipbuilding Corporation, Limited"),
        ("宁波韵升磁业有限公司", "Ningbo Yunsheng Magnetic Industry Co., Ltd."),
        ("中国航空工业集团有限公司", "AVIATION INDUSTRY CORPORATION OF CHINA, LTD."),
    ],
)
def test_of_several_translations_the_one_on_the_list_is_taken(typed: str, listed: str) -> None:
    found = ask(typed)

    assert ENTRIES[found[0].row].name == listed
    assert found[0].verdict is not Grade.NO_MATCH


@pytest.mark.parametrize("typed", ["宁波工业有限公司", "中国科技有限公司", "航空科技研究所"])
def test_common_words_in_any_translation_never_alert(typed: str) -> None:
    assert ask(typed) == ()


def test_an_acronym_is_the_name_only_where_it_ends_it() -> None:
    assert bracket_parts("Aviation Industry Corporation of China's (AVIC) Institute 625") == [
        "Aviation Industry Corporation of China's   Institute 625"
    ]
    assert "CASIC" in bracket_parts("China Aerospace Science and Industry Corp. (CASIC) Ltd.")


@given(st.lists(st.dictionaries(st.integers(0, 9), st.floats(0.1, 9.0)), max_size=4))
def test_the_best_names_are_those_of_the_highest_sums(held: list[dict[int, float]]) -> None:
    index = SimpleNamespace(name_weight=np.linspace(0.5, 5.0, 10))
    pieces = [
        Wordings(
            spellings=(),
            listed=(),
            words=frozenset(),
            plainest=0,
            names=np.asarray(sorted(one), np.int64),
            weights=np.asarray([one[name] for name in sorted(one)], np.float64),
        )
        for one in held
    ]
    sums: dict[int, float] = {}
    for one in held:
        for name, weight in one.items():
            sums[name] = sums.get(name, 0.0) + weight
    roots = np.sqrt(np.maximum(index.name_weight, 1.0))
    ranked = sorted(sums, key=lambda name: (-np.round(sums[name] / roots[name], 6), name))

    assert _best_names(pieces, cast("NameIndex", index)) == ranked[:MOST_NAMES]
