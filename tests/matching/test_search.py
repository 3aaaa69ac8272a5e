"""What must alert and what must not, on real names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from entitycheck.matching import NameIndex, Scored, find_candidates
from entitycheck.matching.policy import Policy
from entitycheck.records import Entry, Grade, Party

Check = Callable[..., tuple[Scored, ...]]


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
    check: Check, listed: tuple[Entry, ...], change: Callable[[str], str]
) -> None:
    names = [(entry.name, name) for entry in listed for name in entry.names]

    found = {name: check(change(name)) for _, name in names}

    wrong = [
        name
        for entry_name, name in names
        if not found[name]
        or found[name][0].verdict is not Grade.MATCH
        or listed[found[name][0].row].name != entry_name
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "name",
    ["technology", "beijing", "trading co", "Beijing Technology Trading Co., Ltd.", "Co., Ltd."],
)
def test_common_words_alone_never_alert(check: Check, name: str) -> None:
    assert check(name) == ()


@pytest.mark.parametrize(
    ("typed", "listed_name"),
    [
        ("Inspur Grp. Jinan", "Inspur Group Co., Ltd."),
        ("Jinbway Data Ltd.", "Jinnway Data Ltd."),
        ("Anatoly Alexandrovich Braverman", "BRAVERMAN, Anatoly Alexandrovich"),
        ("Paradazan System Namad Arman", "PARDAZAN SYSTEM NAMAD ARMAN"),
    ],
)
def test_names_as_people_type_them_alert(
    check: Check, listed: tuple[Entry, ...], typed: str, listed_name: str
) -> None:
    found = check(typed)

    assert listed[found[0].row].name == listed_name


def test_numbers_tell_institutes_apart(check: Check, listed: tuple[Entry, ...]) -> None:
    found = check("CETC 38th Research Institute")

    assert [listed[one.row].name for one in found if "58" in listed[one.row].name] == []


def test_the_evidence_adds_up_to_the_score(check: Check) -> None:
    for one in check("Inspur Grp. Jinan", "CN"):
        assert sum(part.points for part in one.evidence) == pytest.approx(one.score, abs=0.2)


def test_a_batch_answers_like_single_calls(index: NameIndex, listed: tuple[Entry, ...]) -> None:
    parties = [Party(f"{name} Trading") for entry in listed for name in entry.names]
    policy = Policy()

    batch = find_candidates(parties, index, policy, nearest=2)

    assert batch == [find_candidates([one], index, policy, nearest=2)[0] for one in parties]


def test_only_the_lists_of_the_policy_answer(check: Check) -> None:
    assert check("Jinnway Data Ltd.", lists=("EL",)) == ()
    assert check("Jinnway Data Ltd.", lists=("UVL",)) != ()


def test_a_blank_name_gives_nothing(check: Check) -> None:
    assert check("") == ()
    assert check("...") == ()
