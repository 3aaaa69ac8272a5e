"""Look an installation over: what stands between this PC and a working formula, and what to do.

The advice never lowers a security setting. Where macros are blocked, a trusted location or a
signature is the way, and both are for the person who looks after the PC to decide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from entitycheck.errors import EntityCheckError
from entitycheck.excel.answer_book import AnswerBook
from entitycheck.excel.bridge import xlwings_version
from entitycheck.excel.builder import build_addin
from entitycheck.excel.installer import dll_paths, interpreter
from entitycheck.excel.machine import Machine, this_machine
from entitycheck.settings import load_settings

_INSTALL = "close Excel and run 'entitycheck addin install'"
_TRUST = (
    "ask whoever looks after this PC to make Excel's start folder a trusted location, or to sign the"
    " add-in; do not lower Excel's macro settings"
)
_OFFICE = r"Software\Microsoft\Office\16.0\Excel"
_POLICY = r"Software\Policies\Microsoft\Office\16.0\Excel"
_EXCEL_PATH = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
_EXCEL_VERSION = r"HKLM\SOFTWARE\Classes\Excel.Application\CurVer"
_OLDEST_EXCEL = 16  # Excel 2016
_BLOCKED_BY = (
    (rf"HKCU\{_POLICY}\Security", "VBAWarnings", (3, 4), "a policy blocks macros"),
    (rf"HKCU\{_POLICY}\Security", "DisableAllAddins", (1,), "a policy blocks all add-ins"),
    (rf"HKCU\{_POLICY}\Security", "RequireAddinSig", (1,), "a policy asks for signed add-ins"),
    (rf"HKCU\{_OFFICE}\Security", "VBAWarnings", (3, 4), "Excel is set to block macros"),
    (rf"HKCU\{_OFFICE}\Security", "DisableAllAddins", (1,), "Excel is set to block all add-ins"),
    (
        rf"HKCU\{_OFFICE}\Security",
        "RequireAddinSig",
        (1,),
        "Excel is set to ask for signed add-ins",
    ),
)
"""Where Office keeps what blocks an add-in: key, value, values that block, in words."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at.

    Args:
        check: What was looked at.
        found: What was seen.
        advice: What to do; None when all is well.
    """

    check: str
    found: str
    advice: str | None = None


def examine(machine: Machine) -> list[Finding]:
    """Everything there is to look at, in the order in which it should be mended."""
    if not machine.windows:
        advice = (
            "use the command line here; 'entitycheck addin build' makes the add-in for a Windows PC"
        )
        return [Finding("Windows", "this is another system", advice), *_list(machine)]
    checks: tuple[Callable[[Machine], Iterator[Finding]], ...] = (
        _excel, _python, _libraries, _addin, _configuration, _mark, _macros, _onedrive, _list,
    )  # fmt: skip
    return [finding for check in checks for finding in check(machine)]


def find_problems() -> list[str]:
    """What is wrong with this PC, one line each."""
    return [
        f"{finding.check}: {finding.found}; {finding.advice}"
        for finding in examine(this_machine())
        if finding.advice is not None
    ]


def _excel(machine: Machine) -> Iterator[Finding]:
    path = machine.read_registry(_EXCEL_PATH, "")
    if not path:
        yield Finding("Excel", "no Excel is installed", "install desktop Excel 2016 or newer")
        return
    if "windowsapps" in str(path).lower():
        yield Finding(
            "Excel",
            "this is Office from the Microsoft Store, whose sandbox stops the add-in",
            "install Office from office.com instead",
        )
        return
    version = str(machine.read_registry(_EXCEL_VERSION, "") or "").rpartition(".")[2]
    if version.isdecimal() and int(version) < _OLDEST_EXCEL:
        yield Finding("Excel", f"version {version} is too old", "install Excel 2016 or newer")
    else:
        yield Finding("Excel", str(path))


def _python(machine: Machine) -> Iterator[Finding]:
    if "windowsapps" in str(machine.base_prefix).lower():
        yield Finding(
            "Python",
            "this is Python from the Microsoft Store, which Excel cannot start",
            "install Python from python.org (or with uv), then entitycheck into it",
        )
        return
    try:
        yield Finding("Python", interpreter(machine))
    except EntityCheckError as error:
        yield Finding("Python", error.message, error.fix)


def _libraries(machine: Machine) -> Iterator[Finding]:
    missing = [path.name for path in dll_paths(machine) if not path.is_file()]
    if missing:
        yield Finding(
            "xlwings",
            f"{missing[0]} is not in {machine.prefix}",
            "install entitycheck again ('pip install --force-reinstall xlwings')",
        )
    else:
        yield Finding("xlwings", f"version {xlwings_version()}, with its DLL")


def _addin(machine: Machine) -> Iterator[Finding]:
    try:
        installed = machine.addin_path.read_bytes()
    except OSError:
        yield Finding("Add-in", "it is not in Excel's start folder", _INSTALL)
        return
    if installed != build_addin():
        yield Finding(
            "Add-in",
            "it was built by another version of entitycheck or xlwings, so their DLL will not fit",
            _INSTALL,
        )
    else:
        yield Finding("Add-in", f"{machine.addin_path}, of this version")


def _configuration(machine: Machine) -> Iterator[Finding]:
    try:
        text = machine.config_path.read_bytes().decode(machine.ansi, errors="replace")
    except OSError:
        yield Finding("Configuration", f"{machine.config_path} is missing", _INSTALL)
        return
    named = text.strip().rpartition(',"')[2].rstrip('"')
    known = (str(machine.executable), machine.short_path(str(machine.executable)))
    if named not in known:
        yield Finding("Configuration", f"Excel uses another Python: {named}", _INSTALL)
    else:
        yield Finding("Configuration", "Excel uses this Python")


def _mark(machine: Machine) -> Iterator[Finding]:
    mark = machine.read_mark(machine.addin_path)
    if mark is not None and ("ZoneId=3" in mark or "ZoneId=4" in mark):
        yield Finding(
            "Mark of the web",
            "Windows noted that the add-in came from the internet, and Excel will not run it",
            f"delete {machine.addin_path}, then {_INSTALL}: a file written on this PC has no mark",
        )


def _macros(machine: Machine) -> Iterator[Finding]:
    for key, name, blocking, words in _BLOCKED_BY:
        if machine.read_registry(key, name) in blocking:
            yield Finding("Macros", words, _TRUST)
            return
    yield Finding("Macros", "nothing blocks the add-in")


def _onedrive(machine: Machine) -> Iterator[Finding]:
    try:
        home = load_settings(environ=machine.environ).home
    except EntityCheckError as error:
        yield Finding("Settings", error.message, error.fix)
        return
    for place, path in (("the local copy", home), ("Python", machine.executable)):
        for folder in machine.onedrive_folders:
            if _lies_in(path, folder):
                yield Finding(
                    "OneDrive",
                    f"{place} lies in OneDrive ({path}), which locks and moves files",
                    "set ENTITYCHECK_HOME to a folder on the local disk"
                    if place == "the local copy"
                    else "install Python outside OneDrive",
                )
    if str(home).startswith(("\\\\", "//")):
        yield Finding(
            "Local copy",
            f"{home} is a network share",
            "set ENTITYCHECK_HOME to a folder on the local disk; teams share the list file instead",
        )


def _list(_machine: Machine) -> Iterator[Finding]:
    try:
        screener = AnswerBook().screener()
    except EntityCheckError as error:
        yield Finding("List", error.message, error.fix)
        return
    if screener.warning:
        yield Finding("List", screener.warning, "press Refresh list, or run 'entitycheck refresh'")
    else:
        yield Finding("List", f"of {screener.snapshot.list_date.isoformat()}")


def _lies_in(path: Path, folder: Path) -> bool:
    return folder in path.parents
