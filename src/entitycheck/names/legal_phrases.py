"""The spellings of a legal form that follow from one another: abbreviated words, words moved.

The table holds each form once; `Ltd Liability Co`, `Jt Stk Company`, `Stock Joint Company` follow.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations, product

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
}
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
