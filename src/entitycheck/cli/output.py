"""Print verdicts: JSON in the published shape, and lines for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import Any

from entitycheck.records import Match, Verdict


def print_json(document: Mapping[str, Any]) -> None:
    """One JSON object on stdout and nothing else."""
    json.dump(document, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def verdict_document(
    verdict: Verdict, *, top: int | None = None, explain: bool = False
) -> dict[str, Any]:
    """The verdict in the shape of `check --json`; what is unknown is None.

    Args:
        verdict: The answer for one party.
        top: How many matches to give; None for all.
        explain: Whether to give the terms of each score.
    """
    party = verdict.party
    return {
        "party": {"name": party.name, "country": party.country, "address": party.address},
        "verdict": verdict.verdict.value,
        "score": round(verdict.score, 1),
        "reason": verdict.reason,
        "warning": verdict.warning,
        "as_of": verdict.as_of.isoformat() if verdict.as_of else None,
        "list_date": verdict.list_date.isoformat() if verdict.list_date else None,
        "fingerprint": verdict.fingerprint,
        "matches": [
            match_document(match) | ({"evidence": _terms(match)} if explain else {})
            for match in verdict.matches[:top]
        ],
    }


def match_document(match: Match) -> dict[str, Any]:
    """One match in the shape of `check --json`."""
    entry = match.entry
    return {
        "entry_id": entry.entry_id,
        "name": entry.name,
        "matched_name": match.matched_name,
        "list": entry.list_code,
        "country": ", ".join(entry.countries) or None,
        "verdict": match.verdict.value,
        "score": round(match.score, 1),
        "reason": match.reason,
        "license_requirement": entry.license_requirement,
        "license_policy": entry.license_policy,
        "citation": "; ".join(citation.text for citation in entry.citations) or None,
        "listed_since": entry.start_date.isoformat() if entry.start_date else None,
        "address": "; ".join(address.text for address in entry.addresses) or None,
    }


def _terms(match: Match) -> list[dict[str, Any]]:
    """The terms of a score; their points add up to it."""
    return [
        {"term": one.term, "points": round(one.points, 2), "detail": one.detail}
        for one in match.evidence
    ]
