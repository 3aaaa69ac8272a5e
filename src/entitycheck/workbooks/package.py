"""An Office package (.xlsx, .xlsm) as parts, opened with limits.

A workbook from outside is untrusted: the parts are counted and measured before and while they are
unpacked, and XML with a document type, the door to entity bombs, is refused.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import cast

from lxml import etree

from entitycheck.errors import UnreadableError

MOST_PARTS = 20_000
"""Parts of a package; the largest real workbooks have some hundreds."""

MOST_BYTES = 1_000_000_000
"""Bytes of a package when unpacked: a full sheet of a million rows has about a third of that."""

_MOST_RATIO = 400  # size unpacked to packed; real sheets reach about 60, bombs 1000
_RATIO_FROM = 50_000_000  # small parts may be packed well
_DOCTYPES = tuple("<!DOCTYPE".encode(name) for name in ("utf-8", "utf-16-le", "utf-16-be"))

_CONTENT_TYPES = "[Content_Types].xml"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def parse_xml(data: bytes, part: str) -> etree._Element:
    """A part as a tree; entities and document types are refused."""
    refuse_doctype(data, part)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=False,
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(
            f"the part {part} of the workbook is damaged ({error.msg})",
            fix="open the file in Excel, let it repair the file, and save it",
        ) from error


def refuse_doctype(data: bytes, part: str) -> None:
    """Raise when a part declares a document type; no workbook needs one."""
    if any(mark in data for mark in _DOCTYPES):  # a bare `<` stands nowhere else in a part
        raise UnreadableError(
            f"the part {part} of the workbook declares entities, which may be an attack",
            fix="do not open this file; ask for a clean copy",
        )


def default_namespace(space: str) -> dict[str, str]:
    """The map that makes a namespace the default one; lxml takes None, its stubs know only text."""
    return cast("dict[str, str]", {None: space})


def serialize(root: etree._Element) -> bytes:
    """A tree as a part."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


@dataclass
class Package:
    """The parts of a package by name, in the order of the file."""

    parts: dict[str, bytes]
    infos: dict[str, zipfile.ZipInfo] = field(default_factory=dict)

    def relations(self, part: str) -> dict[str, tuple[str, str, bool]]:
        """Type, target (a part's name, or an address) and whether it is external, by id."""
        data = self.parts.get(relations_name(part))
        if data is None:
            return {}
        found = {}
        for node in parse_xml(data, relations_name(part)):
            if not isinstance(node.tag, str):
                continue
            external = node.get("TargetMode") == "External"
            target = node.get("Target", "")
            if not external:
                target = resolve(part, target)
            found[node.get("Id", "")] = (node.get("Type", ""), target, external)
        return found

    def add_relation(self, part: str, kind: str, target: str, *, external: bool = False) -> str:
        """Add a relation of `part` and return its id."""
        name = relations_name(part)
        data = self.parts.get(name)
        root = (
            parse_xml(data, name)
            if data is not None
            else etree.Element(
                f"{{{_RELATIONS}}}Relationships", nsmap=default_namespace(_RELATIONS)
            )
        )
        taken = {node.get("Id") for node in root if isinstance(node.tag, str)}
        number = len(taken) + 1
        while f"rIdEC{number}" in taken:
            number += 1
        node = etree.SubElement(root, f"{{{_RELATIONS}}}Relationship")
        node.set("Id", f"rIdEC{number}")
        node.set("Type", kind)
        node.set("Target", target)
        if external:
            node.set("TargetMode", "External")
        self.parts[name] = serialize(root)
        return f"rIdEC{number}"

    def set_type(self, part: str, content_type: str) -> None:
        """State the content type of a part."""
        root = parse_xml(self.parts[_CONTENT_TYPES], _CONTENT_TYPES)
        for node in root.findall(f"{{{_TYPES}}}Override"):
            if node.get("PartName") == f"/{part}":
                node.set("ContentType", content_type)
                break
        else:
            node = etree.SubElement(root, f"{{{_TYPES}}}Override")
            node.set("PartName", f"/{part}")
            node.set("ContentType", content_type)
        self.parts[_CONTENT_TYPES] = serialize(root)

    def set_default_type(self, extension: str, content_type: str) -> None:
        """State the content type of an extension, where none is stated."""
        root = parse_xml(self.parts[_CONTENT_TYPES], _CONTENT_TYPES)
        known = {node.get("Extension", "").lower() for node in root.findall(f"{{{_TYPES}}}Default")}
        if extension not in known:
            node = etree.Element(f"{{{_TYPES}}}Default")
            node.set("Extension", extension)
            node.set("ContentType", content_type)
            root.insert(0, node)
            self.parts[_CONTENT_TYPES] = serialize(root)

    def content_type(self, part: str) -> str:
        """The stated content type of a part; empty where none is."""
        root = parse_xml(self.parts[_CONTENT_TYPES], _CONTENT_TYPES)
        for node in root.findall(f"{{{_TYPES}}}Override"):
            if node.get("PartName", "").lower() == f"/{part}".lower():
                return node.get("ContentType", "")
        extension = part.rpartition(".")[2].lower()
        for node in root.findall(f"{{{_TYPES}}}Default"):
            if node.get("Extension", "").lower() == extension:
                return node.get("ContentType", "")
        return ""

    def drop(self, part: str) -> None:
        """Take a part out, with its relations and its content type."""
        self.parts.pop(part, None)
        self.parts.pop(relations_name(part), None)
        root = parse_xml(self.parts[_CONTENT_TYPES], _CONTENT_TYPES)
        for node in root.findall(f"{{{_TYPES}}}Override"):
            if node.get("PartName") == f"/{part}":
                root.remove(node)
        self.parts[_CONTENT_TYPES] = serialize(root)

    def free_name(self, pattern: str) -> str:
        """A part name that is not taken yet: `pattern` with a number for `{}`."""
        number = 1
        taken = {name.lower() for name in self.parts}
        while pattern.format(number).lower() in taken:
            number += 1
        return pattern.format(number)

    def to_bytes(self) -> bytes:
        """The package as a file; the content types stand first, as Office writes them."""
        buffer = io.BytesIO()
        names = sorted(self.parts, key=lambda name: name != _CONTENT_TYPES)
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=5) as file:
            for name in names:
                info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                info.compress_type = zipfile.ZIP_DEFLATED
                info.external_attr = 0o600 << 16
                file.writestr(info, self.parts[name], compresslevel=5)
        return buffer.getvalue()


