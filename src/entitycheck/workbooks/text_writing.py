"""CSV and TSV files written back with the answers appended to each record, and the details beside them.

Answers are written in the dialect and encoding of the file; nothing else of a record changes.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial

from entitycheck.orders.plan import AnswerBlock, CellValue, DetailSheet
from entitycheck.workbooks.lossless import encode_text
from entitycheck.workbooks.text import Dialect, TextTable

_PIECE = 20_000  # records written at once
_FIELDS_KEPT = 1_000  # written fields; the texts that most answers share are few
_LAST_FIELDS = 13  # of a line, all behind its party: the same wherever nothing was found


def write_text(table: TextTable, blocks: Sequence[AnswerBlock]) -> Iterator[bytes]:
    """The file with the answers of all blocks appended to its records, piece by piece."""
    yield table.dialect.mark
    writer = RecordWriter(table.dialect, blocks, table.width)
    for start in range(0, len(table.records), _PIECE):
        end = start + _PIECE
        yield writer.extend(table.records[start:end], table.rows[start:end], start + 1)


class RecordWriter:
    """Appends the answers of blocks to records.

    Args:
        dialect: Of the file.
        blocks: The answers; those of a portion of the rows suffice for these rows.
        width: The most fields of a record of the file.
    """

    def __init__(self, dialect: Dialect, blocks: Sequence[AnswerBlock], width: int) -> None:
        self._encoding = dialect.encoding
        self._writers = [_Writer(dialect, block, width) for block in blocks]

    def extend(self, records: Iterable[str], rows: Iterable[list[str]], first_row: int) -> bytes:
        """The records with their answers, in the encoding of the file.

        Args:
            records: Each record as it stands in the file.
            rows: Its fields.
            first_row: Number of the first record, from 1.
        """
        piece = []
        for row, (record, cells) in enumerate(zip(records, rows, strict=True), first_row):
            fields = len(cells)
            for writer in self._writers if fields else ():
                record, fields = writer.extend(row, record, fields)  # noqa: PLW2901 -- it grows
            piece.append(record)
        return encode_text("".join(piece), self._encoding)


class _Writer:
    """Appends the answers of one block to records, in the dialect of the file."""

    def __init__(self, dialect: Dialect, block: AnswerBlock, width: int) -> None:
        self._delimiter = dialect.delimiter
        self._quoted = dialect.quoted
        written = partial(_text_field, delimiter=dialect.delimiter, quoted=dialect.quoted)
        self._text_field = lru_cache(maxsize=_FIELDS_KEPT)(written)
        self._last_fields = _LastFields(self._written)
        self._rows = block.table_rows
        self._stale = block.stale
        self._start = min(block.first_column - 1, width)
        self._answers: dict[int, Sequence[CellValue]] = {row.row: row.values for row in block.rows}
        if block.header_row is not None:
            self._answers[block.header_row] = block.headers
        self._blank: Sequence[CellValue] = (None,) * len(block.headers)

    def extend(self, row: int, record: str, fields: int) -> tuple[str, int]:
        """The record of a row with its answers, and how many fields it then has.

        What stood in the place of the answers is replaced: earlier answers.
        """
        if not self._rows[0] <= row <= self._rows[1]:
            return record, fields
        values = self._answers.get(row, self._blank)
        start = self._start
        body = record.rstrip("\r\n")
        end = record[len(body) :]
        if self._stale:
            body = self._emptied(row, body)
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

    def _emptied(self, row: int, body: str) -> str:
        """A record with its parted earlier answers emptied."""
        stale = [
            area.first_column - 1 for area in self._stale if area.first_row <= row <= area.last_row
        ]
        ends = field_ends(body, self._delimiter, quoted=self._quoted)
        for at in sorted(stale, reverse=True):
            if at < len(ends):
                begin = ends[at - 1] + 1 if at else 0
                body = body[:begin] + body[ends[at] :]
        return body

    def _joined(self, values: Sequence[CellValue]) -> str:
        if len(values) <= _LAST_FIELDS:
            return self._written(values)
        own = self._written(values[:-_LAST_FIELDS])
        return f"{own}{self._delimiter}{self._last_fields.of(values)}"

    def _written(self, values: Sequence[CellValue]) -> str:
        return self._delimiter.join(
            [
                ""
                if value is None
                else self._text_field(value)
                if isinstance(value, str)
                else self._text_field(f"{value:g}" if isinstance(value, float) else str(value))
                for value in values
            ]
        )


class _LastFields:
    """The last fields of lines as they are written; those of most lines are written once.

    Args:
        write: Gives the text of some fields.
    """

    def __init__(self, write: Callable[[Sequence[CellValue]], str]) -> None:
        self._write = write
        self._known: dict[Sequence[CellValue], str] = {}

    def of(self, values: Sequence[CellValue]) -> str:
        """The last fields of a line."""
        last = tuple(values[-_LAST_FIELDS:])
        text = self._known.get(last)
        if text is None:
            text = self._write(last)
            # A number may equal one that is written otherwise: 1 and 1.0.
            only_texts = all(value is None or isinstance(value, str) for value in last)
            if only_texts and len(self._known) < _FIELDS_KEPT:
                self._known[last] = text
        return text


def _text_field(text: str, *, delimiter: str, quoted: bool) -> str:
    """A text as a field of a record, in one line."""
    text = " ".join(text.splitlines()) if "\n" in text or "\r" in text else text
    if not quoted or delimiter == "\t":
        text = text.replace(delimiter, " ")
    if not quoted:
        return text
    if delimiter in text or '"' in text:
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


def write_details(details: DetailSheet, *, like: Dialect) -> Iterator[bytes]:
    """The details as CSV, in the dialect and encoding of `like`, piece by piece."""
    yield like.mark + detail_lines([details.headers], like=like)
    for start in range(0, len(details.rows), _PIECE):
        piece = details.rows[start : start + _PIECE]
        yield detail_lines((row.values for row in piece), like=like)


def detail_lines(lines: Iterable[Sequence[CellValue]], *, like: Dialect) -> bytes:
    """Lines of the details, without byte order mark."""
    lines = list(lines)
    text = _csv_text(lines, like)
    if text.count("\n") != len(lines) * like.line_end.count("\n"):  # some value has lines itself
        text = _csv_text(
            [
                [
                    " ".join(value.splitlines())
                    if isinstance(value, str) and "\n" in value
                    else value
                    for value in values
                ]
                for values in lines
            ],
            like,
        )
    return encode_text(text, like.encoding)


def _csv_text(lines: Sequence[Sequence[CellValue]], like: Dialect) -> str:
    written: list[str] = []
    writer = csv.writer(_Lines(written), delimiter=like.delimiter, lineterminator=like.line_end)
    if min(map(len, lines), default=0) <= _LAST_FIELDS + 1:  # one field alone is written otherwise
        writer.writerows(lines)
        return "".join(written)

    def write_last(values: Sequence[CellValue]) -> str:
        writer.writerow(values)
        return written.pop()

    last_fields = _LastFields(write_last)
    ends = [last_fields.of(values) for values in lines]
    writer.writerows([values[:-_LAST_FIELDS] for values in lines])
    line_end = len(like.line_end)
    return "".join(
        [
            f"{line[:-line_end]}{like.delimiter}{end}"
            for line, end in zip(written, ends, strict=True)
        ]
    )


class _Lines:
    """What a `csv.writer` writes, line by line."""

    def __init__(self, lines: list[str]) -> None:
        self.write = lines.append
