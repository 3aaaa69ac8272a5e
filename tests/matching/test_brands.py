"""A brand stays rare however many of its firms are listed; reasons quote the list."""

from __future__ import annotations

import pytest

from entitycheck.matching import compile_index, find_candidates, open_index
from entitycheck.matching.policy import Policy
from entitycheck.records import Address, Entry, Party

CITIES = ("Beijing", "Chengdu", "Dongguan", "Hangzhou", "Nanjing", "Shanghai", "Wuhan", "Xian")
TRADES = (
    "Cloud", "Digital Technologies", "Machine", "Investment", "Tech Services", "Training", "Device",
    "Software", "Energy", "Network", "Research", "Trading", "Electronics", "Medical", "Marine",
    "Optical", "Security", "Storage",
)  # fmt: skip
HUAWEI = [
    Entry(f"h{number}", "EL", f"Huawei {trade} {city} Co., Ltd.", addresses=(Address("CN", "CN"),))
    for number, (trade, city) in enumerate((trade, city) for trade in TRADES for city in CITIES)
]


def _score(name: str, entries: list[Entry]) -> float:
    """Points of the nearest entry."""
    index = open_index(compile_index(entries))
    (found,) = find_candidates([Party(name)], index, Policy(), nearest=1)
    return found[0].score


@pytest.mark.parametrize("name", ["Huawei", "Huawei Ltd", "HUAWEI CO LTD"])
def test_more_listed_sisters_do_not_make_a_brand_common(name: str) -> None:
    """144 listed names hold the word: common on the list, as rare in the world as with 30."""
    parent = Entry("parent", "EL", "Huawei Technologies Co., Ltd.")

    assert _score(name, [parent, *HUAWEI]) == _score(name, [parent, *HUAWEI[:29]])


@pytest.mark.parametrize("name", ["Hauwei", "Huwaei", "Huaweii"])
def test_a_brand_alone_is_found_behind_a_plain_slip_however_many_names_hold_it(name: str) -> None:
    """Of 144 names that share the same with it, the search would keep any forty."""
    parent = Entry("parent", "EL", "Huawei Group")
    index = open_index(compile_index([*HUAWEI, parent]))
    ((first, *_),) = find_candidates([Party(name)], index, Policy())

    assert first.matched_name == "Huawei Group"


def test_brand_rarity_is_not_given_to_ordinary_words() -> None:
    """`Golden` heads the names of many firms everywhere."""
    golden = [Entry(one.entry_id, "EL", one.name.replace("Huawei", "Golden")) for one in HUAWEI]

    assert _score("Golden", golden) < _score("Huawei", HUAWEI)


def test_a_reason_quotes_the_words_of_the_list_not_those_of_the_program() -> None:
    entries = [Entry("m", "SDN", "MALEK ASHTAR UNIVERSITY OF TECHNOLOGY")]

    ((found,),) = find_candidates(
        [Party("Malek Ashtar Univ")], open_index(compile_index(entries)), Policy()
    )

    assert "same words: malek, ashtar, univ = university" in found.reason
    assert "only in the listed name: technology" in found.reason


def test_a_reason_never_says_that_nothing_met_under_an_alert() -> None:
    """Where the spelling without blanks made the score, that is what the reason names."""
    entries = [Entry("a", "SDN", "OJSC AF BANK", addresses=(Address("AZ", "AZ"),))]

    (found,) = find_candidates(
        [Party("ATFBANK JSC", "AZ")], open_index(compile_index(entries)), Policy(), nearest=1
    )

    assert "nearly the same" in found[0].reason


@pytest.mark.parametrize("typed", ["Huawai", "Huawie", "Hauwei", "Huwaei", "Huawey"])
def test_a_brand_is_meant_rather_than_an_unheard_of_firm_one_slip_away(typed: str) -> None:
    """Of two Chinese firms one letter apart none is meant rather than the other: Yinghe, Yingke."""
    parent = Entry("parent", "EL", "Huawei Technologies Co., Ltd.")
    other = [Entry("y", "EL", "Yinghe Technologies Co., Ltd.")]

    assert _score(f"{typed} Technologies", [parent, *HUAWEI]) >= Policy().review_points
    assert _score("Yingke Technologies", other) < Policy().review_points
