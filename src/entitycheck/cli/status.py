"""`entitycheck status`: which list is in force, how old it is, what happened last."""

from __future__ import annotations

import argparse
from datetime import date, datetime
from pathlib import Path
from typing import Any

from entitycheck.answers import list_warning
from entitycheck.cache import LocalCopy, find_home_trouble, starter_snapshot
from entitycheck.cli.output import print_json
from entitycheck.lists.company import own_codes
from entitycheck.records import ListDateBasis, Snapshot
from entitycheck.settings import Settings, load_settings


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")


def run(arguments: argparse.Namespace) -> int:
    """Print the status."""
    settings = load_settings()
    document = status_document(LocalCopy(settings.home), settings, datetime.now().astimezone())
    if arguments.json:
        print_json(document)
    else:
        _print_status(document)
    return 0


def status_document(copy: LocalCopy, settings: Settings, now: datetime) -> dict[str, Any]:
    """The status in the shape of `status --json`."""
    stored = copy.current_stored()
    snapshot = stored.snapshot if stored else starter_snapshot()
    notes = stored.notes if stored else {}
    trouble = notes.get("trouble") if stored else find_home_trouble(settings.home)
    if stored:
        copy.sample(stored.snapshot)
    history = copy.snapshots()
    attempts = copy.attempts(1)
    return {
        **snapshot_document(snapshot, settings, now.date(), trouble=trouble),
        "own_lists": list(own_codes(notes)),
        "forced": list(notes.get("forced", [])),
        "problems": dict(notes.get("problems", {})),
        "snapshots": len(history),
        "oldest_list_date": history[-1].snapshot.list_date.isoformat() if history else None,
        "last_refresh": dict(zip(("at", "source", "outcome", "message"), attempts[0], strict=True))
        if attempts
        else None,
        "home": str(settings.home),
        "size_bytes": _size(settings.home),
    }


def snapshot_document(
    snapshot: Snapshot, settings: Settings, today: date, *, trouble: str | None = None
) -> dict[str, Any]:
    """The facts of one snapshot; also part of `refresh --json`."""
    age_days = (today - snapshot.list_date).days
    return {
        "list_date": snapshot.list_date.isoformat(),
        "list_date_basis": snapshot.list_date_basis.value,
        "age_days": age_days,
        "entries": snapshot.entries,
        "lists": dict(snapshot.entries_per_list),
        "names": snapshot.names,
        "fingerprint": snapshot.fingerprint,
        "source": snapshot.source,
        "installed_at": None if snapshot.snapshot_id == 0 else snapshot.installed_at.isoformat(),
        "starter": snapshot.starter,
        "stale": snapshot.starter or age_days > settings.stale_days,
        "warning": list_warning(
            snapshot, today=today, stale_days=settings.stale_days, trouble=trouble
        ),
    }


def snapshot_line(snapshot: Snapshot) -> str:
    """A snapshot in one line for people."""
    least = "at least " if snapshot.list_date_basis is ListDateBasis.NEWEST_ENTRY else ""
    lists = ", ".join(f"{code} {count:,}" for code, count in snapshot.entries_per_list.items())
    return (
        f"list of {least}{snapshot.list_date.isoformat()}, {snapshot.entries:,} entries,"
        f" {snapshot.names:,} names ({lists})"
    )


def _size(home: Path) -> int:
    """Bytes under the home folder."""
    try:
        return sum(path.stat().st_size for path in home.rglob("*") if path.is_file())
    except OSError:
        return 0


def _print_status(document: dict[str, Any]) -> None:
    least = "at least " if document["list_date_basis"] == "newest-entry" else ""
    print(f"list date    {least}{document['list_date']}  ({document['age_days']} days old)")
    print(f"entries      {document['entries']:,} with {document['names']:,} names")
    for code, count in document["lists"].items():
        own = "  (your own list)" if code in document["own_lists"] else ""
        print(f"  {code:<10} {count:>7,}{own}")
    print(f"fingerprint  {document['fingerprint']}")
    print(f"source       {document['source']}")
    if document["installed_at"]:
        print(f"installed    {document['installed_at']}")
    oldest = f", the oldest of {document['oldest_list_date']}" if document["snapshots"] else ""
    print(f"history      {document['snapshots']} snapshots{oldest}")
    print(f"folder       {document['home']}  ({document['size_bytes'] / 1e6:.1f} MB)")
    for objection in document["forced"]:
        print(f"forced       {objection}")
    last = document["last_refresh"]
    if last:
        print(f"last refresh {last['at']}  {last['outcome']}  {last['message']}")
    if document["warning"]:
        print(f"WARNING      {document['warning']}")
