"""Native names of well-known listed parties, each with a public source: `data/native_names.tsv`.

Written from public knowledge (company sites, annual reports, stock exchanges, encyclopaedia titles),
never from a list used for measuring. A row names one native spelling, its language, the names it goes
by in Latin letters on the list, and where the pair can be checked.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from entitycheck.names.tables import load_rows, split_spellings


@dataclass(frozen=True, slots=True)
class NativeName:
    """One native spelling.

    Args:
        native: In its own script; Chinese in simplified characters.
        latin: Names in Latin letters, as listed.
        source: Where the pair can be checked.
    """

    native: str
    latin: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class LatinText:
    """One Latin spelling of a native text, and how it came about."""

    text: str
    basis: str


@cache
def load_native_names(language: str) -> dict[str, NativeName]:
    """The native names of one language (`zh`, `ru`, `fa`, `ar`, `ko`, `ja`), by native spelling."""
    return {
        native: NativeName(native, tuple(split_spellings(latin)), source)
        for native, of, latin, source in load_rows("native_names")
        if of == language
    }
