"""How words are filed: what one slip of the hand leaves the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from entitycheck.matching.keys import NEAR_LEAST, NEAR_MOST, near_hashes

WORDS = st.text("abcdeimnruvw019", min_size=NEAR_LEAST, max_size=NEAR_MOST)
LETTERS = st.sampled_from("abcxyz07")


def hashes_of(*words: str) -> list[set[int]]:
    """The checksums of each word."""
    owners, hashes = near_hashes(words)
    found: list[set[int]] = [set() for _ in words]
    for owner, one in zip(owners.tolist(), hashes.tolist(), strict=True):
        found[owner].add(one)
    return found


@given(WORDS, st.data())
def test_a_word_with_a_letter_more_less_or_changed_shares_a_checksum(
    word: str, data: st.DataObject
) -> None:
    """`Inspurr`, `Inspr` and `Insbur` are all found behind Inspur."""
    at = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(LETTERS)
    slips = (
        word[:at] + letter + word[at:],
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at + 1 :],
    )
    own, *others = hashes_of(word, *slips)
    assert all(own & other for other in others)


@given(st.lists(WORDS, max_size=6))
def test_the_checksums_of_a_word_do_not_depend_on_the_words_beside_it(words: list[str]) -> None:
    """A single call and a batch look the same up."""
    assert hashes_of(*words) == [hashes_of(word)[0] for word in words]


def test_a_word_as_a_scanner_read_it_shares_a_checksum() -> None:
    """`inforrnatics` holds rn where the list has m."""
    read, meant = hashes_of("inforrnatics", "informatics")
    assert read & meant


def test_different_words_share_no_checksum() -> None:
    """Huawei and Inspur have nothing in common."""
    first, second = hashes_of("huawei", "inspur")
    assert not first & second
