"""The company's own lists: add, replace, remove; they stay through every refresh."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from entitycheck.cache import Installation, LocalCopy, StoredSnapshot, Writer, starter_snapshot
from entitycheck.errors import InputError
from entitycheck.lists.company import check_code, own_codes, parse_company_list
from entitycheck.lists.starter import load_starter
from entitycheck.records import Entry
from entitycheck.refresh import Outcome, RefreshReport, log_attempt


def add_list(
    copy: LocalCopy, data: bytes, code: str, *, source: str, now: datetime
) -> RefreshReport:
    """Add or replace a company's own list; it stays through every refresh.

    Args:
        copy: The local copy.
        data: The bytes of a CSV or .xlsx file.
        code: Code of the list, such as OWN.
        source: The file's path, for people.
        now: Aware time.

    Raises:
        InputError: The code cannot be used.
        ListFormatError: The file is no such list.
        RefreshError: Nothing could be written.
    """
    wanted = check_code(code)
    parsed = parse_company_list(data, wanted)
    with copy.writing() as writer:
        current = writer.current()
        own = own_codes(current.notes) if current else ()
        if current and wanted in current.snapshot.entries_per_list and wanted not in own:
            raise InputError(
                f"{wanted} is the code of a published list", fix="give another code, such as OWN"
            )
        facts = {"source": source, "added_at": now.isoformat(timespec="seconds")}
        report = _replace_own(copy, writer, current, wanted, parsed.entries, facts, now)
        log_attempt(
            writer, now, source, f"own list {wanted} added", f"{len(parsed.entries)} entries"
        )
    return replace(report, problems=parsed.problems, unknown_columns=parsed.unknown_columns)


def remove_list(copy: LocalCopy, code: str, *, now: datetime) -> RefreshReport:
    """Remove a company's own list; history keeps what it was.

    Raises:
        InputError: There is no such own list.
        RefreshError: Nothing could be written.
    """
    wanted = code.strip().upper()
    with copy.writing() as writer:
        current = writer.current()
        own = own_codes(current.notes) if current else ()
        if wanted not in own:
            raise InputError(
                f"there is no own list {wanted}",
                fix=f"use one of {', '.join(own)}" if own else "see 'entitycheck status'",
            )
        report = _replace_own(copy, writer, current, wanted, (), None, now)
        log_attempt(writer, now, wanted, f"own list {wanted} removed", "")
    return report


def _replace_own(
    copy: LocalCopy,
    writer: Writer,
    current: StoredSnapshot | None,
    code: str,
    entries: tuple[Entry, ...],
    facts: Mapping[str, str] | None,
    now: datetime,
) -> RefreshReport:
    """A snapshot like the current one (or the starter list) with one own list exchanged."""
    base = current.snapshot if current else starter_snapshot()
    held = copy.read_all(base) if current else load_starter()
    notes = dict(current.notes) if current else {}
    own = {c: f for c, f in dict(notes.get("own_lists", {})).items() if c != code}
    if facts is not None:
        own[code] = dict(facts)
    notes["own_lists"] = own
    snapshot, is_new = writer.install(
        Installation(
            entries=(*(e for e in held if e.list_code != code), *entries),
            list_date=base.list_date,
            list_date_basis=base.list_date_basis,
            source=base.source,
            installed_at=now,
            starter=base.starter,
            notes=notes,
        ),
        make_current=True,
        inherit_validators=True,
    )
    outcome = Outcome.INSTALLED if is_new else Outcome.UNCHANGED
    return RefreshReport(outcome, snapshot, snapshot, current.snapshot if current else None)
