"""Draw the pictures of `templates/pictures` again: `python tests/templates/picture.py`.

They show the real output of `entitycheck screen templates/order-sheet.xlsx` on the starter list,
printed by LibreOffice: the sheet with its answers, of which some columns are hidden so that the page
is legible, and the summary as it comes. Needs LibreOffice (`soffice`) and poppler (`pdftoppm`).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.properties import PageSetupProperties

from entitycheck.cli.main import main as entitycheck

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
SHEET = TEMPLATES / "pictures" / "screened-sheet.png"
SUMMARY = TEMPLATES / "pictures" / "summary.png"
SHOWN = ("A", "C", "F", "I", "U", "V", "W", "X", "AB", "AE")
LAST_ROW = 20
DOTS_PER_INCH = 118
SHEET_PART = ("-x", "0", "-y", "0", "-W", "1380", "-H", "243")
SUMMARY_PART = ("-x", "40", "-y", "20", "-W", "1280", "-H", "640")


def main() -> None:
    """Screen, print and crop."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["ENTITYCHECK_HOME"] = str(folder / "home")
        screened = folder / "order-sheet.screened.xlsx"
        entitycheck(["screen", str(TEMPLATES / "order-sheet.xlsx"), "-o", str(screened)])
        SHEET.parent.mkdir(exist_ok=True)
        _draw(screened, SUMMARY, 2, SUMMARY_PART)
        _prepare(screened)
        _draw(screened, SHEET, 1, SHEET_PART)


def _draw(book: Path, picture: Path, page: int, part: tuple[str, ...]) -> None:
    """Print a workbook and keep a part of one page."""
    folder = book.parent
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile",
         "--convert-to", "pdf", "--outdir", str(folder), str(book)],
        check=True, stdout=sys.stderr,
    )  # fmt: skip
    subprocess.run(
        ["pdftoppm", "-r", str(DOTS_PER_INCH), "-png", "-f", str(page), "-l", str(page), *part,
         "-singlefile", str(book.with_suffix(".pdf")), str(picture.with_suffix(""))],
        check=True,
    )  # fmt: skip


def _prepare(path: Path) -> None:
    """Leave the columns that tell the story on one page; no value or colour is touched."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    for letters, column in list(sheet.column_dimensions.items()):
        column.hidden = letters not in SHOWN
    widths = {
        "A": 10,
        "C": 26,
        "F": 26,
        "I": 14,
        "U": 44,
        "V": 7,
        "W": 30,
        "X": 26,
        "AB": 36,
        "AE": 12,
    }
    for letters, width in widths.items():
        sheet.column_dimensions[letters].width = width
    sheet.unmerge_cells("A1:E1")
    sheet.unmerge_cells("A2:F2")
    sheet.print_area = f"A1:AE{LAST_ROW}"
    sheet.auto_filter.ref = None
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 1
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_margins.left = sheet.page_margins.right = 0.1
    sheet.page_margins.top = sheet.page_margins.bottom = 0.1
    for other in book.worksheets[1:]:
        other.sheet_state = "hidden"
    book.save(path)


if __name__ == "__main__":
    main()
