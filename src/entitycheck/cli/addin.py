"""`entitycheck addin`: build the Excel add-in."""

from __future__ import annotations

import argparse
from pathlib import Path

from entitycheck.errors import InputError


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    build = actions.add_parser("build", help="write EntityCheck.xlam, on any system, without Excel")
    build.add_argument(
        "-o", "--output", metavar="FILE", type=Path, default=Path("EntityCheck.xlam"),
        help="where to write it; an existing file is replaced",
    )  # fmt: skip


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked."""
    return build(arguments.output)


def build(output: Path) -> int:
    """Write the add-in."""
    from entitycheck.excel.builder import build_addin

    content = build_addin()
    try:
        output.write_bytes(content)
    except OSError as error:
        raise InputError(
            f"{output} cannot be written ({error.strerror})",
            fix="close Excel or give another file with -o",
        ) from error
    print(output)
    return 0
