"""A small Excel over COM, for the Windows Python: the objects the ribbon asks for, really kept.

Written after Excel's documented object model: names, kinds of answers and blocks of values are
Excel's; what the ribbon never asks for is not there, and asking for it fails as it would in Excel.
A block goes out as a list, since a tuple would be read as a value with by-reference arguments.
"""

from __future__ import annotations

import os
import re
import tempfile
from typing import Any

import pythoncom
import pywintypes
import win32com.server.policy
import win32com.server.util

APPLICATION_ID = "{000208D5-0000-0000-C000-000000000046}"


def type_of_application() -> Any:
    """Type information that names `_Application`: the server asks what it was given."""
    path = os.path.join(tempfile.mkdtemp(), "excel.tlb")
    library = pythoncom.CreateTypeLib2(3, path)  # SYS_WIN64
    library.SetName("FakeExcel")
    library.SetGuid(pythoncom.CreateGuid())
    information = library.CreateTypeInfo("_Application", pythoncom.TKIND_INTERFACE)
    information.SetGuid(pywintypes.IID(APPLICATION_ID))
    information.LayOut()
    library.SaveAllChanges()
    return pythoncom.LoadTypeLib(path).GetTypeInfoOfGuid(pywintypes.IID(APPLICATION_ID))


class ApplicationPolicy(win32com.server.policy.DesignatedWrapPolicy):
    """Answers the question after type information."""

    information: Any = None

    def _GetTypeInfoCount_(self) -> int:
        return 1

    def _GetTypeInfo_(self, _index: int, _locale: int) -> Any:
        if ApplicationPolicy.information is None:
            ApplicationPolicy.information = type_of_application()
        return (0, ApplicationPolicy.information)


def out(thing: Any) -> Any:
    """An object as it goes over COM."""
    if thing is None:
        return None
    policy = ApplicationPolicy if isinstance(thing, Application) else None
    return win32com.server.util.wrap(thing, usePolicy=policy)


class Collection:
    """`Count` and `Item`, from 1 or by name."""

    _public_methods_ = ["Item", "Add"]
    _public_attrs_ = ["Count"]

    def __init__(self, members: list[Any], add: Any = None) -> None:
        self._members, self._add = members, add

    @property
    def Count(self) -> int:
        return len(self._members)

    def Item(self, key: Any) -> Any:
        if isinstance(key, str):
            return out(next(member for member in self._members if member.Name == key))
        return out(self._members[int(key) - 1])

    def Add(self, *_where: Any) -> Any:
        return out(self._add())


class Counted:
    """`Rows` and `Columns` of a range."""

    _public_methods_: list[str] = []
    _public_attrs_ = ["Count", "Hidden"]
    Hidden = False

    def __init__(self, count: int) -> None:
        self.Count = count


class Interior:
    _public_methods_: list[str] = []
    _public_attrs_ = ["Color"]

    def __init__(self) -> None:
        self.Color = 0


class Condition:
    _public_methods_: list[str] = []
    _public_attrs_ = ["Interior"]

    def __init__(self) -> None:
        self.Interior = out(Interior())


class Conditions:
    _public_methods_ = ["Add", "Delete"]
    _public_attrs_: list[str] = []

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet

    def Add(self, *arguments: Any) -> Any:
        self._sheet.conditions.append(arguments[4])
        return out(Condition())

    def Delete(self) -> None:
        self._sheet.conditions.clear()


class Thing:
    """An object of plain properties: a table, its filter, a picture."""

    _public_methods_: list[str] = []

    def __init__(self, **properties: Any) -> None:
        self.__dict__.update(properties)
        self._public_attrs_ = list(properties)


