"""Write the screened copy of an order file beside it.

What a file is, its content says, not its name. Workbooks are written back by adding to their parts
(`xlsx_writing`), text by appending to its records (`text`). Where neither can be done without loss,
the answers go into a plain workbook of values, and the message says why.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from entitycheck.errors import InputError
from entitycheck.orders.plan import DETAILS_SHEET, SUMMARY_SHEET, Plan
from entitycheck.workbooks.book_parts import WorkbookParts, workbook_parts
from entitycheck.workbooks.integrity import lost_parts, own_parts
from entitycheck.workbooks.new_file import NewFile
from entitycheck.workbooks.opening import OrderFile
from entitycheck.workbooks.package import Package
from entitycheck.workbooks.text_writing import detail_lines, write_details, write_text
from entitycheck.workbooks.values import values_package
from entitycheck.workbooks.xlsx_writing import UnwritableError, answer_areas, apply_plan

_BOOKS = (".xlsx", ".xlsm")
_TEXTS = (".csv", ".tsv", ".txt")


@dataclass(frozen=True, slots=True)
class Written:
    """What was written where, and what the user must know about it."""

    output: Path
    details: Path | None = None
    messages: tuple[str, ...] = ()


def default_output(order: OrderFile) -> Path:
    """`NAME.screened.EXT` beside the input; .xlsx for kinds that cannot be written back."""
    name = order.path.name
    packed = ".gz" if name.lower().endswith(".gz") else ""
    bare = name[: len(name) - len(packed)]
    stem, dot, extension = bare.rpartition(".")
    if not dot:
        stem, extension = bare, "csv" if order.text else "xlsx"
    ending = f".{extension}"
    if order.package is not None:
        ending = ".xlsm" if order.has_macros else ".xlsx"
    elif order.text is None or ending.lower() not in _TEXTS:
        ending, packed = ".xlsx", ""
    return order.path.with_name(f"{stem}.screened{ending}{packed}")


def check_output(order: OrderFile, output: Path, *, overwrite: bool) -> None:
    """Refuse an output that cannot be written, before anything is screened.

    Raises:
        InputError: It exists, is the input, is a folder, or has an ending that does not fit.
    """
    if output.is_dir():
        raise InputError(f"{output} is a folder", fix="give the name of a file")
    if not output.parent.is_dir():
        raise InputError(f"there is no folder {output.parent}", fix="make it first")
    if output.exists() and output.samefile(order.path):
        raise InputError("the output is the input, which is never written", fix="give another name")
    _check_ending(order, output)
    if not overwrite:
        for path in (output, *([details_path(output)] if _ending(output) in _TEXTS else [])):
            if path.exists():
                raise InputError(
                    f"{path} exists already", fix="give another -o, or add --overwrite"
                )


def _check_ending(order: OrderFile, output: Path) -> None:
    """Refuse an ending that does not fit the input."""
    ending = _ending(output)
    if ending not in (*_BOOKS, *_TEXTS):
        raise InputError(
            f"{output.name} has an unknown ending", fix="use .xlsx, .xlsm, .csv or .tsv"
        )
    if ending in _BOOKS and order.package is not None:
        wanted = ".xlsm" if order.has_macros else ".xlsx"
        if ending != wanted:
            why = "holds macros" if order.has_macros else "holds no macros"
            raise InputError(f"{order.path.name} {why}", fix=f"give the output the ending {wanted}")
    if ending in _TEXTS and order.text is None:
        raise InputError(
            "a workbook keeps its sheets and formats only as a workbook",
            fix="give the output the ending .xlsx, or save the sheet as CSV first",
        )
    if ending == ".xlsm" and order.package is None:
        raise InputError("only a workbook with macros becomes .xlsm", fix="use .xlsx")


def details_path(output: Path) -> Path:
    """`OUTPUT.details.csv`."""
    return output.with_name(f"{output.name}.details.csv")


def is_text(path: Path) -> bool:
    """True for a name that ends like a text file's."""
    return _ending(path) in _TEXTS


def _ending(path: Path) -> str:
    name = path.name.lower().removesuffix(".gz")
    return f".{name.rpartition('.')[2]}" if "." in name else ""


