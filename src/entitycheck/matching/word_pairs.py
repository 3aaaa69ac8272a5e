"""The words of each pair compared each with each: what met what, and what met nothing.

Few of all these words are alike. Those that may be are told from the rest first, by their letters and
sounds alone, and only they are looked at again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from entitycheck.matching.index import NameIndex
from entitycheck.matching.queries import Queries
from entitycheck.matching.similarity import may_be_alike, most_changed, word_similarity
from entitycheck.matching.words import Flags, Floats, Ints

ALIKE = 0.6  # from here on two words are taken for the same
SOUNDS_ALIKE = 0.85
MEANT = 0.9  # a slip of a common word
_ANY = np.uint8(64)  # letters changed
_SILENT = -1  # no listed word sounds so


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one side of all pairs.

    Args:
        pair: The pair of each word.
        word: Its number; beyond the table of the index for words that no listed name has.
        alike: How alike its best partner on the other side is.
        weight: What it says.
        kind: Its `Kind`.
        patronymic: Whether it is a Russian patronymic.
    """

    pair: Ints
    word: Ints
    alike: Floats
    weight: Floats
    kind: Ints
    patronymic: Flags

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


@dataclass(frozen=True, slots=True)
class WordPairs:
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
        met = np.flatnonzero(kept[0][self.met[0]])
        return WordPairs(
            listed=self.listed.only(np.flatnonzero(kept[0]), numbers),
            asked=self.asked.only(np.flatnonzero(kept[1]), numbers),
            met=(listed[self.met[0][met]], asked[self.met[1][met]]),
            likeness=self.likeness[met],
        )

    def renumbered(self, numbers: Ints) -> WordPairs:
        """The same with other numbers for the pairs, in the same order."""
        return replace(
            self,
            listed=replace(self.listed, pair=numbers[self.listed.pair]),
            asked=replace(self.asked, pair=numbers[self.asked.pair]),
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


def compare_words(queries: Queries, index: NameIndex, reading: Ints, name: Ints) -> WordPairs:
    """Each word of each reading with each word of its listed name."""
    asked_pair, asked_at = _words_of(queries.start, reading)
    listed_pair, listed_at = _words_of(index["token_start"], name)
    listed_word = index["token_word"][listed_at].astype(np.int64)
    asked, listed = _may_meet(queries, index, asked_pair, asked_at, listed_pair, listed_word)
    likeness = _similarities(queries, index, asked_at[asked], listed_word[listed])
    alike = likeness.copy()
    alike[queries.strict[reading[asked_pair[asked]]] & (alike < 1)] = 0
    # Two words must not lean on one: Petr is no Petrov where Petrov itself is there.
    best_asked = _largest(alike, asked, len(asked_at))
    best_listed = _largest(alike, listed, len(listed_at))
    alike[alike < np.maximum(best_asked[asked], best_listed[listed])] = 0
    by_asked = _largest(alike, asked, len(asked_at))
    by_listed = _largest(alike, listed, len(listed_at))
    listed_weight = index["word_weight"][listed_word]
    partner = _largest(alike * listed_weight[listed], asked, len(asked_at))
    # A word that meets a common word, misspelt, is no rare word of its own.
    own = queries.weight[asked_at]
    known = by_asked >= ALIKE
    asked_weight = np.where(known, np.minimum(own, partner / np.maximum(by_asked, ALIKE)), own)
    return WordPairs(
        listed=Words(
            listed_pair,
            listed_word,
            by_listed,
            listed_weight,
            index["word_kind"][listed_word].astype(np.int64),
            index["word_patronymic"][listed_word],
        ),
        asked=Words(
            asked_pair,
            queries.word[asked_at],
            by_asked,
            asked_weight,
            queries.kind[asked_at],
            queries.patronymic[asked_at],
        ),
        met=(listed, asked),
        likeness=likeness,
    )


def _words_of(start: Ints, which: Ints) -> tuple[Ints, Ints]:
    """The words of one side of all pairs, side by side: their pair, and where they stand.

    Args:
        start: Where the words of each reading or name start.
        which: The reading or name of each pair.
    """
    counts = start[which + 1] - start[which]
    pair = np.arange(len(which)).repeat(counts)
    return pair, np.arange(len(pair)) + (start[which] - counts.cumsum() + counts).repeat(counts)


def _may_meet(
    queries: Queries,
    index: NameIndex,
    asked_pair: Ints,
    asked_at: Ints,
    listed_pair: Ints,
    listed_word: Ints,
) -> tuple[Ints, Ints]:
    """The words that may be alike: their places among the asked and among the listed words."""
    count = np.bincount(asked_pair, minlength=1)
    first = count.cumsum() - count
    runs = count[listed_pair]  # each listed word is held against so many
    run_start = runs.cumsum() - runs
    asked = np.arange(int(runs.sum())) - (run_start - first[listed_pair]).repeat(runs)
    # A slip for a known word is held against all words.
    most = np.where(queries.meant >= 0, _ANY, most_changed(queries.length))
    found = may_be_alike(
        (queries.mask[asked_at][asked], index["word_mask"][listed_word].repeat(runs)),
        most[asked_at][asked],
    )
    sounds = index["word_phonetic"][listed_word]
    own_sounds = np.where(queries.phonetic == 0, _SILENT, queries.phonetic)
    found |= own_sounds[asked_at][asked] == sounds.repeat(runs)
    places = np.flatnonzero(found)
    return asked[places], np.arange(len(listed_word)).repeat(runs)[places]


def _largest(values: Floats, owner: Ints, count: int) -> Floats:
    """The largest of the values of each owner, 0 where there is none."""
    found = np.zeros(count)
    np.maximum.at(found, owner, values)
    return found


def _similarities(queries: Queries, index: NameIndex, asked_at: Ints, listed: Ints) -> Floats:
    asked = queries.word[asked_at]
    spellings = index.spellings

    def spell(places: Ints) -> tuple[list[str], list[str]]:
        return (
            [queries.spelling(word) for word in asked[places].tolist()],
            [spellings[word] for word in listed[places].tolist()],
        )

    alike = word_similarity(
        asked,
        listed,
        (queries.kind[asked_at], index["word_kind"][listed].astype(np.int64)),
        (queries.length[asked_at], index["word_length"][listed].astype(np.int64)),
        (queries.mask[asked_at], index["word_mask"][listed].astype(np.uint64)),
        spell,
        index.brands,
    )
    sounds = queries.phonetic[asked_at]
    same_sound = (sounds != 0) & (sounds == index["word_phonetic"][listed])
    alike[same_sound & (alike < SOUNDS_ALIKE)] = SOUNDS_ALIKE
    alike[(queries.meant[asked_at] == listed) & (alike < MEANT)] = MEANT
    alike *= queries.trust[asked_at]
    return alike
