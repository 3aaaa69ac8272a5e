"""The command `screen` from end to end, on the starter list."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from entitycheck.answers import ANSWER_COLUMNS
from entitycheck.cli.main import main

ORDER_SHEET = Path(__file__).resolve().parents[2] / "templates" / "order-sheet.xlsx"


def _book(path: Path, rows: list[list[object]]) -> Path:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "Orders"
    for row in rows:
        sheet.append(row)
    workbook.save(path)
    return path


def _rows(path: Path, sheet: str) -> list[dict[str, object]]:
    values = list(openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True))
    header = next(row for row in values if "EC verdict" in row)
    start = values.index(header) + 1
    return [dict(zip(map(str, header), row, strict=True)) for row in values[start:]]


ORDERS: list[list[object]] = [
    ["Order", "Customer", "Consignee"],
    ["4711", "Brauerei Steinbach GmbH", "Inspur Grp. Jinan"],
    ["4712", "Brauerei Steinbach GmbH", "Papeterie Valmont SA"],
]


def test_the_template_has_alerts(tmp_path: Path) -> None:
    """The order sheet that travels with the program shows listed firms on the starter list."""
    output = tmp_path / "out.xlsx"
    status = main(["screen", str(ORDER_SHEET), "-o", str(output)])
    rows = _rows(output, "Open orders")

    assert status == 3
    verdicts = {
        str(row["Sold-to party"]): str(row["EC verdict"]) for row in rows if row["EC verdict"]
    }
    assert verdicts["Inspur Grp. Jinan"].startswith("MATCH (starter list, ")
    assert verdicts["Beijing Technology Trading Co., Ltd."].startswith("NO MATCH")
    assert verdicts["Paradigm Window Systems Ltd"].startswith("NO MATCH")


def test_answers_beside_the_rows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The worst party speaks for its row; details hold a line a party; the default name is used."""
    book = _book(tmp_path / "orders.xlsx", ORDERS)
    status = main(["screen", str(book)])
    output = tmp_path / "orders.screened.xlsx"
    rows = _rows(output, "Orders")

    assert status == 3
    assert rows[0]["EC party"] == "Consignee: Inspur Grp. Jinan"
    assert rows[0]["EC listed name"] == "Inspur Group Co., Ltd."
    assert str(rows[1]["EC verdict"]).startswith("NO MATCH")
    assert len(_rows(output, "Entity Check details")) == 4
    assert "1 MATCH" in capsys.readouterr().out


def test_nothing_to_look_at(tmp_path: Path) -> None:
    """A sheet without alerts ends with 0."""
    book = _book(tmp_path / "orders.xlsx", [["Customer", "Qty"], ["Papeterie Valmont SA", 5]])
    assert main(["screen", str(book)]) == 0


def test_one_party_is_told_as_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The line of the counts begins `1 party:`, of two `2 parties:`."""
    for row in ORDERS[1:]:
        main(["screen", str(_book(tmp_path / f"{row[0]}.xlsx", [["Customer"], row[1:2]]))])
        assert capsys.readouterr().out.startswith("1 party: 0 MATCH, ")

    main(["screen", str(_book(tmp_path / "orders.xlsx", ORDERS[:2]))])
    assert capsys.readouterr().out.startswith("2 parties: 1 MATCH, ")


def test_json_alone_on_stdout(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--json` prints one object and nothing else."""
    main(["screen", str(_book(tmp_path / "orders.xlsx", ORDERS)), "--json"])
    document = json.loads(capsys.readouterr().out)

    assert document["verdict"] == "MATCH"
    assert document["parties"]["MATCH"] == 1