def write_screened(order: OrderFile, plan: Plan, output: Path) -> Written:
    """Write the screened copy; see `default_output` and `check_output`."""
    if _ending(output) in _TEXTS:
        return _write_text(order, plan, output)
    if order.package is None or order.parts is None:
        return _write_values(order, plan, output, _why_values(order))
    why = _why_not_in_place(order.package, order.parts)
    if why is None:
        changed = Package(dict(order.package.parts))
        own = own_parts(order.package, order.parts, (SUMMARY_SHEET, DETAILS_SHEET))
        try:
            apply_plan(changed, plan, name=order.path.name)
            screened = {
                sheet.part: [
                    area
                    for block in plan.blocks
                    if block.sheet == sheet.name
                    for area in answer_areas(block)
                ]
                for sheet in order.parts.sheets
                if any(block.sheet == sheet.name for block in plan.blocks)
            }
            lost = lost_parts(order.package, changed, order.parts, screened, own)
        except UnwritableError as error:
            why = str(error)
        except (ValueError, KeyError, IndexError, StopIteration) as error:
            why = f"its parts are laid out in an unusual way ({type(error).__name__})"
        else:
            if not lost:
                _write_bytes(output, [changed.to_bytes()])
                return Written(output)
            why = f"writing it would lose {', '.join(lost[:3])}"
    return _write_values(order, plan, output.with_suffix(".xlsx"), why)


def _why_not_in_place(package: Package, parts: WorkbookParts) -> str | None:
    """Why a workbook must not be changed; None when it may be."""
    if any(name.startswith("_xmlsignatures/") for name in package.parts):
        return "it is signed, and a change would break the signature"
    if parts.strict:
        return "it is in the format Strict Open XML"
    return None


def _why_values(order: OrderFile) -> str:
    if order.text is not None:
        return "" if _ending(order.path) in _TEXTS else "it is text, whatever its name says"
    return "its format can be read but not written"


def _write_values(order: OrderFile, plan: Plan, output: Path, why: str) -> Written:
    """The answers in a workbook of values."""
    package = values_package(order.grids)
    names = [sheet.name for sheet in workbook_parts(package, name=output.name).sheets]
    renamed = dict(zip([grid.name for grid in order.grids], names, strict=True))
    blocks = tuple(replace(block, sheet=renamed[block.sheet]) for block in plan.blocks)
    apply_plan(package, replace(plan, blocks=blocks), name=output.name)
    _write_bytes(output, [package.to_bytes()])
    message = (
        f"{order.path.name} itself was not changed into the output, because {why}: the answers stand"
        f" beside a copy of its values in {output.name}"
    )
    return Written(output, messages=(message,) if why else ())


def _write_text(order: OrderFile, plan: Plan, output: Path) -> Written:
    """The records with answers, and the details beside them."""
    table = order.text
    if table is None:
        raise InputError(
            "a workbook keeps its sheets and formats only as a workbook",
            fix="give the output the ending .xlsx, or save the sheet as CSV first",
        )
    data = write_text(table, plan.blocks)
    if output.name.lower().endswith(".gz"):
        data = _packed(data)
    beside = details_path(output)
    _write_bytes(output, data)
    _write_bytes(beside, write_details(plan.details, like=table.dialect))
    return Written(output, beside)


def write_in_portions(
    order: OrderFile, output: Path, headers: Sequence[str], portions: Iterable[tuple[bytes, bytes]]
) -> Written:
    """Write a long text and its details while they are answered.

    Args:
        order: The text that was read.
        output: Where its screened copy shall be.
        headers: Of the details.
        portions: Records with their answers and lines of the details, in the encoding of the text.
    """
    if order.text is None:
        raise InputError(
            "a workbook keeps its sheets and formats only as a workbook",
            fix="give the output the ending .xlsx, or save the sheet as CSV first",
        )
    dialect = order.text.dialect
    beside = details_path(output)
    packer = _packer() if output.name.lower().endswith(".gz") else None
    with NewFile(output) as file, NewFile(beside) as details:
        details.write(dialect.mark + detail_lines([headers], like=dialect))
        for piece, lines in chain([(dialect.mark, b"")], portions):
            file.write(piece if packer is None else packer.compress(piece))
            details.write(lines)
        file.write(b"" if packer is None else packer.flush())
    return Written(output, beside)


def _packer() -> zlib._Compress:
    return zlib.compressobj(6, zlib.DEFLATED, zlib.MAX_WBITS | 16)


def _packed(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Pieces packed with gzip."""
    packer = _packer()
    for piece in pieces:
        yield packer.compress(piece)
    yield packer.flush()


def _write_bytes(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file whole or not at all."""
    with NewFile(path) as file:
        for piece in pieces:
            file.write(piece)
