"""Chinese names in the words of the list."""

from __future__ import annotations

import pytest
from small_list import entry

from entitycheck.matching import Scored, compile_index, find_candidates, open_index
from entitycheck.matching.keys import bracket_parts
from entitycheck.matching.policy import Policy
from entitycheck.records import Grade, Party

ENTRIES = (
    entry("AECC Aero Science & Technology Co. Ltd."),
    entry("Academy of Military Medical Sciences, Institute of Hygiene and Environmental Medicine"),
    entry("Academy of Military Medical Sciences"),
    entry("China State Shipbuilding Corporation, Limited", "CSSC"),
    entry("AVIATION INDUSTRY CORPORATION OF CHINA, LTD.", "AVIC", code="CMIC"),
    entry("Suzhou Zhongsheng Magnetic Industry Co., Ltd.", code="SDN"),
    entry("Suzhou Zhongsheng Trading Co., Ltd.", code="SDN"),
)
INDEX = open_index(compile_index(ENTRIES))


def ask(name: str) -> tuple[Scored, ...]:
    return find_candidates([Party(name, "CN")], INDEX, Policy())[0]


@pytest.mark.parametrize(
    ("typed", "listed"),
    [
        ("中国航发航空科技股份有限公司", "AECC Aero Science & Technology Co. Ltd."),
        (
            "中国人民解放军军事科学院军事医学研究院卫生与环境医学研究所",
            "Academy of Military Medical Sciences, Institute of Hygiene and Environmental Medicine",
        ),
        ("中国船舶集团有限公司", "China State Shipbuilding Corporation, Limited"),
        ("苏州中盛磁业有限公司", "Suzhou Zhongsheng Magnetic Industry Co., Ltd."),
        ("中国航空工业集团有限公司", "AVIATION INDUSTRY CORPORATION OF CHINA, LTD."),
    ],
)
def test_of_several_translations_the_one_on_the_list_is_taken(typed: str, listed: str) -> None:
    found = ask(typed)

    assert ENTRIES[found[0].row].name == listed
    assert found[0].verdict is not Grade.NO_MATCH


@pytest.mark.parametrize("typed", ["苏州工业有限公司", "中国科技有限公司", "航空科技研究所"])
def test_common_words_in_any_translation_never_alert(typed: str) -> None:
    assert ask(typed) == ()


def test_an_acronym_is_the_name_only_where_it_ends_it() -> None:
    assert bracket_parts("Aviation Industry Corporation of China's (AVIC) Institute 625") == [
        "Aviation Industry Corporation of China's   Institute 625"
    ]
    assert "CASIC" in bracket_parts("China Aerospace Science and Industry Corp. (CASIC) Ltd.")