class Range:
    """A block of cells."""

    _public_methods_ = ["ClearContents", "SpecialCells"]
    _public_attrs_ = [
        "Row", "Column", "Rows", "Columns", "EntireRow", "Areas", "Value", "Value2", "Formula",
        "Formula2", "HasFormula", "HasArray", "MergeCells", "MergeArea", "FormatConditions",
    ]  # fmt: skip
    HasArray = False

    def __init__(
        self, sheet: Worksheet, row: int, column: int, height: int = 1, width: int = 1
    ) -> None:
        self.__dict__.update(_sheet=sheet, Row=row, Column=column, _height=height, _width=width)

    @property
    def Rows(self) -> Any:
        return out(Counted(self._height))

    @property
    def Columns(self) -> Any:
        return out(Counted(self._width))

    @property
    def EntireRow(self) -> Any:
        hidden = {row in self._sheet.hidden for row in range(self.Row, self.Row + self._height)}
        rows = Counted(self._height)
        rows.Hidden = None if len(hidden) == 2 else hidden == {True}
        return out(rows)

    def SpecialCells(self, kind: int) -> Any:
        """The visible cells, a block for each row."""
        assert kind == 12
        rows = [
            row for row in range(self.Row, self.Row + self._height) if row not in self._sheet.hidden
        ]
        parts = [Range(self._sheet, row, self.Column, 1, self._width) for row in rows]
        return out(Thing(Areas=out(Collection(parts))))

    @property
    def MergeCells(self) -> Any:
        """Yes, no, or nothing for some."""
        merged = {place in self._sheet.merged for place in self._places()}
        return None if len(merged) == 2 else merged == {True}

    @property
    def MergeArea(self) -> Any:
        row, column, height, width = self._sheet.merged.get(
            (self.Row, self.Column), (self.Row, self.Column, 1, 1)
        )
        return out(Range(self._sheet, row, column, height, width))

    def _places(self) -> Any:
        return [
            (self.Row + i, self.Column + j) for i in range(self._height) for j in range(self._width)
        ]

    @property
    def Areas(self) -> Any:
        return out(Collection([self]))

    @property
    def FormatConditions(self) -> Any:
        return out(Conditions(self._sheet))

    @property
    def Value(self) -> Any:
        return self._block(self._sheet.cells.get)

    @Value.setter
    def Value(self, value: Any) -> None:
        self._sheet.writes += 1
        rows = value if isinstance(value, tuple | list) else ((value,),)
        for i, row in enumerate(rows):
            for j, cell in enumerate(row):
                self._sheet.put(self.Row + i, self.Column + j, cell)

    Value2 = Value

    @property
    def Formula(self) -> Any:
        typed = self._sheet.typed
        return self._block(
            lambda place: typed.get(place) or str(self._sheet.cells.get(place) or "")
        )

    @Formula.setter
    def Formula(self, formula: str) -> None:
        self._sheet.typed[self.Row, self.Column] = formula

    Formula2 = Formula

    @property
    def HasFormula(self) -> bool:
        return (self.Row, self.Column) in self._sheet.typed

    def ClearContents(self) -> None:
        for i in range(self._height):
            for j in range(self._width):
                self._sheet.cells.pop((self.Row + i, self.Column + j), None)
                self._sheet.typed.pop((self.Row + i, self.Column + j), None)

    def _block(self, read: Any) -> Any:
        rows = [
            [read((self.Row + i, self.Column + j)) for j in range(self._width)]
            for i in range(self._height)
        ]
        return rows[0][0] if self._height == self._width == 1 else rows


class Worksheet:
    """One sheet."""

    _public_methods_ = ["Range", "Activate", "Delete"]
    _public_attrs_ = [
        "Name", "Parent", "Type", "UsedRange", "ProtectContents", "FilterMode", "ListObjects", "Shapes",
    ]  # fmt: skip
    Type = -4167
    FilterMode = False

    def __init__(self, book: Workbook, name: str) -> None:
        self.book, self.Name = book, name
        self.cells: dict[tuple[int, int], Any] = {}
        self.typed: dict[tuple[int, int], str] = {}
        self.conditions: list[str] = []
        self.hidden: set[int] = set()
        self.merged: dict[tuple[int, int], tuple[int, int, int, int]] = {}
        self.tables: list[Thing] = []
        self.pictures: list[Thing] = []
        self.writes = 0
        self.ProtectContents = False

    def put(self, row: int, column: int, value: Any) -> None:
        """What Excel makes of an assigned value: an apostrophe marks a text and is not shown."""
        self.typed.pop((row, column), None)
        if value in (None, ""):
            self.cells.pop((row, column), None)
        else:
            text = isinstance(value, str) and value.startswith("'")
            self.cells[row, column] = value[1:] if text else value

    @property
    def Parent(self) -> Any:
        return out(self.book)

    @property
    def ListObjects(self) -> Any:
        return out(Collection(self.tables))

    @property
    def Shapes(self) -> Any:
        return out(Collection(self.pictures))

    def add_table(self, address: str, *, filtered: bool) -> None:
        """An Excel table."""
        self.tables.append(
            Thing(
                Name="Orders", Range=self.Range(address), ShowHeaders=True, ShowTotals=False,
                ShowAutoFilter=True, AutoFilter=out(Thing(FilterMode=filtered)),
            )
        )  # fmt: skip

    def add_picture(self, first: str, last: str) -> None:
        """A picture over some cells."""
        self.pictures.append(Thing(TopLeftCell=self.Range(first), BottomRightCell=self.Range(last)))

    def merge(self, address: str) -> None:
        """Merge cells."""
        (row, column), (last_row, last_column) = (place(corner) for corner in address.split(":"))
        size = (row, column, last_row - row + 1, last_column - column + 1)
        for r in range(row, last_row + 1):
            for c in range(column, last_column + 1):
                self.merged[r, c] = size

    @property
    def UsedRange(self) -> Any:
        places = [*self.cells, *self.typed] or [(1, 1)]
        rows, columns = [row for row, _ in places], [column for _, column in places]
        return out(
            Range(
                self,
                min(rows),
                min(columns),
                max(rows) - min(rows) + 1,
                max(columns) - min(columns) + 1,
            )
        )

    def Range(self, address: str) -> Any:
        corners = [place(corner) for corner in address.replace("$", "").split(":")]
        (row, column), (last_row, last_column) = corners[0], corners[-1]
        return out(Range(self, row, column, last_row - row + 1, last_column - column + 1))

    def Activate(self) -> None:
        self.book.active = self

    def Delete(self) -> None:
        self.book.sheets.remove(self)


