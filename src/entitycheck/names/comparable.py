"""What a name becomes before it is compared: `ComparableName`, made of classified `Token`s.

This is the contract between `names` (which writes it) and `matching` (which weighs it).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Kind(IntEnum):
    """What a word of a name says about who is meant."""

    DISTINCTIVE = 0  # weighed by its rarity on the list
    GENERIC = 1  # technology, trading, institute: `text` is the spelling of its class
    PLACE = 2  # beijing, iran: `text` is the place's one spelling
    NUMBER = 3  # 38, 4 of "4paradigm", "no. 13"
    TITLE = 4  # mr, dr, haji


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a name.

    Args:
        text: Comparable spelling: folded to a-z0-9; classes in their one spelling (tech -> technology,
            peking -> beijing, fourth -> 4).
        kind: What the word says.
        written: The folded word or words it was read from, for the reason.
        trust: How sure the reading is of this word, 0 to 1: less where vowels had to be guessed.
    """

    text: str
    kind: Kind
    written: str
    trust: float = 1.0


@dataclass(frozen=True, slots=True)
class ComparableName:
    """One reading of a name.

    Args:
        raw: The text as it came.
        folded: Lower-case Latin letters and digits, words separated by one blank; nothing taken out.
            Two names equal in `folded` without its blanks are the same name.
        tokens: Words in order, legal forms and stop words taken out.
        legal_forms: Classes of the legal forms taken out, e.g. `{"llc"}`; OOO and LLC are one class.
        basis: How this reading came about, for the reason: `as written`, `noise removed: ATTN, phone`,
            `Cyrillic read as Latin`, `native name of Inspur`, `Chinese words translated` ...
        whole: False for a reading that leaves out words which may belong to the name: what stands in
            or outside brackets, quotes, before a second party, up to the legal form.
    """

    raw: str
    folded: str
    tokens: tuple[Token, ...]
    legal_forms: frozenset[str] = frozenset()
    basis: str = "as written"
    whole: bool = True

    @property
    def core(self) -> str:
        """The token texts without blanks: joined and split spellings become equal."""
        return "".join([token.text for token in self.tokens])
