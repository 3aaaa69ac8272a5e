"""`entitycheck changes`: what was added, removed and changed between two lists."""

from __future__ import annotations

import argparse
from typing import Any

from entitycheck.cache import LocalCopy
from entitycheck.changes import ChangeReport, find_changes
from entitycheck.cli.days import read_day
from entitycheck.cli.output import print_json
from entitycheck.lists.differences import Change, ChangeKind
from entitycheck.settings import load_settings

_SHOWN = 40
_SIGNS = {ChangeKind.ADDED: "+", ChangeKind.REMOVED: "-", ChangeKind.CHANGED: "~"}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "--since",
        metavar="DATE",
        help="compare with the list of that day; else with the list before",
    )
    parser.add_argument(
        "--until", metavar="DATE", help="the list of that day; else the list in force"
    )
    parser.add_argument("--lists", metavar="EL,MEU,..", help="only these lists")
    parser.add_argument("--all", action="store_true", help=f"show all, not the first {_SHOWN}")
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")


def run(arguments: argparse.Namespace) -> int:
    """Print the changes."""
    settings = load_settings({"lists": arguments.lists})
    report = find_changes(
        LocalCopy(settings.home),
        since=read_day(arguments.since) if arguments.since is not None else None,
        until=read_day(arguments.until) if arguments.until is not None else None,
        lists=settings.lists or None,
    )
    if arguments.json:
        print_json(changes_document(report))
    else:
        _print_report(report, shown=len(report.changes) if arguments.all else _SHOWN)
    return 0


def changes_document(report: ChangeReport) -> dict[str, Any]:
    """The changes in the shape of `changes --json`."""
    return {
        "since": report.before.list_date.isoformat(),
        "until": report.after.list_date.isoformat(),
        "counts": {
            code: {kind.replace(" ", "_"): number for kind, number in counts.items()}
            for code, counts in report.counts.items()
        },
        "changes": [_change_document(change) for change in report.changes],
    }


def _change_document(change: Change) -> dict[str, Any]:
    entry = change.entry
    return {
        "kind": change.kind.value,
        "list": entry.list_code,
        "entry_id": entry.entry_id,
        "name": entry.name,
        "country": ", ".join(entry.countries) or None,
        "sure": change.sure,
        "fields": [
            {"field": field.field, "removed": list(field.removed), "added": list(field.added)}
            for field in change.fields
        ],
    }


def _print_report(report: ChangeReport, *, shown: int) -> None:
    print(
        f"from the list of {report.before.list_date.isoformat()}"
        f" to the list of {report.after.list_date.isoformat()}:"
    )
    if not report.changes:
        print("  no entry was added, removed or changed")
    for code, counts in report.counts.items():
        print(f"  {code:<5} " + ", ".join(f"{number:,} {kind}" for kind, number in counts.items()))
    for change in report.changes[:shown]:
        entry = change.entry
        unsure = "" if change.sure else "  (not certain that it is the same party)"
        countries = ", ".join(entry.countries)
        print(f"{_SIGNS[change.kind]} {entry.list_code:<5} {entry.name}  {countries}{unsure}")
        for field in change.fields:
            for text in field.removed:
                print(f"      {field.field}: - {text}")
            for text in field.added:
                print(f"      {field.field}: + {text}")
    if len(report.changes) > shown:
        print(f"and {len(report.changes) - shown:,} more: use --all or --json")
