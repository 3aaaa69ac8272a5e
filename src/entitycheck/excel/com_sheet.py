"""One worksheet of Excel behind the interface of `host`.

Late binding throughout: whatever Excel is there answers by name, and no wrapper has to be generated
on the user's machine. Cells are read and written as blocks, since each call crosses processes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from entitycheck.errors import InputError
from entitycheck.excel.excel_values import block_of, read_value, typed_text, written_value
from entitycheck.excel.host import Sheet, SheetState, WrittenValue
from entitycheck.orders.grid import Area, Grid, ListedTable, column_letter

_TEXT_STRING, _BEGINS_WITH = 9, 2  # xlTextString, xlBeginsWith
_VERDICT_COLOURS = (("#EC!", 0xCE_C7_FF), ("MATCH", 0xCE_C7_FF), ("REVIEW", 0x9C_EB_FF))
"""Light red and light yellow, as BGR; the word says the verdict, the colour only repeats it."""
_NO_ARGUMENT = -2147352572  # DISP_E_PARAMNOTFOUND
_VISIBLE = 12  # xlCellTypeVisible
_MOST_CELLS = 10_000_000  # a million rows of ten columns; more is a sheet formatted to its end
_MOST_SHAPES = 500  # asking a picture for its place is one call each


class ExcelSheet(Sheet):
    """One worksheet of Excel.

    Args:
        application: Excel.
        worksheet: The sheet.
    """

    def __init__(self, application: Any, worksheet: Any) -> None:
        self._application = application
        self._worksheet = worksheet

    @property
    def name(self) -> str:
        """The name on its tab."""
        return str(self._worksheet.Name)

    @property
    def book_name(self) -> str:
        """The name of its workbook."""
        return str(self._worksheet.Parent.Name)

    @property
    def state(self) -> SheetState:
        """What stands in the way of writing."""
        book = self._worksheet.Parent
        return SheetState(
            protected=bool(self._worksheet.ProtectContents),
            read_only=bool(book.ReadOnly),
            shared=bool(answer(book, "MultiUserEditing") or answer(book, "AutoSaveOn")),
            filtered=bool(self._worksheet.FilterMode) or any(self._filtered_tables()),
            structure_protected=bool(book.ProtectStructure),
        )

    @property
    def selection(self) -> Area:
        """The first block of the selected cells, within the cells in use."""
        chosen = area_of(self._application.ActiveWindow.RangeSelection.Areas.Item(1))
        used = area_of(self._worksheet.UsedRange)
        return Area(
            chosen.first_row,
            chosen.first_column,
            max(chosen.first_row, min(chosen.last_row, used.last_row)),
            max(chosen.first_column, min(chosen.last_column, used.last_column)),
        )

    @property
    def cursor(self) -> tuple[int, int]:
        """Row and column of the active cell."""
        cell = self._application.ActiveCell
        return int(cell.Row), int(cell.Column)

    def grid(self) -> Grid:
        """Everything on the sheet."""
        used = self._worksheet.UsedRange
        area = area_of(used)
        if (area.last_row - area.first_row + 1) * area.last_column > _MOST_CELLS:
            raise InputError(
                f"the sheet {self.name!r} counts {area.last_row:,} rows as used",
                fix="delete the empty rows below the data, or screen the file with 'entitycheck screen'",
            )
        rows = [[read_value(value) for value in row] for row in block_of(used.Value)]
        typed = block_of(used.Formula)
        return Grid(
            name=self.name,
            rows=rows,
            first_row=area.first_row,
            first_column=area.first_column,
            merged=tuple(self._merged(area)),
            tables=tuple(self._tables()),
            hidden_rows=self._hidden_rows(used, area),
            occupied=(*_unseen(area, rows, typed), *self._shapes()),
        )

    def formula(self, row: int, column: int) -> str:
        """The formula of a cell; empty without one."""
        cell = self._range(Area(row, column, row, column))
        return str(cell.Formula) if cell.HasFormula else ""

    def formulas_in(self, area: Area) -> list[list[str]]:
        """What was typed into each cell of an area."""
        return [[typed_text(v) for v in row] for row in block_of(self._range(area).Formula)]

    def write(self, row: int, column: int, block: Sequence[Sequence[WrittenValue]]) -> None:
        """Put values into cells; a table beside them does not grow over them."""
        area = Area(row, column, row + len(block) - 1, column + len(block[0]) - 1)
        with self._tables_keep_their_size():
            self._range(area).Value = tuple(
                tuple(written_value(value) for value in line) for line in block
            )

    def mark_verdicts(self, area: Area) -> None:
        """Colour the cells of an area by the verdict each one begins with."""
        import pywintypes

        conditions = self._range(area).FormatConditions
        skipped = [left_out()] * 3
        try:
            for text, colour in _VERDICT_COLOURS:
                condition = conditions.Add(_TEXT_STRING, *skipped, text, _BEGINS_WITH)
                condition.Interior.Color = colour
        except pywintypes.com_error:
            return  # the words are there; an Excel that refuses the colours goes without

    def clear(self, area: Area) -> None:
        """Empty the cells of an area and take our colours off."""
        cells = self._range(area)
        cells.ClearContents()
        cells.FormatConditions.Delete()

    def select(self, row: int, column: int) -> None:
        """Move the cursor, so that the person sees the cell."""
        self._application.Goto(self._range(Area(row, column, row, column)))

    def _range(self, area: Area) -> Any:
        first = f"{column_letter(area.first_column)}{area.first_row}"
        last = f"{column_letter(area.last_column)}{area.last_row}"
        return self._worksheet.Range(f"{first}:{last}")

    def _tables(self) -> Iterator[ListedTable]:
        for table in each(self._worksheet.ListObjects):
            yield ListedTable(
                str(table.Name),
                area_of(table.Range),
            )

    def _filtered_tables(self) -> Iterator[bool]:
        for table in each(self._worksheet.ListObjects):
            yield bool(table.ShowAutoFilter and answer(table, "AutoFilter", "FilterMode"))

    def _merged(self, area: Area) -> Iterator[Area]:
        """Merged cells of the upper rows, where titles and headers stand."""
        if self._range(area).MergeCells is False:
            return
        seen = set()
        for row in range(area.first_row, min(area.last_row, area.first_row + 30) + 1):
            line = self._range(Area(row, area.first_column, row, area.last_column))
            if line.MergeCells is False:
                continue
            for column in range(area.first_column, area.last_column + 1):
                merged = area_of(self._range(Area(row, column, row, column)).MergeArea)
                if merged not in seen and merged != Area(row, column, row, column):
                    seen.add(merged)
                    yield merged

    def _hidden_rows(self, used: Any, area: Area) -> frozenset[int]:
        """Rows hidden by hand or by a filter."""
        rows = set(range(area.first_row, area.last_row + 1))
        if used.EntireRow.Hidden is False:
            return frozenset()
        for part in each(used.SpecialCells(_VISIBLE).Areas):
            shown = area_of(part)
            rows.difference_update(range(shown.first_row, shown.last_row + 1))
        return frozenset(rows)

    def _shapes(self) -> Iterator[Area]:
        """Cells under pictures and charts."""
        shapes = self._worksheet.Shapes
        for number in range(1, min(int(shapes.Count), _MOST_SHAPES) + 1):
            shape = shapes.Item(number)
            first, last = answer(shape, "TopLeftCell"), answer(shape, "BottomRightCell")
            if first is not None and last is not None:
                yield Area(int(first.Row), int(first.Column), int(last.Row), int(last.Column))

    @contextmanager
    def _tables_keep_their_size(self) -> Iterator[None]:
        """Excel lets a table grow over what is written right beside it."""
        correction = self._application.AutoCorrect
        before = correction.AutoExpandListRange
        correction.AutoExpandListRange = False
        try:
            yield
        finally:
            correction.AutoExpandListRange = before


def area_of(cells: Any) -> Area:
    """The area of one block of cells."""
    row, column = int(cells.Row), int(cells.Column)
    return Area(row, column, row + int(cells.Rows.Count) - 1, column + int(cells.Columns.Count) - 1)


def each(collection: Any) -> Iterator[Any]:
    """The members of one of Excel's collections."""
    for number in range(1, int(collection.Count) + 1):
        yield collection.Item(number)


def left_out() -> Any:
    """An argument left out, as Excel understands it in the middle of others."""
    import pythoncom
    from win32com.client import VARIANT

    return VARIANT(pythoncom.VT_ERROR, _NO_ARGUMENT)


def answer(thing: Any, *names: str) -> Any:
    """The property of a property ...; None where this Excel has no such thing, as older ones do."""
    import pywintypes

    try:
        for name in names:
            thing = getattr(thing, name)
    except (AttributeError, pywintypes.com_error):
        return None
    return thing


def _unseen(area: Area, rows: list[list[Any]], typed: list[list[Any]]) -> Iterator[Area]:
    """Cells whose formula shows nothing: they look free and are not."""
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            if value in (None, "") and typed_text(typed[i][j]):
                at = (area.first_row + i, area.first_column + j)
                yield Area(*at, *at)
