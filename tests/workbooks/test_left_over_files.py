"""What a killed process left of a file is taken away by the next one, and nothing else ever is."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from entitycheck.workbooks import new_file
from entitycheck.workbooks.new_file import NewFile

_WRITE_UNTIL_KILLED = """
import sys, time
from pathlib import Path
from entitycheck.workbooks.new_file import NewFile

with NewFile(Path(sys.argv[1])) as file:
    file.write(b"half")
    print("open", flush=True)
    time.sleep(600)
"""


def _start(path: Path) -> subprocess.Popen[bytes]:
    """A process that writes a file and never ends."""
    writer = subprocess.Popen(
        [sys.executable, "-c", _WRITE_UNTIL_KILLED, str(path)], stdout=subprocess.PIPE
    )
    assert writer.stdout is not None
    assert writer.stdout.readline().strip() == b"open"
    return writer


def _kill(writer: subprocess.Popen[bytes]) -> None:
    writer.kill()
    writer.communicate()


def _write(path: Path) -> None:
    with NewFile(path) as file:
        file.write(b"whole")


def _age(folder: Path) -> None:
    """Let all files be an hour old: Windows spares the youngest."""
    for file in folder.iterdir():
        os.utime(file, (time.time() - 3_600,) * 2)


def test_the_next_file_takes_away_what_a_killed_process_left(tmp_path: Path) -> None:
    """The hidden half of a file goes when the file is written again."""
    _kill(_start(tmp_path / "a.csv"))
    assert len(list(tmp_path.iterdir())) == 1
    _age(tmp_path)

    _write(tmp_path / "a.csv")

    assert [file.name for file in tmp_path.iterdir()] == ["a.csv"]


def test_a_file_that_another_process_writes_stays(tmp_path: Path) -> None:
    """Also when nothing was written to it for long; it goes when its process is killed."""
    writer = _start(tmp_path / "a.csv")
    (hidden,) = tmp_path.iterdir()
    _age(tmp_path)
    try:
        _write(tmp_path / "a.csv")

        assert hidden.exists()
    finally:
        _kill(writer)


def test_two_files_of_one_name_in_one_process(tmp_path: Path) -> None:
    """Each is written whole; the later one stands in the end."""
    with NewFile(tmp_path / "a.csv") as outer:
        outer.write(b"outer")
        _write(tmp_path / "a.csv")

    assert [file.name for file in tmp_path.iterdir()] == ["a.csv"]
    assert (tmp_path / "a.csv").read_bytes() == b"outer"


def test_what_the_user_made_stays(tmp_path: Path) -> None:
    """Names that are like those of hidden files, hidden files of another name, and folders."""
    _kill(_start(tmp_path / "other.csv"))
    (other,) = tmp_path.iterdir()
    ours = other.name.replace(".other.csv", ".a.csv")
    for name in (".a.csv.swp", ".a.csv.0123456789abcdef", f"{ours}.bak", f"x{ours}"):
        (tmp_path / name).write_bytes(b"mine")
    (tmp_path / ours).mkdir()
    _age(tmp_path)
    before = sorted(tmp_path.iterdir())

    _write(tmp_path / "a.csv")

    assert sorted(tmp_path.iterdir()) == sorted([*before, tmp_path / "a.csv"])


def test_what_another_machine_left_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its process may be alive there: not every shared folder tells of its lock."""
    _kill(_start(tmp_path / "a.csv"))
    (left,) = tmp_path.iterdir()
    _age(tmp_path)
    monkeypatch.setattr(new_file, "_machine", lambda: "00000000")

    _write(tmp_path / "a.csv")

    assert left.exists()
