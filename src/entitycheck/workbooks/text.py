"""CSV and TSV files read into a grid, each record kept as it stands in the file.

A record keeps its bytes: what was read is sliced out of the file, never made again, so that quotes,
blanks, number formats and line ends stay what they were. `text_writing` appends the answers.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from entitycheck.errors import UnreadableError
from entitycheck.orders.grid import Grid
from entitycheck.workbooks.encoding import detect_encoding, is_utf8
from entitycheck.workbooks.lossless import WRONG_BYTE, decode_text
from entitycheck.workbooks.text_records import LongText, find_layout, parse_records

_DELIMITERS = (",", ";", "\t", "|")
_SNIFFED_LINES = 200
_MOST_LINES = 60  # of one record; more means that a quote was never closed
_FEW_NULS = 5  # that a text may hold by mistake
_BLANKS = b"\0 \t\r\n"
_HEAD_BYTES = 2_000_000  # what tells the dialect

LONG_TEXT = 2_000_000
"""Bytes of a text of which the records are no longer kept: 20,000 rows."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a text file is written.

    Args:
        delimiter: Between fields.
        quoted: Quotes are special; False where the file uses them as plain letters.
        encoding: Of the file.
        mark: Its byte order mark.
        line_end: The usual end of a record.
    """

    delimiter: str
    quoted: bool
    encoding: str
    mark: bytes
    line_end: str


@dataclass(frozen=True, slots=True)
class TextTable:
    """A text file in records.

    Args:
        records: Each record as it stands in the file, its line end included.
        rows: Its fields.
        dialect: How it is written.
        long: The same records of a long file, in pieces.
        notes: What its reader must know: characters that no text should hold.
    """

    records: Sequence[str]
    rows: Sequence[list[str]]
    dialect: Dialect
    long: LongText | None = None
    notes: tuple[str, ...] = ()

    @property
    def grid(self) -> Grid:
        """The records as a grid without a name."""
        return Grid("", self.rows)

    @property
    def width(self) -> int:
        """The most fields of a record."""
        if self.long is not None:
            return int(self.long.widths.max(initial=0))
        return max(map(len, self.rows), default=0)


def read_text(data: bytes, *, name: str, long_from: int | None = None) -> TextTable:
    """The records of a text file.

    Args:
        data: The file, not compressed.
        name: For messages, and a hint at tabs.
        long_from: Bytes from which the records are cut out when they are asked for; `LONG_TEXT`.

    Raises:
        UnreadableError: It is no text, or holds nothing.
    """
    encoding, mark = detect_encoding(data)
    data = data[len(mark) :]
    if encoding != "utf-8" or not is_utf8(data):
        try:
            data = decode_text(data, encoding).encode()
        except UnicodeDecodeError as error:
            raise UnreadableError(
                f"{name} is no readable text ({encoding})", fix="save it as CSV UTF-8 and try again"
            ) from error
    head_bytes = data[:_HEAD_BYTES]
    if not (head_bytes.strip(_BLANKS) or data.strip(_BLANKS)):
        raise UnreadableError(f"{name} is empty", fix="give a file with an order sheet in it")
    head = head_bytes.decode(errors="ignore")  # a letter may be cut in two
    _reject_binary(head, name)
    dialect = Dialect(_find_delimiter(head, name), True, encoding, mark, _line_end(head))
    if len(data) >= (LONG_TEXT if long_from is None else long_from):
        return replace(_open_long(data, dialect), notes=_notes(data))
    records, rows, quoted = _split(data.decode(), dialect.delimiter)
    return TextTable(records, rows, replace(dialect, quoted=quoted), notes=_notes(data))


def _notes(data: bytes) -> tuple[str, ...]:
    """Odd characters of a text in UTF-8, and what became of them."""
    notes = []
    for sign, one, several, done in (
        (
            b"\0",
            "a NUL character",
            "NUL characters",
            "kept in the output and left out of the names",
        ),
        (
            WRONG_BYTE,
            "a byte that is no UTF-8",
            "bytes that are no UTF-8",
            "kept in the output and read as \ufffd",
        ),
    ):
        count = data.count(sign)
        if count:
            line = data.count(b"\n", 0, data.index(sign)) + 1
            said = (
                f"{count} {several}, the first in line {line}, were"
                if count > 1
                else f"{one} in line {line} was"
            )
            notes.append(f"{said} {done}: export the file again if a name is hurt")
    return tuple(notes)


def _open_long(data: bytes, dialect: Dialect) -> TextTable:
    """The records of a long text, by the rules of `_split`."""
    for quoted in (True, False):
        try:
            layout = find_layout(data, dialect.delimiter, quoted=quoted)
        except csv.Error:
            if not quoted:
                raise
            continue
        if not quoted or (
            layout.lines <= _MOST_LINES and _is_closed(layout.last, dialect.delimiter)
        ):
            break
    text = LongText(data, layout, dialect.delimiter, quoted=quoted)
    return TextTable(text.records, text.rows, replace(dialect, quoted=quoted), text)


def _reject_binary(text: str, name: str) -> None:
    """Refuse what control characters show to be no text; a few NULs do not."""
    head = text[:4000]
    odd = sum(1 for c in head if c < " " and c not in "\0\t\r\n\f")
    nuls = head.count("\0")
    if odd <= len(head) / 50 and nuls > max(_FEW_NULS, len(head) / 100) and "\n" in head:
        line = head.count("\n", 0, head.index("\0")) + 1
        raise UnreadableError(
            f"{name} holds {nuls} NUL characters in its first {len(head):,}, the first in line {line}:"
            " it is damaged or no text",
            fix="export it again as CSV UTF-8",
        )
    if odd > len(head) / 50 or nuls > max(_FEW_NULS, len(head) / 100):
        raise UnreadableError(
            f"{name} is neither a workbook nor text",
            fix="give an .xlsx, .xlsm, .csv or .tsv file",
        )


def _line_end(text: str) -> str:
    head = text[:100_000]
    return "\r\n" if "\r\n" in head else "\n" if "\n" in head else "\r" if "\r" in head else "\n"


def _find_delimiter(text: str, name: str) -> str:
    """The separator that gives the most records the same number of fields."""
    first = text.split("\n", 1)[0].strip()
    if first.lower().startswith("sep=") and len(first) == len("sep=") + 1:
        return first[-1]
    lines = [line for line in text[:500_000].splitlines()[:_SNIFFED_LINES] if line.strip()]
    best, most = "\t" if name.lower().endswith((".tsv", ".tsv.gz")) else ",", 0.0
    for delimiter in _DELIMITERS:
        try:
            counts = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter))
        except csv.Error:
            continue
        width, often = max(counts.items(), key=lambda pair: (pair[1] * (pair[0] > 1), pair[0]))
        if width < 2:  # noqa: PLR2004 -- one field: this separator is not used
            continue
        points = often / sum(counts.values()) + min(width, 20) / 1000
        if delimiter == "," and points < 1:
            points -= 0.05  # commas also stand in text
        if points > most:
            best, most = delimiter, points
    return best


def _split(text: str, delimiter: str) -> tuple[list[str], list[list[str]], bool]:
    """Records and fields; without quotes where one is never closed, so that no row is swallowed."""
    try:
        records, rows = parse_records(text, delimiter, quoted=True)
    except csv.Error:
        records, rows = [], []
    closed = bool(records) and _is_closed(records[-1], delimiter)
    if closed and all(record.count("\n") <= _MOST_LINES for record in records):
        return records, rows, True
    records, rows = parse_records(text, delimiter, quoted=False)
    return records, rows, False


def _is_closed(record: str, delimiter: str) -> bool:
    """True when the last record ends outside quotes."""
    try:
        list(csv.reader([record], delimiter=delimiter, strict=True))
    except csv.Error as error:
        return "unexpected end" not in str(error)
    return True
