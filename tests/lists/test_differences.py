"""Which entry is the same party in another snapshot, and what changed about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from factory import BANK, HUAWEI, INSPUR, PERSON, csl_csv

from entitycheck.lists.csl import parse_csl
from entitycheck.lists.differences import (
    Change,
    ChangeKind,
    FieldChange,
    compare_entries,
    count_changes,
    count_names,
)
from entitycheck.lists.pairing import pair_entries
from entitycheck.records import Address, Alias, Citation, Entry

INSPUR_ENTRY, HUAWEI_ENTRY, BANK_ENTRY, PERSON_ENTRY = parse_csl(
    csl_csv([INSPUR, HUAWEI, BANK, PERSON])
).entries


def entry(name: str, country: str, **others: object) -> Entry:
    """An Entity List entry."""
    made = Entry(
        entry_id=f"{name}/{country}",
        list_code="EL",
        name=name,
        addresses=(Address(f"Some Street, {country}", country),),
    )
    return replace(made, **others)  # type: ignore[arg-type]


def paired(before: list[Entry], after: list[Entry]) -> list[tuple[str, str, bool]]:
    """The pairs by id."""
    pairs = pair_entries(before, after).pairs
    return [(pair.before.entry_id, pair.after.entry_id, pair.sure) for pair in pairs]


def test_a_new_id_alone_is_no_change() -> None:
    """The Entity List ids of 2022 and 2026 have none in common."""
    renamed = [replace(INSPUR_ENTRY, entry_id="x"), replace(HUAWEI_ENTRY, entry_id="y")]

    assert compare_entries([INSPUR_ENTRY, HUAWEI_ENTRY], renamed) == []


def test_a_page_of_the_publisher_that_moved_is_no_change() -> None:
    moved = replace(
        INSPUR_ENTRY, source_url="https://x", other={"source_information_url": "https://y"}
    )

    assert compare_entries([INSPUR_ENTRY], [moved]) == []


def test_the_publishers_number_pairs_a_party_under_a_new_name() -> None:
    after = replace(BANK_ENTRY, name="KUNLUN BANK", entry_id="other")

    assert paired([BANK_ENTRY], [after]) == [("15268", "other", True)]


def test_a_name_that_repeats_pairs_by_country() -> None:
    china, pakistan = entry("Nanjing Jiuding", "CN"), entry("Nanjing Jiuding", "PK")
    later = [replace(pakistan, entry_id="p"), replace(china, entry_id="c")]

    assert sorted(paired([china, pakistan], later)) == [
        ("Nanjing Jiuding/CN", "c", True),
        ("Nanjing Jiuding/PK", "p", True),
    ]


def test_the_same_name_under_a_further_country_is_another_entry() -> None:
    china = entry("Nanjing Jiuding", "CN")
    pakistan = entry("Nanjing Jiuding", "PK")
    pairing = pair_entries([china], [china, pakistan])

    assert pairing.added == (pakistan,)
    assert pairing.removed == ()


def test_the_same_name_under_another_country_alone_is_an_unsure_pair() -> None:
    assert paired([entry("Jetpower Works", "CN")], [entry("Jetpower Works", "HK")]) == [
        ("Jetpower Works/CN", "Jetpower Works/HK", False)
    ]


def test_spelling_and_legal_form_do_not_make_another_party() -> None:
    before = [entry("Galaxy Electronics Co., Ltd.,", "CN"), entry("Dragon Jet LLC", "AE")]
    after = [entry("GALAXY ELECTRONICS CO LTD", "CN"), entry("Dragon Jet", "AE")]

    assert [sure for _, _, sure in paired(before, after)] == [True, True]


def test_a_primary_name_that_became_an_alias_is_an_unsure_pair() -> None:
    before = entry("Old Name Works", "CN")
    after = entry("New Name Works", "CN", aliases=(Alias("Old Name Works"),))

    assert paired([before], [after]) == [(before.entry_id, after.entry_id, False)]


def test_entries_on_different_lists_never_pair() -> None:
    other = replace(INSPUR_ENTRY, list_code="MEU")
    pairing = pair_entries([INSPUR_ENTRY], [other])

    assert (pairing.removed, pairing.added) == ((INSPUR_ENTRY,), (other,))


def test_address_only_entries_pair_by_their_address() -> None:
    """`Address 01` and `Address 02` may change their numbers."""
    one = entry("Address 01", "HK", address_only=True, addresses=(Address("Unit 1", "HK"),))
    two = entry("Address 02", "HK", address_only=True, addresses=(Address("Unit 2", "HK"),))
    later = [
        replace(two, name="Address 01", entry_id="2"),
        replace(one, name="Address 02", entry_id="1"),
    ]

    assert sorted(paired([one, two], later)) == [
        ("Address 01/HK", "1", True),
        ("Address 02/HK", "2", True),
    ]


def test_each_field_says_what_went_and_what_came() -> None:
    after = replace(
        INSPUR_ENTRY,
        aliases=(Alias("Inspur Group"), Alias("Langchao")),
        citations=(*INSPUR_ENTRY.citations, Citation("90 FR 44496")),
        license_policy="Case by case",
        start_date=date(2023, 3, 3),
        other={"title": "x"},
    )
    (change,) = compare_entries([INSPUR_ENTRY], [after])

    assert change == Change(
        ChangeKind.CHANGED,
        after,
        (
            FieldChange("aliases", ("IGL",), ("Langchao",)),
            FieldChange("citations", (), ("90 FR 44496",)),
            FieldChange("license_policy", ("Presumption of denial",), ("Case by case",)),
            FieldChange("start_date", ("2023-03-02",), ("2023-03-03",)),
            FieldChange("title", (), ("x",)),
        ),
    )


def test_the_order_of_aliases_is_no_change() -> None:
    turned = replace(INSPUR_ENTRY, aliases=INSPUR_ENTRY.aliases[::-1])

    assert compare_entries([INSPUR_ENTRY], [turned]) == []


def test_changes_are_counted_by_list_and_names_apart() -> None:
    before = [entry("Gunther Works", "NO"), entry("Kept Works", "CN")]
    after = [entry("Kept Works", "CN"), entry("Kept Works", "HK"), entry("New Works", "RU")]
    changes = compare_entries(before, after)

    assert count_changes(changes) == {"EL": {"added": 2, "removed": 1, "changed": 0}}
    assert count_names([*changes, *compare_entries([], [PERSON_ENTRY])])["SDN"] == {
        "names added": 1,
        "names removed": 0,
    }
