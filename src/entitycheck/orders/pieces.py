"""Cut a cell that names several parties into pieces, each to be screened beside the whole text.

A cell may hold `Firma A / Firma B`, lines, `c/o`, `on behalf of`, or a carrier, an address and a
person in one. Cutting can only add questions: the whole text is always screened too, so that a cut
in the wrong place never loses a match. Legal forms stay with their name; telephone numbers, e-mail
addresses and lone numbers are no pieces.
"""

from __future__ import annotations

import re

MOST_PIECES = 12
"""Pieces of one cell; a longer list is screened in the whole text only."""

LONGEST_TEXT = 2_000
"""Letters of one cell; a longer text is no name and is answered with an error, not cut silently."""

_HARD = re.compile(
    r"[\r\n]+|\s*[|;；｜]\s*|\s+/\s+|／|\t+|\s{4,}"
    r"|\b(?:c/o|c\\o|℅|care of|on behalf of|o/b/o|obo|for (?:the )?account of|a/c|fao|for and on behalf of"
    r"|im auftrag (?:von|der|des)"
    r"|i\.\s?a\.|z\.\s?hd\.?|zu handen|c/o:|via|attn\.?|attention|au nom de|pour le compte de"
    r"|en nombre de|por cuenta de|от имени|по поручению|adına)(?=[\s:.])[:.]?|代表|转交|委托",
    re.IGNORECASE,
)
_SLASH = re.compile(r"(?<=[^\W\d_]{4})/(?=[^\W\d_]{4})")  # `FirmaA/FirmaB`, not `A/S` or `R/D`
_SOFT = re.compile(r"\s*[,，、。]\s*|\s*[:：]\s*|\s+-\s+|\s*[()（）\[\]【】]\s*")
_SEPARATORS = re.compile(r"[,，、。:：(（\[【]|\s-\s")
_CJK = re.compile(r"[\u3400-\u9fff]")
_CJK_BLANK = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
_LABEL = re.compile(
    r"^(?:consignee|shipper|notify(?: party)?|end[ -]?user|customer|buyer|seller|supplier|m/s"
    r"|messrs\.?|company|name|firma|attn|收货人|收货单位|收件人|客户|公司|供应商|用户|地址|名称)\s*[:：]\s*",
    re.IGNORECASE,
)
_LEGAL_ALONE = re.compile(
    r"(?:co|ltd|limited|inc|llc|corp|gmbh|s\.?a"
    r"|ag|kg|plc|pte|pty|pvt|jsc|as|a\.s|sdn|bhd|b\.?v|n\.?v|s\.?r\.?l|company"
    r"|corporation|incorporated|group)\.?(?:\s+(?:co|ltd|limited|kg|bhd|inc)\.?)*",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"[^\s@]+@[^\s@]+|(?:https?://|www\.)\S+|(?:tel|phone|fax|mob(?:ile)?|电话|手机|传真)\.?\s*[:：]?\s*[+(\d][\d\s()/.-]{5,}"
    r"|\+?\(?\d[\d\s()/-]{6,}\d",
    re.IGNORECASE,
)
_LATIN_LETTERS = 3
_MIXED_LENGTH = 60  # letters from which a text with commas is more than a name


def cut(text: str) -> tuple[str, ...]:
    """The pieces of a cell's text, without the text itself; empty when it names one party."""
    if len(text) <= _LATIN_LETTERS or len(text) > LONGEST_TEXT:
        return ()
    hard = [part for part in _HARD.split(text) if part]
    hard = [half for part in hard for half in _SLASH.split(part)]
    pieces = [] if hard == [text] else list(hard)
    if _is_mixed(text):
        for part in hard:
            pieces.extend(_soft_pieces(part))
    found: dict[str, None] = {}
    for piece in pieces:
        clean = _clean(piece)
        if clean != text and _may_be_name(clean):
            found.setdefault(clean)
    return () if len(found) > MOST_PIECES else tuple(found)


def _is_mixed(text: str) -> bool:
    """True for a text that holds more than names: a telephone, an address, a Chinese list."""
    if _CONTACT.search(text):
        return True
    separators = len(_SEPARATORS.findall(text))
    if _CJK.search(text):  # brackets hold a city in many Chinese names
        return re.search("[,，、。:：]", text) is not None or _CJK_BLANK.search(text) is not None
    return separators >= 3 and len(text) >= _MIXED_LENGTH  # noqa: PLR2004 -- `Inspur Group Co., Ltd.` has one


def _soft_pieces(part: str) -> list[str]:
    """Cut at commas, colons and brackets; a legal form stays with what it follows."""
    part = _CONTACT.sub(" , ", part)
    if _CJK.search(part):
        part = _CJK_BLANK.sub(",", part)
    pieces: list[str] = []
    for piece in _SOFT.split(part):
        clean = piece.strip(" .")
        if pieces and _LEGAL_ALONE.fullmatch(clean):
            pieces[-1] = f"{pieces[-1]}, {piece.strip()}"
        elif clean:
            pieces.append(piece.strip())
    return pieces


def _clean(piece: str) -> str:
    """A piece without the label, telephone and punctuation around it."""
    piece = _LABEL.sub("", _CONTACT.sub(" ", piece).strip())
    return " ".join(piece.strip(" \t,;:：/|-–—").split())


def _may_be_name(piece: str) -> bool:
    """True when enough letters are left: three, or two Chinese characters."""
    letters = sum(character.isalpha() for character in piece)
    needed = 2 if _CJK.search(piece) else _LATIN_LETTERS
    return letters >= needed and not _LEGAL_ALONE.fullmatch(piece.strip(" ."))
