"""Persian, Arabic and Urdu names in Latin letters.

These scripts leave most vowels out, so letters alone give `rstfn` for Rastafann. Known words are
looked up with their vowels or in English; endings, articles and compounds are taken apart for it;
only what is left gets vowels put in where most words of these languages have them.

Letters are first brought to one form (Arabic kaf and yeh to the Persian ones, teh marbuta to heh).
A text is read as Arabic when words with the article or an Arabic ending are in it, else as Persian.
"""

from __future__ import annotations

import re
from functools import cache

from entitycheck.names.native_names import LatinText, find_native_names
from entitycheck.names.skeletons import LEAST_CONSONANTS, skeleton
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
_ARABIC_SIGN = re.compile(r"ة|(?<![\u0600-\u06ff])(?:و|لل|ب)?ال[\u0600-\u06ff]{3}")

_PERSIAN = {
    "ب": "b", "پ": "p", "ت": "t", "ث": "s", "ج": "j", "چ": "ch", "ح": "h", "خ": "kh", "د": "d",
    "ذ": "z", "ر": "r", "ز": "z", "ژ": "zh", "س": "s", "ش": "sh", "ص": "s", "ض": "z", "ط": "t",
    "ظ": "z", "غ": "gh", "ف": "f", "ق": "gh", "ک": "k", "گ": "g", "ل": "l", "م": "m", "ن": "n",
    "ه": "h",
}  # fmt: skip
_ARABIC = _PERSIAN | {"ث": "th", "ذ": "dh", "ض": "d", "ق": "q"}
_VOWELS = {"ا": "a", "ع": "a"}
_LONGEST_PHRASE = 4
_LEAST_PART = 3  # letters of a part of a compound
_PREFIXES = ("وال", "بال", "لل", "ال", "و")
_SUFFIXES = ("های", "هایی", "ها", "یه", "ان", "ات", "ین", "ی")


def read_arabic_script(text: str) -> list[LatinText]:
    """The Latin spellings of a text in Arabic script, as written first."""
    plain = settle_letters(text)
    arabic = _ARABIC_SIGN.search(text) is not None
    readings = [LatinText(_spell(plain, arabic, 0), "Arabic letters read as Latin")]
    other = _spell(plain, arabic, 1)
    if other != readings[0].text:
        readings.append(LatinText(other, "Arabic letters read as Latin, other meaning"))
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


def _spell(text: str, arabic: bool, option: int) -> str:
    words = _WORD.findall(text)
    known = _load_words()
    spelled: list[str] = []
    at = 0
    while at < len(words):
        for length in range(min(_LONGEST_PHRASE, len(words) - at), 0, -1):
            options = known.get(" ".join(words[at : at + length]))
            if options is not None:
                spelled.append(options[min(option, len(options) - 1)] if options else "")
                break
        else:
            length = 1
            spelled.append(_spell_word(words[at], arabic))
        at += length
    return " ".join(part for part in spelled if part)


def _spell_word(word: str, arabic: bool) -> str:
    """A word the table does not hold: by its parts, else letter by letter with vowels put in."""
    if word.isascii():
        return word
    known = _spell_affixed(word) or _spell_compound(word)
    if known is not None:
        return known
    guessed = _put_vowels(word, arabic)
    return _load_skeletons().get(skeleton(guessed), guessed)


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
    if arabic and word.startswith("ال") and len(word) > _LEAST_PART + 1:
        article, word = "al ", word[2:]
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
def _load_skeletons() -> dict[str, str]:
    """Latin words of the table by their skeleton, where one skeleton has one word."""
    found: dict[str, set[str]] = {}
    for options in _load_words().values():
        for word in options:
            bare = skeleton(word)
            if " " not in word and len(bare) >= LEAST_CONSONANTS:
                found.setdefault(bare, set()).add(word)
    return {bare: words.pop() for bare, words in found.items() if len(words) == 1}


@cache
def _load_words() -> dict[str, list[str]]:
    return {word: split_spellings(latin) for word, latin in load_rows("arabic_script_words")}
