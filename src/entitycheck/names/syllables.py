"""Words made of the syllables of Chinese in pinyin: `is_pinyin`, `split_syllables`."""

from __future__ import annotations

import re
from functools import lru_cache

_TABLE = """
b    a o ai ei ao an en ang eng i ie iao ian in ing u
p    a o ai ei ao ou an en ang eng i ie iao ian in ing u
m    a o e ai ei ao ou an en ang eng i ie iao iu ian in ing u
f    a o ei ou an en ang eng u
d    a e ai ei ao ou an en ang eng ong i ia ie iao iu ian ing u uo ui uan un
t    a e ai ei ao ou an ang eng ong i ie iao ian ing u uo ui uan un
n    a e ai ei ao ou an en ang eng ong i ie iao iu ian in iang ing u uo uan un v ve ue
l    a o e ai ei ao ou an ang eng ong i ia ie iao iu ian in iang ing u uo uan un v ve ue
g    a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang
k    a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang
h    a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang
j    i ia ie iao iu ian in iang ing iong u ue uan un
q    i ia ie iao iu ian in iang ing iong u ue uan un
x    i ia ie iao iu ian in iang ing iong u ue uan un
zh   a e ai ei ao ou an en ang eng ong i u ua uo uai ui uan un uang
ch   a e ai ao ou an en ang eng ong i u ua uo uai ui uan un uang
sh   a e ai ei ao ou an en ang eng i u ua uo uai ui uan un uang
r    e ao ou an en ang eng ong i u ua uo ui uan un
z    a e ai ei ao ou an en ang eng ong i u uo ui uan un
c    a e ai ao ou an en ang eng ong i u uo ui uan un
s    a e ai ao ou an en ang eng ong i u uo ui uan un
y    a ao e ou an ang ong i in ing u ue uan un
w    a o ai ei an en ang eng u
"""
"""Every syllable of Hanyu Pinyin: an initial and the finals that follow it."""
_ALONE = ("ang", "eng", "ai", "ei", "ao", "ou", "an", "en", "er", "a", "e", "o")
_SYLLABLES = (
    *(
        initial + final
        for initial, *finals in map(str.split, _TABLE.split("\n")[1:-1])
        for final in finals
    ),
    *_ALONE,
)
_SYLLABLE = "|".join(sorted(_SYLLABLES, key=len, reverse=True))
_KNOWN_WORDS = 65_536  # some 8 MB: a word is held against many listed ones
_ONE = re.compile(_SYLLABLE)
_SEVERAL = re.compile(f"(?:{_SYLLABLE})+")


@lru_cache(maxsize=_KNOWN_WORDS)
def is_pinyin(word: str) -> bool:
    """True for a word that can be cut into syllables."""
    return _SEVERAL.fullmatch(word) is not None


def is_syllable(word: str) -> bool:
    """True for a word of one syllable."""
    return _ONE.fullmatch(word) is not None


def split_syllables(word: str) -> list[tuple[str, str]]:
    """Every way to cut a word into two syllables: `dingwen` into `ding`, `wen`."""
    return [
        (word[:at], word[at:])
        for at in range(1, len(word))
        if is_syllable(word[:at]) and is_syllable(word[at:])
    ]
