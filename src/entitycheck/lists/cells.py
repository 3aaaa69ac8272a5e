"""Cells of a published list to values: names, addresses, notices, licence words, dates.

Every function takes one cell as published and returns what an `Entry` holds. What cannot be read
is None, so that the caller can count it and keep the cell's text; nothing is guessed.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from entitycheck.countries import country_code
from entitycheck.records import Address, Alias, Citation

_SPACE = re.compile(r"\s+")
_C1 = re.compile(r"[\x80-\x9f]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_MOJIBAKE = re.compile("[ÂÃâ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
_ALSO_KNOWN_AS = re.compile(r"[,(\s]*\b(?:a\.?k\.?a\.?|a/k/a)(?=[\s,:])[\s,:]*", re.IGNORECASE)
_LAST_AND = re.compile(r"^and[,\s]+(?!any\b)", re.IGNORECASE)
_GLUED_AND = re.compile(r"^and(?=[A-Z0-9#])")
_ADDRESS_AND = re.compile(r"^and\b[,\s]*")
_NOTICE = re.compile(
    r"\b(\d{2,3})\s*\.?\s*F\.?\s*R\.?\s*(?:No\.?\s*|,\s*)?(\d{1,6})\b(?!/)", re.IGNORECASE
)
_NOTICE_GLUE = re.compile(
    r"[\s,;.&()]|\band\b|\bNo\.?\s*\d*|\d{1,2}/\d{1,2}/\d{2,4}|\b\d{5,6}\b", re.IGNORECASE
)
_FOOTNOTES = (
    # "734.9(g),3 746.8(a)(3)": a digit glued between two section numbers
    re.compile(r"(?<=\)),\s?(?P<digit>[1-9])(?=\s+§*\s*\d{3}\.)"),
    # after a bracket: 734.9(e)1 and 744.11; ... of the EAR)4; EAR) 4; EAR)2.
    re.compile(r"(?<=\))\s?(?P<digit>[1-9])(?=\s*(?:$|[.,;]|and\b))"),
    # "744.11 of the EAR2", "EAR 2"; never EAR99
    re.compile(r"(?<=\bEAR)\s?(?P<digit>[1-9])(?=\s*(?:$|[.,;)]))"),
)
_FIRST_PLAUSIBLE_YEAR = 1950  # the oldest order still listed is of the 1980s; seen: 0017-05-26
_LAST_PLAUSIBLE_YEAR = 2200  # some denial orders end in 9999: no date anybody lives to see
_POSTCODE = re.compile(r"[\d -]{4,10}")
_US_STATE = re.compile(
    "A[LKZR]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]"
    "|T[NX]|UT|V[AT]|W[AIVY]"
)  # denied persons in US prisons: "BEAUMONT, TX, 77720" without a country
_ADDRESS_ONLY = re.compile(r"^address \d{1,3}$", re.IGNORECASE)


def clean_text(cell: str) -> str:
    """The cell in one line: no edge or doubled spaces, line breaks, NBSP or control characters.

    C1 control characters are bytes of a Windows code page read wrongly (the apostrophe of Xi'an
    as 0x92); they become what was meant. So does text that was read as Latin-1 and written as UTF-8 again.
    """
    if not cell.isascii():
        if _MOJIBAKE.search(cell):
            cell = _undo_mojibake(cell)
        cell = _C1.sub(lambda found: _windows_character(found.group()), cell)
    return _CONTROL.sub("", _SPACE.sub(" ", cell)).strip()


def _windows_character(character: str) -> str:
    byte = bytes([ord(character)])
    try:
        return byte.decode("cp1252")
    except UnicodeDecodeError:
        return byte.decode("cp850")  # "B\x81key": an old DOS page


def _undo_mojibake(text: str) -> str:
    try:
        return text.encode("cp1252").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text


def is_address_only(name: str) -> bool:
    """True for `Address 01` ...: a listed address whose name means nothing."""
    return _ADDRESS_ONLY.match(name) is not None


def split_aliases(parts: list[str]) -> tuple[Alias, ...]:
    """The other names in the publisher's order, each once.

    Args:
        parts: One text, or one per name where the layout has a list; each may hold several names
            joined by `;` or `a.k.a.`, the last may begin with `and`.
    """
    names: dict[str, None] = {}
    for part in parts:
        for name in _split_names(clean_text(part)):
            names.setdefault(name)
    return tuple(Alias(name) for name in names)


def names_inside(name: str) -> tuple[Alias, ...]:
    """The names that an `a.k.a.` inside a primary name joins; none without one."""
    return split_aliases([name]) if _ALSO_KNOWN_AS.search(name) else ()


def _split_names(text: str) -> list[str]:
    found: list[str] = []
    for fragment in text.split(";"):
        one = fragment.strip()
        if found and re.match(r"and any\b", one, re.IGNORECASE):
            found[-1] = f"{found[-1]}; {one}"  # "...; and any successor": words about the same name
            continue
        one = _GLUED_AND.sub("", _LAST_AND.sub("", one))
        found += [_without_bracket(piece) for piece in _ALSO_KNOWN_AS.split(one)]
    return [name for name in found if any(letter.isalnum() for letter in name)]


def _without_bracket(name: str) -> str:
    """The name without one lonely bracket that `(a.k.a. X; Y)` leaves, and without a leading dash."""
    name = name.strip(" ,-")
    if name.count("(") != name.count(")"):
        name = (
            name.removesuffix(")") if name.count(")") > name.count("(") else name.removeprefix("(")
        )
    elif name.startswith("(") and name.endswith(")") and name.count("(") == 1:
        name = name[1:-1]
    return name.strip()


def split_addresses(cell: str) -> tuple[Address, ...]:
    """The addresses of one cell, each with its country where it can be read.

    A part that begins with `and` and the part before it are one published address: without a
    country of its own, the first takes the country that ends the whole.
    """
    parts = [part for part in (p.strip() for p in clean_text(cell).split(";")) if part]
    chained = [_ADDRESS_AND.match(part) is not None for part in parts]
    texts = [_GLUED_AND.sub("", _ADDRESS_AND.sub("", part)).strip(" ,") for part in parts]
    countries = [_country_of(text) for text in texts]
    for i in range(len(parts) - 2, -1, -1):
        if countries[i] is None and chained[i + 1]:
            countries[i] = countries[i + 1]
    found = (Address(t, c) for t, c in zip(texts, countries, strict=True) if t)
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=4096)
def _country_word(word: str) -> str | None:
    return country_code(word)


def _country_of(text: str) -> str | None:
    """The country that ends an address: a code or a name after the last comma, or the whole."""
    tail = re.sub(r"\s*\(See [^)]*\)", "", text).rstrip(" .)")
    pieces = [piece.strip() for piece in tail.split(",")]
    last = pieces[-1]
    found = _country_word(last) if len(last) != 2 or last.isupper() else None  # noqa: PLR2004 -- ISO-2
    if found is None and len(pieces) > 1 and _POSTCODE.fullmatch(last):
        found = _country_before_postcode(pieces[-2])
    if found is None and len(pieces) > 1:
        found = _country_word(f"{pieces[-2]} {last}")  # "MAN, ISLE OF"
    return found


def _country_before_postcode(word: str) -> str | None:
    """Two letters before a postcode are a state or a province, not a country."""
    if len(word) == 2:  # noqa: PLR2004 -- as the codes of states
        return "US" if _US_STATE.fullmatch(word) else None
    return _country_word(word)


def split_citations(cell: str) -> tuple[tuple[Citation, ...], bool]:
    """The Federal Register notices of a cell, and whether they say all that the cell says."""
    text = clean_text(cell)
    if not text:
        return (), True
    found = list(_NOTICE.finditer(text))
    if not found:
        return (Citation(text),), True
    rest = _NOTICE.sub(" ", text)
    whole = not _NOTICE_GLUE.sub("", rest) and "/" not in rest and "no" not in rest.lower()
    return tuple(dict.fromkeys(_notice(int(f[1]), int(f[2])) for f in found)), whole


def _notice(volume: int, page: int) -> Citation:
    return Citation(
        f"{volume} FR {page}", f"https://www.federalregister.gov/citation/{volume}-FR-{page}"
    )


def split_footnotes(cell: str) -> tuple[str | None, tuple[int, ...]]:
    """The licence words without glued footnote digits, and the footnotes in order."""
    text = clean_text(cell)
    found: list[int] = []

    def note(match: re.Match[str]) -> str:
        found.append(int(match["digit"]))
        return "," if match.group().startswith(",") else ""

    for pattern in _FOOTNOTES:
        text = pattern.sub(note, text)
    return text or None, tuple(sorted(set(found)))


def read_date(cell: str) -> date | None:
    """The date of an ISO text; None where it is blank, no date or no plausible one."""
    try:
        found = date.fromisoformat(cell.strip()[:10])
    except ValueError:
        return None
    return found if _FIRST_PLAUSIBLE_YEAR <= found.year <= _LAST_PLAUSIBLE_YEAR else None
