"""What a reason says is true of both names, names what decided, and never contradicts the verdict."""

from __future__ import annotations

import pytest
from small_list import ENTRIES, check, entry

from entitycheck.matching import Scored, compile_index, find_candidates, open_index
from entitycheck.matching.policy import Policy
from entitycheck.matching.terms import DETAILS, Term
from entitycheck.records import Entry, Grade, Party, PartyType


def _nearest(name: str, *entries: Entry, country: str | None = None) -> Scored:
    """The first entry for one party, alert or not."""
    index = open_index(compile_index(entries or ENTRIES))
    ((first, *_),) = find_candidates([Party(name, country)], index, Policy(), nearest=1)
    return first


def test_every_term_is_explained() -> None:
    assert set(DETAILS) == set(Term)


def test_a_cut_off_piece_of_a_word_is_not_said_to_be_missing_from_the_listed_name() -> None:
    """`Corpora` is where the text ends, no word that the listed name lacks."""
    found = _nearest(
        "Semiconductor Manufacturing International Corpora",
        entry("Semiconductor Manufacturing International Corporation", code="CMIC"),
    )

    assert "only in the party's name" not in found.reason
    assert "cut off in the party's name: corpora" in found.reason


def test_words_that_another_alias_holds_are_not_said_to_be_only_in_the_partys_name() -> None:
    """Wagner Group PMC: the entry is named both, and that is what made the score."""
    found = _nearest(
        "Wagner Group PMC",
        entry("Private Military Company 'Wagner'", "PMC Wagner", "Wagner Group", country="RU"),
    )

    assert found.verdict is Grade.MATCH
    assert "in another name of the entry: " in found.reason
    assert "only in" not in found.reason


def test_a_name_wholly_of_common_words_is_not_said_to_have_met_by_nothing_but_those() -> None:
    found = _nearest("Harbin Inst. of Tech", entry("Harbin Institute of Technology"), country="CN")

    assert found.verdict is Grade.MATCH
    assert "all its words are common words or places" in found.reason
    assert "nothing met" not in found.reason


def test_both_halves_of_a_word_are_told_with_what_they_make_up() -> None:
    found = _nearest(
        "Galaxia Reall Estate GmbH", entry("GALAXIA REAL ESTATE GMBH", code="SDN", country="DE")
    )

    assert "reall" in found.reason
    assert "only in" not in found.reason


def test_words_left_out_of_a_part_of_the_text_are_named() -> None:
    """Nobody should wonder what became of the rest of the cell."""
    found = check("Wuxi branch urgent order Inspur Group Co., Ltd. Jinan please call")

    assert "part of the text" in found[0].reason
    assert "not compared:" in found[0].reason
    assert "jinan" in found[0].reason


def test_words_a_little_alike_are_named_as_such() -> None:
    """They counted a little; the reason must say neither that they met nor that they did not."""
    found = _nearest(
        "Lanphar Technology Int'l Co., Limited",
        entry("Langhai Technology Int'l Co., Limited", country="HK"),
        country="HK",
    )

    assert "a little alike: lanphar ~ langhai" in found.reason
    assert "only in" not in found.reason


@pytest.mark.parametrize(
    ("name", "listed", "said"),
    [
        ("Kormat", entry("Kornet", country="RU"), "the words met only nearly"),
        (
            "Shanxi Bright Aviation Technology Group",
            entry("Beijing Siman Aviation Technology Group"),
            "too little of the party's name met",
        ),
        ("Rosomakha", entry("Rosomakha New District Vympel Investment"), "the listed name"),
        ("Loogson", entry("Loongson Technology", country="CN"), "the words met only nearly"),
        ("Inpsur", entry("Inspur Group Co., Ltd."), "the words met only nearly"),
    ],
)
def test_an_entry_that_is_no_alert_says_what_kept_it_from_being_one(
    name: str, listed: Entry, said: str
) -> None:
    found = _nearest(name, listed)

    assert found.verdict is Grade.NO_MATCH
    limit = f"{found.score:.1f} points are too few for an alert, which takes 70, mainly because"
    assert limit in found.reason
    assert said in found.reason


