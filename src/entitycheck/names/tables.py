"""The word tables under `data/`: loaded when first asked for, kept for the life of the process.

A table is UTF-8 text, one row a line, columns separated by tabs, spellings inside a column by ` | `.
Lines that begin with `#` say what the table is, where it comes from and what its columns mean.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

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
    """Twelve digits that change whenever a table or a rule may change what a name becomes."""
    return content_digest("entitycheck.names", (".py",), "data")


def content_digest(package: str, endings: tuple[str, ...], folder: str = "") -> str:
    """Twelve digits that change with the text of a package's modules, and of the tables in a folder.

    Not a number raised by hand: an index compiled by other code was once read as if it were ours,
    and every answer failed.
    """
    root = files(package)
    found = [path for path in root.iterdir() if path.name.endswith(endings)]
    found += [path for path in (root / folder).iterdir() if path.name.endswith(".tsv")]
    digest = hashlib.sha256()
    for path in sorted(found, key=lambda path: path.name):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
