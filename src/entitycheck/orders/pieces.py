"""Cut a cell that names several parties into pieces, each to be screened beside the whole text.

A cell may hold `Firma A / Firma B`, lines, `c/o`, `on behalf of`, `trading as`, or a carrier, an
address and a person in one. Cutting can only add questions: the whole text is always screened too, so
that a cut in the wrong place never loses a match. Legal forms stay with their name; so do slashes
inside a name (`A/S`, `Import/Export`, `"X/Y"`). Telephone numbers, e-mail addresses and lone numbers
are no pieces. The words between two parties stand in `links.tsv`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from entitycheck.orders.content import has_legal_form
from entitycheck.orders.links import CJK_LETTERS, link_words, may_link, rest_words

MOST_PIECES = 12
"""Pieces of one cell; a longer list is screened in the whole text only."""

LONGEST_TEXT = 2_000
"""Letters of one cell; a longer text is no name and is answered with an error, not cut silently."""

_HARD = re.compile(
    r"[\r\n\t]+|\s*[|;；｜•]\s*|／|\s{4,}|\s+(?:-+>|=+>|→|⇒|>+|//+|\\+)\s+|\s+(?<!\b\w )/\s+(?!\w\b)"
    r"|\b(?:and/or|und/oder|et/ou|y/o|e/o|en/of|и/или|ve/veya)\b"
    rf"|(?<=[{CJK_LETTERS}]{{2}})/(?=[{CJK_LETTERS}]{{2}})"
)
_HARD_SIGN = re.compile(r"[\r\n\t|;；｜•／/>→⇒\\]")
_WIDE_BLANK = re.compile(r"\s\s{3}")  # this or a sign is at every hard cut
_SLASH = re.compile(r"(?<=[^\W\d_]{4})/(?=[^\W\d_]{4})")  # `FirmaA/FirmaB`, not `A/S` or `R/D`
_ONE_WORD = re.compile(
    r"\b(?:imports?|exports?|input|output|research|development|design|build|sales|service|hardware"
    r"|software|wholesale|retail|import|engineering|technology|procurement|construction)/"
    r"|/(?:imports?|exports?|output|input|development|build|service|software|construction)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“„«‟「『][^\"”“»」』]{1,80}[\"”“»」』]")
_LISTED = re.compile(r"(?:^|[\s,;])\(?([1-9])[.)](?=\s*[^\W\d])\s*")
_LISTED_NUMBER = re.compile(r"[1-9][.)]")
_SOFT = re.compile(r"\s*[,，、。]\s*|\s*[:：]\s*|\s+-\s+|\s*[()（）\[\]【】]\s*")
_SEPARATORS = re.compile(r"[,，、。:：(（\[【]|\s-\s")
_CJK = re.compile(r"[\u3400-\u9fff]")
_CJK_BLANK = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
_ROLE_WORDS = (
    r"(?:ultimate |intermediate |final )?consignee|shipper|exporter|importer|notify(?: party)?|also notify"
    r"|end[ -]?(?:user|customer)|customer|buyer|seller|supplier|vendor|manufacturer|carrier|forwarder"
    r"|agent|reseller|distributor|ship(?:ped)?[ -]to|sold[ -]to|bill[ -]to|deliver(?:y|ed)?[ -]to|company"
    r"|name|firma|kunde|lieferant|empfänger|endverwender|endkunde|spediteur|hersteller|client|fournisseur"
    r"|destinataire|cliente|proveedor|destinatario|получатель|грузополучатель|покупатель|поставщик"
    r"|收货人|收货单位|收货方|收件人|发货人|客户|公司|供应商|最终用户|用户|地址|名称|荷受人|通知方"
)
_ROLE = re.compile(rf"(?:(?<=\W)|^)(?:{_ROLE_WORDS})(?: name)?\s*[:：]\s*", re.IGNORECASE)
_LABEL = re.compile(
    rf"^(?:(?:{_ROLE_WORDS}|m/s|messrs\.?|attn)(?: name)?\s*[:：]|m/s\.?\s|messrs\.?\s|(?:der|die|das|the)\s"
    r"|(?:no\.?\s*)?\d{4,}\s)\s*",
    re.IGNORECASE,
)
_LEGAL_WORDS = (
    r"co|ltd|limited|inc|llc|corp|gmbh|s\.?a|ag|kg|kgaa|ohg|plc|pte|pty|pvt|jsc|as|a\.s|sdn|bhd|b\.?v|n\.?v"
    r"|s\.?r\.?l|kft|zrt|oyj?|ab|llp|company|corporation|incorporated|group|cie|sons|tic|san"
)
_LEGAL_ALONE = re.compile(rf"(?:{_LEGAL_WORDS})\.?(?:[\s,]+(?:{_LEGAL_WORDS})\.?)*", re.IGNORECASE)
_AND_WORDS = "and|und|et|y|e|i|en|ve|и"
_AFTER_FIRM = re.compile(
    r"(?:\b(?:ltd|limited|inc|llc|corp|gmbh|ag|kg|plc|bhd|jsc|b\.?v|n\.?v|s\.?r\.?l|s\.?a|s\.?p\.?a|oy|ab|a/s"
    r"|corporation|a\.?ş|a\.?s|llp|lp|sas|sarl|kk|k\.k|ооо|ао|зао|пао)\.?|公司|株式会社|会社)[)）]?"
    rf"(?P<sign>\s*[,&+]\s*|\s+(?:{_AND_WORDS})\s+)",
    re.IGNORECASE,
)
_NO_FIRM_START = re.compile(
    rf"(?:{_LEGAL_WORDS}|an?|ein|eine|une?|the)\b(?!\.\w)|[(&]", re.IGNORECASE
)
_BEFORE_FIRM = re.compile(  # a sign that may join two firms: `Co., Ltd.` holds none
    rf"[,&+]\s*(?!\s|{_NO_FIRM_START.pattern})", re.IGNORECASE
)
_CONTACT = re.compile(
    r"[^\s@]+@[^\s@]+|(?:https?://|www\.)\S+|(?:tel|phone|fax|mob(?:ile)?|电话|手机|传真)\.?\s*[:：]?\s*[+(\d][\d\s()/.-]{5,}"
    r"|\+?\(?\d[\d\s()/-]{6,}\d",
    re.IGNORECASE,
)
_CONTACT_NUMBER = re.compile(r"[+(\d][\d\s()/.-]{5}")  # the least of a telephone number
_PLAIN = re.compile(r"(?!.*\d[\d ]{4})\w+(?: \w+)*")  # no number long enough for a telephone
_AND = re.compile(rf"\s(?:{_AND_WORDS})\s", re.IGNORECASE)
_PLAIN_ANDS = frozenset(_AND_WORDS.split("|"))
_LATIN_LETTERS = 3
_MIXED_LENGTH = 60  # letters from which a text with commas is more than a name
_HELD = "\x00"
_REMEMBERED = 20_000  # texts of cells; the same customers come again, 10 MB


@lru_cache(maxsize=_REMEMBERED)
def cut(text: str) -> tuple[str, ...]:
    """The pieces of a cell's text, without the text itself; empty when it names one party."""
    if len(text) <= _LATIN_LETTERS or len(text) > LONGEST_TEXT:
        return ()
    if _is_plain(text):
        return ()
    hard = _hard_pieces(text)
    pieces = [] if hard == [text] else list(hard)
    mixed = _is_mixed(text)
    for part in hard:
        soft = _soft_pieces(part) if mixed or (pieces and "," in part) else []
        if mixed or len(soft) > 1:
            pieces.extend(soft)
    found: dict[str, None] = {}
    for piece in pieces:
        clean = _clean(piece)
        if clean != text and _may_be_name(clean):
            found.setdefault(clean)
    return () if len(found) > MOST_PIECES else tuple(found)


