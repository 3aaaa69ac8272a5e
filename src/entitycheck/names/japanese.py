"""Japanese names in Latin letters: translated words, kana by sound.

A text is read as Japanese when kana or a Japanese legal form stand in it; otherwise its characters are
read as Chinese. Characters outside the dictionary have no one sound in Japanese names and are left to
the known native names.
"""

from __future__ import annotations

import re
from functools import cache, partial

from entitycheck.names.cutting import (
    Dictionary,
    Term,
    cut_runs,
    cut_text,
    read_native_names,
    spell_as,
    spell_pieces,
)
from entitycheck.names.native_names import LatinText, load_native_names
from entitycheck.names.scripts import HAN, KANA
from entitycheck.names.tables import load_rows

_JAPANESE = re.compile(f"[{KANA}]|株式会社|有限会社|合同会社|製作所|㈱")
_RUN = re.compile(f"([{HAN}{KANA}ー]+)")


def is_japanese(text: str) -> bool:
    """True when kana or a Japanese legal form stand in the text."""
    return _JAPANESE.search(text) is not None


def read_japanese(text: str) -> list[LatinText]:
    """The Latin spellings of a Japanese text, as written first."""
    known = _load_dictionary()
    plain = cut_runs(text, _RUN, partial(cut_text, known=known.without_natives()))
    named = cut_runs(text, _RUN, partial(cut_text, known=known))
    readings = [LatinText(spell_pieces(plain, _translate), "Japanese words translated")]
    readings.extend(read_native_names(named, _translate))
    return readings


def _sound(text: str) -> str:
    from anyascii import anyascii

    return anyascii(text)


_translate = spell_as(_sound)


@cache
def _load_dictionary() -> Dictionary:
    terms = {term: Term(english) for term, english in load_rows("japanese_terms")}
    return Dictionary.of(terms, load_native_names("ja"))
