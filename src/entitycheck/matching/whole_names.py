"""Names compared as a whole, letter by letter: in order, in alphabetical order, cut off."""

from __future__ import annotations

import numpy as np
from rapidfuzz.distance import Indel
from rapidfuzz.process import cpdist

from entitycheck.matching.index import NameIndex
from entitycheck.matching.letter_counts import least_edits, letter_counts
from entitycheck.matching.queries import Queries
from entitycheck.matching.words import Flags, Floats, Ints

CUT_OFF_LETTERS = 18
ROUNDING = 1e-6
PREFIX_MOST = 12  # of more names it is no beginning of one: Joint Stock Company


def likeness(queries: Queries, index: NameIndex, reading: Ints, name: Ints, least: float) -> Floats:
    """How alike the names are as a whole, in their order or in alphabetical order.

    Likeness below `least` comes out as 0.
    """
    sizes = queries.core_letters[reading], index.core.sizes[name]
    counts = letter_counts(queries.cores)[reading], index["core_letters"][name]
    most = (1 - least) * (sizes[0] + sizes[1]) + ROUNDING
    places = (least_edits(*counts, sizes) <= most).nonzero()[0]
    alike = np.zeros(len(reading))
    if not len(places):
        return alike
    readings, names = reading[places].tolist(), name[places].tolist()
    asked = [queries.cores[place] for place in readings]
    moved = [queries.sorted_cores[place] for place in readings]
    either = cpdist(
        asked + moved,
        index.core.pick(names) + index.sorted_core.pick(names),
        scorer=Indel.normalized_similarity,
        score_cutoff=least,
    )
    alike[places] = np.maximum(either[: len(places)], either[len(places) :])
    return alike


def spelled_alike(queries: Queries, index: NameIndex, reading: Ints, name: Ints) -> Floats:
    """How alike the names are letter by letter, legal forms included: which of equals goes first."""
    return cpdist(
        [queries.plain[place] for place in reading.tolist()],
        index.plain.pick(name.tolist()),
        scorer=Indel.normalized_similarity,
    ).astype(np.float64)


def cut_off(queries: Queries, index: NameIndex, reading: Ints, name: Ints) -> Flags:
    """Whether the party's whole text is the beginning of the listed name's."""
    begin = queries.begins_last - queries.begins_first
    long = (begin > 0) & (begin <= PREFIX_MOST) & (queries.plain_letters >= CUT_OFF_LETTERS)
    cut: Flags = long[reading]
    places = cut.nonzero()[0]
    if not len(places):
        return cut
    listed = index.plain.pick(name[places].tolist())
    asked = [queries.plain[one] for one in reading[places].tolist()]
    cut[places] = [
        len(text) < len(other) and other.startswith(text)
        for text, other in zip(asked, listed, strict=True)
    ]
    return cut
