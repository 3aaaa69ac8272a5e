"""The limits and rules that turn scores into verdicts.

The limits are round numbers on a scale made for them: REVIEW from 70, MATCH from 80. `MEASURED` holds
what was measured along the limit. 70 was chosen because it raises some three false alarms in 1,000
firms on the half of the benchmark that was looked at, which leaves room up to five on firms nobody
has looked at (a trial tuned to five raised seven to nine elsewhere); 80 because one false MATCH in
1,000 is what a user forgives. A name spelled as listed is a MATCH whatever the limits.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class MeasuredLimit:
    """What one limit finds and how often it errs.

    Args:
        limit: Points from which an entry is an alert.
        found: Percent of listed parties, written in sixteen ways, whose entry is named first.
        false_alarms: Alerts in 1,000 firms that are not listed.
        false_persons: Alerts in 1,000 persons that are not listed.
    """

    limit: float
    found: float
    false_alarms: float
    false_persons: float


MEASURED = (
    MeasuredLimit(60, 95.4, 11.3, 7.0),
    MeasuredLimit(65, 95.0, 6.0, 6.0),
    MeasuredLimit(70, 94.4, 3.2, 4.0),
    MeasuredLimit(75, 93.7, 2.0, 3.5),
    MeasuredLimit(80, 91.9, 0.6, 1.0),
    MeasuredLimit(85, 90.4, 0.5, 1.0),
    MeasuredLimit(90, 88.3, 0.1, 0.0),
)
"""Measured by `tests/bench/accuracy.py`; the committed frozen run holds the same figures."""


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
