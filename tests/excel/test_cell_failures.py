"""Every failure becomes a text that begins `#EC! ` and says what to do."""

from __future__ import annotations

from pathlib import Path

from entitycheck.errors import EntityCheckError
from entitycheck.excel.cell_failures import CELL_ADVICE, failure_text, unexpected_text


def all_errors(kind: type[EntityCheckError] = EntityCheckError) -> list[type[EntityCheckError]]:
    """The class and everything derived from it."""
    return [kind, *(error for child in kind.__subclasses__() for error in all_errors(child))]


def test_every_error_has_its_advice_for_a_cell() -> None:
    assert {error.code for error in all_errors()} == set(CELL_ADVICE)


def test_a_failure_says_what_happened_and_what_to_do() -> None:
    for kind in all_errors():
        text = failure_text(kind("the list is gone", fix="run 'entitycheck refresh'"))

        assert text.startswith("#EC! the list is gone: ")
        assert "\n" not in text


def test_a_bug_is_a_text_and_a_log_without_party_names(home: Path) -> None:
    text = unexpected_text(RuntimeError("Secret Customer Ltd"))

    assert text.startswith("#EC! internal error ")
    assert "Secret" not in text + (home / "logs" / "errors.log").read_text(encoding="utf-8")
