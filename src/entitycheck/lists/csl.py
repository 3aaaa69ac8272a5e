"""The published Consolidated Screening List to entries: CSV, TSV or JSON, plain or gzip.

`layouts` makes rows of the bytes and refuses what is no list, is cut, or lost a column; this module
makes entries of the rows and counts what could not be read. Kept and reported: new columns, new
lists, single rows that are odd.

Source: files of data.trade.gov seen in 2016, 2019, 2022, 2023, 2025 and 2026.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from entitycheck.errors import ListFormatError
from entitycheck.lists.cells import (
    clean_text,
    is_address_only,
    names_inside,
    read_date,
    split_addresses,
    split_aliases,
    split_citations,
    split_footnotes,
)
from entitycheck.lists.layouts import (
    FIX_DOWNLOAD,
    MAX_BYTES,
    OPTIONAL_COLUMNS,
    REQUIRED_COLUMNS,
    Row,
    read_rows,
)
from entitycheck.lists.sources import KNOWN_LISTS, list_code
from entitycheck.records import Alias, Entry, PartyType

_OWN_FIELDS = frozenset(
    {
        *("_id", "source", "entity_number", "type", "programs", "name", "addresses", "alt_names"),
        *("federal_register_notice", "start_date", "end_date", "remarks", "source_list_url"),
        *("license_requirement", "license_policy"),
    }
)
_ODD_ROWS_PERMILLE = 10  # above this the file is damaged, not odd


@dataclass(frozen=True, slots=True)
class ParsedList:
    """The entries of one published file, and what a person should know about it.

    Args:
        entries: In the publisher's order.
        problems: What could not be read as it should, and how often.
        unknown_columns: Columns no layout had so far; their cells are kept in `Entry.other`.
        unknown_lists: Codes no file had so far; their entries are kept.
    """

    entries: tuple[Entry, ...]
    problems: Mapping[str, int] = field(default_factory=dict)
    unknown_columns: tuple[str, ...] = ()
    unknown_lists: tuple[str, ...] = ()


def parse_csl(data: bytes, *, max_bytes: int = MAX_BYTES) -> ParsedList:
    """The entries of a published list.

    Args:
        data: The file's bytes, CSV, TSV or JSON, plain or gzip.
        max_bytes: Largest size after decompression.

    Raises:
        ListFormatError: The bytes are no list, not a whole one, or lost a column.
    """
    problems: Counter[str] = Counter()
    columns, rows = read_rows(data, problems, max_bytes=max_bytes)
    entries = _entries(rows, problems, keep_ids="_id" in columns)
    if not entries:
        raise ListFormatError("the list holds no entries", fix=FIX_DOWNLOAD)
    odd = problems["rows with a wrong number of fields"] + problems["rows without a name"]
    if odd * 1000 > _ODD_ROWS_PERMILLE * (len(entries) + odd):
        raise ListFormatError(
            f"{odd} of {len(entries) + odd} rows of the list are damaged", fix=FIX_DOWNLOAD
        )
    codes = dict.fromkeys(entry.list_code for entry in entries)
    known = {*REQUIRED_COLUMNS, *OPTIONAL_COLUMNS}
    return ParsedList(
        entries=entries,
        problems={what: count for what, count in sorted(problems.items()) if count},
        unknown_columns=tuple(column for column in columns if column not in known),
        unknown_lists=tuple(code for code in codes if code not in KNOWN_LISTS),
    )


def _entries(rows: Iterable[Row], problems: Counter[str], *, keep_ids: bool) -> tuple[Entry, ...]:
    """The entries of all rows, each id used once."""
    taken: set[str] = set()
    found: list[Entry] = []
    for row in rows:
        name = clean_text(row.get("name", ""))
        code = list_code(row.get("source", ""))
        if not name or not any(letter.isalnum() for letter in name):
            problems["rows without a name"] += 1
            continue
        if code is None:
            problems["rows without a list"] += 1
            code = "UNKNOWN"
        published = row.get("_id", "").strip() if keep_ids else ""
        if keep_ids and published in taken:
            problems["ids used on several rows"] += 1
        entry_id = _unused(published or _own_id(code, row), code, taken)
        taken.add(entry_id)
        found.append(_entry(row, entry_id, code, name, problems))
    return tuple(found)


def _own_id(code: str, row: Row) -> str:
    """An id of ours that stays while number, name, addresses and notice stay."""
    parts = [
        row.get(c, "") for c in ("entity_number", "name", "addresses", "federal_register_notice")
    ]
    text = "\x1f".join([code, *(clean_text(part) for part in parts)])
    return "ec-" + hashlib.sha256(text.encode()).hexdigest()[:16]


def _unused(wanted: str, code: str, taken: set[str]) -> str:
    """The wanted id, made unique: one OFAC number may stand on several lists (SDN and SSI)."""
    if wanted not in taken:
        return wanted
    candidate, count = f"{wanted}-{code}", 2
    while candidate in taken:
        candidate, count = f"{wanted}-{code}-{count}", count + 1
    return candidate


def _entry(row: Row, entry_id: str, code: str, name: str, problems: Counter[str]) -> Entry:
    other = {
        column: clean_text(cell)
        for column, cell in row.items()
        if column and cell.strip() and column not in _OWN_FIELDS
    }
    citations, whole = split_citations(row.get("federal_register_notice", ""))
    if not whole:
        other["federal_register_notice"] = clean_text(row["federal_register_notice"])
    dates = {}
    for column in ("start_date", "end_date"):
        cell = row.get(column, "").strip()
        dates[column] = read_date(cell)
        if cell and dates[column] is None:
            problems[f"unreadable {column}"] += 1
            other[column] = cell
    requirement, footnotes = split_footnotes(row.get("license_requirement", ""))
    return Entry(
        entry_id=entry_id,
        list_code=code,
        name=name,
        aliases=_aliases(name, row.get("alt_names", "")),
        addresses=split_addresses(row.get("addresses", "")),
        party_type=_party_type(row.get("type", ""), problems),
        entity_number=row.get("entity_number", "").strip() or None,
        programs=tuple(
            p.strip() for p in clean_text(row.get("programs", "")).split(";") if p.strip()
        ),
        citations=citations,
        license_requirement=requirement,
        license_policy=clean_text(row.get("license_policy", "")) or None,
        footnotes=footnotes,
        start_date=dates["start_date"],
        end_date=dates["end_date"],
        remarks=clean_text(row.get("remarks", "")) or None,
        source_url=row.get("source_list_url", "").strip() or None,
        address_only=code == "EL" and is_address_only(name),
        other=other,
    )


def _aliases(name: str, cell: str) -> tuple[Alias, ...]:
    """The published aliases, then the names inside an `a.k.a.` of the primary name."""
    found = [*split_aliases([cell]), *names_inside(name)]
    return tuple(dict.fromkeys(alias for alias in found if alias.name != name))


_PARTY_TYPES = {
    "": PartyType.UNKNOWN,
    "entity": PartyType.ENTITY,
    "individual": PartyType.PERSON,
    "vessel": PartyType.VESSEL,
    "aircraft": PartyType.AIRCRAFT,
}


def _party_type(cell: str, problems: Counter[str]) -> PartyType:
    word = cell.strip().lower()
    if word not in _PARTY_TYPES:
        problems["unknown party types"] += 1
    return _PARTY_TYPES.get(word, PartyType.UNKNOWN)
