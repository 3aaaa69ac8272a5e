"""`python -m entitycheck` is the same as the command `entitycheck`."""

from __future__ import annotations

import sys

from entitycheck.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
