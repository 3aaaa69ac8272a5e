"""What `screen` says of a column of the user's own company."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from entitycheck.cli.main import main


def _screen(folder: Path, company: str, *options: str) -> tuple[int, list[dict[str, str]]]:
    source = folder / "orders.csv"
    rows = [f"{at},{company},Papeterie Valmont SA" for at in range(4)]
    source.write_text("\n".join(["Order,Company,Customer", *rows]) + "\n", encoding="utf-8")
    status = main(["screen", str(source), "--overwrite", *options])
    with (folder / "orders.screened.csv.details.csv").open(encoding="utf-8") as file:
        return status, list(csv.DictReader(file))


def test_left_out_and_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The note names the column, its name, what that name gave, and how to screen it."""
    status, details = _screen(tmp_path, "Muster Maschinen GmbH")
    note = " ".join(capsys.readouterr().out.split())

    assert status == 0
    assert {line["Header"] for line in details} == {"Customer"}
    assert "column 'Company' was left out: it holds only 'Muster Maschinen GmbH'" in note
    assert "'Muster Maschinen GmbH' gave NO MATCH" in note
    assert "--column party=Company" in note


def test_a_listed_name_is_never_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One listed customer down the whole sheet looks like an own company, and is screened."""
    status, details = _screen(tmp_path, "Inspur Group")

    assert status == 3
    assert {line["Header"] for line in details} == {"Company", "Customer"}
    assert "but was screened: 'Inspur Group' resembles a listed party" in capsys.readouterr().out


def test_the_option_brings_it_back(tmp_path: Path) -> None:
    """`--column` screens it on every row."""
    _, details = _screen(tmp_path, "Muster Maschinen GmbH", "--column", "party=Company")

    assert [line["Header"] for line in details].count("Company") == 4


def test_explained_before_anything_is_screened(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--explain-columns` tells which column looks like parties and will be left out."""
    _screen(tmp_path, "Muster Maschinen GmbH")
    capsys.readouterr()
    assert main(["screen", str(tmp_path / "orders.csv"), "--explain-columns"]) == 0
    out = capsys.readouterr().out

    assert "customer" in out
    assert "note: column 'Company' looks like parties but was left out: it holds only" in out


def test_left_out_of_a_table_without_parties(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also a table that is not screened at all tells which of its columns look like parties."""
    path = tmp_path / "two.csv"
    lines = [
        "Customer,Qty,Price",
        "Papeterie Valmont SA,1,2",
        "Acme Tools,3,4",
        "",
        "Item,Qty,Unit",
    ]
    lines += ["Valve of Muster GmbH,1,pcs", "Pump,2,pcs", "Sensor,2,pcs", "Cable,2,pcs"]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")

    assert main(["screen", str(path)]) == 0
    assert "column 'Item' looks like parties but was left out" in capsys.readouterr().out
