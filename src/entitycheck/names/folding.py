"""Any text to lower-case Latin letters and digits: `fold`.

Fixed order: compatibility forms (full width, ligatures), invisible characters out, look-alike letters
of other alphabets, lower case, letters with a spelling of their own, accents, other scripts to Latin,
initials with dots joined, punctuation to blanks. Nothing that carries meaning is taken out.
"""

from __future__ import annotations

import re
import unicodedata

_LATIN = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ħ": "h",
        "ı": "i",
        "ŋ": "n",
        "ə": "a",
        "ŧ": "t",
        "ƙ": "k",
        "ɓ": "b",
        "ɗ": "d",
        "ơ": "o",
        "ư": "u",
    }
)
"""Latin letters that Unicode does not decompose. Azeri `ə` is written `a` on the list (Baki, Azal)."""

_BLANKED = bytes(code if chr(code).isalnum() else ord(" ") for code in range(128)) + bytes(128)
"""Punctuation to blanks, byte by byte: a fifth of the time of `str.translate`."""
_LEFT_OUT = b"'`"

_CYRILLIC_TWINS = dict(
    zip("АВЕЅІЈКМНОРСТУХЬаеѕіјорсухкԁԛԝһӏ", "ABESIJKMHOPCTYXbaesijopcyxkdqwhl", strict=True)
)
_GREEK_TWINS = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαινκρυ", "ABEZHIKMNOPTYXoaivkpu", strict=True))
_TWINS = str.maketrans({**_CYRILLIC_TWINS, **_GREEK_TWINS})
"""Cyrillic and Greek letters that look like a Latin one: typed by hand or put in to dodge a screen."""
_TO_CYRILLIC = str.maketrans({latin: other for other, latin in _CYRILLIC_TWINS.items()})

_OTHER_ALPHABET = re.compile(r"[Ͱ-ϿЀ-ԯ]")
_LATIN_LETTER = re.compile(r"[A-Za-z]")
_WORD = re.compile(r"\w+")
_INITIAL = re.compile(r"[./](?<=(?<![a-z0-9])[a-z].)")
_INITIALS = re.compile(r"(?<![a-z0-9])(?:[a-z][./])+(?:[a-z](?![a-z0-9]))?\.?")
_APOSTROPHES = str.maketrans(dict.fromkeys("‘’‛ʻʼʽʾʿˈ′´ʹ＇", "'"))


def fold(text: str) -> str:
    """The plain spelling of a text: a-z0-9, words separated by one blank; folding twice changes nothing.

    Args:
        text: Any text, any script.

    Returns:
        Words in their order, nothing taken out but punctuation; may be empty.
    """
    lowered = text.lower() if text.isascii() else _to_ascii(text)
    if _INITIAL.search(lowered) is not None:
        lowered = _INITIALS.sub(_join_initials, lowered)
    if "&" in lowered or "+" in lowered:
        lowered = lowered.replace("&", " and ").replace("+", " and ")
    return " ".join(lowered.encode("ascii").translate(_BLANKED, _LEFT_OUT).decode("ascii").split())


def clean(text: str) -> str:
    """The text in its own script: compatibility forms, invisible characters, look-alikes settled."""
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKC", text.translate(_APOSTROPHES))
    if not text.isprintable():  # most are: nothing in them for `_visible` to change
        text = "".join(map(_visible, text))
    if _OTHER_ALPHABET.search(text) and _LATIN_LETTER.search(text):
        text = _settle_twins(text)
    return text


def _to_ascii(text: str) -> str:
    text = unicodedata.normalize("NFD", clean(text).lower().translate(_LATIN))
    text = "".join(char for char in text if not "\u0300" <= char <= "\u036f")
    text = unicodedata.normalize("NFC", text)
    if text.isascii():
        return text
    from anyascii import anyascii

    return anyascii(text).lower()


def _visible(char: str) -> str:
    """Soft hyphens and joiners vanish, control characters and odd blanks become a blank."""
    if char.isascii() and char.isprintable():
        return char
    category = unicodedata.category(char)
    if category == "Cf":
        return ""
    return " " if category[0] in "CZ" else char


def _settle_twins(text: str) -> str:
    """Words mixed from two alphabets, or look-alikes among words of the other one, to one alphabet."""
    others = len(_OTHER_ALPHABET.findall(text))
    latin = len(_LATIN_LETTER.findall(text))
    mostly_latin = latin > others

    def settle(found: re.Match[str]) -> str:
        word = found.group()
        if _OTHER_ALPHABET.search(word) is None:
            return word
        as_latin = word.translate(_TWINS)
        if _OTHER_ALPHABET.search(as_latin) is None and (
            mostly_latin or _LATIN_LETTER.search(word)
        ):
            return as_latin
        return word.translate(_TO_CYRILLIC) if _LATIN_LETTER.search(word) else word

    return _WORD.sub(settle, text)


def _join_initials(found: re.Match[str]) -> str:
    return found.group().replace(".", "").replace("/", "") + " "
