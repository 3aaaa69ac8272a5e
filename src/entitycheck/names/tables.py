"""The word tables under `data/`: loaded when first asked for, kept for the life of the process.

A table is UTF-8 text, one row a line, columns separated by tabs, spellings inside a column by ` | `.
Lines that begin with `#` say what the table is, where it comes from and what its columns mean.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

_RULES_VERSION = 1
"""Raised by hand whenever code, not data, changes what a name becomes."""

_DATA = files("entitycheck.names") / "data"


@cache
def load_rows(table: str) -> tuple[tuple[str, ...], ...]:
    """The rows of `data/<table>.tsv`, each split into its columns."""
    text = (_DATA / f"{table}.tsv").read_text(encoding="utf-8")
    return tuple(
        tuple(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#")
    )


def split_spellings(column: str) -> list[str]:
    """The spellings of one column."""
    return [spelling for spelling in column.split(" | ") if spelling]


def names_format() -> str:
    """Twelve digits that change whenever a table or a rule changes what a name becomes."""
    digest = hashlib.sha256(str(_RULES_VERSION).encode())
    for path in sorted(_DATA.iterdir(), key=lambda path: path.name):
        if path.name.endswith(".tsv"):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
