"""LibreOffice reads the add-in's VBA project: a second reader that knows nothing of its writer."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from entitycheck.excel.builder import MODULES, build_addin, vba_sources

pytestmark = pytest.mark.soffice

ADDIN_TYPE = b"application/vnd.ms-excel.addin.macroEnabled.main+xml"
WORKBOOK_TYPE = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"


def twin(addin: bytes) -> bytes:
    """The add-in under the content type of a workbook, which LibreOffice opens."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(addin)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "[Content_Types].xml":
                assert part.count(ADDIN_TYPE) == 1
                part = part.replace(ADDIN_TYPE, WORKBOOK_TYPE)
            target.writestr(name, part)
    return buffer.getvalue()


def test_libreoffice_loads_every_module_as_written(tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed: apt-get install libreoffice-calc")
    (tmp_path / "twin.xlsm").write_bytes(twin(build_addin()))
    subprocess.run(
        [
            "soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--convert-to", "ods", "--outdir", str(tmp_path), str(tmp_path / "twin.xlsm"),
        ],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip

    with zipfile.ZipFile(tmp_path / "twin.ods") as package:
        for name in (*MODULES, "xlwings", "ThisWorkbook"):
            text = ET.fromstring(package.read(f"Basic/VBAProject/{name}.xml")).text or ""
            written = [
                line for line in vba_sources()[name].splitlines() if line and "VB_" not in line
            ]
            missing = [line for line in written if line not in text.splitlines()]
            assert missing == [], name
