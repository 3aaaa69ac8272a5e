"""Put cells into the rows of a sheet's XML, leaving every other byte of the rows as it is.

The rows are found in the bytes themselves, not parsed and written again: what the sheet's owner
stored stays stored exactly so. Only parts in UTF-8 without XML comments and CDATA are cut this way;
others are brought into that form first, which changes no value.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from entitycheck.orders.grid import column_letter, column_number
from entitycheck.workbooks.package import parse_xml, serialize

_DATA = re.compile(rb"<((?:[\w.-]+:)?)sheetData\b[^>]*?(/?)>")
_ATTRIBUTES = rb"((?:[^>\"']|\"[^\"]*\"|'[^']*')*?)"
_NUMBER = re.compile(rb"\sr=[\"'](\d+)[\"']")
_REFERENCE = re.compile(rb"\sr=[\"']([A-Za-z]{1,3})\d+[\"']")
_SPANS = re.compile(rb"(\sspans=[\"'])(\d+):(\d+)([\"'])")


@dataclass(frozen=True, slots=True)
class SheetParts:
    """A sheet's XML cut at its rows: `head` and `tail` hold everything else."""

    head: bytes
    rows: bytes
    tail: bytes
    prefix: bytes


def cut_sheet(data: bytes, part: str) -> SheetParts:
    """Cut a sheet's XML before and behind its rows."""
    if b"<!--" in data or b"<![CDATA[" in data or not _is_utf8(data):
        data = serialize(parse_xml(data, part))
        data = re.sub(rb"<!--.*?-->", b"", data, flags=re.DOTALL)
    start = _DATA.search(data)
    if start is None:
        raise ValueError(f"{part} holds no rows")
    prefix = start[1]
    if start[2]:
        return SheetParts(data[: start.start()], b"", data[start.end() :], prefix)
    end = data.rindex(b"</" + prefix + b"sheetData")
    closing = data.index(b">", end) + 1
    return SheetParts(data[: start.start()], data[start.end() : end], data[closing:], prefix)


def _is_utf8(data: bytes) -> bool:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    declared = re.match(rb"(?:\xef\xbb\xbf)?<\?xml[^>]*encoding=[\"']([\w-]+)", data)
    return declared is None or declared[1].lower() in (b"utf-8", b"us-ascii")


def join_sheet(parts: SheetParts, head: bytes, rows: bytes, tail: bytes) -> bytes:
    """The sheet's XML again."""
    name = parts.prefix + b"sheetData"
    return head + b"<" + name + b">" + rows + b"</" + name + b">" + tail


def put_cells(
    parts: SheetParts,
    cells: Mapping[int, Mapping[int, bytes]],
    cleared: Mapping[int, Collection[int]],
) -> bytes:
    """The rows with cells added.

    Args:
        parts: The sheet, cut.
        cells: XML of each new cell by row and column.
        cleared: Columns, by row, in which whatever a row holds is taken out.
    """
    prefix = parts.prefix
    pieces: list[bytes] = []
    waiting = sorted(cells)
    at = 0
    for number, start, tag_end, end in sheet_rows(parts.rows, prefix):
        while at < len(waiting) and waiting[at] < number:
            pieces.append(_new_row(waiting[at], cells[waiting[at]], prefix))
            at += 1
        mine = cells.get(number, {})
        if at < len(waiting) and waiting[at] == number:
            at += 1
        if mine or number in cleared:
            pieces.append(
                _changed_row(parts.rows, start, tag_end, end, prefix, mine, cleared.get(number, ()))
            )
        else:
            pieces.append(parts.rows[start:end])
    pieces.extend(_new_row(number, cells[number], prefix) for number in waiting[at:])
    return b"".join(pieces)


