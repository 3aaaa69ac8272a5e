from __future__ import annotations

import re
import sys

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


def test_a_letter_is_found_in_small_letters_where_ignoring_case_finds_it() -> None:
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    small = small_letters(every)

    for letter in LETTERS:
        ignoring = re.compile(letter, re.IGNORECASE)
        assert set(ignoring.findall(every)) == {every[at] for at in _places(letter, small)}


def _places(letter: str, text: str) -> list[int]:
    return [found.start() for found in re.finditer(letter, text)]


def test_patterns_are_written_in_small_letters() -> None:
    for rule in PATTERNS:
        plain = re.sub(r"\\.", "", rule.pattern)
        assert plain == plain.lower()


@given(st.text(alphabet="aAiIİıſS ,.:-/4(é филиалФ", max_size=40))
def test_what_is_cut_is_what_ignoring_case_would_cut(text: str) -> None:
    for rule in PATTERNS:
        ignoring = re.compile(rule.pattern, rule.flags | re.IGNORECASE)

        assert "|".join(parts_around(rule, text, small_letters(text))) == ignoring.sub("|", text)
