"""Settings: their order, and that a bad value is never a silent default."""

from __future__ import annotations

from pathlib import Path

import pytest

from entitycheck.errors import ConfigError
from entitycheck.matching.policy import Policy
from entitycheck.settings import PUBLISHED_LIST_URL, load_settings


def test_without_anything_set_the_defaults_hold(home: Path) -> None:
    settings = load_settings()

    assert settings.home == home
    assert settings.list_url == PUBLISHED_LIST_URL
    assert settings.policy == Policy()


def test_argument_beats_environment_beats_file(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home.mkdir()
    (home / "settings.toml").write_text("stale_days = 3\nshrink_percent = 5\nlists = ['EL']\n")
    monkeypatch.setenv("ENTITYCHECK_STALE_DAYS", "4")
    monkeypatch.setenv("ENTITYCHECK_LISTS", "EL, meu")

    settings = load_settings({"lists": "SDN", "stale_days": None})

    assert (settings.shrink_percent, settings.stale_days, settings.lists) == (5.0, 4, ("SDN",))


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("STALE_DAYS", "soon"),
        ("STALE_DAYS", "0"),
        ("MATCH_POINTS", "101"),
        ("REVIEW_POINTS", "banana"),
        ("USE_COUNTRY", "perhaps"),
    ],
)
def test_a_bad_value_is_an_error_that_names_setting_value_and_place(
    variable: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"ENTITYCHECK_{variable}", value)

    with pytest.raises(ConfigError) as caught:
        load_settings()

    assert variable.lower() in str(caught.value)
    assert value in str(caught.value)
    assert "environment" in str(caught.value)


def test_a_misspelt_key_in_the_file_is_an_error(home: Path) -> None:
    home.mkdir()
    (home / "settings.toml").write_text("stale_day = 3\n")

    with pytest.raises(ConfigError, match="unknown setting 'stale_day'"):
        load_settings()


def test_a_file_that_is_no_toml_is_an_error(home: Path) -> None:
    home.mkdir()
    (home / "settings.toml").write_text("stale_days: 3\n")

    with pytest.raises(ConfigError, match=r"settings\.toml cannot be read"):
        load_settings()


def test_review_above_match_is_an_error() -> None:
    with pytest.raises(ConfigError, match="review_points 90 is above match_points 80"):
        load_settings({"review_points": 90, "match_points": 80})


def test_the_policy_hash_changes_with_every_field() -> None:
    policies = [
        Policy(),
        Policy(match_points=99),
        Policy(review_points=1),
        Policy(lists=("EL",)),
        Policy(use_country=False),
        Policy(stale_days=8),
    ]

    assert len({policy.policy_hash for policy in policies}) == len(policies)
