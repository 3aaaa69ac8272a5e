"""The words of each pair compared each with each: what met what, and what met nothing.

Few of all these words are alike. Those that may be are told from the rest first, by their letters and
sounds alone, and only they are looked at again.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from entitycheck.matching.index import NameIndex
from entitycheck.matching.queries import Queries
from entitycheck.matching.similarity import letters_apart, word_similarity
from entitycheck.matching.word_table import (
    AS_ASKED,
    AS_LISTED,
    CHANGED,
    HEARD,
    KIND,
    MASK,
    PATRONYMIC,
    SOUND,
    weights,
)
from entitycheck.matching.words import Flags, Floats, Ints, any_of

ALIKE = 0.6  # from here on two words are taken for the same
SOUNDS_ALIKE = 0.85
SLIP_MEANT = 0.9  # a slip of a common word


class Words(NamedTuple):
    """The words of one side of all pairs.

    Args:
        pair: The pair of each word.
        word: Its number; beyond the table of the index for words that no listed name has.
        alike: How alike its best partner on the other side is.
        weight: What it says.
        kind: Its `Kind`.
        patronymic: 1 for a Russian patronymic, else 0.
    """

    pair: Ints
    word: Ints
    alike: Floats
    weight: Floats
    kind: Ints
    patronymic: Ints

    def only(self, at: Ints, numbers: Ints) -> Words:
        """The words at some places, their pairs numbered anew."""
        return Words(
            numbers[self.pair[at]],
            self.word[at],
            self.alike[at],
            self.weight[at],
            self.kind[at],
            self.patronymic[at],
        )


class WordPairs(NamedTuple):
    """All words of all pairs compared each with each, by listed and by asked word.

    Args:
        listed: The words of the listed names.
        asked: The words of the parties.
        met: Which of either may be alike: places in `listed`, ascending, and in `asked`.
        likeness: How alike these are.
    """

    listed: Words
    asked: Words
    met: tuple[Ints, Ints]
    likeness: Floats

    def only(self, keep: Flags) -> WordPairs:
        """Those of some of the pairs, numbered anew."""
        numbers = keep.cumsum() - 1
        kept = [keep[side.pair] for side in (self.listed, self.asked)]
        listed, asked = (words.cumsum() - 1 for words in kept)
        met = kept[0][self.met[0]].nonzero()[0]
        return WordPairs(
            listed=self.listed.only(kept[0].nonzero()[0], numbers),
            asked=self.asked.only(kept[1].nonzero()[0], numbers),
            met=(listed[self.met[0][met]], asked[self.met[1][met]]),
            likeness=self.likeness[met],
        )

    def renumbered(self, numbers: Ints) -> WordPairs:
        """The same with other numbers for the pairs, in the same order."""
        return self._replace(
            listed=self.listed._replace(pair=numbers[self.listed.pair]),
            asked=self.asked._replace(pair=numbers[self.asked.pair]),
        )

    def of_pair(self, pair: int) -> tuple[Floats, Floats, Floats]:
        """How alike the words of one pair are.

        Returns:
            How alike the best partners of its listed and of its asked words are; and how alike they
            are each with each, listed by asked words.
        """
        (first, last), (start, end) = (
            side.pair.searchsorted((pair, pair + 1)).tolist() for side in (self.listed, self.asked)
        )
        listed, asked = self.met
        span = slice(*listed.searchsorted((first, last)).tolist())
        grid = np.zeros((last - first, end - start))
        grid[listed[span] - first, asked[span] - start] = self.likeness[span]
        return self.listed.alike[first:last], self.asked.alike[start:end], grid


class _Side(NamedTuple):
    """The words of one side of all pairs, side by side.

    Args:
        counts: How many words each pair has.
        first: Where they start.
        pair: The pair of each word.
        word: Its number.
        rows: What is known of it: see `word_table`.
    """

    counts: Ints
    first: Ints
    pair: Ints
    word: Ints
    rows: Ints


class _Meeting(NamedTuple):
    """Pairs of words that may be alike: places among the asked and among the listed words.

    Args:
        asked: Places of the asked words.
        listed: Places of the listed words, ascending.
        apart: `letters_apart` of them.
    """

    asked: Ints
    listed: Ints
    apart: tuple[Ints, Flags]


def compare_words(queries: Queries, index: NameIndex, reading: Ints, name: Ints) -> WordPairs:
    """Each word of each reading with each word of its listed name."""
    asked_at, asked_span = _words_of(queries.start, reading)
    asked = _Side(*asked_span, queries.word[asked_at], queries.table.take(asked_at, axis=1))
    listed_at, listed_span = _words_of(index["token_start"], name)
    listed_word = index.token_word[listed_at]
    listed = _Side(*listed_span, listed_word, index.word_table.take(listed_word, axis=1))
    meeting = _may_meet(asked, listed)
    mine, theirs = meeting.asked, meeting.listed
    likeness = _similarities(queries, index, asked, listed, meeting)
    likeness *= queries.trust[asked_at[mine]]
    alike = likeness.copy()
    if any_of(queries.strict):
        alike[queries.strict[reading[asked.pair[mine]]] & (alike < 1)] = 0
    # Two words must not lean on one: Petr is no Petrov where Petrov itself is there.
    best_asked = _largest(alike, mine, len(asked_at))
    best_listed = _largest(alike, theirs, len(listed_at))
    alike[alike < np.maximum(best_asked[mine], best_listed[theirs])] = 0
    by_asked = _largest(alike, mine, len(asked_at))
    by_listed = _largest(alike, theirs, len(listed_at))
    listed_weight = weights(listed.rows)
    partner = _largest(alike * listed_weight[theirs], mine, len(asked_at))
    # A word that meets a common word, misspelt, is no rare word of its own.
    own = weights(asked.rows)
    weight = np.minimum(own, partner / np.maximum(by_asked, ALIKE))
    asked_weight = np.where(by_asked >= ALIKE, weight, own)
    return WordPairs(
        _as_words(listed, by_listed, listed_weight),
        _as_words(asked, by_asked, asked_weight),
        (theirs, mine),
        likeness,
    )


def _as_words(side: _Side, alike: Floats, weight: Floats) -> Words:
    return Words(side.pair, side.word, alike, weight, side.rows[KIND], side.rows[PATRONYMIC])


def _words_of(start: Ints, which: Ints) -> tuple[Ints, tuple[Ints, Ints, Ints]]:
    """Where the words of one side of all pairs stand, how many each pair has, and whose they are.

    Args:
        start: Where the words of each reading or name start.
        which: The reading or name of each pair.

    Returns:
        Where each word stands; and `counts`, `first`, `pair` as in `_Side`.
    """
    begin = start[which]
    counts = start[which + 1] - begin
    first = counts.cumsum() - counts
    pair = np.arange(len(which)).repeat(counts)
    return np.arange(len(pair)) + (begin - first)[pair], (counts, first, pair)


def _may_meet(asked: _Side, listed: _Side) -> _Meeting:
    """The words that may be alike."""
    runs = asked.counts[listed.pair]  # each listed word is held against so many
    ends = runs.cumsum()
    mine = np.arange(int(ends[-1]) if len(ends) else 0)
    mine -= (ends - runs - asked.first[listed.pair]).repeat(runs)
    theirs = np.arange(len(runs)).repeat(runs)
    changed, within = letters_apart(asked.rows[MASK][mine], listed.rows[MASK][theirs])
    found = changed <= asked.rows[CHANGED][mine]
    found |= within
    found |= asked.rows[HEARD][mine] == listed.rows[SOUND][theirs]
    places = found.nonzero()[0]
    return _Meeting(mine[places], theirs[places], (changed[places], within[places]))


def _largest(values: Floats, owner: Ints, count: int) -> Floats:
    """The largest of the values of each owner, 0 where there is none."""
    found = np.zeros(count)
    np.maximum.at(found, owner, values)
    return found


def _similarities(
    queries: Queries, index: NameIndex, asked: _Side, listed: _Side, meeting: _Meeting
) -> Floats:
    """How alike the words are that may be alike, as spelled, as heard, and as they were meant."""
    mine, theirs = asked.word[meeting.asked], listed.word[meeting.listed]
    kind, letters, heard, meant = asked.rows[AS_ASKED].take(meeting.asked, axis=1)
    sound, listed_kind, listed_letters = listed.rows[AS_LISTED].take(meeting.listed, axis=1)
    spellings = index.spellings

    def spell(places: Ints) -> tuple[list[str], list[str]]:
        return (
            [queries.spelling(word) for word in mine[places].tolist()],
            [spellings[word] for word in theirs[places].tolist()],
        )

    alike = word_similarity(
        *((kind, listed_kind), (letters, listed_letters), mine == theirs, meeting.apart),
        *(spell, index.brands),
    )
    found: Floats = np.maximum(alike, (heard == sound) * SOUNDS_ALIKE)
    if len(queries.unseen):
        np.maximum(found, (meant == theirs) * SLIP_MEANT, out=found)
    return found
