"""The error tree and its mapping to the faces."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from entitycheck.cli.failures import EXIT_STATUS
from entitycheck.errors import EntityCheckError, ListFormatError


def _tree(root: type[EntityCheckError] = EntityCheckError) -> Iterator[type[EntityCheckError]]:
    yield root
    for child in root.__subclasses__():
        yield from _tree(child)


def test_every_error_has_a_code_of_its_own() -> None:
    codes = [error.code for error in _tree()]

    assert len(codes) == len(set(codes))


def test_every_error_has_an_exit_status_and_none_is_left_over() -> None:
    assert {error.code for error in _tree()} == set(EXIT_STATUS)


@pytest.mark.parametrize("status", EXIT_STATUS.values())
def test_no_error_exits_like_an_answer(status: int) -> None:
    """0 and 3 are answers: a failure must never look like one."""
    assert status in {1, 2}


def test_an_error_reads_as_one_line_with_what_to_do() -> None:
    error = ListFormatError("the file ends inside a record", fix="download it again", row=4227)

    assert str(error) == "the file ends inside a record: download it again"
    assert error.facts == {"row": 4227}
