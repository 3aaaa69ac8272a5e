"""A refresh that runs beside Excel: started, looked at, ended early, never waited for."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Thread

COMMAND = (sys.executable, "-P", "-B", "-m", "entitycheck.excel.refresh_process")
"""The same Python as the one that answers formulas, without the current folder on its path."""

_WITHOUT_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows only


@dataclass(frozen=True, slots=True)
class JobState:
    """How far a refresh is.

    Args:
        running: It is not done yet.
        text: The last thing it said.
        succeeded: It is done and was not refused.
    """

    running: bool
    text: str
    succeeded: bool = False


class RefreshJob:
    """One refresh in a process of its own.

    Args:
        command: What to run; see `refresh_process` for what it must print.
    """

    def __init__(self, command: Sequence[str] = COMMAND) -> None:
        self._said: dict[str, str] = {"progress": "starting"}
        self._process = subprocess.Popen(  # noqa: S603 -- our own module, no shell
            list(command),
            stdin=subprocess.PIPE,  # pipes for all three: a server without a console has none to give
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            creationflags=_WITHOUT_WINDOW,
        )
        self._readers = [
            Thread(target=self._listen, daemon=True),
            Thread(target=self._drain, daemon=True),
        ]
        for reader in self._readers:
            reader.start()

    def look(self) -> JobState:
        """How far it is, at once."""
        if self._process.poll() is None:
            return JobState(running=True, text=self._said["progress"])
        self._close()
        if "done" in self._said:
            return JobState(running=False, text=self._said["done"], succeeded=True)
        refused = self._said.get("refused", "The refresh ended without a word: press Help.")
        return JobState(running=False, text=refused)

    def cancel(self) -> None:
        """End it; the list in force stays in force."""
        self._process.terminate()
        self._process.wait(timeout=30)
        self._close()

    def _close(self) -> None:
        """Read to the end and let the pipes go."""
        for reader in self._readers:
            reader.join(timeout=5)
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            if pipe is not None:
                pipe.close()

    def _listen(self) -> None:
        """Keep the last line of each kind."""
        assert self._process.stdout is not None  # noqa: S101 -- it was asked for
        for line in self._process.stdout:
            try:
                self._said.update(json.loads(line))
            except ValueError:
                continue  # something else that a library printed

    def _drain(self) -> None:
        """A full pipe would stop the process."""
        assert self._process.stderr is not None  # noqa: S101 -- it was asked for
        self._process.stderr.read()
