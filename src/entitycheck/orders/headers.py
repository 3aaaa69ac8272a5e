"""What a column header or a form label says: a party in a role, its country or address, or neither.

Steps: fold the text, cut it into words (also `shipName`, `SOLD_TO_PTY`, `Kundenname`), find the
known words of `header_words.tsv` longest first, forgive a typing error, then weigh what was found.
A header that speaks of a code, a date, an amount, goods or staff is no party, whoever it belongs to:
`Vendor No.` holds numbers, `Salesperson` a colleague. Content has its say later (`columns`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

PARTY_ROLES = (
    "bill-to",
    "ship-to",
    "consignee",
    "intermediate-consignee",
    "end-user",
    "notify",
    "forwarder",
    "bank",
    "supplier",
    "manufacturer",
    "customer",
    "contact",
    "party",
)
"""Roles of parties, as in the published contract."""

OTHER_ROLES = ("country", "address", "city", "date", "owner", "share")
"""Roles of the columns that say more about a party, as in the published contract."""

_PLACES = ("address", "city", "country", "state", "postcode")
_NO_PARTY = (
    "code",
    "phone",
    "email",
    "date",
    "person",
    "amount",
    "quantity",
    "goods",
    "status",
    "share",
)
_SURE = 95.0  # role and a word for a name: `Customer Name`, `供应商名称`
_ROLE = 88.0  # role alone: `Consignee`
_NAME = 72.0  # a name, and the sheet must tell whose: `NAME1`, `Company`
_MIXED = 62.0  # name and number in one header: `Customer (No. / Name)`; content decides
_WEAK = 45.0  # a word that means a party only sometimes: `Delivery`, `Account`
_MAX_LENGTH = 120  # a longer text is no header
_ONE_ERROR_LENGTH = 6  # letters from which one typing error is forgiven
_TWO_ERRORS_LENGTH = 10


@dataclass(frozen=True, slots=True)
class HeaderReading:
    """What a header says.

    Args:
        concept: A party role, `name` (a party whose role the sheet tells), a place (`country`,
            `address`, `city`, `state`, `postcode`), `owner`, or what makes it no party (`code`,
            `goods` ...).
        score: Points: how sure the words are.
        reason: Words for people.
        role: For a place: the party it belongs to, where the header says so.
        understood: Share of the letters that were understood, 0 to 1.
    """

    concept: str
    score: float
    reason: str
    role: str | None = None
    understood: float = 0.0

    @property
    def known(self) -> bool:
        """True when most of the header was understood."""
        return self.understood > 0.5  # noqa: PLR2004 -- most

    @property
    def is_party(self) -> bool:
        """True for a party role and for a name."""
        return self.concept == "name" or self.concept in PARTY_ROLES

    @property
    def is_place(self) -> bool:
        """True for country, address, city, state and postcode."""
        return self.concept in _PLACES


_REMARK = re.compile(r"[(（\[]([^)）\]]+)[)）\]]")

UNKNOWN = HeaderReading("", 0.0, "the header is unknown")


@dataclass(frozen=True, slots=True)
class _Term:
    """One known word of the table."""

    concept: str
    text: str
    weak: bool
    stem: bool


@dataclass(frozen=True, slots=True)
class _Found:
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
) | {ord("ـ"): None, ord("ß"): "ss", ord("æ"): "ae", ord("œ"): "oe"}


@lru_cache(maxsize=20_000)
def read_header(text: str) -> HeaderReading:
    """What a header says; `UNKNOWN` when no word of it is known."""
    if not text or len(text) > _MAX_LENGTH:
        return UNKNOWN
    folded = fold_header(text)
    if not folded or folded.replace(" ", "").isdigit():
        return UNKNOWN
    found, unknown = _find_words(folded)
    if not found:
        return UNKNOWN
    reading = _weigh(found, unknown, text)
    remark = _REMARK.search(text)
    if remark and reading.is_party:  # `Buyer (if other than consignee)` is the buyer
        bare = read_header(_REMARK.sub(" ", text).strip())
        if bare.concept in PARTY_ROLES and read_header(remark[1]).concept not in _NO_PARTY:
            return bare
    return reading


def _weigh(found: list[_Found], unknown: list[str], text: str) -> HeaderReading:
    """The reading of the words met in a header."""
    concepts = [one.concept for one in found]
    known_letters = sum(len(one.text.rstrip("*")) for one in found)
    unknown_letters = sum(map(len, unknown))
    understood = known_letters / (known_letters + unknown_letters)
    said = ", ".join(dict.fromkeys(f"'{one.text}'" for one in found))
    if any(one.typo for one in found):
        said += " (with a typing error)"
    roles = [one for one in found if one.concept in PARTY_ROLES]
    role = _leading_role(roles)
    refused = [concept for concept in concepts if concept in _NO_PARTY]
    places = [concept for concept in concepts if concept in _PLACES]
    named = "name" in concepts
    if "owner" in concepts and not refused:
        return HeaderReading("owner", _SURE, f"{said} names owners", understood=understood)
    if places and not set(refused) - {"code", "status"}:
        return _weigh_place(found, places, role, said, understood=understood)
    if refused:
        mixed = set(refused) <= {"code", "phone", "email"} and (named or _joined(text))
        if mixed and (roles or named):
            concept = role or "name"
            return HeaderReading(
                concept, _MIXED, f"{said} speaks of a name and a number", understood=understood
            )
        why = f"{said} speaks of {_IN_WORDS[refused[0]]}"
        return HeaderReading(refused[0], _ROLE, why, role=role, understood=understood)
    strong = [one for one in roles if not one.weak]
    malus = min(20.0, unknown_letters * 1.0)
    if role is not None and (named or len(roles) > 1) and (strong or named):
        return HeaderReading(
            role, _SURE - malus / 2, f"{said} names a party", understood=understood
        )
    if strong and role is not None:
        return HeaderReading(role, _ROLE - malus, f"{said} is a party role", understood=understood)
    if named:
        return HeaderReading("name", _NAME - malus, f"{said} means a name", understood=understood)
    if role is not None:
        return HeaderReading(
            role, _WEAK - malus / 2, f"{said} may mean a party", understood=understood
        )
    return HeaderReading(concepts[0], _WEAK, f"{said} is no party", understood=understood)


def _weigh_place(
    found: list[_Found], places: list[str], role: str | None, said: str, *, understood: float
) -> HeaderReading:
    """The reading of a header that speaks of a place.

    `Country/Region Code` is a country: what follows the place's word and is a code belongs to it.
    """
    concept = "country" if "country" in places else places[0]
    if "address" in places and concept not in {"country", "postcode"}:
        concept = "address"
    goods = any(one.concept == "goods" for one in found)
    score = _WEAK if goods else _SURE
    return HeaderReading(
        concept, score, f"{said} tells where a party is", role=role, understood=understood
    )


def _leading_role(roles: list[_Found]) -> str | None:
    """The role a header with several role words means: strong before weak, special before general."""
    if not roles:
        return None
    ranked = sorted(
        enumerate(roles), key=lambda pair: (pair[1].weak, _GENERAL.get(pair[1].concept, 0), pair[0])
    )
    return ranked[0][1].concept


_GENERAL = {"contact": 1, "customer": 2, "supplier": 2, "party": 3}
"""Roles that others make more precise: `Vendor Bank` is a bank, `Invoice Partner` a customer."""

_IN_WORDS = {
    "code": "a number or code",
    "phone": "a telephone",
    "email": "an e-mail or web address",
    "date": "a date",
    "person": "a member of staff",
    "amount": "money",
    "quantity": "a quantity",
    "goods": "goods",
    "status": "a status or remark",
    "share": "a share",
}


def _joined(text: str) -> bool:
    """True for a header that offers two things: `Customer No. / Name`, `Kunde & Nr.`."""
    return re.search(r"[/&+|,\n、／]", text) is not None


def _find_words(folded: str) -> tuple[list[_Found], list[str]]:
    """Known words in order, and the words left over."""
    found: list[tuple[int, _Found]] = []
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


def _find_in_run(run: str) -> tuple[list[_Found], list[str]]:
    """Known words of a stretch without blanks, longest first at each place."""
    found: list[_Found] = []
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


def _find_in_words(words: list[str]) -> tuple[list[_Found], list[str]]:
    """Known words of a stretch with blanks: phrases first, then compounds, then typing errors."""
    found: list[_Found] = []
    left: list[str] = []
    place = 0
    while place < len(words):
        for size in range(min(_LONGEST_PHRASE, len(words) - place), 0, -1):
            term = _phrase(" ".join(words[place : place + size]))
            if term is not None:
                found.extend(_meet(term))
                place += size
                break
        else:
            word = words[place]
            hits = _read_compound(word) or _forgive(word)
            found.extend(hits)
            if not hits and not word.isdigit() and word not in _FILLERS:
                left.append(word)
            place += 1
    return found, left


_LONGEST_PHRASE = 5
_FILLERS = frozenset(
    [
        "the",
        "of",
        "a",
        "an",
        "and",
        "or",
        "for",
        "to",
        "in",
        "by",
        "at",
        "on",
        "as",
        "if",
        "any",
        "per",
        "s",
        "der",
        "die",
        "das",
        "des",
        "dem",
        "den",
        "und",
        "oder",
        "von",
        "fur",
        "im",
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "et",
        "ou",
        "l",
        "d",
        "a",
        "au",
        "del",
        "el",
        "los",
        "las",
        "y",
        "o",
        "en",
        "para",
        "por",
        "di",
        "da",
        "do",
        "e",
        "v",
        "i",
        "na",
        "po",
        "для",
        "и",
        "по",
        "invoice",
        "order",
        "document",
        "main",
        "primary",
        "ve",
        "ile",
        "bu",
        "icin",
        "من",
        "في",
        "الي",
        "و",
        "او",
        "على",
        "required",
        "optional",
        "pflichtfeld",
        "please",
        "here",
        "your",
        "our",
        "their",
    ]
)


def _phrase(text: str) -> _Term | None:
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


def _stem_phrase(text: str) -> _Term | None:
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


def _split_known(text: str) -> _Term | None:
    """The known word at the end of a compound's rest, after a linking letter."""
    for link in _LINKS:
        if text.startswith(link) and len(text) > len(link):
            term = _word_terms().get(text[len(link) :])
            if term is not None and len(term.text) > 1:
                return term
    return None


