from __future__ import annotations

import pytest

from entitycheck.names import readings
from entitycheck.names.arabic import settle_letters
from entitycheck.names.korean import spell_north, spell_south
from entitycheck.names.tables import load_rows


def spellings(name: str) -> set[str]:
    return {" ".join(token.text for token in reading.tokens) for reading in readings(name)}


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("بانک ملی ایران", "bank national iran"),
        ("شرکت صنایع الکترونیک شیراز", "industry electronic shiraz"),
        ("پردازان سیستم نماد آرمان", "pardazan system namad arman"),
        ("سازمان انرژی اتمی ایران", "nuclear energy organization iran"),
        ("شركة الشرق الأوسط للتجارة ذ.م.م", "east middle trading"),
        ("کشتیرانی جمهوری اسلامی ایران", "iran shipping lines"),
        ("조선련봉총회사", "korea ryonbong general"),
        ("조선해금강무역회사", "korea haegumgang trading"),
        ("株式会社ファーウェイ", "huawei"),
        ("東京電機工業株式会社", "tokyo electric industry"),
    ],
)
def test_a_native_name_has_the_words_of_the_listed_name(written: str, words: str) -> None:
    assert words in spellings(written)


@pytest.mark.parametrize(
    ("hangul", "north", "south"),
    [
        ("련봉", "ryonbong", "ryeonbong"),
        ("혁신", "hyoksin", "hyeoksin"),
        ("대동강", "taedonggang", "daedonggang"),
        ("청천강", "chongchongang", "cheongcheongang"),
    ],
)
def test_hangul_is_spelled_as_in_north_and_south(hangul: str, north: str, south: str) -> None:
    assert (spell_north(hangul), spell_south(hangul)) == (north, south)


def test_arabic_and_persian_forms_of_a_letter_are_one() -> None:
    assert settle_letters("شركة الكويتي") == settle_letters("شرکه الکویتی")


@pytest.mark.parametrize(
    "table", ["arabic_script_words", "korean_terms", "japanese_terms", "chinese_terms"]
)
def test_no_word_of_a_dictionary_stands_twice(table: str) -> None:
    words = [row[0] for row in load_rows(table)]

    assert len(set(words)) == len(words)


def test_words_in_arabic_script_are_in_settled_letters() -> None:
    words = [row[0] for row in load_rows("arabic_script_words")]

    assert [word for word in words if settle_letters(word) != word] == []


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("평양대외기술교류센터", "pyongyang foreign technology exchange center"),
        ("해양해운관리유한책임회사", "marine marine management"),
        ("금성무역회사", "kumsong trading"),
        ("김영철", "kim yongchol"),
        ("영철 김", "kim yongchol"),
    ],
)
def test_korean_words_are_cut_where_they_end(written: str, words: str) -> None:
    assert words in spellings(written)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (
            "АО «НПО „Прибор“ им. С. С. Голембиовского»",
            "scientificproduction association instrument",
        ),
        ("Almaz Design Bureau named after A.A. Raspletin", "almaz designbureau"),
    ],
)
def test_whom_a_name_honours_may_be_left_out(written: str, words: str) -> None:
    assert words in spellings(written)
