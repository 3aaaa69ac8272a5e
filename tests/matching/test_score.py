"""Terms of the score on real names: what each sees, and what it must not see."""

from __future__ import annotations

import pytest
from small_list import entry

from entitycheck.matching import NameIndex, Scored, compile_index, find_candidates, open_index
from entitycheck.matching.policy import Policy
from entitycheck.records import Entry, Grade, Party, PartyType


def _index(*entries: Entry) -> NameIndex:
    return open_index(compile_index(entries))


def _first(name: str, index: NameIndex) -> Scored:
    return find_candidates([Party(name)], index, Policy(), nearest=1)[0][0]


def _terms(found: Scored) -> dict[str, float]:
    return {one.term: one.points for one in found.evidence}


@pytest.mark.parametrize(
    ("typed", "listed"),
    [
        ("Dandogn Dongfang Measurement Co., Ltd.", "Dandong Dongfang Measurement Co., Ltd."),
        ("Skyline Rirn Corp.", "Skyline Rim Corp."),
        ("Galaxy Elektroniks LLC", "Galaxy Elektronics LLC"),
        ("LIMITED LIABILITY COMPANY NOVAYA TCENTA", "LIMITED LIABILITY COMPANY NOVAYA TSENTA"),
    ],
)
def test_a_name_one_slip_away_with_the_same_form_is_a_match(typed: str, listed: str) -> None:
    found = _first(typed, _index(entry(listed)))

    assert found.verdict is Grade.MATCH
    assert _terms(found)["slips"] > 0


@pytest.mark.parametrize(
    ("typed", "listed"),
    [
        ("Inspurr", "Inspur Group Co., Ltd."),
        ("Longson", "Loongson Technology"),
        ("Kalasnikov", "Kalashnikov Concern"),
        ("Loogncin Ltd", "Loongcin Technology Co., Ltd."),
    ],
)
def test_the_head_of_a_name_is_found_behind_a_plain_slip(typed: str, listed: str) -> None:
    """Two neighbours swapped, a letter doubled: what a clerk types from the news."""
    found = _first(typed, _index(entry(listed)))

    assert found.verdict.is_alert
    assert _terms(found)["contained"] > 0


@pytest.mark.parametrize(
    ("typed", "listed"),
    [
        ("Longton", "Loongson Technology"),
        ("Inspura", "Inspur Group Co., Ltd."),
        ("CHUANGS AND CO. LIMITED", "CHI-CHUANG ELECTRONICS COMPANY LIMITED"),
        ("Sinopharms", "Sinopharm Equipment"),
    ],
)
def test_another_letter_or_a_plural_is_no_plain_slip(typed: str, listed: str) -> None:
    assert "contained" not in _terms(_first(typed, _index(entry(listed))))


@pytest.mark.parametrize(
    ("typed", "listed"),
    [
        (
            "Joint-Stock Comppany Concem Radio-Electronic Tecnologies",
            "Joint-Stock Company Concern Radio-Electronic Technologies",
        ),
        ("AMUR SHIPBILDING FACTORY PJSlC", "AMUR SHIPBUILDING FACTORY PJSC"),
        ("LIMITED LIABILTIY COMPANY KONTlNENTE", "LIMITED LIABILITY COMPANY KONTINENTE"),
    ],
)
def test_several_slips_in_a_long_name_are_seen_as_slips(typed: str, listed: str) -> None:
    found = _first(typed, _index(entry(listed)))

    assert found.verdict is Grade.MATCH
    assert _terms(found)["slips"] > 0


@pytest.mark.parametrize(
    ("typed", "listed"),
    [
        ("Shenzhen Kaizhong Precision Technology", "Shenzhen Baozhong Precision Technology"),
        ("LLC Vostok Oil Kamenka", "LLC Vector Oil Kamenka"),
    ],
)
def test_another_word_in_a_long_name_is_no_slip(typed: str, listed: str) -> None:
    assert "slips" not in _terms(_first(typed, _index(entry(listed))))


def test_another_number_is_no_slip() -> None:
    found = _first("Plant No. 13 Saturn LLC", _index(entry("Plant No. 18 Saturn LLC")))

    assert "slips" not in _terms(found)


def test_a_slip_for_a_known_word_is_compared_with_that_word() -> None:
    found = _first("Wavelet Tcch Group", _index(entry("Wavelet Tech Group")))

    assert found.verdict is Grade.MATCH
    assert "tcch ~ tech" in found.reason


def test_a_slip_in_a_given_name_keeps_the_person() -> None:
    listed = entry("KARDAVANI, Mohammad Reza", code="SDN", party_type=PartyType.PERSON)

    found = _first("Mphammad Reza Kardavani", _index(listed))

    assert found.verdict is Grade.MATCH


