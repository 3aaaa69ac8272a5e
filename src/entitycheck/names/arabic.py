"""Persian, Arabic and Urdu names in Latin letters.

These scripts leave most vowels out, so letters alone give `rstfn` for Rastafann. Known words are
looked up with their vowels or in English; endings, articles and compounds are taken apart for it; what
is left may be an English word in Arabic letters (کنترل is `control`); only then are vowels put in where
most words of these languages have them. What the list spells otherwise is found by sound (`sounds`).

Letters are first brought to one form (Arabic kaf and yeh to the Persian ones, teh marbuta to heh).
A text is read as Arabic when it holds letters that only Arabic writes or words with the article, and
none that only Persian and Urdu write.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from entitycheck.names.comparable import Kind
from entitycheck.names.lexicon import load_phrases
from entitycheck.names.native_names import LatinText, find_native_names
from entitycheck.names.sounds import Sounds, latin_sounds, native_sounds, unlikeness
from entitycheck.names.tables import load_rows, split_spellings

_FORMS = str.maketrans(
    {
        "ك": "ک", "ي": "ی", "ى": "ی", "ة": "ه", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا",
        "ؤ": "و", "ئ": "ی", "ۀ": "ه", "ہ": "ه", "ھ": "ه", "ے": "ی", "ڈ": "د", "ٹ": "ت",
        "ڑ": "ر", "ں": "ن", "ۃ": "ه", "ء": None,
    }
)  # fmt: skip
_MARKS = re.compile("[\u064b-\u065f\u0670\u0640\u200c\u200d]")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_WORD = re.compile(r"[\u0600-\u06ff]+|[^\u0600-\u06ff\s]+")
_PERSIAN_SIGN = re.compile("[پچژگیکےہٹڈڑں]")
_ARABIC_SIGN = re.compile("[ةأإؤ]|(?<![\u0600-\u06ff])(?:و|لل|ب)?ال[\u0600-\u06ff]{3}")

_PERSIAN = {
    "ب": "b", "پ": "p", "ت": "t", "ث": "s", "ج": "j", "چ": "ch", "ح": "h", "خ": "kh", "د": "d",
    "ذ": "z", "ر": "r", "ز": "z", "ژ": "zh", "س": "s", "ش": "sh", "ص": "s", "ض": "z", "ط": "t",
    "ظ": "z", "غ": "gh", "ف": "f", "ق": "gh", "ک": "k", "گ": "g", "ل": "l", "م": "m", "ن": "n",
    "ه": "h",
}  # fmt: skip
_ARABIC = _PERSIAN | {"ث": "th", "ذ": "dh", "ض": "d", "ق": "q"}
_VOWELS = {"ا": "a", "ع": "a"}
BASIS = "Arabic letters read as Latin"
_LONGEST_PHRASE = 4
_LEAST_PART = 3  # letters of a part of a compound
_LEAST_CONSONANTS, _LEAST_OF_PLACE = 3, 4
_ENGLISH_UNLIKE = 0.5  # a word is English only where its vowels leave little doubt
_ARTICLE, _ALLAH, _EI_ENDING = "ال", "الله", "ای"
_NAME_HEADS = ("محمد", "غلام", "امیر")  # written together with the name that follows
_PREFIXES = ("وال", "بال", "لل", "ال", "و")
_SUFFIXES = ("های", "هایی", "ها", "یه", "ان", "ات", "ین", "ی")


def read_arabic_script(text: str) -> list[LatinText]:
    """The Latin spellings of a text in Arabic script, as written first."""
    arabic = _is_arabic(text)
    plain = settle_letters(text)
    readings = [LatinText(_spell(plain, arabic, 0), BASIS)]
    other = _spell(plain, arabic, 1)
    if other != readings[0].text:
        readings.append(LatinText(other, f"{BASIS}, other meaning"))
    for language in ("fa", "ar"):
        for known in find_native_names(plain, language):
            before, after = _spell(known.before, arabic, 0), _spell(known.after, arabic, 0)
            readings.extend(
                LatinText(f"{before} {latin} {after}", f"native name {known.native} of {latin}")
                for latin in known.latin
            )
    return readings


def settle_letters(text: str) -> str:
    """The text with one form of each letter, without vowel marks, with European digits."""
    return _MARKS.sub("", text).translate(_FORMS).translate(_DIGITS)


@dataclass(frozen=True, slots=True)
class NativePart:
    """A word, or a phrase that the table knows.

    Args:
        latin: What it is read as; empty for words that mean nothing in a name.
        sounds: That a single word may have; none for phrases and Latin words.
        sure: Whether the table knows it.
    """

    latin: str
    sounds: tuple[Sounds, ...]
    sure: bool


def spell_parts(text: str) -> list[NativePart]:
    """The words of a cleaned text, each with its reading and its sounds."""
    return _parts(settle_letters(text), _is_arabic(text), 0)


def english_words(sounds: Iterable[Sounds]) -> list[tuple[float, str, Kind]]:
    """The generic words and places that may sound so: how unlike, their one spelling, their kind."""
    return [
        (cost, text, kind)
        for one in sounds
        for other, text, kind in _load_sounds().get(one.consonants, ())
        if (cost := unlikeness(one, other)) is not None
    ]


def _is_arabic(text: str) -> bool:
    return _PERSIAN_SIGN.search(text) is None and _ARABIC_SIGN.search(text) is not None


def _spell(text: str, arabic: bool, option: int) -> str:
    return " ".join(part.latin for part in _parts(text, arabic, option) if part.latin)


def _parts(text: str, arabic: bool, option: int) -> list[NativePart]:
    known = _load_words()
    words = _join_words(_WORD.findall(text))
    parts: list[NativePart] = []
    at = 0
    while at < len(words):
        for length in range(min(_LONGEST_PHRASE, len(words) - at), 0, -1):
            options = known.get(" ".join(words[at : at + length]))
            if options is not None:
                latin = options[min(option, len(options) - 1)] if options else ""
                sounds = native_sounds(words[at], arabic=arabic) if length == 1 and latin else ()
                parts.append(NativePart(latin, sounds, sure=True))
                break
        else:
            length = 1
            parts.extend(_read_parts(words[at], arabic))
        at += length
    return parts


def _join_words(words: list[str]) -> list[str]:
    """The words with Allah and the ending `-e'i` joined to the word before: Nasrallah, Khamenei."""
    joined: list[str] = []
    for word in words:
        before = joined[-1] if joined else ""
        if f"{before} {word}" in _load_words():
            joined.append(word)
        elif word == _ALLAH and before:
            joined[-1] += word
        elif word == _EI_ENDING and before.endswith("ه"):
            joined[-1] = before[:-1] + word
        else:
            joined.append(word)
    return joined


def _read_parts(word: str, arabic: bool) -> list[NativePart]:
    """A word the table does not hold, parted from its article and from Muhammad before it."""
    known = _load_words()
    for head in (_ARTICLE, *_NAME_HEADS) if arabic else _NAME_HEADS:
        rest = word.removeprefix(head)
        if rest != word and len(rest) >= _LEAST_PART and known.get(word) is None:
            options = known.get(rest)
            if options:
                sounds = native_sounds(rest, arabic=arabic)
                tail = NativePart(options[0], sounds, sure=True)
            else:
                tail = _read_part(rest, arabic)
            latin = (
                "al" if head == _ARTICLE else (known.get(head) or [_put_vowels(head, arabic)])[0]
            )
            return [NativePart(latin, (), sure=True), tail]
    return [_read_part(word, arabic)]


def _read_part(word: str, arabic: bool) -> NativePart:
    """A word the table does not hold: by its parts, in English, else with vowels put in."""
    if word.isascii():
        return NativePart(word, (), sure=True)
    sounds = native_sounds(word, arabic=arabic)
    known = _spell_affixed(word) or _spell_compound(word)
    latin = known or _find_english(sounds) or _put_vowels(word, arabic)
    return NativePart(latin, sounds, sure=known is not None)


def _find_english(sounds: Sequence[Sounds]) -> str | None:
    """The generic word or place of these sounds; None where none or several have them."""
    near = [
        (cost, text)
        for cost, text, kind in english_words(sounds)
        if cost <= _ENGLISH_UNLIKE
        and len(sounds[-1].consonants)
        >= (_LEAST_OF_PLACE if kind is Kind.PLACE else _LEAST_CONSONANTS)
    ]
    least = min((cost for cost, _ in near), default=0.0)
    found = {text for cost, text in near if cost == least}
    return found.pop() if len(found) == 1 else None


def _spell_affixed(word: str) -> str | None:
    known = _load_words()
    for prefix in _PREFIXES:
        rest = word.removeprefix(prefix)
        if rest != word and known.get(rest):
            return known[rest][0]
    for suffix in _SUFFIXES:
        rest = word.removesuffix(suffix)
        if rest != word and len(rest) >= _LEAST_PART and known.get(rest):
            return known[rest][0]
    return None


def _spell_compound(word: str) -> str | None:
    """Two known words written as one."""
    known = _load_words()
    for cut in range(len(word) - _LEAST_PART, _LEAST_PART - 1, -1):
        head, tail = known.get(word[:cut]), known.get(word[cut:])
        if head and tail:
            return f"{head[0]} {tail[0]}"
    return None


def _put_vowels(word: str, arabic: bool) -> str:
    """Letters with `a` between consonants that would otherwise meet at a syllable's begin."""
    letters = _ARABIC if arabic else _PERSIAN
    article = ""
    if arabic and word.startswith(_ARTICLE) and len(word) > _LEAST_PART + 1:
        article, word = "al ", word.removeprefix(_ARTICLE)
    spelled = ""
    open_consonant = False  # the syllable has a consonant and waits for its vowel
    for at, letter in enumerate(word):
        last = at == len(word) - 1
        if letter in "وی" and _is_vowel_here(word, at):
            spelled += "u" if letter == "و" else "i"
            open_consonant = False
        elif letter in _VOWELS:
            spelled += _VOWELS[letter]
            open_consonant = False
        elif letter == "ه" and last and open_consonant:
            spelled += "ah" if arabic else "eh"
        else:
            latin = letters.get(letter) or ("w" if arabic else "v") if letter != "ی" else "y"
            if open_consonant:
                spelled += "a"
            spelled += latin
            open_consonant = not open_consonant
    return article + spelled


def _is_vowel_here(word: str, at: int) -> bool:
    """Waw and yeh are vowels between consonants and at the end, consonants beside other vowels."""
    if at == 0:
        return False
    return word[at - 1] not in "اوی" and (at == len(word) - 1 or word[at + 1] not in "اوی")


@cache
def _load_sounds() -> dict[str, list[tuple[Sounds, str, Kind]]]:
    """Generic words and places by their consonants: sounds, one spelling, kind."""
    found: dict[str, list[tuple[Sounds, str, Kind]]] = {}
    for phrases in load_phrases().values():
        for phrase in phrases:
            word = phrase.words[0]
            if len(phrase.words) == 1 and phrase.kind is not None and word.isalpha():
                sounds = latin_sounds(word)
                found.setdefault(sounds.consonants, []).append((sounds, phrase.text, phrase.kind))
    return found


@cache
def _load_words() -> dict[str, list[str]]:
    return {word: split_spellings(latin) for word, latin in load_rows("arabic_script_words")}
