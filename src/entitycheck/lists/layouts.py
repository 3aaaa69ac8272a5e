"""Bytes of a published list to rows by column name: CSV, TSV or JSON, plain or gzip.

Steps: decompress within a limit, decode, tell the layout, find the columns by name, read the rows.
Refused with `ListFormatError`: what is no list, is cut off, or lost a column. The layouts of 2016
to 2026 differ in columns (`_id` since about 2021, `ids` since 2019) and in how `source` is written;
the order of columns means nothing.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from entitycheck.errors import ListFormatError

REQUIRED_COLUMNS = (
    *("source", "entity_number", "type", "programs", "name", "title", "addresses"),
    *("federal_register_notice", "start_date", "end_date", "standard_order"),
    *("license_requirement", "license_policy", "call_sign", "vessel_type", "gross_tonnage"),
    *("gross_registered_tonnage", "vessel_flag", "vessel_owner", "remarks", "source_list_url"),
    *("alt_names", "citizenships", "dates_of_birth", "nationalities", "places_of_birth"),
    "source_information_url",
)
"""In every layout since 2016: a list without one of them has changed in a way nobody looked at."""

OPTIONAL_COLUMNS = ("_id", "ids")
_JSON_REQUIRED = ("source", "name", "addresses", "alt_names")  # JSON leaves out what is empty
_JSON_RENAMED = {"id": "_id"}
MAX_BYTES = 300_000_000  # the JSON of September 2026 has 33.7 million bytes
_CHUNK = 1 << 20
_LAYERS = 2
FIX_DOWNLOAD = "try again later, or fetch the list with a browser and use --from FILE"

Row = Mapping[str, str]
"""Cells by published column name."""


def read_rows(
    data: bytes, problems: Counter[str], *, max_bytes: int = MAX_BYTES
) -> tuple[list[str], Iterator[Row]]:
    """Columns and rows of a published list.

    Args:
        data: The file's bytes.
        problems: Counts what is odd; complete once the rows are read.
        max_bytes: Largest size after decompression.

    Raises:
        ListFormatError: The bytes are no list, not a whole one, or lost a column.
    """
    text = _decode(decompress(data, max_bytes=max_bytes))
    return _read_json(text) if text[:1] in "{[" else _read_table(text, problems)


def decompress(data: bytes, *, max_bytes: int = MAX_BYTES) -> bytes:
    """The bytes without gzip, within the limit; a packed file may be packed again on its way.

    Raises:
        ListFormatError: Larger than the limit, or the gzip stream is cut or damaged.
    """
    for _ in range(_LAYERS):
        if data.startswith(b"\x1f\x8b"):
            data = _unpack(data, max_bytes)
    return data


def _unpack(data: bytes, max_bytes: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            while part := stream.read(_CHUNK):
                parts.append(part)
                size += len(part)
                if size > max_bytes:
                    break
    except (OSError, EOFError, zlib.error) as error:
        raise ListFormatError(
            f"the packed list is cut or damaged ({error})", fix=FIX_DOWNLOAD
        ) from error
    if size > max_bytes:
        raise ListFormatError(
            f"the list is larger than {max_bytes // 1_000_000} MB when unpacked",
            fix="check the address; raise download_megabytes if the list has really grown",
        )
    return b"".join(parts)


def _decode(data: bytes) -> str:
    """The text of a list, or a refusal that says what came instead."""
    if not data.strip():
        raise ListFormatError("the list is empty", fix=FIX_DOWNLOAD)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ListFormatError(
            "the list is written in UTF-16, not UTF-8",
            fix="fetch the published file again, unchanged",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ListFormatError(
            f"the list is not UTF-8 text (byte {error.start})",
            fix="fetch the published file again and do not open or save it in Excel",
        ) from error
    text = text.lstrip()
    if text.startswith("<"):
        raise ListFormatError(
            "a web page came instead of the list",
            fix="open the address in a browser: a login or a proxy may stand before it",
        )
    return text


def _read_table(text: str, problems: Counter[str]) -> tuple[list[str], Iterator[Row]]:
    """Columns and rows of a CSV or TSV."""
    first_line = text.split("\n", 1)[0]
    delimiter = "\t" if first_line.count("\t") > first_line.count(",") else ","
    table = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    columns = [cell.strip().lower() for cell in next(table)]
    _reject_lost_columns(columns, REQUIRED_COLUMNS)
    return columns, _table_rows(table, columns, problems)


def _table_rows(
    table: Iterator[list[str]], columns: list[str], problems: Counter[str]
) -> Iterator[Row]:
    """Each row as a mapping; the last one must be whole."""
    width = len(columns)
    short = False
    while True:
        try:
            cells = next(table)
        except StopIteration:
            break
        except csv.Error as error:
            raise _cut_off(str(error)) from error
        if not cells:
            continue
        short = len(cells) < width
        if len(cells) != width:
            problems["rows with a wrong number of fields"] += 1
        elif [cell.strip().lower() for cell in cells] == columns:
            problems["repeated header rows"] += 1
            continue
        if not short:
            yield dict(zip(columns, cells, strict=False))
        else:
            yield dict(zip(columns, [*cells, *[""] * (width - len(cells))], strict=True))
    if short:
        raise _cut_off("the last row is not whole")


def _cut_off(why: str) -> ListFormatError:
    return ListFormatError(f"the list is cut off ({why})", fix=FIX_DOWNLOAD)


def _read_json(text: str) -> tuple[list[str], Iterator[Row]]:
    """Columns and rows of the published JSON: `{"results": [...]}` or a bare array."""
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise ListFormatError(
            f"the list is cut off or no JSON ({error.msg}, character {error.pos})",
            fix=FIX_DOWNLOAD,
        ) from error
    records = found.get("results") if isinstance(found, dict) else found
    if not isinstance(records, list) or not all(isinstance(one, dict) for one in records):
        raise ListFormatError("the JSON file is not the published list", fix=FIX_DOWNLOAD)
    rows = [
        {_JSON_RENAMED.get(key, key): _flat(key, value) for key, value in record.items()}
        for record in records
    ]
    columns = list(dict.fromkeys(column for row in rows for column in row))
    if rows:
        _reject_lost_columns(columns, _JSON_REQUIRED)
    if not all(row.get("_id") for row in rows):
        columns = [column for column in columns if column != "_id"]
    return columns, iter(rows)


def _flat(key: str, value: object) -> str:
    """A JSON value as the CSV layout writes it."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(filter(None, (_flat(key, one) for one in value)))
    if isinstance(value, dict):
        parts = [" ".join(str(part).split()) for part in value.values() if part not in (None, "")]
        return ", ".join(parts)
    return str(value)


def _reject_lost_columns(columns: list[str], required: Iterable[str]) -> None:
    """A lost or renamed column would lose names or licence words in silence."""
    missing = [column for column in required if column not in columns]
    if not missing:
        return
    if len(missing) > len(REQUIRED_COLUMNS) // 2:
        raise ListFormatError(
            "the file is not the Consolidated Screening List: its columns are missing",
            fix="give the published CSV or JSON file",
        )
    new = [c for c in columns if c and c not in REQUIRED_COLUMNS and c not in OPTIONAL_COLUMNS]
    renamed = f"; new are {', '.join(map(repr, new[:5]))}" if new else ""
    raise ListFormatError(
        f"the list lost the column {', '.join(map(repr, missing))}{renamed}",
        fix="update entitycheck; until then the list in force stays",
        missing=tuple(missing),
    )
