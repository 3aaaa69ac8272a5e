"""The package as people import it."""

from __future__ import annotations

import subprocess
import sys

import pytest

import entitycheck
from entitycheck.resources import resource_folder


@pytest.mark.parametrize("name", entitycheck.__all__)
def test_every_public_name_can_be_imported(name: str) -> None:
    assert getattr(entitycheck, name) is not None


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Screner'"):
        getattr(entitycheck, "Screner")  # noqa: B009 -- the name is misspelt on purpose


@pytest.mark.parametrize("folder", ["addin", "templates"])
def test_what_travels_with_the_program_is_found(folder: str) -> None:
    assert resource_folder(folder).is_dir()


def test_importing_the_package_loads_no_heavy_library() -> None:
    """The command must start at once, and a formula must never pull in the network."""
    loaded = subprocess.run(
        [sys.executable, "-c", "import entitycheck, sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()

    assert not {"numpy", "pandas", "openpyxl", "httpx", "xlwings", "rapidfuzz"} & set(loaded)