def _is_plain(text: str) -> bool:
    """True for a text of words alone, none of which may part it: most names, at a third of the cost."""
    if not text.isascii() or _PLAIN.fullmatch(text) is None:
        return False
    return not _may_join(text) and not may_link(text)


def _hard_pieces(text: str) -> list[str]:
    """Cut where one party surely ends: at lines, signs, words between parties, labels, numbers of a list."""
    held = text
    if "/" in text:
        held = _QUOTED.sub(_hold, held)
        held = _ONE_WORD.sub(_hold, held)
    parts = [held]
    if _HARD_SIGN.search(held) is not None or _WIDE_BLANK.search(held) is not None:
        parts = [part for part in _HARD.split(held) if part]
    if "/" in held:
        parts = [half for part in parts for half in _SLASH.split(part)]
    if ":" in text or "：" in text:
        parts = [half for part in parts for half in _ROLE.split(part) if half.strip()]
    if may_link(text):
        parts = [half for part in parts for half in _at_links(part, alone=len(parts) == 1)]
    if _LISTED_NUMBER.search(text) is not None:
        parts = [half for part in parts for half in _at_numbers(part)]
    if _may_join(text):
        parts = [half for part in parts for half in _between_firms(part)]
    return [part.replace(_HELD, "/") for part in parts]


