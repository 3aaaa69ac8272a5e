"""What a formula needs is light: none of the heavy packages is loaded by our own modules."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("pandas", "openpyxl", "httpx", "xlwings", "requests", "rich")


def test_a_formula_loads_none_of_the_heavy_packages() -> None:
    """xlwings itself imports pandas in the server; that is its share, not ours."""
    code = (
        "import sys; from entitycheck.excel.answer_book import AnswerBook;"
        "from entitycheck.excel.functions import Functions;"
        "print(Functions(AnswerBook()).check([['Inspur Group']])[0][0]);"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)

    answer, loaded = done.stdout.splitlines()
    assert answer.startswith("MATCH")
    assert loaded == "[]"
