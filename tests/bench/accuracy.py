"""How many listed parties are found, and how often a party that is not listed alerts.

    python tests/bench/accuracy.py              the table, and what differs from the frozen run
    python tests/bench/accuracy.py --freeze     writes frozen_run.json, recall.png, README's figures anew

Missed and false are told apart, never as one number. "Found" means that the first entry named is a
right one and is an alert. The frozen run holds figures only, no row of the benchmark.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmark import FILES, FIRMS, LEFT_OUT_ALIASES, PERSONS, load_list, load_queries
from published import publish

from entitycheck.matching import find_candidates
from entitycheck.matching.policy import Policy
from entitycheck.records import Grade

FROZEN = Path(__file__).with_name("frozen_run.json")
PLOT = Path(__file__).with_name("recall.png")
LIMITS = (60, 65, 70, 75, 80, 85, 90)
CURVE = tuple(range(50, 96))
LOWEST = 40.0  # entries below are not asked for


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came first for one query: its score, and whether it is right and a MATCH."""

    category: str
    score: float
    right: bool
    match: bool


def run_all() -> dict[str, list[Outcome]]:
    """The outcome of every query, by file."""
    policy = Policy(review_points=LOWEST)
    found: dict[str, list[Outcome]] = {}
    for file in FILES:
        entries, index = load_list(file == LEFT_OUT_ALIASES)
        queries = load_queries(file)
        answers = find_candidates([query.party for query in queries], index, policy)
        found[file] = [
            Outcome(
                query.category,
                answer[0].score if answer else 0.0,
                bool(answer) and entries[answer[0].row].entry_id in query.expected,
                bool(answer) and answer[0].verdict is Grade.MATCH,
            )
            for query, answer in zip(queries, answers, strict=True)
        ]
    return found


def figures(found: dict[str, list[Outcome]]) -> dict[str, Any]:
    """The figures of a run at the default limits, and along the limit."""
    policy = Policy()
    listed = [one for file in FILES if file.startswith("positives") for one in found[file]]
    by_category: dict[str, list[Outcome]] = defaultdict(list)
    for one in listed:
        by_category[one.category].append(one)
        by_category["all"].append(one)
    review = policy.review_points
    return {
        "review_points": review,
        "match_points": policy.match_points,
        "found": {
            category: {
                "queries": len(ones),
                "match": _percent(one.right and one.match for one in ones),
                "match_or_review": _percent(one.right and one.score >= review for one in ones),
            }
            for category, ones in sorted(by_category.items())
        },
        "false_per_1000": {
            file: {
                "queries": len(found[file]),
                "match": _per_1000(one.match for one in found[file]),
                "match_or_review": _per_1000(one.score >= review for one in found[file]),
            }
            for file in (FIRMS, PERSONS)
        },
        "false_by_group": {
            group: _per_1000(one.score >= review for one in found[FIRMS] if one.category == group)
            for group in sorted({one.category for one in found[FIRMS]})
        },
        "limits": [_at_limit(found, listed, limit) for limit in LIMITS],
    }


def _at_limit(
    found: dict[str, list[Outcome]], listed: list[Outcome], limit: float
) -> dict[str, float]:
    """What a limit finds and how often it errs."""
    return {
        "limit": limit,
        "found": _percent(one.right and one.score >= limit for one in listed),
        "false_alarms": _per_1000(one.score >= limit for one in found[FIRMS]),
        "false_persons": _per_1000(one.score >= limit for one in found[PERSONS]),
    }


def _percent(hits: Iterable[bool]) -> float:
    counted = list(hits)
    return round(100.0 * sum(counted) / max(len(counted), 1), 1)


def _per_1000(hits: Iterable[bool]) -> float:
    counted = list(hits)
    return round(1000.0 * sum(counted) / max(len(counted), 1), 1)


def table(run: dict[str, Any]) -> str:
    """The figures for people."""
    lines = [f"{'listed parties, found first':32}{'queries':>8}{'MATCH':>8}{'or REVIEW':>11}"]
    lines += [
        f"{name:32}{one['queries']:8}{one['match']:8.1f}{one['match_or_review']:11.1f}"
        for name, one in run["found"].items()
    ]
    lines.append(f"\n{'not listed, alerts in 1,000':32}{'queries':>8}{'MATCH':>8}{'or REVIEW':>11}")
    lines += [
        f"{name:32}{one['queries']:8}{one['match']:8.1f}{one['match_or_review']:11.1f}"
        for name, one in run["false_per_1000"].items()
    ]
    lines.append("\nlimit   found %   false in 1,000 firms   in 1,000 persons")
    lines += [
        f"{one['limit']:5}{one['found']:10.1f}{one['false_alarms']:23.1f}{one['false_persons']:19.1f}"
        for one in run["limits"]
    ]
    return "\n".join(lines)


def differences(now: Any, then: Any, path: str = "") -> list[str]:
    """Figures that are not those of the frozen run."""
    if isinstance(now, dict) and isinstance(then, dict):
        keys = sorted(set(now) | set(then))
        return [
            line
            for key in keys
            for line in differences(now.get(key), then.get(key), f"{path}/{key}")
        ]
    if isinstance(now, list) and isinstance(then, list) and len(now) == len(then):
        pairs = enumerate(zip(now, then, strict=True))
        return [line for at, (a, b) in pairs for line in differences(a, b, f"{path}/{at}")]
    return [] if now == then else [f"{path}: {then} -> {now}"]


def draw(found: dict[str, list[Outcome]], path: Path) -> None:
    """The plot for the README: what is found against false alarms, the limits marked."""
    from matplotlib.figure import Figure  # for the bench alone: extra `bench`

    listed = [one for file in FILES if file.startswith("positives") for one in found[file]]
    points = [_at_limit(found, listed, limit) for limit in CURVE]
    policy = Policy()
    figure = Figure(figsize=(7.2, 4.2), layout="constrained")
    axes = figure.add_subplot()
    axes.plot([p["false_alarms"] for p in points], [p["found"] for p in points], color="#1f5c99")
    for limit in LIMITS:
        at = _at_limit(found, listed, limit)
        chosen = limit in (policy.review_points, policy.match_points)
        axes.plot(at["false_alarms"], at["found"], "o", color="#b3261e" if chosen else "#1f5c99")
        name = {policy.review_points: " REVIEW", policy.match_points: " MATCH"}.get(limit, "")
        axes.annotate(
            f"{limit}{name}",
            (at["false_alarms"], at["found"]),
            textcoords="offset points",
            xytext=(6, -11),
            fontsize=9,
        )
    axes.set_xscale("symlog", linthresh=1)
    axes.set_xlabel("false alarms in 1,000 firms that are not listed")
    axes.set_ylabel("listed parties found, %")
    axes.set_title("Each point is a limit in points: lower finds more and errs more", fontsize=10)
    axes.grid(alpha=0.3)
    figure.savefig(path, dpi=110)


def main() -> int:
    """Measure, print, compare or freeze."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--freeze", action="store_true", help="write the frozen run and the plot")
    freeze = parser.parse_args().freeze
    found = run_all()
    run = figures(found)
    print(table(run))
    if freeze:
        FROZEN.write_text(json.dumps(run, indent=1) + "\n", encoding="utf-8")
        draw(found, PLOT)
        publish(run)
        print("\nfrozen; README and MEASURED in matching/policy.py hold the figures")
    elif FROZEN.is_file():
        changed = differences(run, json.loads(FROZEN.read_text(encoding="utf-8")))
        print("\n" + ("\n".join(changed) if changed else "as in the frozen run"))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
