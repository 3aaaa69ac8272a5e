"""Text files: read in any dialect and encoding, written back byte for byte with answers behind."""

from __future__ import annotations

import pytest

from entitycheck.errors import UnreadableError
from entitycheck.orders.plan import AnswerBlock, AnswerRow, CellValue
from entitycheck.records import Grade
from entitycheck.workbooks.text import Dialect, TextTable, read_text
from entitycheck.workbooks.text_writing import detail_lines, write_text


def _block(header_row: int | None, rows: dict[int, str], last: int, column: int = 3) -> AnswerBlock:
    answers = tuple(AnswerRow(r, (text, 1.5), text, Grade.MATCH) for r, text in rows.items())
    first = header_row or 1
    return AnswerBlock(
        "", header_row, column, ("EC verdict", "EC score"), answers, (first, last), (1, 2)
    )


def _written(table: TextTable, blocks: list[AnswerBlock]) -> bytes:
    return b"".join(write_text(table, blocks))


def test_input_bytes_stay() -> None:
    """Quotes, blanks, signs and line ends of every record stay as they were."""
    data = b'No;Customer \r\n"+49 30";"A ""x"" Ltd"\r\n-5; Inspur\r\n'
    written = _written(read_text(data, name="a.csv"), [_block(1, {3: "MATCH"}, 3)])

    assert written == (
        b'No;Customer ;EC verdict;EC score\r\n"+49 30";"A ""x"" Ltd";;\r\n-5; Inspur;MATCH;1.5\r\n'
    )


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Kunde,Ort\nMüller für Öl,Köln\n", "cp1252"),
        ("客户名称,国家\n浪潮集团有限公司,中国\n", "gb18030"),
        ("Customer,Country\nInspur,CN\n", "utf-16"),
        ("Покупатель,Страна\nЗавод имени Ленина,Россия\n", "cp1251"),
        ("得意先名,国名\nオリエント商事株式会社,日本\n", "cp932"),
        ("Müşteri Adı,Ülke\nYıldız Çelik Sanayi,Türkiye\n", "cp1254"),
        ("Kunde,Ort\nMüller,Köln\n", "utf-8-sig"),
    ],
)
def test_encodings(text: str, encoding: str) -> None:
    """A text in the code page of its sender is read right and written in the same encoding."""
    data = text.encode(encoding)
    table = read_text(data, name="a.csv")

    assert table.rows == [line.split(",") for line in text.split("\n")[:-1]]
    assert _written(table, []) == data


def test_short_records_are_filled_up() -> None:
    """Answers stand in one column, also where a record is shorter than the header."""
    table = read_text(b"No,Customer,City\n1,Inspur\n\n2,Inspur,Jinan", name="a.csv")
    written = _written(table, [_block(1, {2: "MATCH", 4: "MATCH"}, 4, column=4)])

    assert written == (
        b"No,Customer,City,EC verdict,EC score\n1,Inspur,,MATCH,1.5\n\n2,Inspur,Jinan,MATCH,1.5"
    )


def test_a_quote_never_closed_swallows_no_rows() -> None:
    """An inch sign at the start of a field does not hide the rows below it."""
    lines = [f"{n},Inspur" for n in range(100)]
    table = read_text(
        ("No,Customer\n" + '1,"5 inch pipe\n' + "\n".join(lines)).encode(), name="a.csv"
    )

    assert len(table.rows) == 102


def test_earlier_answers_are_replaced() -> None:
    """A second screening writes into the columns of the first."""
    data = b"No,Customer,EC verdict,EC score,Mine\n1,Inspur,NO MATCH,,x\n"
    written = _written(read_text(data, name="a.csv"), [_block(1, {2: "MATCH"}, 2)])

    assert written == b"No,Customer,EC verdict,EC score,Mine\n1,Inspur,MATCH,1.5,x\n"


@pytest.mark.parametrize("data", [b"\0\1\2\3" * 50, b"  \n\n"])
def test_what_is_no_text(data: bytes) -> None:
    """Binary data and blank files are refused in one line."""
    with pytest.raises(UnreadableError):
        read_text(data, name="a.csv")


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_party_is_one_line_of_the_details(line_end: str) -> None:
    """A text of several lines is put into one; its neighbours stay as they are."""
    like = Dialect(",", True, "utf-8", b"", line_end)
    lines = [("a", 1, None), ("b\nc", 2.5, 'd "e", f'), ("g\r\nh\n", 3, "i")]

    written = detail_lines(lines, like=like).decode()

    assert written == line_end.join(["a,1,", 'b c,2.5,"d ""e"", f"', "g h,3,i", ""])


def test_equal_numbers_of_two_kinds_are_written_each_in_its_way() -> None:
    """A million as a float is short, as a whole number it is not; answers of other rows do not matter."""
    table = read_text(b"a,b\nc,d\ne,f\n", name="orders.csv")
    values: tuple[CellValue, ...] = (1_000_000, 1e6, "1e6")
    rows = tuple(
        AnswerRow(row, (value, None), "", Grade.MATCH) for row, value in enumerate(values, 1)
    )
    block = AnswerBlock("", None, 3, ("EC verdict", "EC score"), rows, (1, 3), (1, 2))

    assert _written(table, [block]) == b"a,b,1000000,\nc,d,1e+06,\ne,f,1e6,\n"