def relations_name(part: str) -> str:
    """The part that holds the relations of `part`; of the package for an empty name."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def resolve(part: str, target: str) -> str:
    """The part that a relation's target means."""
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))


def open_package(data: bytes, *, name: str) -> Package:
    """The parts of a package.

    Raises:
        UnreadableError: It is damaged, or unpacks to more than a workbook can hold.
    """
    damaged = UnreadableError(
        f"{name} is damaged or cut off",
        fix="get a whole copy of the file, or save it again in Excel",
    )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            infos = file.infolist()
            _refuse_bomb(infos, name)
            parts = {}
            left = MOST_BYTES
            for info in infos:
                if info.is_dir():
                    continue
                with file.open(info) as stream:
                    content = stream.read(min(info.file_size, left) + 1)
                left -= len(content)
                if left < 0 or len(content) > info.file_size:
                    raise _bomb(name)
                part = info.filename.lstrip("/")
                if part in parts:  # which of the two a program reads is anybody's guess
                    raise damaged
                parts[part] = content
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        OSError,
    ) as error:
        raise damaged from error
    if _CONTENT_TYPES not in parts and "mimetype" not in parts:  # OpenDocument has the latter
        raise UnreadableError(
            f"{name} is a zip archive and no workbook",
            fix="unpack it, and give the .xlsx or .csv file in it",
        )
    return Package(parts)


def _refuse_bomb(infos: list[zipfile.ZipInfo], name: str) -> None:
    total = sum(info.file_size for info in infos)
    if len(infos) > MOST_PARTS or total > MOST_BYTES:
        raise _bomb(name)
    for info in infos:
        packed = max(1, info.compress_size)
        if info.file_size > _RATIO_FROM and info.file_size / packed > _MOST_RATIO:
            raise _bomb(name)


def _bomb(name: str) -> UnreadableError:
    return UnreadableError(
        f"{name} unpacks to far more than a workbook holds, which may be an attack",
        fix="do not open this file; ask for a clean copy",
    )


_XML_ESCAPES = re.compile(r"[&<>\"]")
_ENTITY = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def escape(text: str) -> str:
    """Text for the body or a quoted attribute of a part."""
    return _XML_ESCAPES.sub(lambda match: _ENTITY[match.group()], text)


def escape_cell(text: str) -> str:
    """Text of a cell: what looks like Office's own escape `_x000D_` stays text."""
    text = _ESCAPE_LIKE.sub("_x005F_", text)
    return escape(text).replace("\r", "_x000D_")
