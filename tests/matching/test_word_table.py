"""What is known of a word is the same whether a list holds it or not."""

from __future__ import annotations

import numpy as np
from small_list import small_index

from entitycheck.matching.word_table import (
    ANY_CHANGED,
    CHANGED,
    HEARD,
    LETTERS,
    MEANT,
    PATRONYMIC,
    SILENT,
    SOUND,
    listed_table,
    unseen_table,
)
from entitycheck.matching.words import Ints


def _row_of(word: str, kind: int = 0, meant: int = -1) -> Ints:
    row: Ints = unseen_table([word], np.asarray([kind]), np.asarray([meant]))[:, 0]
    return row


def test_a_listed_word_has_the_row_that_it_would_have_if_nobody_listed_it() -> None:
    """Words are compared by their rows, so that a word must be equal to itself in both tables."""
    index = small_index()
    table = listed_table(index.arrays)
    kinds = np.asarray([int(key[0]) for key in index.words.all()])
    nothing_meant = np.full(len(kinds), -1)
    same = np.arange(len(table)) != PATRONYMIC  # which the words beside it tell in a listed name

    unseen = unseen_table(index.spellings, kinds, nothing_meant)

    np.testing.assert_array_equal(table[same], unseen[same])


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
