from __future__ import annotations

import csv
import gzip
from collections import Counter
from pathlib import Path

import pytest
from native_pinyin import native_pinyin_rows

from entitycheck.names import listed_reading, readings
from entitycheck.names.chinese import simplify
from entitycheck.names.other_scripts import LANGUAGES as OTHER_LANGUAGES
from entitycheck.names.tables import load_rows, split_spellings

LANGUAGES = {"zh", "ru", "fa", "ar", "ko", "ja", *OTHER_LANGUAGES}
ROWS = load_rows("native_names")


def test_every_row_names_its_language_its_listed_names_and_its_source() -> None:
    for row in ROWS:
        native, language, latin, source = row

        assert native == native.strip() != ""
        assert language in LANGUAGES
        assert split_spellings(latin)
        assert source.strip()


def test_no_native_name_stands_twice() -> None:
    counts = Counter((native, language) for native, language, _, _ in ROWS)

    assert [name for name, count in counts.items() if count > 1] == []


def test_chinese_names_are_written_in_simplified_characters() -> None:
    names = [native for native, language, _, _ in ROWS if language == "zh"]

    assert [name for name in names if simplify(name) != name] == []


def test_the_latin_names_stand_on_the_list(real_data: Path) -> None:
    listed: set[str] = set()
    with gzip.open(real_data / "bench" / "list.csv.gz", "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            for name in (row["name"], *row["alt_names"].split("; ")):
                listed.add(f" {_words(name)} ")
                listed.add(f" {listed_reading(name).folded} ")
    text = "\n".join(listed)

    missing = [
        latin
        for _, _, column, _ in ROWS
        for latin in split_spellings(column)
        if f" {_words(latin)} " not in text and f" {listed_reading(latin).folded} " not in text
    ]

    assert missing == []


def _words(name: str) -> str:
    return " ".join(token.text for token in listed_reading(name).tokens)


@pytest.mark.parametrize("table", ["chinese_terms", "traditional_characters"])
def test_no_key_of_a_chinese_table_stands_twice(table: str) -> None:
    counts = Counter(row[0] for row in load_rows(table))

    assert [key for key, count in counts.items() if count > 1] == []


@pytest.mark.parametrize(
    "table",
    [
        "arabic_script_words",
        "chinese_terms",
        "japanese_terms",
        "korean_terms",
        "native_names",
        "traditional_characters",
    ],
)
def test_the_head_line_of_a_table_tells_its_size(table: str) -> None:
    path = Path(__file__).parents[2] / "src" / "entitycheck" / "names" / "data" / f"{table}.tsv"

    assert f" {len(load_rows(table))} " in path.read_text(encoding="utf-8").splitlines()[0]


def test_the_sounds_of_chinese_names_follow_from_the_names() -> None:
    assert [tuple(row) for row in load_rows("native_pinyin")] == native_pinyin_rows()


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Langchao Group", "inspur group"),
        ("Lang Chao (Jinan) Group", "inspur jinan group"),
        ("Haikang Weishi Digital Technology", "hikvision digital technology"),
    ],
)
def test_a_chinese_name_in_pinyin_is_the_listed_party(written: str, words: str) -> None:
    spelled = {" ".join(token.text for token in reading.tokens) for reading in readings(written)}

    assert words in spelled


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Γκαζπρόμ ΑΕ", "gazprom"),
        ("Գազպրոմ Արմենիա", "gazprom armenia"),
        ("तालिबान", "taliban"),
        ("หัวเว่ยเทคโนโลยี", "huawei"),
        ('קנדירו בע"מ', "candiru"),
    ],
)
def test_a_known_name_in_another_script_is_the_listed_party(written: str, words: str) -> None:
    spelled = {" ".join(token.text for token in reading.tokens) for reading in readings(written)}

    assert any(one.startswith(words) for one in spelled)


def test_a_known_name_inside_another_word_is_none() -> None:
    assert not any("hamas" in reading.core for reading in readings("हमासपुर"))
