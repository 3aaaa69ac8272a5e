"""`entitycheck doctor`: look the local copy over, mend what can be mended, say what to do."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from datetime import datetime

from entitycheck.cache import LocalCopy
from entitycheck.cli.output import print_json
from entitycheck.settings import load_settings
from entitycheck.upkeep import look_over

UNSOUND = 1


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")


def run(arguments: argparse.Namespace) -> int:
    """Print what was found; status 1 when something is left to do."""
    settings = load_settings()
    findings = look_over(
        LocalCopy(settings.home), now=datetime.now().astimezone(), stale_days=settings.stale_days
    )
    sound = all(finding.sound for finding in findings)
    if arguments.json:
        print_json({"sound": sound, "findings": [asdict(finding) for finding in findings]})
        return 0 if sound else UNSOUND
    for finding in findings:
        print(f"{'ok' if finding.sound else 'LOOK':<5} {finding.subject:<13} {finding.words}")
        if finding.fix:
            print(f"{'':<19} {finding.fix}")
    print("all is well" if sound else "do what stands under LOOK")
    return 0 if sound else UNSOUND
