"""Entries to stored text and back, with digests that show when stored text is not what was written.

The text of an entry is a JSON array in the order of `_encode`; its digest is its identity, so that
equal entries of many snapshots are stored once. A fingerprint is the digest of all digests in order.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from hashlib import blake2b

from entitycheck.records import Address, Alias, Citation, Entry, PartyType

PAYLOAD_FORMAT = 1
"""Part of the fingerprint: rises whenever the stored text of an unchanged entry would change."""

_DIGEST_BYTES = 16


def encode_entry(entry: Entry) -> str:
    """The stored text of an entry; equal entries give equal text."""
    fields = [
        entry.entry_id,
        entry.list_code,
        entry.name,
        [[alias.name, 1] if alias.weak else alias.name for alias in entry.aliases],
        [[address.text, address.country] for address in entry.addresses],
        entry.party_type.value,
        entry.entity_number,
        entry.programs,
        [[citation.text, citation.url] for citation in entry.citations],
        entry.license_requirement,
        entry.license_policy,
        entry.footnotes,
        entry.start_date.isoformat() if entry.start_date else None,
        entry.end_date.isoformat() if entry.end_date else None,
        entry.remarks,
        entry.source_url,
        int(entry.address_only),
        dict(entry.other),
    ]
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def decode_entry(payload: str) -> Entry:
    """The entry of a stored text."""
    f = json.loads(payload)
    return Entry(
        entry_id=f[0],
        list_code=f[1],
        name=f[2],
        aliases=tuple(Alias(a) if isinstance(a, str) else Alias(a[0], weak=True) for a in f[3]),
        addresses=tuple(Address(text, country) for text, country in f[4]),
        party_type=PartyType(f[5]),
        entity_number=f[6],
        programs=tuple(f[7]),
        citations=tuple(Citation(text, url) for text, url in f[8]),
        license_requirement=f[9],
        license_policy=f[10],
        footnotes=tuple(f[11]),
        start_date=date.fromisoformat(f[12]) if f[12] else None,
        end_date=date.fromisoformat(f[13]) if f[13] else None,
        remarks=f[14],
        source_url=f[15],
        address_only=bool(f[16]),
        other=f[17],
    )


def digest_payload(payload: str) -> bytes:
    """Sixteen bytes that name a stored text."""
    return blake2b(payload.encode(), digest_size=_DIGEST_BYTES).digest()


def fingerprint_of(digests: Iterable[bytes]) -> str:
    """Sixteen hexadecimal digits that name a sequence of entries."""
    whole = blake2b(f"entries {PAYLOAD_FORMAT}".encode(), digest_size=8)
    for digest in digests:
        whole.update(digest)
    return whole.hexdigest()
