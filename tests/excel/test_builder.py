"""The add-in file: the same bytes each time, our sources inside, a ribbon whose callbacks exist."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from pyvbaanalysis import DiagnosticSeverity, analyze_workbook

from entitycheck.cli.main import main
from entitycheck.excel.builder import build_addin, vba_sources

CUSTOM_UI = "{http://schemas.microsoft.com/office/2009/07/customui}"
READ_BACK = """
import json, sys
from oletools.olevba import VBA_Parser
print(json.dumps([macro[2:] for macro in VBA_Parser(sys.argv[1]).extract_macros()]))
"""


@pytest.fixture(scope="module")
def addin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("addin") / "EntityCheck.xlam"
    path.write_bytes(build_addin())
    return path


def part(addin: Path, name: str) -> str:
    with zipfile.ZipFile(addin) as package:
        return package.read(name).decode()


def test_two_builds_are_byte_identical(addin: Path) -> None:
    assert build_addin() == addin.read_bytes()


def test_another_tool_reads_back_our_sources(addin: Path) -> None:
    """olevba, which knows nothing of the library that wrote the file, finds the same text."""
    read = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", READ_BACK, str(addin)],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    found = {name.rpartition(".")[0]: text for name, text in json.loads(read.stdout)}

    for name, text in vba_sources().items():
        kept = found[name].replace("\r\n", "\n")
        if name == "ThisWorkbook":
            kept = kept[kept.index("Option Explicit") :]
        assert kept.rstrip("\n") == text.rstrip("\n"), name
    assert set(found) == {*vba_sources(), "Sheet1"}


def test_analysis_of_the_vba_finds_no_error(addin: Path) -> None:
    ours = [
        (module, diagnostic)
        for module, diagnostics in analyze_workbook(str(addin)).items()
        for diagnostic in diagnostics
        if module != "xlwings" or diagnostic.severity is DiagnosticSeverity.ERROR
    ]

    assert ours == []


def test_excel_is_told_of_the_ribbon(addin: Path) -> None:
    assert 'Target="customUI/customUI14.xml"' in part(addin, "_rels/.rels")
    assert part(addin, "customUI/customUI14.xml").startswith("<?xml")


def test_every_ribbon_callback_exists_in_vba(addin: Path) -> None:
    ribbon = ET.fromstring(part(addin, "customUI/customUI14.xml"))
    callbacks = {
        value
        for element in ribbon.iter()
        for attribute, value in element.attrib.items()
        if attribute in ("onLoad", "onAction") or attribute.startswith("get")
    }

    assert callbacks
    for callback in callbacks:
        module, procedure = callback.split(".")
        assert f"Public Sub {procedure}(" in vba_sources()[module]


def test_every_control_has_a_keytip_of_its_own_and_a_text(addin: Path) -> None:
    ribbon = ET.fromstring(part(addin, "customUI/customUI14.xml"))
    buttons = list(ribbon.iter(f"{CUSTOM_UI}button"))
    keytips = [button.attrib["keytip"] for button in buttons]

    assert len(set(keytips)) == len(keytips)
    assert all(button.attrib["supertip"] for button in buttons)


def test_settings_sheet_keeps_workbooks_off_the_path_and_names_no_interpreter(addin: Path) -> None:
    sheet = part(addin, "xl/worksheets/sheet1.xml")

    assert "<t>ADD_WORKBOOK_TO_PYTHONPATH</t></is></c>" in sheet
    assert "<t>false</t>" in sheet
    assert "INTERPRETER" not in sheet
    assert 'name="entitycheck.conf"' in part(addin, "xl/workbook.xml")


def test_package_names_no_person_and_no_time(addin: Path) -> None:
    assert "<dc:creator>entitycheck</dc:creator>" in part(addin, "docProps/core.xml")
    with zipfile.ZipFile(io.BytesIO(addin.read_bytes())) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_command_writes_the_same_file(addin: Path, tmp_path: Path) -> None:
    assert main(["addin", "build", "-o", str(tmp_path / "Built.xlam")]) == 0

    assert (tmp_path / "Built.xlam").read_bytes() == addin.read_bytes()


def test_a_folder_that_does_not_exist_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["addin", "build", "-o", str(tmp_path / "no" / "Built.xlam")]) == 2

    assert "cannot be written" in capsys.readouterr().err


def test_wizard_texts_fit_into_what_excel_takes() -> None:
    """Excel refuses a description of more than 255 characters, and with it all of them."""
    lines = vba_sources()["ThisWorkbook"].splitlines()
    texts = [text for line in lines for text in line.split('"')[1::2]]

    assert max(len(text) for text in texts) <= 255
