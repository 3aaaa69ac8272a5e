"""The worksheet functions through xlwings' own server and conversion, with values as Excel sends them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from windows_stand_in import MISSING, ExcelCall

from entitycheck.answers import ANSWER_COLUMNS
from entitycheck.excel.functions import ARRAY_NEEDED

STARTER = "(starter list, 37 entries: press Refresh list)"
MATCH, NO_MATCH = f"MATCH {STARTER}", f"NO MATCH {STARTER}"
NOT_AVAILABLE, SPILL = -2146826246, -2146826243


def column(*values: Any) -> tuple[tuple[Any, ...], ...]:
    """A column as `.Value2` gives it."""
    return tuple((value,) for value in values)


def test_one_cell_gives_one_verdict(excel: ExcelCall) -> None:
    assert excel("ENTITYCHECK", "Inspur Group") == MATCH
    assert excel("ENTITYCHECK", "Bäckerei Huber GmbH") == NO_MATCH


def test_a_column_gives_a_column_of_the_same_height(excel: ExcelCall) -> None:
    given = excel("ENTITYCHECK", column("Inspur Group", None, "Bäckerei Huber GmbH", 1688.0))

    assert given == [[MATCH], [""], [NO_MATCH], [NO_MATCH]]


def test_a_row_and_a_block_keep_their_shape(excel: ExcelCall) -> None:
    """xlwings hands a single row on as a list, which Excel shows as a row."""
    assert excel("ENTITYCHECK", (("Inspur Group", None, "4Paradigm"),)) == [MATCH, "", MATCH]
    block = (("Inspur Group", "Huber"), (None, "4Paradigm"))
    assert excel("ENTITYCHECK", block) == [[MATCH, NO_MATCH], ["", MATCH]]


def test_an_array_constant_of_one_row_is_taken(excel: ExcelCall) -> None:
    """`{"a","b"}` reaches VBA with one dimension."""
    assert excel("ENTITYCHECK", ("Inspur Group", "Huber")) == [MATCH, NO_MATCH]


def test_a_blank_is_a_blank_and_never_a_verdict(excel: ExcelCall) -> None:
    assert excel("ENTITYCHECK", None) == ""
    assert excel("ENTITYCHECK", "   ") == ""
    assert excel("ENTITYCHECK", column(None, "")) == [[""], [""]]


@pytest.mark.parametrize("error", [NOT_AVAILABLE, SPILL])
def test_an_error_cell_is_never_a_blank(excel: ExcelCall, error: int) -> None:
    """xlwings' default turns an error cell into an empty one."""
    given = excel("ENTITYCHECK", column(error, "Inspur Group"))

    assert given[0][0].startswith("#EC! the cell holds ")
    assert given[1] == [MATCH]


def test_an_error_in_country_fails_its_own_row_only(excel: ExcelCall) -> None:
    given = excel("ENTITYCHECK", column("Inspur Group", "Huber"), column(NOT_AVAILABLE, "DE"))

    assert given[0][0].startswith("#EC! ")
    assert given[1] == [NO_MATCH]


def test_country_is_one_cell_or_as_many_as_names(excel: ExcelCall) -> None:
    names = column("Inspur Group", "4Paradigm")

    assert excel("ENTITYCHECK", names, "CN") == [[MATCH], [MATCH]]
    assert excel("ENTITYCHECK", names, column("CN", None)) == [[MATCH], [MATCH]]
    unlike = excel("ENTITYCHECK", names, column("CN", "CN", "CN"))
    assert (
        unlike
        == [
            [
                "#EC! country has 3 rows and 1 columns, name has 2 and 1: give one cell, or as many as names"
            ]
        ]
        * 2
    )


def test_the_address_alone_is_screened(excel: ExcelCall) -> None:
    """A row without a name still ships to an address."""
    assert excel("ENTITYCHECK", None, MISSING, "Marienplatz 1, 80331 Munich") == NO_MATCH


