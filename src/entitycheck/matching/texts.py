"""Many strings as two plain arrays: UTF-8 bytes and where each string starts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

ENOUGH_FOR_ALL = 1000
"""Strings after which more are to come: all 60,000 take 10 milliseconds, one of them alone half a
microsecond longer than one that lies ready."""


def pack_texts(name: str, texts: Sequence[str]) -> dict[str, Array]:
    """The arrays `<name>_bytes` and `<name>_starts`."""
    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
    starts = np.zeros(len(encoded) + 1, np.int64)
    np.cumsum([len(one) for one in encoded], out=starts[1:])
    return {
        f"{name}_bytes": np.frombuffer(b"".join(encoded), np.uint8),
        f"{name}_starts": starts,
    }


class Texts(Sequence[str]):
    """The strings of `pack_texts`, decoded when asked for, all at once when many have been."""

    def __init__(self, name: str, arrays: Mapping[str, Array]) -> None:
        self._bytes = arrays[f"{name}_bytes"]
        self._starts = arrays[f"{name}_starts"]
        self._all: list[str] | None = None
        self._picked = 0

    def __len__(self) -> int:
        """Number of strings."""
        return len(self._starts) - 1

    def __getitem__(self, place: int) -> str:  # type: ignore[override]  # one at a time
        """One string."""
        if self._all is not None:
            return self._all[place]
        start, end = self._starts[place : place + 2].tolist()
        return self._bytes[start:end].tobytes().decode("utf-8", "surrogatepass")

    @cached_property
    def sizes(self) -> NDArray[np.int64]:
        """Bytes of each string."""
        return np.diff(self._starts)

    def pick(self, places: Sequence[int]) -> list[str]:
        """The strings at some places; decodes all when so many were asked for by now."""
        self._picked += len(places)
        if self._all is None and self._picked < ENOUGH_FOR_ALL:
            return [self[place] for place in places]
        texts = self.all()
        return [texts[place] for place in places]

    def all(self) -> list[str]:
        """Every string, decoded once."""
        if self._all is None:
            whole = self._bytes.tobytes()
            self._all = [
                whole[start:end].decode("utf-8", "surrogatepass")
                for start, end in pairwise(self._starts.tolist())
            ]
        return self._all
