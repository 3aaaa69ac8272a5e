"""Entries to the arrays of an index, made once at refresh and memory-mapped after.

Plain numpy arrays: no objects, no pickle; strings are bytes and offsets.

Fixed order: names become readings, readings become words, words become numbers and weights, names
become posting lists of three-letter pieces and words, and a table of fingerprints finds a name
that is spelled exactly as listed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from entitycheck.matching.grams import GRAM_CODES, gram_features, whole_number_vectors
from entitycheck.matching.keys import (
    NEAR_LEAST,
    NEAR_MOST,
    PREFIX_LETTERS,
    NameFlag,
    bracket_parts,
    country_number,
    distinct_keys,
    feature_rarity,
    is_bare_form,
    legal_bits,
    legal_masks,
    name_hash,
    near_hashes,
    pair_hash,
    sorted_core,
)
from entitycheck.matching.letter_counts import letter_counts
from entitycheck.matching.listed_words import word_arrays
from entitycheck.matching.texts import Array, Texts, pack_texts
from entitycheck.matching.words import Ints
from entitycheck.names import NAMES_FORMAT, listed_reading
from entitycheck.names.comparable import ComparableName, Kind
from entitycheck.names.tables import content_digest
from entitycheck.records import Entry, PartyType

_COMPILING = (
    "compiling.py",
    "listed_words.py",
    "keys.py",
    "words.py",
    "kinds.py",
    "grams.py",
    "letter_counts.py",
    "common.py",
    "slips.py",
    "texts.py",
)
INDEX_FORMAT = f"{content_digest('entitycheck.matching', _COMPILING)}.{NAMES_FORMAT}"
"""Changes whenever arrays compiled by another program cannot be used."""

NEAR_HOLDERS = 40  # names that hold a word which a typing error may hide
WEAK_LETTERS = 3  # OFAC FAQ 122-124: weak aliases confirm, they are not screened on alone
_TYPES = tuple(PartyType)


@dataclass(frozen=True, slots=True)
class _ListedName:
    """One name on its way into the arrays."""

    row: int
    text: str
    reading: ComparableName
    flags: int


def compile_index(entries: Sequence[Entry]) -> dict[str, Array]:
    """The arrays of an index over all names and aliases of `entries`."""
    names = [name for row, entry in enumerate(entries) for name in _listed_names(row, entry)]
    arrays: dict[str, Array] = {
        "name_row": np.asarray([name.row for name in names], np.int32),
        "name_flags": np.asarray([name.flags for name in names], np.uint8),
    }
    cores = [name.reading.core for name in names]
    arrays["name_surnames"] = np.asarray(
        [
            _surnames(name) if entries[name.row].party_type is PartyType.PERSON else 0
            for name in names
        ],
        np.uint8,
    )
    arrays |= pack_texts("name", [name.text for name in names])
    arrays |= pack_texts("core", cores)
    arrays["core_letters"] = letter_counts(cores)
    arrays |= pack_texts("sorted", [sorted_core(name.reading) for name in names])
    arrays |= pack_texts("plain", [name.reading.folded.replace(" ", "") for name in names])
    arrays |= word_arrays(
        [name.reading for name in names],
        [name.row for name in names],
        [entries[name.row].party_type is PartyType.PERSON for name in names],
    )
    arrays |= _legal_arrays(names)
    arrays |= _entry_arrays(entries)
    arrays |= _exact_arrays(names)
    arrays |= _prefix_arrays([name.reading.folded.replace(" ", "") for name in names])
    arrays |= _posting_arrays(cores, arrays)
    arrays |= _near_arrays(arrays)
    arrays["pair_hash"] = _first_pairs([name.reading.folded for name in names])
    return arrays


def _listed_names(row: int, entry: Entry) -> list[_ListedName]:
    """The names of one entry, each once, with the parts that stand in brackets."""
    if entry.address_only:
        return []
    found: list[_ListedName] = []
    seen: set[str] = set()
    weak = {alias.name for alias in entry.aliases if alias.weak}
    for place, text in enumerate(entry.names):
        flags = (NameFlag.ALIAS if place else 0) | (NameFlag.WEAK if text in weak else 0)
        for part, extra in [(text, 0), *((one, NameFlag.PART) for one in bracket_parts(text))]:
            reading = listed_reading(part)
            if extra and not _tells(reading):
                continue
            if reading.folded and reading.folded not in seen:
                seen.add(reading.folded)
                found.append(
                    _ListedName(row, text, reading, flags | extra | _weakness(reading, place))
                )
    return found


def _surnames(name: _ListedName) -> int:
    """How many words of a person's name stand before the comma; 0 where there is none."""
    surname, comma, given = name.text.partition(",")
    if not comma or not given.strip() or name.flags & NameFlag.PART:
        return 0
    return min(len(distinct_keys(listed_reading(surname))), len(name.reading.tokens))


def _weakness(reading: ComparableName, place: int) -> int:
    """The flag of an alias that is too short or too common to stand alone."""
    if not place:
        return 0
    common = len(reading.tokens) == 1 and reading.tokens[0].kind in (Kind.GENERIC, Kind.PLACE)
    short = len(reading.folded.replace(" ", "")) <= WEAK_LETTERS
    return NameFlag.WEAK if short or (common and not reading.legal_forms) else 0


