"""Excel itself behind the interface of `host`, and the door that the add-in's buttons knock at."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from entitycheck.excel.com_sheet import ExcelSheet, answer, area_of, each, left_out
from entitycheck.excel.doctor import find_problems
from entitycheck.excel.excel_values import block_of
from entitycheck.excel.host import FormulaCell, Host, Sheet
from entitycheck.excel.ribbon import Ribbon
from entitycheck.excel.session import ANSWERS
from entitycheck.orders.grid import column_letter

_ENTITY = re.compile(r"ENTITY(?:CHECK|MATCHES|WHY|LIST)\(", re.IGNORECASE)
_WORKSHEET = -4167  # xlWorksheet, and the kind of a new workbook with one sheet

_RIBBON = Ribbon(ANSWERS, find_problems=find_problems)


def press(action: str, application: Any) -> list[str]:
    """Called by the add-in's VBA: press a button on this Excel.

    Returns:
        The three texts of a `Reply`.
    """
    from win32com.client import dynamic

    host = ExcelHost(dynamic.Dispatch(application._oleobj_))
    return list(_RIBBON.press(action, host))


class ExcelHost(Host):
    """Excel.

    Args:
        application: Its `Application`, bound late.
    """

    def __init__(self, application: Any) -> None:
        self._application = application

    @property
    def in_protected_view(self) -> bool:
        """The file on the screen was not opened for editing."""
        return answer(self._application, "ActiveProtectedViewWindow") is not None

    @property
    def sheet(self) -> Sheet | None:
        """The worksheet on the screen; None without one."""
        book = self._application.ActiveWorkbook
        if book is None:
            return None
        sheet = book.ActiveSheet
        is_worksheet = sheet is not None and sheet.Type == _WORKSHEET
        return ExcelSheet(self._application, sheet) if is_worksheet else None

    def find_sheet(self, name: str) -> Sheet | None:
        """The sheet of that name in the workbook on the screen."""
        book = self._application.ActiveWorkbook
        for sheet in each(book.Worksheets) if book is not None else ():
            if sheet.Name == name:
                return ExcelSheet(self._application, sheet)
        return None

    def add_sheet(self, name: str) -> Sheet:
        """A new sheet at the end; the one on the screen stays there."""
        book = self._application.ActiveWorkbook
        shown = book.ActiveSheet
        sheets = book.Worksheets
        added = sheets.Add(left_out(), sheets.Item(int(sheets.Count)))
        added.Name = name
        shown.Activate()
        return ExcelSheet(self._application, added)

    def remove_sheet(self, name: str) -> None:
        """Take a sheet out of the workbook on the screen, without asking."""
        asked_before = self._application.DisplayAlerts
        self._application.DisplayAlerts = False
        try:
            self._application.ActiveWorkbook.Worksheets.Item(name).Delete()
        finally:
            self._application.DisplayAlerts = asked_before

    def new_book(self, name: str) -> Sheet:
        """The only sheet of a new workbook, on the screen."""
        sheet = self._application.Workbooks.Add(_WORKSHEET).Worksheets.Item(1)
        sheet.Name = name
        return ExcelSheet(self._application, sheet)

    def formulas(self) -> list[FormulaCell]:
        """Every formula of every open workbook that names an ENTITY function."""
        return [
            FormulaCell(str(book.Name), str(sheet.Name), row, column, formula)
            for book in each(self._application.Workbooks)
            for sheet in each(book.Worksheets)
            for row, column, formula in _entity_formulas(sheet.UsedRange)
        ]

    def enter(self, cell: FormulaCell, formula: str) -> None:
        """Put another formula into a cell; an array keeps its size."""
        import pywintypes

        sheet = self._application.Workbooks.Item(cell.book).Worksheets.Item(cell.sheet)
        target = sheet.Range(f"{column_letter(cell.column)}{cell.row}")
        try:
            if answer(target, "HasSpill"):
                parent = target.SpillParent
                if (parent.Row, parent.Column) == (cell.row, cell.column):
                    target.Formula2 = formula
            elif target.HasArray:
                target.CurrentArray.FormulaArray = formula
            elif answer(target, "Formula2") is not None:
                target.Formula2 = formula  # `Formula` would put an @ before it
            else:
                target.Formula = formula
        except pywintypes.com_error as error:
            raise OSError(str(error)) from error

    def tell(self, text: str | None) -> None:
        """Show a text in the status bar; None gives the bar back."""
        self._application.StatusBar = False if text is None else text

    def open_file(self, path: Path) -> None:
        """Show a text file in Notepad, which every Windows has and no file name can redirect."""
        notepad = Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "notepad.exe"
        subprocess.Popen([str(notepad), str(path)])  # noqa: S603 -- a program of Windows, no shell


def _entity_formulas(used: Any) -> Iterator[tuple[int, int, str]]:
    """Row, column and text of the formulas with an ENTITY function."""
    area = area_of(used)
    formulas = answer(used, "Formula2")  # Excel 2016 has `Formula` only
    for i, row in enumerate(block_of(used.Formula if formulas is None else formulas)):
        for j, formula in enumerate(row):
            if isinstance(formula, str) and formula.startswith("=") and _ENTITY.search(formula):
                yield area.first_row + i, area.first_column + j, formula
