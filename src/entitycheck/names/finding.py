"""What stands in a text, whatever its case and accents: looked for in its small letters, cut from the text.

Patterns are written in small letters without accents, and minded to the letter: to ignore case takes
three times as long. Before a slow pattern goes a quick look for signs, one of which any find would hold.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

_ODD_CASE = dict(zip("ıſᲀᲁᲂᲃᲄᲅᲆ", "isвдосттъ", strict=True))
"""Letters that are another one but for their case, and that `str.lower` takes for letters apart."""
_ACCENTED = {
    letter: _ODD_CASE.get(base := unicodedata.normalize("NFD", letter)[0], base)
    for letter in map(chr, (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)))
}
_SMALL = str.maketrans({**_ACCENTED, **_ODD_CASE})


def small_letters(text: str) -> str:
    """The text in small letters, Latin ones without accents, each at the place it has in the text.

    A small `i` stands there wherever a pattern that ignores case would find one, and for `í`.
    """
    return text.lower() if text.isascii() else text.translate(_SMALL).lower()


def holds_any(*signs: str) -> Callable[[str], bool]:
    """A look for signs in a text, any of which is enough."""

    def look(text: str) -> bool:
        for sign in signs:  # noqa: SIM110 -- half the time of any()
            if sign in text:
                return True
        return False

    return look


def parts_around(pattern: re.Pattern[str], text: str, small: str) -> Iterator[str]:
    """The parts of a text before, between and behind what a pattern finds.

    Args:
        pattern: In small letters; never finds an empty text.
        text: Any text.
        small: Its small letters.
    """
    end = 0
    for found in pattern.finditer(small):
        yield text[end : found.start()]
        end = found.end()
    yield text[end:]
