"""Names in Arabic script against the listed names that they may be."""

from __future__ import annotations

import pytest
from small_list import entry

from entitycheck.matching import Scored, compile_index, find_candidates, open_index
from entitycheck.matching.policy import Policy
from entitycheck.records import Grade, Party

ENTRIES = (
    entry("PARDAZAN SYSTEM NAMAD ARMAN", code="SDN", country="IR"),
    entry("RAYAN ROSHD AFZAR COMPANY", code="SDN", country="IR"),
    entry("RAYEN RASHID TRADING", code="SDN", country="AE"),
    entry("KAVEH CUTTING TOOLS COMPANY", code="SDN", country="IR"),
    entry("MARKUS LLC", code="EL", country="RU"),
)
INDEX = open_index(compile_index(ENTRIES))


def ask(name: str) -> tuple[Scored, ...]:
    return find_candidates([Party(name)], INDEX, Policy())[0]


@pytest.mark.parametrize(
    ("typed", "listed"),
    [
        ("پردازان سیستم نماد آرمان", "PARDAZAN SYSTEM NAMAD ARMAN"),
        ("شرکت رایان رشد افزار", "RAYAN ROSHD AFZAR COMPANY"),
        ("شرکت کاوه ابزار کاتینگ", "KAVEH CUTTING TOOLS COMPANY"),
    ],
)
def test_the_words_beside_a_word_tell_which_listed_word_it_is(typed: str, listed: str) -> None:
    found = ask(typed)

    assert found[0].matched_name == listed
    assert found[0].verdict is not Grade.NO_MATCH


@pytest.mark.parametrize("typed", ["مارک کس", "رشد", "ماركس للتجارة"])
def test_a_word_whose_vowels_had_to_be_guessed_is_no_match_alone(typed: str) -> None:
    assert [one for one in ask(typed) if one.verdict is Grade.MATCH] == []
