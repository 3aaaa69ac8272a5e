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
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from entitycheck.names.native_names import LatinText, NativeName, load_native_names
from entitycheck.names.scripts import HAN_RUN
from entitycheck.names.tables import load_rows

_COST_UNKNOWN = 1.2
_COST_TERM = 1.0
_COST_ONE_CHARACTER = 1.15
_COST_NATIVE = 0.9
"""Cuts prefer known names to terms, long terms to short ones, any term to unknown characters."""

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SCALES = {"十": 10, "百": 100, "千": 1000}
_NUMBER = re.compile(
    r"第([〇零一二三四五六七八九十百千0-9]+)"
    r"|([〇零一二三四五六七八九十百千]+)(?=(?:研究|设计|工程)?[所院厂局]|号|基地|研究室)"
)
_PERSON_CHARACTERS = (2, 4)


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a Chinese name.

    Args:
        text: Simplified characters, or a number in digits.
        english: English words of a dictionary term; None for other pieces.
        also_pinyin: True for terms that names also carry in pinyin.
        names: Listed names of a known native name.
    """

    text: str
    english: str | None = None
    also_pinyin: bool = False
    names: tuple[str, ...] = ()

    @property
    def is_unknown(self) -> bool:
        """True for characters that no table knows."""
        return self.english is None and not self.names


def simplify(text: str) -> str:
    """The text with traditional and variant characters replaced by simplified ones."""
    return text.translate(_load_simplified())


def read_chinese(text: str) -> list[LatinText]:
    """The Latin spellings of a text with Chinese characters, as written first.

    Args:
        text: Cleaned text; other scripts in it stay where they are.
    """
    text = _read_numbers(simplify(text))
    parts = [
        cut_chinese(part) if HAN_RUN.fullmatch(part) else [Piece(part, part)]
        for part in re.split(f"({HAN_RUN.pattern})", text)
        if part.strip()
    ]
    pieces = [piece for part in parts for piece in part]
    readings = [LatinText(_spell(pieces, _pinyin), "Chinese read as pinyin")]
    readings.extend(_native_readings(pieces))
    if any(piece.english for piece in pieces):
        readings.append(LatinText(_spell(pieces, _translate), "Chinese words translated"))
    if any(piece.also_pinyin for piece in pieces):
        basis = "Chinese words partly translated"
        readings.append(LatinText(_spell(pieces, _translate_plain), basis))
    readings.extend(_person_readings(text))
    return readings


def cut_chinese(text: str) -> list[Piece]:
    """A run of simplified characters cut into pieces, at the least cost."""
    terms, natives = _load_terms(), load_native_names("zh")
    longest = _longest_key()
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(text) + 1):
        options = [(best[end - 1][0] + _COST_UNKNOWN, end - 1)]
        for start in range(max(0, end - longest), end):
            key = text[start:end]
            cost = _cost(key, terms, natives)
            if cost is not None:
                options.append((best[start][0] + cost, start))
        best.append(min(options))
    return _join_unknown(_trace(text, [start for _, start in best]))


def _cost(
    key: str, terms: dict[str, tuple[str, bool]], natives: dict[str, NativeName]
) -> float | None:
    if key in natives:
        return _COST_NATIVE
    if key in terms:
        return _COST_TERM if len(key) > 1 else _COST_ONE_CHARACTER
    return None


def _trace(text: str, starts: Sequence[int]) -> list[Piece]:
    """The pieces along the cheapest cut."""
    terms, natives = _load_terms(), load_native_names("zh")
    pieces: list[Piece] = []
    end = len(text)
    while end:
        key = text[starts[end] : end]
        if key in natives:
            english = terms[key][0] if key in terms else None
            pieces.append(Piece(key, english, names=natives[key].latin))
        elif key in terms:
            english, also_pinyin = terms[key]
            pieces.append(Piece(key, english, also_pinyin))
        else:
            pieces.append(Piece(key))
        end = starts[end]
    return pieces[::-1]


def _join_unknown(pieces: list[Piece]) -> list[Piece]:
    """Neighbouring unknown characters as one piece."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and piece.is_unknown and joined[-1].is_unknown:
            joined[-1] = Piece(joined[-1].text + piece.text)
        else:
            joined.append(piece)
    return joined


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


def _spell(pieces: Sequence[Piece], spell: Callable[[Piece], str]) -> str:
    return " ".join(map(spell, pieces))


def _pinyin(piece: Piece) -> str:
    return to_pinyin(piece.text)


def _translate(piece: Piece) -> str:
    return to_pinyin(piece.text) if piece.english is None else piece.english


def _translate_plain(piece: Piece) -> str:
    return to_pinyin(piece.text) if piece.also_pinyin else _translate(piece)


def _native_readings(pieces: Sequence[Piece]) -> Iterator[LatinText]:
    """One reading for each listed name of the known native names, the other pieces translated."""
    options = max((len(piece.names) for piece in pieces), default=0)
    for option in range(options):

        def spell(piece: Piece, option: int = option) -> str:
            if not piece.names:
                return _translate(piece)
            return piece.names[min(option, len(piece.names) - 1)]

        known = next(piece for piece in pieces if len(piece.names) > option)
        yield LatinText(_spell(pieces, spell), f"native name {known.text} of {known.names[option]}")


def _person_readings(text: str) -> Iterator[LatinText]:
    """Two to four characters may be a person: surname, then the given name in one word."""
    name = text.strip()
    least, most = _PERSON_CHARACTERS
    if not least <= len(name) <= most or HAN_RUN.fullmatch(name) is None:
        return
    surname = 2 if len(name) > 2 and name[:2] in _load_double_surnames() else 1  # noqa: PLR2004
    spelled = f"{to_pinyin(name[:surname])} {to_pinyin(name[surname:])}"
    yield LatinText(spelled, "Chinese read as a person's name")


def to_pinyin(text: str) -> str:
    """The syllables of Chinese characters in one word, without tones; other characters unchanged."""
    if text.isascii():
        return text
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(text, v_to_u=True))


@cache
def _load_simplified() -> dict[int, str]:
    return {ord(old): new for old, new in load_rows("traditional_characters")}


@cache
def _load_terms() -> dict[str, tuple[str, bool]]:
    """English words of each term, and whether names also carry it in pinyin."""
    return {row[0]: (row[1], row[2:] == ("b",)) for row in load_rows("chinese_terms")}


@cache
def _longest_key() -> int:
    return max(map(len, (*_load_terms(), *load_native_names("zh"))))


@cache
def _load_double_surnames() -> frozenset[str]:
    return frozenset(
        {"欧阳", "司马", "上官", "诸葛", "司徒", "皇甫", "东方", "夏侯", "令狐", "尉迟"}
    )
