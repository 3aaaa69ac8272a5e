from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entitycheck.names import readings
from entitycheck.names.arabic import settle_letters
from entitycheck.names.sounds import latin_consonants, latin_sounds, native_sounds, unlikeness


def unlike(native: str, latin: str) -> float | None:
    sounds = native_sounds(settle_letters(native))
    costs = [unlikeness(one, latin_sounds(latin)) for one in sounds]
    return min((cost for cost in costs if cost is not None), default=None)


@pytest.mark.parametrize(
    ("native", "latin"),
    [
        ("فناوران", "fanavaran"),
        ("جوان", "javan"),
        ("ابتکار", "ebtekar"),
        ("حسینی", "hosseini"),
        ("قادر", "ghader"),
        ("سعید", "saeed"),
        ("پویش", "pooyesh"),
        ("کنترل", "control"),
        ("تولز", "tolz"),
    ],
)
def test_a_word_sounds_like_its_latin_spelling(native: str, latin: str) -> None:
    cost = unlike(native, latin)

    assert cost is not None
    assert cost <= 0.5


@pytest.mark.parametrize(
    ("native", "latin"),
    [
        ("سابک", "sbec"),  # a long vowel is always written
        ("سایپا", "sapa"),
        ("کریمی", "karami"),
        ("کریمی", "kerimova"),
        ("زین", "zeyuan"),
        ("قند", "qannadi"),
        ("کیش", "qish"),
        ("دارو", "dari"),
    ],
)
def test_words_whose_vowels_contradict_are_two_words(native: str, latin: str) -> None:
    assert unlike(native, latin) is None


def test_short_words_leave_less_room_than_long_ones() -> None:
    assert unlike("اهر", "hara") is None
    assert unlike("ارتباطات", "ertebatat") == 0


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("کنترل پارس", "control pars"),
        ("شرکت پلیمر آریا", "polymer aria"),
        ("نیشنل انجینئرنگ ریسرچ لیبارٹریز", "national engineering research laboratory"),
    ],
)
def test_english_words_in_arabic_letters_are_read_in_english(written: str, words: str) -> None:
    spelled = {" ".join(token.text for token in reading.tokens) for reading in readings(written)}

    assert words in spelled


def test_the_article_makes_a_text_arabic_unless_persian_letters_stand_in_it() -> None:
    arabic, persian = readings("الكرزون")[0], readings("الکرزون گستر")[0]

    assert "al" in arabic.folded.split()
    assert "al" not in persian.folded.split()


@given(st.lists(st.text("abcdehiknopgstxyz", min_size=1)))
def test_consonants_of_many_words_are_those_of_each(words: list[str]) -> None:
    expected = [latin_sounds(word).consonants for word in words]

    assert latin_consonants(words) == (expected or [""])
