"""What a pressed button answers: the add-in does the one thing it names."""

from __future__ import annotations

from typing import Literal, NamedTuple

Kind = Literal["", "say", "ask", "poll", "recalculate"]


class Reply(NamedTuple):
    """One reply to one press.

    Args:
        kind: `say` shows the text; `ask` shows it with yes and no, yes presses `detail`; `poll` shows
            it in the status bar and asks again in a second; `recalculate` calculates the cells of
            `detail`, an address a line, then shows it; empty does nothing.
        text: For the person.
        detail: See `kind`.
    """

    kind: Kind = ""
    text: str = ""
    detail: str = ""
