from __future__ import annotations

import pytest

from entitycheck.names import readings
from entitycheck.names.chinese import read_chinese, simplify


def spellings(name: str) -> set[str]:
    return {" ".join(token.text for token in reading.tokens) for reading in readings(name)}


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("浪潮集团有限公司", "inspur group"),
        ("浪潮集團有限公司", "inspur group"),
        ("北京寒武纪科技有限公司", "beijing hanwuji technology"),
        ("第四范式（北京）技术有限公司", "4 paradigm beijing technology"),
        (
            "中国电子科技集团公司第四十三研究所",
            "china electronic technology group 43 research institute",
        ),
        ("西北工业大学", "northwest polytechnical university"),
        ("重庆川东船舶重工有限责任公司", "chongqing chuandong shipbuilding industry"),
        ("东方电子股份有限公司", "east electronic"),
    ],
)
def test_a_chinese_name_has_the_words_of_the_listed_name(written: str, words: str) -> None:
    assert words in spellings(written)


@pytest.mark.parametrize(
    ("written", "number"),
    [("第五十八研究所", "58"), ("七〇一所", "701"), ("第十四研究所", "14"), ("第703研究所", "703")],
)
def test_numbers_of_institutes_are_read(written: str, number: str) -> None:
    assert any(number in reading.text.split() for reading in read_chinese(written))


def test_characters_of_a_brand_are_no_numbers() -> None:
    assert all("1" not in reading.text for reading in read_chinese("三一重工"))


def test_a_person_has_surname_and_given_name() -> None:
    assert "ren zhengfei" in spellings("任正非")


def test_traditional_characters_become_simplified() -> None:
    assert simplify("華為技術") == "华为技术"


def test_the_latin_part_beside_a_chinese_name_is_a_reading_of_its_own() -> None:
    assert {"inspur group", "loongson technology"} <= spellings("浪潮集团 / Loongson Technology")


def test_a_bracket_that_holds_only_a_city_is_no_name() -> None:
    assert all(words != "shanghai" for words in spellings("Kesu (Shanghai) Electronic Technology"))


def test_a_known_name_does_not_cut_a_place_in_two() -> None:
    assert "shanghai siyuan electric" in spellings("上海思源电气股份有限公司")
