"""Workbooks from outside: bombs, attacks, blank giants and settings that reach too far."""

from __future__ import annotations

import gzip
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from entitycheck.cli.main import main

SHEET = "xl/worksheets/sheet1.xml"


def _book(path: Path, rows: list[list[object]]) -> Path:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    workbook.save(path)
    return path


def _with_part(path: Path, part: str, edit: Callable[[bytes], bytes]) -> Path:
    """The workbook with one part rewritten."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts[part] = edit(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return path


ORDERS: list[list[object]] = [["Customer", "Country"], ["Inspur Grp.", "CN"]]


def _zip_bomb(path: Path) -> Path:
    return _with_part(_book(path, ORDERS), SHEET, lambda data: data + b" " * 300_000_000)


def _billion_laughs(path: Path) -> Path:
    laughs = b'<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    return _with_part(
        _book(path, ORDERS),
        SHEET,
        lambda data: data.replace(b"<worksheet", laughs + b"<worksheet", 1),
    )


def _row_beyond_the_last(path: Path) -> Path:
    return _with_part(
        _book(path, ORDERS), SHEET, lambda data: data.replace(b'<row r="2"', b'<row r="1048577"')
    )


def _password(path: Path) -> Path:
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"E\0n\0c\0r\0y\0p\0t\0e\0d\0" * 200)
    return path


@pytest.mark.parametrize("make", [_zip_bomb, _billion_laughs, _row_beyond_the_last, _password])
def test_a_dangerous_workbook_is_refused_in_one_line_and_nothing_is_written(
    make: Callable[[Path], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = make(tmp_path / "orders.xlsx")

    assert main(["screen", str(path)]) == 1

    captured = capsys.readouterr()
    assert captured.err.count("\n") == 1
    assert captured.err.startswith("entitycheck: ")
    assert "internal error" not in captured.err
    assert [one.name for one in tmp_path.iterdir() if one.suffix == ".xlsx"] == ["orders.xlsx"]


def test_a_text_that_unpacks_to_a_giant_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "orders.csv.gz"
    with gzip.open(path, "wb", compresslevel=1) as packed:
        packed.write(b"Customer,Country\n")
        for _ in range(60):
            packed.write(b"Inspur,CN\n" * 1_000_000)

    assert main(["screen", str(path)]) == 1
    assert re.search(r"unpacks to more than [\d,]+ bytes", capsys.readouterr().err)


def test_formatted_rows_down_to_the_last_cost_nothing_and_hide_nothing(tmp_path: Path) -> None:
    """A style on row 1,048,576 makes Excel call the whole sheet used."""
    path = _with_part(
        _book(tmp_path / "orders.xlsx", ORDERS),
        SHEET,
        lambda data: data.replace(b"</sheetData>", b'<row r="1048576" s="0"/></sheetData>'),
    )

    assert main(["screen", str(path)]) == 3


def test_overlapping_merged_cells_are_read(tmp_path: Path) -> None:
    ranges = b'<mergeCell ref="A1:B2"/><mergeCell ref="B1:A2"/>'
    merged = b'</sheetData><mergeCells count="2">' + ranges + b"</mergeCells>"
    path = _with_part(
        _book(tmp_path / "orders.xlsx", [*ORDERS, ["Loongson", "CN"]]),
        SHEET,
        lambda data: data.replace(b"</sheetData>", merged),
    )

    assert main(["screen", str(path)]) in {1, 3}


def test_a_settings_sheet_names_columns_and_can_do_nothing_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], home: Path
) -> None:
    """An order sheet from outside must not change lists, limits, home or addresses."""
    path = _book(
        tmp_path / "orders.xlsx", [["Alpha", "Beta"], ["Brauerei Steinbach", "BGI Research"]]
    )
    workbook = openpyxl.load_workbook(path)
    settings = workbook.create_sheet("Entity Check settings")
    for line in (
        ["setting", "value"],
        ["consignee", "Beta"],
        ["home", "/elsewhere"],
        ["lists", "SDN"],
    ):
        settings.append(line)
    workbook.save(path)

    assert main(["screen", str(path)]) == 3

    said = capsys.readouterr()
    assert "BGI Research" in said.out
    assert re.search(r"setting 'home' .* was ignored", said.out + said.err)
    assert re.search(r"setting 'lists' .* was ignored", said.out + said.err)


@pytest.mark.parametrize(
    "text",
    ["=HYPERLINK(1)", "+49 30 1234", "-5", "@SUM(A1)", "\tInspur Grp.", "=1+1|' /C calc'!A0"],
)
def test_a_text_that_looks_like_a_formula_stays_a_text_in_every_csv(
    text: str, tmp_path: Path
) -> None:
    """What was typed stays byte for byte; what we add never starts a formula."""
    path = tmp_path / "orders.csv"
    path.write_text(f'Customer,Note\n"{text}",x\nInspur Grp.,"{text}"\n', encoding="utf-8")

    assert main(["screen", str(path)]) in {0, 3}

    lines = (tmp_path / "orders.screened.csv").read_text(encoding="utf-8").splitlines()
    assert lines[1].startswith(f'"{text}",x')
    assert lines[2].startswith(f'Inspur Grp.,"{text}"')
    for line in lines[1:]:
        added = line.split(",x" if ",x" in line else f'"{text}"', 1)[1]
        assert not re.search(r'(^|,)"?[=+@\t-]', added)
