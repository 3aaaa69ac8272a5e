"""The Screener: order, repeated parties, blanks, warnings, pandas."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entitycheck import Grade, Party, Policy, Screener
from entitycheck.answers import ANSWER_COLUMNS
from entitycheck.cache import LocalCopy
from entitycheck.errors import InputError

NAMES = (
    "Inspur Grp.", "4th paradigm", "Loongson Zhongke", "Brauerei Steinbach GmbH", "", "  ",
    "BGI Research", "technology", "浪潮集团有限公司", "-", "Galaxy Electronics",
)  # fmt: skip


@pytest.fixture
def screener(home: Path) -> Screener:
    return Screener.open(home)


def test_verdicts_come_in_the_order_of_the_parties_and_carry_them(screener: Screener) -> None:
    parties = [Party(name, role="customer") for name in NAMES]

    verdicts = screener.check_many(parties)

    assert [verdict.party for verdict in verdicts] == parties


@given(st.lists(st.sampled_from(NAMES), max_size=8))
@settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25
)
def test_a_batch_answers_like_single_calls(screener: Screener, names: Sequence[str]) -> None:
    parties = [Party(name) for name in names]

    assert screener.check_many(parties) == [screener.check(party) for party in parties]


def test_the_role_never_changes_a_verdict(screener: Screener) -> None:
    bank, consignee = screener.check_many(
        [Party("Inspur Grp.", role="bank"), Party("Inspur Grp.", role="consignee")]
    )

    assert bank.matches == consignee.matches


@pytest.mark.parametrize("name", ["", "   ", "\n"])
def test_a_blank_party_is_blank(screener: Screener, name: str) -> None:
    verdict = screener.check(Party(name))

    assert verdict.verdict is Grade.BLANK
    assert verdict.text == ""


def test_the_starter_list_can_never_pass_for_the_full_one(screener: Screener) -> None:
    assert screener.check(Party("Brauerei Steinbach")).text == (
        "NO MATCH (starter list, 37 entries: press Refresh list)"
    )


def test_a_misspelt_list_is_an_error_not_a_search_of_nothing(home: Path) -> None:
    with pytest.raises(InputError, match="there is no list 'LE'"):
        Screener(LocalCopy(home).current(), Policy(lists=("LE",)))


def test_a_future_day_is_an_error(screener: Screener) -> None:
    with pytest.raises(InputError, match="in the future"):
        screener.check(Party("Inspur"), as_of=date(2999, 1, 1))


def test_a_frame_comes_back_whole_with_the_answers_beside_it(screener: Screener) -> None:
    frame = pd.DataFrame(
        {"Kunde": ["Inspur Grp.", None, "Brauerei Steinbach"], "Land": ["CN", None, "DE"]},
        index=[7, 8, 9],
    )

    screened = screener.screen_frame(frame, name="Kunde", country="Land")

    assert list(frame.columns) == ["Kunde", "Land"]
    assert list(screened.columns) == ["Kunde", "Land", *ANSWER_COLUMNS]
    assert list(screened.index) == [7, 8, 9]
    assert list(screened["EC verdict"].fillna("")) == ["MATCH", "", "NO MATCH"]


def test_a_frame_without_the_named_column_is_an_error_that_lists_the_columns(
    screener: Screener,
) -> None:
    with pytest.raises(InputError, match="there is no column 'Customer': use one of Kunde"):
        screener.screen_frame(pd.DataFrame({"Kunde": ["Inspur"]}), name="Customer")
