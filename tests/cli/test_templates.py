"""The command `templates`, and the workbooks that travel with the program."""

from __future__ import annotations

import sys
from pathlib import Path

import openpyxl
import pytest

from entitycheck.cli.main import main

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "templates"))

from generate import TEMPLATES, WORKBOOKS


def test_copy_into_a_new_folder(tmp_path: Path) -> None:
    """The workbooks are copied; a second copy overwrites only when asked."""
    folder = tmp_path / "desk"

    assert main(["templates", "copy", str(folder)]) == 0
    assert {path.name for path in folder.iterdir()} == set(WORKBOOKS)
    assert main(["templates", "copy", str(folder)]) == 2
    assert main(["templates", "copy", str(folder), "--overwrite"]) == 0


def _cells(path: Path) -> dict[str, list[tuple[str, object]]]:
    book = openpyxl.load_workbook(path)
    return {
        sheet.title: [
            (cell.coordinate, cell.value) for row in sheet for cell in row if cell.value is not None
        ]
        for sheet in book.worksheets
    }


@pytest.mark.parametrize("name", WORKBOOKS)
def test_committed_workbooks_are_up_to_date(name: str, tmp_path: Path) -> None:
    """`python tests/templates/generate.py` would change nothing."""
    made = tmp_path / name
    made.write_bytes(WORKBOOKS[name]())

    assert _cells(made) == _cells(TEMPLATES / name)
