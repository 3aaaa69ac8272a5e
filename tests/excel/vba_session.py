"""Runs the add-in's VBA in pyOpenVBA's interpreter, with a Windows and a Python server to talk to.

The text that runs is the one that goes into the add-in. Replaced are only the doors to the machine:
the DLL call (`CreateObject` gives the server instead), the environment, and files, which become
dictionaries that also remember what was asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from pyopenvba.apps.excel import ExcelApplication
from pyopenvba.apps.excel._model import Application, Range, Workbook
from pyopenvba.exceptions import VBARuntimeError
from pyopenvba.interpreter._objects import MemberSpec, VBAObject, member, method
from pyopenvba.interpreter._values import EMPTY, MISSING, VBAArray, VBAErrorValue

from entitycheck.excel.builder import vba_sources

NO_ARGUMENT = -2147352572
ERROR_BASE = -2146828288  # what Excel adds to the number of an error to send it over COM
SERVER_GONE = -2147023174  # RPC server unavailable
USER_FILE = r"C:\Users\Anna\.entitycheck\entitycheck.conf"

_WINDOWS = """
Public Function Environ(name)
    If name = "SystemRoot" Then Environ = "C:\\Windows"
    If name = "USERPROFILE" Then Environ = "C:\\Users\\Anna"
End Function
Public Function GetAttr(path)
    GetAttr = CreateObject("Files").Attribute(path)
End Function
Public Function GetConfigFromFile(file As String, name As String, Optional value As String) As Boolean
    value = CreateObject("Files").Setting(file, name)
    GetConfigFromFile = value <> ""
End Function
"""


class Files(VBAObject):
    """Settings files by path; `asked` holds every path that VBA looked at."""

    def __init__(self) -> None:
        self.content: dict[str, dict[str, str]] = {}
        self.asked: list[str] = []

    @method
    def Attribute(self, path: str) -> int:  # noqa: N802 -- VBA's names
        self.asked.append(path)
        if path not in self.content:
            raise VBARuntimeError(53, "File not found")
        return 32

    @method
    def Setting(self, path: str, name: str) -> str:  # noqa: N802
        self.asked.append(path)
        return self.content.get(path, {}).get(name.upper(), "")


class Dictionary(VBAObject):
    """`Scripting.Dictionary`."""

    def __init__(self) -> None:
        self._items: dict[str, object] = {}

    @method
    def Add(self, key: str, item: object) -> None:  # noqa: N802
        self._items[str(key)] = item

    @method
    def Exists(self, key: str) -> bool:  # noqa: N802
        return str(key) in self._items

    @member
    def Item(self, key: str) -> object:  # noqa: N802
        return self._items[str(key)]


class Shell(VBAObject):
    """`WScript.Shell`."""

    @method
    def ExpandEnvironmentStrings(self, text: str) -> str:  # noqa: N802
        return text


class Control(VBAObject):
    """A ribbon button, a toolbar, a button of a toolbar: whatever has an id and is enabled."""

    def __init__(self, identity: str = "", *, enabled: bool = True) -> None:
        self._id, self._enabled = identity, enabled

    @member
    def ID(self) -> str:  # noqa: N802
        return self._id

    @member
    def Enabled(self) -> bool:  # noqa: N802
        return self._enabled

    @method
    def Controls(self, _number: int) -> Control:  # noqa: N802
        return self


class Server(VBAObject):
    """The Python server as VBA sees it; `answer` does the work, and may raise."""

    def __init__(self, answer: Callable[..., Any]) -> None:
        self._answer = answer

    @method
    def CallUDF(self, _module: str, function: str, arguments: VBAArray) -> object:  # noqa: N802
        return to_vba(self._answer(function, *(to_python(item) for item in arguments.items)))

    @method
    def Module(self, name: str) -> object:  # noqa: N802
        self._answer("module", name)
        return Control(name)

    @method
    def Tuple(self, action: str, _application: object) -> object:  # noqa: N802
        return Control(action)

    @method
    def Call(self, _module: object, _function: str, arguments: Control) -> object:  # noqa: N802
        return Control(arguments._id)

    @method
    def Var(self, value: Control) -> object:  # noqa: N802
        return to_vba(self._answer("press", value._id))


class VbaSession:
    """An Excel with the add-in loaded.

    Args:
        answer: Called with the function and its arguments, as Python would get them.
        spills: This Excel fills several cells from one formula.
    """

    def __init__(self, answer: Callable[..., Any] | None = None, *, spills: bool = True) -> None:
        self.excel = ExcelApplication()
        self.addin = self.excel.add_workbook()
        self.files = Files()
        self.caller: object = EMPTY
        self.in_wizard = False
        self.date1904 = False
        self.starts = 0
        self.answer = answer
        self.scheduled: list[str] = []
        self.dirty: list[str] = []
        self._teach()
        for name, source in _runnable(spills=spills).items():
            self.excel.add_module(source.replace("\n", "\r\n"), name=name)

    def evaluate(self, expression: str) -> Any:
        """What a VBA expression gives, arrays as lists."""
        return self.excel.evaluate(expression)

    def press(self, button: str) -> None:
        """Press a ribbon button."""
        self.excel.run("ButtonPressed", Control(button))

    def _create(self, name: str) -> VBAObject:
        if name == "Server":
            self.starts += 1
            if self.answer is None:
                raise VBARuntimeError(1000, "Could not activate Python COM server")
            return Server(self.answer)
        return {
            "Files": self.files,
            "Scripting.Dictionary": Dictionary(),
            "WScript.Shell": Shell(),
        }[name]

    def _mark_dirty(self, area: Any) -> None:
        """`Range.Dirty`, noted."""
        self.dirty.append(str(area.vba_get("Address", [], {})))

    def _teach(self) -> None:
        """Give the interpreter's Excel what it lacks."""
        Range._vba_members["hasarray"] = MemberSpec(
            name="HasArray", kind="property", getter=lambda _: True
        )
        Range._vba_members["dirty"] = MemberSpec(
            name="Dirty", kind="method", getter=self._mark_dirty
        )
        Workbook._vba_members["date1904"] = MemberSpec(
            name="Date1904", kind="property", getter=lambda _: self.date1904
        )
        self.excel.interpreter.host.create = self._create
        for name, kind, answer, parameters in (
            (
                "CommandBars",
                "property",
                lambda _, *__: Control(enabled=not self.in_wizard),
                ("Name",),
            ),
            ("Caller", "property", lambda _: self.caller, ()),
            (
                "OnTime",
                "method",
                lambda _, __, what: self.scheduled.append(what),
                ("When", "Procedure"),
            ),
        ):
            Application._vba_members[name.lower()] = MemberSpec(
                name=name, kind=kind, getter=answer, parameters=parameters
            )


