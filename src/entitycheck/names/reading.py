"""One text to the readings it may have: `readings` for parties, `listed_reading` for listed names."""

from __future__ import annotations

import re

from entitycheck.names.comparable import ComparableName
from entitycheck.names.folding import clean, fold
from entitycheck.names.words import read_words

_BRACKETS = re.compile(r"[(\[{<（【「《]([^()\[\]{}<>（）【】「」《》]*)[)\]}>）】」》]")


def listed_reading(text: str) -> ComparableName:
    """A listed name or alias as it stands: nothing is taken for noise."""
    return read_as_written(text, text, "as written")


def readings(text: str) -> tuple[ComparableName, ...]:
    """Every reading of a party's name, as written first, without equal ones.

    Args:
        text: Raw text of a cell, any script.

    Returns:
        At least one reading; `basis` says how each came about.
    """
    found = [listed_reading(text)]
    found.extend(_bracket_readings(text))
    unique: dict[tuple[str, str], ComparableName] = {}
    for reading in found:
        if reading.tokens or reading is found[0]:
            unique.setdefault((reading.folded, reading.core), reading)
    return tuple(unique.values())


def read_as_written(raw: str, text: str, basis: str) -> ComparableName:
    """The reading of `text`, which stands for `raw`."""
    folded = fold(text)
    tokens, forms = read_words(folded.split())
    return ComparableName(raw, folded, tokens, forms, basis)


def _bracket_readings(text: str) -> list[ComparableName]:
    """The name without what stands in brackets, and each bracket of its own."""
    cleaned = clean(text)
    inside = [part for part in _BRACKETS.findall(cleaned) if part.strip()]
    if not inside:
        return []
    outside = _BRACKETS.sub(" ", cleaned)
    parts = [(outside, "without brackets"), *((part, "in brackets") for part in inside)]
    return [read_as_written(text, part, basis) for part, basis in parts if part.strip()]