def test_explain_columns(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--explain-columns --json` prints the choice in the published shape and writes nothing."""
    book = _book(tmp_path / "orders.xlsx", ORDERS)
    status = main(["screen", str(book), "--explain-columns", "--json"])
    document = json.loads(capsys.readouterr().out)
    columns = document["sheets"][0]["columns"]

    assert status == 0
    assert [(c["header"], c["role"]) for c in columns] == [
        ("Customer", "customer"),
        ("Consignee", "consignee"),
    ]
    assert set(columns[0]) == {"header", "role", "score", "reason"}
    assert not (tmp_path / "orders.screened.xlsx").exists()


def test_csv_keeps_its_bytes(tmp_path: Path) -> None:
    """CSV in, CSV out: the same bytes, the published columns behind, details beside."""
    source = tmp_path / "orders.csv"
    source.write_bytes('Kunde;Land\r\n"+Inspur Group";CN\r\nMüller;DE\r\n'.encode("cp1252"))
    status = main(["screen", str(source)])
    output = tmp_path / "orders.screened.csv"
    lines = output.read_bytes().decode("cp1252").split("\r\n")

    assert status == 3
    assert lines[0] == "Kunde;Land;" + ";".join(ANSWER_COLUMNS)
    assert lines[1].startswith('"+Inspur Group";CN;MATCH;')
    assert lines[2].startswith("Müller;DE;NO MATCH;")
    details = (tmp_path / "orders.screened.csv.details.csv").read_text("cp1252")
    assert len(list(csv.reader(details.splitlines(), delimiter=";"))) == 3


def test_existing_output_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An existing output is left alone without `--overwrite`."""
    book = _book(tmp_path / "orders.xlsx", ORDERS)
    (tmp_path / "orders.screened.xlsx").write_text("mine")

    assert main(["screen", str(book)]) == 2
    assert (tmp_path / "orders.screened.xlsx").read_text() == "mine"
    assert "--overwrite" in capsys.readouterr().err
    assert main(["screen", str(book), "--overwrite"]) == 3


def test_no_party_is_an_error_that_lists_what_was_seen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Numbers and descriptions only: exit 1, sheets and headers named, nothing written."""
    book = _book(
        tmp_path / "lines.xlsx", [["Vendor No.", "Description"], ["V1", "Bolt"], ["V2", "Nut"]]
    )

    assert main(["screen", str(book)]) == 1
    error = capsys.readouterr().err
    assert "'Orders'" in error
    assert "'Vendor No.'" in error
    assert error.count("\n") == 1
    assert not (tmp_path / "lines.screened.xlsx").exists()


def test_column_overrides(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--column` names a column that would not be found; an unknown one is an error."""
    book = _book(
        tmp_path / "orders.xlsx", [["Order", "Xyz"], ["1", "Inspur Group"], ["2", "Valmont"]]
    )

    assert main(["screen", str(book), "--column", "consignee=xyz"]) == 3
    assert main(["screen", str(book), "--column", "consignee=Kunde", "--overwrite"]) == 2
    assert "'Kunde'" in capsys.readouterr().err


def test_a_formula_without_value_is_a_failure(tmp_path: Path) -> None:
    """A party that cannot be screened ranks above a MATCH; the rest is written, exit 1."""
    book = _book(tmp_path / "orders.xlsx", [*ORDERS, ["4713", "Inspur Group", '="DMT"&"x"']])
    status = main(["screen", str(book)])
    rows = _rows(tmp_path / "orders.screened.xlsx", "Orders")

    assert status == 1
    assert rows[2]["EC verdict"] == "#EC! open and save the file in Excel first"
    assert str(rows[0]["EC verdict"]).startswith("MATCH")


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


def _file(data: bytes) -> Callable[[Path], Path]:
    def make(path: Path) -> Path:
        path.write_bytes(data)
        return path

    return make


@pytest.mark.parametrize(
    ("make", "status", "words"),
    [
        (lambda path: path, 2, "there is no file"),
        (_folder, 2, "is a folder"),
        (_file(b""), 1, "is empty"),
        (_file(b"%PDF-1.7 ..."), 1, "is a PDF"),
        (_file(b"PK\x03\x04 cut off"), 1, "damaged"),
        (
            _file(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")),
            1,
            "password",
        ),
        (_file(b"\x1f\x8b\x08 cut"), 1, "damaged"),
    ],
)
def test_unusable_files(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    make: Callable[[Path], Path],
    status: int,
    words: str,
) -> None:
    """What is no order sheet is refused in one line that says what to do."""
    assert main(["screen", str(make(tmp_path / "orders.xlsx"))]) == status
    error = capsys.readouterr().err
    assert words in error
    assert error.count("\n") == 1
