"""The PC as the installer and the doctor see it: folders, registry, marks on files."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from entitycheck.errors import InputError
from entitycheck.excel.bridge import PROJECT
from entitycheck.excel.builder import ADDIN_FILE

RegistryReader = Callable[[str, str], object]
"""Given a key such as `HKCU\\Software\\...` and the name of a value; None where there is none."""


@dataclass(frozen=True, slots=True)
class Machine:
    """Facts about one PC and the Python this runs in.

    Args:
        windows: It runs Windows.
        environ: Its environment.
        executable: The Python that answers formulas.
        prefix: The folder of its environment, where xlwings puts its DLL.
        base_prefix: The folder of the Python it was made from.
        read_registry: Reads the registry.
        read_mark: Reads what Windows noted about where a file came from; None without a note.
        short_path: The old short name of a path, which holds no letters but A to Z.
        ansi: The code page that VBA reads text files in.
    """

    windows: bool
    environ: Mapping[str, str]
    executable: Path
    prefix: Path
    base_prefix: Path
    read_registry: RegistryReader
    read_mark: Callable[[Path], str | None]
    short_path: Callable[[str], str]
    ansi: str

    @property
    def addin_path(self) -> Path:
        """Where Excel finds the add-in at each start."""
        return self._folder("APPDATA") / "Microsoft" / "Excel" / "XLSTART" / ADDIN_FILE

    @property
    def config_path(self) -> Path:
        """The user's file from which the add-in takes the interpreter."""
        return self._folder("USERPROFILE") / f".{PROJECT}" / f"{PROJECT}.conf"

    @property
    def onedrive_folders(self) -> tuple[Path, ...]:
        """Folders that are copied to the cloud."""
        names = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
        return tuple(Path(self.environ[name]) for name in names if self.environ.get(name))

    def require_windows(self) -> None:
        """Stop where there can be no Excel for Windows.

        Raises:
            InputError: This is another system.
        """
        if not self.windows:
            raise InputError(
                "the add-in works in Excel for Windows only",
                fix="run this on a Windows PC; 'entitycheck addin build' makes the file anywhere",
            )

    def _folder(self, variable: str) -> Path:
        value = self.environ.get(variable)
        if not value:
            raise InputError(
                f"the environment variable {variable} is not set", fix="log on to Windows as usual"
            )
        return Path(value)


def this_machine() -> Machine:
    """The PC this runs on."""
    return Machine(
        windows=sys.platform == "win32",
        environ=os.environ,
        executable=Path(sys.executable),
        prefix=Path(sys.prefix),
        base_prefix=Path(sys.base_prefix),
        read_registry=_read_registry,
        read_mark=_read_mark,
        short_path=_short_path,
        ansi="mbcs" if sys.platform == "win32" else "cp1252",
    )


def _read_registry(key: str, name: str) -> object:
    if sys.platform != "win32":
        return None
    import winreg

    root, _, path = key.partition("\\")
    hive = winreg.HKEY_CURRENT_USER if root == "HKCU" else winreg.HKEY_LOCAL_MACHINE
    try:
        with winreg.OpenKey(hive, path) as opened:
            value: object = winreg.QueryValueEx(opened, name)[0]
            return value
    except OSError:
        return None


def _read_mark(path: Path) -> str | None:
    if sys.platform != "win32":
        return None  # elsewhere a colon in a name means nothing
    try:
        return Path(f"{path}:Zone.Identifier").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None


def _short_path(path: str) -> str:
    if sys.platform != "win32":
        return path
    import ctypes

    buffer = ctypes.create_unicode_buffer(32_768)  # the longest path Windows knows
    length = ctypes.windll.kernel32.GetShortPathNameW(path, buffer, len(buffer))
    return buffer.value if length else path
