"""CSV and TSV files: read into a grid, and written back with answers appended to each record.

A record keeps its bytes: what was read is sliced out of the file, never made again, so that quotes,
blanks, number formats and line ends stay what they were. Answers are written in the same dialect
and encoding.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from entitycheck.errors import UnreadableError
from entitycheck.orders.grid import Grid
from entitycheck.orders.plan import AnswerBlock, CellValue, DetailSheet
from entitycheck.workbooks.encoding import detect_encoding

_DELIMITERS = (",", ";", "\t", "|")
_SNIFFED_LINES = 200
_MOST_LINES = 60  # of one record; more means that a quote was never closed
_FIELD_LENGTH = 10_000_000
_PIECE = 20_000  # records written at once


@dataclass(frozen=True, slots=True)
class TextTable:
    """A text file in records.

    Args:
        records: Each record as it stands in the file, its line end included.
        rows: Its fields.
        delimiter: Between fields.
        quoted: Quotes are special; False where the file uses them as plain letters.
        encoding: Of the file.
        mark: Its byte order mark.
        line_end: The usual end of a record.
    """

    records: list[str]
    rows: list[list[str]]
    delimiter: str
    quoted: bool
    encoding: str
    mark: bytes
    line_end: str

    @property
    def grid(self) -> Grid:
        """The records as a grid without a name."""
        return Grid("", self.rows)


def read_text(data: bytes, *, name: str) -> TextTable:
    """The records of a text file.

    Args:
        data: The file, not compressed.
        name: For messages, and a hint at tabs.

    Raises:
        UnreadableError: It is no text, or holds nothing.
    """
    encoding, mark = detect_encoding(data)
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"{name} is no readable text ({encoding})", fix="save it as CSV UTF-8 and try again"
        ) from error
    if not text.strip("\0 \t\r\n"):
        raise UnreadableError(f"{name} is empty", fix="give a file with an order sheet in it")
    if _is_binary(text):
        raise UnreadableError(
            f"{name} is neither a workbook nor text",
            fix="give an .xlsx, .xlsm, .csv or .tsv file",
        )
    delimiter = _find_delimiter(text, name)
    records, rows, quoted = _split(text, delimiter)
    return TextTable(records, rows, delimiter, quoted, encoding, mark, _line_end(text))


def _is_binary(text: str) -> bool:
    """True when control characters show that this is no text."""
    head = text[:4000]
    odd = sum(1 for c in head if c < " " and c not in "\t\r\n\f")
    return "\0" in head or odd > len(head) / 50


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
        records, rows = _read(text, delimiter, quoted=True)
    except csv.Error:
        records, rows = [], []
    closed = bool(records) and _is_closed(records[-1], delimiter)
    if closed and all(record.count("\n") <= _MOST_LINES for record in records):
        return records, rows, True
    records, rows = _read(text, delimiter, quoted=False)
    return records, rows, False


def _is_closed(record: str, delimiter: str) -> bool:
    """True when the last record ends outside quotes."""
    try:
        list(csv.reader([record], delimiter=delimiter, strict=True))
    except csv.Error as error:
        return "unexpected end" not in str(error)
    return True


def _read(text: str, delimiter: str, *, quoted: bool) -> tuple[list[str], list[list[str]]]:
    lines = io.StringIO(text, newline="")
    taken: list[str] = []

    def feed() -> Iterator[str]:
        for line in lines:
            taken.append(line)
            yield line

    before = csv.field_size_limit(_FIELD_LENGTH)
    try:
        quoting = csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
        reader = csv.reader(feed(), delimiter=delimiter, quoting=quoting)  # type: ignore[arg-type]
        records: list[str] = []
        rows: list[list[str]] = []
        for row in reader:
            records.append(taken[0] if len(taken) == 1 else "".join(taken))
            taken.clear()
            rows.append(row)
    finally:
        csv.field_size_limit(before)
    return records, rows


def write_text(table: TextTable, blocks: Sequence[AnswerBlock]) -> Iterator[bytes]:
    """The file with the answers of all blocks appended to its records, piece by piece."""
    width = max(map(len, table.rows), default=0)
    writers = [_Writer(table, block, width) for block in blocks]
    yield table.mark
    for start in range(0, len(table.records), _PIECE):
        piece = []
        for at in range(start, min(start + _PIECE, len(table.records))):
            record, fields = table.records[at], len(table.rows[at])
            for writer in writers if fields else ():
                record, fields = writer.extend(at + 1, record, fields)
            piece.append(record)
        yield _encode("".join(piece), table.encoding)


class _Writer:
    """Appends the answers of one block to records, in the dialect of the file."""

    def __init__(self, table: TextTable, block: AnswerBlock, width: int) -> None:
        self._delimiter = table.delimiter
        self._quoted = table.quoted
        self._rows = block.table_rows
        self._start = min(block.first_column - 1, width) if block.first_column <= width else width
        self._answers: dict[int, Sequence[CellValue]] = {row.row: row.values for row in block.rows}
        if block.header_row is not None:
            self._answers[block.header_row] = block.headers
        self._blank: Sequence[CellValue] = (None,) * len(block.headers)
        self._known: dict[tuple[CellValue, ...], str] = {}

    def extend(self, row: int, record: str, fields: int) -> tuple[str, int]:
        """The record of a row with its answers, and how many fields it then has.

        What stood in the place of the answers is replaced: earlier answers.
        """
        if not self._rows[0] <= row <= self._rows[1]:
            return record, fields
        values = self._answers.get(row, self._blank)
        start = max(self._start, 0)
        body = record.rstrip("\r\n")
        end = record[len(body) :]
        rest = ""
        total = max(fields, start + len(values))
        if fields > start:
            spans = field_ends(body, self._delimiter, quoted=self._quoted)
            stop = start + len(values)
            rest = body[spans[stop - 1] :] if stop <= len(spans) else ""
            body = body[: spans[start - 1]] if start else ""
            fields = start
        padding = self._delimiter * (start - fields)
        return f"{body}{padding}{self._delimiter}{self._joined(values)}{rest}{end}", total

    def _joined(self, values: Sequence[CellValue]) -> str:
        key = tuple(values)
        known = self._known.get(key)
        if known is None:
            known = self._delimiter.join(map(self._field, key))
            if len(self._known) < 100_000:  # noqa: PLR2004 -- bounds the memory
                self._known[key] = known
        return known

    def _field(self, value: CellValue) -> str:
        if value is None:
            return ""
        text = f"{value:g}" if isinstance(value, float) else str(value)
        text = " ".join(text.splitlines()) if "\n" in text or "\r" in text else text
        if not self._quoted or self._delimiter == "\t":
            text = text.replace(self._delimiter, " ")
        if not self._quoted:
            return text
        if self._delimiter in text or '"' in text:
            return '"' + text.replace('"', '""') + '"'
        return text


def field_ends(body: str, delimiter: str, *, quoted: bool) -> list[int]:
    """Where each field of a record ends."""
    ends = []
    inside = False
    fresh = True
    for at, character in enumerate(body):
        if quoted and character == '"' and (inside or fresh):
            inside = not inside
            fresh = False
        elif character == delimiter and not inside:
            ends.append(at)
            fresh = True
        else:
            fresh = False
    ends.append(len(body))
    return ends


def _encode(text: str, encoding: str) -> bytes:
    """The text in the file's encoding; letters of ours that it lacks become plain ones or `?`."""
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return text.encode(encoding, errors="replace")


def write_details(details: DetailSheet, *, like: TextTable) -> Iterator[bytes]:
    """The details as CSV, in the dialect and encoding of `like`, piece by piece."""
    yield like.mark
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=like.delimiter, lineterminator=like.line_end)
    writer.writerow(details.headers)
    for at, row in enumerate(details.rows, 1):
        writer.writerow(
            [
                " ".join(value.splitlines()) if isinstance(value, str) and "\n" in value else value
                for value in row.values
            ]
        )
        if at % _PIECE == 0:
            yield _encode(buffer.getvalue(), like.encoding)
            buffer.seek(0)
            buffer.truncate()
    yield _encode(buffer.getvalue(), like.encoding)