def _read_compound(word: str) -> list[_Found]:
    """Two known words written as one: `kundenname`, `vendorname`, `empfangerland`."""
    for size in range(len(word) - 2, 2, -1):
        head = _word_terms().get(word[:size]) or _stem_terms().get(word[:size])
        if head is None or len(head.text) < 3:  # noqa: PLR2004 -- shorter words stand in everything
            continue
        tail = _split_known(word[size:]) or _phrase(word[size:])
        if tail is not None and len(tail.text) > 1:
            return [*_meet(head), *_meet(tail)]
    return []


def _forgive(word: str) -> list[_Found]:
    """The known word that differs by one typing error, by two in long words."""
    if len(word) < _ONE_ERROR_LENGTH or not word.isalpha():
        return []
    allowed = 2 if len(word) >= _TWO_ERRORS_LENGTH else 1
    best: tuple[int, _Term] | None = None
    for term in _long_words().get(word[0], ()):  # people seldom mistype the first letter
        if abs(len(term.text) - len(word)) <= allowed:
            errors = _distance(word, term.text, allowed)
            if errors <= allowed and (best is None or errors < best[0]):
                best = (errors, term)
    return [] if best is None else _meet(best[1], typo=True)


def _meet(term: _Term, *, typo: bool = False) -> list[_Found]:
    """A known word met; one that says two things (`KUNNR`: code, customer) counts as two."""
    return [_Found(concept, term.text, term.weak, typo) for concept in term.concept.split()]


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
def _terms() -> tuple[_Term, ...]:
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
            terms.append(_Term(concept, fold_header_term(bare), weak, stem))
    return tuple(terms)


