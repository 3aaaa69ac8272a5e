"""Which listed names are scored at all."""

from __future__ import annotations

from itertools import product

from small_list import entry

from entitycheck.matching import compile_index, find_candidates, open_index
from entitycheck.matching.policy import Policy
from entitycheck.records import Party

FORMS = ("OAO", "PAO", "ZAO", "JSC", "OJSC", "PJSC", "AO", "CJSC", "OOO", "AG", "GmbH", "Ltd")
SPELLINGS = [text.format(form) for text, form in product(("VTB Bank {}", "{} VTB Bank"), FORMS)]
BANKS = (
    entry(SPELLINGS[0], *SPELLINGS[1:], code="SDN", country="RU"),
    entry("PJSC VTB BANK (KIEV)", code="SDN", country="UA"),
)


def test_a_name_listed_in_very_many_spellings_loses_none_of_its_entries() -> None:
    """VTB Bank stands in forty spellings, all equally near: once, that left none to be scored."""
    index = open_index(compile_index(BANKS))

    single = find_candidates([Party("VTB Bank Plc", "UA")], index, Policy())
    batch = find_candidates([Party("VTB Bank Plc", "UA")] * 40, index, Policy())

    assert {one.row for one in single[0]} == {0, 1}
    assert batch == single * 40
