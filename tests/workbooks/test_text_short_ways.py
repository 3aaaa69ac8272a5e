"""What is done in a quicker way for most lines gives what the plain way gives."""

from __future__ import annotations

import csv
import io

from hypothesis import example, given
from hypothesis import strategies as st

from entitycheck.workbooks import lossless
from entitycheck.workbooks.lossless import has_marks
from entitycheck.workbooks.text import Dialect
from entitycheck.workbooks.text_records import parse_records, split_records
from entitycheck.workbooks.text_writing import detail_lines

_PIECES = st.sampled_from(
    (
        *("a", "浪潮", '"', '""', ",", ";", "\n", "\r\n", "\r", " ", "", "\u2028"),
        *("\0", "\ufe00", "\ufe30", "\U000e0100", "\U000e01ef", "\U000f0000"),
    )
)
_TEXTS = st.lists(_PIECES, max_size=12).map("".join)
_VALUES = (
    st.none() | st.sampled_from(["", "x", 'a "b"', "a,b", "a;b", "a\nb", "c\r"]) | st.floats(0, 2)
)


@given(_TEXTS, st.booleans())
@example('a,"b\nc"\nd', True)
@example('a,"b', True)
def test_records_are_those_that_are_found_one_by_one(text: str, quoted: bool) -> None:
    """Records of one line each are not asked how many lines they have."""
    lines = io.StringIO(text, newline="")
    split = [("".join(taken), row) for taken, row in split_records(lines, ",", quoted=quoted)]

    records, rows = parse_records(text, ",", quoted=quoted)

    assert records == [record for record, _ in split]
    assert rows == [list(map(lossless.without_marks, row)) for _, row in split]


@given(_TEXTS)
def test_marks_are_told_by_their_bytes(text: str) -> None:
    assert has_marks(text) == (lossless.without_marks(text) != text)


@given(
    st.lists(st.lists(_VALUES, min_size=1, max_size=4), max_size=6),
    st.sampled_from((0, 10, 13, 20)),
    st.sampled_from((",", ";", "\t")),
    st.sampled_from(("\n", "\r\n", "\r")),
)
def test_details_are_what_a_csv_writer_makes_of_them(
    own: list[list[str | float | None]], more: int, delimiter: str, line_end: str
) -> None:
    """Ends of lines that are written once stand as they would stand written each time."""
    ends: list[list[str | float | None]] = [
        ["NO MATCH", None, 1],
        ["NO MATCH", "a,b", 1.0],
        ["MATCH", 'a "b"', "x"],
    ]
    lines = [
        [*values, *ends[at % len(ends)], *["y"] * more] for at, values in enumerate([*own, *own])
    ]
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter, lineterminator=line_end).writerows(
        [
            [
                " ".join(value.splitlines()) if isinstance(value, str) and "\n" in value else value
                for value in values
            ]
            for values in lines
        ]
    )
    dialect = Dialect(delimiter, True, "utf-8", b"", line_end)

    assert detail_lines(lines, like=dialect) == buffer.getvalue().encode()
