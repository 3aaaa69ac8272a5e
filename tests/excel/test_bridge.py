"""The hardened bridge: no workbook, and no file beside one, can choose what Python runs."""

from __future__ import annotations

import re

import pytest
import xlwings

from entitycheck.errors import ConfigError
from entitycheck.excel import bridge
from entitycheck.excel.bridge import bridge_source, xlwings_version


def test_bridge_keeps_the_licence_of_xlwings() -> None:
    assert "xlwings is distributed under a BSD 3-clause license" in bridge_source()


def test_bridge_has_the_version_of_the_installed_package() -> None:
    """The DLL, the Python part and the add-in must be of one version."""
    assert xlwings_version() == xlwings.__version__
    assert f'Lib "xlwings64-{xlwings.__version__}.dll"' in bridge_source()


def test_bridge_never_looks_at_the_active_workbook() -> None:
    source = bridge_source()

    assert "ActiveWorkbook" not in source
    assert "GetDirectoryConfigFilePath" not in source
    assert "RunPython" not in source


def test_bridge_reads_settings_from_the_addin_then_the_user_only() -> None:
    source = bridge_source()
    get_config = source[
        source.index("Function GetConfig(") : source.index("Function GetConfigFromFile")
    ]

    assert re.findall(r"GetConfigFrom\w+\((\w+)", get_config) == [
        "ThisWorkbook",
        "ThisWorkbook",
        "GetConfigFilePath",
    ]


def test_server_starts_from_full_paths_without_the_current_folder_on_its_path() -> None:
    source = bridge_source()

    assert 'Environ("SystemRoot") & "\\System32\\cmd.exe "' in source
    assert " -P -B -c " in source


def test_bridge_hides_its_procedures_from_the_worksheet() -> None:
    assert "\nOption Private Module\n" in bridge_source()


def test_another_wording_of_xlwings_stops_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    """A silent miss of an edit would leave the hole open."""
    changed = bridge._stock_source().replace("'Workbook Sheet Config", "'Config of the workbook")
    monkeypatch.setattr(bridge, "_stock_source", lambda: changed)

    with pytest.raises(ConfigError, match="not the one this add-in was made for"):
        bridge_source()
