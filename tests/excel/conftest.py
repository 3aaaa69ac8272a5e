"""Excel's side of the functions, without Excel: values in, values out, through xlwings itself."""

from __future__ import annotations

import importlib
from typing import Any

import pytest
from windows_stand_in import MISSING, ExcelCall, load_windows_xlwings

from entitycheck.excel.session import ANSWERS


@pytest.fixture(scope="session")
def server() -> Any:
    """xlwings' COM server object, as the add-in holds it."""
    server = load_windows_xlwings()()
    udfs = importlib.import_module("entitycheck.excel.udfs")
    importlib.reload(udfs)  # another test may have loaded it without the decorators of Windows
    return server


@pytest.fixture
def excel(server: Any) -> ExcelCall:
    """One formula: the name of the function and its arguments; those left out come as Excel sends them."""
    udfs = importlib.import_module("entitycheck.excel.udfs")
    importlib.reload(udfs)
    ANSWERS.look_again()  # each test has a home folder of its own
    lengths = {"ENTITYCHECK": 5, "ENTITYMATCHES": 4, "ENTITYWHY": 3, "ENTITYLIST": 1}

    def call(function: str, *arguments: Any, facts: str = "") -> Any:
        left_out = [MISSING] * (lengths[function] - len(arguments))
        return server.CallUDF("entitycheck.excel.udfs", function, (*arguments, *left_out, facts))

    return call
