"""What must alert and what must not, on real names."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from small_list import ENTRIES, check, entry, listed_names, small_index

from entitycheck.matching import compile_index, find_candidates, open_index
from entitycheck.matching.policy import Policy
from entitycheck.records import Grade, Party


@pytest.mark.parametrize(
    "change",
    [
        str.upper,
        str.lower,
        lambda text: text.replace(" ", "  "),
        lambda text: text.replace(",", " "),
    ],
    ids=["upper", "lower", "double blanks", "no commas"],
)
def test_an_exact_name_or_alias_in_any_case_and_spacing_is_a_match(
    change: Callable[[str], str],
) -> None:
    named = [entry for entry in ENTRIES if not entry.address_only]
    names = [(entry.name, name) for entry in named for name in entry.names if len(name) > 3]

    found = {name: check(change(name)) for _, name in names}

    wrong = [
        name
        for entry_name, name in names
        if not found[name]
        or found[name][0].verdict is not Grade.MATCH
        or ENTRIES[found[name][0].row].name != entry_name
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "name",
    ["technology", "beijing", "trading co", "Beijing Technology Trading Co., Ltd.", "Co., Ltd."],
)
def test_common_words_alone_never_alert(name: str) -> None:
    assert check(name) == ()


@pytest.mark.parametrize(
    ("typed", "listed_name"),
    [
        ("Inspur Grp. Jinan", "Inspur Group Co., Ltd."),
        ("Jinnwai Data Ltd.", "Jinnway Data Ltd."),
        ("Anatoly Alexandrovich Braverman", "BRAVERMAN, Anatoly Alexandrovich"),
        ("Paradazan System Namad Arman", "PARDAZAN SYSTEM NAMAD ARMAN"),
    ],
)
def test_names_as_people_type_them_alert(typed: str, listed_name: str) -> None:
    found = check(typed)

    assert listed_names(found)[0] == listed_name


def test_numbers_tell_institutes_apart() -> None:
    found = check("CETC 38th Research Institute")

    assert [name for name in listed_names(found) if "58" in name] == []


def test_the_evidence_adds_up_to_the_score() -> None:
    for one in check("Inspur Grp. Jinan", "CN"):
        assert sum(part.points for part in one.evidence) == pytest.approx(one.score, abs=0.2)


def test_a_batch_answers_like_single_calls() -> None:
    parties = [Party(f"{name} Trading") for entry in ENTRIES for name in entry.names]
    policy = Policy()

    batch = find_candidates(parties, small_index(), policy, nearest=2)

    assert batch == [find_candidates([one], small_index(), policy, nearest=2)[0] for one in parties]


def test_a_three_letter_alias_alone_is_review_until_country_or_address_confirms_it() -> None:
    alone, confirmed, elsewhere = check("BIT"), check("B.I.T.", "China"), check("BIT", "US")

    assert [alone[0].verdict, confirmed[0].verdict, elsewhere[0].verdict] == [
        Grade.REVIEW,
        Grade.MATCH,
        Grade.REVIEW,
    ]


def test_whoever_is_at_a_listed_address_is_a_match_by_the_address_alone() -> None:
    address = "Rm 803, Chevalier House, 45-51 Chatham Rd South, TST, Hong Kong"

    found = find_candidates(
        [Party("Silver Fern Logistics", None, address), Party("", None, address)],
        small_index(),
        Policy(),
    )

    assert [listed_names(one) for one in found] == [["Address 04"], ["Address 04"]]
    assert [one[0].verdict for one in found] == [Grade.MATCH, Grade.MATCH]


def test_another_unit_of_the_same_building_is_no_match() -> None:
    address = "Room 805, Chevalier House, 45-51 Chatham Road South, Tsim Sha Tsui, Hong Kong"

    assert find_candidates([Party("", None, address)], small_index(), Policy()) == [()]


def test_the_address_of_an_entry_confirms_a_resembling_name() -> None:
    place = "Room 704, 151 Zhongguancun Road, Beijing, China"

    alone, confirmed = (
        find_candidates(
            [Party("Loongsong Electronic Sales", None, at)], small_index(), Policy(), nearest=1
        )
        for at in (None, place)
    )

    assert confirmed[0][0].score > alone[0][0].score


@pytest.mark.parametrize("name", ["Golden", "sun", "Alexander", "Kim"])
def test_a_word_that_everybody_bears_never_alerts_alone(name: str) -> None:
    assert check(name) == ()


def test_two_words_do_not_lean_on_one_word_of_the_entry() -> None:
    """Petr is neither Petrov nor Petrovich."""
    assert check("Petrov Petr Petrovich") == ()


def test_a_patronymic_left_out_still_names_the_person() -> None:
    assert listed_names(check("Anatoly Braverman", "RU")) == ["BRAVERMAN, Anatoly Alexandrovich"]


@pytest.mark.parametrize("typed", ["Sibu Gol", "SIBUGOL", "Sibugol, OOO"])
def test_a_name_split_or_without_its_form_is_found(typed: str) -> None:
    assert listed_names(check(typed)) == ["SIBUGOL OOO"]


def test_a_cut_name_of_common_words_is_found() -> None:
    assert listed_names(check("National Research Center for Paral")) == [
        "National Research Center for Parallel Computer Engineering and Technology"
    ]


def test_another_country_never_hides_an_exact_name() -> None:
    assert check("Jinnway Data Ltd.", "US")[0].verdict is Grade.MATCH


def test_a_place_after_the_name_that_is_in_the_address_of_the_entry_confirms_it() -> None:
    there, elsewhere = check("Inspur Grp. Jinan")[0], check("Inspur Grp. Wuhan")[0]

    assert there.score > elsewhere.score
    assert "jinan stands in the entry's address" in there.reason


def test_only_the_lists_of_the_policy_answer() -> None:
    assert check("Jinnway Data Ltd.", policy=Policy(lists=("EL",))) == ()
    assert check("Jinnway Data Ltd.", policy=Policy(lists=("UVL",))) != ()


def test_a_blank_name_gives_nothing() -> None:
    assert check("") == ()
    assert check("...") == ()


def test_a_name_in_cyrillic_letters_is_as_good_as_the_listed_one_in_latin_ones() -> None:
    found = check("ООО СИБУГОЛЬ") + check("СИБУГОЛЬ ООО")

    assert [(one.verdict, one.score) for one in found[-1:]] == [(Grade.MATCH, 100.0)]
    assert found[0].verdict is Grade.MATCH


@pytest.mark.parametrize("letters", [20, 31, 32, 33, 40])
def test_a_name_cut_at_any_length_is_found(letters: int) -> None:
    name = "Nauchno-Issledovatelskiy Institut Poluprovodnikovykh Priborov Aktsionernoe Obshchestvo"
    end = next(end for end in range(len(name)) if len(name[:end].replace(" ", "")) == letters)
    index = open_index(compile_index([entry(name), *ENTRIES]))

    found = find_candidates([Party(name[:end])], index, Policy())[0]

    assert [one.matched_name for one in found] == [name]


def test_a_legal_form_that_many_names_begin_with_is_no_cut_name() -> None:
    many = [entry(f"Public Joint Stock Company {one}") for one in ENTRIES_OF_RUSSIA]
    index = open_index(compile_index(many))

    assert find_candidates([Party("Public Joint Stock Company")], index, Policy()) == [()]


ENTRIES_OF_RUSSIA = [f"Zavod {chr(letter)}arovets" for letter in range(ord("A"), ord("P"))]


def test_a_firm_that_comes_again_with_another_town_is_found_again() -> None:
    """What was found for a reading without its noise is kept, and is the same the next time."""
    index = open_index(
        compile_index([entry("Inspur Group Co., Ltd."), entry("Loongson Technology")])
    )
    towns = ["Lyon 12", "Graz 77", "Porto 5"]
    parties = [Party(f"Inspur Group Co., Ltd. East {town}") for town in towns]

    found = [find_candidates([party], index, Policy())[0] for party in parties]

    assert index.nearest
    assert [[one.score for one in alerts] for alerts in found] == [[found[0][0].score]] * len(towns)
    assert found == find_candidates(parties, index, Policy())


def test_nothing_is_found_among_no_parties_and_for_those_without_a_name() -> None:
    index = open_index(compile_index([entry("Inspur Group Co., Ltd.")]))

    assert find_candidates([], index, Policy()) == []
    assert find_candidates([Party(""), Party("...")], index, Policy()) == [(), ()]
