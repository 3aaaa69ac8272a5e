"""Several processes answer like one, and a process that dies costs no answer."""

from __future__ import annotations

import os
from collections.abc import Sequence

from entitycheck.lists.starter import load_starter
from entitycheck.matching import Scored, compile_index, find_candidates, open_index
from entitycheck.matching.index import NameIndex
from entitycheck.matching.parallel import PORTION, search_in_processes
from entitycheck.matching.policy import Policy
from entitycheck.matching.search import WORTHWHILE, search_batch
from entitycheck.records import Party

NAMES = ("Inspur Group", "Loongson Technology", "4th paradigm", "Brauerei Steinbach", "BGI Reserch")
PARTIES = [Party(f"{NAMES[number % 5]} {number // 5}") for number in range(WORTHWHILE)]


def _dies_at_the_third_portion(
    parties: Sequence[Party], index: NameIndex, policy: Policy, nearest: int
) -> list[tuple[Scored, ...]]:
    if parties[0] == PARTIES[2 * PORTION]:
        os._exit(1)
    return search_batch(parties, index, policy, nearest)


def test_two_processes_answer_like_one() -> None:
    index = open_index(compile_index(load_starter()))

    alone = find_candidates(PARTIES, index, Policy(), workers=1)

    assert find_candidates(PARTIES, index, Policy(), workers=2) == alone
    assert sum(map(bool, alone)) > len(PARTIES) / 2


def test_when_a_process_dies_the_answers_before_it_stand_in_order() -> None:
    """The caller goes on from there: nothing is lost, nothing is moved."""
    index = open_index(compile_index(load_starter()))
    alone = find_candidates(PARTIES, index, Policy())

    portions = list(
        search_in_processes(
            PARTIES, index, Policy(), 0, search=_dies_at_the_third_portion, workers=2
        )
    )
    found = [one for portion in portions for one in portion]

    assert len(portions) <= 2
    assert found == alone[: len(found)]
