"""Build `EntityCheck.xlam` on any system, without Excel: the same bytes each time.

Steps: an empty add-in with a VBA project (pyOpenVBA); our modules from `addin/` and the hardened
bridge; then the parts that pyOpenVBA does not know: ribbon, settings sheet, document properties.
The file never goes through openpyxl, which would drop the ribbon.
"""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from pyopenvba import ExcelFile

from entitycheck.excel.bridge import PROJECT, bridge_source
from entitycheck.resources import resource_folder

ADDIN_FILE = "EntityCheck.xlam"
MODULES = ("EntityFunctions", "EntityBridge", "EntityRibbon")
"""Our standard modules; each is `addin/NAME.bas`."""

_SETTINGS = (
    ("UDF MODULES", "entitycheck.excel.udfs"),
    ("ADD_WORKBOOK_TO_PYTHONPATH", "false"),
    ("SHOW CONSOLE", "False"),
)
"""The settings sheet. The interpreter is not here: it differs between users (`addin install`)."""

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip can hold: equal input, equal bytes
_FIRST_PARTS = ("[Content_Types].xml", "_rels/.rels")
_RIBBON_PART = "customUI/customUI14.xml"
_RIBBON_RELATION = (
    '<Relationship Id="entityCheckRibbon"'
    ' Type="http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"'
    f' Target="{_RIBBON_PART}"/>'
)
_PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>Entity Check</dc:title><dc:creator>entitycheck</dc:creator>"
    "<dc:description>Formulas and buttons that screen trade parties against a local copy of the"
    " US Entity List and its sister lists.</dc:description></cp:coreProperties>"
)


def build_addin() -> bytes:
    """The add-in as bytes; equal for equal entitycheck, xlwings and pyOpenVBA.

    Raises:
        ConfigError: The installed xlwings is not the expected one.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ADDIN_FILE
        _write_vba(path)
        with zipfile.ZipFile(path) as package:
            parts = {info.filename: package.read(info) for info in package.infolist()}
    _add_settings(parts)
    _add_ribbon(parts)
    parts["docProps/core.xml"] = _PROPERTIES.encode()
    return _zipped(parts)


def vba_sources() -> dict[str, str]:
    """Name and text of each VBA module that goes into the add-in, with line feeds."""
    folder = resource_folder("addin")
    sources = {name: (folder / f"{name}.bas").read_text(encoding="ascii") for name in MODULES}
    sources["ThisWorkbook"] = (folder / "ThisWorkbook.cls").read_text(encoding="ascii")
    sources["xlwings"] = bridge_source()
    return sources


def _write_vba(path: Path) -> None:
    """An add-in at `path` that holds our VBA and nothing else."""
    with ExcelFile.create_new(path) as book:
        project = book.vba_project()
        for name in book.module_names():
            if name == "Module1":
                project.delete_module(name)
        for name, text in vba_sources().items():
            if name == "ThisWorkbook":
                book.set_module(name, _crlf(text))
            else:
                project.add_module(name, _crlf(text))
        book.save()


def _crlf(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


def _add_settings(parts: dict[str, bytes]) -> None:
    """Turn the only sheet into `entitycheck.conf`."""
    rows = "".join(
        f'<row r="{number}">{_cell("A", number, key)}{_cell("B", number, value)}</row>'
        for number, (key, value) in enumerate(_SETTINGS, start=1)
    )
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    sheet = _once(sheet, "<sheetData/>", f"<sheetData>{rows}</sheetData>")
    sheet = _once(sheet, '<dimension ref="A1"/>', f'<dimension ref="A1:B{len(_SETTINGS)}"/>')
    parts["xl/worksheets/sheet1.xml"] = sheet.encode()
    for name in ("xl/workbook.xml", "docProps/app.xml"):
        text = parts[name].decode()
        text, count = re.subn(r"(?<=[>\"])Sheet1(?=[<\"])", f"{PROJECT}.conf", text)
        if count != 1:
            raise AssertionError(f"{name} names its sheet {count} times")
        parts[name] = text.encode()


def _cell(column: str, row: int, text: str) -> str:
    return f'<c r="{column}{row}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def _add_ribbon(parts: dict[str, bytes]) -> None:
    """Add the ribbon part and the relationship that makes Excel load it."""
    parts[_RIBBON_PART] = (resource_folder("addin") / "ribbon.xml").read_bytes()
    relations = parts["_rels/.rels"].decode()
    end = "</Relationships>"
    parts["_rels/.rels"] = _once(relations, end, _RIBBON_RELATION + end).encode()


def _once(text: str, old: str, new: str) -> str:
    if text.count(old) != 1:
        raise AssertionError(
            f"the empty add-in has changed: {old!r} occurs {text.count(old)} times"
        )
    return text.replace(old, new)


def _zipped(parts: dict[str, bytes]) -> bytes:
    """The package, parts in a fixed order and without times of day."""
    names = [*_FIRST_PARTS, *sorted(set(parts) - set(_FIRST_PARTS))]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name in names:
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_STORED  # two zlibs compress differently
            info.create_system = 0  # the same on every system
            info.external_attr = 0
            package.writestr(info, parts[name])
    return buffer.getvalue()