class Workbook:
    """One workbook."""

    _public_methods_: list[str] = []
    _public_attrs_ = [
        "Name",
        "Worksheets",
        "ActiveSheet",
        "ReadOnly",
        "MultiUserEditing",
        "ProtectStructure",
    ]
    ReadOnly = MultiUserEditing = ProtectStructure = False

    def __init__(self, name: str, sheet: str) -> None:
        self.Name = name
        self.sheets = [Worksheet(self, sheet)]
        self.active = self.sheets[0]

    @property
    def Worksheets(self) -> Any:
        return out(Collection(self.sheets, self._add))

    @property
    def ActiveSheet(self) -> Any:
        return out(self.active)

    def _add(self) -> Worksheet:
        self.sheets.append(Worksheet(self, f"Sheet{len(self.sheets) + 1}"))
        self.active = self.sheets[-1]
        return self.active


class AutoCorrect:
    _public_methods_: list[str] = []
    _public_attrs_ = ["AutoExpandListRange"]

    def __init__(self) -> None:
        self.AutoExpandListRange = True


class Window:
    _public_methods_: list[str] = []
    _public_attrs_ = ["RangeSelection"]

    def __init__(self, application: Application) -> None:
        self._application = application

    @property
    def RangeSelection(self) -> Any:
        return out(self._application.selected)


class Application:
    """Excel."""

    _public_methods_ = ["Goto"]
    _public_attrs_ = [
        "Name", "Workbooks", "ActiveWorkbook", "ActiveWindow", "ActiveCell", "AutoCorrect", "StatusBar",
        "DisplayAlerts",
    ]  # fmt: skip
    Name = "Microsoft Excel"

    def __init__(self, book: Workbook) -> None:
        self.__dict__.update(books=[book], shown=book, told=[], _bar=False)
        self.DisplayAlerts = True
        self._correction = AutoCorrect()
        self.selected = Range(book.active, 1, 1)

    @property
    def StatusBar(self) -> Any:
        return self._bar

    @StatusBar.setter
    def StatusBar(self, text: Any) -> None:
        self._bar = text
        self.told.append(text)

    @property
    def Workbooks(self) -> Any:
        return out(Collection(self.books, self._add))

    @property
    def ActiveWorkbook(self) -> Any:
        return out(self.shown)

    @property
    def ActiveWindow(self) -> Any:
        return out(Window(self))

    @property
    def ActiveCell(self) -> Any:
        return out(Range(self.selected._sheet, self.selected.Row, self.selected.Column))

    @property
    def AutoCorrect(self) -> Any:
        return out(self._correction)

    def Goto(self, target: Any) -> None:
        self.selected = win32com.server.util.unwrap(target)

    def _add(self) -> Workbook:
        self.books.append(Workbook(f"Book{len(self.books)}", "Sheet1"))
        self.shown = self.books[-1]
        return self.shown


def place(address: str) -> tuple[int, int]:
    """Row and column of `B2`."""
    found = re.fullmatch(r"([A-Z]+)(\d+)", address)
    assert found is not None, address
    column = 0
    for letter in found.group(1):
        column = column * 26 + ord(letter) - 64
    return int(found.group(2)), column
