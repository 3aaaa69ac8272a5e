"""Text that we write into a cell: it never becomes a formula, and always fits."""

from __future__ import annotations

import re

CELL_LENGTH = 32_767
"""Most characters of a cell in Excel."""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What spreadsheets take for the start of a formula, the full-width forms included."""

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
_CUT = " [cut]"


def safe_text(text: str) -> str:
    """The text with an apostrophe before what would start a formula; no control characters.

    The apostrophe is kept in the value itself, so that it also protects after the sheet is saved as
    CSV and opened again.
    """
    if text.isprintable() and text[:1].isalnum() and len(text) <= CELL_LENGTH:
        return text  # the usual case, ten times faster
    text = _NOT_IN_XML.sub("", text)
    if text.lstrip(" \u00a0").startswith(_FORMULA_STARTS):
        text = f"'{text}"
    if len(text) > CELL_LENGTH:
        text = text[: CELL_LENGTH - len(_CUT)] + _CUT
    return text
