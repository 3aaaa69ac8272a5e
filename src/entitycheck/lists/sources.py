"""The publications inside the Consolidated Screening List and their codes."""

from __future__ import annotations

import re
from functools import lru_cache

KNOWN_LISTS = {
    "EL": "Entity List (BIS)",
    "DPL": "Denied Persons List (BIS)",
    "MEU": "Military End User List (BIS)",
    "UVL": "Unverified List (BIS)",
    "ISN": "Nonproliferation Sanctions (State)",
    "DTC": "ITAR Debarred (State)",
    "SDN": "Specially Designated Nationals (Treasury)",
    "SSI": "Sectoral Sanctions Identifications (Treasury)",
    "FSE": "Foreign Sanctions Evaders (Treasury)",
    "PLC": "Palestinian Legislative Council (Treasury)",
    "CAP": "CAPTA: banks under account restrictions (Treasury)",
    "MBS": "Non-SDN Menu-Based Sanctions (Treasury)",
    "CMIC": "Chinese Military-Industrial Complex Companies (Treasury)",
}
"""Code and title of each list known in November 2026."""

_BRACKETED = re.compile(r"\((?P<code>[A-Z][A-Za-z -]*?)(?: List)?\)")
_RENAMED = {"NS-MBS": "MBS", "NS-CMIC": "CMIC", "CAPTA": "CAP", "NS-PLC": "PLC"}


@lru_cache(maxsize=256)
def list_code(source: str) -> str | None:
    """The code in a `source` cell, known or not; None for a blank one.

    `Entity List (EL) - Bureau of Industry and Security` is `EL`, `Non-SDN Menu-Based Sanctions
    List (NS-MBS List) - Treasury Department` is `MBS`, a bare `EL` (layout of 2016) itself.
    """
    text = " ".join(source.split())
    found = _BRACKETED.search(text)
    code = (found["code"] if found else text).strip().upper()
    if not code:
        return None
    return _RENAMED.get(code, code)
