"""The records of a long text file, cut out of its bytes when they are asked for.

A million rows as lists of strings take a gigabyte. Here the file stays what it is, 100 MB of bytes,
with the place of each record beside it; whoever walks over the rows has a few thousand of them at
a time.
"""

from __future__ import annotations

import csv
import io
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar, overload

import numpy as np

from entitycheck.workbooks.lossless import has_marks, without_marks

FIELD_LENGTH = 10_000_000
CHUNK = 1_000  # records cut out at once
_CHUNKS_KEPT = 8  # columns are looked at side by side, and headers beside the rows

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Layout:
    """How the records of a text follow from its bytes.

    Args:
        starts: Where each record starts, and the end of the last.
        widths: Fields of each record.
        lines: The most lines of a record.
        last: The last record as it stands in the file.
    """

    starts: np.ndarray[tuple[int], np.dtype[np.int64]]
    widths: np.ndarray[tuple[int], np.dtype[np.int64]]
    lines: int
    last: str


def split_records(
    lines: Iterator[str], delimiter: str, *, quoted: bool
) -> Iterator[tuple[list[str], list[str]]]:
    """The lines of each record and its fields.

    Args:
        lines: Lines with their ends.
        delimiter: Between fields.
        quoted: Quotes are special.
    """
    taken: list[str] = []

    def feed() -> Iterator[str]:
        for line in lines:
            taken.append(line)
            yield line

    with _long_fields():
        for row in _reader(feed(), delimiter, quoted=quoted):
            yield taken, row
            taken.clear()


@contextmanager
def _long_fields() -> Iterator[None]:
    """Fields may be as long as `FIELD_LENGTH`."""
    before = csv.field_size_limit(FIELD_LENGTH)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _reader(lines: Iterable[str], delimiter: str, *, quoted: bool) -> Iterator[list[str]]:
    quoting = csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
    return csv.reader(lines, delimiter=delimiter, quoting=quoting)  # type: ignore[arg-type]


def parse_records(text: str, delimiter: str, *, quoted: bool) -> tuple[list[str], list[list[str]]]:
    """Each record of a text as it stands there, and its fields without the marks of odd bytes."""
    records = list(io.StringIO(text, newline=""))
    with _long_fields():
        rows = list(_reader(records, delimiter, quoted=quoted))
    if len(rows) != len(records):  # some records have several lines, none has less than one
        split = split_records(iter(records), delimiter, quoted=quoted)
        records = ["".join(taken) for taken, _ in split]
    if has_marks(text):
        rows = [[without_marks(field) for field in row] for row in rows]
    return records, rows


def find_layout(data: bytes, delimiter: str, *, quoted: bool) -> Layout:
    """Where the records of a text in UTF-8 stand, without keeping them."""
    starts, widths = array("q", [0]), array("q")
    at = most = 0
    last = ""
    lines = io.TextIOWrapper(io.BytesIO(data), "utf-8", newline="")
    for taken, row in split_records(lines, delimiter, quoted=quoted):
        if len(taken) == 1:
            last = taken[0]
        else:
            last = "".join(taken)
            most = max(most, last.count("\n"))
        at += len(last) if last.isascii() else len(last.encode())
        starts.append(at)
        widths.append(len(row))
    return Layout(np.array(starts, np.int64), np.array(widths, np.int64), most, last)


class LongText:
    """A long text file in records.

    Args:
        data: The text in UTF-8, without byte order mark.
        layout: From `find_layout`.
        delimiter: Between fields.
        quoted: Quotes are special.
    """

    def __init__(self, data: bytes, layout: Layout, delimiter: str, *, quoted: bool) -> None:
        self._data = data
        self._starts = layout.starts
        self._delimiter = delimiter
        self._quoted = quoted
        self.widths = layout.widths
        self._cut = lru_cache(maxsize=_CHUNKS_KEPT)(self._cut_out)

    def __len__(self) -> int:
        """Number of records."""
        return len(self.widths)

    def piece(self, first: int, last: int) -> str:
        """The text of the records from `first` (counted from 0) to before `last`."""
        return self.piece_bytes(first, last).decode()

    def piece_bytes(self, first: int, last: int) -> bytes:
        """The same in UTF-8."""
        return self._data[int(self._starts[first]) : int(self._starts[last])]

    @property
    def records(self) -> Sequence[str]:
        """Each record as it stands in the file."""
        return _Part(self, 0, range(len(self)))

    @property
    def rows(self) -> Sequence[list[str]]:
        """The fields of each record."""
        return _Part(self, 1, range(len(self)))

    def chunk(self, number: int) -> tuple[list[str], list[list[str]]]:
        """Records and rows from `number` times `CHUNK` on; some are kept for the next time."""
        return self._cut(number)

    def _cut_out(self, number: int) -> tuple[list[str], list[list[str]]]:
        first = number * CHUNK
        text = self.piece(first, min(first + CHUNK, len(self)))
        return parse_records(text, self._delimiter, quoted=self._quoted)


class _Part(Sequence[T]):
    """Some records of a long text, or their fields, in order."""

    def __init__(self, text: LongText, which: int, places: range) -> None:
        self._text = text
        self._which = which
        self._places = places

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, at: int) -> T: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...

    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        if isinstance(at, slice):
            return _Part(self._text, self._which, self._places[at])
        number, place = divmod(self._places[at], CHUNK)
        found: T = self._text.chunk(number)[self._which][place]  # type: ignore[assignment]
        return found

    def __iter__(self) -> Iterator[T]:
        return (self[at] for at in range(len(self)))
