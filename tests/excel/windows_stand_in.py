"""Lets xlwings' own Windows code run here: stand-ins for the modules of pywin32 that it imports.

Only what starts a process or talks to COM is replaced. The conversion of values, the registry of
functions and the server class that Excel calls are xlwings' own, so that a test sees what Excel
would send and get. On Windows the real modules are used.
"""

from __future__ import annotations

import ctypes
import datetime as dt
import importlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType, SimpleNamespace
from typing import Any

MISSING = -2147352572
"""How an argument left out arrives (DISP_E_PARAMNOTFOUND)."""

ExcelCall = Callable[..., Any]
"""Calls a worksheet function with values as Excel's `.Value2` gives them."""


class ComError(Exception):
    """`pywintypes.com_error`."""


class ComTime(dt.datetime):
    """`pywintypes.TimeType`, the type of a date that comes over COM."""


class _Anything:
    """Answers every name and every call; stands for what the tests never reach."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Anything()

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        return _Anything()


def _not_wrapped(value: Any) -> Any:
    raise ComError("not one of the server's own objects")


def _module(name: str, **members: Any) -> None:
    module = ModuleType(name)
    vars(module).update(members)
    sys.modules[name] = module
    parent, _, child = name.rpartition(".")
    if parent:
        setattr(sys.modules[parent], child, module)


def _stand_in() -> None:
    """Put the stand-ins where an import finds them."""
    com_types = {"com_error": ComError, "error": ComError, "TimeType": ComTime, "IID": str}
    _module("pywintypes", **com_types)
    _module(
        "pythoncom",
        __file__="pythoncom.dll",
        IID_IDispatch="IDispatch",
        IID_IEnumVARIANT="IEnumVARIANT",
        TypeIIDs={"IDispatch": type("PyIDispatch", (), {})},
        CoInitialize=lambda: None,
        **com_types,
    )
    for name in ("win32api", "win32con", "win32gui", "win32process", "win32event"):
        _module(name, __getattr__=lambda _: _Anything())
    _module("win32timezone", TimeZoneInfo=SimpleNamespace(utc=lambda: dt.UTC))
    _module("win32com")
    classes = {
        name: type(name, (), {}) for name in ("CDispatch", "CoClassBaseClass", "DispatchBaseClass")
    }
    functions = {name: lambda value, **_: value for name in ("Dispatch", "DispatchEx")}
    _module("win32com.client", gencache=_Anything(), **functions, **classes)
    _module("win32com.server")
    _module("win32com.server.dispatcher")
    _module("win32com.server.policy", DefaultPolicy=object)
    _module("win32com.server.util", wrap=lambda value, **_: value, unwrap=_not_wrapped)


@contextmanager
def _windows() -> Iterator[None]:
    """A Python that looks like one on Windows while xlwings is imported, and no longer."""
    if sys.platform == "win32":
        yield
        return
    modules, py_dll = set(sys.modules), ctypes.PyDLL
    _stand_in()
    added = set(sys.modules) - modules
    ctypes.windll = ctypes.oledll = _Anything()  # type: ignore[attr-defined]
    ctypes.PyDLL = lambda *_: _Anything()  # type: ignore[assignment,misc]
    try:
        yield
    finally:
        ctypes.PyDLL = py_dll  # type: ignore[misc]
        del ctypes.windll, ctypes.oledll  # type: ignore[attr-defined]
        for name in added:
            del sys.modules[name]


def load_windows_xlwings() -> Any:
    """xlwings' server class, with the Windows versions of its decorators in force."""
    xlwings: Any = importlib.import_module("xlwings")
    with _windows():
        xlwings._xlwindows = importlib.import_module("xlwings._xlwindows")
        udfs = importlib.import_module("xlwings.udfs")
        server = importlib.import_module("xlwings.com_server").XLPython
    if sys.platform != "win32":
        xlwings.engines.add(xlwings.Engine(impl=xlwings._xlwindows.engine))
        xlwings.engines.active = xlwings.engines["excel"]
    xlwings.func, xlwings.arg, xlwings.ret = udfs.xlfunc, udfs.xlarg, udfs.xlret
    return server
