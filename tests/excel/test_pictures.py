"""The pictures of the README show the ribbon there is, and the words of the commands there are."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from entitycheck.resources import resource_folder

README = Path(__file__).parents[2] / "README.md"


def test_the_picture_of_the_ribbon_was_drawn_from_this_ribbon() -> None:
    """Run `python addin/pictures/draw.py` after a change of the ribbon."""
    ribbon = (resource_folder("addin") / "ribbon.xml").read_text(encoding="utf-8")
    noted = f"drawn-from\0{hashlib.sha256(ribbon.encode()).hexdigest()}".encode()

    assert noted in (resource_folder("addin") / "pictures" / "ribbon.png").read_bytes()


def test_every_picture_of_the_readme_is_there_and_small() -> None:
    pictures = re.findall(r"\]\((addin/pictures/[^)]+)\)", README.read_text(encoding="utf-8"))

    assert len(pictures) == 3
    for picture in pictures:
        assert (README.parent / picture).stat().st_size < 40_000


def test_every_button_and_keytip_stands_in_the_readme() -> None:
    readme = README.read_text(encoding="utf-8")
    ribbon = (resource_folder("addin") / "ribbon.xml").read_text(encoding="utf-8")

    for label in re.findall(r'<button [^>]* label="([^"]+)"', ribbon):
        assert f"*{label}*" in readme, label
