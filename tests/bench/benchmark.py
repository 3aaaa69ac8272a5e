"""The benchmark beside a developer's checkout: its list, its queries, the right answers."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from entitycheck.lists.csl import parse_csl
from entitycheck.matching import NameIndex, compile_index, open_index
from entitycheck.records import Entry, Party

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "bench"

FIRMS, PERSONS = "negatives", "negatives_persons"
LEFT_OUT_ALIASES = "positives_loo"
"""Its queries are screened against a list from which the alias asked for was taken out."""

FILES = ("positives", LEFT_OUT_ALIASES, FIRMS, PERSONS)


@dataclass(frozen=True, slots=True)
class Query:
    """One party to screen. `expected` is empty for a party that is not listed."""

    query_id: str
    party: Party
    category: str
    expected: frozenset[str] = frozenset()


@cache
def load_list(left_out: bool = False) -> tuple[tuple[Entry, ...], NameIndex]:
    """The entries to screen against, and their index."""
    name = "list_loo.csv.gz" if left_out else "list.csv.gz"
    entries = parse_csl((FOLDER / name).read_bytes()).entries
    return entries, open_index(compile_index(entries))


def load_queries(file: str) -> list[Query]:
    """The queries of one of `FILES`."""
    truth = {row["query_id"]: row for row in _rows(_truth_of(file))}
    return [
        Query(
            row["query_id"],
            Party(row["name"], row["country"] or None, row["address"] or None),
            truth[row["query_id"]].get("category") or truth[row["query_id"]].get("group") or file,
            frozenset(filter(None, truth[row["query_id"]].get("expected_ids", "").split("|"))),
        )
        for row in _rows(file)
    ]


def load_orders() -> list[Party]:
    """The parties of ten thousand order lines, repeated ones included."""
    return [
        Party(row["customer_name"], row["country"] or None, row["address"] or None)
        for row in _rows("orders_10k")
    ]


def _truth_of(file: str) -> str:
    return "truth_positives" if file.startswith("positives") else f"truth_{file}"


def _rows(file: str) -> Iterator[dict[str, str]]:
    with (FOLDER / "dev" / f"{file}.csv").open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)