def _tells(reading: ComparableName) -> bool:
    """Whether a part of a name can stand for the party at all."""
    return not is_bare_form(reading) and any(
        token.kind == Kind.DISTINCTIVE for token in reading.tokens
    )


def _legal_arrays(names: Sequence[_ListedName]) -> dict[str, Array]:
    """The classes and families of legal forms of each name, one bit each."""
    forms = [name.reading.legal_forms for name in names]
    bits = legal_bits()
    pairs = [legal_masks(found, bits) for found in forms]
    masks = np.asarray(pairs, np.int64).reshape(len(names), 2)
    return {
        "name_legal": np.ascontiguousarray(masks[:, 0]),
        "name_family": np.ascontiguousarray(masks[:, 1]),
    }


def _entry_arrays(entries: Sequence[Entry]) -> dict[str, Array]:
    """List, type and countries of each entry."""
    codes = sorted({entry.list_code for entry in entries})
    countries = [
        [country_number(code) for code in entry.countries if len(code) == 2]  # noqa: PLR2004 -- ISO-2
        for entry in entries
    ]
    starts = np.zeros(len(entries) + 1, np.int64)
    np.cumsum([len(one) for one in countries], out=starts[1:])
    addresses = [
        [one.text for one in entry.addresses if one.text != one.country] for entry in entries
    ]
    address_start = np.zeros(len(entries) + 1, np.int64)
    np.cumsum([len(one) for one in addresses], out=address_start[1:])
    return {
        **pack_texts("code", codes),
        **pack_texts("address", [text for found in addresses for text in found]),
        "address_start": address_start,
        "address_row": np.repeat(np.arange(len(entries), dtype=np.int32), np.diff(address_start)),
        **pack_texts("premise", [entry.name for entry in entries if entry.address_only]),
        "address_only": np.flatnonzero([entry.address_only for entry in entries]).astype(np.int32),
        "entry_list": np.asarray([codes.index(entry.list_code) for entry in entries], np.uint8),
        "entry_type": np.asarray([_TYPES.index(entry.party_type) for entry in entries], np.uint8),
        "country_start": starts,
        "country": np.asarray([one for found in countries for one in found], np.int32),
    }


def _exact_arrays(names: Sequence[_ListedName]) -> dict[str, Array]:
    """Fingerprints of the names as listed, sorted, for exact look-up."""
    hashes = np.asarray([name_hash(name.reading.folded) for name in names], np.int64)
    order = np.argsort(hashes, kind="stable")
    return {
        "name_hash": hashes,
        "exact_hash": hashes[order],
        "exact_name": order.astype(np.int32),
    }


def _prefix_arrays(plain: Sequence[str]) -> dict[str, Array]:
    """The names sorted by their first letters, for names that were cut off."""
    starts = [text[:PREFIX_LETTERS].encode() for text in plain]
    heads = np.asarray(starts, f"S{PREFIX_LETTERS + 1}")  # room to look for what comes after one
    order = np.argsort(heads, kind="stable")
    return {"prefix_head": heads[order], "prefix_name": order.astype(np.int32)}


def _posting_arrays(cores: Sequence[str], arrays: Mapping[str, Array]) -> dict[str, Array]:
    """For each three-letter piece and word, the names that hold it and its weight there."""
    owners, grams = gram_features(cores)
    words: Ints = arrays["token_word"].astype(np.int64)
    starts = arrays["token_start"]
    word_owners = np.repeat(np.arange(len(cores)), np.diff(starts))
    owners = np.concatenate([owners, word_owners])
    features = np.concatenate([grams, words + GRAM_CODES])
    size = GRAM_CODES + len(arrays["word_kind"])
    counts = np.bincount(features, minlength=size)
    rarity = feature_rarity(counts, len(cores))
    values = whole_number_vectors(owners, features, rarity, len(cores))
    order = np.argsort(features, kind="stable")
    ends = np.zeros(size + 1, np.int64)
    np.cumsum(counts, out=ends[1:])
    return {
        "feature_rarity": rarity,
        "posting_start": ends.astype(np.int32),
        "posting_name": owners[order].astype(np.int32),
        "posting_value": values[order].astype(np.int32),
    }


def _first_pairs(texts: Sequence[str]) -> Ints:
    """`pair_hash` of the first two words of each name, for names inside longer texts."""
    starts = [text.split(maxsplit=2)[:2] for text in texts]
    return np.unique(np.asarray([pair_hash(*two) for two in starts if len(two) > 1], np.int64))


def _near_arrays(arrays: Mapping[str, Array]) -> dict[str, Array]:
    """Rare words by themselves with a letter left out, to find them behind a typing error."""
    starts = arrays["posting_start"][GRAM_CODES:]
    holders = np.diff(starts)
    lengths = arrays["word_length"]
    rare = (arrays["word_kind"] == Kind.DISTINCTIVE) & (holders <= NEAR_HOLDERS)
    rare |= arrays["word_brand"]
    rare &= (lengths >= NEAR_LEAST) & (lengths <= NEAR_MOST)
    texts = Texts("word", arrays)
    numbers = np.flatnonzero(rare)
    owner, hashes = near_hashes([texts[number][1:] for number in numbers.tolist()])
    order = np.argsort(hashes, kind="stable")
    return {"near_hash": hashes[order], "near_word": numbers[owner[order]].astype(np.int32)}
