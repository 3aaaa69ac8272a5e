"""What changed between two snapshots: entries added, removed, and changed field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from entitycheck.lists.pairing import Pair, pair_entries
from entitycheck.names import listed_reading
from entitycheck.records import Address, Alias, Citation, Entry

_LINKS = ("source_url", "source_information_url")
"""Pages of the publisher: they moved for all entries at once, which says nothing of any of them."""


class ChangeKind(StrEnum):
    """What happened to an entry."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field: the values that went and the values that came."""

    field: str
    removed: tuple[str, ...]
    added: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One entry that is not as it was.

    Args:
        kind: Added, removed or changed.
        entry: As it is now; as it last was where it was removed.
        fields: For `CHANGED`, which fields.
        sure: False where it is not certain that the two are one party.
    """

    kind: ChangeKind
    entry: Entry
    fields: tuple[FieldChange, ...] = ()
    sure: bool = True


def compare_entries(before: Sequence[Entry], after: Sequence[Entry]) -> list[Change]:
    """The changes from `before` to `after`: added, removed, changed; a new id or link is none.

    Both may be cut down to the entries that differ; what both hold alike needs no comparison.
    """
    pairing = pair_entries(before, after)
    changed = [change for pair in pairing.pairs if (change := _changed(pair)) is not None]
    return [
        *(Change(ChangeKind.ADDED, entry) for entry in pairing.added),
        *(Change(ChangeKind.REMOVED, entry) for entry in pairing.removed),
        *changed,
    ]


def count_changes(changes: Iterable[Change]) -> dict[str, dict[str, int]]:
    """Number of entries added, removed and changed, by list; lists without a change are left out."""
    counts: dict[str, Counter[str]] = {}
    for change in changes:
        counts.setdefault(change.entry.list_code, Counter())[change.kind.value] += 1
    return {
        code: {kind.value: counts[code][kind.value] for kind in ChangeKind}
        for code in sorted(counts)
    }


def count_names(changes: Iterable[Change]) -> dict[str, dict[str, int]]:
    """Comparable primary names that came and went, by list.

    A name counts once however many entries carry it, and one that stays under another country or as
    the new name of a changed entry has not gone.
    """
    before: dict[str, set[str]] = {}
    after: dict[str, set[str]] = {}
    for change in changes:
        code = change.entry.list_code
        old, new = before.setdefault(code, set()), after.setdefault(code, set())
        name = listed_reading(change.entry.name).core
        if change.kind is ChangeKind.REMOVED:
            old.add(name)
        elif change.kind is ChangeKind.ADDED:
            new.add(name)
        else:
            new.add(name)
            renamed = [field for field in change.fields if field.field == "name"]
            old |= {listed_reading(text).core for field in renamed for text in field.removed} or {
                name
            }
    return {
        code: {
            "names added": len(after[code] - before[code]),
            "names removed": len(before[code] - after[code]),
        }
        for code in sorted(before)
    }


def _changed(pair: Pair) -> Change | None:
    found = [
        change
        for field in fields(Entry)
        if field.name not in ("entry_id", "list_code", "other", *_LINKS)
        and (change := _field_change(field.name, pair)) is not None
    ]
    found += _other_changes(pair.before.other, pair.after.other)
    if not found:
        return None
    return Change(ChangeKind.CHANGED, pair.after, tuple(found), pair.sure)


def _field_change(name: str, pair: Pair) -> FieldChange | None:
    before, after = getattr(pair.before, name), getattr(pair.after, name)
    if before == after:
        return None
    old, new = _texts(before), _texts(after)
    removed = tuple(text for text in old if text not in new)
    added = tuple(text for text in new if text not in old)
    return FieldChange(name, removed, added) if removed or added else None


def _other_changes(before: Mapping[str, str], after: Mapping[str, str]) -> list[FieldChange]:
    return [
        FieldChange(name, _texts(before.get(name)), _texts(after.get(name)))
        for name in sorted(before.keys() | after.keys())
        if name not in _LINKS and before.get(name) != after.get(name)
    ]


def _texts(value: object) -> tuple[str, ...]:
    """A field's value as the texts a person compares; order alone is no change."""
    if value is None or value == "":
        return ()
    if isinstance(value, tuple):
        return tuple(text for one in value for text in _texts(one))
    if isinstance(value, Alias):
        return (value.name,)
    if isinstance(value, Address | Citation):
        return (value.text,)
    if isinstance(value, date):
        return (value.isoformat(),)
    return (str(value),)
