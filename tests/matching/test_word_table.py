"""What is known of a word is the same whether a list holds it or not."""

from __future__ import annotations

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st
from small_list import small_index

from entitycheck.matching.word_table import (
    ANY_CHANGED,
    CHANGED,
    HEARD,
    KIND,
    LETTERS,
    MASK,
    MEANT,
    PATRONYMIC,
    SILENT,
    SOUND,
    listed_table,
    unseen_table,
    weights,
)
from entitycheck.matching.words import Ints, word_weights
from entitycheck.names.comparable import Kind


def _row_of(word: str, kind: int = 0, meant: int = -1) -> Ints:
    row: Ints = unseen_table([word], [kind], [meant], 1)[:, 0]
    return row


def test_a_listed_word_has_the_row_that_it_would_have_if_nobody_listed_it() -> None:
    """Words are compared by their rows, so that a word must be equal to itself in both tables."""
    index = small_index()
    table = listed_table(index.arrays)
    kinds = [int(key[0]) for key in index.words.all()]

    unseen = unseen_table(index.spellings, kinds, [-1] * len(kinds), index.names)

    for row in (KIND, LETTERS, MASK, CHANGED, SOUND, HEARD, MEANT):
        np.testing.assert_array_equal(table[row], unseen[row])


@given(st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1), st.sampled_from(list(Kind)))
@example("group", Kind.GENERIC)
@example("tecnology", Kind.DISTINCTIVE)
def test_a_word_weighs_the_same_alone_and_among_all(word: str, kind: Kind) -> None:
    """The list is weighed as a whole, a party's words one by one."""
    [whole] = word_weights(np.zeros(1), np.asarray([kind]), [word], 57_000).tolist()

    assert weights(unseen_table([word], [kind], [-1], 57_000)).tolist() == [whole]


def test_a_word_without_a_sound_is_heard_as_none() -> None:
    """`Lee` sounds like many words: an asked one is held against no listed one for that."""
    assert _row_of("lee")[SOUND] == 0
    assert _row_of("lee")[HEARD] == SILENT
    assert _row_of("pawlowa")[HEARD] == _row_of("pavlova")[SOUND] > 0


def test_a_slip_for_a_known_word_is_held_against_all_words() -> None:
    """`Tecnology` is compared with every word, since it stands for one that is spelled otherwise."""
    row = _row_of("tecnology", meant=7)

    assert row[MEANT] == 7
    assert row[CHANGED] == ANY_CHANGED > row[LETTERS]


def test_a_patronymic_is_known_by_its_ending() -> None:
    assert _row_of("ivanovich")[PATRONYMIC] == 1
    assert _row_of("huawei")[PATRONYMIC] == 0
