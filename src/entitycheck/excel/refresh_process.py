"""`python -m entitycheck.excel.refresh_process`: one refresh, in a process of its own.

Started by the ribbon, so that Excel never waits for a download and formulas keep answering. Each
line on stdout is one JSON object: `{"progress": text}` while it runs, at the end `{"done": text}` or
`{"refused": text}`. Ending the process at any moment leaves the list in force in force.
"""

from __future__ import annotations

import json
import sys
from datetime import datetime

from entitycheck.cache import LocalCopy
from entitycheck.download import Limits
from entitycheck.errors import EntityCheckError
from entitycheck.failures import log_failure
from entitycheck.refresh import Outcome, RefreshReport, RefreshRules, refresh
from entitycheck.settings import load_settings

_MEGABYTE = 1_000_000


def main() -> int:
    """Refresh from the address of the settings and say what came of it."""
    try:
        settings = load_settings()
        rules = RefreshRules(
            shrink_percent=settings.shrink_percent,
            limits=Limits(settings.download_seconds, settings.download_megabytes * _MEGABYTE),
        )
        report = refresh(
            LocalCopy(settings.home),
            settings.list_url,
            now=datetime.now().astimezone(),
            rules=rules,
            progress=_show,
        )
    except EntityCheckError as error:
        _say("refused", f"{error}.\nThe list in force stays in force.")
        return 1
    except Exception as error:  # noqa: BLE001 -- the parent reads one line, whatever happens
        mark, _ = log_failure(error)
        _say("refused", f"internal error {mark} ({type(error).__name__}): press Help.")
        return 1
    _say("done", report_text(report))
    return 0


def report_text(report: RefreshReport) -> str:
    """What a refresh did, for a message box."""
    snapshot = report.snapshot
    shown = f"list of {snapshot.list_date.isoformat()} with {snapshot.entries:,} entries"
    lines = [
        {
            Outcome.INSTALLED: f"The {shown} is in force now.",
            Outcome.UNCHANGED: f"Nothing new: the {shown} was in force already.",
            Outcome.NOT_MODIFIED: f"Nothing new: the publisher still has the {shown}.",
            Outcome.HISTORY: f"The {shown} is older than the one in force and was kept as history.",
        }[report.outcome]
    ]
    if report.outcome is Outcome.INSTALLED and report.before is not None:
        since = report.before.list_date.isoformat()
        if not report.changes:
            lines.append(f"No entry was added, removed or changed since the list of {since}.")
        else:
            lines.append(f"Since the list of {since}:")
            for code, counts in report.changes.items():
                words = ", ".join(f"{count:,} {kind}" for kind, count in counts.items())
                lines.append(f"  {code}: {words}")
    lines += [f"Overridden: {objection}" for objection in report.forced]
    return "\n".join(lines)


def _show(step: str, done: int, total: int | None) -> None:
    """One line of progress."""
    if not done:
        _say("progress", step)
    elif total:
        _say("progress", f"{step}: {done / _MEGABYTE:.1f} of {total / _MEGABYTE:.1f} MB")
    else:
        _say("progress", f"{step}: {done / _MEGABYTE:.1f} MB")


def _say(kind: str, text: str) -> None:
    sys.stdout.write(json.dumps({kind: text}) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
