"""The command `screen` on a long text: answered in portions, written whole or not at all."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest

from entitycheck.cli.main import main
from entitycheck.sheets import long_tables
from entitycheck.sheets.portions import Answered, Portion, PortionScreener
from entitycheck.workbooks import text

ROWS = "".join(f"{n},Papeterie Valmont {n} SA,FR\n" for n in range(300))
DATA = f"No,Customer,Country\n{ROWS}x,Inspur Grp. Jinan,CN\n".encode()


@pytest.fixture(autouse=True)
def _all_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "LONG_TEXT", 0)
    monkeypatch.setattr(long_tables, "PORTION", 50)
    monkeypatch.setattr(os, "cpu_count", lambda: 1)


def test_a_long_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each record has its answer, each party its line, and the counts are told."""
    orders = tmp_path / "orders.csv"
    orders.write_bytes(DATA)

    status = main(["screen", str(orders), "--json"])
    told = json.loads(capsys.readouterr().out)
    lines = (tmp_path / "orders.screened.csv").read_bytes().splitlines()
    details = (tmp_path / "orders.screened.csv.details.csv").read_bytes().splitlines()

    assert status == 3
    assert told["parties"] == {"MATCH": 1, "REVIEW": 0, "NO MATCH": 300, "FAILED": 0}
    assert told["rows"] == 301
    assert len(lines) == len(details) == 302
    assert all(line.startswith(old) for line, old in zip(lines, DATA.splitlines(), strict=True))
    assert lines[-1].startswith(b"x,Inspur Grp. Jinan,CN,MATCH,")


def test_packed_text(tmp_path: Path) -> None:
    """A text packed with gzip gives a packed text with the same answers."""
    packed, plain = tmp_path / "orders.csv.gz", tmp_path / "plain.csv"
    packed.write_bytes(gzip.compress(DATA))
    plain.write_bytes(DATA)
    main(["screen", str(packed)])
    main(["screen", str(plain)])
    found = gzip.decompress((tmp_path / "orders.screened.csv.gz").read_bytes())

    answers = [line.split(b",")[3:5] for line in found.splitlines()]
    expected = (tmp_path / "plain.screened.csv").read_bytes().splitlines()
    assert answers == [line.split(b",")[3:5] for line in expected]


def test_what_is_not_one_table_is_read_whole(tmp_path: Path) -> None:
    """A second table far down, which the beginning does not show, has its own answers."""
    orders = tmp_path / "orders.csv"
    rows = "".join(f"{n},Papeterie Valmont {n} SA,FR\n" for n in range(8_000))
    second = "\nOrder,Supplier,City\n1,Inspur Group,Jinan\n"
    orders.write_text(f"No,Customer,Country\n{rows}{second}", encoding="utf-8")

    status = main(["screen", str(orders)])
    lines = (tmp_path / "orders.screened.csv").read_text(encoding="utf-8").splitlines()

    assert status == 3
    assert lines[-2].startswith("Order,Supplier,City,EC verdict,")
    assert lines[-1].startswith("1,Inspur Group,Jinan,MATCH,")


def test_a_failure_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A portion that fails takes the half-written files with it."""
    orders = tmp_path / "orders.csv"
    orders.write_bytes(DATA)
    answer = PortionScreener.answer

    def failing(self: PortionScreener, portion: Portion) -> Answered:
        if portion.first_row > 200:
            raise MemoryError
        return answer(self, portion)

    monkeypatch.setattr(PortionScreener, "answer", failing)
    main(["screen", str(orders)])

    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["orders.csv"]
