"""Write the workbooks of `templates/` again: `python tests/templates/generate.py`.

A test checks that the committed workbooks are what this script writes.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from getting_started import getting_started
from order_sheet import order_sheet

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
WORKBOOKS = {"getting-started.xlsx": getting_started, "order-sheet.xlsx": order_sheet}


def main() -> None:
    """Write every workbook."""
    TEMPLATES.mkdir(exist_ok=True)
    for name, build in WORKBOOKS.items():
        (TEMPLATES / name).write_bytes(build())


if __name__ == "__main__":
    main()
