"""No byte of a text file is lost, whatever its code page; what its letters are is found out."""

from __future__ import annotations

import codecs
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entitycheck.errors import UnreadableError
from entitycheck.orders.plan import AnswerBlock, AnswerRow
from entitycheck.records import Grade
from entitycheck.workbooks.text import read_text
from entitycheck.workbooks.text_writing import write_text

SHEETS = {
    "gb18030": "订单;客户名称;国家\n1;浪潮集团有限公司㐀𠀀;中国\n2;上海贝岭€;中国\n",
    "gbk": "订单;客户名称;国家\n1;浪潮集团有限公司;中国\n2;上海贝岭股份有限公司;中国\n",
    "big5": "訂單;客戶名稱;國家\n1;浪潮集團有限公司;中國\n2;鴻海精密工業股份有限公司;台灣\n",
    "cp932": "発注番号,仕入先名\n1,株式会社田中製作所\n2,髙島屋①㈱\n",
    "euc_jp": "発注番号,仕入先名\n1,株式会社田中製作所\n2,東京電子工業\n",
    "cp949": "발주번호,거래처명\n1,삼성전자 주식회사\n2,(주)한국무역\n",
    "cp1250": "Zamówienie;Nabywca\n1;Żółć Sp. z o.o.\n2;Dvořák Železářství s.r.o.\n",
    "cp1251": "Номер;Покупатель;Страна\n1;ООО Ромашка;Россия\n2;АО «Микрон»;Китай\n",
    "cp1252": "Auftrag;Kunde;Land\n1;Müller & Söhne GmbH;Österreich\n2;Société Générale;Frankreich\n",
    "cp1253": "Αριθμός;Πελάτης\n1;Ελληνική Εταιρεία ΑΕ\n2;Αφοί Παπαδόπουλοι\n",
    "cp1254": "Sipariş;Müşteri;Ülke\n1;Yıldız Şirketi A.Ş.;Türkiye\n",
    "cp1255": "הזמנה;לקוח\n1;חברה לדוגמה בעמ\n",
    "cp1256": "رقم;العميل\n1;شركة الأمل للتجارة\n2;مؤسسة النور\n",
    "cp874": "เลขที่;ลูกค้า\n1;บริษัท กรุงเทพ จำกัด\n",
    "cp850": "Auftrag;Kunde\n1;Müller GmbH\n2;Österreichische Kälte AG\n",
    "mac_roman": "Auftrag;Kunde\n1;Müller GmbH\n2;Österreichische Kälte AG\n",
    "koi8_r": "Номер;Покупатель\n1;ООО Ромашка\n2;АО Микрон\n",
    "cp866": "Номер;Покупатель\n1;ООО Ромашка\n2;АО Микрон\n",
}
ODD = "\U000e0100"  # shapes of letters: in real Japanese names, and what this program marks with


@pytest.mark.parametrize("encoding", SHEETS)
def test_code_page_is_found_out(encoding: str) -> None:
    """A sheet saved in a code page is read in it, and written back byte for byte."""
    text = SHEETS[encoding]
    for data in (text.encode(encoding), text.replace("\n", "\r\n").encode(encoding)):
        table = read_text(data, name="x.csv")

        assert ["\n".join(row) for row in table.rows] == [
            "\n".join(line.split(table.dialect.delimiter)) for line in text.splitlines()
        ]
        assert b"".join(write_text(table, [])) == data


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (b"", "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
@settings(max_examples=40)
@given(text=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1))
def test_unicode_survives(mark: bytes, encoding: str, text: str) -> None:
    """Any text in Unicode, line ends and selectors of letter shapes included."""
    data = mark + f"Order;Customer\r\n1;Inspur\n{text}{ODD}".encode(encoding)
    table = read_text(data, name="x.csv")

    assert b"".join(write_text(table, [])) == data


