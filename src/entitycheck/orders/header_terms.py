"""The table of header words, `header_words.tsv`, and the spelling in which headers meet it: `fold_header`.

Each view of the table serves one step of `header_words`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3々ー"
"""Letters of Chinese, Japanese and Korean, for a class of a pattern: they stand without blanks."""

_FILLER = "filler"

ONE_ERROR_LENGTH = 6
"""Letters from which one typing error is forgiven."""

_CASES = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SEPARATORS = re.compile(r"[^\w]+|_")
_BLANK_IN_RUN = re.compile(rf"(?<=[{CJK}]) +(?=[{CJK}])")
_IN_RUN = re.compile(rf"[{CJK}]")
_LETTERS = str.maketrans(
    "أإآٱةىئؤø開戶稱廠貨單銀號編碼類備註國買賣顧運員輸實際終產製購聯絡業務標數額價項應價總項訂購傳",
    "ااااهييوo开户称厂货单银号编码类备注国买卖顾运员输实际终产制购联络业务标数额价项应价总项订购传",
) | {
    ord("ـ"): None,
    ord("đ"): "d",
    ord("ø"): "o",
    ord("ł"): "l",
    ord("ß"): "ss",
    ord("æ"): "ae",
    ord("œ"): "oe",
}


@dataclass(frozen=True, slots=True)
class Term:
    """One known word of the table.

    Args:
        concept: What it says; two concepts parted by a blank for one that says both.
        text: It itself, as `fold_header` spells it.
        weak: It says so only sometimes.
        stem: Endings may follow.
    """

    concept: str
    text: str
    weak: bool
    stem: bool


def fold_header(text: str) -> str:
    """Lower case, no accents, one blank between words; camelCase and separators become blanks.

    Traditional Chinese characters common in headers become simplified ones; Arabic letter forms
    that people use for one another become one.
    """
    text = unicodedata.normalize("NFKC", text.replace("İ", "I").replace("ı", "i"))
    text = _CASES.sub(" ", text)
    text = text.casefold().translate(_LETTERS)
    folded = []
    base = ""
    for character in unicodedata.normalize("NFD", text):
        if unicodedata.combining(character):
            if not ("a" <= base <= "z" or "\u0600" <= base <= "\u06ff"):
                folded.append(character)
            continue
        base = character
        folded.append(character)
    text = unicodedata.normalize("NFC", "".join(folded))
    text = _SEPARATORS.sub(" ", text)
    text = _BLANK_IN_RUN.sub("", text)
    return " ".join(text.split())


@cache
def _terms() -> tuple[Term, ...]:
    """The table of header words, in its order."""
    terms = []
    text = files(__package__).joinpath("header_words.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        concept, words = line.split("\t")
        for word in words.split("|"):
            weak = word.endswith("?")
            bare = word.rstrip("?")
            stem = bare.endswith("*")
            terms.append(Term(concept, _fold_term(bare), weak, stem))
    return tuple(terms)


def _fold_term(term: str) -> str:
    """A word of the table in the spelling of folded headers, its stars kept."""
    return " ".join(
        fold_header(word.rstrip("*")) + ("*" if word.endswith("*") and " " in term else "")
        for word in term.split()
    )


def is_run(text: str) -> bool:
    """True for a stretch that begins with a letter of Chinese, Japanese or Korean."""
    return _IN_RUN.match(text) is not None


@cache
def run_terms() -> dict[str, Term]:
    """Words of Chinese, Japanese and Korean, without blanks."""
    table: dict[str, Term] = {}
    for term in _terms():
        if is_run(term.text):
            table.setdefault(term.text.replace(" ", ""), term)
    return table


@cache
def longest_run() -> int:
    """Letters of the longest of `run_terms`."""
    return max(map(len, run_terms()))


@cache
def word_terms() -> dict[str, Term]:
    """Words and phrases in other scripts that are met as they are, and stems of one word."""
    table: dict[str, Term] = {}
    for term in _terms():
        if not is_run(term.text) and "*" not in term.text and term.concept != _FILLER:
            table.setdefault(term.text, term)
    return table


@cache
def stem_terms() -> dict[str, Term]:
    """Stems of one word: any ending may follow."""
    table: dict[str, Term] = {}
    for term in _terms():
        if term.stem and not is_run(term.text) and " " not in term.text:
            table.setdefault(term.text, term)
    return table


@cache
def stem_phrases() -> tuple[tuple[tuple[str, ...], Term], ...]:
    """Phrases with a stem in them, word by word; a star marks the stems."""
    return tuple(
        (tuple(term.text.split()), term)
        for term in _terms()
        if "*" in term.text and " " in term.text
    )


@cache
def long_words() -> dict[str, list[Term]]:
    """Words long enough for a typing error, by their first letter."""
    table: dict[str, list[Term]] = {}
    for term in word_terms().values():
        if " " not in term.text and len(term.text) >= ONE_ERROR_LENGTH and term.text.isalpha():
            table.setdefault(term.text[0], []).append(term)
    return table


@cache
def fillers() -> frozenset[str]:
    """Words that say nothing: articles, prepositions, `please`."""
    words = frozenset(term.text for term in _terms() if term.concept == _FILLER)
    return words - word_terms().keys()
