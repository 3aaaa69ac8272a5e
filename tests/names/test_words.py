from __future__ import annotations

import pytest

from entitycheck.names import Kind, forms_agree, listed_reading, readings


def spell(name: str) -> str:
    return " ".join(token.text for token in listed_reading(name).tokens)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Inspur Group Co., Ltd.", "INSPUR GRP COMPANY LIMITED"),
        ("Beijing Fourth Paradigm Technology Co., Ltd.", "Peking 4Paradigm Tech Company Limited"),
        ("OOO Sovtest ATE", "Sovtest ATE Limited Liability Company"),
        ("Joint Stock Company Mikron", "AO Mikron"),
        ("The 58th Research Institute of CETC", "CETC Research Inst. No. 58"),
        ("Twenty-First Century", "21st Century"),
        ("National University of Defense Technology", "Natl Univ. Defence Tech"),
        ("Techn0logy Park Minsk", "Technopark Minsk"),
        ("I B M China", "IBM China"),
    ],
)
def test_two_spellings_of_a_name_have_the_same_words(one: str, other: str) -> None:
    assert sorted(spell(one).split()) == sorted(spell(other).split())


@pytest.mark.parametrize(
    ("one", "other", "agreement"),
    [
        ("Mikron LLC", "OOO Mikron", 1.0),
        ("Mikron JSC", "AO Mikron", 1.0),
        ("Mikron JSC", "Mikron PJSC", 0.5),
        ("Mikron Co., Ltd.", "Mikron Company Limited", 1.0),
        ("Mikron GmbH", "Mikron AG", 0.0),
        ("Mikron Company", "Mikron LLC", None),
        ("Mikron", "Mikron LLC", None),
    ],
)
def test_legal_forms_agree_by_class_then_by_family(
    one: str, other: str, agreement: float | None
) -> None:
    forms = [listed_reading(name).legal_forms for name in (one, other)]

    assert forms_agree(*forms) == agreement


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("SA Ra Trading", "sa ra trading"),
        ("Rossi SA", "rossi"),
        ("Rossi S.A. Madrid Spain", "rossi madrid spain"),
        ("Company", "company"),
        ("Abu Ali", "abu ali"),
    ],
)
def test_short_legal_forms_count_only_at_the_ends(name: str, words: str) -> None:
    assert spell(name) == words


def test_words_have_their_kinds() -> None:
    reading = listed_reading("Mr. Ivanov, Beijing 38 Technology")

    assert [token.kind for token in reading.tokens] == [
        Kind.TITLE,
        Kind.DISTINCTIVE,
        Kind.PLACE,
        Kind.NUMBER,
        Kind.GENERIC,
    ]


@pytest.mark.parametrize(
    "name",
    [
        "Ltd Liability Co Cybersteel",
        "Cybersteel Limited Liability Co.",
        "Company Limited Liability Cybersteel",
        "Cybersteel Sp. z o.o.",
        "Cybersteel P.S.C.",
        "Cybersteel MMC",
        "CV Cybersteel",
        "Cybersteel Partnership",
        "Limited Cybersteel (Private)",
    ],
)
def test_a_legal_form_half_abbreviated_or_moved_is_one(name: str) -> None:
    assert spell(name) == "cybersteel"


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("JOlNT STOCK COMPANY NEVSKY ZAVOD", "nevsky factory"),
        ("LIMITED LIABlLITY COMPANY FIRDAWS", "firdaws"),
        ("Firdaws Limted Laibility Company", "firdaws"),
        ("S.A. EINARBO", "einarbo"),
        ("S.A. DE C.V. SEPRIV", "sepriv"),
    ],
)
def test_a_slip_in_a_legal_form_is_mended_in_a_second_reading(written: str, words: str) -> None:
    found = [" ".join(token.text for token in reading.tokens) for reading in readings(written)]

    assert words in found[1:]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Res Prod Enterprise Argon", "scientificproduction enterprise argon"),
        ("SCI AND PROD ASSN ARGON", "scientificproduction association argon"),
        ("Scientific-Res Inst Argon", "scientificresearch institute argon"),
        ("Vega Radio Eng Corp", "vega radio"),
        ("State Unitary Entpr Argon", "argon"),
    ],
)
def test_phrases_are_known_with_their_words_abbreviated(written: str, words: str) -> None:
    assert spell(written) == words


def test_words_behind_a_comma_after_the_legal_form_are_the_beginning() -> None:
    found = {
        " ".join(token.text for token in one.tokens) for one in readings("Marine GmbH, Wartsila")
    }

    assert "wartsila marine" in found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Cong ty CP Xuat nhap khau Argon", "Argon Import Export"),
        ("Argon Perdagangan", "Argon Trading"),
        ("Argon Maschinenbau", "Argon Machinery"),
        ("Argon Investissements", "Argon Yatirim"),
        ("Argon Servicios Petroleros", "Argon Servizi Petroleros"),
    ],
)
def test_business_words_of_many_languages_have_one_class(one: str, other: str) -> None:
    assert sorted(spell(one).split()) == sorted(spell(other).split())


def test_trade_names_in_russian_and_english_spelling_are_one() -> None:
    assert spell("Tsiklon") == spell("Cyclone")
    assert spell("Haramein Islamiya") == spell("Haramayn Islami")


def test_two_letters_with_and_between_are_one_word_where_they_are_no_common_phrase() -> None:
    assert spell("S & C Trade PTY") == spell("S&C Trading PTY Ltd")
    assert spell("S & C Trade PTY") != spell("Trade PTY")
    assert spell("R&D Argon") == "researchdevelopment argon"
