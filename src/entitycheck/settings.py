"""The settings of one user: argument, then `ENTITYCHECK_*`, then the user's TOML, then the default.

The TOML file is `settings.toml` in the home folder of the local copy; a workbook can never set any
of these. A value that cannot be used is an error that names it and where it stands, never a silent
default; so is an unknown key in the file, which is most often a misspelt one.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from platformdirs import user_data_path

from entitycheck.errors import ConfigError
from entitycheck.matching.policy import Policy

PUBLISHED_LIST_URL = (
    "https://data.trade.gov/downloadable_consolidated_screening_list/v1/consolidated.csv"
)
"""The Consolidated Screening List of the International Trade Administration, rebuilt daily."""

SETTINGS_FILE = "settings.toml"
_TRUE_WORDS = frozenset({"1", "true", "yes", "on"})
_FALSE_WORDS = frozenset({"0", "false", "no", "off"})


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, checked.

    Args:
        home: Folder of the local copy: per user, on a local disk.
        list_url: Where `refresh` fetches the list: a URL, a file or a folder.
        match_points: See `Policy`.
        review_points: See `Policy`.
        lists: See `Policy`; empty for all lists.
        use_country: See `Policy`.
        stale_days: See `Policy`.
        history_years: How long old snapshots are kept.
        shrink_percent: A list that loses more than this share of its entries is refused.
        download_seconds: Longest time a whole download may take.
        download_megabytes: Largest size of a download, also after decompression.
    """

    home: Path
    list_url: str = PUBLISHED_LIST_URL
    match_points: float = Policy().match_points
    review_points: float = Policy().review_points
    lists: tuple[str, ...] = ()
    use_country: bool = True
    stale_days: int = 7
    history_years: int = 5  # 15 CFR 762.6: records are kept five years
    shrink_percent: float = 20.0
    download_seconds: int = 600
    download_megabytes: int = 300

    @property
    def policy(self) -> Policy:
        """The part of the settings that decides verdicts."""
        return Policy(
            match_points=self.match_points,
            review_points=self.review_points,
            lists=self.lists or None,
            use_country=self.use_country,
            stale_days=self.stale_days,
        )


def load_settings(
    arguments: Mapping[str, object] | None = None, environ: Mapping[str, str] | None = None
) -> Settings:
    """The settings in force.

    Args:
        arguments: Values given on the command line or in a call; None means not given.
        environ: Environment to read; the process's own by default.

    Raises:
        ConfigError: A value cannot be used or a key of the file is unknown.
    """
    environ = os.environ if environ is None else environ
    given = {key: value for key, value in (arguments or {}).items() if value is not None}
    home = _home(given.pop("home", None), environ)
    file = home / SETTINGS_FILE
    values: dict[str, Any] = {}
    for source, found in (
        (str(file), _read_file(file)),
        ("environment", _read_environment(environ)),
        ("argument", given),
    ):
        for key, value in found.items():
            values[key] = _checked(key, value, source)
    settings = Settings(home=home, **values)
    if settings.review_points > settings.match_points:
        raise ConfigError(
            f"review_points {settings.review_points:g} is above match_points"
            f" {settings.match_points:g}",
            fix="set review_points at or below match_points",
        )
    return settings


def _home(given: object, environ: Mapping[str, str]) -> Path:
    """The home folder; it may not exist yet."""
    text = str(given) if given is not None else environ.get("ENTITYCHECK_HOME", "")
    if not text.strip():
        return user_data_path("entitycheck", appauthor=False)
    path = Path(text).expanduser() if text.startswith("~") else Path(text)
    return path if path.is_absolute() else path.absolute()


def _read_file(path: Path) -> dict[str, object]:
    """The keys of the user's TOML file; none when there is no file."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except NotADirectoryError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(
            f"{path} cannot be read ({error})", fix="mend the file or remove it"
        ) from error
    unknown = sorted(set(found) - set(_PARSERS))
    if unknown:
        raise ConfigError(
            f"{path}: unknown setting {unknown[0]!r}",
            fix=f"use one of {', '.join(_PARSERS)}",
        )
    return found


def _read_environment(environ: Mapping[str, str]) -> dict[str, object]:
    """The settings in `ENTITYCHECK_*`; an empty variable counts as not set."""
    found: dict[str, object] = {}
    for key, variable in _VARIABLES.items():
        text = environ.get(variable, "")
        if text.strip():
            found[key] = text.strip()
    return found


def _checked(key: str, value: object, source: str) -> Any:
    """The value in its type, or an error that names setting, value and source."""
    parse, expected = _PARSERS[key]
    try:
        return parse(value)
    except (TypeError, ValueError) as error:
        raise ConfigError(
            f"setting {key} = {value!r} ({source}) cannot be used",
            fix=f"give {expected}",
            setting=key,
        ) from error


def _points(value: object) -> float:
    number = float(str(value))
    if not 0 <= number <= 100:  # noqa: PLR2004 -- points run from 0 to 100
        raise ValueError(value)
    return number


def _positive(value: object) -> int:
    number = int(str(value))
    if number < 1:
        raise ValueError(value)
    return number


def _flag(value: object) -> bool:
    word = str(value).lower()
    if word not in _TRUE_WORDS | _FALSE_WORDS:
        raise ValueError(value)
    return word in _TRUE_WORDS


def _codes(value: object) -> tuple[str, ...]:
    parts = value.split(",") if isinstance(value, str) else value
    if not isinstance(parts, list | tuple):
        raise TypeError(value)
    return tuple(str(part).strip().upper() for part in parts if str(part).strip())


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(value)
    return value.strip()


_PARSERS: dict[str, tuple[Callable[[object], Any], str]] = {
    "list_url": (_text, "a web address, a file or a folder"),
    "match_points": (_points, "a number from 0 to 100"),
    "review_points": (_points, "a number from 0 to 100"),
    "lists": (_codes, "list codes separated by commas, such as EL,MEU"),
    "use_country": (_flag, "true or false"),
    "stale_days": (_positive, "a whole number of days, at least 1"),
    "history_years": (_positive, "a whole number of years, at least 1"),
    "shrink_percent": (_points, "a percentage from 0 to 100"),
    "download_seconds": (_positive, "a whole number of seconds, at least 1"),
    "download_megabytes": (_positive, "a whole number of megabytes, at least 1"),
}
_VARIABLES = {key: f"ENTITYCHECK_{key.upper()}" for key in _PARSERS}
assert set(_PARSERS) == {field.name for field in fields(Settings)} - {"home"}  # noqa: S101 -- at import
