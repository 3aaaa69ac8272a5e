"""Put the add-in where Excel loads it at each start, and tell it which Python answers.

Two files are written, both in the user's own folders: the add-in in Excel's start folder, and
`.entitycheck/entitycheck.conf` in the user's profile. Nothing else on the PC is changed: no security
setting, no registry, no other add-in.
"""

from __future__ import annotations

from pathlib import Path

from entitycheck.errors import InputError
from entitycheck.excel.bridge import xlwings_version
from entitycheck.excel.builder import build_addin
from entitycheck.excel.machine import Machine


def install(machine: Machine) -> list[Path]:
    """Write add-in and configuration; the files written.

    Raises:
        InputError: Not Windows, Excel is open, or this Python cannot be named to Excel.
    """
    machine.require_windows()
    content = build_addin()
    config = f'"INTERPRETER_WIN","{interpreter(machine)}"\r\n'.encode(machine.ansi)
    written = [machine.addin_path, machine.config_path]
    for path, data in zip(written, (content, config), strict=True):
        _replace(path, data)
    return written


def uninstall(machine: Machine) -> list[Path]:
    """Take both files away again; the files that were there."""
    machine.require_windows()
    removed = []
    for path in (machine.addin_path, machine.config_path):
        try:
            path.unlink()
            removed.append(path)
        except FileNotFoundError:
            continue
        except OSError as error:
            raise _in_use(path, error) from error
    if machine.config_path.parent.is_dir() and not any(machine.config_path.parent.iterdir()):
        machine.config_path.parent.rmdir()
    return removed


def interpreter(machine: Machine) -> str:
    """The path of this Python as VBA can read it: in the PC's own code page, else by its short name.

    Raises:
        InputError: Neither can be written.
    """
    path = str(machine.executable)
    for text in (path, machine.short_path(path)):
        if text.isascii():
            return text
    raise InputError(
        f"Excel cannot start Python from {path}: the path holds letters other than A to Z",
        fix="install Python and entitycheck in a folder such as C:\\Tools",
    )


def dll_paths(machine: Machine) -> tuple[Path, Path]:
    """Where xlwings' DLL of the right version must lie, for 64 and 32 bit Excel."""
    version = xlwings_version()
    return (
        machine.prefix / f"xlwings64-{version}.dll",
        machine.prefix / f"xlwings32-{version}.dll",
    )


def _replace(path: Path, data: bytes) -> None:
    """Write whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".new")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise _in_use(path, error) from error


def _in_use(path: Path, error: OSError) -> InputError:
    return InputError(
        f"{path} cannot be changed ({error.strerror})",
        fix="close every Excel window and run this again",
    )
