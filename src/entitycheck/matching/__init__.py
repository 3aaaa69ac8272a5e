"""Candidates, score, verdict, reason. Only the interface stands yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from numpy.typing import NDArray

from entitycheck.matching.policy import Policy
from entitycheck.records import Entry, Evidence, Grade, Party

INDEX_FORMAT = "0"


@dataclass(frozen=True, slots=True)
class Scored:
    """One candidate with its score; `row` is the entry's place in the compiled sequence."""

    row: int
    matched_name: str
    score: float
    verdict: Grade
    reason: str
    evidence: tuple[Evidence, ...] = ()


class NameIndex:
    """An opened index."""


def compile_index(entries: Sequence[Entry]) -> dict[str, NDArray[Any]]:
    """Compile the index over all names of the entries."""
    raise NotImplementedError


def open_index(arrays: Mapping[str, NDArray[Any]]) -> NameIndex:
    """Open a compiled index."""
    raise NotImplementedError


def find_candidates(
    parties: Sequence[Party],
    index: NameIndex,
    policy: Policy,
    *,
    nearest: int = 0,
    progress: Callable[[int, int], None] | None = None,
    workers: int | None = None,
) -> list[tuple[Scored, ...]]:
    """All alerts of each party, best first."""
    raise NotImplementedError
