"""Words alike: what a look at their letters rules out is never alike."""

from __future__ import annotations

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from entitycheck.matching.similarity import letters_apart, word_similarity
from entitycheck.matching.word_table import CHANGED, KIND, LETTERS, MASK, most_changed, unseen_table
from entitycheck.matching.words import Ints, letter_masks
from entitycheck.names.comparable import Kind

ALPHABET = "abcehinorstu7"
WORDS = st.text(ALPHABET, min_size=1, max_size=17)
KINDS = st.sampled_from([Kind.DISTINCTIVE, Kind.GENERIC, Kind.PLACE])


@st.composite
def slips(draw: st.DrawFn) -> tuple[str, str]:
    """A word and what up to four slips, or cutting it off, make of it."""
    word = draw(WORDS)
    other = word
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(other)))
        other = other[:at] + draw(st.sampled_from(["", *ALPHABET])) + other[at + 1 :]
    other = other[: draw(st.integers(1, 20))] + draw(st.sampled_from(["", "", "s"]))
    return (other, word) if draw(st.booleans()) else (word, other)


@given(slips(), KINDS, KINDS)
@example(("techs", "technology"), Kind.GENERIC, Kind.GENERIC)
@example(("hauwei", "huawei"), Kind.DISTINCTIVE, Kind.DISTINCTIVE)
def test_words_that_are_alike_are_not_ruled_out_by_their_letters(
    pair: tuple[str, str], asked_kind: Kind, listed_kind: Kind
) -> None:
    asked, listed = pair
    rows = [
        unseen_table([word], [kind], [-1], 1)
        for word, kind in ((asked, asked_kind), (listed, listed_kind))
    ]
    changed, within = letters_apart(rows[0][MASK], rows[1][MASK])

    def spell(places: Ints) -> tuple[list[str], list[str]]:
        return [asked] * len(places), [listed] * len(places)

    equal = np.asarray([asked == listed])
    kinds, letters = ((rows[0][row], rows[1][row]) for row in (KIND, LETTERS))
    alike = word_similarity(kinds, letters, equal, (changed, within), spell, frozenset())

    assert (within | (changed <= rows[0][CHANGED])).all() or not alike.any()


def test_words_of_other_letters_are_ruled_out() -> None:
    """Huawei is never held against Inspur letter by letter."""
    changed, within = letters_apart(
        *(letter_masks([one]).view(np.int64) for one in ("huawei", "inspur"))
    )

    assert not within.any()
    assert (changed > most_changed(len("huawei"))).all()
