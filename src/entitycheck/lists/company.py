"""A company's own list: a simple CSV or .xlsx with the columns name, aliases, country, address, note.

Only `name` must be there. Aliases and addresses are separated by `;` or `|`; `since` may give the
first day in force. A company's list is screened like any other, under the code it was added with.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from entitycheck.countries import country_code
from entitycheck.errors import InputError, ListFormatError
from entitycheck.lists.cells import clean_text, read_date
from entitycheck.lists.csl import ParsedList
from entitycheck.lists.sources import KNOWN_LISTS
from entitycheck.records import Address, Alias, Entry

COLUMNS = ("name", "aliases", "country", "address", "note", "since")
_OTHER_HEADERS = {
    "alias": "aliases",
    "alt_names": "aliases",
    "addresses": "address",
    "notes": "note",
    "remarks": "note",
    "start_date": "since",
    "company": "name",
}
_CODE = re.compile(r"[A-Z][A-Z0-9_-]{1,11}")
_SEPARATOR = re.compile(r"[;|]")
_ZIP = b"PK\x03\x04"
_MAX_UNPACKED = 100_000_000  # a company's list of 100,000 parties unpacks to some 30 MB


def check_code(code: str) -> str:
    """The code in capitals.

    Raises:
        InputError: It is no code, or one of a published list.
    """
    wanted = code.strip().upper()
    if not _CODE.fullmatch(wanted):
        raise InputError(
            f"{code!r} cannot be the code of a list",
            fix="give 2 to 12 letters, digits, '-' or '_', such as OWN",
        )
    if wanted in KNOWN_LISTS:
        raise InputError(
            f"{wanted} is the code of a published list", fix="give another code, such as OWN"
        )
    return wanted


def parse_company_list(data: bytes, code: str) -> ParsedList:
    """The entries of a company's own list.

    Args:
        data: The bytes of a CSV or .xlsx file.
        code: Its code, from `check_code`.

    Raises:
        ListFormatError: There is no column `name`, or no entry.
    """
    table = _read_xlsx(data) if data.startswith(_ZIP) else _read_csv(data)
    rows = [row for row in table if any(cell.strip() for cell in row)]
    if not rows:
        raise ListFormatError("the list is empty", fix="give a file with a column 'name'")
    headers = [_header(cell) for cell in rows[0]]
    if "name" not in headers:
        held = ", ".join(filter(None, headers)) or "nothing"
        raise ListFormatError(
            f"the first row holds no column 'name' (it holds {held})",
            fix=f"give the columns {', '.join(COLUMNS)}",
        )
    problems: Counter[str] = Counter()
    entries: dict[str, Entry] = {}
    for row in rows[1:]:
        entry = _entry(dict(zip(headers, row, strict=False)), code, problems)
        if entry is not None:
            problems["repeated entries"] += entry.entry_id in entries
            entries[entry.entry_id] = entry
    if not entries:
        raise ListFormatError("the list holds no entries", fix="fill the column 'name'")
    return ParsedList(
        entries=tuple(entries.values()),
        problems={what: count for what, count in sorted(problems.items()) if count},
        unknown_columns=tuple(h for h in headers if h and h not in COLUMNS),
    )


def _header(cell: str) -> str:
    word = clean_text(cell).lower().replace(" ", "_")
    return _OTHER_HEADERS.get(word, word)


def _entry(row: Mapping[str, str], code: str, problems: Counter[str]) -> Entry | None:
    name = clean_text(row.get("name", ""))
    if not any(letter.isalnum() for letter in name):
        problems["rows without a name"] += 1
        return None
    word = clean_text(row.get("country", ""))
    country = country_code(word) if word else None
    if word and country is None:
        problems["unknown countries"] += 1
    addresses = [Address(text, country) for text in _parts(row.get("address", ""))]
    if word and not addresses:
        addresses = [Address(word, country)]
    since = row.get("since", "").strip()
    start = read_date(since)
    if since and start is None:
        problems["unreadable since"] += 1
    mark = "\x1f".join([name, word, *(address.text for address in addresses)])
    return Entry(
        entry_id=f"{code}-{hashlib.sha256(mark.encode()).hexdigest()[:12]}",
        list_code=code,
        name=name,
        aliases=tuple(Alias(text) for text in _parts(row.get("aliases", ""))),
        addresses=tuple(addresses),
        start_date=start,
        remarks=clean_text(row.get("note", "")) or None,
        other={
            header: clean_text(cell)
            for header, cell in row.items()
            if header and header not in COLUMNS and cell.strip()
        },
    )


def _parts(cell: str) -> list[str]:
    found = (clean_text(part) for part in _SEPARATOR.split(cell))
    return list(dict.fromkeys(part for part in found if part))


def _read_csv(data: bytes) -> list[list[str]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")  # as Excel saves "CSV" on Western Windows
    first = text.lstrip().split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    return list(csv.reader(io.StringIO(text.lstrip(), newline=""), delimiter=delimiter))


def _read_xlsx(data: bytes) -> list[list[str]]:
    import openpyxl

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(part.file_size for part in package.infolist()) > _MAX_UNPACKED:
                raise ListFormatError(
                    "the workbook is too large when unpacked",
                    fix="give a CSV with the columns of the list",
                )
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise ListFormatError(
            f"the workbook cannot be read ({error})", fix="save it again as .xlsx, or give a CSV"
        ) from error
    try:
        return [[_cell_text(cell) for cell in row] for row in book.worksheets[0].values]
    finally:
        book.close()


def _cell_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    return str(value)


def own_codes(notes: Mapping[str, object]) -> Sequence[str]:
    """The codes of the company's own lists, from the notes of a snapshot."""
    found = notes.get("own_lists")
    return tuple(found) if isinstance(found, dict) else ()
