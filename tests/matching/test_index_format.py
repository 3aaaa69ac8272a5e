"""An index compiled by other code is never taken for ours."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import entitycheck

READ = "from entitycheck.matching import INDEX_FORMAT; print(INDEX_FORMAT)"


def _format_of(source: Path) -> str:
    return subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(source)!r}); {READ}"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()


@pytest.mark.parametrize(
    "changed", ["matching/compiling.py", "names/folding.py", "names/data/generic_words.tsv"]
)
def test_the_format_changes_with_code_and_tables_without_anybody_raising_a_number(
    changed: str, tmp_path: Path
) -> None:
    shutil.copytree(Path(str(entitycheck.__file__)).parent, tmp_path / "entitycheck")
    before = _format_of(tmp_path)
    path = tmp_path / "entitycheck" / changed
    path.write_text(path.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")

    assert _format_of(tmp_path) != before
