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
    (("ye", "je"), re.compile(r"^[yj]e"), "e"),
    (("shch", "schtsch", "szcz", "chtch"), re.compile(r"shch|schtsch|szcz|chtch"), "S"),
    (("tsch", "tch", "cz"), re.compile(r"tsch|tch|cz"), "C"),
    (("sch", "sh", "sz"), re.compile(r"sch|sh|sz"), "S"),
    (("ch",), re.compile(r"ch(?=[aeiouy])|ch$"), "C"),
    (("dzh", "dj", "zh"), re.compile(r"dzh|dj|zh"), "Z"),
    (("ph",), re.compile(r"ph"), "f"),
    (("kh", "ch"), re.compile(r"kh|ch"), "h"),
    (("gh",), re.compile(r"gh"), "g"),
    (("th",), re.compile(r"th"), "t"),
    (("c", "q"), re.compile(r"ck|q|c(?=[aoukrlt])"), "k"),
    (("x",), re.compile(r"x"), "ks"),
    (("w", "au"), re.compile(r"w|(?<=a)u(?=[^aeiouy])"), "v"),
    (("ou", "oo"), re.compile(r"ou|oo"), "u"),
    (("i", "y", "j", "ee"), re.compile(r"[iyj]+e(?=[a-z])|ee|ei|ey|[iyj]+"), "i"),
    (("ff",), re.compile(r"ff$"), "v"),
    (("e", "h"), re.compile(r"(?<=[a-zA-Z]{3})[eh]$"), ""),
)
"""Signs, one of which a word must hold, what is looked for in such words, and what it becomes. Most
words hold few of the signs, and to look for one takes a tenth of looking for a pattern."""
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=200_000)
def phonetic_key(word: str) -> str:
    """The key of a word's sound; empty for a word too short to tell, or not of letters alone.

    Args:
        word: A folded word.
    """
    if len(word) < LEAST_LETTERS or not word.isalpha():
        return ""
    for signs, pattern, plain in _STEPS:
        for sign in signs:
            if sign in word:
                word = pattern.sub(plain, word)
                break
    return _DOUBLED.sub(r"\1", word)
