"""Countries in other languages, as ISO-3 codes and in what people write besides."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from country_names import names_by_code

from entitycheck.countries import country_code

SAID = Path(__file__).parents[1] / "data" / "country_words.tsv"


def _pairs() -> Iterator[tuple[str, str]]:
    for line in SAID.read_text(encoding="utf-8").splitlines():
        code, texts = line.split("\t")
        for text in texts.split("|"):
            yield text, code


@pytest.mark.parametrize(("text", "code"), list(_pairs()))
def test_the_country_is_known(text: str, code: str) -> None:
    assert country_code(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "Shandong",
        "Delaware",
        "Ahlen",
        "Kunde",
        "Firma",
        "Building 3",
        "No. 2",
        "Inspur Group",
        "China Telecom",
        "University of China",
        "Bank of China",
        "Guangdong, China",
        "CN / DE",
        "China - Germany",
        "156",
        "北京",
        "公司",
        "Москва",
        "İstanbul",
        "Congo Kinshasa Trading",
        "Corea Trading",
        "Europe",
        "EU",
        "APAC",
        "Asia",
        "-",
        "?",
        "x" * 5_000,
    ],
)
def test_no_country_is_none(text: str) -> None:
    """A city, a firm with a country in its name, two countries: never a guess."""
    assert country_code(text) is None


def test_english_names_need_no_table() -> None:
    """The formula path reads no table of other languages for codes and English names."""
    code = (
        "from entitycheck.countries import country_code, words;"
        "assert [country_code(t) for t in ('CN', 'Germany', 'P.R. China')] == ['CN', 'DE', 'CN'];"
        "assert words._other_codes.cache_info().currsize == 0"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_table_knows_every_name_of_its_source() -> None:
    """Each name of each language of the generator gives its country, unless two countries bear it."""
    wrong = [
        (name, code, country_code(name))
        for code, names in names_by_code().items()
        for name in names
        if country_code(name) not in (code, None)
    ]

    assert wrong == []
