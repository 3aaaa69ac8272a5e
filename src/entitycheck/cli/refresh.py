"""`entitycheck refresh`: bring the local copy up to date."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from entitycheck.cache import LocalCopy
from entitycheck.cli.days import read_day
from entitycheck.cli.output import print_json
from entitycheck.cli.status import snapshot_document, snapshot_line
from entitycheck.download import Limits, fetch
from entitycheck.errors import InputError
from entitycheck.own_lists import add_list, remove_list
from entitycheck.refresh import (
    Outcome,
    Progress,
    RefreshReport,
    RefreshRules,
    refresh,
)
from entitycheck.settings import Settings, load_settings


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "--from",
        dest="source",
        metavar="URL|FILE|FOLDER",
        help="where the list comes from; of a folder the newest file",
    )
    parser.add_argument("--list-date", metavar="DATE", help="the day the list was published")
    parser.add_argument("--force", action="store_true", help="install in spite of objections")
    parser.add_argument("--add-list", metavar="FILE", help="add or replace a list of your own")
    parser.add_argument("--code", metavar="CODE", help="code of that list, such as OWN")
    parser.add_argument("--remove-list", metavar="CODE", help="remove a list of your own")
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")


def run(arguments: argparse.Namespace) -> int:
    """Refresh, or add or remove an own list, and say what came of it."""
    _reject_mixed(arguments)
    settings = load_settings()
    copy = LocalCopy(settings.home)
    now = datetime.now().astimezone()
    if arguments.add_list:
        path = Path(arguments.add_list)
        data = fetch(str(path)).data
        report = add_list(copy, data, arguments.code, source=str(path.absolute()), now=now)
    elif arguments.remove_list:
        report = remove_list(copy, arguments.remove_list, now=now)
    else:
        report = _refresh(copy, arguments, settings, now)
    if arguments.json:
        print_json(report_document(report, settings, now))
    else:
        _print_report(report)
    return 0


def _reject_mixed(arguments: argparse.Namespace) -> None:
    if bool(arguments.add_list) != bool(arguments.code):
        raise InputError("--add-list and --code belong together", fix="give both")
    other = arguments.source or arguments.list_date or arguments.force
    if (arguments.add_list or arguments.remove_list) and other:
        raise InputError(
            "an own list cannot be added or removed together with a refresh",
            fix="run two commands",
        )
    if arguments.add_list and arguments.remove_list:
        raise InputError("--add-list and --remove-list exclude each other", fix="give one")


def _refresh(
    copy: LocalCopy, arguments: argparse.Namespace, settings: Settings, now: datetime
) -> RefreshReport:
    rules = RefreshRules(
        list_date=read_day(arguments.list_date) if arguments.list_date else None,
        force=arguments.force,
        shrink_percent=settings.shrink_percent,
        limits=Limits(settings.download_seconds, settings.download_megabytes * 1_000_000),
    )
    with progress_bar() as progress:
        return refresh(
            copy, arguments.source or settings.list_url, now=now, rules=rules, progress=progress
        )


@contextmanager
def progress_bar() -> Iterator[Progress | None]:
    """A bar on stderr where that is a terminal; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def show(step: str, done: int, total: int | None) -> None:
            detail = f" {done / 1e6:.1f} MB" if done else ""
            bar.update(task, description=step + detail, completed=done, total=total)

        yield show


def report_document(report: RefreshReport, settings: Settings, now: datetime) -> dict[str, Any]:
    """The report in the shape of `refresh --json`."""
    return {
        "outcome": report.outcome.value,
        **snapshot_document(report.snapshot, settings, now.date()),
        "in_force": report.in_force.list_date.isoformat(),
        "before": report.before.list_date.isoformat() if report.before else None,
        "changes": report.changes,
        "problems": dict(report.problems),
        "unknown_columns": list(report.unknown_columns),
        "unknown_lists": list(report.unknown_lists),
        "forced": list(report.forced),
        "seconds": dict(report.seconds),
    }


def _print_report(report: RefreshReport) -> None:
    shown = snapshot_line(report.snapshot)
    print(
        {
            Outcome.INSTALLED: f"installed: {shown}",
            Outcome.UNCHANGED: f"nothing new: {shown} is in force already",
            Outcome.NOT_MODIFIED: f"nothing new: the server still has the {shown}",
            Outcome.HISTORY: f"kept as history: {shown}; the newer list of"
            f" {report.in_force.list_date.isoformat()} stays in force (--force would replace it)",
        }[report.outcome]
    )
    if report.changes is not None and report.before is not None:
        print(f"since the list of {report.before.list_date.isoformat()}:")
        if not report.changes:
            print("  no entry was added, removed or changed")
        for code, counts in report.changes.items():
            words = ", ".join(f"{count:,} {kind}" for kind, count in counts.items())
            print(f"  {code:<5} {words}")
    for objection in report.forced:
        print(f"forced: {objection}")
    for problem, count in report.problems.items():
        print(f"note: {problem}: {count:,}")
    if report.unknown_columns:
        print(f"note: new columns, kept: {', '.join(report.unknown_columns)}")
    if report.unknown_lists:
        print(f"note: new lists, kept: {', '.join(report.unknown_lists)}")
