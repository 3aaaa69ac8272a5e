"""How fast the matching core is, beside other matchers, in one run on one machine.

    python tests/bench/speed.py              the table
    python tests/bench/speed.py --freeze     writes frozen_speed.json, which README quotes

All screen the parties of the same ten thousand order lines against the same list. What would take an
hour is measured on a sample, spread over the whole, and multiplied: the table says on how many.
Rounds alternate and the best of each counts, so that other work on the machine falls on all alike.
Ratios travel from one machine to another; seconds do not. The logic-v2 of nomenklatura is tried where
it is installed (it has no Windows wheel and is no dependency); it is given our candidates.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from benchmark import load_list, load_orders, load_queries
from published import publish_speed
from rapidfuzz import fuzz, process, utils
from rapidfuzz.distance import JaroWinkler

from entitycheck.matching import NameIndex, find_candidates
from entitycheck.matching.candidates import find_pairs
from entitycheck.matching.policy import Policy
from entitycheck.matching.queries import read_parties
from entitycheck.records import Entry, Party

T = TypeVar("T")
FROZEN = Path(__file__).with_name("frozen_speed.json")
ROUNDS = 3
WRATIO_SAMPLE, CDIST_SAMPLE, LOGIC_SAMPLE = 12, 400, 40
LOGIC_CANDIDATES = 25
CALLS = 2_000
WRATIO, TOKEN_SORT, JARO_WINKLER, LOGIC = (
    "rapidfuzz extractOne(WRatio) in a loop",
    "rapidfuzz cdist(token_sort_ratio)",
    "rapidfuzz cdist(Jaro-Winkler)",
    "nomenklatura logic-v2, given candidates",
)


@dataclass(frozen=True, slots=True)
class Measured:
    """One matcher.

    Args:
        matcher: Its name.
        names: On how many names it was measured.
        seconds: For all distinct names of the order lines, multiplied where fewer were measured.
        ratio: How many times longer than our core.
    """

    matcher: str
    names: int
    seconds: float
    ratio: float


def best_of(runs: dict[str, Callable[[], object]]) -> dict[str, float]:
    """The shortest time of each, over rounds in which they alternate."""
    seconds: dict[str, float] = {}
    for _ in range(ROUNDS):
        for name, run in runs.items():
            start = time.perf_counter()
            run()
            taken = time.perf_counter() - start
            seconds[name] = min(seconds.get(name, taken), taken)
    return seconds


def spread(items: Sequence[T], most: int) -> list[T]:
    """A sample from the whole length."""
    step = max(1, len(items) // most)
    return list(items[::step][:most])


def compare(parties: list[Party], entries: Sequence[Entry], index: NameIndex) -> list[Measured]:
    """Our core and its peers on the distinct parties of the order lines."""
    policy = Policy()
    distinct = list(dict.fromkeys(parties))
    names = list(dict.fromkeys(utils.default_process(party.name) for party in distinct))
    listed = [utils.default_process(name) for entry in entries for name in entry.names]
    samples = {
        WRATIO: spread(names, WRATIO_SAMPLE),
        TOKEN_SORT: spread(names, CDIST_SAMPLE),
        JARO_WINKLER: spread(names, CDIST_SAMPLE),
    }

    def loop() -> None:
        for name in samples[WRATIO]:
            process.extractOne(name, listed, scorer=fuzz.WRatio)

    def all_pairs(matcher: str, scorer: Callable[..., float]) -> Callable[[], object]:
        return lambda: process.cdist(
            samples[matcher], listed, scorer=scorer, workers=-1, dtype=np.float32
        )

    def ours() -> object:
        for cache in _caches():
            cache.cache_clear()
        return find_candidates(distinct, index, policy)

    runs: dict[str, Callable[[], object]] = {
        "entitycheck": ours,
        WRATIO: loop,
        TOKEN_SORT: all_pairs(TOKEN_SORT, fuzz.token_sort_ratio),
        JARO_WINKLER: all_pairs(JARO_WINKLER, JaroWinkler.similarity),
    }
    if find_spec("nomenklatura") is None:
        print("nomenklatura is not installed: logic-v2 is left out", file=sys.stderr)
    else:
        asked = spread(distinct, LOGIC_SAMPLE)
        samples[LOGIC] = [party.name for party in asked]
        runs[LOGIC] = logic_v2(asked, entries, index)
    seconds = best_of(runs)
    core = seconds.pop("entitycheck")
    found = [Measured("entitycheck", len(distinct), round(core, 2), 1.0)]
    for matcher, taken in seconds.items():
        sample = len(samples[matcher])
        whole = taken * len(distinct) / sample
        found.append(Measured(matcher, sample, round(whole, 1), round(whole / core, 1)))
    return found


def _caches() -> list[Any]:
    """What the core keeps of names and words: a run must not profit from the one before."""
    found = []
    for name, module in list(sys.modules.items()):
        if name.startswith(("entitycheck.names.", "entitycheck.matching.")):
            found += [one for one in vars(module).values() if hasattr(one, "cache_parameters")]
    return [one for one in found if one.cache_parameters()["maxsize"] is not None]


def logic_v2(
    asked: Sequence[Party], entries: Sequence[Entry], index: NameIndex
) -> Callable[[], object]:
    """Scores the best of our candidates, whose entities are made beforehand."""
    from followthemoney import EntityProxy, model
    from nomenklatura.matching import get_algorithm

    algorithm = get_algorithm("logic-v2")
    assert algorithm is not None
    config = algorithm.default_config()

    def entity(key: str, names: Sequence[str], countries: Sequence[str]) -> EntityProxy:
        made = model.make_entity("LegalEntity")
        made.id = key
        for name in names:
            made.add("name", name)
        for country in countries:
            made.add("country", country)
        return made

    queries = read_parties(asked, index)
    reading, name = find_pairs(queries, index, None)
    party, row = queries.party[reading], index["name_row"][name]
    pairs = []
    for place, one in enumerate(asked):
        rows = list(dict.fromkeys(row[party == place].tolist()))[:LOGIC_CANDIDATES]
        mine = entity(f"q{place}", [one.name], [one.country] if one.country else [])
        pairs += [(mine, entity(f"e{at}", entries[at].names, entries[at].countries)) for at in rows]
    return lambda: [algorithm.compare(mine, theirs, config) for mine, theirs in pairs]


def single_calls(index: NameIndex) -> tuple[float, float]:
    """Median and 99th percentile of one warm call, in milliseconds; no name is asked twice."""
    policy = Policy()
    queries = [query.party for file in ("negatives", "positives") for query in load_queries(file)]
    parties = spread(list(dict.fromkeys(queries)), CALLS + 200)
    times = []
    for party in parties:
        start = time.perf_counter()
        find_candidates([party], index, policy)
        times.append((time.perf_counter() - start) * 1000)
    times = sorted(times[200:])
    return round(statistics.median(times), 2), round(times[len(times) * 99 // 100], 2)


def peak_megabytes() -> int | None:
    """The most memory this process has had; None where the system does not tell."""
    try:
        from resource import RUSAGE_SELF, getrusage
    except ImportError:
        return None
    return getrusage(RUSAGE_SELF).ru_maxrss // 1000


def main() -> int:
    """Measure, print, freeze."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--freeze", action="store_true", help="write frozen_speed.json")
    freeze = parser.parse_args().freeze
    entries, index = load_list()
    parties = load_orders()
    median, late = single_calls(index)
    memory = peak_megabytes()
    found = compare(parties, entries, index)
    run = {
        "rows": len(parties),
        "parties": found[0].names,
        "listed_names": index.names,
        "matchers": [asdict(one) for one in found],
        "call_median_ms": median,
        "call_p99_ms": late,
        "megabytes": memory,
        "cores": os.cpu_count(),
        "load": [round(one, 1) for one in os.getloadavg()] if hasattr(os, "getloadavg") else None,
        "python": platform.python_version(),
    }
    print(f"{len(parties)} order lines, {found[0].names} parties, {index.names} listed names")
    print(f"{'matcher':42}{'measured on':>12}{'seconds':>10}{'times ours':>12}")
    for one in found:
        print(f"{one.matcher:42}{one.names:12}{one.seconds:10.1f}{one.ratio:12.1f}")
    print(f"one call: median {median} ms, 99 % within {late} ms; {memory} MB; load {run['load']}")
    if freeze:
        FROZEN.write_text(json.dumps(run, indent=1) + "\n", encoding="utf-8")
        publish_speed(run)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
