"""Words made of the syllables of Chinese in pinyin: `is_pinyin`, `split_syllables`."""

from __future__ import annotations

import re

_INITIALS = "zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]"
_FINALS = (
    "iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|ui|uo|ue|er|"
    "a|o|e|i|u|v"
)
_SYLLABLE = f"(?:(?:{_INITIALS})(?:{_FINALS})|ang|eng|ai|ei|ao|ou|an|en|er|a|e|o)"
_ONE = re.compile(_SYLLABLE)
_SEVERAL = re.compile(f"{_SYLLABLE}+")


def is_pinyin(word: str) -> bool:
    """True for a word that can be cut into syllables."""
    return _SEVERAL.fullmatch(word) is not None


def is_syllable(word: str) -> bool:
    """True for a word of one syllable."""
    return _ONE.fullmatch(word) is not None


def split_syllables(word: str) -> list[tuple[str, str]]:
    """Every way to cut a word into two syllables: `dingwen` into `ding`, `wen`."""
    return [
        (word[:at], word[at:])
        for at in range(1, len(word))
        if is_syllable(word[:at]) and is_syllable(word[at:])
    ]
