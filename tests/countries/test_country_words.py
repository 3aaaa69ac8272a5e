"""Country words to ISO-2 codes."""

from __future__ import annotations

import pytest

from entitycheck.countries import country_code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("CN", "CN"),
        ("cn", "CN"),
        ("PRC", "CN"),
        ("P.R. China", "CN"),
        ("People's Republic of China", "CN"),
        ("Türkiye", "TR"),
        ("TURKIYE", "TR"),
        ("Hong Kong.", "HK"),
        ("Hongkong", "HK"),
        ("MACAU", "MO"),
        ("CRIMEA (OCCUPIED)", "UA"),
        ("REGION: RUSSIA", "RU"),
        ("Burma", "MM"),
        ("Côte d'Ivoire", "CI"),
        ("REGION: KASHMIR", None),
        ("Shandong", None),
        ("", None),
    ],
)
def test_published_words_name_one_country_or_none(text: str, code: str | None) -> None:
    assert country_code(text) == code