def _hold(match: re.Match[str]) -> str:
    """A slash inside a name, held while the text is cut."""
    return match[0].replace("/", _HELD)


def _at_links(part: str, *, alone: bool) -> list[str]:
    """Cut at the words between two parties, where a name stands on both sides.

    In a later piece of a list they may come first: `Kreig; a.k.a. Hall`.
    """
    bare = rest_words().sub("", part)
    pieces = []
    start = 0
    for match in link_words().finditer(bare):
        left, right = bare[start : match.start()], bare[match.end() :]
        first = not left.strip(" (") and (
            match["before"] or "/" in match[0] or (not alone and "." in match[0])
        )
        if _may_be_name(_clean(right)) and (first or _may_be_name(_clean(left))):
            pieces.append(left)
            start = match.end()
    pieces.append(bare[start:])
    return [piece for piece in pieces if piece.strip(" (),-–")]


def _at_numbers(part: str) -> list[str]:
    """Cut a numbered list: `1. Inspur 2. Loongson`."""
    numbers = _LISTED.findall(part)
    if len(numbers) > 1 and numbers == [str(at) for at in range(1, len(numbers) + 1)]:
        pieces = _LISTED.split(part)
        return [piece for piece in (pieces[0], *pieces[2::2]) if piece.strip()]
    return [_LISTED.sub("", part, count=1)] if len(numbers) == 1 and _LISTED.match(part) else [part]


def _may_join(text: str) -> bool:
    """True when a sign or a word stands in the text that may join two firms."""
    return "," in text or "&" in text or "+" in text or _holds_and(text)


def _holds_and(text: str) -> bool:
    """True when `and` stands in the text, in one of the usual languages."""
    if text.isascii():
        return not _PLAIN_ANDS.isdisjoint(text.lower().split())
    return _AND.search(text) is not None


def _between_firms(part: str) -> list[str]:
    """Cut `Firm A Ltd., Firm B Ltd. and Firm C GmbH` behind each legal form that another firm follows."""
    if _BEFORE_FIRM.search(part) is None and not _holds_and(part):
        return [part]
    pieces = []
    start = 0
    for match in _AFTER_FIRM.finditer(part):
        left, right = part[start : match.start("sign")], part[match.end() :]
        if (
            not _LEGAL_ALONE.fullmatch(left.strip())
            and has_legal_form(right)
            and not _NO_FIRM_START.match(right)
        ):
            pieces.append(left)
            start = match.end()
    return [*pieces, part[start:]]


def _is_mixed(text: str) -> bool:
    """True for a text that holds more than names: a telephone, an address, a Chinese list."""
    if _may_hold_contact(text) and _CONTACT.search(text) is not None:
        return True
    if _CJK.search(text):  # brackets hold a city in many Chinese names
        return re.search("[,，、。:：]", text) is not None or _CJK_BLANK.search(text) is not None
    if len(text) < _MIXED_LENGTH:
        return False
    return len(_SEPARATORS.findall(text)) >= 3  # noqa: PLR2004 -- `Inspur Group Co., Ltd.` has one


def _may_hold_contact(text: str) -> bool:
    """False where no contact can be found; a tenth of the time of looking for one."""
    return (
        "@" in text
        or "://" in text
        or _CONTACT_NUMBER.search(text) is not None
        or "www." in text.lower()
    )


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
    piece = _LABEL.sub("", _CONTACT.sub(" ", piece).strip(" \t,;:：/|-–—"))
    piece = " ".join(piece.strip(" \t,;:：/|-–—").split())
    opened = sum(map(piece.count, "(（")) - sum(map(piece.count, ")）"))
    if opened:  # one half of a pair of brackets stayed behind
        piece = re.sub("[(（]" if opened > 0 else "[)）]", " ", piece)
    return " ".join(piece.strip(" ,;:-–—(（").split())


def _may_be_name(piece: str) -> bool:
    """True when enough letters are left: three, or two Chinese characters."""
    letters = sum(character.isalpha() for character in piece)
    needed = 2 if _CJK.search(piece) else _LATIN_LETTERS
    return letters >= needed and not _LEGAL_ALONE.fullmatch(piece.strip(" ."))