def sheet_rows(data: bytes, prefix: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Number, start, end of the opening tag and end of each row."""
    opening = re.compile(rb"<" + re.escape(prefix) + rb"row\b" + _ATTRIBUTES + rb"(/?)>")
    closing = b"</" + prefix + b"row>"
    number = 0
    position = 0
    while True:
        match = opening.search(data, position)
        if match is None:
            return
        stated = _NUMBER.search(match[1])
        number = int(stated[1]) if stated else number + 1
        body_end = match.end() if match[2] else data.index(closing, match.end()) + len(closing)
        yield number, match.start(), match.end(), body_end
        position = body_end


def _changed_row(
    data: bytes,
    start: int,
    tag_end: int,
    end: int,
    prefix: bytes,
    cells: Mapping[int, bytes],
    cleared: Collection[int],
) -> bytes:
    """One row with cells put in at their columns."""
    tag = data[start:tag_end]
    body = b""
    if tag.endswith(b"/>"):
        tag = tag[:-2].rstrip() + b">"
    else:
        body = data[tag_end : end - len(b"</" + prefix + b"row>")]
    if cells:
        tag = _SPANS.sub(lambda m: _wider(m, min(cells), max(cells)), tag)
    first = min([*cells, *cleared])
    last_column, _ = _last_cell(body, prefix)
    if last_column is not None and last_column < first:
        added = b"".join(cells[column] for column in sorted(cells))
        return tag + body + added + b"</" + prefix + b"row>"
    kept = [
        (column, piece)
        for column, piece in row_cells(body, prefix)
        if column not in cells and column not in cleared
    ]
    merged = sorted([*kept, *cells.items()], key=lambda pair: pair[0])
    return tag + b"".join(piece for _, piece in merged) + b"</" + prefix + b"row>"


def _wider(match: re.Match[bytes], first: int, last: int) -> bytes:
    low, high = min(int(match[2]), first), max(int(match[3]), last)
    return match[1] + f"{low}:{high}".encode() + match[4]


def _last_cell(body: bytes, prefix: bytes) -> tuple[int | None, int]:
    """Column of a row's last cell: 0 for an empty row, None when it is not stated."""
    position = body.rfind(b"<" + prefix + b"c ")
    if position < 0:
        return (0, 0) if b"<" + prefix + b"c" not in body else (None, 0)
    tag = body[position : body.index(b">", position)]
    stated = _REFERENCE.search(tag)
    return (column_number(stated[1].decode()) if stated else None), position


def row_cells(body: bytes, prefix: bytes) -> Iterator[tuple[int, bytes]]:
    """Each cell of a row with its column; what stands between cells stays with the one before."""
    opening = re.compile(rb"<" + re.escape(prefix) + rb"c(?=[\s/>])" + _ATTRIBUTES + rb"(/?)>")
    closing = b"</" + prefix + b"c>"
    column = 0
    position = 0
    while True:
        match = opening.search(body, position)
        if match is None:
            return
        stated = _REFERENCE.search(match[1])
        number = column_number(stated[1].decode()) if stated else None
        column = number if number is not None else column + 1
        end = match.end() if match[2] else body.index(closing, match.end()) + len(closing)
        yield column, body[match.start() : end]
        position = end


def _new_row(number: int, cells: Mapping[int, bytes], prefix: bytes) -> bytes:
    inside = b"".join(cells[column] for column in sorted(cells))
    return b'<%brow r="%d">%b</%brow>' % (prefix, number, inside, prefix)


def text_cell(row: int, column: int, string: int, style: int, prefix: str = "") -> bytes:
    """A cell with a shared string."""
    return (
        f'<{prefix}c r="{column_letter(column)}{row}" s="{style}" t="s">'
        f"<{prefix}v>{string}</{prefix}v></{prefix}c>"
    ).encode()


def number_cell(row: int, column: int, number: float, style: int, prefix: str = "") -> bytes:
    """A cell with a number."""
    return (
        f'<{prefix}c r="{column_letter(column)}{row}" s="{style}">'
        f"<{prefix}v>{number!r}</{prefix}v></{prefix}c>"
    ).encode()


def blank_cell(row: int, column: int, style: int, prefix: str = "") -> bytes:
    """A cell with a look and no value."""
    return f'<{prefix}c r="{column_letter(column)}{row}" s="{style}"/>'.encode()
