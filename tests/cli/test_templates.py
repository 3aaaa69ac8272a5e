"""The command `templates`, and the workbooks that travel with the program."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.cell_range import CellRange

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


def _cells(path: Path) -> dict[str, object]:
    """Every text, number and formula, but for the answers stored behind formulas."""
    found: dict[str, object] = {}
    for sheet in openpyxl.load_workbook(path).worksheets:
        areas = [CellRange(area) for area in sheet.array_formulae]
        for row in sheet:
            for cell in row:
                inside = any(cell.coordinate in area for area in areas)
                if cell.value is not None and not inside:
                    found[f"{sheet.title}!{cell.coordinate}"] = cell.value
        found[sheet.title] = dict(sheet.array_formulae)
    return found


def _stored_verdicts(path: Path) -> dict[str, str]:
    """The verdict words stored behind formulas."""
    return {
        f"{sheet.title}!{cell.coordinate}": cell.value.split(" (")[0]
        for sheet in openpyxl.load_workbook(path, data_only=True).worksheets
        for row in sheet
        for cell in row
        if isinstance(cell.value, str) and re.match(r"(?:NO MATCH|MATCH|REVIEW) \(", cell.value)
    }


@pytest.mark.parametrize("name", WORKBOOKS)
def test_committed_workbooks_are_up_to_date(name: str, tmp_path: Path) -> None:
    """`python tests/templates/generate.py` would change no text, formula or verdict.

    Scores and reasons stored behind formulas are not compared: they move with the matcher.
    """
    made = tmp_path / name
    made.write_bytes(WORKBOOKS[name]())

    assert _cells(made) == _cells(TEMPLATES / name)
    assert _stored_verdicts(made) == _stored_verdicts(TEMPLATES / name)


def test_formulas_of_the_first_workbook_are_live_and_their_texts_stored() -> None:
    """Each function stands in a cell as a formula, with the text it gives behind it."""
    path = TEMPLATES / "getting-started.xlsx"
    formulas = " ".join(map(str, _cells(path).values()))
    stored = _stored_verdicts(path)

    assert all(f"{name}(" in formulas for name in ("=ENTITYCHECK", "=ENTITYWHY"))
    assert stored["One name!E14"] == "NO MATCH"  # the day before the rule
    assert stored["One name!E15"] == "MATCH"
