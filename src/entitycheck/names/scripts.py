"""Which scripts a text is written in, and its parts in each."""

from __future__ import annotations

import re

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff〇々"
KANA = "\u3040-\u30ff"
HANGUL = "\uac00-\ud7af\u1100-\u11ff\u3130-\u318f"
CYRILLIC = "\u0400-\u052f"
ARABIC = "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefe"

OTHER = "\u0370-\u03ff\u0530-\u05ff\u0900-\u09ff\u0e00-\u0e7f\u1000-\u10ff\u1f00-\u1fff"
"""Greek, Armenian, Hebrew, Devanagari, Bengali, Thai, Burmese, Georgian."""

HAN_RUN = re.compile(f"[{HAN}]+")
HAS_HAN = re.compile(f"[{HAN}]")
HAS_KANA = re.compile(f"[{KANA}]")
HAS_HANGUL = re.compile(f"[{HANGUL}]")
HAS_CYRILLIC = re.compile(f"[{CYRILLIC}]")
HAS_ARABIC = re.compile(f"[{ARABIC}]")
HAS_OTHER = re.compile(f"[{OTHER}]")
_NATIVE = re.compile(f"[{HAN}{KANA}{HANGUL}{CYRILLIC}{ARABIC}]")
_NATIVE_PART = re.compile(
    f"[{HAN}{KANA}{HANGUL}{CYRILLIC}{ARABIC}]"
    f"(?:[^A-Za-z\u00c0-\u024f]*[{HAN}{KANA}{HANGUL}{CYRILLIC}{ARABIC}])*"
)


def has_native(text: str) -> bool:
    """True when the text holds letters of a script that this package reads besides Latin."""
    return _NATIVE.search(text) is not None


def split_scripts(text: str) -> tuple[str, str]:
    """The Latin part and the part in other scripts, each in its order."""
    native = " ".join(_NATIVE_PART.findall(text))
    return _NATIVE_PART.sub(" ", text).strip(), native
