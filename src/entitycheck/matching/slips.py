"""How likely one word is a slip for another: two swapped letters are likelier than two other letters.

People and scanners go wrong in few ways: they swap neighbours, double a letter, hit the key beside,
take a wrong vowel, read `rn` for `m`. Names of different firms differ in any way. So an edit that
looks like a slip costs less than one, an edit that does not costs more. Costs are rounded from the
benchmark's fit; their order is what matters.
"""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from entitycheck.names.syllables import is_pinyin

SWAPPED, DOUBLED, MISREAD = 0.6, 0.5, 0.5
BESIDE, VOWEL, SAME_SOUND, LEFT_OUT = 0.8, 0.8, 0.8, 0.9
PLURAL = 0.65  # no plain slip: Orica and Oricas are two firms
OTHER = 1.4
FIRST_LETTER = 0.4  # people get the first letter right
TWO_SYLLABLES = 0.6  # both are words of Chinese syllables: Yinghe and Yingke are two firms

_KNOWN_PAIRS = 200_000
_VOWELS = frozenset("aeiouy")
_ROWS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
SCANNED_AS_ONE = (("rn", "m"), ("cl", "d"), ("vv", "w"), ("ii", "u"))
"""Two letters that a scanner reads for one."""
_LOOK_ALIKE = (
    *(("0", "o"), ("1", "l"), ("1", "i"), ("i", "l"), ("5", "s"), ("8", "b"), ("2", "z")),
    *(("6", "g"), ("q", "g"), ("u", "v"), ("c", "e"), ("v", "y")),
    *SCANNED_AS_ONE,
    ("li", "h"),
)
_SAME_SOUND = frozenset(map(frozenset, ("ck", "kq", "cs", "sz", "vw", "ij", "jy", "td")))


def _neighbours() -> frozenset[tuple[str, str]]:
    """Keys that touch on a QWERTY keyboard, both ways round."""
    pairs: set[tuple[str, str]] = set()
    for row, keys in enumerate(_ROWS):
        for place, key in enumerate(keys):
            beside = keys[place + 1 : place + 2]
            below = _ROWS[row + 1][max(0, place - 1) : place + 1] if row + 1 < len(_ROWS) else ""
            pairs |= {(key, other) for other in beside + below}
    return frozenset(pairs | {(other, key) for key, other in pairs})


_BESIDE = _neighbours()
_MISREAD = frozenset((a, b) for a, b in _LOOK_ALIKE) | frozenset((b, a) for a, b in _LOOK_ALIKE)


@lru_cache(maxsize=_KNOWN_PAIRS)
def slip_cost(asked: str, listed: str, *, brand: bool = False) -> float:
    """What it takes to explain `asked` as a slip for `listed`; 1 is an ordinary edit, 0 is equal.

    Args:
        asked: A word of the party.
        listed: A listed word.
        brand: It is a brand, which people mean more often than an unheard-of firm one syllable away:
            Huawai Technologies is Huawei.
    """
    start = 0
    shorter = min(len(asked), len(listed))
    while start < shorter and asked[start] == listed[start]:
        start += 1
    end = 0
    while end < shorter - start and asked[-1 - end] == listed[-1 - end]:
        end += 1
    mine, theirs = asked[start : len(asked) - end], listed[start : len(listed) - end]
    cost = _edit_cost(mine, theirs, listed[:start], listed[len(listed) - end :])
    if start == 0:
        cost += FIRST_LETTER
    if not brand and is_pinyin(asked) and is_pinyin(listed):
        cost += TWO_SYLLABLES
    for two, one in SCANNED_AS_ONE:
        if two in mine:
            meant = asked[:start] + mine.replace(two, one) + asked[len(asked) - end :]
            cost = min(cost, MISREAD + slip_cost(meant, listed, brand=brand))
    return cost


def _edit_cost(mine: str, theirs: str, before: str, after: str) -> float:
    """The cost of what differs, between equal beginnings and ends."""
    if (mine, theirs) in _MISREAD:
        return MISREAD
    if len(mine) == len(theirs) == 2 and mine == theirs[::-1]:  # noqa: PLR2004 -- two letters
        return SWAPPED
    if len(mine) + len(theirs) == 1:
        letter = mine or theirs
        if letter in (before[-1:], after[:1]):
            return DOUBLED
        return PLURAL if letter == "s" and not after else LEFT_OUT
    if len(mine) == len(theirs) == 1:
        return _swap_cost(mine, theirs)
    total = 0.0
    for edit in Levenshtein.editops(mine, theirs):
        if edit.tag == "replace":
            total += _swap_cost(mine[edit.src_pos], theirs[edit.dest_pos])
        else:
            total += LEFT_OUT
    return total


def _swap_cost(mine: str, theirs: str) -> float:
    """The cost of one letter for another."""
    if (mine, theirs) in _MISREAD:
        return MISREAD
    if frozenset((mine, theirs)) in _SAME_SOUND:
        return SAME_SOUND
    if mine in _VOWELS and theirs in _VOWELS:
        return VOWEL
    return BESIDE if (mine, theirs) in _BESIDE else OTHER
