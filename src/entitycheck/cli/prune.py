"""`entitycheck prune`: remove snapshots that are older than they must be kept."""

from __future__ import annotations

import argparse
from datetime import datetime

from entitycheck.cache import LocalCopy
from entitycheck.cli.output import print_json
from entitycheck.settings import load_settings
from entitycheck.upkeep import prune


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")


def run(arguments: argparse.Namespace) -> int:
    """Prune and say what went."""
    settings = load_settings()
    copy = LocalCopy(settings.home)
    removed, before = prune(
        copy, today=datetime.now().astimezone().date(), years=settings.history_years
    )
    left = len(copy.snapshots())
    if arguments.json:
        print_json({"removed": removed, "older_than": before.isoformat(), "snapshots": left})
    else:
        print(f"{removed} snapshots older than {before.isoformat()} removed, {left} kept")
    return 0
