"""Slavic names as German and French papers spell them: `Sergej Lawrow`, `Prigoschin`, `Poutine`.

The list spells such names the English way. Only words with a Slavic ending or with letters that the
English spelling never has are changed, and only in a reading of their own.
"""

from __future__ import annotations

import re
from functools import lru_cache

_KNOWN_WORDS = 65_536
_SIGN = re.compile(
    r"(?:[oe]wa?|owitsch|ewitsch|owna|ewna|off|eff|tsch|schtsch|skij|skaja|sky|witch|ej|ij)\b"
    r"|t?sch|tch|\bj[aeu]|\bwla|\bw[aeio][a-z]+(?:in|ina|ski|sky|skij|jew)\b|ouch|\bou|dje"
)
_RULES = tuple(
    (re.compile(pattern), english)
    for pattern, english in (
        (r"schtsch", "shch"),
        (r"dsch|dj(?=[aeiou])", "dzh"),
        (r"tsch|tch", "ch"),
        (r"sch", "sh"),
        (r"off\b", "ov"),
        (r"eff\b", "ev"),
        (r"w", "v"),
        (r"\bje", "e"),
        (r"j\b", "y"),
        (r"j", "y"),
        (r"ou", "u"),
        (r"ine\b", "in"),
    )
)


def spell_english(folded: str) -> str | None:
    """The text in English spelling; None where nothing in it looks German or French."""
    words = folded.split()
    if not any(map(looks_slavic, words)):
        return None
    spelled = " ".join(map(_spell_word, words))
    return None if spelled == folded else spelled


def looks_slavic(word: str) -> bool:
    """Whether a folded word has an ending or letters of a Slavic name in German or French."""
    return _SIGN.search(word) is not None


@lru_cache(maxsize=_KNOWN_WORDS)
def _spell_word(word: str) -> str:
    for pattern, english in _RULES:
        word = pattern.sub(english, word)
    return word
