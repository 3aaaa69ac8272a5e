"""`entitycheck check NAME`: screen one name."""

from __future__ import annotations

import argparse

from entitycheck.cli.days import read_day
from entitycheck.cli.output import print_json, verdict_document
from entitycheck.countries import country_code
from entitycheck.errors import InputError
from entitycheck.matching.policy import Policy
from entitycheck.records import Match, Party, Verdict
from entitycheck.screening import Screener, is_blank
from entitycheck.settings import load_settings

ALERT = 3
NOTHING_TO_LOOK_AT = 0
DEFAULT_TOP = 5
LONGEST_SHOWN = 600  # letters: Huawei's addresses fill three screens


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("name", metavar="NAME", help="the party's name, in any script")
    parser.add_argument("--country", metavar="CC", type=_country, help="the party's country")
    parser.add_argument("--address", metavar="TEXT", help="the party's address")
    parser.add_argument("--as-of", metavar="DATE", help="was it listed that day, e.g. 2023-03-02")
    parser.add_argument("--lists", metavar="EL,MEU,..", help="only these lists")
    parser.add_argument(
        "--top", metavar="N", type=_count, default=DEFAULT_TOP, help="show at most N entries"
    )
    parser.add_argument("--explain", action="store_true", help="show how the score came about")
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")


def run(arguments: argparse.Namespace) -> int:
    """Check the name and print the verdict."""
    party = Party(arguments.name, arguments.country, arguments.address)
    if is_blank(party):
        raise InputError("the name is blank", fix="give the name of a party")
    as_of = read_day(arguments.as_of) if arguments.as_of is not None else None
    settings = load_settings({"lists": arguments.lists})
    screener = Screener.open(policy=settings.policy)
    verdict = screener.check(party, as_of=as_of, nearest=1 if arguments.explain else 0)
    if arguments.json:
        print_json(verdict_document(verdict, top=arguments.top, explain=arguments.explain))
    else:
        _print_verdict(verdict, screener.policy, top=arguments.top, explain=arguments.explain)
    return ALERT if verdict.verdict.is_alert else NOTHING_TO_LOOK_AT


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number of at least 1")
    return int(text)


def _country(text: str) -> str:
    """The country as typed, once it is known: a misspelt one would silently confirm nothing."""
    if country_code(text) is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no country: give a code such as CN")
    return text


def _print_verdict(verdict: Verdict, policy: Policy, *, top: int, explain: bool) -> None:
    """The verdict for people: the word first, then each entry with its reason."""
    print(verdict.text)
    if not verdict.alerts:
        print(f"  {verdict.reason}")
        if verdict.matches:
            print("  the nearest entry, which is no alert:")
    for match in verdict.matches[:top]:
        _print_match(match, explain=explain)
    hidden = len(verdict.matches) - top
    if hidden > 0:
        print(f"  and {hidden} more: use --top {len(verdict.matches)}")
    print(
        f"  list of {verdict.list_date}, fingerprint {verdict.fingerprint},"
        f" policy {policy.policy_hash}. Not being on a list is no legal clearance."
    )


def _print_match(match: Match, *, explain: bool) -> None:
    entry = match.entry
    print(f"\n  {match.verdict.value} {match.score:.0f}  {entry.name}  [{entry.list_code}]")
    print(f"    why          {match.reason}")
    for label, value in (
        ("alias", match.matched_name if match.matched_name != entry.name else ""),
        ("country", ", ".join(entry.countries)),
        ("address", "; ".join(address.text for address in entry.addresses)),
        ("licence", entry.license_requirement),
        ("policy", entry.license_policy),
        ("citation", "; ".join(citation.text for citation in entry.citations)),
        ("since", entry.start_date),
        ("entry id", entry.entry_id),
    ):
        if value:
            print(f"    {label:<12} {_shortened(str(value))}")
    if explain:
        for evidence in match.evidence:
            print(f"    {evidence.points:+6.1f}       {evidence.term}: {evidence.detail}")


def _shortened(text: str) -> str:
    """A text as a screen takes it."""
    if len(text) <= LONGEST_SHOWN:
        return text
    return f"{text[:LONGEST_SHOWN]} ... (in full with --json)"
