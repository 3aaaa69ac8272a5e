"""Runs in the Windows Python: does what the add-in's VBA does, step by step, and tells what it saw.

Reads a task from stdin: the command line for the DLL as our bridge makes it, and steps. Each step
is a list: `call` a function with blocks as Excel's `.Value2` gives them, `kill` the server, `run` a
command of entitycheck, `press` a ribbon button on a workbook. Answers JSON on stdout.
"""

from __future__ import annotations

import ctypes
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pythoncom
import win32com.client
from win32com.client import VARIANT

NO_ARGUMENT = -2147352572  # DISP_E_PARAMNOTFOUND: how VBA hands on an argument left out
FOLDER = Path(sys.executable).parent


class Variant(ctypes.Structure):
    """The VARIANT the DLL fills."""

    _fields_ = (
        ("kind", ctypes.c_ushort),
        ("reserved", ctypes.c_ushort * 3),
        ("value", ctypes.c_void_p),
        ("more", ctypes.c_void_p),
    )


class Bridge:
    """`XLPy`, as the add-in holds it: one server object, asked for again after a failure."""

    def __init__(self, command: str) -> None:
        self._command = command
        dll = ctypes.WinDLL(str(next(FOLDER.glob("xlwings64-*.dll"))))
        self._activate = dll.XLPyDLLActivateAuto
        self._activate.restype = ctypes.c_long
        self._activate.argtypes = [ctypes.POINTER(Variant), ctypes.c_char_p, ctypes.c_long]
        self._server: Any = None
        self.reconnects = 0

    def server(self) -> Any:
        if self._server is None:
            self._server = win32com.client.dynamic.Dispatch(self._activated(1))
        return self._server

    def press(self, action: str, application: Any) -> list[str]:
        """What `CallRibbon` does in VBA."""
        server = self.server()
        home = server.Module("entitycheck.excel.com_host")
        arguments = server.Tuple(action, application)
        return list(server.Var(server.Call(home, "press", arguments)))

    def call(self, function: str, arguments: list[Any]) -> Any:
        values = tuple(sent(argument) for argument in arguments)
        try:
            return self.server().CallUDF("entitycheck.excel.udfs", function, values)
        except pythoncom.com_error:
            self._server = None
            self._activated(-1)
            self.reconnects += 1
            return self.server().CallUDF("entitycheck.excel.udfs", function, values)

    def kill(self) -> None:
        """End the server process behind our back, as a crash would."""
        number = self.server().Var(self.server().Eval("__import__('os').getpid()"))
        handle = ctypes.windll.kernel32.OpenProcess(1, False, int(number))
        ctypes.windll.kernel32.TerminateProcess(handle, 1)
        time.sleep(1)

    def close(self) -> None:
        self._server = None
        self._activated(-1)

    def _activated(self, mode: int) -> Any:
        result = Variant()
        command = self._command.replace("#0", f"#{self.reconnects}").encode("mbcs")
        if self._activate(ctypes.byref(result), command, mode) != 0:
            text = ctypes.wstring_at(result.value) if result.kind == pythoncom.VT_BSTR else ""
            raise RuntimeError(f"the DLL could not start the server: {text}")
        if result.kind == pythoncom.VT_EMPTY:
            return None
        return pythoncom.ObjectFromAddress(result.value, pythoncom.IID_IDispatch)


def sent(value: Any) -> Any:
    """A value as Excel sends it: `{"error": n}` an error cell, `{"missing": true}` no argument."""
    if isinstance(value, dict):
        if "error" in value:  # pywin32 cannot send an error value; it reads one as this number
            return value["error"]
        return VARIANT(pythoncom.VT_ERROR, NO_ARGUMENT)
    if isinstance(value, list):
        return tuple(sent(item) for item in value)
    return pythoncom.Empty if value is None else value


def received(value: Any) -> Any:
    return [received(item) for item in value] if isinstance(value, tuple | list) else value


def main() -> None:
    task = json.load(sys.stdin)
    bridge = Bridge(task["command"])
    answers: list[Any] = []
    for step, *rest in task["steps"]:
        started = time.perf_counter()
        if step == "call":
            answer = received(bridge.call(rest[0], rest[1]))
        elif step == "kill":
            answer = bridge.kill()
        elif step == "run":
            done = subprocess.run(
                [sys.executable, "-m", "entitycheck", *rest],
                stdin=subprocess.PIPE, capture_output=True, text=True, encoding="utf-8", check=False,
            )  # fmt: skip
            answer = [done.returncode, done.stdout, done.stderr]
        else:
            raise ValueError(step)
        answers.append({"answer": answer, "seconds": time.perf_counter() - started})
    bridge.close()
    print(
        "\n" + json.dumps({"answers": answers, "reconnects": bridge.reconnects}, ensure_ascii=False)
    )


if __name__ == "__main__":
    main()
