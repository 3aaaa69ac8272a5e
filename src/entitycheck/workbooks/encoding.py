"""Which encoding a text file is in: by its mark, by UTF-8's own rules, else by likely letters.

Order sheets come from Excel in the code page of the sender's Windows. Each candidate is tried on a
sample and rated by how usual its letters are; Windows-1252, which reads anything, is the last.
"""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE_BYTES = 200_000
_CANDIDATES = ("gb18030", "cp932", "big5", "euc_kr", "cp1251", "cp1254", "cp1252")
_UTF16_BLANKS = 0.2  # share of zero bytes on one side that only UTF-16 text has


def detect_encoding(data: bytes) -> tuple[str, bytes]:
    """The encoding of a text and its byte order mark (empty without one)."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name, mark
    head = data[:_SAMPLE_BYTES]
    if head:
        even, odd = head[0::2].count(0), head[1::2].count(0)
        if odd > _UTF16_BLANKS * len(head) / 2 and even * 4 < odd:
            return "utf-16-le", b""
        if even > _UTF16_BLANKS * len(head) / 2 and odd * 4 < even:
            return "utf-16-be", b""
    return ("utf-8" if _is_utf8(data) else _likeliest(data)), b""


def _is_utf8(data: bytes) -> bool:
    """True for text in UTF-8; looks at it piece by piece, since a file may be as large as memory."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(data), _SAMPLE_BYTES):
            decoder.decode(data[start : start + _SAMPLE_BYTES])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _likeliest(data: bytes) -> str:
    """The code page whose reading of the sample has the most usual letters."""
    sample = _sample(data)
    best, most = "cp1252", -1.0
    for name in _CANDIDATES:
        try:
            text = sample.decode(name)
            data.decode(name)
        except UnicodeDecodeError:
            continue
        points = _rate(text)
        if points > most:
            best, most = name, points
    if best == "cp1252":
        try:
            data.decode("cp1252")
        except UnicodeDecodeError:
            return "latin-1"
    return best


def _sample(data: bytes) -> bytes:
    """Lines with letters beyond ASCII, whole, up to the size of the sample."""
    lines = []
    size = 0
    for line in data.splitlines(keepends=True):
        if not line.isascii():
            lines.append(line)
            size += len(line)
            if size > _SAMPLE_BYTES:
                break
    return b"".join(lines)


_RUNS = re.compile(r"[\u00c0-\u024f]+")
_MIXED = re.compile(r"[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]")


def _rate(text: str) -> float:
    """How usual the letters beyond ASCII are, 0 to 1 per letter."""
    letters = [character for character in text if character > "\x7f"]
    if not letters:
        return 0.0
    points = sum(map(_rate_letter, letters))
    points -= sum(len(run) * 1.5 for run in _RUNS.findall(text) if len(run) > 2)  # noqa: PLR2004 -- no language has three accented letters on end
    points -= 2.0 * len(_MIXED.findall(text))  # no word is half Russian
    return points / len(letters)


def _rate_letter(letter: str) -> float:
    code = ord(letter)
    if 0x4E00 <= code <= 0x9FFF:  # noqa: PLR2004 -- Chinese characters
        return 0.95 if _is_common(letter) else -0.3
    if 0x3040 <= code <= 0x30FF:  # noqa: PLR2004 -- Japanese syllables
        return 1.0
    if 0xAC00 <= code <= 0xD7A3:  # noqa: PLR2004 -- Korean syllables
        return 0.6
    if 0x0430 <= code <= 0x044F:  # noqa: PLR2004 -- Russian small letters
        return 0.9
    if 0x0410 <= code <= 0x042F:  # noqa: PLR2004 -- Russian capitals
        return 0.7
    if letter in "ğışİŞĞ":
        return 0.85
    if letter in "þðýÞÐÝ":
        return 0.2
    if letter in "äöüÄÖÜßéèêëàâçñáíóúôîïåæøØÅÉÑÇ":
        return 0.8
    if letter in "，。、（）：；《》“”—–’‘€°№" + "\u3000":
        return 0.6
    return -0.2


def _is_common(letter: str) -> bool:
    """True for the characters of the first level of GB 2312 or Big5: the everyday ones."""
    try:
        lead = letter.encode("gb2312")[0]
    except UnicodeEncodeError:
        try:
            return 0xA4 <= letter.encode("big5")[0] <= 0xC6  # noqa: PLR2004 -- first level of Big5
        except UnicodeEncodeError:
            return False
    return 0xB0 <= lead <= 0xD7  # noqa: PLR2004 -- first level of GB 2312
