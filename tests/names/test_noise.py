from __future__ import annotations

import pytest

from entitycheck.names import readings


def folded(text: str) -> list[str]:
    return [reading.folded for reading in readings(text)]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("ATTN: Mytishchi Machine Building Plant", "mytishchi machine building plant"),
        ("Consignee: Zener Lebanon, Beirut Lebanon", "zener lebanon"),
        ("M/S Inspur Group Co., Ltd.", "inspur group co ltd"),
        ("Messrs. Toos Electronics", "toos electronics"),
        ("Sold to party 65043 IT-Papillon OOO", "it papillon ooo"),
        ("PO 4500089527 Toos Electronics", "toos electronics"),
        ("Cloudmax Tech Co., Limited / PO# 27486", "cloudmax tech co limited"),
        ("Aviaagregat AO TEL: +74 74 37813394", "aviaagregat ao"),
        ("Terand Inc. fax 56245601 email sales@mail.example", "terand inc"),
        ("Longford Trading L.L.C , Receiving Dock B, PO: 77702131", "longford trading llc"),
        ("Cathy Chen (Purchasing Dept.)", "cathy chen"),
        ("PZNFR Trading Limited **DO NOT USE - see new vendor no.**", "pznfr trading limited"),
        ("Chinese Flight Test Establishment c/o DHL Global", "chinese flight test establishment"),
        ("MSN International - Pakistan", "msn international"),
        ('"ALUMINAT" Isfahan Branch', "aluminat"),
        ("Dawning Information Industry d/b/a Sugon", "sugon"),
        ("Shenzhen Chipgoo (formerly Endezo Technology)", "endezo technology"),
        ("Sabanican Company ; Tehran ; Iran", "sabanican company"),
        ("Inspur Group\n1036 Langchao Road\nJinan", "inspur group"),
    ],
)
def test_the_name_inside_the_noise_is_a_reading(written: str, name: str) -> None:
    assert name in folded(written)


@pytest.mark.parametrize(
    "name",
    [
        "Gulf Gate Sea Cargo",
        "Inspur Group Co., Ltd.",
        "Order of Malta Hospital",
        "Khan, Muhammad",
        "Porto Trading",
        "Teletronics Phoneworks",
    ],
)
def test_a_name_that_only_resembles_noise_stays_whole(name: str) -> None:
    assert len(folded(name)) == 1


@pytest.mark.parametrize(
    "written", ["Attn: Inspur", "c/o Inspur, Jinan", "Inspur (Beijing) tel. 0531 1234567"]
)
def test_the_name_as_written_comes_first(written: str) -> None:
    found = readings(written)

    assert found[0].basis == "as written"
    assert found[0].whole


def test_a_reading_that_leaves_words_out_says_so() -> None:
    whole = {reading.folded: reading.whole for reading in readings("Attn: Sugon c/o DHL Express")}

    assert not whole["sugon"]


def test_a_person_it_is_to_be_handed_to_leaves_the_name() -> None:
    spelled = {
        " ".join(token.text for token in reading.tokens)
        for reading in readings("ATTN: Mr Wang, Inspur Group Co., Ltd.")
    }

    assert "inspur group" in spelled


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Please invoice to Rosoboronexport, Moscow", "rosoboroneksport moscow"),
        ("Kirill Dmitriev, CEO of RDIF", "kirill dmitriev"),
        ("Kirill Dmitriev, General Director, RDIF", "kirill dmitriev"),
    ],
)
def test_asking_politely_and_posts_leave_the_name(written: str, words: str) -> None:
    spelled = {" ".join(token.text for token in reading.tokens) for reading in readings(written)}

    assert words in spelled
