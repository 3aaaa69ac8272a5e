"""One text to the readings it may have: `readings` for parties, `listed_reading` for listed names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from entitycheck.names.comparable import ComparableName, Kind, Token
from entitycheck.names.finding import holds_any, parts_around, small_letters
from entitycheck.names.folding import clean, fold
from entitycheck.names.german import looks_slavic, spell_english
from entitycheck.names.native_names import LatinText, begins_pinyin_name, find_pinyin_name
from entitycheck.names.noise import BEHIND_COMMA, strip_noise
from entitycheck.names.persons import (
    MOST_SYLLABLES,
    is_slavic_surname,
    regroup_syllables,
    split_initials,
)
from entitycheck.names.scripts import (
    HAS_ARABIC,
    HAS_CYRILLIC,
    HAS_HAN,
    HAS_HANGUL,
    HAS_KANA,
    HAS_OTHER,
    has_native,
    split_scripts,
)
from entitycheck.names.slips import mend_capitals, mend_legal_word
from entitycheck.names.words import read_words

_KEPT_NATIVE = 20_000  # the native part of a name stays when branch and town behind it change
_KEPT_READINGS = 1_000  # parties of one name, in several countries, are asked about side by side

_BRACKETS = re.compile(r"[(\[{<（【「《]([^()\[\]{}<>（）【】「」《》]*)[)\]}>）】」》]")
_FORM_IN_FRONT = re.compile(
    r"^\W*((?:S\.A\.(?:S\.|L\.|E\.)?|S\.L\.|S\.P\.A\.|S\.R\.L\.|A\.S\.|N\.V\.|B\.V\.)(?: DE C\.?V\.?)?)"
    r"\s+([^\W\d].*)$",
    re.IGNORECASE,
)
_NAMED_AFTER = re.compile(
    r"""[\s,;("“„«-]*\b(?:имени|им\.|imeni|im\.|named\s+after|named\s+for)\s*[^,;»”"“„)]*[»”"“)]*"""
)
_may_be_named_after = holds_any("imeni", "im.", "имени", "им.", "named")
INITIALS = "initials of given names"
UNNAMED = "without whom it is named after"
_KNOWN_WORDS = 65_536  # some 8 MB
_KNOWN_ENDS = 4_096
_MOST_NATIVE = 2  # names of one party that its pinyin is read as
_WORDS_OF_A_NAME = 2  # "Mytishchi Machine Building Plant" has no word of its own and is a name
_LEAST_LATIN_LETTERS = 5  # "TCL" beside a Chinese name is part of it, not a name of its own


def listed_reading(text: str) -> ComparableName:
    """A listed name or alias as it stands: nothing is taken for noise."""
    return read_as_written(text, text, "as written")


@lru_cache(maxsize=_KEPT_READINGS)
def readings(text: str) -> tuple[ComparableName, ...]:
    """Every reading of a party's name, as written first, without equal ones.

    Args:
        text: Raw text of a cell, any script.

    Returns:
        At least one reading; `basis` says how each came about.
    """
    if text.isascii():
        found = _latin_readings(text, text)
    else:
        cleaned = clean(text)
        found = _native_readings(text, cleaned) if has_native(cleaned) else []
        found = found or _latin_readings(text, cleaned)
        if HAS_OTHER.search(cleaned):
            from entitycheck.names.other_scripts import read_other_script

            known = read_other_script(cleaned)
            found.extend(read_as_written(text, one.text, one.basis) for one in known)
    found.extend(_unnamed_readings(text))
    if len({reading.folded for reading in found}) == len(found):  # most: they cannot be equal
        return tuple([one for one in found if one.tokens or one is found[0]])
    unique: dict[tuple[str, str, int], ComparableName] = {}
    for reading in found:
        if reading.tokens or reading is found[0]:
            unique.setdefault((reading.folded, reading.core, len(reading.tokens)), reading)
    return tuple(unique.values())


def read_as_written(raw: str, text: str, basis: str, *, whole: bool = True) -> ComparableName:
    """The reading of `text`, which stands for `raw`."""
    folded = fold(text)
    tokens, forms = read_words(folded.split())
    return ComparableName(raw, folded, tokens, forms, basis, whole)


def _latin_readings(raw: str, text: str) -> list[ComparableName]:
    written = read_as_written(raw, text, "as written")
    persons = list(_person_readings(raw, text, written))
    if persons and len(written.tokens) == 1:  # the initial was taken for a stop word: Kuznetsov I.
        written = replace(written, tokens=persons[0].tokens)
    found = [written, *_bracket_readings(raw, text), *persons]
    found.extend(_mended_readings(raw, text, written))
    for one in strip_noise(text):
        basis = f"noise removed: {', '.join(one.removed)}"
        reading = read_as_written(raw, one.text, basis, whole=one.whole)
        bare = one.whole or BEHIND_COMMA in one.removed
        if _names_somebody(reading) or (bare and len(reading.tokens) >= _WORDS_OF_A_NAME):
            found.append(reading)
    return found


