"""The rules that take labels, contacts, numbers and departments off a name, in their fixed order.

Each rule is tried on what the ones before it left, and takes nothing off that would leave no name.
They are written in small letters: see `finding`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from entitycheck.names.finding import holds_any, parts_around, small_letters

_SEPARATOR = r"[,;:/|()\[\]\-–—]"
_NUMBER = r"[#:.\s]*(?:no\.?|nr\.?|number|num|#|:)?[#:.\s]*[a-z]{0,4}[\-/ ]?\d[\w\-/]*"
_LABEL_STRONG = (
    r"attn|attention|c/o|m\s?/\s?s|messrs|mess\.|ship[\s-]?to|sold[\s-]?to(?:[\s-]?party)?|"
    r"bill[\s-]?to|deliver[\s-]?to|delivery[\s-]to|invoice[\s-]?to|remit[\s-]?to|pay[\s-]?to|"
    r"to (?:the )?order of|notify(?:ing)?[\s-]?party|end[\s-]?user|ultimate consignee|"
    r"for (?:the )?account of|on behalf of|o/b/o|f\.?a\.?o\b"
)
_LABEL_WEAK = (
    r"consignee|consignor|customer(?: name)?|client|buyer|seller|supplier|vendor|shipper|importer|"
    r"exporter|payee|beneficiary|notify|forwarder|carrier|manufacturer|company(?: name)?|name|firm|"
    r"recipient|receiver|to|from|party|agent|bank|purchaser|contractor|applicant|account|user|"
    r"empfanger|kunde|lieferant|firma|destinataire|cliente|proveedor|получатель|покупатель|"
    r"收货人|买方|客户|供应商|通知人"
)
_ORDER_IN_FRONT = r"p\.?\s?o\.?|s\.?o\.?|p\.?i\.?|purchase order|order|ref|inv|invoice|contract"
_ORDER = r"p\.?\s?o\.?|purchase order|order|ref|invoice|inv|contract|p\.?i\.?"
_ASKING = r"please|kindly|pls"
_DOCK = (
    r"receiving|loading|accounts payable|purchasing|procurement|"
    r"warehouse|whse|wh|dock|gate|store|plant|building|bldg|site|unit|block"
)


class RuleGroup(NamedTuple):
    """Rules that stand next to each other in the order, and a quick look that rules all of them out.

    Most texts hold nothing that any rule finds, and to try every rule took half the time of reading
    a name.

    Args:
        may_find: Given the small letters of a text; false only where no rule would find anything.
        rules: What each takes off, and where.
    """

    may_find: Callable[[str], object]
    rules: tuple[tuple[str, re.Pattern[str]], ...]


def _group(may_find: Callable[[str], object], *rules: tuple[str, str]) -> RuleGroup:
    return RuleGroup(may_find, tuple((kind, re.compile(rule, re.DOTALL)) for kind, rule in rules))


RULES: tuple[RuleGroup, ...] = (
    _group(
        holds_any("**", "[", "(", "<", "{", "do not use"),
        ("note", r"\*{2,}.*?(?:\*{2,}|$)"),
        (
            "note",
            (
                r"[\[(<{]\s*(?:in)?active\s*[\])>}]|[\[(]\s*(?:blocked|closed|old|new|duplicate|do not use"
                r"|test|obsolete|on hold|hold|deleted)\b[^\])]*[\])]|[-–/,;]?\s*do not use\b.*$"
            ),
        ),
    ),
    _group(
        re.compile(
            rf"\W*(?:{_ASKING}|{_LABEL_STRONG}|{_LABEL_WEAK}|{_ORDER_IN_FRONT}|#?\d{{4}})"
        ).match,
        ("label", rf"^\W*(?:{_ASKING})\s+(?=\S)"),
        ("label", rf"^\W*(?:{_LABEL_STRONG})\b\.?\s*(?:\d{{3,}}\b)?\s*[:#.\-–]*\s*"),
        ("label", rf"^\W*(?:{_LABEL_WEAK})\s*(?:\d{{3,}})?\s*(?:[:：]\s*|[-–—]+\s+)"),
        ("label", rf"^\W*(?:{_LABEL_WEAK})\s+(?:no\.?\s*)?\d{{3,}}\s*[:\-–]?\s+"),
        ("order number", rf"^\W*(?:{_ORDER_IN_FRONT})\b{_NUMBER}\s*[-:,;/]*\s+(?=\S)"),
        ("number", r"^\W*#?\d{4,}\s*[-:,;/]*\s+(?=[^\W\d]{2})"),
    ),
    _group(
        re.compile(rf"\b(?:{_ORDER})(?:\s*(?:n[oru]|[#:])|\s+[a-z]{{0,4}}[\-/]?\d)").search,
        (
            "order number",
            (
                rf"\s*{_SEPARATOR}*\s*\b(?:{_ORDER})"
                r"(?:\s*(?:no\.?|nr\.?|number|num|#|:)[#:.\s]*[a-z]{0,4}[\-/ ]?\d[\w\-/]*"
                r"|\s+[a-z]{0,4}[\-/]?\d[\w\-/]{3,})\)?"
            ),
        ),
    ),
    _group(
        holds_any("@", "http", "www."),
        ("e-mail", r"\s*\(?\b(?:e[\s-]?mail\s*[:.]?\s*)?[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+\)?"),
        ("web address", r"\s*\(?(?:https?://|www\.)\S+\)?"),
    ),
    _group(
        re.compile(r"\d[\w\s()+./\-]{4}").search,
        (
            "phone",
            (
                rf"\s*{_SEPARATOR}*\s*\b(?:tel|phone|telephone|ph|fax|mob|mobile|cell|whatsapp|wechat|t|f|тел|"
                r"电话|传真)\b\s*(?:no|number|nr)?[.:#\s]*\+?\(?\d[\d\s()+./\-]{4,}\)?"
            ),
        ),
        ("phone", rf"\s*{_SEPARATOR}*\s*\+\d[\d\s()\-]{{7,}}"),
        (
            "tax number",
            (
                rf"\s*{_SEPARATOR}*\s*\b(?:vat|tax|tin|trn|gst(?:in)?|inn|инн|ogrn|огрн|kpp|eori|ein|duns|cnpj|"
                r"nif|cif|rfc|usci|reg|registration|vkn|crn|iec)\b\.?\s*(?:id|no|nr|number|code|reg)?"
                r"[.:#\s]*(?:[a-z]{2})?\s?\d[\w\-/.]{4,}\)?"
            ),
        ),
    ),
    _group(
        holds_any("att", "contact", "fao", "f.a", "fa.o"),
        (
            "contact",
            (
                rf"\s*{_SEPARATOR}*\s*\b(?:attn|attention|att|kind attn|contact(?: person)?|f\.?a\.?o)\b"
                r"\s*[.:]+\s*\S.*$"
            ),
        ),
        ("contact", rf"\s*{_SEPARATOR}+\s*(?:attn|attention|kind attn)\b.*$"),
    ),
    _group(
        holds_any("dep", "abteilung", "отдел"),
        (
            "department",
            (
                rf"\s*{_SEPARATOR}+\s*[^,;:/|()\[\]]*\b(?:dept|department|abteilung|departamento|отдел)\b\.?"
                r"[^,;]*$"
            ),
        ),
    ),
    _group(
        re.compile(rf"{_SEPARATOR}\s*(?:{_DOCK})").search,
        (
            "department",
            (
                rf"\s*{_SEPARATOR}+\s*(?:{_DOCK})"
                rf"\s*(?:dock|area|no\.?|office|team|\d+|[a-z]\b)[^,;]*(?=$|[,;])"
            ),
        ),
    ),
)
_EDGES = " \t,;:/|-–—"
_LEAST_LETTERS = 3


def apply_rules(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without what the rules take off, and which kinds of noise that was."""
    removed: list[str] = []
    small = small_letters(text)
    for group in RULES:
        if not group.may_find(small):
            continue
        for kind, rule in group.rules:
            if rule.search(small) is None:
                continue
            shorter = " ".join(parts_around(rule, text, small)).strip(_EDGES)
            if shorter != text.strip(_EDGES) and is_name(shorter):
                text, small = shorter, small_letters(shorter)
                removed.append(kind)
    return text, tuple(dict.fromkeys(removed))


def is_name(text: str) -> bool:
    """True for a text with letters enough to name somebody."""
    start = text[:_LEAST_LETTERS]
    if len(start) == _LEAST_LETTERS and start.isalpha():  # most do: no need to count
        return True
    return sum(map(str.isalpha, text)) >= _LEAST_LETTERS
