"""The VBA that connects Excel to Python: xlwings' own bridge, cut down and hardened.

The text comes from the installed xlwings at build time, so that its DLL, its Python part and the
add-in are of one version. Only the procedures that start and find the server are kept. What is
changed, and why:

- Settings come from the add-in's own sheet and from this user's file, never from the workbook on
  the screen or a file beside it: an order sheet from outside could name any program as interpreter.
- No workbook's name, folder or `.py` sheet reaches Python; `-P` keeps the current folder (often the
  one of the workbook that was opened last) off Python's path.
- `cmd.exe` is named by its full path, since Windows looks into the current folder before its own.
- A number in the command makes each start of the server a new one for the DLL, which keeps the class
  id of a command and would look for the server that died.
- Without a full path of the interpreter the bridge fails; the stock one would start any `pythonw`.
- The module is private, so that its procedures are no worksheet functions.

Every edit asserts that the stock text reads as expected; another xlwings that words it differently
stops the build instead of giving an add-in with a hole in it.
"""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

from entitycheck.errors import ConfigError

PROJECT = "entitycheck"
"""Names the settings sheet of the add-in and the user's file `.entitycheck/entitycheck.conf`."""

_KEPT = (
    "XLPyCommand",
    "XLPyLoadDLL",
    "XLPy",
    "KillPy",
    "GetConfigFilePath",
    "GetConfigFromSheet",
    "GetConfig",
    "GetConfigFromFile",
    "WScript",
    "FileExists",
    "FileExistsOnWindows",
    "ParentFolder",
    "ExpandEnvironmentStrings",
    "SheetExists",
)

_FORBIDDEN = (
    "ActiveWorkbook",
    "GetDirectory",
    "prepare_sys_path",
    "PYTHONPATH",
    "CONDA",
    "LICENSE_KEY",
    "DEBUG UDFS",
    ".py",
    '"cmd.exe',
)
"""None of these may be left: each is a way for a workbook or its folder to reach the interpreter."""

_INTERPRETER = """    PYTHON_WIN = GetConfig("INTERPRETER_WIN", "")
    If InStr(PYTHON_WIN, "\\") = 0 Then
        Err.Raise 1, Description:="No Python is configured: run 'entitycheck addin install'"
    End If
"""
_OURS = {
    "XLPyCommand": f'''Function XLPyCommand()
    Dim PYTHON_WIN As String, ConsoleSwitch As String
{_INTERPRETER}    If LCase$(GetConfig("SHOW CONSOLE", "false")) = "true" Then ConsoleSwitch = "/showconsole"
    XLPyCommand = Environ("SystemRoot") & "\\System32\\cmd.exe " & ConsoleSwitch & " /K " _
        & Chr(34) & Chr(34) & PYTHON_WIN & Chr(34) _
        & " -P -B -c ""import xlwings; xlwings.serve('$(CLSID)') #" & ServerNumber & """" & Chr(34)
End Function
''',
    "XLPyLoadDLL": f"""Private Sub XLPyLoadDLL()
    Dim PYTHON_WIN As String
{_INTERPRETER}    If LoadLibrary(ParentFolder(PYTHON_WIN) + "\\" + XLPyDLLName) = 0 Then  ' plain
        If LoadLibrary(ParentFolder(ParentFolder(PYTHON_WIN)) + "\\" + XLPyDLLName) = 0 Then  ' virtual
            Err.Raise 1, Description:="Could not load " + XLPyDLLName + " beside " + PYTHON_WIN
        End If
    End If
End Sub
""",
}
"""The two procedures that name a program to run are our own; the stock ones are only checked."""

_EXPECTED = {
    "XLPyCommand": (
        "xlwings.serve('$(CLSID)')",
        '"cmd.exe " & ConsoleSwitch & " /K "',
        'GetConfig("INTERPRETER_WIN", "")',
    ),
    "XLPyLoadDLL": (
        'LoadLibrary(ParentFolder(PYTHON_WIN) + "\\" + XLPyDLLName)',
        'LoadLibrary(ParentFolder(ParentFolder(PYTHON_WIN)) + "\\" + XLPyDLLName)',
    ),
}


