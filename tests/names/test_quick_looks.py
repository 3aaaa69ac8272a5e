"""Quick looks go before slow rules: what they rule out, the rules would not have found."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from entitycheck.names import (
    chinese,
    folding,
    german,
    native_names,
    noise,
    noise_rules,
    persons,
    phonetics,
    reading,
    slips,
    spelling,
)
from entitycheck.names.cutting import Dictionary, cut_text
from entitycheck.names.folding import _INITIAL, _INITIALS, fold
from entitycheck.names.legal_phrases import SLIPPING_WORDS
from entitycheck.names.lexicon import load_phrases
from entitycheck.names.numbers import may_hold_scanned_digit, mend_ocr
from entitycheck.names.persons import _BEFORE, _BEHIND, split_initials
from entitycheck.names.words import read_words

SOUNDS = st.sampled_from(
    [
        *("shch", "schtsch", "szcz", "chtch", "tsch", "tch", "cz", "sch", "sh", "sz", "ch", "dzh"),
        *("dj", "zh", "ph", "kh", "gh", "th", "ck", "q", "c", "x", "w", "au", "ou", "oo", "ee"),
        *("ei", "ey", "ye", "je", "i", "y", "j", "ff", "e", "h", "a", "u", "o", "n", "r", "t", "k"),
    ]
)
NOISE = st.sampled_from(
    [
        *("attn", "attention:", "c/o", "m/s", "ship-to", "please", "kindly", "consignee", "f.a.o"),
        *(
            "p.o",
            "p o",
            "pi",
            "order",
            "purchase order",
            "ref",
            "inv",
            "no.",
            "nr",
            "#",
            "4500011223",
        ),
        *("tel", "fax.", "+49 30 1234567", "vat", "inn", "7701234567", "a@b.example", "www.a.b"),
        *("contact person", "dept", "abteilung", "отдел", "receiving", "dock", "gate", "4", "b"),
        *("branch", "filial", "филиал", "şubesi", "sube", "a.k.a", "fka", "d/b/a", "via", "for"),
        *("**", "old", "(", ")", "[", "active", "do not use", "|", ";", "；", "/", "-", ",", ":"),
        *("named after", "imeni", "im.", "имени", "им.", "now known as", "o/b/o", "İnspur", "ltd"),
        *("director of", "ceo", "t/a", "\n", "\t", "Inspur", "fao", "att", "http://x", "Gulf Sea"),
    ]
)
TEXTS = st.lists(
    st.tuples(NOISE, st.sampled_from(["", " ", " ", ", "])).map("".join), max_size=6
).map("".join)
WORDS = st.text(alphabet="aeioyjkhnxcvwsftdu", min_size=1, max_size=12)


@given(TEXTS)
@settings(max_examples=1000)
def test_a_group_of_rules_is_ruled_out_only_where_none_of_them_finds_anything(text: str) -> None:
    for group in noise_rules.RULES:
        if not group.may_find(text):
            assert [kind for kind, rule in group.rules if rule.search(text)] == []


@given(TEXTS)
@settings(max_examples=1000)
def test_signs_of_other_noise_are_held_by_all_that_is_found(text: str) -> None:
    looks = [
        (noise._holds_two_parties, noise._TWO_PARTIES),
        (noise._holds_branch, noise._BRANCH),
        (reading._may_be_named_after, reading._NAMED_AFTER),
        (lambda of: "," in of, noise._POST),
    ]

    for may_find, rule in looks:
        assert may_find(text) or rule.search(text) is None


@given(st.text(alphabet="abz09./_ -&+'`é", max_size=20))
def test_folding_looks_for_initials_before_it_joins_them(text: str) -> None:
    lowered = text.replace("é", "e")

    assert (_INITIAL.search(lowered) is None) == (_INITIALS.search(lowered) is None)
    assert re.fullmatch("(?:[a-z0-9]+(?: [a-z0-9]+)*)?", fold(text))


@given(st.text(alphabet="aBIvyzh.,- '", max_size=12))
def test_initials_have_a_dot(text: str) -> None:
    found = _BEHIND.fullmatch(text) or _BEFORE.fullmatch(text)

    assert (split_initials(text) is None) == (found is None)


@given(WORDS)
@settings(max_examples=1000)
def test_a_spelling_that_no_ending_marks_is_settled_already(word: str) -> None:
    settled = word
    for pattern, plain in spelling._STEPS:
        settled = pattern.sub(plain, settled)

    if len(word) >= spelling._LEAST_LETTERS and word not in spelling._load_variants():
        assert spelling.settle_spelling(word) == settled


@given(st.lists(WORDS, max_size=4))
@settings(max_examples=1000)
def test_a_slavic_name_is_spelled_the_english_way_word_by_word(words: list[str]) -> None:
    text = " ".join(words)
    spelled = text
    for pattern, plain in german._RULES:
        spelled = pattern.sub(plain, spelled)
    looks = german._SIGN.search(text) is not None and spelled != text

    assert german.spell_english(text) == (spelled if looks else None)


@given(st.text(alphabet="lABo4 -", max_size=10))
def test_a_small_l_is_mended_only_among_two_capitals(text: str) -> None:
    mended = slips._LETTER_L_AMONG_CAPITALS.sub(lambda at: at.group().replace("l", "I"), text)

    assert slips.mend_capitals(text) == mended


def test_a_word_of_a_legal_form_is_mended_behind_every_slip() -> None:
    table = slips._slipping_words()

    for word in SLIPPING_WORDS:
        for slipped in _slips(word) - SLIPPING_WORDS:
            expected = next(slips.words_one_slip_away(slipped, table))
            assert slips.mend_legal_word(slipped) == expected


def _slips(word: str) -> set[str]:
    """The word with a letter less, more, changed, or two neighbours swapped."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    return {
        *(before + after[1:] for before, after in cuts),
        *(before + "x" + after for before, after in cuts),
        *(before + "x" + after[1:] for before, after in cuts),
        *(before + after[1::-1] + after[2:] for before, after in cuts),
    }


