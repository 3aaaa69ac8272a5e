"""The list that travels with the program."""

from __future__ import annotations

from collections import Counter
from datetime import date
from importlib.resources import files

from entitycheck.lists.starter import load_starter


def test_it_holds_the_37_entries_of_the_rule_of_2_march_2023() -> None:
    entries = load_starter()

    assert len(entries) == len({entry.entry_id for entry in entries}) == 37
    assert {entry.start_date for entry in entries} == {date(2023, 3, 2)}
    assert {citation.text for entry in entries for citation in entry.citations} == {"88 FR 13675"}
    assert all(e.license_requirement and e.license_policy and e.countries for e in entries)


def test_the_well_known_firms_are_there_with_their_aliases() -> None:
    names = {name for entry in load_starter() for name in entry.names}

    assert {
        "Inspur Group Co., Ltd.",
        "IGL",
        "4Paradigm Technology Co., Ltd.",
        "Fourth Paradigm",
        "Loongson Technology",
        "Godson Zhongke",
        "BGI Research",
        "NRCPC",
        "Suzhou Centec Communications Co., Ltd.",
        "Neotec Semiconductor Ltd.",
    } <= names


def test_what_the_rule_only_modified_is_left_out() -> None:
    assert not [
        e for e in load_starter() if "University" in e.name or "Institute of Tech" in e.name
    ]


def test_footnotes_are_data_and_not_in_the_licence_words() -> None:
    inspur = next(entry for entry in load_starter() if "Inspur" in entry.name)

    assert inspur.footnotes == (4,)
    assert inspur.license_requirement is not None
    assert inspur.license_requirement.endswith("744.11 of the EAR)")


def test_the_head_of_the_file_counts_by_country() -> None:
    text = files("entitycheck.lists").joinpath("starter.toml").read_text(encoding="utf-8")
    import tomllib

    countries = Counter(row["country"] for row in tomllib.loads(text)["entries"])

    assert countries == {"CN": 27, "PK": 4, "MM": 3, "BY": 1, "RU": 1, "TW": 1}
    assert "China 27, Pakistan 4, Burma 3, Belarus 1, Russia 1, Taiwan 1" in text