@pytest.mark.parametrize("long_from", [None, 0])
@pytest.mark.parametrize("encoding", ["cp932", "big5", "gb18030", "cp949", "cp1251", "cp1252"])
@settings(max_examples=20)
@given(choice=st.data())
def test_every_letter_of_a_code_page_survives(
    encoding: str, long_from: int | None, choice: st.DataObject
) -> None:
    """Also the letters that a code page holds twice, of which only one is what Python writes."""
    letters = st.lists(st.sampled_from(_letters(encoding)), min_size=1, max_size=200)
    body = b"".join(choice.draw(letters))
    data = SHEETS[encoding].encode(encoding) + b"3;" + body + b"\r\n"
    table = read_text(data, name="x.csv", long_from=long_from)

    assert b"".join(write_text(table, [])) == data


@cache
def _letters(encoding: str) -> list[bytes]:
    pairs = [bytes((lead, trail)) for lead in range(0x81, 0xFF) for trail in range(0x40, 0xFF)]
    return [pair for pair in pairs if _reads(pair, encoding)]


def _reads(data: bytes, encoding: str) -> bool:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return text.isprintable()


def test_twin_letters_of_shift_jis() -> None:
    """The 398 doubles of NEC and IBM come back as they were, and are read as the usual letters."""
    data = "発注番号,仕入先名\n".encode("cp932") + b"1,\xfb\xfc\x93\x87\x89\xae\x87\x9a\n"
    table = read_text(data, name="x.csv")

    assert b"\xfb\xfc".decode("cp932").encode("cp932") != b"\xfb\xfc"
    assert table.rows[1][1] == "髙島屋∵"
    assert b"".join(write_text(table, [])) == data


@pytest.mark.parametrize("long_from", [None, 0])
def test_utf8_with_a_wrong_byte(long_from: int | None) -> None:
    """One wrong byte does not turn the names of a whole file into gibberish, and stays in its place."""
    data = "Order;Customer\n1;浪潮集团有限公司\n2;Müller\n".encode() + b"3;Caf\xe9 Central\n"
    table = read_text(data, name="x.csv", long_from=long_from)

    assert table.rows[1][1] == "浪潮集团有限公司"
    assert table.rows[3][1] == "Caf� Central"
    assert table.notes == (
        (
            "a byte that is no UTF-8 in line 4 was kept in the output and read as �:"
            " export the file again if a name is hurt"
        ),
    )
    assert b"".join(write_text(table, [])) == data


def test_answers_beside_odd_bytes() -> None:
    """The answers are added; every byte before them stays."""
    data = b"Order;Customer\n1;Caf\xe9\n2;\xe6\xb5\xaa\xe6\xbd\xae\xe9\x9b\x86\xe5\x9b\xa2\n"
    table = read_text(data, name="x.csv")
    row = AnswerRow(2, ("NO MATCH",), "NO MATCH", Grade.NO_MATCH)
    block = AnswerBlock("", 1, 3, ("EC verdict",), (row,), (1, 3), (1, 2))

    assert b"".join(write_text(table, [block])).split(b"\n")[1] == b"1;Caf\xe9;NO MATCH"


def test_a_nul_is_read_kept_and_said() -> None:
    """A lone NUL does not make a sheet unreadable: it stays in the file and out of the name."""
    data = b"Order,Customer\n1,Inspur\0 Group\n2,Muster GmbH\n"
    table = read_text(data, name="x.csv")

    assert table.rows[1] == ["1", "Inspur Group"]
    assert table.notes == (
        (
            "a NUL character in line 2 was kept in the output and left out of the names:"
            " export the file again if a name is hurt"
        ),
    )
    assert b"".join(write_text(table, [])) == data


def test_many_nuls_are_refused_by_name() -> None:
    """The error names the NULs, their first line, and what to do."""
    data = b"Order,Customer\n" + b"1,Ins\0pur\0Group\0\n" * 50

    with pytest.raises(
        UnreadableError, match=r"x\.csv holds 150 NUL characters .* in line 2"
    ) as error:
        read_text(data, name="x.csv")
    assert error.value.fix == "export it again as CSV UTF-8"
