"""Words alike: what a look at their letters rules out is never alike."""

from __future__ import annotations

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from entitycheck.matching.similarity import may_be_alike, most_changed, word_similarity
from entitycheck.matching.words import Ints, letter_masks
from entitycheck.names.comparable import Kind

LETTERS = "abcehinorstu7"
WORDS = st.text(LETTERS, min_size=1, max_size=17)
KINDS = st.sampled_from([Kind.DISTINCTIVE, Kind.GENERIC, Kind.PLACE])


@st.composite
def slips(draw: st.DrawFn) -> tuple[str, str]:
    """A word and what up to four slips, or cutting it off, make of it."""
    word = draw(WORDS)
    other = word
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(other)))
        other = other[:at] + draw(st.sampled_from(["", *LETTERS])) + other[at + 1 :]
    other = other[: draw(st.integers(1, 20))] + draw(st.sampled_from(["", "", "s"]))
    return (other, word) if draw(st.booleans()) else (word, other)


@given(slips(), KINDS, KINDS)
@example(("techs", "technology"), Kind.GENERIC, Kind.GENERIC)
@example(("hauwei", "huawei"), Kind.DISTINCTIVE, Kind.DISTINCTIVE)
def test_words_that_are_alike_are_not_ruled_out_by_their_letters(
    pair: tuple[str, str], asked_kind: Kind, listed_kind: Kind
) -> None:
    asked, listed = pair
    lengths = np.asarray([len(asked)]), np.asarray([len(listed)])
    masks = letter_masks([asked]), letter_masks([listed])

    def spell(places: Ints) -> tuple[list[str], list[str]]:
        return [asked] * len(places), [listed] * len(places)

    alike = word_similarity(
        np.asarray([1]),
        np.asarray([1 if asked == listed else 2]),
        (np.asarray([int(asked_kind)]), np.asarray([int(listed_kind)])),
        lengths,
        masks,
        spell,
        frozenset(),
    )

    assert may_be_alike(masks, most_changed(lengths[0])).all() or not alike.any()


def test_words_of_other_letters_are_ruled_out() -> None:
    """Huawei is never held against Inspur letter by letter."""
    masks = letter_masks(["huawei"]), letter_masks(["inspur"])
    assert not may_be_alike(masks, most_changed(np.asarray([6]))).any()
