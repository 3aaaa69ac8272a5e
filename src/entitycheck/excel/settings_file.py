"""The user's settings file, for a person to edit."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from entitycheck.settings import SETTINGS_FILE, Settings, load_settings

_HEAD = """# Settings of entitycheck for this user. Take the '#' off a line to change it, and save.
# A value that cannot be used is reported in the cells, never ignored.
"""


def ensure_settings_file() -> Path:
    """The settings file; where there is none, one that lists every setting with its default."""
    home = load_settings().home
    path = home / SETTINGS_FILE
    if not path.exists():
        home.mkdir(parents=True, exist_ok=True)
        path.write_text(_HEAD + default_lines(), encoding="utf-8")
    return path


def default_lines() -> str:
    """One commented line of TOML for each setting."""
    defaults = Settings(home=Path())
    lines = [
        f"# {field.name} = {_toml(getattr(defaults, field.name))}"
        for field in fields(Settings)
        if field.name != "home"
    ]
    return "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return "[" + ", ".join(f'"{item}"' for item in value) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value)