def test_a_name_of_more_than_255_characters_is_screened(excel: ExcelCall) -> None:
    assert excel("ENTITYCHECK", "Inspur Group " + "x" * 300) != ""
    assert excel("ENTITYCHECK", column("Huber " * 60, None)) == [[NO_MATCH], [""]]


def test_names_in_chinese_reach_the_matcher(excel: ExcelCall) -> None:
    assert excel("ENTITYWHY", "浪潮集团").startswith(("MATCH", "REVIEW", "NO MATCH"))


def test_show_gives_the_named_columns(excel: ExcelCall) -> None:
    given = excel(
        "ENTITYCHECK", column("Inspur Group", "Huber", None), "CN", MISSING, MISSING,
        "verdict; listed name, LIST",
    )  # fmt: skip

    assert given == [
        [MATCH, "Inspur Group Co., Ltd.", "EL"],
        [NO_MATCH, "", ""],
        ["", "", ""],
    ]


def test_show_all_gives_every_answer_column(excel: ExcelCall) -> None:
    given = excel("ENTITYCHECK", "Inspur Group", MISSING, MISSING, MISSING, "all")

    assert len(given) == len(ANSWER_COLUMNS)
    assert "Presumption of denial" in given


def test_show_leaves_no_failure_blank(excel: ExcelCall) -> None:
    given = excel("ENTITYCHECK", column(NOT_AVAILABLE), MISSING, MISSING, MISSING, "score,list")

    assert all(text.startswith("#EC! ") for text in given)


def test_an_unknown_column_names_the_ones_there_are(excel: ExcelCall) -> None:
    given = excel("ENTITYCHECK", column("Inspur", "Huber"), MISSING, MISSING, MISSING, "colour")

    assert [row[0][:26] for row in given] == ["#EC! show: no column 'colo"] * 2


def test_an_ambiguous_day_fails_in_every_row(excel: ExcelCall) -> None:
    given = excel("ENTITYCHECK", column("Inspur", "Huber"), MISSING, MISSING, "03/02/2023")

    assert [row[0] for row in given] == [
        "#EC! as_of '03/02/2023' is ambiguous or no date: write an Excel date or a text such as 2023-03-02"
    ] * 2


def test_an_empty_as_of_cell_is_not_today(excel: ExcelCall) -> None:
    """A missing argument means today; an empty cell means that the date was forgotten."""
    assert excel("ENTITYCHECK", "Inspur Group", MISSING, MISSING, None).startswith(
        "#EC! as_of is empty"
    )


def test_a_past_day_is_answered_for_each_row(excel: ExcelCall) -> None:
    """An order of 1 March 2023 was not hit by the rule of 2 March."""
    names, days = column("Inspur Group", "Inspur Group"), column(44986.0, "2023-03-02")
    given = excel("ENTITYCHECK", names, "CN", MISSING, days)

    assert given[0][0].startswith("NO MATCH")
    assert given[1][0].startswith("MATCH")


def test_a_day_fails_its_own_row_only(excel: ExcelCall) -> None:
    names, days = column("Inspur Group", "Inspur Group"), column("03/02/2023", 44987.0)
    given = excel("ENTITYCHECK", names, MISSING, MISSING, days)

    assert given[0][0].startswith("#EC! as_of '03/02/2023'")
    assert given[1][0].startswith("MATCH")


def test_a_day_counts_in_the_calendar_of_the_workbook(excel: ExcelCall) -> None:
    """Workbooks from old Macs count from 1904: the same number is four years later."""
    given = excel("ENTITYCHECK", "Inspur Group", MISSING, MISSING, 43525.0, facts="1904=1")

    assert given.startswith("MATCH")


