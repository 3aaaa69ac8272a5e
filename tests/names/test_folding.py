from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entitycheck.names import fold


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Inspur Group Co., Ltd.", "inspur group co ltd"),
        ("ＩＮＳＰＵＲ　Ｇｒｏｕｐ", "inspur group"),
        ("İnspur Grüp", "inspur grup"),
        ("НUАWЕI Technologies", "huawei technologies"),
        ("СО Ltd", "co ltd"),
        ("Bell & Howell", "bell and howell"),
        ("S.p.A. Rossi", "spa rossi"),
        ("Z.A.O.Tula", "zao tula"),
        ("A/S Dansk", "as dansk"),
        ("Xi'an Aero", "xian aero"),
        ("Xi’an Aero", "xian aero"),
        ("Łódź Straße Ørsted", "lodz strasse orsted"),
        ("Hua\u00adwei\u200b", "huawei"),
        ("Bakı_Neft", "baki neft"),
        ("", ""),
        ("...", ""),
    ],
)
def test_fold_gives_the_plain_spelling(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text(max_size=60))
def test_fold_is_idempotent(text: str) -> None:
    folded = fold(text)

    assert fold(folded) == folded


@given(st.text(max_size=60))
def test_fold_gives_only_latin_letters_digits_and_single_blanks(text: str) -> None:
    folded = fold(text)

    assert all(char == " " or (char.isascii() and char.isalnum()) for char in folded)
    assert "  " not in folded
    assert folded == folded.strip()


NAMES = st.lists(
    st.sampled_from(
        [
            "Inspur",
            "Group",
            "Co",
            "Ltd",
            "Loongson",
            "4Paradigm",
            "BGI",
            "Research",
            "Jinan",
            "Xian",
        ]
    ),
    min_size=1,
    max_size=5,
).map(" ".join)


@given(NAMES)
def test_case_width_accents_and_punctuation_do_not_change_what_a_name_folds_to(name: str) -> None:
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in name)
    accented = name.replace("o", "ö").replace("i", "í")
    dotted = name.replace(" ", " , ") + "."

    assert {fold(name.upper()), fold(wide), fold(accented), fold(dotted)} == {fold(name)}
