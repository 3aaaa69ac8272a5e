"""`entitycheck templates copy FOLDER`: put the workbooks to start with into a folder."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from entitycheck.errors import InputError
from entitycheck.resources import resource_folder


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    copy = actions.add_parser("copy", help="copy the workbooks into a folder")
    copy.add_argument("folder", metavar="FOLDER", type=Path)
    copy.add_argument("--overwrite", action="store_true", help="replace files of the same name")


def run(arguments: argparse.Namespace) -> int:
    """Copy the workbooks."""
    folder: Path = arguments.folder
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder} is a file", fix="give the name of a folder")
    books = sorted(resource_folder("templates").glob("*.xlsx"))
    taken = [book.name for book in books if (folder / book.name).exists()]
    if taken and not arguments.overwrite:
        raise InputError(f"{folder / taken[0]} exists already", fix="add --overwrite to replace it")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for book in books:
            shutil.copyfile(book, folder / book.name)
            print(folder / book.name)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError(
            f"{folder} cannot be written ({reason})", fix="give another folder"
        ) from error
    return 0
