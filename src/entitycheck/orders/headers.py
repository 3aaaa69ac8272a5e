"""What a column header or a form label says: a party in a role, its country or address, or neither.

Steps: fold the text, cut it into words (also `shipName`, `SOLD_TO_PTY`, `Kundenname`), find the
known words of `header_words.tsv` longest first, forgive a typing error, then weigh what was found.
A header that speaks of a code, a date, an amount, goods or staff is no party, whoever it belongs to:
`Vendor No.` holds numbers, `Salesperson` a colleague. Content has its say later (`columns`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from entitycheck.orders.header_terms import fold_header
from entitycheck.orders.header_words import Found, find_words

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

PLACE_ROLES = ("country", "address", "city")
"""Roles of the columns that say where a party is, as in the published contract."""

LABEL_ENDS = (":", "：")
"""What a label of a form ends with, and a header of a table rarely."""

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
        is_own: It speaks of the user's own company, such as `Legal entity`.
        is_company: It says `Company` and nothing else.
        is_guessed: A typing error was forgiven to read it.
    """

    concept: str
    score: float
    reason: str
    role: str | None = None
    understood: float = 0.0
    is_own: bool = False
    is_company: bool = False
    is_guessed: bool = False

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


_NUMBERING = re.compile(r"^\s*[(:]?\d{1,2}(?:[a-zA-Z]\d?)?[.):]?\s+(?=\D)")
"""The number of a field on a form: `1 Absender`, `2. Consignee`, `1a. USPPI`."""

_PIECES = re.compile(r"[,，、;/&+]|\b(?:and|und|et|y|e|i|en)\b")
_REMARK = re.compile(r"[(（\[]([^)）\]]+)[)）\]]")

UNKNOWN = HeaderReading("", 0.0, "the header is unknown")


@lru_cache(maxsize=20_000)
def read_header(text: str) -> HeaderReading:
    """What a header says; `UNKNOWN` when no word of it is known."""
    if not text or len(text) > _MAX_LENGTH:
        return UNKNOWN
    text = _NUMBERING.sub("", text)
    folded = fold_header(text)
    if not folded or folded.replace(" ", "").isdigit():
        return UNKNOWN
    found, unknown = find_words(folded)
    if not found:
        return UNKNOWN
    reading = _weigh(found, unknown, text)
    if any(one.typo for one in found):
        reading = replace(reading, is_guessed=True)
    concepts = {one.concept for one in found}
    if concepts.isdisjoint(PARTY_ROLES) and not concepts.isdisjoint(("own", "company")):
        reading = replace(
            reading,
            is_own="own" in concepts,
            is_company="company" in concepts and concepts <= {"name", "company"},
        )
    remark = _REMARK.search(text)
    if remark:
        bare = read_header(_REMARK.sub(" ", text).strip())
        if bare.concept in PARTY_ROLES and _only_adds(reading, bare, remark[1]):
            return bare
    return reading


def _only_adds(reading: HeaderReading, bare: HeaderReading, remark: str) -> bool:
    """True when a remark in brackets leaves a party what it is.

    `Buyer (if other than consignee)` is the buyer, and `Absender (Name, Anschrift, Land)` the sender;
    but `Customer (Country)` is a country.
    """
    if reading.is_party:
        return read_header(remark).concept not in _NO_PARTY
    pieces = _PIECES.split(remark)
    return len(pieces) > 1 and bare.understood == 1 and read_header(pieces[0]).concept == "name"


def _weigh(found: list[Found], unknown: list[str], text: str) -> HeaderReading:
    """The reading of the words met in a header."""
    concepts = [one.concept for one in found]
    known_letters = sum(len(text) for text in {one.text.rstrip("*") for one in found})
    unknown_letters = sum(map(len, unknown))
    understood = known_letters / (known_letters + unknown_letters)
    said = ", ".join(dict.fromkeys(f"'{one.text}'" for one in found))
    if any(one.typo for one in found):
        said += " (with a typing error)"
    roles = [one for one in found if one.concept in PARTY_ROLES]
    role = _leading_role(roles)
    refused = _refusals(concepts)
    places = [concept for concept in concepts if concept in _PLACES]
    named = not {"name", "given", "family"}.isdisjoint(concepts) and (
        role is not None or "name" in concepts
    )
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


def _refusals(concepts: list[str]) -> list[str]:
    """What makes a header no party; a company's word outweighs a person's: `Requester Company`."""
    person = () if "company" in concepts else ("person",)
    return [one for one in concepts if one in _NO_PARTY and (one != "person" or one in person)]


def _weigh_place(
    found: list[Found], places: list[str], role: str | None, said: str, *, understood: float
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


def _leading_role(roles: list[Found]) -> str | None:
    """The role a header with several role words means: strong before weak, special before general."""
    if not roles:
        return None
    ranked = sorted(
        enumerate(roles), key=lambda pair: (pair[1].weak, _GENERAL.get(pair[1].concept, 0), pair[0])
    )
    return ranked[0][1].concept


_GENERAL = {"bank": -1, "contact": 1, "customer": 2, "supplier": 2, "party": 3}
"""Roles that others make more precise: `Invoice Partner` is a customer, `Intermediary Bank` a bank."""

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
