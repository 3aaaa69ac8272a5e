"""How names, words, countries and legal forms are filed in the index: the same on both sides.

What the list was compiled with, and what a party is looked up with, must be one code.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from entitycheck.matching.slips import SCANNED_AS_ONE
from entitycheck.matching.words import Floats, Ints
from entitycheck.names.comparable import ComparableName, Kind, Token
from entitycheck.names.folding import fold
from entitycheck.names.lexicon import load_form_families
from entitycheck.names.words import read_words

LEGAL_BITS = 63
PREFIX_LETTERS = 32
NEAR_LEAST, NEAR_MOST = 5, 14
"""Letters of rare words that are also filed one letter shorter; longer ones share enough pieces."""
NEUTRAL_FAMILIES = frozenset({"corporate"})  # Company, Corp., Inc. translate any form
_KNOWN_WORDS = 50_000
_KIND_DIGITS = {kind: str(int(kind)) for kind in Kind}
_BRACKET = re.compile(r"\(([^()]*)\)")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9-]{2,11}")


_POWERS = np.cumprod(np.full(NEAR_MOST + 3, 0x9E3779B97F4A7C15, np.uint64))
"""Of a letter in a checksum, by its place: of any odd number as large, modulo 2 to the 64th."""


class NameFlag:
    """What is special about a listed name, one bit each."""

    ALIAS = 1
    WEAK = 2
    PART = 4  # an acronym given in brackets, or the name without its brackets


def word_key(text: str, kind: Kind) -> str:
    """How a word is filed: its kind, then its spelling."""
    return _KIND_DIGITS[kind] + text


@lru_cache(maxsize=_KNOWN_WORDS)
def shown(written: str) -> str:
    """A written word in the one form in which words of both names are shown."""
    return fold(written) or written


def name_hash(folded: str) -> int:
    """A 63-bit fingerprint of a folded name without its blanks; the same on every machine."""
    digest = hashlib.blake2b(folded.replace(" ", "").encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1


def pair_hash(first: str, second: str) -> int:
    """A checksum of two neighbouring words."""
    return zlib.crc32(f"{first} {second}".encode())


def sorted_core(reading: ComparableName) -> str:
    """The words in alphabetical order without blanks, for names whose words were moved."""
    return "".join(sorted(token.text for token in reading.tokens))


def distinct_words(reading: ComparableName) -> dict[str, Token]:
    """The words of a reading by how they are filed: "Anthony Anthony" says no more than "Anthony"."""
    found: dict[str, Token] = {}
    for token in reading.tokens:
        found.setdefault(_KIND_DIGITS[token.kind] + token.text, token)
    return found


def distinct_tokens(reading: ComparableName) -> list[Token]:
    """The words of a reading, each once."""
    return list(distinct_words(reading).values())


def distinct_keys(reading: ComparableName) -> list[str]:
    """The words of a reading as filed, each once."""
    return list(distinct_words(reading))


def is_bare_form(reading: ComparableName) -> bool:
    """Whether nothing but a legal form is there, as in the `(LLC)` of a name."""
    return bool(reading.legal_forms) and len(reading.tokens) == len(reading.folded.split())


def country_number(code: str) -> int:
    """An ISO-2 code as a number."""
    return ord(code[0]) * 256 + ord(code[1])


def bracket_parts(text: str) -> list[str]:
    """An acronym that a name gives in brackets at its end, and the name without its brackets.

    In "Aviation Industry Corporation of China (AVIC) Institute 625" the acronym is another party's.
    """
    found = [part for part in _BRACKET.finditer(text) if _ACRONYM.fullmatch(part[1].strip())]
    if not found:
        return []
    acronyms = [part[1].strip() for part in found if _ends_name(text[part.end() :])]
    outside = _BRACKET.sub(" ", text).strip(" ,.;")
    return [*acronyms, outside]


def _ends_name(tail: str) -> bool:
    """Whether nothing but a legal form or another bracket follows."""
    words = fold(_BRACKET.sub(" ", tail)).split()
    tokens, forms = read_words(words) if words else ((), frozenset())
    return not tokens or (bool(forms) and len(tokens) == len(words))


def legal_bits() -> dict[str, tuple[int, int]]:
    """The bit of each class of legal forms and that of its family; 0 where it says nothing."""
    families = load_form_families()
    classes = sorted(families)
    known = sorted(set(families.values()) - NEUTRAL_FAMILIES)
    return {
        one: (
            1 << (place % LEGAL_BITS),
            1 << known.index(families[one]) if families.get(one) in known else 0,
        )
        for place, one in enumerate(classes)
    }


def legal_masks(forms: frozenset[str], bits: Mapping[str, tuple[int, int]]) -> tuple[int, int]:
    """The bits of some legal forms and of their families, joined."""
    classes = families = 0
    for form in forms:
        one, family = bits.get(form, (0, 0))
        classes |= one
        families |= family
    return classes, families


def near_hashes(words: Sequence[str]) -> tuple[Ints, Ints]:
    """Checksums of words, of each with every letter left out once, and as a scanner may read it.

    Args:
        words: Words of 1 to `NEAR_MOST` + 1 letters.

    Returns:
        The place of the word of each checksum, and the checksums.
    """
    scanned = [
        (place, word.replace(two, one))
        for place, word in enumerate(words)
        for two, one in SCANNED_AS_ONE
        if two in word
    ]
    texts = [*words, *(text for _, text in scanned)]
    sizes = np.fromiter(map(len, texts), np.int64, len(texts))
    ends = sizes.cumsum()
    starts = ends - sizes
    owner = np.arange(len(texts)).repeat(sizes)
    at = np.arange(len(owner)) - starts[owner]
    letters = np.frombuffer("".join(texts).encode("utf-32-le"), np.uint32).astype(np.uint64)
    here, moved_up = _sums(letters * _POWERS[at + 1]), _sums(letters * _POWERS[at])
    whole = here[ends] - here[starts]
    count = int(ends[len(words) - 1]) if words else 0  # letters of the words themselves
    owner, at = owner[:count], np.arange(count)
    shorter = here[at] - here[starts[owner]] + moved_up[ends[owner]] - moved_up[at + 1]
    owners = np.concatenate(
        [np.arange(len(words)), np.asarray([place for place, _ in scanned], np.int64), owner]
    )
    return owners, np.concatenate([whole, shorter]).view(np.int64)


def _sums(values: NDArray[Any]) -> NDArray[np.uint64]:
    """The sums of the values before each place, and of all."""
    sums = np.zeros(len(values) + 1, np.uint64)
    values.cumsum(out=sums[1:])
    return sums


def feature_rarity(counts: Ints, names: int) -> Floats:
    """Weight of a piece or word in the candidate search: the rarer the heavier."""
    rarity: Floats = np.log((names + 1) / (counts + 0.5))
    return np.maximum(rarity, 0.1)
