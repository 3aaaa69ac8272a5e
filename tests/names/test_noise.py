from __future__ import annotations

import pytest

from entitycheck.names import readings


def folded(text: str) -> list[str]:
    return [reading.folded for reading in readings(text)]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("ATTN: Votkinsk Machine Building Plant", "votkinsk machine building plant"),
        ("Consignee: Loongson Technology, Beijing China", "loongson technology"),
        ("M/S Inspur Group Co., Ltd.", "inspur group co ltd"),
        ("Messrs. Toos Electronics", "toos electronics"),
        ("Sold to party 77120 AT-Kristall OOO", "at kristall ooo"),
        ("PO 4500011223 Toos Electronics", "toos electronics"),
        ("Megvii Tech Co., Limited / PO# 31415", "megvii tech co limited"),
        ("Uralvagonzavod AO TEL: +7 343 2345678", "uralvagonzavod ao"),
        ("Sugon Inc. fax 10 62345678 email office@post.example", "sugon inc"),
        ("Yantar Trading L.L.C , Receiving Dock C, PO: 90210017", "yantar trading llc"),
        ("Viktor Bout (Purchasing Dept.)", "viktor bout"),
        ("Mahan Trading Limited **DO NOT USE - old number**", "mahan trading limited"),
        ("Chinese Flight Test Establishment c/o DHL Global", "chinese flight test establishment"),
        ("Nazir International - Pakistan", "nazir international"),
        ('"SAIRAN" Shiraz Branch', "sairan"),
        ("Dawning Information Industry d/b/a Sugon", "sugon"),
        ("Shenzhen Chipgoo (formerly Endezo Technology)", "endezo technology"),
        ("Kavoshyar Company ; Tehran ; Iran", "kavoshyar company"),
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


@pytest.mark.parametrize(
    ("accented", "plain"),
    [
        ("Énd user: Inspur", "End user: Inspur"),
        ("Cónsignee Inspur, Jinan", "Consignee Inspur, Jinan"),
        ("Empfänger: Inspur", "Empfanger: Inspur"),
        ("Inspur Ankara Şubesi", "Inspur Ankara Subesi"),
        ("Inspur, Atténtion: Mr Wang", "Inspur, Attention: Mr Wang"),
    ],
)
def test_noise_is_found_whatever_its_accents(accented: str, plain: str) -> None:
    assert folded(accented) == folded(plain)


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


def test_a_college_behind_its_university_is_left_out_in_a_reading() -> None:
    assert "sichuan university" in folded("Sichuan University, School of Physics, Chengdu 610065")
    assert "inspur group" not in folded("Inspur Group Shandong, School of Physics")
