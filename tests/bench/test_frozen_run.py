"""The figures that users are told are the measured ones."""

from __future__ import annotations

import json
from dataclasses import astuple
from pathlib import Path

import pytest
from published import README, readme_rows, speed_rows

from entitycheck.matching.policy import MEASURED, Policy

FROZEN = json.loads(Path(__file__).with_name("frozen_run.json").read_text(encoding="utf-8"))

SPEED = json.loads(Path(__file__).with_name("frozen_speed.json").read_text(encoding="utf-8"))


def test_the_table_of_policy_show_is_the_frozen_run() -> None:
    assert [astuple(one) for one in MEASURED] == [tuple(row.values()) for row in FROZEN["limits"]]


def test_the_figures_of_the_readme_are_the_frozen_run() -> None:
    text = README.read_text(encoding="utf-8").splitlines()

    assert [row for row in readme_rows(FROZEN).values() if row not in text] == []


def test_the_speeds_of_the_readme_are_the_frozen_ones() -> None:
    text = README.read_text(encoding="utf-8").splitlines()
    rows = speed_rows(SPEED)

    assert [row for row in rows.values() if row not in text] == []


def test_the_frozen_run_was_made_with_the_limits_in_force() -> None:
    policy = Policy()

    assert (FROZEN["review_points"], FROZEN["match_points"]) == (
        policy.review_points,
        policy.match_points,
    )


@pytest.mark.bench
def test_accuracy_is_not_below_the_frozen_run(real_data: Path) -> None:
    """Half a point of room: rounding and one or two parties."""
    from accuracy import figures, run_all

    now = figures(run_all())

    assert now["found"]["all"]["match_or_review"] >= FROZEN["found"]["all"]["match_or_review"] - 0.5
    for file, frozen in FROZEN["false_per_1000"].items():
        assert now["false_per_1000"][file]["match_or_review"] <= frozen["match_or_review"] + 0.5
