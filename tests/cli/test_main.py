"""The command itself: help, wrong use, and what an unexpected error looks like."""

from __future__ import annotations

import argparse
import gc
from pathlib import Path

import pytest

from entitycheck.cli import check
from entitycheck.cli.main import COMMANDS, main


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"]) == 0
    assert command in capsys.readouterr().out


@pytest.mark.parametrize(
    "words", [[], ["chek", "Inspur"], ["check"], ["check", "Inspur", "--jsn"], ["check", " "]]
)
def test_wrong_use_is_one_line_and_status_2(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2

    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("entitycheck: ")
    assert captured.err.count("\n") == 1


def test_an_unexpected_error_is_one_line_and_a_log_without_party_names(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(arguments: argparse.Namespace) -> int:
        raise RuntimeError(arguments.name)

    monkeypatch.setattr(check, "run", broken)

    assert main(["check", "Secret Customer Ltd"]) == 1

    line = capsys.readouterr().err
    assert line.startswith("entitycheck: internal error ")
    assert line.count("\n") == 1
    log = (home / "logs" / "errors.log").read_text()
    assert "RuntimeError" in log
    assert "Secret Customer" not in log + line


def test_debug_shows_the_whole_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(arguments: object) -> int:
        raise RuntimeError("for the developer")

    monkeypatch.setattr(check, "run", broken)

    with pytest.raises(RuntimeError, match="for the developer"):
        main(["check", "Inspur", "--debug"])


@pytest.mark.parametrize("command", [["policy", "show"], ["check"]])
def test_the_search_for_cycles_is_on_again_after_a_command(command: list[str]) -> None:
    """A program that calls `main` goes on as before, whether the command worked or not."""
    main(command)

    assert gc.isenabled()