def test_excel_without_spilling_is_told_to_select_the_range(excel: ExcelCall) -> None:
    """Excel 2016 would show the first answer and hide the others."""
    names = column("Huber", "Inspur Group")

    assert excel("ENTITYCHECK", names, facts="rows=1 columns=1") == ARRAY_NEEDED
    assert excel("ENTITYCHECK", "Huber", facts="rows=1 columns=1") == NO_MATCH
    assert excel("ENTITYCHECK", names, facts="rows=2 columns=1 array=1") == [[NO_MATCH], [MATCH]]


def test_an_array_range_that_is_too_small_says_so_in_every_cell(excel: ExcelCall) -> None:
    """Rows without an answer would be cut off unseen."""
    names = column("Huber", "Inspur Group", "4Paradigm")
    given = excel("ENTITYCHECK", names, facts="rows=2 columns=1 array=1")

    assert [row[0][:37] for row in given] == ["#EC! the output range is too small: s"] * 2


def test_a_whole_column_answered_below_row_1_is_refused(excel: ExcelCall) -> None:
    """The answers would stand beside the wrong parties."""
    given = excel("ENTITYCHECK", column("Customer", "Inspur Group"), facts="offset=1")

    assert [row[0][:49] for row in given] == [
        "#EC! a whole column is answered from row 1 on: wr"
    ] * 2


def test_a_hundred_thousand_cells_are_one_call(excel: ExcelCall) -> None:
    names = [f"Kunde {number % 50}" for number in range(99_999)]
    given = excel("ENTITYCHECK", column(*names, "Inspur Group"))

    assert len(given) == 100_000
    assert given[-1] == [MATCH]


def test_matches_is_a_table_with_the_verdict_first(excel: ExcelCall) -> None:
    given = excel("ENTITYMATCHES", "Inspur Group")

    assert given[0][0] == MATCH
    assert given[1][:4] == ["Listed name", "Verdict", "Score", "List"]
    assert given[2][:4] == ["Inspur Group Co., Ltd.", "MATCH", 100.0, "EL"]
    assert given[2][-1] == "88 FR 13675"


def test_matches_takes_one_party_and_a_whole_number(excel: ExcelCall) -> None:
    assert excel("ENTITYMATCHES", column("a", "b")).startswith("#EC! name is a range")
    assert excel("ENTITYMATCHES", "Inspur", MISSING, MISSING, 1.5).startswith("#EC! top is '1.5'")
    assert excel("ENTITYMATCHES", None) == ""


def test_why_is_one_sentence_with_list_day_and_citation(excel: ExcelCall) -> None:
    sentence = excel("ENTITYWHY", "Inspur Group")

    assert sentence.startswith(MATCH + ": ")
    assert "on EL since 2023-03-02 (88 FR 13675)" in sentence


def test_why_never_calls_a_party_cleared(excel: ExcelCall) -> None:
    assert excel("ENTITYWHY", "Huber").endswith("Not being on a list is no legal clearance.")


def test_list_tells_which_list_answers(excel: ExcelCall) -> None:
    assert excel("ENTITYLIST", "date") == "2023-03-02"
    assert excel("ENTITYLIST", "entries") == 37.0
    assert excel("ENTITYLIST")[0] == ["list date", "2023-03-02"]
    assert excel("ENTITYLIST", "colour").startswith("#EC! there is no fact 'colour'")


def test_a_bad_setting_is_a_text_in_every_row(excel: ExcelCall, home: Path) -> None:
    home.mkdir()
    (home / "settings.toml").write_text("match_points = 200\n")
    given = excel("ENTITYCHECK", column("Inspur Group", "Huber"))

    assert [row[0][:14] for row in given] == ["#EC! setting m"] * 2
    assert given[0][0].endswith("press Settings")


def test_a_bug_never_looks_like_an_answer(
    excel: ExcelCall, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("entitycheck.screening.Screener.check_many", broken)
    given = excel("ENTITYCHECK", column("Inspur Group", "Huber"))

    assert [row[0][:20] for row in given] == ["#EC! internal error "] * 2
