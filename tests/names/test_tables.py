from __future__ import annotations

import re

import pytest

from entitycheck.names import NAMES_FORMAT, fold
from entitycheck.names.tables import load_rows, split_spellings

SPELLED = {
    "legal_forms": (0, 3),
    "generic_words": (0, 1),
    "places": (0, 2),
    "given_names": (0, 1),
    "russian_stems": (0, 1),
}


@pytest.mark.parametrize("table", SPELLED)
def test_every_spelling_of_a_table_is_folded(table: str) -> None:
    spellings = [s for row in load_rows(table) for s in split_spellings(row[SPELLED[table][1]])]

    assert [s for s in spellings if fold(s) != s] == []


def test_no_spelling_has_two_meanings() -> None:
    seen: dict[str, str] = {}
    for table in ("generic_words", "places"):
        name_column, spelling_column = SPELLED[table]
        for row in load_rows(table):
            for spelling in (row[name_column], *split_spellings(row[spelling_column])):
                assert spelling not in seen, (spelling, seen[spelling], table)
                seen[spelling] = table


def test_names_format_is_a_short_digest() -> None:
    assert re.fullmatch(r"[0-9a-f]{12}", NAMES_FORMAT)


@pytest.mark.parametrize("table", ["given_names", "russian_stems"])
def test_no_spelling_of_a_table_stands_twice(table: str) -> None:
    spellings = [s for row in load_rows(table) for s in split_spellings(row[1])]

    assert sorted(set(spellings)) == sorted(spellings)


def test_every_russian_stem_belongs_to_a_generic_class() -> None:
    classes = {row[0] for row in load_rows("generic_words")}

    assert {row[0] for row in load_rows("russian_stems")} <= classes