def bridge_source() -> str:
    """The bridge as VBA text with line feeds, ready for the module `xlwings`.

    Raises:
        ConfigError: The installed xlwings differs from what the edits expect.
    """
    stock = _stock_source()
    header = _header(stock)
    kept = "\n".join(_hardened(name, _procedure(stock, name)) for name in _KEPT)
    source = header + "\n" + kept
    for word in _FORBIDDEN:
        if word in source:
            raise _unexpected(f"{word} is still there")
    return source


def xlwings_version() -> str:
    """Version of the xlwings the bridge is taken from: its DLL has the same one in its name."""
    found = re.search(
        r'^Public Const XLWINGS_VERSION As String = "([^"]+)"', _stock_source(), re.MULTILINE
    )
    if found is None:
        raise _unexpected("it names no version")
    return found.group(1)


def _stock_source() -> str:
    """Xlwings' bridge for add-ins of one's own, as installed, with line feeds."""
    spec = find_spec("xlwings")
    if spec is None or spec.origin is None:
        raise ConfigError("xlwings is not installed", fix="install entitycheck again")
    path = Path(spec.origin).parent / "xlwings_custom_addin.bas"
    try:
        return path.read_bytes().decode("cp1252").replace("\r\n", "\n")
    except OSError as error:
        raise _unexpected(f"{path} cannot be read") from error


def _header(stock: str) -> str:
    """Licence, DLL declarations and constants, under our project name, as a private module."""
    end = stock.index("\n", stock.index("Public Const PROJECT_NAME")) + 1
    header = _replaced(
        stock[:end], 'PROJECT_NAME As String = "myaddin"', f'PROJECT_NAME As String = "{PROJECT}"'
    )
    first = 'Attribute VB_Name = "xlwings"\n'
    header = _replaced(header, first, first + "Option Private Module\n")
    return header + "Public ServerNumber As Long\n"


def _procedure(stock: str, name: str) -> str:
    """The text of one function or sub."""
    pattern = rf"^(?:Public |Private )?(Function|Sub) {name}\b.*?^End \1$\n"
    found = [match.group(0) for match in re.finditer(pattern, stock, re.MULTILINE | re.DOTALL)]
    if len(found) != 1:
        raise _unexpected(f"procedure {name} occurs {len(found)} times")
    return found[0]


def _hardened(name: str, text: str) -> str:
    """One procedure after its edits."""
    if name in _OURS:
        _expect(text, *_EXPECTED[name])
        return _OURS[name]
    if name == "GetConfigFromSheet":
        text = _cut(text, "    #If Mac Then\n", "    Dim d As Object\n")
        text = _replaced(
            text, '"Scripting.Dictionary")\n    #End If\n', '"Scripting.Dictionary")\n'
        )
        return _replaced(text, "In Range(sht.", "In sht.Range(sht.")
    if name == "GetConfig":
        text = _cut(
            text, "            'Workbook Sheet Config\n", "            'Add-in Sheet Config"
        )
        text = _cut(text, "    ' Directory Config\n", "    ' User Config\n")
        return _replaced(
            text,
            "    ' it finds a value (sheet -> directory -> user -> default)\n"
            "    ' An entry in xlwings.conf sheet overrides the config file/ribbon\n",
            "    ' it finds a value (sheet of the add-in -> user -> default)\n",
        )
    return text


def _cut(text: str, start: str, end: str) -> str:
    """`text` without what lies from `start` up to `end`."""
    _expect(text, start, end)
    first = text.index(start)
    return text[:first] + text[text.index(end, first) :]


def _replaced(text: str, old: str, new: str) -> str:
    if text.count(old) != 1:
        raise _unexpected(f"expected once: {old.strip()[:60]!r}")
    return text.replace(old, new)


def _expect(text: str, *parts: str) -> None:
    for part in parts:
        if part not in text:
            raise _unexpected(f"not found: {part.strip()[:60]!r}")


def _unexpected(what: str) -> ConfigError:
    return ConfigError(
        f"the installed xlwings is not the one this add-in was made for ({what})",
        fix="install the version of xlwings that entitycheck asks for",
    )
