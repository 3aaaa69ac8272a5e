"""README tells the truth: its commands exist, each option is in it, its settings are the real ones."""

from __future__ import annotations

import argparse
import re
from dataclasses import fields
from importlib import import_module
from pathlib import Path

import pytest

from entitycheck.cli.main import COMMANDS
from entitycheck.settings import Settings, load_settings

README = Path(__file__).parent.parent / "README.md"

MEANINGS = {
    "list_url": "where *Refresh list* and `refresh` fetch the list: a web address, a file or a folder",
    "match_points": "score from which an entry is a MATCH",
    "review_points": "score from which an entry is a REVIEW",
    "lists": "codes of the lists to screen against, such as `EL,MEU`; all lists when empty",
    "use_country": "whether country and address may confirm or weaken a name",
    "stale_days": "age of the list in days above which each answer warns",
    "history_years": "how long old snapshots are kept",
    "shrink_percent": "a list that lost more than this share of its entries is refused",
    "download_seconds": "longest time a download may take",
    "download_megabytes": "largest download, also after unpacking",
}


def _text() -> str:
    return README.read_text(encoding="utf-8")


def _section(heading: str) -> str:
    found = re.search(rf"^## {heading}$(.*?)(?=^## |\Z)", _text(), re.MULTILINE | re.DOTALL)
    assert found is not None, f"README has no section {heading!r}"
    return found[1]


def _options(parser: argparse.ArgumentParser) -> set[str]:
    """Every long option of a command and of its subcommands."""
    found: set[str] = set()
    for action in parser._actions:
        found |= {option for option in action.option_strings if option.startswith("--")}
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                found |= _options(command)
    return found - {"--help"}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_each_of_its_options_stands_in_the_readme(command: str) -> None:
    parser = argparse.ArgumentParser()
    import_module(f"entitycheck.cli.{command}").configure(parser)
    text = _section("Commands")

    assert f"`entitycheck {command}" in text
    assert [option for option in sorted(_options(parser)) if option not in text] == []


def test_the_settings_table_is_the_real_one() -> None:
    defaults = load_settings()
    rows = []
    for field in fields(Settings):
        if field.name == "home":
            continue
        value = getattr(defaults, field.name)
        shown = f"{value:g}" if isinstance(value, float) else str(value).lower()
        shown = "all" if value == () else "the published list" if "http" in shown else shown
        rows.append(
            f"| `{field.name}` | `ENTITYCHECK_{field.name.upper()}` | {shown} |"
            f" {MEANINGS[field.name]} |"
        )

    for row in rows:
        assert row in _section("Settings")


@pytest.mark.parametrize("marker", ["<!-- main job -->", "<!-- test command -->"])
def test_the_two_commands_stand_where_the_checks_look_for_them(marker: str) -> None:
    assert re.search(rf"{marker}\n```sh\n.+\n```", _text())


def test_pictures_and_files_named_in_the_readme_exist() -> None:
    named = re.findall(r"\]\((?!http|#)([^)]+)\)", _text())

    assert [path for path in named if not (README.parent / path).is_file()] == []