def test_words_of_two_names_of_one_entry_are_taken_together() -> None:
    listed = entry("Shenyang Zhengqi Micro Development Co., Ltd.", "Kingstar")
    sister = entry("Shenyang Zhengqi Micro Development Co., Ltd.")
    typed = "Kingstar Zhengqi Development Co., Ltd."

    together, apart = (_first(typed, _index(one)) for one in (listed, sister))

    assert _terms(together)["other alias"] > 0
    assert "other alias" not in _terms(apart)
    assert together.score > apart.score


@pytest.mark.parametrize(
    ("typed", "listed"),
    [("Yinhua Optics Co., Ltd.", "Jinhua Optics Co., Ltd."), ("Haoyu Trading", "Haoya Trading")],
)
def test_two_words_of_chinese_syllables_are_never_taken_for_one(typed: str, listed: str) -> None:
    (found,) = find_candidates([Party(typed)], _index(entry(listed)), Policy())

    assert all(one.verdict is not Grade.MATCH for one in found)


@pytest.mark.parametrize(
    ("typed", "listed"),
    [
        ("Electronics", "PT ELECTRONICS"),
        ("Energy", "G ENERGY"),
        ("Airlines", "UM Airlines"),
        ("General Trading LLC", "HAS General Trading LLC"),
    ],
)
def test_a_word_before_a_name_is_no_slip_in_it(typed: str, listed: str) -> None:
    """A common word alone is nobody; the short word before it is what names the firm."""
    found = _first(typed, _index(entry(listed)))

    assert "slips" not in _terms(found)
    assert found.verdict is not Grade.MATCH


def test_a_number_left_out_is_no_slip_of_the_hand() -> None:
    """`Research Institute` alone is none of the institutes with a number."""
    found = _first("Research Institute", _index(entry("Research Institute - 2", country="RU")))

    assert "one slip" not in _terms(found)
    assert found.verdict is not Grade.MATCH


def test_everyday_words_alone_are_no_match_without_the_country() -> None:
    """Star Trading of anywhere is hardly Trade Star FZC of the Emirates."""
    index = _index(entry("Trade Star FZC", code="UVL", country="AE"))

    alone = _first("Star Trading", index)
    assert alone.verdict is Grade.REVIEW
    assert "common words or names alone need country or address" in alone.reason
    (found,) = find_candidates([Party("Star Trading", "AE")], index, Policy())
    assert found[0].verdict is Grade.MATCH


@pytest.mark.parametrize(
    ("typed", "listed"),
    [
        ("Peking University", "Beihang University"),
        ("USA Trading House", "Usama Trading House"),
    ],
)
def test_a_known_place_is_no_slip_for_another_word(typed: str, listed: str) -> None:
    assert find_candidates([Party(typed)], _index(entry(listed)), Policy()) == [()]


@pytest.mark.parametrize("typed", ["Gazprornbank", "Gazprombanc", "Gazprom Bank"])
def test_a_misread_brand_is_found_among_many_sisters(typed: str) -> None:
    sisters = [entry(f"Gazprom {city}") for city in ("Astra", "Perm", "Omsk", "Kamsk", "Tomsk")]

    found = _first(typed, _index(*sisters, entry("Gazprombank", code="SDN", country="RU")))

    assert found.verdict.is_alert
    assert found.matched_name == "Gazprombank"


def test_given_names_alone_do_not_make_a_person() -> None:
    listed = entry("HOANG, Van Nguyen", code="SDN", country="VN", party_type=PartyType.PERSON)

    found = _first("Nguyen Van Thieu", _index(listed))

    assert not found.verdict.is_alert
    assert _terms(found)["other surname"] < 0


def test_a_ship_is_not_the_firm_of_the_same_name() -> None:
    listed = entry("VESNA", code="SDN", country="RU", party_type=PartyType.VESSEL)

    ship, firm = (_first(name, _index(listed)) for name in ("Vesna", "OOO Vesna"))

    assert ship.verdict.is_alert
    assert not firm.verdict.is_alert


def test_another_fathers_child_is_another_person() -> None:
    listed = entry(
        "KUZNETSOV, Dmitry Vadimovich", code="SDN", country="RU", party_type=PartyType.PERSON
    )
    index = _index(listed)

    same, without, other = (
        _first(f"Dmitry {patronymic} Kuznetsov", index)
        for patronymic in ("Vadimovich", "", "Aleksandrovich")
    )

    assert same.verdict is Grade.MATCH
    assert without.verdict.is_alert
    assert not other.verdict.is_alert
    assert "patronymics differ" in other.reason
