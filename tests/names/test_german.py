from __future__ import annotations

import pytest

from entitycheck.names import readings
from entitycheck.names.german import spell_english


@pytest.mark.parametrize(
    ("german", "english"),
    [
        ("sergej lawrow", "sergey lavrov"),
        ("wologdin boris", "vologdin boris"),
        ("jewgeni prigoschin", "evgeni prigoshin"),
        ("wladimir putin", "vladimir putin"),
    ],
)
def test_a_slavic_name_in_german_spelling_is_read_the_english_way(
    german: str, english: str
) -> None:
    assert spell_english(german) == english


@pytest.mark.parametrize("name", ["wang wei", "kwang su", "huawei", "william walker"])
def test_other_names_stay_as_they_are(name: str) -> None:
    assert spell_english(name) is None


def test_a_title_in_front_is_left_out_in_a_reading_of_its_own() -> None:
    assert "sergey lavrov" in [reading.folded for reading in readings("Mr. Sergey Lavrov")]