def test_a_country_that_alone_keeps_an_entry_from_being_an_alert_is_what_is_told() -> None:
    """However much else the score might have had: without the country it is an alert."""
    listed = entry("Rosneft Oil Trade Limited", country="CY")
    alert = _nearest("Rosneft Deutschland", listed)
    found = _nearest("Rosneft Deutschland", listed, country="DE")

    assert alert.verdict.is_alert
    assert found.verdict is Grade.NO_MATCH
    assert "mainly because the entry is in other countries" in found.reason


def test_an_entry_without_any_likeness_is_not_named_as_the_nearest() -> None:
    index = open_index(compile_index([entry("GOLDEN STAR CO", code="SDN", country="SY")]))

    (found,) = find_candidates(
        [Party("GoldenHome Living Co., Ltd.", "CN")], index, Policy(), nearest=1
    )

    assert found == ()


def test_a_word_met_in_brackets_does_not_hide_that_the_whole_name_met() -> None:
    """`AIO` meets word for word; what decides is the name, of which only one word is abbreviated."""
    found = _nearest(
        "Aerosp Industries Org (AIO)",
        entry("Aerospace Industries Organization (AIO)", country="IR"),
    )

    assert found.verdict is Grade.MATCH
    assert "in brackets" not in found.reason


def test_of_equal_entries_the_exact_one_goes_first_then_the_one_on_the_entity_list() -> None:
    """Inspur stands on several lists; of equals the one with a licence requirement is read first."""
    listed = (
        entry("INSPUR GROUP CO., LTD.", code="CMIC"),
        entry("Inspur Group Company Limited", code="EL"),
        entry("Inspur Group Co., Ltd.", code="EL"),
    )
    index = open_index(compile_index(listed))

    exact, longer = find_candidates(
        [Party("Inspur Group Company Limited"), Party("Inspur Grp Co Ltd")], index, Policy()
    )

    assert [one.row for one in exact] == [1, 2, 0]
    assert [one.row for one in longer][:2] == [2, 0]
    assert len(longer) == len(listed)


def test_an_address_only_entry_is_named_once() -> None:
    found = find_candidates(
        [Party("Address 04", None, "Room 803, Chevalier House 45-51, Chatham Road South, TST")],
        open_index(compile_index(ENTRIES)),
        Policy(),
    )[0]

    assert [ENTRIES[one.row].name for one in found] == ["Address 04"]


def test_an_alias_that_needs_confirming_says_so_and_its_points_add_up() -> None:
    """A weak alias spelled exactly is REVIEW; the country makes it a MATCH."""
    alone, confirmed = check("BIT")[0], check("BIT", "CN")[0]

    assert alone.verdict is Grade.REVIEW
    assert "needs country or address to confirm it" in alone.reason
    assert sum(one.points for one in alone.evidence) == pytest.approx(alone.score)
    assert alone.evidence[-1].detail == "stays below MATCH until country or address confirms it"
    assert confirmed.verdict is Grade.MATCH
    assert "needs country" not in confirmed.reason


def test_a_persons_single_name_says_that_it_does_not_tell_who_is_meant() -> None:
    found = _nearest(
        "Braverman",
        entry("BRAVERMAN, Anatoly Alexandrovich", code="SDN", party_type=PartyType.PERSON),
    )

    assert found.verdict is not Grade.MATCH
    assert "one word of a person's name does not tell who is meant" in found.reason


def test_line_breaks_in_published_names_do_not_reach_the_reason() -> None:
    found = _nearest("Kylin Supercomputing Harbour", entry("Kylin Supercomputing\nHarbour Ltd."))

    assert found.verdict is Grade.MATCH
    assert "\n" not in found.reason
