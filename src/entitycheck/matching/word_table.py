"""What the matcher knows of each word, in the rows of one table: one gather fetches all of it.

Single calls are made of hundreds of small arrays, each of which costs the same however short it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from entitycheck.matching.kinds import DISTINCTIVE
from entitycheck.matching.texts import Array
from entitycheck.matching.words import (
    Floats,
    Ints,
    is_patronymic,
    letter_mask,
    phonetic_number,
    unseen_weight,
)

SOUND, KIND, LETTERS, HEARD, MEANT, MASK, CHANGED, PATRONYMIC, WEIGHT = range(9)
"""The rows: sound, as a listed word; `Kind`; letters; sound, as an asked word; the listed word it is a
slip for, -1 for none; `letter_masks`; the most letters that a word alike has alone; 1 for a patronymic;
what it says, in the bits of a float: see `weights`."""
ROWS = 9
AS_LISTED, AS_ASKED = slice(SOUND, LETTERS + 1), slice(KIND, MEANT + 1)
"""The rows that matter of the listed and of the asked word of a pair that may be alike."""
SILENT = -1  # heard of a word whose sound tells nothing: no listed word sounds so
ANY_CHANGED = 64  # a slip for a known word is held against all words
MOST_EDITS = np.asarray([0, 0, 0, 0, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3])
"""Typing errors in two words that may be alike, by the letters of the longer one, 0 to `LONGEST`."""
LONGEST = 15
_MOST_CHANGED: list[int] = [
    max(edits for longer, edits in enumerate(MOST_EDITS.tolist()) if 0 <= longer - size <= edits)
    for size in range(LONGEST + 1)
]


def listed_table(arrays: Mapping[str, Array]) -> Ints:
    """The table of the words of a list, rows x words.

    Args:
        arrays: From `compile_index`.
    """
    sounds = arrays["word_phonetic"]
    letters = arrays["word_length"]
    table = np.empty((ROWS, len(letters)), np.int64)
    table[KIND] = arrays["word_kind"]
    table[LETTERS] = letters
    table[MASK] = arrays["word_mask"].view(np.int64)
    table[CHANGED] = np.asarray(_MOST_CHANGED)[np.minimum(letters, LONGEST)]
    table[SOUND] = sounds
    table[HEARD] = np.where(sounds == 0, SILENT, sounds)
    table[MEANT] = -1
    table[PATRONYMIC] = arrays["word_patronymic"]
    weights(table)[:] = arrays["word_weight"]
    return table


def unseen_table(
    words: Sequence[str], kinds: Sequence[int], meant: Sequence[int], names: int
) -> Ints:
    """The table of words that no listed name has, rows x words.

    Args:
        words: Their spellings.
        kinds: Their kinds.
        meant: The number of the listed word that each is a slip for; -1 for none.
        names: How many names are listed.
    """
    rows = [_unseen_row(*word) for word in zip(words, kinds, meant, strict=True)]
    table = np.empty((ROWS, len(words)), np.int64)
    table[:WEIGHT] = np.asarray(rows, np.int64).T
    weights(table)[:] = [
        unseen_weight(word, kind, names) for word, kind in zip(words, kinds, strict=True)
    ]
    return table


def weights(table: Ints) -> Floats:
    """What the words say: a view of the table."""
    found: Floats = table[WEIGHT].view(np.float64)
    return found


def most_changed(letters: int) -> int:
    """The most letters that a word of so many has, or lacks, beside a word alike."""
    return _MOST_CHANGED[min(letters, LONGEST)]


def _unseen_row(word: str, kind: int, meant: int) -> tuple[int, ...]:
    """What is known of a word that no listed name has, but for what it says."""
    sound = phonetic_number(word) if kind == DISTINCTIVE else 0
    changed = ANY_CHANGED if meant >= 0 else most_changed(len(word))
    heard = sound or SILENT
    return (
        *(sound, kind, len(word), heard, meant),
        *(letter_mask(word), changed, int(is_patronymic(word))),
    )
