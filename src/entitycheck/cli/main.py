"""The command `entitycheck`: choose the subcommand, run it, turn errors into one line and a status.

Each subcommand is a module of this package with `configure(parser)` and `run(arguments) -> int`;
only the chosen one is imported, so that `check` starts fast.

Exit statuses: 0 nothing to look at, 3 at least one alert, 2 wrong use, 1 failure or a party that
could not be screened, 130 interrupted.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

from entitycheck.cli.failures import exit_status, report_failure
from entitycheck.collector import without_collector
from entitycheck.errors import EntityCheckError

COMMANDS = {
    "addin": "build, install or look over the Excel add-in",
    "changes": "show what was added, removed and changed between two lists",
    "check": "screen one name",
    "doctor": "look the local copy over, mend it and say what to do",
    "policy": "show the limits that turn scores into verdicts",
    "prune": "remove lists older than they must be kept",
    "refresh": "bring the local copy of the lists up to date",
    "screen": "screen an order sheet and write a copy with the answers",
    "status": "show which list is in force and how old it is",
    "templates": "copy the workbooks to start with into a folder",
}
"""Subcommand and what `--help` says of it; the module has the same name."""

INTERRUPTED = 130  # 128 + SIGINT, as shells report it
WRONG_USE = 2


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints are one line."""

    def error(self, message: str) -> NoReturn:
        """Print what is wrong and what to do, then leave with status 2."""
        dashes = "put -- before a name that begins with -, or " if "NAME" in message else ""
        sys.stderr.write(f"entitycheck: {message}: {dashes}see '{self.prog} --help'\n")
        raise SystemExit(WRONG_USE)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    with without_collector():
        return _main(argv)


def _main(argv: Sequence[str] | None) -> int:
    _speak_utf8()
    words = list(sys.argv[1:] if argv is None else argv)
    debug = "--debug" in words
    try:
        arguments = _parse([word for word in words if word != "--debug"])
        return int(arguments.run(arguments))
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else 1
    except KeyboardInterrupt:
        sys.stderr.write("entitycheck: interrupted: nothing was changed\n")
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except EntityCheckError as error:
        if debug:
            raise
        sys.stderr.write(f"entitycheck: {error}\n")
        return exit_status(error)
    except Exception as error:  # the face is the last stop: log, say one line, fail
        if debug:
            raise
        sys.stderr.write(f"entitycheck: {report_failure(error)}\n")
        return 1


def _parse(words: list[str]) -> argparse.Namespace:
    """The arguments, parsed by the chosen command's module alone."""
    parser = _Parser(
        prog="entitycheck",
        description="Screen trade parties against a local copy of the US Entity List and its"
        " sister lists. Not being on a list is no legal clearance.",
        epilog="'entitycheck COMMAND --help' explains a command; --debug shows full errors.",
    )
    from entitycheck import __version__

    parser.add_argument("--version", action="version", version=f"entitycheck {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    chosen = next((word for word in words if not word.startswith("-")), None)
    for name, summary in COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=summary, allow_abbrev=False)
        if name == chosen:
            module = import_module(f"entitycheck.cli.{name}")
            module.configure(command)
            command.set_defaults(run=module.run)
    return parser.parse_args(words)


def _speak_utf8() -> None:
    """Names in any script must reach a pipe or an old console unharmed."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
