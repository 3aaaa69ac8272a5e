"""Fixtures for all tests: a clean environment, a home folder of their own, no network."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

REAL_DATA = Path(__file__).resolve().parents[2] / "shared"
"""Real lists and the benchmark lie beside a developer's checkout; elsewhere tests on them skip."""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty ENTITYCHECK_HOME; no other ENTITYCHECK_* variable leaks in."""
    for name in [name for name in os.environ if name.startswith("ENTITYCHECK_")]:
        monkeypatch.delenv(name)
    folder = tmp_path / "home"
    monkeypatch.setenv("ENTITYCHECK_HOME", str(folder))
    return folder


@pytest.fixture(autouse=True)
def loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection to anything but this machine fails the test."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else address
        if self.family != socket.AF_UNIX and host not in {"127.0.0.1", "::1", "localhost"}:
            raise AssertionError(f"a test tried to reach {host}")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder with real lists, or a skip with the reason."""
    if not (REAL_DATA / "bench" / "list.csv.gz").is_file():
        pytest.skip("the real lists are not beside this checkout (see README, Developing)")
    return REAL_DATA
