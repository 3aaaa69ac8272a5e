"""Words without their vowels, for scripts that do not write them: `skeleton`, `restore_vowels`.

فناوران and FANAVARAN share the skeleton `fnrn`. A word that no table knows is given the spelling of a
word that the list itself holds, where the skeleton leaves little choice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from entitycheck.names.comparable import ComparableName, Kind, Token

LEAST_CONSONANTS = 3
"""Shorter skeletons fit too many words."""
_MOST_WORDS = 3
"""A skeleton that more words of the list share says too little."""

_SOUNDS = (
    (re.compile("kh"), "X"),
    (re.compile("gh|q"), "Q"),
    (re.compile("sh"), "S"),
    (re.compile("ch"), "C"),
    (re.compile("zh"), "j"),
    (re.compile("ph"), "f"),
    (re.compile("ck|c"), "k"),
    (re.compile("x"), "ks"),
    (re.compile("[aeiouywv]|h$"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)


def skeleton(word: str) -> str:
    """The consonants of a folded word, one sign for each sound; `v`, `w`, `y` count as vowels."""
    for pattern, sign in _SOUNDS:
        word = pattern.sub(sign, word)
    return word


def restore_vowels(
    reading: ComparableName,
    is_listed: Callable[[str], bool],
    listed: Callable[[], Mapping[str, Sequence[str]]],
) -> list[ComparableName]:
    """Readings with unlisted words spelled like the listed words of the same skeleton.

    Args:
        reading: A reading of a text in a script without vowels.
        is_listed: Whether the list holds a word.
        listed: Gives the words of the list by their skeleton; called only when needed.

    Returns:
        As many as there are choices, at most three; none where nothing fits.
    """
    options: list[Sequence[str]] = []
    for token in reading.tokens:
        bare = skeleton(token.text) if token.kind is Kind.DISTINCTIVE else ""
        known = len(bare) < LEAST_CONSONANTS or is_listed(token.text)
        words = () if known else listed().get(bare, ())
        options.append(words if len(words) <= _MOST_WORDS else ())
    return [
        replace(
            reading,
            tokens=tuple(
                Token(words[min(choice, len(words) - 1)], token.kind, token.written)
                if words
                else token
                for token, words in zip(reading.tokens, options, strict=True)
            ),
            basis=f"{reading.basis}, vowels as on the list",
        )
        for choice in range(max(map(len, options), default=0))
    ]
