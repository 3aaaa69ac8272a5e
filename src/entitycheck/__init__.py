"""Screen trade parties against a local copy of the US Entity List and its sister lists.

    >>> from entitycheck import Party, Screener
    >>> screener = Screener.open()
    >>> screener.check(Party("Inspur Grp.", country="CN")).verdict
    <Grade.MATCH: 'MATCH'>

Nothing here touches the network; only `entitycheck refresh` does. The names below are loaded when
first used, so that a command which needs no matcher starts without one.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from entitycheck.errors import EntityCheckError
    from entitycheck.matching.policy import Policy
    from entitycheck.records import Entry, Grade, Match, Party, Snapshot, Verdict
    from entitycheck.screening import Screener

__version__ = "0.1.0"

__all__ = [
    "EntityCheckError",
    "Entry",
    "Grade",
    "Match",
    "Party",
    "Policy",
    "Screener",
    "Snapshot",
    "Verdict",
    "__version__",
]

_HOMES = {
    "EntityCheckError": "errors",
    "Entry": "records",
    "Grade": "records",
    "Match": "records",
    "Party": "records",
    "Policy": "matching.policy",
    "Screener": "screening",
    "Snapshot": "records",
    "Verdict": "records",
}


def __getattr__(name: str) -> Any:
    """Load a public name from its module."""
    if name not in _HOMES:
        raise AttributeError(f"module 'entitycheck' has no attribute {name!r}")
    return getattr(import_module(f"entitycheck.{_HOMES[name]}"), name)
