"""What each word table and each step earns: the benchmark once more without it.

    python tests/bench/ablation.py                     every ingredient, one after the other
    python tests/bench/ablation.py given_names vowels  only these

One line an ingredient: its size, the share of listed parties lost when it is taken away (found first
as MATCH or REVIEW, and as MATCH), the kinds of writing that lose most, and how many false alarms in
1,000 firms and persons come or go. Each is taken away in a process of its own, by emptying the table
or replacing the step with one that does nothing: the product has no switch for it. Points and limits
stay as they are, so that what an ingredient earns is a little less than these figures say.
"""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from entitycheck.names import tables

HERE = Path(__file__).parent
DATA = HERE.parents[1] / "src" / "entitycheck" / "names" / "data"
TABLES = tuple(sorted(path.stem for path in DATA.glob("*.tsv")))


def _nothing(*_: object, **__: object) -> list[Any]:
    return []


def _same(word: str) -> str:
    return word


def _none(*_: object, **__: object) -> None:
    return None


STEPS: dict[str, tuple[tuple[str, ...], Callable[..., Any]]] = {
    "noise": (("names.reading.strip_noise",), _nothing),
    "brackets": (("names.reading._bracket_readings",), _nothing),
    "named after": (("names.reading._unnamed_readings",), _nothing),
    "persons": (("names.reading._person_readings",), _nothing),
    "pinyin of native names": (("names.reading.find_pinyin_name",), _none),
    "german and french": (("names.reading.spell_english",), _none),
    "slips in legal forms": (("names.reading.mend_legal_word",), _same),
    "spelling": (("names.words.settle_spelling", "matching.joints._together"), _same),
    "vowels as on the list": (("matching.queries.spell_as_listed",), _nothing),
    "chinese as on the list": (("matching.queries.word_as_listed",), _nothing),
    "listed name in a text": (("matching.queries.find_listed",), _nothing),
    "slips of known words": (("matching.queries.known_word_meant",), _none),
    "joined and split": (("matching.comparing.mend_joints",), _none),
}
"""Steps by name: the places they are called from, and what does nothing in their stead."""


def take_away(ingredient: str) -> None:
    """Empty a table or replace a step, in this process."""
    importlib.import_module("entitycheck.matching")
    if ingredient in STEPS:
        places, nothing = STEPS[ingredient]
        for place in places:
            module, _, name = f"entitycheck.{place}".rpartition(".")
            loaded = importlib.import_module(module)
            getattr(
                loaded, name
            )  # a step that was renamed must not pass for one that earns nothing
            setattr(loaded, name, nothing)
        return
    whole = tables.load_rows

    def load_rows(table: str) -> tuple[tuple[str, ...], ...]:
        return () if table == ingredient else whole(table)

    for name, loaded in list(sys.modules.items()):
        if name.startswith("entitycheck.") and getattr(loaded, "load_rows", None) is whole:
            vars(loaded)["load_rows"] = load_rows


def measure(ingredient: str) -> dict[str, Any]:
    """The figures of the benchmark without an ingredient, in a process of its own; "" for with all."""
    code = (
        "import json, sys; import ablation; sys.argv[1] and ablation.take_away(sys.argv[1]); "
        "import accuracy; print(json.dumps(accuracy.figures(accuracy.run_all())))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, ingredient],
        cwd=HERE,
        capture_output=True,
        text=True,
        check=True,
    )
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


def size_of(ingredient: str) -> str:
    """Rows and kilobytes of a table; what it is of a step."""
    path = DATA / f"{ingredient}.tsv"
    if not path.is_file():
        return "a step"
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = sum(bool(line) and not line.startswith("#") for line in lines)
    return f"{rows} rows, {round(path.stat().st_size / 1024)} KB"


def line_of(ingredient: str, whole: dict[str, Any], without: dict[str, Any]) -> str:
    """What was lost, as a row of a table."""
    lost = {
        kind: round(one["match_or_review"] - without["found"][kind]["match_or_review"], 1)
        for kind, one in whole["found"].items()
    }
    match = round(whole["found"]["all"]["match"] - without["found"]["all"]["match"], 1)
    most = sorted((-points, kind) for kind, points in lost.items() if kind != "all")[:2]
    named = ", ".join(f"{kind} {-points:+.1f}" for points, kind in most if points < 0)
    alarms = [
        round(without["false_per_1000"][file][grade] - whole["false_per_1000"][file][grade], 1)
        for file in whole["false_per_1000"]
        for grade in ("match_or_review",)
    ]
    return (
        f"| {ingredient} | {size_of(ingredient)} | {lost['all']:+.1f} | {match:+.1f} | {named or '-'} "
        f"| {alarms[0]:+.1f} | {alarms[1]:+.1f} |"
    )


def main() -> int:
    """Print the table, a row as soon as it is known."""
    wanted = sys.argv[1:] or [*TABLES, *STEPS]
    unknown = [name for name in wanted if name not in TABLES and name not in STEPS]
    if unknown:
        print(f"no such table or step: {', '.join(unknown)}", file=sys.stderr)
        return 2
    whole = measure("")
    print("| without | size | found lost, points | MATCH lost | most | alarms firms | persons |")
    print("|---|---|---|---|---|---|---|")
    for ingredient in wanted:
        try:
            line = line_of(ingredient, whole, measure(ingredient))
        except subprocess.CalledProcessError:
            line = f"| {ingredient} | {size_of(ingredient)} | nothing runs without it | | | | |"
        print(line, flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
