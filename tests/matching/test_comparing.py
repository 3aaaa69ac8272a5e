"""What of two names met, and that what it leads to is never told too low."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_list import entry, messy_parties, small_index

from entitycheck.matching import NameIndex, comparing, compile_index, open_index
from entitycheck.matching.candidates import find_pairs
from entitycheck.matching.comparing import compare_names, most_points
from entitycheck.matching.policy import Policy
from entitycheck.matching.queries import read_parties
from entitycheck.matching.score import features
from entitycheck.matching.search import find_candidates
from entitycheck.matching.terms import POINTS
from entitycheck.records import Party

ROUNDING = 1e-6


def _beyond_what_met_can_lead_to(parties: list[Party], index: NameIndex) -> float:
    """By how much any pair scores more than `most_points` says; it must not at all."""
    queries = read_parties(parties, index)
    reading, name = find_pairs(queries, index, None)
    worded = (np.diff(queries.start)[reading] > 0) & (np.diff(index["token_start"])[name] > 0)
    met = compare_names(queries, index, reading[worded], name[worded])
    points = (features(queries, index, met, use_country=True) * POINTS).sum(axis=1)
    return float((points - most_points(met, queries.partial[met.reading])).max(initial=-np.inf))


@given(st.lists(messy_parties(), min_size=1, max_size=10))
@settings(deadline=None)
def test_no_pair_scores_more_than_what_met_can_lead_to(parties: list[Party]) -> None:
    """A pair is left out by `most_points` alone, so that it must never be too low."""
    assert _beyond_what_met_can_lead_to(parties, small_index()) <= ROUNDING


@pytest.mark.parametrize("head", ["Kalashnikov", "Loongson", "Gidropribor"])
def test_a_head_behind_a_plain_slip_scores_no_more_than_that_either(head: str) -> None:
    common = "International Science and Technology Development Trading Investment Services"
    index = open_index(compile_index([entry(f"{head} {common}")]))
    doubled = [Party(head[:at] + head[at - 1 :]) for at in range(2, len(head))]

    assert _beyond_what_met_can_lead_to(doubled, index) <= ROUNDING


@given(
    st.lists(messy_parties(), min_size=1, max_size=10),
    st.sampled_from(
        [Policy(), Policy(use_country=False), Policy(50.0, 30.0), Policy(review_points=45)]
    ),
)
@settings(deadline=None)
def test_the_alerts_are_those_of_all_pairs(parties: list[Party], policy: Policy) -> None:
    """With the nearest names asked for, every pair is scored; the alerts are the same."""
    alerts = find_candidates(parties, small_index(), policy)
    nearest = find_candidates(parties, small_index(), policy, nearest=50)

    assert alerts == [tuple(one for one in found if one.verdict.is_alert) for found in nearest]


def test_some_of_the_pairs_are_what_they_were_among_all() -> None:
    """Words, and which of them met, keep their values when pairs are left out."""
    index = small_index()
    queries = read_parties([Party("Inspur Grup Beijing"), Party("4Paradigm Co., Ltd.")], index)
    reading, name = find_pairs(queries, index, None)
    worded = np.diff(index["token_start"])[name] > 0
    met = compare_names(queries, index, reading[worded], name[worded])
    keep = np.arange(len(met.reading)) % 2 == 1

    some = met.only(keep)

    assert len(some.reading) > 1
    for place, pair in enumerate(np.flatnonzero(keep).tolist()):
        for mine, its in zip(some.words.of_pair(place), met.words.of_pair(pair), strict=True):
            np.testing.assert_array_equal(mine, its)
    np.testing.assert_array_equal(most_points(some, some.whole), most_points(met, met.whole)[keep])


def test_every_term_that_adds_points_counts_in_what_a_pair_can_score() -> None:
    """A new term must not be forgotten there."""
    assert set(np.flatnonzero(POINTS > 0).tolist()) <= {*comparing.NOW, *comparing.LATER}
