"""A file that appears whole or not at all is otherwise like any new file."""

from __future__ import annotations

from pathlib import Path

import pytest

from entitycheck.errors import InputError
from entitycheck.workbooks.new_file import NewFile


def test_colleagues_may_read_it_like_any_new_file(tmp_path: Path) -> None:
    """Its mode is the one that the system gives to new files, also where it replaces another."""
    usual, written = tmp_path / "usual.csv", tmp_path / "written.csv"
    usual.write_bytes(b"a")
    for _ in range(2):
        with NewFile(written) as file:
            file.write(b"a")

        assert written.stat().st_mode == usual.stat().st_mode


def test_nothing_stays_of_a_file_that_went_wrong(tmp_path: Path) -> None:
    """Neither under its name nor under another."""
    with pytest.raises(ZeroDivisionError), NewFile(tmp_path / "a.csv") as file:
        file.write(b"a" * (1 // len(list(tmp_path.glob("a.csv")))))

    assert not list(tmp_path.iterdir())


def test_a_missing_folder_is_one_clear_line(tmp_path: Path) -> None:
    """The line names the file."""
    with pytest.raises(InputError, match="cannot be written"):
        NewFile(tmp_path / "missing" / "a.csv")
