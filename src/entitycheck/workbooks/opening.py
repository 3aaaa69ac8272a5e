"""Open an order file of any kind; what it is, its content says, not its name."""

from __future__ import annotations

import gzip
import io
import zlib
from dataclasses import dataclass, replace
from pathlib import Path

from entitycheck.errors import InputError, UnreadableError
from entitycheck.orders.grid import Grid
from entitycheck.workbooks.book_parts import WorkbookParts, workbook_parts
from entitycheck.workbooks.legacy import read_legacy, refuse_open_document
from entitycheck.workbooks.markup import read_markup
from entitycheck.workbooks.package import Package, open_package
from entitycheck.workbooks.text import TextTable, read_text
from entitycheck.workbooks.xlsx import read_grids

MOST_TEXT_BYTES = 400_000_000
"""Bytes of a text file when unpacked; a million parties have about 100 MB."""

MOST_FILE_BYTES = 400_000_000
"""Bytes of a file as it lies on disk."""

_MACROS = "macroEnabled"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD_WORKBOOK = "Workbook".encode("utf-16-le")
_ZIP, _CFB, _GZIP, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x1f\x8b", b"%PDF"


@dataclass(frozen=True, slots=True)
class OrderFile:
    """An order file that was read.

    Args:
        path: Where it lies.
        grids: Its sheets.
        package: Its parts, for .xlsx and .xlsm.
        text: Its records, for text.
        packed: The text is packed with gzip.
    """

    path: Path
    grids: tuple[Grid, ...]
    package: Package | None = None
    parts: WorkbookParts | None = None
    text: TextTable | None = None
    packed: bool = False

    def held(self) -> OrderFile:
        """The same with all rows in memory, where they were cut out when asked for."""
        if self.text is None or self.text.long is None:
            return self
        text = replace(
            self.text, records=list(self.text.records), rows=list(self.text.rows), long=None
        )
        return replace(self, grids=(text.grid,), text=text)

    @property
    def notes(self) -> tuple[str, ...]:
        """What its reader must know before anything is screened."""
        return self.text.notes if self.text is not None else ()

    @property
    def has_macros(self) -> bool:
        """True for a workbook with macros."""
        if self.package is None or self.parts is None:
            return False
        return _MACROS in self.package.content_type(self.parts.part)


def open_order_file(path: Path, *, long_from: int | None = None) -> OrderFile:
    """Read an order file.

    Args:
        path: Where it lies.
        long_from: See `read_text`.

    Raises:
        InputError: There is no such file, or it is a folder.
        UnreadableError: Its content cannot be read; says why and what to do.
    """
    data = _read_bytes(path)
    name = path.name
    if data.startswith(_ZIP):
        return _open_zip(path, data)
    if data.startswith(_CFB):
        if _ENCRYPTED in data:
            raise UnreadableError(
                f"{name} is protected with a password",
                fix="open it in Excel, remove the password under File > Info, and save a copy",
            )
        if _OLD_WORKBOOK not in data and "Book".encode("utf-16-le") not in data:
            raise UnreadableError(
                f"{name} is no workbook", fix="give an .xlsx, .xlsm, .csv or .tsv file"
            )
        return OrderFile(path, tuple(read_legacy(data, name=name)))
    if data.startswith(_PDF):
        raise UnreadableError(
            f"{name} is a PDF", fix="export the sheet as .xlsx or .csv and try again"
        )
    packed = data.startswith(_GZIP)
    if packed:
        data = _unpack(data, name)
    marked_up = read_markup(data, name=name)
    if marked_up is not None:
        return OrderFile(path, tuple(marked_up))
    table = read_text(data, name=name, long_from=long_from)
    return OrderFile(path, (table.grid,), text=table, packed=packed)


def _read_bytes(path: Path) -> bytes:
    if path.is_dir():
        raise InputError(f"{path} is a folder", fix="give the name of a file")
    try:
        size = path.stat().st_size
        if size > MOST_FILE_BYTES:
            raise UnreadableError(
                f"{path.name} has {size:,} bytes, more than an order sheet", fix="split the file"
            )
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(f"there is no file {path}", fix="check the name and the folder") from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError(
            f"{path} cannot be read ({reason})",
            fix="close it in other programs and check your rights",
        ) from error
    if not data:
        raise UnreadableError(f"{path.name} is empty", fix="give a file with an order sheet in it")
    return data


def _open_zip(path: Path, data: bytes) -> OrderFile:
    package = open_package(data, name=path.name)
    names = package.parts
    if "mimetype" in names:
        refuse_open_document(package, name=path.name)
        return OrderFile(path, tuple(read_legacy(data, name=path.name)))
    if any(name.endswith("workbook.bin") for name in names):
        return OrderFile(path, tuple(read_legacy(data, name=path.name)))
    parts = workbook_parts(package, name=path.name)
    grids = tuple(read_grids(package, parts))
    return OrderFile(path, grids, package=package, parts=parts)


def _unpack(data: bytes, name: str) -> bytes:
    """The text in a gzip file, up to the limit."""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            text = file.read(MOST_TEXT_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableError(
            f"{name} is damaged or cut off", fix="get a whole copy of the file"
        ) from error
    if len(text) > MOST_TEXT_BYTES:
        raise UnreadableError(
            f"{name} unpacks to more than {MOST_TEXT_BYTES:,} bytes", fix="split the file"
        )
    return text
