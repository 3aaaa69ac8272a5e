"""Which encoding a text file is in: by its mark, by UTF-8's own rules, else by likely letters and words.

Order sheets come from Excel in the code page of the sender's Windows or Mac. Each candidate is tried on
a sample and rated by how usual its letters are, by words that firms bear in its language, and by headers
that `orders.headers` knows.
"""

from __future__ import annotations

import codecs
import re

from entitycheck.orders.headers import read_header

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE_BYTES = 200_000
_CANDIDATES = (
    "gb18030", "cp932", "big5", "cp949", "cp1251", "cp1252", "cp1254", "cp1250", "cp1253", "cp1255",
    "cp1256", "cp874", "cp850", "mac_roman", "euc_jp", "koi8_r", "cp866",
)  # fmt: skip
_ON_EVIDENCE = frozenset({"koi8_r", "cp866", "euc_jp"})
"""Code pages that read the letters of another as usual ones: only with a word to prove them."""

_FIRM_WORDS = re.compile(
    r"公司|有限|股份|集团|集團|科技|贸易|貿易|国际|國際|中国|中國|株式会社|有限会社|会社|商事|工業|製作所|주식회사|\(주\)|㈜"
    r"|한국|대한|삼성|전자|상사|산업|무역|공업|물산|중국|\b(?:ООО|ОАО|ЗАО|ПАО|АО|Россия|Москва|Китай)\b|شركة|الشركة"
    r"|مؤسسة|المحدودة|الصين|บริษัท|จำกัด|ห้างหุ้นส่วน|Α\.?Ε\.?\b|ΕΠΕ|ΕΤΑΙΡΕΙΑ|Εταιρεία|בע[\"״]?מ|חברה|Şti|A\.Ş|Türk|Çin\b"
)
_WORD_POINTS = 0.25  # per word of a firm, on the scale of points per letter
_MOST_WORD_POINTS = 0.75
_HEADER_CELLS = 120  # headers come first
_WHOLE = (
    0.9  # share of bytes beyond ASCII in valid sequences from which a file is UTF-8 with faults
)
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
    return ("utf-8" if is_utf8(data) or _is_mostly_utf8(data) else _likeliest(data)), b""


def _is_mostly_utf8(data: bytes) -> bool:
    """True for UTF-8 with a few wrong bytes, as two files put together have."""
    sample = _sample(data)
    high = len(sample) - len(sample.translate(None, _HIGH_BYTES))
    kept = sample.decode("utf-8", errors="ignore").encode()
    valid = len(kept) - len(kept.translate(None, _HIGH_BYTES))
    return high > 0 and valid >= _WHOLE * high


_HIGH_BYTES = bytes(range(0x80, 0x100))


def is_utf8(data: bytes) -> bool:
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
    """The code page whose reading of the sample has the most usual letters, and that reads the whole."""
    sample = _sample(data)
    points: dict[str, float] = {}
    for name in _CANDIDATES:
        try:
            text = sample.decode(name)
        except UnicodeDecodeError:
            continue
        evidence = _evidence(text)
        if evidence or name not in _ON_EVIDENCE:
            points[name] = _rate(text) + evidence
    for name in sorted(points, key=lambda one: -points[one]):  # equal ones stay in their order
        try:
            data.decode(name)
        except UnicodeDecodeError:
            continue
        return name
    return "latin-1"


def _evidence(text: str) -> float:
    """Points for words of firms and for known headers in a reading of the sample."""
    words = len(_FIRM_WORDS.findall(text[:20_000]))
    cells = [cell for cell in _CELLS.split(text[:20_000])[:_HEADER_CELLS] if not cell.isascii()]
    words += sum(
        reading.understood == 1 and not reading.is_guessed
        for reading in map(read_header, dict.fromkeys(cell.strip(' "') for cell in cells))
    )
    return min(_MOST_WORD_POINTS, _WORD_POINTS * words)


_CELLS = re.compile(r"[,;\t|\r\n]")


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


_RUNS = re.compile(r"[\u00c0-\u00ff]+")
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
    if letter in _CENTRAL or _is_southern(code):
        return 0.85 if letter in "ğışİŞĞ" else 0.75
    if letter in "þðýÞÐÝ":
        return 0.2
    if letter in "äöüÄÖÜßéèêëàâçñáíóúôîïåæøØÅÉÑÇ":
        return 0.8
    if letter in "，。、（）：；《》“”—–’‘€°№" + "\u3000":
        return 0.6
    return -0.2


_CENTRAL = "ğışİŞĞąćęłńśźżĄĆĘŁŃŚŹŻčďěňřšťůžČĎĚŇŘŠŤŮŽőűŐŰ"


def _is_southern(code: int) -> bool:
    """True for the letters of Greek, Hebrew, Arabic and Thai."""
    return (
        0x0386 <= code <= 0x03CE  # noqa: PLR2004 -- Greek
        or 0x05D0 <= code <= 0x05EA  # noqa: PLR2004 -- Hebrew
        or 0x0621 <= code <= 0x064A  # noqa: PLR2004 -- Arabic
        or 0x0E01 <= code <= 0x0E4E  # noqa: PLR2004 -- Thai
    )


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
