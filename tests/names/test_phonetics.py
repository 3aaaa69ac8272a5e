"""Spellings of one sound by different ears."""

from __future__ import annotations

import pytest

from entitycheck.names.phonetics import phonetic_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("pawlowa", "pavlova"),
        ("wladimir", "vladimir"),
        ("youssouf", "yussuf"),
        ("lavroff", "lawrow"),
        ("rashid", "raschid"),
        ("jewgeni", "evgeny"),
        ("moustafaa", "mustafa"),
    ],
)
def test_one_name_heard_by_different_ears_has_one_key(one: str, other: str) -> None:
    assert phonetic_key(one) == phonetic_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"), [("pavlov", "petrov"), ("sergeev", "sergienko"), ("kazan", "kazakh")]
)
def test_different_names_keep_different_keys(one: str, other: str) -> None:
    assert phonetic_key(one) != phonetic_key(other)


@pytest.mark.parametrize("word", ["li", "kim", "cetc", "x9000"])
def test_short_words_and_codes_have_no_phonetic_key(word: str) -> None:
    assert phonetic_key(word) == ""