def _mended_readings(raw: str, text: str, written: ComparableName) -> Iterator[ComparableName]:
    """The text with slips in its legal form mended, and with a form in front moved behind."""
    words = mend_capitals(text)
    folded = written.folded if words == text else fold(words)
    may_change = folded != written.folded or any(map(_may_be_respelled, folded.split()))
    if may_change:
        mended = " ".join(map(mend_legal_word, folded.split()))
        if mended != written.folded:
            yield read_as_written(raw, mended, "slip in the legal form mended")
        english = spell_english(written.folded)
        if english is not None and not written.legal_forms:
            yield read_as_written(raw, english, "Slavic name spelled the English way")
    if len(written.tokens) > 1 and written.tokens[0].kind is Kind.TITLE:
        untitled = written.folded.split(maxsplit=1)[1]
        yield read_as_written(raw, untitled, "title left out")
    sounding = find_pinyin_name(written.folded) if may_change else None
    if sounding is not None:
        for latin in sounding.latin[:_MOST_NATIVE]:
            named = f"{sounding.before} {latin} {sounding.after}"
            yield read_as_written(raw, named, f"Chinese name of {latin} in pinyin")
    before, comma, after = text.partition(",")
    if comma and "," not in after and not _holds_legal_form(after):
        first = read_as_written(raw, before, "as written")
        if first.legal_forms and first.tokens and after.strip():
            moved = f"{after} {before}"
            yield read_as_written(raw, moved, "words behind the comma moved before the name")
    front = _FORM_IN_FRONT.match(text)
    if front is not None:
        behind = f"{front.group(2)} {front.group(1)}"
        yield read_as_written(raw, behind, "legal form in front")


@lru_cache(maxsize=_KNOWN_WORDS)
def _may_be_respelled(word: str) -> bool:
    """Whether a folded word has a slip, looks Slavic or begins a name in pinyin: few words do.

    To ask the three of each word again took 4 of the 90 microseconds of a reading.
    """
    return mend_legal_word(word) != word or looks_slavic(word) or begins_pinyin_name(word)


@lru_cache(maxsize=_KNOWN_ENDS)
def _holds_legal_form(text: str) -> bool:
    """Whether a text has a legal form: behind a comma, one in two is `Inc.`, `Ltd` or `S.A.`."""
    return bool(read_words(fold(text).split())[1])


def _person_readings(raw: str, text: str, written: ComparableName) -> Iterator[ComparableName]:
    """The name of a person with its initials apart, or its syllables grouped the other way."""
    parted = split_initials(text)
    # Prigozhin E.V. is no eingetragener Verein.
    if parted is not None and (not written.legal_forms or is_slavic_surname(parted[0])):
        yield _read_initials(raw, parted)
    if not written.legal_forms and written.folded.count(" ") < MOST_SYLLABLES:
        words = written.folded.split()
        if all(token.kind is Kind.DISTINCTIVE for token in written.tokens):
            for other in regroup_syllables(words):
                yield read_as_written(raw, other, "syllables of a Chinese name regrouped")


def _read_initials(raw: str, parted: Sequence[str]) -> ComparableName:
    """Surname and initials, each a word: together they would be taken for an acronym."""
    words = [fold(part) for part in parted]
    surname, _ = read_words(words[0].split())
    initials = tuple(Token(word, Kind.DISTINCTIVE, word) for word in words[1:])
    folded = " ".join(words)
    return ComparableName(raw, folded, surname + initials, basis=INITIALS)


def _native_readings(raw: str, text: str) -> list[ComparableName]:
    """Readings of a text in another script, and of its Latin part where there is one."""
    found: list[ComparableName] = []
    latin, native = split_scripts(text)
    parts = [text]
    if sum(map(str.isalpha, latin)) >= _LEAST_LATIN_LETTERS:
        parts.append(native)
    else:
        latin = ""
    for part in parts:
        latin_texts = _to_latin(part)
        found.extend(read_as_written(raw, one.text, one.basis) for one in latin_texts)
        parted = split_initials(latin_texts[0].text) if latin_texts else None
        if parted is not None:
            found.append(_read_initials(raw, parted))
    return [*found, *(_latin_readings(raw, latin) if latin else [])]


@lru_cache(maxsize=_KEPT_NATIVE)
def _to_latin(text: str) -> Sequence[LatinText]:
    """The Latin spellings of a text in another script; the modules are loaded on first need."""
    if HAS_KANA.search(text) or HAS_HAN.search(text):
        from entitycheck.names.japanese import is_japanese, read_japanese

        if is_japanese(text):
            return read_japanese(text)
        from entitycheck.names.chinese import read_chinese

        return read_chinese(text)
    if HAS_HANGUL.search(text):
        from entitycheck.names.korean import read_korean

        return read_korean(text)
    if HAS_CYRILLIC.search(text):
        from entitycheck.names.cyrillic import read_cyrillic

        return read_cyrillic(text)
    if HAS_ARABIC.search(text):
        from entitycheck.names.arabic import read_arabic_script

        return read_arabic_script(text)
    return []


def _bracket_readings(raw: str, text: str) -> list[ComparableName]:
    """The name without what stands in brackets, and each bracket of its own."""
    inside = [part for part in _BRACKETS.findall(text) if part.strip()]
    if not inside:
        return []
    outside = _BRACKETS.sub(" ", text)
    parts = [(outside, "without brackets"), *((part, "in brackets") for part in inside)]
    found = [
        read_as_written(raw, part, basis, whole=False) for part, basis in parts if part.strip()
    ]
    return [reading for reading in found if _names_somebody(reading)]


def _unnamed_readings(text: str) -> Iterator[ComparableName]:
    """The name without "named after N.L. Dukhov", which sheets and lists leave out or keep."""
    small = small_letters(text)
    if not _may_be_named_after(small) or _NAMED_AFTER.search(small) is None:
        return
    shorter = clean(" ".join(parts_around(_NAMED_AFTER, text, small)))
    for one in _to_latin(shorter) or [LatinText(shorter, UNNAMED)]:
        reading = read_as_written(text, one.text, UNNAMED)
        if _names_somebody(reading) or len(reading.tokens) > _WORDS_OF_A_NAME:
            yield reading


def _names_somebody(reading: ComparableName) -> bool:
    """A part of a text is a name only with a word of its own: "(Shanghai)" names nobody."""
    return any(token.kind is Kind.DISTINCTIVE for token in reading.tokens)