def fold_header_term(term: str) -> str:
    """A word of the table in the spelling of folded headers, its stars kept."""
    return " ".join(
        fold_header(word.rstrip("*")) + ("*" if word.endswith("*") and " " in term else "")
        for word in term.split()
    )


def _is_run(term: _Term) -> bool:
    return re.match(rf"[{_CJK}]", term.text) is not None


@cache
def _run_terms() -> dict[str, _Term]:
    table: dict[str, _Term] = {}
    for term in _terms():
        if _is_run(term):
            table.setdefault(term.text.replace(" ", ""), term)
    return table


@cache
def _longest_run() -> int:
    return max(map(len, _run_terms()))


@cache
def _word_terms() -> dict[str, _Term]:
    table: dict[str, _Term] = {}
    for term in _terms():
        if not _is_run(term) and "*" not in term.text:
            table.setdefault(term.text, term)
    return table


@cache
def _stem_terms() -> dict[str, _Term]:
    table: dict[str, _Term] = {}
    for term in _terms():
        if term.stem and not _is_run(term) and " " not in term.text:
            table.setdefault(term.text, term)
    return table


@cache
def _stem_phrases() -> tuple[tuple[tuple[str, ...], _Term], ...]:
    return tuple(
        (tuple(term.text.split()), term)
        for term in _terms()
        if "*" in term.text and " " in term.text
    )


@cache
def _long_words() -> dict[str, list[_Term]]:
    """Words long enough for a typing error, by their first letter."""
    table: dict[str, list[_Term]] = {}
    for term in _word_terms().values():
        if " " not in term.text and len(term.text) >= _ONE_ERROR_LENGTH and term.text.isalpha():
            table.setdefault(term.text[0], []).append(term)
    return table
