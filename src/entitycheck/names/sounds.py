"""Words of Arabic script and Latin words by their sounds: `native_sounds`, `latin_sounds`, `unlikeness`.

Arabic script leaves short vowels out, so فناوران and FANAVARAN, تولز and TOOLS, جوان and JAVAN can only
be compared by what both write: consonants in their order, and between them the long vowels. Each
word becomes its consonants and what stands before, between and behind them; two words with the same
consonants are the less alike the more their vowels contradict one another.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

MOST_UNLIKE = (0.0, 0.1, 0.45, 0.8, 1.2)
"""How unlike two words of 0, 1, 2, 3, more consonants may be and still be held for the same."""

_KNOWN_WORDS = 200_000
_NATIVE = {
    "ب": "B", "پ": "P", "ت": "T", "ث": "S", "ج": "J", "چ": "C", "ح": "H", "خ": "X", "د": "D",
    "ذ": "Z", "ر": "R", "ز": "Z", "ژ": "J", "س": "S", "ش": "$", "ص": "S", "ض": "Z", "ط": "T",
    "ظ": "Z", "غ": "Q", "ف": "F", "ق": "Q", "ک": "K", "گ": "G", "ل": "L", "م": "M", "ن": "N",
    "ه": "H",
}  # fmt: skip
_ARABIC = _NATIVE | {"ث": "T", "ذ": "D", "ض": "D"}
_LONG = {"ا": "A", "و": "W", "ی": "Y"}
_SILENT = "ع"  # a throat sound, written a or not at all in Latin letters
_SILENT_H = "های"
_ANY = "O"  # ع, or ه at the end: any short vowel, or none
_LATIN = {
    "kh": "X", "gh": "Q", "sh": "$", "ch": "C", "zh": "J", "th": "T", "dh": "D", "ph": "F",
    "ck": "K", "b": "B", "c": "K", "d": "D", "f": "F", "g": "G", "h": "H", "j": "J", "k": "K",
    "l": "L", "m": "M", "n": "N", "p": "P", "q": "Q", "r": "R", "s": "S", "t": "T", "z": "Z",
}  # fmt: skip
_LATIN_LETTERS = re.compile("kh|gh|sh|ch|zh|th|dh|ph|ck|[a-z]")
_SPELLED = ((re.compile("x"), "ks"), (re.compile("ee|ie"), "i"), (re.compile("oo|ou"), "u"))
_AS_LONG = str.maketrans("ouvwiy", "WWWWYY", "ae")
_TWICE = re.compile(r"(.)\1+")
_TWO_LETTERS = re.compile("|".join(letters for letters in _LATIN if len(letters) > 1))
_SILENT_LAST_H = re.compile(r"(?<=[abd-jl-rt-z])h$", re.MULTILINE)
_SIGNS = str.maketrans({letter: _LATIN.get(letter, "-") for letter in "abcdefghijklmnopqrstuvwxyz"})
_SIGN_TWICE = re.compile(r"([^-\n])\1+")

_DIFFERENT, _ONE_MORE, _LONG_MISSING, _E_FOR_Y = 1.2, 0.6, 1.0, 0.3
_SHORT_UNWRITTEN, _LONG_UNWRITTEN = 0.1, 0.5
_NO_A, _OTHER_FOR_A, _NO_FIRST = 0.9, 0.2, 0.8
_FIRST_UNWRITTEN, _LAST_UNWRITTEN = 0.45, 0.35


@dataclass(frozen=True, slots=True)
class Sounds:
    """A word by its sounds.

    Args:
        consonants: One sign each.
        vowels: What stands before, between and behind them: one text more than consonants.
    """

    consonants: str
    vowels: tuple[str, ...]


@lru_cache(maxsize=_KNOWN_WORDS)
def native_sounds(word: str, *, arabic: bool = False) -> tuple[Sounds, ...]:
    """The sounds a word in Arabic script may have, its letters settled.

    A consonant written twice has a vowel between or is one doubled letter, and the h of an ending
    `-e'i` (Khamenei) is silent: all of these are given.

    Args:
        word: From a text of `arabic.settle_letters`.
        arabic: Whether it is Arabic, where a few letters sound otherwise than in Persian.
    """
    found = _sound(word, _ARABIC if arabic else _NATIVE)
    if word.endswith(_SILENT_H) and len(word) > len(_SILENT_H):
        found += _sound(word.removesuffix(_SILENT_H) + "ای", _ARABIC if arabic else _NATIVE)
    return found


def _sound(word: str, letters: Mapping[str, str]) -> tuple[Sounds, ...]:
    consonants, vowels = "", [""]
    for at, letter in enumerate(word):
        if letter in _LONG:
            vowels[-1] += _LONG[letter]
        elif letter == _SILENT or (letter == "ه" and at == len(word) - 1 and consonants):
            vowels[-1] += _ANY
        elif letter in letters:
            consonants += letters[letter]
            vowels.append("")
    apart, joined = Sounds(consonants, tuple(vowels)), _join_twins(consonants, vowels)
    return (apart,) if apart == joined else (apart, joined)


@lru_cache(maxsize=_KNOWN_WORDS)
def latin_sounds(word: str) -> Sounds:
    """The sounds of a folded Latin word."""
    word = (
        word.removesuffix("h") if len(word) > 1 and not word.endswith(("sh", "ch", "kh")) else word
    )
    for pattern, plain in _SPELLED:
        word = pattern.sub(plain, word)
    consonants, vowels = "", [""]
    for letters in _LATIN_LETTERS.findall(word):
        sign = _LATIN.get(letters)
        if sign is None:
            vowels[-1] += letters
        else:
            consonants += sign
            vowels.append("")
    return _join_twins(consonants, vowels)


def latin_consonants(words: Sequence[str]) -> list[str]:
    """The consonants of `latin_sounds` of many words, all at once: a hundredth of the time.

    Args:
        words: Of the letters a to z.
    """
    text = _SILENT_LAST_H.sub("", "\n".join(words)).replace("x", "ks")
    text = _TWO_LETTERS.sub(lambda letters: _LATIN[letters.group()], text)
    return _SIGN_TWICE.sub(r"\1", text.translate(_SIGNS)).replace("-", "").split("\n")


def unlikeness(native: Sounds, latin: Sounds) -> float | None:
    """How much the vowels of two words contradict each other; None where it is not the same word."""
    if native.consonants != latin.consonants:
        return None
    last = len(native.consonants)
    total = 0.0
    most = MOST_UNLIKE[min(last, len(MOST_UNLIKE) - 1)]
    for at, (written, spelled) in enumerate(zip(native.vowels, latin.vowels, strict=True)):
        total += _contradiction(written, spelled, first=at == 0, last=at == last)
        if total > most:
            return None
    return total


@lru_cache(maxsize=4_096)
def _contradiction(written: str, spelled: str, *, first: bool, last: bool) -> float:
    """How far the vowels at one place of a word contradict each other."""
    long = _TWICE.sub(r"\1", spelled.translate(_AS_LONG))
    native = _TWICE.sub(r"\1", written.replace("A", "").replace(_ANY, ""))
    any_vowel = _ANY in written or (first and written.startswith("A"))
    cost = 0.0
    if native != long:
        if not native:
            cost += _unwritten(spelled, any_vowel=any_vowel, last=last)
        elif not long:
            close = native == "Y" and "e" in spelled and not last
            cost += _E_FOR_Y if close else _LONG_MISSING
        else:
            cost += _ONE_MORE if native in long or long in native else _DIFFERENT
    if "A" in written and "a" not in spelled:
        if first:
            cost += 0.0 if spelled else _NO_FIRST
        else:
            cost += _OTHER_FOR_A if spelled and spelled[0] in "eou" else _NO_A
    if first and not written and spelled:
        cost += _FIRST_UNWRITTEN
    if last and not written and spelled and not long:
        cost += _LAST_UNWRITTEN
    return cost


def _unwritten(spelled: str, *, any_vowel: bool, last: bool) -> float:
    """The cost of an `i`, `o`, `u` of the Latin word that the other does not write."""
    if any_vowel:
        return 0.0
    if last or any(letter in spelled for letter in "vw"):
        return _LONG_MISSING
    return _SHORT_UNWRITTEN if len(spelled) == 1 else _LONG_UNWRITTEN


def _join_twins(consonants: str, vowels: list[str]) -> Sounds:
    """Doubled consonants as one."""
    kept, between = "", [vowels[0]]
    for sign, behind in zip(consonants, vowels[1:], strict=True):
        if kept.endswith(sign) and not between[-1]:
            between[-1] = behind
        else:
            kept += sign
            between.append(behind)
    return Sounds(kept, tuple(between))
