"""The starter list: the 37 entries that the rule of 2 March 2023 added to the Entity List.

It is the one list that travels with the program, so that the first command answers offline. It can
never pass for the full lists: its snapshot says `starter` and every answer carries the warning.
`starter.toml` beside this module says where the facts come from.
"""

from __future__ import annotations

import hashlib
import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from entitycheck.lists.cells import split_citations
from entitycheck.records import Address, Alias, Entry

STARTER_DATE = date(2023, 3, 2)
"""Effective date of the rule, and so the list date of the starter list."""


@cache
def load_starter() -> tuple[Entry, ...]:
    """The entries of the starter list, in the order of the Entity List."""
    text = files("entitycheck.lists").joinpath("starter.toml").read_text(encoding="utf-8")
    document = tomllib.loads(text)
    citations, _ = split_citations(document["citation"])
    return tuple(
        Entry(
            entry_id=_entry_id(row),
            list_code="EL",
            name=row["name"],
            aliases=tuple(Alias(name) for name in row.get("aliases", [])),
            addresses=_addresses(row),
            citations=citations,
            license_requirement=row["license_requirement"],
            license_policy=row["license_policy"],
            footnotes=tuple(row.get("footnotes", [])),
            start_date=document["effective"],
        )
        for row in document["entries"]
    )


def _entry_id(row: dict[str, Any]) -> str:
    """An id of ours; one firm may stand under two countries."""
    text = f"{row['name']}\x1f{row['country']}"
    return "starter-" + hashlib.sha256(text.encode()).hexdigest()[:12]


def _addresses(row: dict[str, Any]) -> tuple[Address, ...]:
    """The addresses; a bare code, as published lists write it, where the country has none."""
    found = [Address(text, country) for country, text in row["addresses"]]
    if row["country"] not in {address.country for address in found}:
        found.append(Address(row["country"], row["country"]))
    return tuple(found)
