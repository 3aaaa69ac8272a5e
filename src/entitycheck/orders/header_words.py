"""The words of headers: fold a text, and find the known words of `header_words.tsv` in it.

Longest words first; words written as one (`kundenname`, `vendorname`) are parted; endings are
allowed where the table says so; one typing error is forgiven in a word of six letters, two in one
of ten. What a header with these words means is decided in `headers`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_ONE_ERROR_LENGTH = 6  # letters from which one typing error is forgiven
_TWO_ERRORS_LENGTH = 10
_LONGEST_PHRASE = 5
FILLER = "filler"
"""Concept of words that say nothing."""


@dataclass(frozen=True, slots=True)
class Term:
    """One known word of the table."""

    concept: str
    text: str
    weak: bool
    stem: bool


@dataclass(frozen=True, slots=True)
class Found:
    """One known word met in a header."""

    concept: str
    text: str
    weak: bool
    typo: bool = False


def fold_header(text: str) -> str:
    """Lower case, no accents, one blank between words; camelCase and separators become blanks.

    Traditional Chinese characters common in headers become simplified ones; Arabic letter forms
    that people use for one another become one.
    """
    text = unicodedata.normalize("NFKC", text.replace("İ", "I").replace("ı", "i"))
    text = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", text)
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
    text = re.sub(r"[^\w]+|_", " ", text)
    text = re.sub(rf"(?<=[{_CJK}]) +(?=[{_CJK}])", "", text)
    return " ".join(text.split())


_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3々ー"
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


def find_words(folded: str) -> tuple[list[Found], list[str]]:
    """Known words in order, and the words left over."""
    found: list[tuple[int, Found]] = []
    rest: list[str] = []
    position = 0
    for run in _runs(folded):
        if re.match(rf"[{_CJK}]", run):
            hits, left = _find_in_run(run)
        else:
            hits, left = _find_in_words(run.split())
        for hit in hits:
            found.append((position, hit))
            position += 1
        rest.extend(left)
    return [hit for _, hit in found], rest


def _runs(folded: str) -> Iterator[str]:
    """Stretches of Chinese, Japanese, Korean, and of everything else."""
    for match in re.finditer(rf"[{_CJK}]+|[^{_CJK}]+", folded):
        run = match.group().strip()
        if run:
            yield run


def _find_in_run(run: str) -> tuple[list[Found], list[str]]:
    """Known words of a stretch without blanks, longest first at each place."""
    found: list[Found] = []
    left = ""
    place = 0
    while place < len(run):
        for size in range(min(_longest_run(), len(run) - place), 0, -1):
            term = _run_terms().get(run[place : place + size])
            if term is not None:
                found.extend(_meet(term))
                place += size
                break
        else:
            left += run[place]
            place += 1
    return found, [left] if left else []


def _find_in_words(words: list[str]) -> tuple[list[Found], list[str]]:
    """Known words of a stretch with blanks: phrases first, then compounds, then typing errors."""
    found: list[Found] = []
    left: list[str] = []
    place = 0
    while place < len(words):
        for size in range(min(_LONGEST_PHRASE, len(words) - place), 0, -1):
            if size == 1 and words[place] in _fillers():
                place += 1
                break
            term = _phrase(" ".join(words[place : place + size]))
            if term is not None:
                found.extend(_meet(term))
                place += size
                break
        else:
            word = words[place]
            hits = _read_compound(word) or _forgive(word)
            found.extend(hits)
            if not hits and not word.isdigit():
                left.append(word)
            place += 1
    return found, left


def _phrase(text: str) -> Term | None:
    """The term equal to a phrase, or the longest stem that begins it."""
    term = _word_terms().get(text)
    if term is not None:
        return term
    if " " in text:
        return _stem_phrase(text)
    for size in range(len(text) - 1, 3, -1):
        stem = _stem_terms().get(text[:size])
        if stem is None:
            continue
        rest = text[size:]
        return stem if _is_inflection(rest) else None
    return None


def _stem_phrase(text: str) -> Term | None:
    """A phrase of stems: `конечный пользователь` for `конечн* пользовател*`."""
    words = text.split()
    for stems, term in _stem_phrases():
        if len(stems) == len(words) and all(
            word.startswith(stem[:-1]) if stem.endswith("*") else word == stem
            for stem, word in zip(stems, words, strict=True)
        ):
            return term
    return None


def _is_inflection(rest: str) -> bool:
    """True for an ending, false for a further word of a compound (`kundennummer`)."""
    return _word_terms().get(rest) is None and _split_known(rest) is None and len(rest) <= 6  # noqa: PLR2004 -- longest endings: Turkish `larinin`, Russian `ованием`


_LINKS = ("", "n", "en", "s", "es", "e", "er", "r")


def _split_known(text: str) -> Term | None:
    """The known word at the end of a compound's rest, after a linking letter."""
    for link in _LINKS:
        if text.startswith(link) and len(text) > len(link):
            term = _word_terms().get(text[len(link) :])
            if term is not None and len(term.text) > 1:
                return term
    return None


