"""The compiled list, opened: every listed name, ready to be searched.

The arrays of `compiling` are wrapped without copying; the few strings that an answer needs are
decoded when asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from entitycheck.addresses import comparable_address
from entitycheck.matching.grams import GRAM_CODES
from entitycheck.matching.keys import PREFIX_LETTERS, legal_bits
from entitycheck.matching.texts import Array, Texts
from entitycheck.matching.word_table import listed_table
from entitycheck.matching.words import Flags, Ints
from entitycheck.names.comparable import Kind
from entitycheck.names.sounds import latin_consonants

_SOUNDED = (str(int(Kind.DISTINCTIVE)), str(int(Kind.PLACE)))
COMMON_PIECE, COMMON_WORD = 100, 800
"""Pieces of fewer names take no time worth saving; a word of fewer names may be a brand: Huawei."""
FIRST_LISTS = ("EL", "SDN")
"""Of a party on several lists, the entry that says what is forbidden is the one to read first."""


def open_index(arrays: Mapping[str, Array]) -> NameIndex:
    """The index over compiled arrays, which may be memory-mapped and are never changed."""
    return NameIndex(arrays)


class NameIndex:
    """Every listed name, ready to be searched. Made by `open_index`.

    Args:
        arrays: From `compile_index`.
    """

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        # Plain views: each slice of a numpy.memmap costs a microsecond more.
        arrays = {name: array.view(np.ndarray) for name, array in arrays.items()}
        self.arrays = arrays
        self.name_text = Texts("name", arrays)
        self.core = Texts("core", arrays)
        self.sorted_core = Texts("sorted", arrays)
        self.plain = Texts("plain", arrays)
        self.words = Texts("word", arrays)
        self.written = Texts("written", arrays)
        self.address = Texts("address", arrays)
        self.wordings: dict[tuple[str, ...], Any] = {}  # kept by `pieces`
        self.nearest: dict[tuple[str, tuple[int, ...]], Ints] = {}  # kept by `candidates`
        self.products: Any = None  # kept by `products`, which alone knows scipy
        self._narrowed: dict[tuple[str, ...], NDArray[np.bool_]] = {}

    def __getitem__(self, name: str) -> Array:
        """One array by name."""
        return self.arrays[name]

    @property
    def names(self) -> int:
        """Number of listed names, parts in brackets included."""
        return len(self.arrays["name_row"])

    @cached_property
    def word_numbers(self) -> dict[str, int]:
        """Number of each word, by kind and spelling."""
        return {word: number for number, word in enumerate(self.words.all())}

    @cached_property
    def word_table(self) -> Ints:
        """What is known of each word: see `word_table`."""
        return listed_table(self.arrays)

    @cached_property
    def token_word(self) -> Ints:
        """The words of all names, each name's side by side from its `token_start`."""
        return self.arrays["token_word"].astype(np.int64)

    @cached_property
    def worded(self) -> NDArray[np.bool_]:
        """Which names have any words."""
        found: NDArray[np.bool_] = np.diff(self.arrays["token_start"]) > 0
        return found

    @cached_property
    def holders(self) -> Ints:
        """How many names hold each piece and word."""
        return np.diff(self.arrays["posting_start"]).astype(np.int64)

    @cached_property
    def uncommon(self) -> Flags:
        """Which pieces and words are always looked up: see `COMMON_PIECE`."""
        found: Flags = self.holders <= COMMON_WORD
        found[:GRAM_CODES] &= self.holders[:GRAM_CODES] <= COMMON_PIECE
        return found

    @cached_property
    def whole_weights(self) -> Ints:
        """The squared rarity of each piece and word as a whole number; 0 where no name holds it."""
        weights: Ints = np.rint(1000 * self.arrays["feature_rarity"] ** 2).astype(np.int64)
        weights[self.holders == 0] = 0
        return weights

    @cached_property
    def spellings(self) -> list[str]:
        """Spelling of each word, without the kind."""
        return [word[1:] for word in self.words.all()]

    @cached_property
    def brands(self) -> frozenset[str]:
        """Spellings of the words that are brands: see `compiling`."""
        return frozenset(
            self.spellings[word] for word in np.flatnonzero(self["word_brand"]).tolist()
        )

    @cached_property
    def words_by_sound(self) -> dict[str, list[int]]:
        """Words of one's own and places by their consonants: see `vowels`."""
        places = [
            place
            for place, key in enumerate(self.words.all())
            if key[0] in _SOUNDED and key[1:].isalpha()
        ]
        found: dict[str, list[int]] = {}
        for place, consonants in zip(
            places, latin_consonants([self.spellings[place] for place in places]), strict=True
        ):
            found.setdefault(consonants, []).append(place)
        return found

    def names_beginning(self, plain: Sequence[str]) -> tuple[Ints, Ints]:
        """From where to where the names that begin with each text stand in `prefix_name`."""
        starts = [text[:PREFIX_LETTERS].encode("ascii", "replace") for text in plain]
        heads = self.arrays["prefix_head"]
        first = heads.searchsorted(np.asarray(starts, heads.dtype), "left")
        after = np.asarray([start + b"~" for start in starts], heads.dtype)  # above all letters
        return first, np.maximum(first, heads.searchsorted(after, "left"))

    @cached_property
    def exact_names(self) -> frozenset[int]:
        """`name_hash` of every listed name."""
        return frozenset(self.arrays["exact_hash"].tolist())

    @cached_property
    def first_pairs(self) -> frozenset[int]:
        """`pair_hash` of the first two words of every listed name."""
        return frozenset(self.arrays["pair_hash"].tolist())

    @cached_property
    def name_weight(self) -> NDArray[np.float64]:
        """What all words of each name weigh together."""
        starts = self.arrays["token_start"].astype(np.int64)
        sums = np.concatenate(
            [[0.0], np.cumsum(self.arrays["word_weight"][self.arrays["token_word"]])]
        )
        weight: NDArray[np.float64] = sums[starts[1:]] - sums[starts[:-1]]
        return weight

    @cached_property
    def premises(self) -> dict[str, list[int]]:
        """Places of the addresses of address-only entries, by each number they hold."""
        found: dict[str, list[int]] = {}
        for row in self.arrays["address_only"].tolist():
            for place in range(*self.arrays["address_start"][row : row + 2].tolist()):
                for number in comparable_address(self.address[place]).numbers:
                    found.setdefault(number, []).append(place)
        return found

    def premise_name(self, row: int) -> str:
        """The name of an address-only entry."""
        place = int(self.arrays["address_only"].searchsorted(row))
        return Texts("premise", self.arrays)[place]

    @cached_property
    def list_codes(self) -> list[str]:
        """Codes of the lists, in the order of `entry_list`."""
        return Texts("code", self.arrays).all()

    @cached_property
    def list_ranks(self) -> NDArray[np.int64]:
        """For each entry, which of equals goes first: see `FIRST_LISTS`."""
        ranks = [
            FIRST_LISTS.index(code) if code in FIRST_LISTS else len(FIRST_LISTS)
            for code in self.list_codes
        ]
        return np.asarray(ranks, np.int64)[self.arrays["entry_list"]]

    @cached_property
    def legal_bits(self) -> dict[str, tuple[int, int]]:
        """Bits of each class of legal forms and of its family."""
        return legal_bits()

    def on_lists(self, lists: tuple[str, ...]) -> NDArray[np.bool_]:
        """Which names stand on one of `lists`."""
        if lists not in self._narrowed:
            wanted = [place for place, code in enumerate(self.list_codes) if code in lists]
            listed = np.isin(self.arrays["entry_list"], wanted)
            self._narrowed[lists] = listed[self.arrays["name_row"]]
        return self._narrowed[lists]
