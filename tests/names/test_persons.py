from __future__ import annotations

import pytest

from entitycheck.names import readings
from entitycheck.names.spelling import settle_spelling
from entitycheck.names.tables import load_rows, split_spellings


def spellings(name: str) -> set[str]:
    return {" ".join(token.text for token in reading.tokens) for reading in readings(name)}


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Putin V.V.", "putin v v"),
        ("O. Deripaska", "deripaska o"),
        ("V. V. Putin", "putin v v"),
        ("Чемезов С. В.", "chemezov s v"),
        ("Kuznetsov I.", "kuznetsov i"),
        ("Prigozhin E.V.", "prigozhin e v"),
    ],
)
def test_initials_are_words_of_their_own(written: str, words: str) -> None:
    assert words in spellings(written)


@pytest.mark.parametrize("written", ["Romashka S.A.", "Sibugol A.O.", "T. Rowe Price Group Inc."])
def test_a_legal_form_is_no_initial(written: str) -> None:
    assert not any(reading.basis.startswith("initials") for reading in readings(written))


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Ding Wen Luo", "luo dingwen"),
        ("Luo Ding Wen", "luo dingwen"),
        ("Luo Dingwen", "luo ding wen"),
        ("Dingwen Luo", "luo ding wen"),
    ],
)
def test_a_chinese_given_name_is_one_word_or_two(written: str, words: str) -> None:
    assert words in spellings(written)


@pytest.mark.parametrize(
    ("written", "words"),
    [("Li Na", "li na"), ("李娜", "li na"), ("Nguyen Van An", "nguyen van an")],
)
def test_a_syllable_of_a_name_is_no_stop_word(written: str, words: str) -> None:
    assert words in spellings(written)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Viktar Lukashenka", "Viktor Lukashenko"),
        ("Sergei Kiriyenko", "Sergey Kirienko"),
        ("Yanukovych Viktor", "Yanukovich Victor"),
        ("Usama Bin Ladin", "Osama Bin Ladin"),
        ("Olha Ivanova", "Olga Ivanova"),
    ],
)
def test_spellings_of_a_person_are_one(one: str, other: str) -> None:
    words = [[token.text for token in readings(name)[0].tokens] for name in (one, other)]

    assert words[0] == words[1]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("حسن نصر الله", "hasan nasrallah"),
        ("محمدجواد ظریف", "muhammad jawad zarif"),
        ("عبد الملك الحوثي", "abdul malik article houthi"),
    ],
)
def test_joined_names_of_arabic_script_are_parted(written: str, words: str) -> None:
    assert words in spellings(written)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kim Chul Hoon", "Kim Chol Hun"),
        ("Choi Hyun Jeong", "Choe Hyon Jong"),
        ("Dzmitryj Siarhiej", "Dmitriy Sergey"),
        ("Kavkazskiy Soiuz", "Caucasus Soyuz"),
    ],
)
def test_romanisations_of_a_name_are_one(one: str, other: str) -> None:
    words = [[token.text for token in readings(name)[0].tokens] for name in (one, other)]

    assert words[0] == words[1]


def test_every_spelling_of_a_name_becomes_its_one_spelling() -> None:
    rows = [*load_rows("given_names"), *load_rows("name_words")]

    apart = [
        (name, other)
        for name, column in rows
        for other in split_spellings(column)
        if settle_spelling(other) != settle_spelling(name)
    ]
    assert apart == []
