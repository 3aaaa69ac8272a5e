"""The Windows of the end-to-end tests: made once, ended with the tests."""

from __future__ import annotations

import os
import shutil
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
