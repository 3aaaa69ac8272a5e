"""Runs in the Windows Python: presses buttons as the add-in's VBA does, on a small Excel of its own.

Reads a task from stdin (command line for the DLL, rows and formulas of a sheet, steps) and answers
JSON: the replies, and the workbook after each step.
"""

from __future__ import annotations

import json
import re
import sys
import time
from typing import Any

from excel_client import Bridge, received
from fake_excel import Application, Range, Workbook, out, place

REFERENCE = re.compile(r"=ENTITYCHECK\(([A-Z]+\d+)\)")
POLL_SECONDS = 0.3


class Excel:
    """Excel with the add-in: its buttons, and the calculation of its formulas."""

    def __init__(self, task: dict[str, Any]) -> None:
        self.bridge = Bridge(task["command"])
        self.book = Workbook("Orders.xlsx", "May")
        self.sheet = self.book.active
        self.application = Application(self.book)
        for i, row in enumerate(task["rows"], start=1):
            for j, value in enumerate(row, start=1):
                if value is not None:
                    self.sheet.cells[i, j] = value
        for address, formula in task.get("formulas", {}).items():
            self.sheet.typed[place(address)] = formula
        self.calculated: list[str] = []

    def press(self, action: str) -> list[str]:
        """One button to its end, as `Press` in VBA."""
        com = out(self.application)
        reply = self.bridge.press(action, com)
        polls = 0
        while reply[0] == "poll":
            polls += 1
            self.application.StatusBar = reply[1]
            self.calculate("A1:A1")  # formulas keep answering meanwhile
            time.sleep(POLL_SECONDS)
            reply = self.bridge.press("poll_refresh", com)
        if reply[0] == "recalculate":
            for address in reply[2].splitlines():
                self.calculated.append(address)
                self.calculate(address.rpartition("!")[2].replace("$", ""))
        return [*reply, str(polls)]

    def calculate(self, address: str) -> None:
        """Ask Python for the formulas of an area, one call a cell."""
        (row, column), (last_row, last_column) = (place(corner) for corner in address.split(":"))
        for (r, c), formula in self.sheet.typed.items():
            if row <= r <= last_row and column <= c <= last_column:
                found = REFERENCE.fullmatch(formula)
                assert found is not None
                name = self.sheet.cells.get(place(found.group(1)))
                left_out = {"missing": True}
                self.sheet.cells[r, c] = self.bridge.call(
                    "ENTITYCHECK", [name, left_out, left_out, left_out, left_out, ""]
                )

    def state(self) -> dict[str, Any]:
        """The workbooks as they are."""
        return {
            "cells": {
                f"{book.Name}!{sheet.Name}!{row},{column}": value
                for book in self.application.books
                for sheet in book.sheets
                for (row, column), value in sheet.cells.items()
            },
            "formulas": {
                f"{row},{column}": text for (row, column), text in self.sheet.typed.items()
            },
            "cursor": [self.application.selected.Row, self.application.selected.Column],
            "status_bar": self.application.StatusBar,
            "told": list(self.application.told),
            "calculated": list(self.calculated),
            "writes": self.sheet.writes,
            "conditions": list(self.sheet.conditions),
        }


def main() -> None:
    task = json.load(sys.stdin)
    excel = Excel(task)
    answers = []
    for step, *rest in task["steps"]:
        if step == "press":
            answers.append({"reply": received(excel.press(rest[0])), **excel.state()})
        elif step == "protect":
            excel.sheet.ProtectContents = True
        elif step == "table":
            excel.sheet.add_table(rest[0], filtered=rest[1])
        elif step == "picture":
            excel.sheet.add_picture(*rest)
        elif step == "merge":
            excel.sheet.merge(rest[0])
        elif step == "hide":
            excel.sheet.hidden.add(rest[0])
        elif step == "select":
            (row, column), (last, right) = (place(corner) for corner in rest[0].split(":"))
            excel.application.selected = Range(
                excel.sheet, row, column, last - row + 1, right - column + 1
            )
        elif step == "calculate":
            excel.calculate(rest[0])
    excel.bridge.close()
    print("\n" + json.dumps({"answers": answers}, ensure_ascii=False))


if __name__ == "__main__":
    main()
