"""Bytes to text and back again without losing one.

Two kinds of bytes cannot be told from the text alone: a byte that is no UTF-8 in a file that else is,
and the second and third form of a letter that a code page holds more than once (398 in Shift-JIS). They
are kept as a mark behind the letter, which `encode_text` turns back and no name shows (`without_marks`).
The marks are variation selectors: shown by nothing, and in no code page.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from functools import cache

_BYTE_MARKS = 0xE0100
_TWIN_MARKS = 0xE0180
_MARKED = re.compile("(.)([\U000e0100-\U000e01ef])", re.DOTALL)
_KEPT_UTF8 = "\U000e0100".encode()[:1]  # what all marks begin with, and little else
_MARKS_UTF8 = (b"\0", "\ufe00".encode()[:2], _KEPT_UTF8)  # likewise, of all that `_MARK` finds
_KEPT = re.compile("[\U000e0100-\U000e01ef]")
_MARK = re.compile("[\0\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_DOUBLE = re.compile(rb"[\x81-\x9f\xe0-\xfe][\x40-\xfe]|.", re.DOTALL)
_DOUBLE_BIG5 = re.compile(rb"[\x81-\xfe][\x40-\xfe]|.", re.DOTALL)
_TOKENS = {"cp932": _DOUBLE, "big5": _DOUBLE_BIG5}
_KEEP = "entitycheck.keep"

WRONG_BYTE = "\ufffd\U000e0100".encode()[:-2]
"""What every wrong byte of a UTF-8 file becomes, its last two bytes aside."""


def decode_text(data: bytes, encoding: str) -> str:
    """The text of a file, with a mark where its bytes could not be told from the letters alone.

    Raises:
        UnicodeDecodeError: The bytes are none of the encoding; never for UTF-8.
    """
    if encoding == "utf-8":
        return data.decode(encoding, errors=_KEEP)
    text = data.decode(encoding)
    tokens = _TOKENS.get(encoding)
    if tokens is None or text.encode(encoding) == data:
        return text
    pieces = []
    for token in tokens.findall(data):
        letter = token.decode(encoding)
        number = _twins(encoding).get(letter, {}).get(token)
        pieces.append(letter if number is None else f"{letter}{chr(_TWIN_MARKS + number)}")
    return "".join(pieces)


def encode_text(text: str, encoding: str) -> bytes:
    """The bytes of a text, its marks turned back; letters that the encoding lacks become `?`."""
    data = text.encode(encoding, errors="replace")
    if text.isascii() or (
        _KEPT_UTF8 not in data if encoding == "utf-8" else _KEPT.search(text) is None
    ):  # the usual case, ten times faster
        return data
    pieces = []
    start = 0
    for match in _MARKED.finditer(text):
        held = _held_bytes(match[1], ord(match[2]), encoding)
        if held is not None:
            pieces += [text[start : match.start()].encode(encoding, errors="replace"), held]
            start = match.end()
    return b"".join([*pieces, text[start:].encode(encoding, errors="replace")])


def _held_bytes(letter: str, mark: int, encoding: str) -> bytes | None:
    """The bytes that a letter with a mark stands for; None for a mark of the file itself."""
    if encoding == "utf-8":
        wrong = letter == "\ufffd" and mark < _TWIN_MARKS
        return bytes([mark - _BYTE_MARKS + 0x80]) if wrong else None
    for token, number in _twins(encoding).get(letter, {}).items():
        if number == mark - _TWIN_MARKS:
            return token
    return None


def has_marks(text: str) -> bool:
    """True when `without_marks` would change the text."""
    data = text.encode("utf-8", "surrogatepass")
    return any(mark in data for mark in _MARKS_UTF8) and _MARK.search(text) is not None


def without_marks(text: str) -> str:
    """The text without marks, NULs, and the selectors of letter shapes that names are written with."""
    return _MARK.sub("", text)


def _keep(error: UnicodeError) -> tuple[str, int]:
    """A wrong byte of a UTF-8 file as the sign for it with its mark."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return "".join(f"\ufffd{chr(_BYTE_MARKS + byte - 0x80)}" for byte in wrong), error.end


codecs.register_error(_KEEP, _keep)


@cache
def _twins(encoding: str) -> Mapping[str, Mapping[bytes, int]]:
    """The bytes of letters that a code page holds more than once, but for the ones it is written with."""
    found: dict[str, dict[bytes, int]] = {}
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            token = bytes((lead, trail))
            try:
                letter = token.decode(encoding)
                same = letter.encode(encoding) == token
            except UnicodeError:
                continue
            if not same and len(letter) == 1:
                mine = found.setdefault(letter, {})
                mine[token] = len(mine)
    return found
