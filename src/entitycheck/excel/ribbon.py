"""The ribbon: what each button does, over the two interfaces of `host`.

`Ribbon.press` takes the id of a button and gives one `Reply`; it never raises, and gives the status
bar back on every way out except while a refresh is being watched.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from entitycheck.errors import EntityCheckError
from entitycheck.excel import sheet_screening
from entitycheck.excel.answer_book import AnswerBook
from entitycheck.excel.cell_failures import CELL_ADVICE
from entitycheck.excel.formula_repair import addresses, repair_formulas
from entitycheck.excel.functions import Functions
from entitycheck.excel.help_text import HELP_TEXT
from entitycheck.excel.host import Host, Sheet
from entitycheck.excel.refresh_job import RefreshJob
from entitycheck.excel.reply import Reply
from entitycheck.excel.settings_file import ensure_settings_file
from entitycheck.failures import log_failure
from entitycheck.orders.grid import Grid, cell_text, column_number
from entitycheck.sheets.places import without_answers

_ALERT = re.compile(r"(?:MATCH|REVIEW)(?: \(.*)?$|#EC! ")
_FIRST_ARGUMENT = re.compile(
    r"ENTITY(?:CHECK|WHY|MATCHES)\(\s*\$?([A-Z]{1,3})\$?(\d+)\s*[,)]", re.IGNORECASE
)
_NO_SHEET = Reply("say", "Open a workbook and a worksheet first.")
_PROTECTED_VIEW = Reply(
    "say",
    "This file is in Protected View: it came from outside. If you trust it, press Enable Editing in"
    " the yellow bar, then press the button again.",
)


class Ribbon:
    """The buttons of one Excel session.

    Args:
        answers: Shared with the formulas.
        start_refresh: Starts a refresh in a process of its own.
        find_problems: Says what is wrong with the installation, one line each.
    """

    def __init__(
        self,
        answers: AnswerBook,
        start_refresh: Callable[[], RefreshJob] = RefreshJob,
        find_problems: Callable[[], list[str]] = list,
    ) -> None:
        self._answers = answers
        self._start_refresh = start_refresh
        self._find_problems = find_problems
        self._job: RefreshJob | None = None
        self._undo_told = False
        self.actions: dict[str, Callable[[Host], Reply]] = {
            "refresh_list": self._refresh_list,
            "poll_refresh": self._poll_refresh,
            "cancel_refresh": self._cancel_refresh,
            "screen_sheet": lambda host: self._screen(host, selected=False),
            "screen_selection": lambda host: self._screen(host, selected=True),
            "screen_copy": self._screen_copy,
            "remove_answers": self._remove_answers,
            "next_alert": self._next_alert,
            "why": self._why,
            "repair_formulas": self._repair_formulas,
            "list_status": self._list_status,
            "list_label": self._list_label,
            "settings": self._settings,
            "help": self._help,
        }

    def press(self, action: str, host: Host) -> Reply:
        """Do what the button `action` says."""
        reply = Reply()
        try:
            reply = self.actions[action](host)
        except EntityCheckError as error:
            reply = Reply("say", f"{error.message}.\n{CELL_ADVICE[error.code] or error.fix}.")
        except Exception as error:  # noqa: BLE001 -- the last stop before Excel
            mark, log = log_failure(error)
            where = f" The log {log} says where." if log else ""
            reply = Reply("say", f"Internal error {mark} ({type(error).__name__}).{where}")
        finally:
            if reply.kind != "poll":
                host.tell(None)
        return reply

    def _refresh_list(self, host: Host) -> Reply:
        if self._job is None:
            self._job = self._start_refresh()
        return self._poll_refresh(host)

    def _poll_refresh(self, host: Host) -> Reply:
        if self._job is None:
            return Reply()
        state = self._job.look()
        if state.running:
            return Reply("poll", f"Refreshing list: {state.text} (press Cancel refresh to stop)")
        self._job = None
        if not state.succeeded:
            return Reply("say", state.text)
        self._answers.look_again()
        return Reply("recalculate", state.text, addresses(host.formulas()))

    def _cancel_refresh(self, _host: Host) -> Reply:
        if self._job is None:
            return Reply()
        self._job.cancel()
        self._job = None
        return Reply("say", "The refresh was cancelled. The list in force stays in force.")

    def _screen(self, host: Host, *, selected: bool) -> Reply:
        sheet = host.sheet
        if sheet is None:
            return _PROTECTED_VIEW if host.in_protected_view else _NO_SHEET
        hindered = sheet_screening.obstacle(sheet)
        if hindered is not None:
            text = f"{hindered}\n\nScreen a copy in a new workbook instead?"
            return Reply("ask", text, "screen_copy")
        screener = self._answers.screener()
        text = sheet_screening.screen_sheet(host, sheet, screener, selected=selected)
        return Reply("say", self._with_undo_note(text))

    def _screen_copy(self, host: Host) -> Reply:
        sheet = host.sheet
        if sheet is None:
            return _PROTECTED_VIEW if host.in_protected_view else _NO_SHEET
        return Reply("say", sheet_screening.screen_copy(host, sheet, self._answers.screener()))

    def _remove_answers(self, host: Host) -> Reply:
        sheet = host.sheet
        if sheet is None:
            return _PROTECTED_VIEW if host.in_protected_view else _NO_SHEET
        if sheet.state.protected:
            return Reply(
                "say", f"The sheet {sheet.name!r} is protected: unprotect it first (Review)."
            )
        if sheet.state.filtered:
            return Reply(
                "say", f"A filter hides rows of {sheet.name!r}: clear it first (Data, Clear)."
            )
        return Reply("say", sheet_screening.remove_answers(host, sheet))

    def _next_alert(self, host: Host) -> Reply:
        sheet = host.sheet
        if sheet is None:
            return _NO_SHEET
        cells = _alert_cells(sheet.grid())
        if not cells:
            return Reply("say", "No MATCH, REVIEW or failure stands on this sheet.")
        following = [cell for cell in cells if cell > sheet.cursor]
        sheet.select(*(following or cells)[0])
        return Reply() if following else Reply("say", "That was the last one; back to the first.")

    def _why(self, host: Host) -> Reply:
        sheet = host.sheet
        if sheet is None:
            return _PROTECTED_VIEW if host.in_protected_view else _NO_SHEET
        grid = sheet.grid()
        row, column = sheet.cursor
        written = _written_reason(grid, row)
        if written is not None:
            return Reply("say", written)
        text = _asked_name(sheet, grid, row, column)
        if not text or _ALERT.match(text):
            return Reply("say", "Put the cursor on a name, or on an answer, and press again.")
        functions = Functions(self._answers)
        return Reply("say", str(functions.why([[text]])[0][0]))

    def _repair_formulas(self, host: Host) -> Reply:
        text, cells = repair_formulas(host)
        return Reply("recalculate", text, addresses(cells))

    def _list_status(self, _host: Host) -> Reply:
        screener = self._answers.screener()
        snapshot = screener.snapshot
        age = (self._answers.today() - snapshot.list_date).days
        lists = ", ".join(f"{code} {n:,}" for code, n in sorted(snapshot.entries_per_list.items()))
        lines = [
            f"List of {snapshot.list_date.isoformat()}, {age} days old, {snapshot.entries:,} entries.",
            f"Lists: {lists}",
            f"Source: {snapshot.source}",
            f"Fingerprint: {snapshot.fingerprint}",
        ]
        if screener.warning:
            lines.insert(0, f"WARNING: {screener.warning}.")
        return Reply("say", "\n".join(lines))

    def _list_label(self, _host: Host) -> Reply:
        screener = self._answers.screener()
        snapshot = screener.snapshot
        if snapshot.starter:
            return Reply("", "WARNING: starter list only, press Refresh list")
        age = (self._answers.today() - snapshot.list_date).days
        stale = "WARNING: " if screener.warning else ""
        return Reply("", f"{stale}list of {snapshot.list_date.isoformat()}, {age} days old")

    def _settings(self, host: Host) -> Reply:
        path = ensure_settings_file()
        host.open_file(path)
        return Reply(
            "say", f"Your settings are in {path}.\nThey count from the next calculation on."
        )

    def _help(self, _host: Host) -> Reply:
        problems = self._find_problems()
        if not problems:
            return Reply("say", f"{HELP_TEXT}\n\nThis installation is in order.")
        found = "\n".join(f"- {problem}" for problem in problems)
        return Reply("say", f"{HELP_TEXT}\n\nWhat is wrong with this installation:\n{found}")

    def _with_undo_note(self, text: str) -> str:
        """The note on undo, once in a session."""
        if self._undo_told:
            return text
        self._undo_told = True
        return f"{text}\n\n{sheet_screening.UNDO_NOTE}"


def _alert_cells(grid: Grid) -> list[tuple[int, int]]:
    """Row and column of every alert and failure, top to bottom."""
    return [
        (grid.first_row + i, grid.first_column + j)
        for i, row in enumerate(grid.rows)
        for j, value in enumerate(row)
        if isinstance(value, str) and _ALERT.match(value)
    ]


def _written_reason(grid: Grid, row: int) -> str | None:
    """What the answer columns of this row say; None without an answer there."""
    for area in without_answers(grid).answers:
        if not area.first_row <= row <= area.last_row:
            continue
        verdict, party, listed, reason = (
            cell_text(grid.value(row, area.first_column + offset)) for offset in (0, 2, 3, 7)
        )
        if verdict and verdict != "EC verdict":
            found = f"\nListed: {listed}" if listed else ""
            return f"{verdict}: {party}{found}\n{reason}"
    return None


def _asked_name(sheet: Sheet, grid: Grid, row: int, column: int) -> str:
    """The name the cursor stands on, or the one that the formula there asks about."""
    asked = _FIRST_ARGUMENT.search(sheet.formula(row, column))
    if asked is not None:
        return cell_text(grid.value(int(asked.group(2)), column_number(asked.group(1)) or 0))
    return cell_text(grid.value(row, column))
