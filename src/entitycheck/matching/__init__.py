"""Candidates, score, verdict, reason: which listed entries resemble a party, and why."""

from __future__ import annotations

from entitycheck.matching.compiling import INDEX_FORMAT, compile_index
from entitycheck.matching.index import NameIndex, open_index
from entitycheck.matching.search import find_candidates
from entitycheck.matching.verdict import Scored

__all__ = [
    "INDEX_FORMAT",
    "NameIndex",
    "Scored",
    "compile_index",
    "find_candidates",
    "open_index",
]
