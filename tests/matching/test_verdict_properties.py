"""What must hold of every verdict, whatever is typed."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_list import ENTRIES, NAMES, messy_parties, small_index

from entitycheck.matching import Scored, find_candidates
from entitycheck.matching.policy import Policy
from entitycheck.records import Entry, Grade, Party

ROUNDING = 0.06  # every term is told to two decimals, the smallest not at all
ACCENTS = str.maketrans({"a": "á", "e": "è", "o": "ö", "u": "ü", "i": "ï", "n": "ñ"})


def _wide(text: str) -> str:
    """Full-width letters, as a Chinese keyboard types them."""
    return "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text)


def _search(*parties: Party, nearest: int = 0) -> list[tuple[Scored, ...]]:
    return find_candidates(parties, small_index(), Policy(), nearest=nearest)


@given(st.lists(messy_parties(), min_size=1, max_size=30), st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_single_calls_a_batch_and_a_shuffled_batch_answer_alike(
    parties: list[Party], chance: random.Random
) -> None:
    shuffled = list(enumerate(parties))
    chance.shuffle(shuffled)

    batch = _search(*parties)
    moved = _search(*(party for _, party in shuffled))

    assert [found for _, found in sorted(zip((at for at, _ in shuffled), moved, strict=True))] == (
        batch
    )
    assert [_search(party)[0] for party in parties] == batch


@given(messy_parties())
@settings(max_examples=150, deadline=None)
def test_points_add_up_verdicts_keep_the_limits_and_reasons_their_line(party: Party) -> None:
    policy = Policy()

    (found,) = _search(party, nearest=2)

    for one in found:
        assert sum(term.points for term in one.evidence) == pytest.approx(one.score, abs=ROUNDING)
        assert 0 < one.score <= 100
        assert one.verdict.is_alert == (one.score >= policy.review_points)
        assert one.verdict is not Grade.MATCH or one.score >= policy.match_points
        assert one.reason.splitlines() == [one.reason]
        assert ("too few for an alert" in one.reason) == (not one.verdict.is_alert)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert len({one.row for one in found}) == len(found)


@given(messy_parties())
@settings(max_examples=60, deadline=None)
def test_the_entrys_own_country_or_address_never_lowers_its_verdict(party: Party) -> None:
    (found,) = _search(Party(party.name))

    for one in found:
        entry = ENTRIES[one.row]
        for country in entry.countries:
            assert _again(Party(party.name, country), one).score >= one.score
        for address in entry.addresses:
            assert _again(Party(party.name, None, address.text), one).score >= one.score


def _again(party: Party, before: Scored) -> Scored:
    """The same entry asked for with more known about the party."""
    (after,) = (one for one in _search(party)[0] if one.row == before.row)
    assert after.verdict.rank >= before.verdict.rank
    return after


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_every_listed_name_is_a_match_and_a_weak_alias_at_least_a_review(entry: Entry) -> None:
    row = ENTRIES.index(entry)
    for name in () if entry.address_only else (entry.name, *(a.name for a in entry.aliases)):
        (mine,) = (one for one in _search(Party(name))[0] if one.row == row)
        if mine.verdict is not Grade.MATCH:
            assert "an alias needs country or address to confirm it" in mine.reason
            assert name != entry.name


@given(messy_parties())
@settings(max_examples=60, deadline=None)
@pytest.mark.parametrize(
    "rewrite",
    [str.upper, str.lower, _wide, lambda text: unicodedata.normalize("NFD", text)],
    ids=["upper", "lower", "wide", "decomposed"],
)
def test_case_and_width_never_change_a_verdict(rewrite: Callable[[str], str], party: Party) -> None:
    (plain,) = _search(party)
    (other,) = _search(Party(rewrite(party.name), party.country))

    assert [(one.row, one.verdict) for one in other] == [(one.row, one.verdict) for one in plain]


@pytest.mark.parametrize("name", NAMES)
def test_accents_never_change_a_verdict(name: str) -> None:
    (plain,) = _search(Party(name))
    (accented,) = _search(Party(name.translate(ACCENTS)))

    assert [(one.row, one.verdict) for one in accented] == [(one.row, one.verdict) for one in plain]
