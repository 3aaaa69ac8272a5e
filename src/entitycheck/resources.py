"""The files that travel with the program: `addin/`, `templates/`.

A wheel carries them inside the package; in a checkout they lie at the top. One loader serves both.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent.parent


def resource_folder(name: str) -> Path:
    """The folder `addin` or `templates` of this installation.

    Raises:
        FileNotFoundError: The installation is incomplete.
    """
    for folder in (_PACKAGE / "_resources" / name, _CHECKOUT / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"this installation of entitycheck has no folder {name!r}")