def _runnable(*, spills: bool) -> dict[str, str]:
    """The add-in's modules; the bridge asks `CreateObject` where it would ask the DLL."""
    sources = {name: text for name, text in vba_sources().items() if name != "ThisWorkbook"}
    bridge = re.sub(r"^(#Const[^'\n]*)'.*$", r"\1", sources["xlwings"], flags=re.MULTILINE)
    for name, body in (
        ("Function XLPy()", 'Set XLPy = CreateObject("Server")'),
        ("Sub KillPy()", ""),
        ("Function GetConfigFromFile(", None),
    ):
        bridge = _with_body(bridge, name, body)
    ribbon = _with_body(
        sources["EntityRibbon"],
        "Function ShowBox(",
        "ShowBox = MsgBox(text, kind, TITLE)",
    )
    functions = _with_body(sources["EntityFunctions"], "Function CanSpill(", f"CanSpill = {spills}")
    return {
        **sources,
        "EntityFunctions": functions,
        "EntityRibbon": ribbon,
        "xlwings": bridge,
        "Windows": _WINDOWS,
    }


def _with_body(source: str, head: str, body: str | None) -> str:
    """`source` with another body for one procedure, or without it."""
    start = source.index(head)
    kind = head.split(maxsplit=1)[0]
    end = source.index(f"End {kind}", start)
    if body is None:
        return source[:start] + source[end + len(f"End {kind}") :]
    return source[: source.index("\n", start) + 1] + body + "\n" + source[end:]


def to_python(value: object) -> object:
    """A VBA value as it arrives in Python over COM."""
    if isinstance(value, VBAArray):
        if value.dimensions == 1:
            return tuple(to_python(item) for item in value.items)
        (top, bottom), (left, right) = value.bounds
        return tuple(
            tuple(to_python(value.get([row, column])) for column in range(left, right + 1))
            for row in range(top, bottom + 1)
        )
    if isinstance(value, VBAErrorValue):
        return ERROR_BASE + value.number
    if value is MISSING:
        return NO_ARGUMENT
    if value is EMPTY:
        return None
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def to_vba(value: Any) -> object:
    """A Python answer as VBA gets it: a list of lists is an array counted from 0."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        if value and isinstance(value[0], Sequence) and not isinstance(value[0], str):
            array = VBAArray([(0, len(value) - 1), (0, len(value[0]) - 1)])
            for i, row in enumerate(value):
                for j, item in enumerate(row):
                    array.set([i, j], item)
            return array
        return VBAArray([(0, len(value) - 1)], items=list(value))
    return value
