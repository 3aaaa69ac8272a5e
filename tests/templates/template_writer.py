"""What the generators of the templates share: a workbook written the same way each time."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import datetime
from xml.sax.saxutils import escape

from openpyxl import Workbook

_WRITTEN_AT = datetime(2023, 3, 2, 9, 0)  # noqa: DTZ001 -- properties of a workbook have no zone


def workbook_bytes(
    workbook: Workbook, stored: Mapping[str, Mapping[str, str | float]] | None = None
) -> bytes:
    """The workbook as a file that depends on its content alone.

    Args:
        workbook: What was built.
        stored: Values that Excel would store for formulas, by sheet name and cell, so that a reader
            that does not calculate sees them too.
    """
    workbook.properties.creator = "entitycheck"
    workbook.properties.created = _WRITTEN_AT
    workbook.properties.modified = _WRITTEN_AT
    buffer = io.BytesIO()
    workbook.save(buffer)
    names = {
        f"xl/worksheets/sheet{at}.xml": sheet.title
        for at, sheet in enumerate(workbook.worksheets, 1)
    }
    output = io.BytesIO()
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(output, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: name != "[Content_Types].xml"):
            data = old.read(name)
            if name in names and stored:
                data = _store(data, stored.get(names[name], {}))
            if name == "docProps/core.xml":
                data = re.sub(
                    rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2023-03-02T09:00:00Z", data
                )
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, data)
    return output.getvalue()


def _store(data: bytes, values: Mapping[str, str | float]) -> bytes:
    """Put stored values behind formulas."""
    text = data.decode()
    for place, value in values.items():
        # openpyxl writes a formula cell without a kind, an array formula with its area
        pattern = re.compile(
            rf'<c r="{place}"([^>]*?)><f([^>]*)>(.*?)</f><v ?/?>(?:</v>)?</c>', re.DOTALL
        )
        kind = ' t="str"' if isinstance(value, str) else ""
        shown = escape(value) if isinstance(value, str) else repr(value)

        def put(
            match: re.Match[str], kind: str = kind, shown: str = shown, place: str = place
        ) -> str:
            return f'<c r="{place}"{match[1]}{kind}><f{match[2]}>{match[3]}</f><v>{shown}</v></c>'

        text, count = pattern.subn(put, text)
        if count != 1:
            raise ValueError(f"there is no formula in {place}")
    return text.encode()