@given(st.lists(st.sampled_from(["lang", "chao", "langchao", "hai", "kang", "wei", "shi", "co"])))
def test_the_longest_chinese_name_in_pinyin_is_found_whatever_stands_before_it(
    words: list[str],
) -> None:
    known = native_names._load_pinyin()
    spans = [words[at:end] for at in range(len(words)) for end in range(at, at + 7)]
    sounds = ["".join(span) for span in spans]
    longest = max(
        (len(one) for one in sounds if one in known and len(one) >= native_names.LEAST_SOUND),
        default=0,
    )
    found = native_names.find_pinyin_name(" ".join(words))

    assert (0 if found is None else len(found.native)) == longest


@given(st.text(alphabet="北京中国电子科技集团公司浪潮第四范式天马", max_size=12))
def test_a_cut_tries_every_length_that_some_key_has(text: str) -> None:
    known = chinese._load_dictionary()
    lengths = range(1, max(map(len, (*known.terms, *known.natives))) + 1)
    every = Dictionary(known.terms, known.natives, dict.fromkeys(text, lengths))

    assert cut_text(text, known) == cut_text(text, every)


@given(st.text(alphabet="北京中国电子科技集团公司浪潮第四范式天马", max_size=12))
def test_a_cut_that_holds_no_known_name_is_the_cut_without_them(text: str) -> None:
    plain = cut_text(text, chinese._load_dictionary().without_natives())

    assert chinese._cut_plain(text) == plain


def test_the_longest_phrase_at_a_place_is_taken() -> None:
    for phrases in load_phrases().values():
        for phrase in phrases:
            tokens, forms = read_words([*phrase.words, "qqq"])
            alike = [one for one in phrases if one.words == phrase.words]

            if alike[0].kind is None and not alike[0].where:
                assert forms == {alike[0].text}
            elif alike[0].kind is not None:
                assert tokens[0].written == " ".join(phrase.words)


@given(st.lists(st.text(alphabet="abcz0159", min_size=1, max_size=8), min_size=1, max_size=4))
@settings(max_examples=1000)
def test_scanned_digits_are_looked_for_wherever_one_is_mended(words: list[str]) -> None:
    if may_hold_scanned_digit(" ".join(words)) is None:
        assert [mend_ocr(word) for word in words] == words


@given(st.text(max_size=20))
@settings(max_examples=1000)
def test_a_printable_text_holds_nothing_invisible(text: str) -> None:
    if text.isprintable():
        assert "".join(map(folding._visible, text)) == text


@given(
    st.lists(
        st.sampled_from(
            [
                "langchao",
                "qianxun",
                "si",
                "tian",
                "comapny",
                "limted",
                "sergej",
                "lawrow",
                "tsch",
                "inspur",
                "group",
                "4355",
            ]
        ),
        max_size=4,
    )
)
@settings(max_examples=500)
def test_words_that_are_not_respelled_make_no_other_reading(words: list[str]) -> None:
    folded = " ".join(words)
    if not any(map(reading._may_be_respelled, words)):
        assert " ".join(map(slips.mend_legal_word, words)) == folded
        assert german.spell_english(folded) is None
        assert native_names.find_pinyin_name(folded) is None


@given(TEXTS, st.sampled_from(["Osaka", "Moscow", "Russia", "mosc", "po", "No.", "A", "x"]))
@settings(max_examples=500)
def test_no_place_ends_in_two_digits(text: str, last: str) -> None:
    for end in ("00", "15", "4355", " 10", "-01", "/55", ".00", "c00"):
        assert noise._ends_in_digits(f"{text}{last}{end}", 2)
        assert not noise._is_place(f"{text}{last}{end}")


def test_no_phrase_ends_in_two_digits() -> None:
    words = {word for phrases in load_phrases().values() for one in phrases for word in one.words}

    assert [word for word in words if word[-2:].isdigit()] == []


@given(TEXTS, st.text(alphabet="x1234²٤", min_size=1, max_size=5))
def test_a_long_number_at_the_end_is_a_sign_of_noise(text: str, end: str) -> None:
    if noise._ends_in_digits(text + end, 4):
        assert noise._TRIGGER.search(text + end) is not None


@given(st.lists(st.sampled_from(["ding", "wen", "luo", "dingwen"]), min_size=4, max_size=8))
def test_names_of_more_words_than_syllables_are_not_regrouped(words: list[str]) -> None:
    assert len(words) > persons.MOST_SYLLABLES
    assert list(persons.regroup_syllables(words)) == []


@given(st.lists(SOUNDS, min_size=2, max_size=6).map("".join))
def test_a_sound_is_looked_for_where_one_of_its_signs_is(word: str) -> None:
    """A sign that is missing from the table would leave `Schtscherbakow` apart from `Shcherbakov`."""
    plain = word
    for _, pattern, sound in phonetics._STEPS:
        plain = pattern.sub(sound, plain)
    plain = phonetics._DOUBLED.sub(r"\1", plain)

    assert len(word) < phonetics.LEAST_LETTERS or phonetics.phonetic_key(word) == plain
