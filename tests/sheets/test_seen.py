"""What resembled nothing is known to all processes of a run, and never more than that."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from entitycheck.records import Party
from entitycheck.sheets.seen import Seen


@pytest.fixture
def seen() -> Iterator[Seen]:
    table = Seen.make(100)
    assert table is not None
    yield table
    table.close()


def test_another_process_finds_what_was_added(seen: Seen) -> None:
    """Name, country and address together; the role does not count."""
    seen.add(Party("Papeterie Valmont SA", "FR", None, "customer"))
    other = Seen.attach(seen.name)
    assert other is not None

    found = [
        other.holds(party)
        for party in (
            Party("Papeterie Valmont SA", "FR", None, "bank"),
            Party("Papeterie Valmont SA", "DE"),
            Party("Papeterie Valmont SA", "FR", "Lyon"),
            Party("Papeterie Valmont S", "AFR"),
        )
    ]
    other.close()

    assert found == [True, False, False, False]


def test_a_full_table_forgets_and_invents_nothing(seen: Seen) -> None:
    """With more parties than places, some are not found, and none is found that was not added."""
    for number in range(20_000):
        seen.add(Party(f"Firm {number}"))

    assert seen.holds(Party("Firm 19999"))
    assert not any(seen.holds(Party(f"Other {number}")) for number in range(20_000))


def test_no_table_where_none_was_made() -> None:
    assert Seen.attach(None) is None
    assert Seen.attach("no_such_memory") is None
