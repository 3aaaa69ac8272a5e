from __future__ import annotations

import pytest

from entitycheck.names import readings


def words(name: str) -> list[str]:
    return [token.text for token in readings(name)[0].tokens]


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("ООО «Совтест АТЕ»", "Sovtest ATE LLC"),
        ("АО НПП ТОРИЙ", "AO NPP Toriy"),
        ("Зеленоградский нанотехнологический центр", "Zelenogradski Nanotekhnologicheski Tsentr"),
        ("Новый Город ООО", "NOVY GOROD OOO"),
        ("НИИ точных приборов", "NII Precision Instruments"),
        ("ДУБИНСКИЙ Александр", "Dubinsky Oleksandr"),
        ("Ўладзімір Карпенка", "Uladzimir Karpenka"),
        ("АТ «Мотор Січ»", "Motor Sich AT"),
        ("Завод «Маяк» Шепетівка", "Zavod Maiak Shepetivka".replace("ai", "ay")),
        ("Југоимпорт СДПР", "Jugoimport SDPR"),
        ("Българска петролна компания", "Balgarska petrolna kompaniya"),
        ("Минобороны России", "Ministry of Defense of Russia"),
    ],
)
def test_a_cyrillic_name_has_the_words_of_its_latin_spelling(cyrillic: str, latin: str) -> None:
    assert sorted(words(cyrillic)) == sorted(words(latin))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mashinostroitelnyi zavod", "Mashinostroitelnogo zavoda"),
        ("Yevgeniy Petrov", "Evgeny Petrov"),
        ("Aviatsionnaya kompaniya", "Aviatsionnye"),
        ("Mohammad Hosein", "Muhammad Hussain"),
    ],
)
def test_other_transliterations_have_the_same_words(one: str, other: str) -> None:
    assert words(one) == words(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Kazanov", "Kazan"), ("Stalin", "Stalny"), ("Sistema Hotel", "Sistel Hotel")],
)
def test_other_words_stay_other_words(one: str, other: str) -> None:
    assert words(one) != words(other)


@pytest.mark.parametrize(
    "name",
    [
        *("ТОВ «Маяк»", "ПрАТ Маяк", "Товариство з обмеженою відповідальністю «Маяк»", "ДП Маяк"),
        *(
            "ТАА «Маяк»",
            "ААТ Маяк",
            "ТОО «Маяк»",
            "ЖШС Маяк",
            "Маяк АҚ",
            "ЕООД Маяк",
            "Маяк д.о.о.",
        ),
        *("СООО «Маяк»", "РУП Маяк", "ФГУП «Маяк»", "Маяк Комп"),
    ],
)
def test_legal_forms_in_cyrillic_leave_the_name(name: str) -> None:
    assert words(name) == ["mayak"]
