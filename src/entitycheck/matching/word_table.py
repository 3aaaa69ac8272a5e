"""What the matcher knows of each word, in the rows of one table: one gather fetches all of it.

Single calls are made of hundreds of small arrays, each of which costs the same however short it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from entitycheck.matching.texts import Array
from entitycheck.matching.words import Ints, is_patronymic, letter_masks, phonetic_numbers

KIND, LETTERS, MASK, CHANGED, SOUND, HEARD, MEANT, PATRONYMIC = range(8)
"""The rows: `Kind`; letters; `letter_masks`; the most letters that a word alike has alone; sound of a
listed word, and of an asked one; the listed word it is a slip for, -1 for none; 1 for a patronymic."""
ROWS = 8
SILENT = -1  # heard of a word whose sound tells nothing: no listed word sounds so
ANY_CHANGED = 64  # a slip for a known word is held against all words
MOST_EDITS = np.asarray([0, 0, 0, 0, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3])
"""Typing errors in two words that may be alike, by the letters of the longer one, 0 to `LONGEST`."""
LONGEST = 15
_MOST_CHANGED = np.asarray(
    [
        max(edits for longer, edits in enumerate(MOST_EDITS) if 0 <= longer - size <= edits)
        for size in range(LONGEST + 1)
    ]
)


def listed_table(arrays: Mapping[str, Array]) -> Ints:
    """The table of the words of a list, rows x words.

    Args:
        arrays: From `compile_index`.
    """
    table = np.empty((ROWS, len(arrays["word_kind"])), np.int64)
    table[KIND] = arrays["word_kind"]
    table[LETTERS] = arrays["word_length"]
    table[MASK] = arrays["word_mask"].view(np.int64)
    table[CHANGED] = most_changed(table[LETTERS])
    _fill_sounds(table, arrays["word_phonetic"])
    table[MEANT] = -1
    table[PATRONYMIC] = arrays["word_patronymic"]
    return table


def unseen_table(words: Sequence[str], kinds: Ints, meant: Ints) -> Ints:
    """The table of words that no listed name has, rows x words.

    Args:
        words: Their spellings.
        kinds: Their kinds.
        meant: The number of the listed word that each is a slip for; -1 for none.
    """
    table = np.empty((ROWS, len(words)), np.int64)
    table[KIND] = kinds
    table[LETTERS] = [len(word) for word in words]
    table[MASK] = letter_masks(words).view(np.int64)
    table[CHANGED] = most_changed(table[LETTERS])
    table[CHANGED, meant >= 0] = ANY_CHANGED
    _fill_sounds(table, phonetic_numbers(words, kinds))
    table[MEANT] = meant
    table[PATRONYMIC] = [is_patronymic(word) for word in words]
    return table


def most_changed(letters: Ints) -> Ints:
    """The most letters that a word of so many has, or lacks, beside a word alike."""
    return _MOST_CHANGED[np.minimum(letters, LONGEST)]


def _fill_sounds(table: Ints, sounds: Ints) -> None:
    table[SOUND] = sounds
    table[HEARD] = sounds
    table[HEARD, sounds == 0] = SILENT
