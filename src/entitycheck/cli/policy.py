"""`entitycheck policy show`: the limits in force, what they mean and what was measured."""

from __future__ import annotations

import argparse
from typing import Any

from entitycheck.cli.output import print_json
from entitycheck.matching.policy import MEASURED, Policy
from entitycheck.settings import load_settings


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    show = actions.add_parser("show", help="show the limits and what they mean")
    show.add_argument("--json", action="store_true", help="one JSON object on stdout")


def run(arguments: argparse.Namespace) -> int:
    """Print the policy in force."""
    policy = load_settings().policy
    if arguments.json:
        print_json(policy_document(policy))
    else:
        _print_policy(policy)
    return 0


def policy_document(policy: Policy) -> dict[str, Any]:
    """The policy in the shape of `policy show --json`."""
    return {
        "policy": policy.policy_hash,
        "match_points": policy.match_points,
        "review_points": policy.review_points,
        "lists": list(policy.lists) if policy.lists else None,
        "use_country": policy.use_country,
        "stale_days": policy.stale_days,
        "measured": [
            {
                "limit": one.limit,
                "found_percent": one.found,
                "false_alarms_per_1000": one.false_alarms,
                "false_alarms_per_1000_persons": one.false_persons,
            }
            for one in MEASURED
        ],
    }


def _print_policy(policy: Policy) -> None:
    lists = ", ".join(policy.lists) if policy.lists else "all"
    used = "confirm or weaken a name, never hide an exact one" if policy.use_country else "not used"
    print(f"policy {policy.policy_hash}")
    print(
        f"  MATCH     from {policy.match_points:g} points: the listed party, unless a person rules otherwise"
    )
    print(f"  REVIEW    from {policy.review_points:g} points: a person must look")
    print("  NO MATCH  below: nothing on the lists named resembles the party closely enough")
    print(
        "  always    a name spelled as listed is a MATCH, whatever case, accents, blanks, punctuation;"
    )
    print("            an alias of three letters or one common word alone is REVIEW at most")
    print(f"  lists     {lists}")
    print(f"  country   country and address {used}")
    print(f"  stale     answers warn when the list is older than {policy.stale_days} days")
    print("\n  what a limit finds, and how often it errs (tests/bench, see README):")
    print("  limit  listed parties found  false alarms in 1,000 firms  in 1,000 persons")
    for one in MEASURED:
        print(
            f"  {one.limit:5g}  {one.found:18.1f} %  {one.false_alarms:27.1f}  {one.false_persons:15.1f}"
        )
    print(
        "\n  Change match_points, review_points, lists, use_country, stale_days in the settings file"
    )
    print("  or as ENTITYCHECK_MATCH_POINTS ...; the policy's number is part of every answer.")
