"""Chinese names to Latin readings: translated words, pinyin for the rest.

Fixed order: traditional characters to simplified, numbers of institutes (第五十八 -> 58), the cheapest
cut into dictionary terms, known native names and unknown characters, then for each piece its English
words, its listed name or its pinyin. Some words are written both ways in listed names (东方 is
Oriental or Dongfang), so there are readings with them translated and with them in pinyin.

Dictionary and character table are our own; pinyin, with its many-sounded characters by phrase, comes
from pypinyin (MIT). It is imported with the first Chinese name, not before: 0.1 s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from entitycheck.names.cutting import (
    Dictionary,
    Piece,
    Term,
    cut_runs,
    cut_text,
    read_native_names,
    spell_as,
    spell_otherwise,
    spell_pieces,
)
from entitycheck.names.native_names import LatinText, load_native_names
from entitycheck.names.scripts import HAN_RUN
from entitycheck.names.tables import load_rows

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SCALES = {"十": 10, "百": 100, "千": 1000}
_NUMBER = re.compile(
    r"第([〇零一二三四五六七八九十百千0-9]+)"
    r"|([〇零一二三四五六七八九十百千]+)(?=(?:研究|设计|工程)?[所院厂局]|号|基地|研究室)"
)
_RUN = re.compile(f"({HAN_RUN.pattern})")
BASIS = "Chinese read as pinyin"
_PERSON_CHARACTERS = (2, 4)
_KNOWN_RUNS = (
    10_000  # of each sort; the characters of a name stay when branch and town behind them change
)
_KNOWN_SOUNDS = 50_000  # words that come again and again; some 10 MB
_BRAND_CHARACTERS = 3  # a longer term is hardly a part of a brand
_LEFT_OUT = "-"  # a word that listed names often leave out: 集团 group
_PARENTS = ("军", "院", "部", "集团", "公司")
_DOUBLE_SURNAMES = frozenset(
    {"欧阳", "司马", "上官", "诸葛", "司徒", "皇甫", "夏侯", "令狐", "尉迟", "慕容"}
)


def read_chinese(text: str) -> list[LatinText]:
    """The Latin spellings of a text with Chinese characters, as written first.

    Args:
        text: Cleaned text; other scripts in it stay where they are.
    """
    text = _read_numbers(simplify(text))
    pieces = _cut(text, natives=False)
    readings = [LatinText(spell_pieces(pieces, _pinyin), BASIS)]
    named = _cut(text, natives=True)
    readings.extend(read_native_names(named, _translate))
    if any(piece.term for piece in pieces):
        readings.append(LatinText(spell_pieces(pieces, _translate), "Chinese words translated"))
    if any(piece.term and piece.term.others for piece in pieces):
        basis = "Chinese words translated another way"
        readings.append(LatinText(spell_pieces(pieces, _translate_otherwise), basis))
        readings.extend(read_native_names(named, _translate_otherwise))
    if any(piece.term and piece.term.also_native for piece in pieces):
        basis = "Chinese words partly translated"
        readings.append(LatinText(spell_pieces(pieces, _translate_plain), basis))
    readings.extend(_person_readings(text))
    return readings


def spell_options(text: str) -> list[list[list[str]]]:
    """The pieces of a text, each with all the Latin words it may stand for on the list.

    Args:
        text: Cleaned text.

    Returns:
        Up to three cuts: with and without known native names, and from the last of them on where
        it stands behind its parent. A cut is a list of pieces.
    """
    text = _read_numbers(simplify(text))
    cuts = [_cut(text, natives=True)]
    natives = [at for at, piece in enumerate(cuts[0]) if piece.names]
    if natives:
        cuts.append(_cut(text, natives=False))
        if any(piece.names or piece.text.endswith(_PARENTS) for piece in cuts[0][: natives[-1]]):
            cuts.append(cuts[0][natives[-1] :])
    return [[_options(piece) for piece in cut] for cut in cuts]


def _options(piece: Piece) -> list[str]:
    options = list(piece.names)
    if piece.term is not None:
        options += [piece.term.english, *piece.term.others]
        options = ["" if option == _LEFT_OUT else option for option in options]
    if piece.term is None or piece.term.also_native or len(piece.text) <= _BRAND_CHARACTERS:
        options.append(to_pinyin(piece.text))
    return list(dict.fromkeys(options))


def _cut(text: str, *, natives: bool) -> list[Piece]:
    """The pieces of a text, with known native names among them or without."""
    return cut_runs(text, _RUN, _cut_named if natives else _cut_plain)


@lru_cache(maxsize=_KNOWN_RUNS)
def _cut_named(run: str) -> Sequence[Piece]:
    return cut_text(run, _load_dictionary())


@lru_cache(maxsize=_KNOWN_RUNS)
def _cut_plain(run: str) -> Sequence[Piece]:
    named = _cut_named(run)
    if not any(piece.names for piece in named):  # cut without them, it falls into the same pieces
        return named
    return cut_text(run, _load_dictionary().without_natives())


def simplify(text: str) -> str:
    """The text with traditional and variant characters replaced by simplified ones."""
    return text.translate(_load_simplified())


@lru_cache(maxsize=_KNOWN_SOUNDS)
def to_pinyin(text: str) -> str:
    """The syllables of Chinese characters in one word, without tones; other characters unchanged."""
    if text.isascii():
        return text
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(text, v_to_u=True))


def _read_numbers(text: str) -> str:
    """Numbers of institutes and factories in digits, set apart by blanks."""
    return _NUMBER.sub(lambda found: f" {_value(found.group(1) or found.group(2))} ", text)


def _value(digits: str) -> str:
    """`五十八` is 58, `七〇一` is 701, `58` is 58."""
    if digits.isascii():
        return digits
    if not any(char in _SCALES for char in digits):
        return "".join(str(_DIGITS[char]) if char in _DIGITS else char for char in digits)
    total = unit = 0
    for char in digits:
        if char in _SCALES:
            total += (unit or 1) * _SCALES[char]
            unit = 0
        else:
            unit = _DIGITS.get(char, 0)
    return str(total + unit)


def _pinyin(piece: Piece) -> str:
    return to_pinyin(piece.text)


_translate = spell_as(to_pinyin)
_translate_otherwise = spell_otherwise(to_pinyin)


def _translate_plain(piece: Piece) -> str:
    """Like `_translate`, with the words that names also carry in pinyin left in pinyin."""
    if piece.term is None or piece.term.also_native:
        return to_pinyin(piece.text)
    return piece.term.english


def _person_readings(text: str) -> Iterator[LatinText]:
    """Two to four characters may be a person: surname, then the given name in one word."""
    name = text.strip()
    least, most = _PERSON_CHARACTERS
    if not least <= len(name) <= most or HAN_RUN.fullmatch(name) is None:
        return
    surname = 2 if len(name) > least and name[:2] in _DOUBLE_SURNAMES else 1
    spelled = f"{to_pinyin(name[:surname])} {to_pinyin(name[surname:])}"
    yield LatinText(spelled, "Chinese read as a person's name")


@cache
def _load_simplified() -> dict[int, str]:
    return {ord(old): new for old, new in load_rows("traditional_characters")}


@cache
def _load_dictionary() -> Dictionary:
    terms = {}
    for row in load_rows("chinese_terms"):
        english, *others = row[1].split(" / ")
        terms[row[0]] = Term(english, row[2:] == ("b",), tuple(others))
    return Dictionary.of(terms, load_native_names("zh"))
