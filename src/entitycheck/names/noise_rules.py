"""The rules that take labels, contacts, numbers and departments off a name, in their fixed order.

Each rule is tried on what the ones before it left, and takes nothing off that would leave no name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

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
    r"empfänger|kunde|lieferant|firma|destinataire|cliente|proveedor|получатель|покупатель|"
    r"收货人|买方|客户|供应商|通知人"
)
_RULES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (label, re.compile(pattern, re.IGNORECASE | re.DOTALL))
    for label, pattern in (
        ("note", r"\*{2,}.*?(?:\*{2,}|$)"),
        (
            "note",
            (
                r"[\[(<{]\s*(?:in)?active\s*[\])>}]|[\[(]\s*(?:blocked|closed|old|new|duplicate|do not use"
                r"|test|obsolete|on hold|hold|deleted)\b[^\])]*[\])]|[-–/,;]?\s*do not use\b.*$"
            ),
        ),
        ("label", r"^\W*(?:please|kindly|pls)\s+(?=\S)"),
        ("label", rf"^\W*(?:{_LABEL_STRONG})\b\.?\s*(?:\d{{3,}}\b)?\s*[:#.\-–]*\s*"),
        ("label", rf"^\W*(?:{_LABEL_WEAK})\s*(?:\d{{3,}})?\s*(?:[:：]\s*|[-–—]+\s+)"),
        ("label", rf"^\W*(?:{_LABEL_WEAK})\s+(?:no\.?\s*)?\d{{3,}}\s*[:\-–]?\s+"),
        (
            "order number",
            (
                rf"^\W*(?:p\.?\s?o\.?|s\.?o\.?|p\.?i\.?|purchase order|order|ref|inv|invoice|contract)\b"
                rf"{_NUMBER}\s*[-:,;/]*\s+(?=\S)"
            ),
        ),
        ("number", r"^\W*#?\d{4,}\s*[-:,;/]*\s+(?=[^\W\d]{2})"),
        (
            "order number",
            (
                rf"\s*{_SEPARATOR}*\s*\b"
                r"(?:p\.?\s?o\.?|purchase order|order|ref|invoice|inv|contract|p\.?i\.?)"
                r"(?:\s*(?:no\.?|nr\.?|number|num|#|:)[#:.\s]*[a-z]{0,4}[\-/ ]?\d[\w\-/]*"
                r"|\s+[a-z]{0,4}[\-/]?\d[\w\-/]{3,})\)?"
            ),
        ),
        ("e-mail", r"\s*\(?\b(?:e[\s-]?mail\s*[:.]?\s*)?[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+\)?"),
        ("web address", r"\s*\(?(?:https?://|www\.)\S+\)?"),
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
        (
            "contact",
            (
                rf"\s*{_SEPARATOR}*\s*\b(?:attn|attention|att|kind attn|contact(?: person)?|f\.?a\.?o)\b"
                r"\s*[.:]+\s*\S.*$"
            ),
        ),
        ("contact", rf"\s*{_SEPARATOR}+\s*(?:attn|attention|kind attn)\b.*$"),
        (
            "department",
            (
                rf"\s*{_SEPARATOR}+\s*[^,;:/|()\[\]]*\b(?:dept|department|abteilung|departamento|отдел)\b\.?"
                r"[^,;]*$"
            ),
        ),
        (
            "department",
            (
                rf"\s*{_SEPARATOR}+\s*(?:receiving|loading|accounts payable|purchasing|procurement|"
                rf"warehouse|whse|wh|dock|gate|store|plant|building|bldg|site|unit|block)"
                rf"\s*(?:dock|area|no\.?|office|team|\d+|[a-z]\b)[^,;]*(?=$|[,;])"
            ),
        ),
    )
)
_DIGIT = re.compile(r"\d")
_FIGURES = re.compile(r"\d[\d\s()+./\-]{4}")
_CODE = re.compile(r"\d[\w\-/.]{4}")
_SIGNS: dict[str, tuple[str, ...]] = {
    "e-mail": ("@",),
    "web address": ("http", "www."),
    "contact": ("att", "contact", "fao", "f.a", "fa.o"),
    "branch": ("branch", "filial", "sube"),
    "other part": (
        *("/", "|", ";", "\n", "\t", "aka", "a.k", "ak.a", "known as", "fka", "f.k", "fk.a"),
        *("formerly", "previously", "dba", "d.b", "db.a", "doing business", "trading as"),
        *("on behalf", "care of", "via", "for"),
    ),
}
_FIGURES_OF = {
    "order number": _DIGIT,
    "phone": _FIGURES,
    "tax number": _CODE,
    "department": re.compile(_SEPARATOR),
}
"""What a text in ASCII must hold for a rule to find anything: a quick look before the slow one.

Most names hold none of it, and to try every rule took half the time of reading a name.
"""
_EDGES = " \t,;:/|-–—"
_LEAST_LETTERS = 3


def apply_rules(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without what the rules take off, and which kinds of noise that was."""
    removed: list[str] = []
    barred = barred_labels(text)
    for label, pattern in _RULES:
        if label in barred:
            continue
        changed = pattern.sub(" ", text)
        if changed == text:
            continue
        shorter = changed.strip(_EDGES)
        if shorter != text.strip(_EDGES) and is_name(shorter):
            text = shorter
            removed.append(label)
            barred = barred_labels(text)
    return text, tuple(dict.fromkeys(removed))


@lru_cache(maxsize=64)  # asked three times on end
def barred_labels(text: str) -> frozenset[str]:
    """Kinds of noise that cannot stand in a text, those of `noise` among them: see `_SIGNS`."""
    if not text.isascii():
        return frozenset()
    lowered = text.lower()
    barred = [label for label, signs in _SIGNS.items() if not _holds_any(lowered, signs)]
    barred += [label for label, figures in _FIGURES_OF.items() if figures.search(text) is None]
    return frozenset(barred)


def _holds_any(text: str, signs: Sequence[str]) -> bool:
    for sign in signs:  # noqa: SIM110 -- half the time of any()
        if sign in text:
            return True
    return False


def is_name(text: str) -> bool:
    """True for a text with letters enough to name somebody."""
    return sum(map(str.isalpha, text)) >= _LEAST_LETTERS
