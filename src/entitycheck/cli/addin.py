"""`entitycheck addin`: build the Excel add-in, install it, take it away, look it over."""

from __future__ import annotations

import argparse
from pathlib import Path

from entitycheck.errors import InputError


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    build = actions.add_parser("build", help="write EntityCheck.xlam, on any system, without Excel")
    build.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        type=Path,
        default=Path("EntityCheck.xlam"),
        help="where to write it; an existing file is replaced",
    )
    actions.add_parser(
        "install", help="put it into Excel's start folder, for this Python (Windows)"
    )
    actions.add_parser("uninstall", help="take it away again (Windows)")
    actions.add_parser("doctor", help="say what is wrong with the installation, and what to do")


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked."""
    if arguments.action == "build":
        return _build(arguments.output)
    return {"install": _install, "uninstall": _uninstall, "doctor": _doctor}[arguments.action]()


def _build(output: Path) -> int:
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


def _install() -> int:
    from entitycheck.excel.installer import install
    from entitycheck.excel.machine import this_machine

    for path in install(this_machine()):
        print(f"written: {path}")
    print("Start Excel: the tab Entity Check appears. Press Refresh list first.")
    return _doctor()


def _uninstall() -> int:
    from entitycheck.excel.installer import uninstall
    from entitycheck.excel.machine import this_machine

    removed = uninstall(this_machine())
    for path in removed:
        print(f"removed: {path}")
    if not removed:
        print("nothing to remove: the add-in was not installed")
    return 0


def _doctor() -> int:
    from entitycheck.excel.doctor import examine
    from entitycheck.excel.machine import this_machine

    findings = examine(this_machine())
    for finding in findings:
        if finding.advice is None:
            print(f"ok     {finding.check}: {finding.found}")
        else:
            print(f"WRONG  {finding.check}: {finding.found}\n       what to do: {finding.advice}")
    return 1 if any(finding.advice is not None for finding in findings) else 0
