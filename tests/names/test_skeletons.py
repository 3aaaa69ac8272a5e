from __future__ import annotations

import pytest

from entitycheck.names import ComparableName, readings, restore_vowels, skeleton


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("fanavaran", "fnurn"),
        ("rastafann", "rastfn"),
        ("ghadir", "qadir"),
        ("mohandesi", "muhandisy"),
        ("parchin", "parcin".replace("c", "ch")),
    ],
)
def test_spellings_of_a_word_share_their_consonants(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


def test_words_that_sound_apart_keep_apart() -> None:
    assert len({skeleton(word) for word in ("kish", "qish", "chish", "khish", "shish")}) == 5


def restore(text: str, words: dict[str, list[str]]) -> list[ComparableName]:
    listed = {word for options in words.values() for word in options}
    return restore_vowels(readings(text)[0], lambda word: word in listed, lambda: words)


def test_an_unknown_word_takes_the_spelling_of_the_list() -> None:
    found = restore("رستفن ارتباط", {"rstfn": ["rastafann"]})

    assert [token.text for token in found[0].tokens] == ["rastafann", "communication"]
    assert found[0].basis.endswith("vowels as on the list")


def test_each_choice_is_a_reading_and_many_choices_are_none() -> None:
    two = restore("رستفن ارتباط", {"rstfn": ["rastafann", "rostafan"]})
    four = restore("رستفن ارتباط", {"rstfn": ["ra", "re", "ri", "ro"]})

    assert [reading.tokens[0].text for reading in two] == ["rastafann", "rostafan"]
    assert four == []