def _read_compound(word: str) -> list[Found]:
    """Two known words written as one: `kundenname`, `vendorname`, `empfangerland`."""
    for size in range(len(word) - 2, 2, -1):
        head = _word_terms().get(word[:size]) or _stem_terms().get(word[:size])
        if head is None or len(head.text) < 3:  # noqa: PLR2004 -- shorter words stand in everything
            continue
        tail = _split_known(word[size:]) or _phrase(word[size:])
        if tail is not None and len(tail.text) > 1:
            return [*_meet(head), *_meet(tail)]
    return []


def _forgive(word: str) -> list[Found]:
    """The known word that differs by one typing error, by two in long words."""
    if len(word) < _ONE_ERROR_LENGTH or not word.isalpha():
        return []
    allowed = 2 if len(word) >= _TWO_ERRORS_LENGTH else 1
    best: tuple[int, Term] | None = None
    for term in _long_words().get(word[0], ()):  # people seldom mistype the first letter
        if abs(len(term.text) - len(word)) <= allowed:
            errors = _distance(word, term.text, allowed)
            if errors <= allowed and (best is None or errors < best[0]):
                best = (errors, term)
    return [] if best is None else _meet(best[1], typo=True)


def _meet(term: Term, *, typo: bool = False) -> list[Found]:
    """A known word met; one that says two things (`KUNNR`: code, customer) counts as two."""
    return [Found(concept, term.text, term.weak, typo) for concept in term.concept.split()]


def _distance(left: str, right: str, limit: int) -> int:
    """Letters to insert, drop, change or swap; anything above `limit` once that is certain."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, one in enumerate(left, 1):
        above, row, older = row, [i], before
        for j, other in enumerate(right, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (one != other))
            if i > 1 and j > 1 and one == right[j - 2] and left[i - 2] == other:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
        before = above
    return row[-1]


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
            terms.append(Term(concept, fold_header_term(bare), weak, stem))
    return tuple(terms)


def fold_header_term(term: str) -> str:
    """A word of the table in the spelling of folded headers, its stars kept."""
    return " ".join(
        fold_header(word.rstrip("*")) + ("*" if word.endswith("*") and " " in term else "")
        for word in term.split()
    )


def _is_run(term: Term) -> bool:
    return re.match(rf"[{_CJK}]", term.text) is not None


@cache
def _run_terms() -> dict[str, Term]:
    table: dict[str, Term] = {}
    for term in _terms():
        if _is_run(term):
            table.setdefault(term.text.replace(" ", ""), term)
    return table


@cache
def _longest_run() -> int:
    return max(map(len, _run_terms()))


@cache
def _word_terms() -> dict[str, Term]:
    table: dict[str, Term] = {}
    for term in _terms():
        if not _is_run(term) and "*" not in term.text and term.concept != FILLER:
            table.setdefault(term.text, term)
    return table


@cache
def _stem_terms() -> dict[str, Term]:
    table: dict[str, Term] = {}
    for term in _terms():
        if term.stem and not _is_run(term) and " " not in term.text:
            table.setdefault(term.text, term)
    return table


@cache
def _stem_phrases() -> tuple[tuple[tuple[str, ...], Term], ...]:
    return tuple(
        (tuple(term.text.split()), term)
        for term in _terms()
        if "*" in term.text and " " in term.text
    )


@cache
def _long_words() -> dict[str, list[Term]]:
    """Words long enough for a typing error, by their first letter."""
    table: dict[str, list[Term]] = {}
    for term in _word_terms().values():
        if " " not in term.text and len(term.text) >= _ONE_ERROR_LENGTH and term.text.isalpha():
            table.setdefault(term.text[0], []).append(term)
    return table


@cache
def _fillers() -> frozenset[str]:
    """Words that say nothing: articles, prepositions, `please`."""
    words = frozenset(term.text for term in _terms() if term.concept == FILLER)
    return words - _word_terms().keys()
