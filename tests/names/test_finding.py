from __future__ import annotations

import re
import sys
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from entitycheck.names import noise, noise_rules, reading
from entitycheck.names.finding import parts_around, small_letters

PATTERNS = (
    *(rule for group in noise_rules.RULES for _, rule in group.rules),
    *(noise._ADDRESSEE, noise._POST, noise._TRIGGER, noise._TWO_PARTIES, noise._BRANCH),
    *(noise._AFTER_FORM, reading._NAMED_AFTER),
)
LETTERS = sorted({letter for rule in PATTERNS for letter in rule.pattern if letter.islower()})


def test_small_letters_stand_where_the_letters_stood() -> None:
    every = "".join(map(chr, range(sys.maxunicode + 1)))

    assert len(small_letters(every)) == len(every)


def test_a_letter_is_found_in_small_letters_where_ignoring_case_and_accents_finds_it() -> None:
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    bare = "".join(map(_without_latin_accent, every))
    small = small_letters(every)

    for letter in LETTERS:
        ignoring = re.compile(letter, re.IGNORECASE)
        assert _places(re.compile(letter), small) == _places(ignoring, bare)


def _without_latin_accent(letter: str) -> str:
    is_latin = "\u00c0" <= letter <= "\u024f" or "\u1e00" <= letter <= "\u1eff"
    return unicodedata.normalize("NFD", letter)[0] if is_latin else letter


def _places(pattern: re.Pattern[str], text: str) -> list[int]:
    return [found.start() for found in pattern.finditer(text)]


def test_patterns_are_written_in_small_letters_without_accents() -> None:
    for rule in PATTERNS:
        plain = re.sub(r"\\.", "", rule.pattern)
        assert plain == small_letters(plain)


@given(st.text(alphabet="aAiIİıſS ,.:-/4(филиалФ", max_size=40))
def test_what_is_cut_is_what_ignoring_case_would_cut(text: str) -> None:
    for rule in PATTERNS:
        ignoring = re.compile(rule.pattern, rule.flags | re.IGNORECASE)

        assert "|".join(parts_around(rule, text, small_letters(text))) == ignoring.sub("|", text)
