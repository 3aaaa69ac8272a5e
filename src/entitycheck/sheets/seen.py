"""Which parties resembled nothing, known to all processes of one run.

Processes that answer portions of one file meet the same customers. What a party was answered with
would be long to pass around; that it resembles nothing is one bit, and true of nearly all. The table
holds a 128-bit fingerprint of each such party, in memory that the processes share without locks: a
fingerprint that is overwritten or half written is not found, and its party is screened again.
"""

from __future__ import annotations

import contextlib
import hashlib
import struct
from functools import lru_cache
from multiprocessing.shared_memory import SharedMemory
from typing import cast

from entitycheck.records import Party

_BYTES = 16  # of a fingerprint
_LEAST, _MOST = 1 << 12, 1 << 22  # fingerprints; 64 KB to 64 MB
_TWO_NUMBERS = struct.Struct(">QQ")
_TRIES = 8  # places looked at for one fingerprint


class Seen:
    """The table of one run.

    Args:
        memory: The shared block.
        owned: This process made it, and gives it back.
    """

    def __init__(self, memory: SharedMemory, *, owned: bool) -> None:
        self._memory = memory
        self._owned = owned
        self._slots = cast("memoryview", memory.buf).cast("Q")
        self._mask = (1 << ((memory.size // _BYTES).bit_length() - 1)) - 1

    @classmethod
    def make(cls, parties: int) -> Seen | None:
        """A table for so many parties; None where the system has no memory to share."""
        size = min(max(_LEAST, 1 << (2 * parties).bit_length()), _MOST)
        try:
            return cls(SharedMemory(create=True, size=size * _BYTES), owned=True)
        except OSError:
            return None

    @classmethod
    def attach(cls, name: str | None) -> Seen | None:
        """The table that another process made; None where there is none."""
        if name is None:
            return None
        try:
            return cls(SharedMemory(name), owned=False)
        except OSError:
            return None

    @property
    def name(self) -> str:
        """What other processes find it by."""
        return self._memory.name

    def holds(self, party: Party) -> bool:
        """Whether the party was added."""
        high, low = _fingerprint(party)
        slots, mask = self._slots, self._mask
        for place in range(high, high + _TRIES):
            at = (place & mask) * 2
            if slots[at] == high and slots[at + 1] == low:
                return True
            if not slots[at]:
                return False
        return False

    def add(self, party: Party) -> None:
        """Remember a party; where its places are taken, it takes the first."""
        high, low = _fingerprint(party)
        slots, mask = self._slots, self._mask
        at = first = (high & mask) * 2
        for place in range(high, high + _TRIES):
            at = (place & mask) * 2
            if not slots[at] or slots[at] == high:
                break
        else:
            at = first
        slots[at + 1] = low
        slots[at] = high

    def close(self) -> None:
        """Give the memory back."""
        self._slots.release()
        self._memory.close()
        if self._owned:
            with contextlib.suppress(FileNotFoundError):
                self._memory.unlink()


@lru_cache(maxsize=10_000)  # a party of a portion is looked for, screened, and then added
def _fingerprint(party: Party) -> tuple[int, int]:
    """Two numbers of 64 bits, neither of them 0; the role does not count."""
    text = repr((party.name, party.country, party.address))
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_BYTES).digest()
    high, low = _TWO_NUMBERS.unpack(digest)
    return high or 1, low or 1
