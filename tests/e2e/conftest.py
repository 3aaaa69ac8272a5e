"""The Windows of the end-to-end tests: made once, ended with the tests."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from wine import Windows, make_windows, stop_windows


@pytest.fixture(scope="session")
def windows(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Windows]:
    """A Windows Python with entitycheck installed from its wheel."""
    if shutil.which("wine") is None:
        pytest.skip("Wine is not installed: apt-get install --no-install-recommends wine wine64")
    kept = os.environ.get("E2E_WINDOWS")
    folder = Path(kept) if kept else tmp_path_factory.mktemp("windows")
    folder.mkdir(exist_ok=True)
    windows = make_windows(folder)
    yield windows
    stop_windows(windows)


@pytest.fixture(scope="session")
def command(windows: Windows) -> str:
    """What our VBA hands to the DLL when this Windows Python is the configured interpreter."""
    sys.path.append(str(Path(__file__).parents[1] / "excel"))
    from vba_session import USER_FILE, VbaSession

    vba = VbaSession()
    python = windows.path(windows.python_folder / "python.exe")
    vba.files.content[USER_FILE] = {"INTERPRETER_WIN": python}
    return str(vba.evaluate("XLPyCommand()"))
