from __future__ import annotations

import csv
import gzip
import re
from pathlib import Path

import pytest

from entitycheck.addresses import Numbers, comparable_address, compare_addresses

HOLLYWOOD = "Room 1318-19, 13F, Hollywood Plaza, 610 Nathan Road, Mong Kok, Kowloon, Hong Kong, HK"
HO_KING = (
    "Rm. 1605A, Ho King Commercial Center, 2-16 Fa Yuen Street, Mong Kok, Kowloon, Hong Kong, HK"
)
GAYLORD = "Room B, 5/F Gaylord Commercial Building, 114-118 Lockhart Road, Wan Chai, Hong Kong, HK"
MW_TOWER = "7/F MW Tower, 111 Bonham Strand, Sheung Wan, Hong Kong, HK"


def is_same(asked: str, listed: str) -> bool:
    return compare_addresses(comparable_address(asked), comparable_address(listed)).same_place


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("Unit 1318-19 13th Floor Hollywood Plaza 610 Nathan Rd Mongkok Hong Kong", HOLLYWOOD),
        ("Mong Kok Kowloon, 610 Nathan Road, Hollywood Plaza, Room 1318-19, Hong Kong", HOLLYWOOD),
        ("FLAT 1605A, HO KING COMMERCIAL CENTRE, 2-16 FAYUEN ST., H.K.", HO_KING),
        ("Unit B 5th Floor Gaylord Commercial Building 114 - 118 Lockhart Rd", GAYLORD),
        ("Shop 3 ... 7/F., MW Tower\n111 Bonham Strand\nHong Kong", MW_TOWER),
    ],
)
def test_other_formatting_is_the_same_place(asked: str, listed: str) -> None:
    assert is_same(asked, listed)


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("Room 1318-20, 13F, Hollywood Plaza, 610 Nathan Road, Mong Kok, Hong Kong", HOLLYWOOD),
        ("Rm. 1605, Ho King Commercial Center, 2-16 Fa Yuen Street, Mong Kok", HO_KING),
        ("Room B, 6/F Gaylord Commercial Building, 114-118 Lockhart Road, Wan Chai", GAYLORD),
        ("Room C, 5/F Gaylord Commercial Building, 114-118 Lockhart Road, Wan Chai", GAYLORD),
        ("MW Tower, 111 Bonham Strand, Sheung Wan", MW_TOWER),
        ("Hong Kong", HO_KING),
        ("1605A, 2-16 Nanjing Road, Shanghai", HO_KING),
    ],
)
def test_another_number_or_another_street_is_another_place(asked: str, listed: str) -> None:
    assert not is_same(asked, listed)


def test_fewer_numbers_are_missing_and_others_conflict() -> None:
    listed = comparable_address(HO_KING)

    fewer = compare_addresses(comparable_address("Ho King Commercial Centre, 1605A"), listed)
    other = compare_addresses(comparable_address("Ho King Commercial Centre, 1707"), listed)

    assert (fewer.numbers, other.numbers) == (Numbers.MISSING, Numbers.CONFLICT)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("1036 Langchao Road, Jinan, CN", "CN"),
        ("Sisli, Istanbul, Turkiye", "TR"),
        ("Dubai, U.A.E.", "AE"),
        ("Nathan Road", None),
    ],
)
def test_a_country_at_the_end_is_read(text: str, country: str | None) -> None:
    assert comparable_address(text).country == country


def test_each_address_only_entry_is_found_and_none_when_a_number_is_changed(
    real_data: Path,
) -> None:
    with gzip.open(real_data / "bench" / "list.csv.gz", "rt", encoding="utf-8") as lines:
        listed = [
            comparable_address(row["addresses"].split("; ")[0])
            for row in csv.DictReader(lines)
            if re.fullmatch(r"Address \d\d", row["name"])
        ]
    for address in listed:
        plain = address.raw.replace(",", " ").upper()
        changed = re.sub(r"\d", lambda digit: str((int(digit.group()) + 1) % 10), plain)

        same = [other for other in listed if is_same(plain, other.raw)]

        assert same == [address]
        assert not any(is_same(changed, other.raw) for other in listed)
