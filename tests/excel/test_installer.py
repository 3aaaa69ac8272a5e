"""Installing writes two files in the user's folders and takes them away again; the doctor looks both over."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from entitycheck.cli.main import main
from entitycheck.errors import InputError
from entitycheck.excel.bridge import xlwings_version
from entitycheck.excel.builder import build_addin
from entitycheck.excel.doctor import examine
from entitycheck.excel.installer import install, uninstall
from entitycheck.excel.machine import Machine

EXCEL = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
SECURITY = r"HKCU\Software\Policies\Microsoft\Office\16.0\Excel\Security"


class Registry(dict[tuple[str, str], object]):
    """A registry with desktop Excel in it."""

    def __init__(self) -> None:
        super().__init__(
            {(EXCEL, ""): r"C:\Program Files\Microsoft Office\root\Office16\EXCEL.EXE"}
        )

    def read(self, key: str, name: str) -> object:
        return self.get((key, name))


@pytest.fixture
def registry() -> Registry:
    return Registry()


@pytest.fixture
def machine(tmp_path: Path, home: Path, registry: Registry) -> Machine:
    """A Windows PC laid out in a folder, with xlwings' DLLs beside its Python."""
    prefix = tmp_path / "python"
    prefix.mkdir()
    for bits in (64, 32):
        (prefix / f"xlwings{bits}-{xlwings_version()}.dll").touch()
    return Machine(
        windows=True,
        environ={
            "APPDATA": str(tmp_path / "AppData"),
            "USERPROFILE": str(tmp_path / "Anna"),
            "ENTITYCHECK_HOME": str(home),
        },
        executable=prefix / "Scripts" / "python.exe",
        prefix=prefix,
        base_prefix=prefix,
        read_registry=registry.read,
        read_mark=lambda _: None,
        short_path=lambda path: path,
        ansi="cp1252",
    )


def wrong(machine: Machine) -> dict[str, str]:
    """What the doctor finds wrong, besides the starter list that every test has."""
    return {
        finding.check: f"{finding.found}; {finding.advice}"
        for finding in examine(machine)
        if finding.advice is not None and finding.check != "List"
    }


def test_install_writes_the_addin_and_names_this_python(machine: Machine) -> None:
    assert install(machine) == [machine.addin_path, machine.config_path]

    assert machine.addin_path.read_bytes() == build_addin()
    assert machine.config_path.read_text() == f'"INTERPRETER_WIN","{machine.executable}"\n'
    assert wrong(machine) == {}


def test_uninstall_leaves_nothing(machine: Machine, tmp_path: Path) -> None:
    install(machine)
    others = machine.addin_path.with_name("PERSONAL.XLSB")
    others.touch()

    assert len(uninstall(machine)) == 2
    assert others.exists()
    assert not (tmp_path / "Anna" / ".entitycheck").exists()
    assert uninstall(machine) == []


def test_a_path_with_other_letters_is_named_by_its_short_name(machine: Machine) -> None:
    """VBA hands the DLL text in the PC's code page: a Chinese user name would arrive as question marks."""
    chinese = replace(
        machine,
        executable=Path("/Users/王芳/python.exe"),
        short_path=lambda _: r"C:\Users\WANGFA~1\python.exe",
    )
    install(chinese)

    assert "WANGFA~1" in chinese.config_path.read_text()
    assert "Python" not in wrong(chinese)


def test_without_a_short_name_the_install_stops_with_the_reason(machine: Machine) -> None:
    with pytest.raises(InputError, match="letters other than A to Z"):
        install(replace(machine, executable=Path("/Users/王芳/python.exe")))

    assert not machine.addin_path.exists()


def test_elsewhere_than_windows_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["addin", "install"]) == 2
    assert "Excel for Windows only" in capsys.readouterr().err
    assert main(["addin", "doctor"]) == 1
    assert "WRONG  Windows: this is another system" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("value", "what"),
    [("VBAWarnings", "blocks macros"), ("DisableAllAddins", "blocks all add-ins")],
)
def test_blocked_macros_are_for_the_administrator(
    machine: Machine, registry: Registry, value: str, what: str
) -> None:
    install(machine)
    registry[SECURITY, value] = 4 if value == "VBAWarnings" else 1

    assert what in wrong(machine)["Macros"]
    assert "trusted location" in wrong(machine)["Macros"]
    assert "do not lower" in wrong(machine)["Macros"]


def test_store_office_and_store_python_are_found(machine: Machine, registry: Registry) -> None:
    install(machine)
    registry[EXCEL, ""] = r"C:\Program Files\WindowsApps\Microsoft.Office.Desktop\EXCEL.EXE"
    store = replace(
        machine, base_prefix=Path("/Program Files/WindowsApps/PythonSoftwareFoundation")
    )

    assert "Microsoft Store" in wrong(store)["Excel"]
    assert "Microsoft Store" in wrong(store)["Python"]


def test_no_excel_and_an_old_one_are_found(machine: Machine, registry: Registry) -> None:
    install(machine)
    registry[r"HKLM\SOFTWARE\Classes\Excel.Application\CurVer", ""] = "Excel.Application.15"
    assert "too old" in wrong(machine)["Excel"]

    del registry[EXCEL, ""]
    assert "no Excel" in wrong(machine)["Excel"]


def test_an_addin_of_another_version_is_found(machine: Machine) -> None:
    install(machine)
    machine.addin_path.write_bytes(b"older")

    assert "another version" in wrong(machine)["Add-in"]


def test_a_missing_dll_is_found(machine: Machine) -> None:
    install(machine)
    next(machine.prefix.glob("xlwings64*")).unlink()

    assert "xlwings64" in wrong(machine)["xlwings"]


def test_another_python_in_the_configuration_is_found(machine: Machine) -> None:
    install(machine)
    machine.config_path.write_text('"INTERPRETER_WIN","C:\\Old\\python.exe"\n')

    assert "C:\\Old\\python.exe" in wrong(machine)["Configuration"]


def test_the_mark_of_the_web_is_found(machine: Machine) -> None:
    install(machine)
    marked = replace(machine, read_mark=lambda _: "[ZoneTransfer]\nZoneId=3\n")

    assert "delete" in wrong(marked)["Mark of the web"]


def test_onedrive_is_found(machine: Machine, home: Path) -> None:
    install(machine)
    synced = replace(machine, environ={**machine.environ, "OneDrive": str(home.parent)})

    assert "ENTITYCHECK_HOME" in wrong(synced)["OneDrive"] or "outside" in wrong(synced)["OneDrive"]


def test_the_age_of_the_list_is_part_of_the_examination(machine: Machine) -> None:
    install(machine)
    (finding,) = (finding for finding in examine(machine) if finding.check == "List")

    assert finding.advice is not None
    assert "starter list" in finding.found


def test_an_addin_that_is_in_use_says_to_close_excel(machine: Machine) -> None:
    """Windows refuses to replace an open file; a folder in its place refuses here."""
    machine.addin_path.mkdir(parents=True)

    with pytest.raises(InputError, match="cannot be changed"):
        install(machine)
    assert list(machine.addin_path.parent.iterdir()) == [machine.addin_path]
