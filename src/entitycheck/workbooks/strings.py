"""Shared strings: our texts are added behind the workbook's own, which keep their bytes."""

from __future__ import annotations

import re

from entitycheck.workbooks.book_parts import MAIN, RELATION, WorkbookParts
from entitycheck.workbooks.package import Package, escape_cell

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
_START = re.compile(rb"<((?:[\w.-]+:)?)sst\b([^>]*?)(/?)>")
_COUNTS = re.compile(rb'\s(?:count|uniqueCount)="[^"]*"')


class SharedStrings:
    """Numbers for texts; `save` writes the part."""

    def __init__(self, package: Package, parts: WorkbookParts) -> None:
        self._package = package
        self._part = parts.strings
        self._workbook = parts.part
        data = package.parts[self._part] if self._part else b""
        self._first = _count_strings(data)
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        """The number of a text, added when it is new."""
        known = self._numbers.get(text)
        if known is None:
            known = self._numbers[text] = self._first + len(self._numbers)
        return known

    def save(self) -> None:
        """Write the added strings into the part; make the part when there is none."""
        if not self._numbers:
            return
        if self._part is None:
            self._part = "xl/sharedStrings.xml"
            self._package.set_type(self._part, _TYPE)
            self._package.add_relation(
                self._workbook, f"{RELATION}/sharedStrings", f"/{self._part}"
            )
            data = f'<?xml version="1.0" encoding="UTF-8"?>\n<sst xmlns="{MAIN}"></sst>'.encode()
        else:
            data = self._package.parts[self._part]
        self._package.parts[self._part] = self._extended(data)

    def _extended(self, data: bytes) -> bytes:
        start = _START.search(data)
        if start is None:
            raise ValueError("the part holds no string table")
        prefix = start[1]
        tag = prefix.decode()
        added = "".join(
            f'<{tag}si><{tag}t xml:space="preserve">{escape_cell(text)}</{tag}t></{tag}si>'
            for text in self._numbers
        ).encode()
        attributes = _COUNTS.sub(b"", start[2])  # optional, and no longer true
        head = data[: start.start()] + b"<" + prefix + b"sst" + attributes + b">"
        if start[3]:
            return head + added + b"</" + prefix + b"sst>" + data[start.end() :]
        end = data.rindex(b"</" + prefix + b"sst")
        return head + data[start.end() : end] + added + data[end:]


def _count_strings(data: bytes) -> int:
    """The number of strings in a part."""
    return len(re.findall(rb"<(?:[\w.-]+:)?si[\s/>]", data))
