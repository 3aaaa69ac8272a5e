"""The limits and rules that turn scores into verdicts."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Policy:
    """How a score becomes a verdict. Lower bounds are inclusive.

    Args:
        match_points: Score from which an entry is a MATCH.
        review_points: Score from which an entry is a REVIEW.
        lists: Codes of the lists to screen against; None for all.
        use_country: Whether country and address may confirm or weaken a name.
        stale_days: Age of the list, in days, above which each answer carries a warning.
    """

    match_points: float = 80.0
    review_points: float = 70.0
    lists: tuple[str, ...] | None = None
    use_country: bool = True
    stale_days: int = 7

    @property
    def policy_hash(self) -> str:
        """Twelve hexadecimal digits that change with any field."""
        text = json.dumps(asdict(self), sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:12]
