"""Words as they sound, whoever wrote them down: `Pawlowa` and `Pavlova`, `Lavroff` and `Lawrow`.

Names from other scripts are written by English, German, French and Polish ears. One key stands for
the spellings of a sound; two words with the same key are likely, not surely, the same word.
"""

from __future__ import annotations

import re
from functools import lru_cache

LEAST_LETTERS = 5
"""Shorter words sound alike by chance: Lee, Lie, Li."""

_STEPS = (
    (re.compile(r"^[yj]e"), "e"),
    (re.compile(r"shch|schtsch|szcz|chtch"), "S"),
    (re.compile(r"tsch|tch|cz"), "C"),
    (re.compile(r"sch|sh|sz"), "S"),
    (re.compile(r"ch(?=[aeiouy])|ch$"), "C"),
    (re.compile(r"dzh|dj|zh"), "Z"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"kh|ch"), "h"),
    (re.compile(r"gh"), "g"),
    (re.compile(r"th"), "t"),
    (re.compile(r"ck|q|c(?=[aoukrlt])"), "k"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"w|(?<=a)u(?=[^aeiouy])"), "v"),
    (re.compile(r"ou|oo"), "u"),
    (re.compile(r"[iyj]+e(?=[a-z])|ee|ei|ey|[iyj]+"), "i"),
    (re.compile(r"ff$"), "v"),
    (re.compile(r"(?<=[a-zA-Z]{3})[eh]$"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)


@lru_cache(maxsize=200_000)
def phonetic_key(word: str) -> str:
    """The key of a word's sound; empty for a word too short to tell, or not of letters alone.

    Args:
        word: A folded word.
    """
    if len(word) < LEAST_LETTERS or not word.isalpha():
        return ""
    for pattern, plain in _STEPS:
        word = pattern.sub(plain, word)
    return word
