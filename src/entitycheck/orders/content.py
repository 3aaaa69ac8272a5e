"""What the cells of a column look like: names of companies, codes, numbers, dates, countries.

The header says what a column should hold; the content says what it does. A sample of the cells is
enough, taken from the whole length of the column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from entitycheck.orders.grid import CellTrouble, Value, cell_text, is_nothing

SAMPLE = 300
"""Cells looked at: the share of company names in a column is then known to about 3 %."""

_LEGAL_FORMS = re.compile(
    r"\b(?:ltd|limited|inc|incorporated|corp|corporation|gmbh|llc|llp|plc|pte|pty|pvt|sdn|bhd|s\.?r\.?l"
    r"|b\.v|n\.v|s\.p\.a|spa|sarl|sas|s\.a\.s|s\.a|a\.s|oyj?|aps|ooo|oao|zao|pao|jsc|ojsc|pjsc|kft|d\.o\.o"
    r"|doo|ltda|eirl|fze|fzco|fz-llc|w\.l\.l|wll|k\.k|co\.|tic|ticaret|şti|sti|kgaa|e\.k|e\.v|tbk)(?![\w])"
    r"|(?:(?<=[\w.)\"»”&][\s,])(?:ag|kg|sa|se|ab|as|bv|nv|co|oy|ug|ohg|cie|a/s|s/a|kk)\.?$)"
    r"|\b(?:ооо|оао|зао|пао|ао|нпо|фгуп|тоо)\b|公司|株式会社|有限会社|合同会社|（株）|\(株\)|㈱|주식회사|شركة|ش\.م",
    re.IGNORECASE,
)
_COMPANY_WORDS = re.compile(
    r"\b(?:group|holdings?|industr(?:y|ies|ial)|trading|technolog(?:y|ies)|electronics?|logistics"
    r"|universit\w*|institut\w*|bank|company|enterprises?|international|imports?|exports?|systems"
    r"|aerospace|aviation|shipping|engineering|solutions|services|manufacturing|factory|academy"
    r"|laborator(?:y|ies)|hospital|ministry|werke|maschinenbau|handels\w*|sanayi|завод|институт\w*"
    r"|компания|университет\w*|банк|группа)\b|集团|集團|大学|大學|研究所|研究院|研究室|银行|銀行|工厂|厂$|工場"
    r"|製作所|工業|商事|جامعة|مؤسسة|مصنع|بنك",
    re.IGNORECASE,
)
_CODE = re.compile(r"(?=.*\d)[\w./#:+-]+")
_NUMBER_TEXT = re.compile(r"[\s\d.,'+-]*\d[\s\d.,'%€$£¥+-]*(?:[A-Za-z]{1,3}|[€$£¥元])?")
_DATE_TEXT = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}.*|\d{4}年.*|\d{1,2}[ -][A-Za-z]{3,9}[ -]\d{2,4}"
)
_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.\w+|(?:https?://|www\.)\S+", re.IGNORECASE)
_ANSWER = re.compile(r"(?:NO MATCH|MATCH|REVIEW)(?: \(|:|$)|#EC! ")  # what our own formulas give
_SENTENCE_WORDS = 9


@dataclass(frozen=True, slots=True)
class Content:
    """Shares (0 to 1) of what the filled cells of a column are.

    `companies` are cells with a legal form or a word that companies bear; `legal` those with a form.
    """

    filled: int
    numbers: float = 0.0
    dates: float = 0.0
    codes: float = 0.0
    mails: float = 0.0
    companies: float = 0.0
    legal: float = 0.0
    sentences: float = 0.0
    troubles: float = 0.0
    answers: float = 0.0
    distinct: float = 0.0

    @property
    def names(self) -> float:
        """Share of cells that could be names at all."""
        return max(0.0, 1.0 - self.numbers - self.dates - self.codes - self.mails)


def has_legal_form(text: str) -> bool:
    """True for a text with a legal form in one of the usual languages."""
    return _LEGAL_FORMS.search(text) is not None


def is_plain_number(value: Value) -> bool:
    """True for numbers, dates and flags, also as text; they are no names."""
    if isinstance(value, bool | int | float | date | datetime | time | timedelta):
        return True
    text = cell_text(value)
    return bool(text) and (_NUMBER_TEXT.fullmatch(text) or _DATE_TEXT.fullmatch(text)) is not None


def sample(values: Sequence[Value]) -> list[Value]:
    """At most `SAMPLE` values from the whole length."""
    step = max(1, len(values) // SAMPLE)
    return list(values[::step][:SAMPLE])


def describe(values: Iterable[Value]) -> Content:
    """The content of a column, from a sample of its cells."""
    counts = dict.fromkeys(
        (
            "numbers",
            "dates",
            "codes",
            "mails",
            "companies",
            "legal",
            "sentences",
            "troubles",
            "answers",
        ),
        0,
    )
    filled = 0
    seen = set()
    for value in values:
        kind = _kind(value)
        if kind is None:
            continue
        filled += 1
        seen.add(cell_text(value))
        if kind:
            counts[kind] += 1
        if kind == "companies" and has_legal_form(cell_text(value)):
            counts["legal"] += 1
    if not filled:
        return Content(0)
    shares = {key: count / filled for key, count in counts.items()}
    return Content(filled, distinct=len(seen) / filled, **shares)


def _kind(value: Value) -> str | None:
    """What one cell is; None for a blank, `` for any other text."""
    if isinstance(value, CellTrouble):
        return "troubles"
    if isinstance(value, date | datetime | time | timedelta):
        return "dates"
    if isinstance(value, bool | int | float):
        return "numbers"
    text = cell_text(value)
    return None if is_nothing(text) else _kind_of_text(text)


def _kind_of_text(text: str) -> str:
    """What a filled cell's text is."""
    if _ANSWER.match(text):
        return "answers"
    if _DATE_TEXT.fullmatch(text):
        return "dates"
    if _NUMBER_TEXT.fullmatch(text):
        return "numbers"
    if _MAIL.fullmatch(text):
        return "mails"
    if _LEGAL_FORMS.search(text) or _COMPANY_WORDS.search(text):
        return "companies"
    if _CODE.fullmatch(text) and not re.fullmatch(r"\d?[A-Za-z]{4,}\d?", text):
        return "codes"
    if len(text.split()) >= _SENTENCE_WORDS:
        return "sentences"
    return ""
