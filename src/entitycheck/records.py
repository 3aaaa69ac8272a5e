"""The records that travel between the layers: frozen, slotted, without behaviour of their own.

Published side: `Entry` (one listed party) with its `Alias`, `Address` and `Citation`; `Snapshot` says
which dated copy of the lists an entry comes from. User's side: `Party` (what the person typed).
Between them: `Match` (one entry that resembles a party) and `Verdict` (the answer for one party).

Scores are points from 0 to 100. Dates of lists are publisher's dates, never file dates.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Grade(StrEnum):
    """The word of a verdict, worst last in `rank`.

    `FAILED` is a party that could not be screened; faces show it as a text that begins `#EC! `.
    """

    BLANK = ""
    NO_MATCH = "NO MATCH"
    REVIEW = "REVIEW"
    MATCH = "MATCH"
    FAILED = "FAILED"

    @property
    def rank(self) -> int:
        """0 (blank) to 4 (failed): a row or a run carries the grade of the highest rank."""
        return _RANKS[self]

    @property
    def is_alert(self) -> bool:
        """True for MATCH and REVIEW."""
        return self in _ALERTS


_ALERTS = (Grade.MATCH, Grade.REVIEW)
_RANKS = {grade: place for place, grade in enumerate(Grade)}


class PartyType(StrEnum):
    """What an entry is; `UNKNOWN` where the publisher does not say (all Commerce and State lists)."""

    ENTITY = "entity"
    PERSON = "person"
    VESSEL = "vessel"
    AIRCRAFT = "aircraft"
    UNKNOWN = "unknown"


class ListDateBasis(StrEnum):
    """Where a list date comes from, best first."""

    GIVEN = "given"
    LAST_MODIFIED = "last-modified"
    FILE_NAME = "file-name"
    NEWEST_ENTRY = "newest-entry"  # shown as "at least"
    STARTER = "starter"


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of an entry. `weak` marks a name too common or short to stand alone."""

    name: str
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Address:
    """One published address: `text` as published, `country` its ISO-2 code where it can be read."""

    text: str
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """One notice an entry rests on, e.g. `88 FR 13675`; `url` is None where it cannot be linked."""

    text: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One listed party as published.

    Args:
        entry_id: The publisher's `_id` where the list carries one for every row, else ours; names
            exactly one entry of its snapshot.
        list_code: `EL`, `SDN` ... or the code of a company's own list.
        name: Primary name as published.
        aliases: In the publisher's order.
        addresses: In the publisher's order.
        party_type: What the publisher says it is.
        entity_number: The publisher's own number where there is one; not unique.
        programs: Programme codes.
        citations: Notices, in the publisher's order.
        license_requirement: The publisher's words without footnote digits; None where not stated.
        license_policy: Likewise.
        footnotes: Footnote numbers of the Entity List (1 Huawei, 3 Russia, 4 supercomputer, 5 node).
        start_date: First day in force; None where the publisher does not say.
        end_date: Last day in force.
        remarks: The publisher's remarks.
        source_url: Page of the list.
        address_only: True for entries named `Address 01` ...: the address is the listed thing.
        other: Every further published column that is not empty, by its published header.
    """

    entry_id: str
    list_code: str
    name: str
    aliases: tuple[Alias, ...] = ()
    addresses: tuple[Address, ...] = ()
    party_type: PartyType = PartyType.UNKNOWN
    entity_number: str | None = None
    programs: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    license_requirement: str | None = None
    license_policy: str | None = None
    footnotes: tuple[int, ...] = ()
    start_date: date | None = None
    end_date: date | None = None
    remarks: str | None = None
    source_url: str | None = None
    address_only: bool = False
    other: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def names(self) -> tuple[str, ...]:
        """Primary name, then the aliases."""
        return (self.name, *(alias.name for alias in self.aliases))

    @property
    def countries(self) -> tuple[str, ...]:
        """ISO-2 codes of the addresses, each once, in order."""
        return tuple(dict.fromkeys(a.country for a in self.addresses if a.country is not None))


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One dated copy of all lists, as installed. Equal fingerprints mean equal entries."""

    snapshot_id: int
    list_date: date
    list_date_basis: ListDateBasis
    fingerprint: str
    source: str
    installed_at: datetime
    entries_per_list: Mapping[str, int]
    names: int
    starter: bool = False

    @property
    def entries(self) -> int:
        """Number of entries on all lists."""
        return sum(self.entries_per_list.values())


@dataclass(frozen=True, slots=True)
class Party:
    """What the person typed. `role` (bill-to, consignee ...) never changes the verdict."""

    name: str
    country: str | None = None
    address: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One term of a score: what was compared, what it paid in points, and in words."""

    term: str
    points: float
    detail: str


@dataclass(frozen=True, slots=True)
class Match:
    """One entry that resembles a party, with why."""

    entry: Entry
    matched_name: str
    verdict: Grade
    score: float
    reason: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer for one party.

    Args:
        party: The party asked about, unchanged.
        verdict: Its grade.
        score: Points of the best match, 0 without one.
        matches: Every alert, best first; below them, where asked for, the nearest other entries.
        reason: One sentence for the whole verdict.
        list_date: Publisher's date of the snapshot that answered.
        fingerprint: Of that snapshot.
        as_of: The day asked about, None for today.
        warning: Staleness or starter list, e.g. `list of 2026-07-01, 146 days old`.
        error: For `FAILED`, what happened and what to do.
    """

    party: Party
    verdict: Grade
    score: float
    matches: tuple[Match, ...]
    reason: str
    list_date: date | None
    fingerprint: str | None
    as_of: date | None = None
    warning: str | None = None
    error: str | None = None

    @property
    def alerts(self) -> tuple[Match, ...]:
        """The matches that a person must look at."""
        return tuple(match for match in self.matches if match.verdict.is_alert)

    @property
    def text(self) -> str:
        """What a cell shows: the grade, then the warning in brackets; `#EC! ...` on failure."""
        if self.verdict is Grade.FAILED:
            return f"#EC! {self.error}"
        if self.verdict is Grade.BLANK or self.warning is None:
            return self.verdict.value
        return f"{self.verdict.value} ({self.warning})"
