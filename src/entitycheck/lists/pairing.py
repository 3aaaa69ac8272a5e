"""Which entry of one snapshot is the same listed party as which of another.

Publishers' ids do not last (the Entity List ids of 2022 and 2026 have none in common), so entries
pair, one to one, in this order:

1. everything but the id is the same;
2. the publisher's number, where it is unique on its list in both snapshots;
3. the same name, letter case and punctuation aside, told apart by countries, aliases and notices;
4. the same name without its legal form, under a common country;
5. the primary name of one is an alias of the other, under a common country: unsure.

What is left was added or removed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, fields

from entitycheck.names import fold, listed_reading
from entitycheck.records import Entry

_CONTENT = tuple(f.name for f in fields(Entry) if f.name not in ("entry_id", "other"))


@dataclass(frozen=True, slots=True)
class Pair:
    """The same party in two snapshots. `sure` is False where a person should look."""

    before: Entry
    after: Entry
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Pairing:
    """All entries of two snapshots, each in one place."""

    pairs: tuple[Pair, ...]
    removed: tuple[Entry, ...]
    added: tuple[Entry, ...]


def pair_entries(before: Sequence[Entry], after: Sequence[Entry]) -> Pairing:
    """Pair the entries of an earlier snapshot with those of a later one."""
    work = _Work(list(before), list(after))
    work.pair_groups(_content, prefer=None)
    work.pair_unique(_number)
    work.pair_groups(_same_name, prefer=_likeness)
    work.pair_groups(_same_core, prefer=_likeness, country_needed=True)
    work.pair_by_alias()
    return Pairing(tuple(work.pairs), tuple(work.before), tuple(work.after))


def _content(entry: Entry) -> Hashable:
    others = tuple(sorted(entry.other.items()))
    return (*(getattr(entry, name) for name in _CONTENT), others)


def _number(entry: Entry) -> Hashable | None:
    return None if entry.entity_number is None else (entry.list_code, entry.entity_number)


def _same_name(entry: Entry) -> Hashable | None:
    if entry.address_only:  # the name means nothing, the first address is the party
        return (
            entry.list_code,
            "address",
            fold(entry.addresses[0].text) if entry.addresses else "",
        )
    name = fold(entry.name).replace(" ", "")
    return (entry.list_code, name) if name else None


def _same_core(entry: Entry) -> Hashable | None:
    if entry.address_only:
        return None
    core = listed_reading(entry.name).core
    return (entry.list_code, core) if core else None


def _likeness(before: Entry, after: Entry) -> int:
    """How much speaks for one party behind two entries of the same name; 0 is nothing."""
    countries = len(set(before.countries) & set(after.countries))
    aliases = len({fold(name) for name in before.names} & {fold(name) for name in after.names}) - 1
    notices = len({c.text for c in before.citations} & {c.text for c in after.citations})
    return 4 * bool(countries) + 2 * bool(aliases > 0) + bool(notices) + countries


class _Work:
    """What is not paired yet, and the pairs so far."""

    def __init__(self, before: list[Entry], after: list[Entry]) -> None:
        self.before = before
        self.after = after
        self.pairs: list[Pair] = []

    def pair_unique(self, key: Callable[[Entry], Hashable | None]) -> None:
        """Pair by a key that stands once on either side."""
        one = Counter(k for k in map(key, self.before) if k is not None)
        other = Counter(k for k in map(key, self.after) if k is not None)
        unique = {k for k, count in one.items() if count == 1 and other[k] == 1}
        later = {key(entry): entry for entry in self.after if key(entry) in unique}
        self._take([Pair(e, later[key(e)]) for e in self.before if key(e) in unique])

    def pair_groups(
        self,
        key: Callable[[Entry], Hashable | None],
        *,
        prefer: Callable[[Entry, Entry], int] | None,
        country_needed: bool = False,
    ) -> None:
        """Pair within groups of one key, the likest first."""
        groups: dict[Hashable, tuple[list[Entry], list[Entry]]] = defaultdict(lambda: ([], []))
        for side, entries in enumerate((self.before, self.after)):
            for entry in entries:
                k = key(entry)
                if k is not None:
                    groups[k][side].append(entry)
        found: list[Pair] = []
        for olds, news in groups.values():
            if olds and news:
                found += _pair_group(olds, news, prefer, country_needed=country_needed)
        self._take(found)

    def pair_by_alias(self) -> None:
        """Pair what changed its primary name to a former alias, or back."""
        by_name: dict[Hashable, list[Entry]] = defaultdict(list)
        for entry in self.after:
            for name in {fold(name) for name in entry.names}:
                by_name[entry.list_code, name].append(entry)
        found: list[Pair] = []
        taken: set[int] = set()
        for entry in self.before:
            candidates = {
                id(other): other
                for name in entry.names
                for other in by_name.get((entry.list_code, fold(name)), ())
                if id(other) not in taken
                and _share_country(entry, other)
                and (_primary_among(entry, other) or _primary_among(other, entry))
            }
            if len(candidates) == 1:
                ((number, other),) = candidates.items()
                taken.add(number)
                found.append(Pair(entry, other, sure=False))
        self._take(found)

    def _take(self, pairs: Iterable[Pair]) -> None:
        found = list(pairs)
        old = {id(pair.before) for pair in found}
        new = {id(pair.after) for pair in found}
        self.pairs += found
        self.before = [entry for entry in self.before if id(entry) not in old]
        self.after = [entry for entry in self.after if id(entry) not in new]


def _pair_group(
    olds: list[Entry],
    news: list[Entry],
    prefer: Callable[[Entry, Entry], int] | None,
    *,
    country_needed: bool,
) -> list[Pair]:
    """The pairs of one group. Without a measure the entries are equal and pair in order."""
    if prefer is None:
        return [Pair(old, new) for old, new in zip(olds, news, strict=False)]
    ranked = sorted(
        ((prefer(old, new), i, j) for i, old in enumerate(olds) for j, new in enumerate(news)),
        key=lambda one: (-one[0], one[1], one[2]),
    )
    used_old: set[int] = set()
    used_new: set[int] = set()
    found: list[Pair] = []
    for likeness, i, j in ranked:
        if i in used_old or j in used_new:
            continue
        old, new = olds[i], news[j]
        if country_needed and not _share_country(old, new):
            continue
        if likeness == 0 and (len(olds) > 1 or len(news) > 1) and old.countries and new.countries:
            continue  # a name that repeats under other countries is another entry
        used_old.add(i)
        used_new.add(j)
        sure = likeness > 0 or not (old.countries and new.countries)
        found.append(Pair(old, new, sure=sure))
    return found


def _share_country(one: Entry, other: Entry) -> bool:
    """A common country, or one of them has none to compare."""
    mine, theirs = set(one.countries), set(other.countries)
    return not mine or not theirs or bool(mine & theirs)


def _primary_among(one: Entry, other: Entry) -> bool:
    return fold(one.name) in {fold(name) for name in other.names}
