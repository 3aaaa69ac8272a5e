"""The spellings of a legal form that follow from one another: abbreviated words, words moved.

The table holds each form once; `Ltd Liability Co`, `Jt Stk Company`, `Stock Joint Company` follow.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations, product
from math import prod

_ABBREVIATIONS = {
    "company": ("company", "co", "comp", "coy"),
    "limited": ("limited", "ltd", "lim"),
    "corporation": ("corporation", "corp"),
    "joint": ("joint", "jt"),
    "stock": ("stock", "stk"),
    "liability": ("liability", "liab"),
    "private": ("private", "pvt", "priv"),
    "public": ("public", "pub"),
    "partnership": ("partnership", "pship"),
    "sirketi": ("sirketi", "sti", "sirket"),
    "anonim": ("anonim", "an"),
    "enterprise": ("enterprise", "entpr", "entp", "ent"),
    "establishment": ("establishment", "estab", "est"),
    "institution": ("institution", "instn", "inst"),
    "federal": ("federal", "fed"),
    "autonomous": ("autonomous", "auton"),
}
_SHORTENED = {
    "academy": ("academy", "acad"),
    "association": ("association", "assoc", "assn", "ass"),
    "bureau": ("bureau", "bur"),
    "center": ("center", "centre", "ctr", "cntr"),
    "chemical": ("chemical", "chem"),
    "design": ("design", "des"),
    "development": ("development", "dev", "devel", "devt"),
    "electronic": ("electronic", "electronics", "elec", "electr"),
    "engineering": ("engineering", "eng", "engg", "engrg"),
    "enterprise": ("enterprise", "entpr", "entp", "ent"),
    "experimental": ("experimental", "exptl", "exper", "exp"),
    "export": ("export", "exp"),
    "import": ("import", "imp"),
    "institute": ("institute", "inst", "instit"),
    "building": ("building", "bldg"),
    "machine": ("machine", "mach"),
    "production": ("production", "prod", "prodn"),
    "radio": ("radio", "rad"),
    "research": ("research", "res", "rsch", "resrch"),
    "science": ("science", "sci"),
    "scientific": ("scientific", "sci", "scient", "scientif"),
    "special": ("special", "spec"),
    "technical": ("technical", "tech", "techn"),
    "technology": ("technology", "tech", "technol"),
    "trading": ("trading", "trdg", "trad", "trade"),
}
_MOST_SPELLINGS = 60  # of one phrase; phrases of more are long enough to be met word by word
_MOVED_WORDS = (3, 4)
"""Words of a form that may stand in another order: `Joint Company Stock`; two words are too few."""

SLIPPING_WORDS = frozenset(
    {"limited", "liability", "company", "corporation", "incorporated", "joint", "stock", "private"}
    | {"public", "partnership", "obshchestvo", "ogranichennoy", "ogranichennoi", "otvetstvennostyu"}
    | {"aktsionernoe", "aktsionernoye", "sirketi", "anonim", "limitada", "sociedad", "anonima"}
    | {"limited", "berhad", "unitary", "enterprise", "establishment", "publichnoe", "otkrytoe"}
)
"""Words of legal forms, long enough to be known behind one slip of the hand."""


def spell_legal_form(words: tuple[str, ...], *, may_move: bool) -> Iterator[tuple[str, ...]]:
    """The given spelling of a form and those that follow from it.

    Args:
        words: One spelling, as in the table.
        may_move: Whether its words may stand in another order.
    """
    least, most = _MOVED_WORDS
    orders = permutations(words) if may_move and least <= len(words) <= most else iter([words])
    for order in orders:
        yield from product(*(_ABBREVIATIONS.get(word, (word,)) for word in order))


def spell_phrase(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """A phrase of common words, and the spellings with its words abbreviated: `sci and prod`.

    Args:
        words: As in the table; single words have their abbreviations there.
    """
    yield words
    if len(words) == 1 or not any(word in _SHORTENED for word in words):
        return
    choices = [_SHORTENED.get(word, (word,)) for word in words]
    if prod(map(len, choices)) <= _MOST_SPELLINGS:
        yield from product(*choices)
