"""Names that are the listed one but for slips of the hand: every word is equal or a likely slip.

Words alone cannot tell: `Rza` is too short to be `Reza`, and a slip in a common word makes it a rare
one. In a name that is equal otherwise both are plain.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from rapidfuzz.distance import OSA, Levenshtein
from rapidfuzz.process import cpdist

from entitycheck.matching.index import NameIndex
from entitycheck.matching.queries import Queries
from entitycheck.matching.slips import slip_cost
from entitycheck.matching.words import Floats, Ints

MOST_EDITS = 4
LETTERS_PER_EDIT = 6
"""A name of so many letters may hold one edit more."""
SLIP, LONG_SLIP = 1.0, 1.7
LONG_WORD = 9
LETTERS_PER_SLIP = 12
FROM, FULL = 3, 9
"""Letters of a name, legal forms aside, in which a slip says nothing yet, and says all it can."""


def slipped(queries: Queries, index: NameIndex, reading: Ints, name: Ints) -> Floats:
    """How surely each name with its legal form is the listed one but for slips, 0 to 1."""
    most = np.minimum(1 + queries.plain_letters // LETTERS_PER_EDIT, MOST_EDITS)[reading]
    near = np.abs(queries.plain_letters[reading] - index.plain.sizes[name]) <= most
    at = (near & ~queries.strict[reading]).nonzero()[0]
    if not len(at):
        return np.zeros(len(reading))
    asked = [queries.plain[one] for one in reading[at].tolist()]
    listed = index.plain.pick(name[at].tolist())
    edits = cpdist(asked, listed, scorer=OSA.distance, score_cutoff=MOST_EDITS)
    close = (edits <= most[at]).nonzero()[0].tolist()
    found = np.zeros(len(reading), np.bool_)
    for place in close:
        words = queries.readings[int(reading[at[place]])].folded.split()
        found[at[place]] = _only_slips(words, asked[place], listed[place], index.brands)
    sure = (queries.core_letters[reading] - FROM) / (FULL - FROM)
    return np.where(found, np.minimum(np.maximum(sure, 0), 1), 0.0)


def _only_slips(words: Sequence[str], asked: str, listed: str, brands: frozenset[str]) -> bool:
    """Whether every word is equal or a likely slip for what stands in its place."""
    if asked == listed:
        return True
    place = _places(asked, listed)
    slips = end = 0
    for word in words:
        start, end = end, end + len(word)
        other = listed[place[start] : place[end]]
        if word == other:
            continue
        slips += 1
        most = LONG_SLIP if len(word) >= LONG_WORD else SLIP
        cost = slip_cost(word, other, brand=other in brands)
        if cost > most or _another_number(word, other):
            return False
    return slips <= 1 + len(asked) // LETTERS_PER_SLIP


def _another_number(word: str, other: str) -> bool:
    """Whether the words differ in a number, which is no slip; a digit may be read for a letter."""
    digits = sum(map(str.isdigit, word))
    return any(map(str.isdigit, other)) or (digits > 0 and len(word) != len(other))


def _places(asked: str, listed: str) -> list[int]:
    """Where each boundary between letters of `asked` lies in `listed`."""
    places = list(range(len(asked) + 1))
    for edit in Levenshtein.opcodes(asked, listed):
        for at in range(edit.src_start, edit.src_end + 1):
            places[at] = min(edit.dest_start + at - edit.src_start, edit.dest_end)
        places[edit.src_end] = edit.dest_end
    places[0] = 0  # what stands before the first word is held against it: PT Electronics
    return places
