"""Cells that name several parties are cut into pieces; names of one party are left whole."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from entitycheck.orders import links, pieces
from entitycheck.orders.pieces import cut

DATA = Path(__file__).parents[1] / "data"
SEVERAL = (DATA / "cells_of_several_parties.tsv").read_text(encoding="utf-8").splitlines()
ONE = (DATA / "cells_of_one_party.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("line", SEVERAL)
def test_cells_of_several_parties(line: str) -> None:
    """The table of cells (a line break is written as an arrow), each with its pieces."""
    text, *pieces = line.split("\t")

    assert cut(text.replace("⏎", "\n")) == tuple(pieces)


@pytest.mark.parametrize("text", ONE)
def test_cells_of_one_party(text: str) -> None:
    """Slashes, initials, words such as `via` and legal forms inside a name do not part it."""
    assert cut(text) == ()


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Firma Muster GmbH / Inspur Group", ("Firma Muster GmbH", "Inspur Group")),
        ("DHL Express\nInspur Group Co., Ltd.", ("DHL Express", "Inspur Group Co., Ltd.")),
        ("Harbour Trading c/o BGI Research", ("Harbour Trading", "BGI Research")),
        ("Harbour Trading on behalf of BGI Research", ("Harbour Trading", "BGI Research")),
        ("Muster AG im Auftrag der DMT Trading LLC", ("Muster AG", "DMT Trading LLC")),
        ("Inspur; Loongson; Muster", ("Inspur", "Loongson", "Muster")),
        ("InspurGroup/LoongsonTechnology", ("InspurGroup", "LoongsonTechnology")),
    ],
)
def test_several_parties(text: str, pieces: tuple[str, ...]) -> None:
    """Each party of a cell is a piece."""
    assert cut(text) == pieces


def test_carrier_address_person_and_telephone_in_one_cell() -> None:
    """A consignee cell of a dispatch note: the firm is a piece, the telephone is not."""
    pieces = cut("顺丰速运 济南市浪潮路1036号 浪潮集团有限公司 张伟 13912345678")

    assert "浪潮集团有限公司" in pieces
    assert not any("139" in piece for piece in pieces)


def test_long_english_address_cell() -> None:
    """Commas part a cell that is more than a name; a legal form stays with its name."""
    pieces = cut(
        "Kuehne Freight, for: Loongson Technology Co., Ltd., Haidian District, Beijing, +86 10 6254 6668"
    )

    assert "Loongson Technology Co., Ltd" in {piece.rstrip(".") for piece in pieces}


@pytest.mark.parametrize(
    "text",
    [
        "Inspur Group Co., Ltd.",
        "A/S Maskinfabrik",
        "Research & Development Corp. of China",
        "Hewlett-Packard Company",
        "浪潮集团有限公司",
        "M/S Add-On Technology",
        "Ёлка-Трейд ООО",
        "",
        "x" * 5_000,
    ],
)
def test_one_party_stays_whole(text: str) -> None:
    """Commas before a legal form, hyphens and short slashes do not part a name."""
    assert cut(text) == ()


_LINKS = sorted({word for words in links._table().values() for word in words})
_SIGNS = (
    ",",
    "&",
    "+",
    "/",
    "//",
    ";",
    ":",
    "(",
    ")",
    "-",
    "->",
    "\n",
    "    ",
    "1.",
    "2)",
    "，",
    "　",
)
_WORDS = (
    *(
        "Inspur",
        "Group",
        "Ltd",
        "GmbH",
        "and",
        "via",
        "c/o",
        "dba",
        "und",
        "for",
        "t/a",
        "of",
        "Loongson",
    ),
    *(
        "4711",
        "1391234567",
        "+86",
        "531",
        "tel",
        "www.a.cn",
        "a@b.cn",
        "浪潮",
        "公司",
        "等",
        "ООО",
        "и",
    ),
    *("İ", "ı", "ſ", "u. a.", "A/S", "Import/Export"),
)
_TEXTS = st.lists(
    st.tuples(
        st.sampled_from(_WORDS) | st.sampled_from(_SIGNS) | st.sampled_from(_LINKS),
        st.sampled_from((" ", " ", "")),
        st.booleans(),
    ),
    min_size=1,
    max_size=8,
).map(lambda words: "".join((w.upper() if loud else w) + blank for w, blank, loud in words))


@given(_TEXTS)
@example("Inspur NAMINA 浪潮")  # the Turkish link `namına` in capitals
@example("Inspur Co., Ltd., Loongson Ltd. 4711")
@example("浪潮 c/o 公司")
def test_the_short_way_cuts_like_the_long_one(text: str) -> None:
    """What cannot be cut is told quickly; what is then given is what the whole work gives."""
    quick = cut(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pieces, "_is_plain", lambda text: False)
        patch.setattr(pieces, "_may_join", lambda text: True)
        patch.setattr(links, "_may_link_in_cjk", lambda text: True)
        patch.setattr(pieces, "_may_hold_contact", lambda text: True)
        for sign in ("_HARD_SIGN", "_LISTED_NUMBER", "_BEFORE_FIRM"):
            patch.setattr(pieces, sign, re.compile(""))
        assert cut.__wrapped__(text) == quick


def _one_by_one(words: tuple[str, ...]) -> str:
    """A pattern for any of some words, each with its own bounds."""
    patterns = []
    for word in sorted({word.strip() for word in words}, key=lambda one: (-len(one), one)):
        pattern = re.escape(word).replace(r"\ ", r"\s+").replace(r"\.", r"\.\s?")
        if re.search(rf"[{links.CJK_LETTERS}]", word):
            patterns.append(rf"\s*(?<=[\s(（]){pattern}(?=\s)" if len(word) == 1 else pattern)
        else:
            head = r"(?<!\w)" if word[0].isalnum() else r"(?<!\S)" if word[0] != "℅" else ""
            patterns.append(rf"{head}{pattern}(?![\w/])")
    return "|".join(patterns)


@pytest.mark.parametrize("kind", ["before", "between", "rest"])
def test_links_found_together_are_those_found_one_by_one(kind: str) -> None:
    """To ask once what stands before many words finds the same words at the same places."""
    words = links._table()[kind]
    together = re.compile(links._alternatives(words), re.IGNORECASE)
    one_by_one = re.compile(_one_by_one(words), re.IGNORECASE)

    @given(_TEXTS)
    def same(text: str) -> None:
        spans = [found.span() for found in one_by_one.finditer(text)]
        assert [found.span() for found in together.finditer(text)] == spans

    same()
