"""`entitycheck policy show`."""

from __future__ import annotations

import json

import pytest

from entitycheck.cli.main import main
from entitycheck.matching.policy import Policy


def test_policy_show_tells_the_limits_in_force(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENTITYCHECK_REVIEW_POINTS", "65")

    assert main(["policy", "show"]) == 0

    out = capsys.readouterr().out
    assert "REVIEW    from 65 points" in out
    assert Policy(review_points=65.0).policy_hash in out


def test_policy_show_as_json_holds_what_was_measured(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["policy", "show", "--json"]) == 0

    document = json.loads(capsys.readouterr().out)
    assert document["match_points"] == Policy().match_points
    assert document["policy"] == Policy().policy_hash
    assert [row["limit"] for row in document["measured"]] == sorted(
        row["limit"] for row in document["measured"]
    )
