"""What the worksheet calls: a thin layer of xlwings over `functions`.

The add-in sends values, never ranges, and as the last argument the facts about the calling cell.
Importing this module opens nothing; the snapshot is opened by the first question.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import xlwings as xw

from entitycheck.excel.cells import Answers, Caller
from entitycheck.excel.functions import Functions
from entitycheck.excel.session import ANSWERS

_functions = Functions(ANSWERS)


def _worksheet_function(*blocks: str) -> Callable[[Callable[..., Answers]], Callable[..., Answers]]:
    """Registers a function whose arguments `blocks` are blocks of cells, errors by their names."""

    def register(function: Callable[..., Answers]) -> Callable[..., Answers]:
        function.__annotations__ = {}  # xlwings would read the types as names of converters
        for name in blocks:
            function = xw.arg(name, ndim=2, err_to_str=True)(function)
        registered: Callable[..., Answers] = xw.func(category="Entity Check")(function)
        return registered

    return register


@_worksheet_function("name", "country", "address", "as_of", "show")
def ENTITYCHECK(  # noqa: N802 -- name and arguments of the formula
    name: Any,
    country: Any = None,
    address: Any = None,
    as_of: Any = None,
    show: Any = None,
    facts: Any = None,
) -> Answers:
    """Screens a name, or a range of names, against the local copy of the lists."""
    return _functions.check(name, country, address, as_of, show, Caller.parse(facts))


@_worksheet_function("name", "country", "address", "top")
def ENTITYMATCHES(  # noqa: N802
    name: Any, country: Any = None, address: Any = None, top: Any = None, facts: Any = None
) -> Answers:
    """Lists the entries nearest to one name, best first."""
    return _functions.matches(name, country, address, top, Caller.parse(facts))


@_worksheet_function("name", "country", "address")
def ENTITYWHY(  # noqa: N802
    name: Any, country: Any = None, address: Any = None, facts: Any = None
) -> Answers:
    """Says in one sentence why a name is a match, or that nothing resembles it."""
    return _functions.why(name, country, address, Caller.parse(facts))


@_worksheet_function("what")
def ENTITYLIST(what: Any = None, facts: Any = None) -> Answers:  # noqa: N802
    """Tells which list answers."""
    return _functions.list_facts(what, Caller.parse(facts))
