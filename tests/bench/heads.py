"""How many heads of listed names are found behind one typing slip: `Inspurr`, `Loognson`.

    python tests/bench/heads.py

The heads are those of the benchmark; each is asked four times with each sort of slip, at a place drawn
by a fixed seed. Found means that a right entry is an alert, first or not.
"""

from __future__ import annotations

import random
import string
from collections.abc import Callable

from benchmark import FILES, load_list, load_queries

from entitycheck.matching import find_candidates
from entitycheck.matching.policy import Policy
from entitycheck.records import Grade, Party

CATEGORY = "10_head_only"
LEAST_LETTERS = 6  # of a word that gets a slip: the first or second of the head
TIMES = 4
SEED = 7
Slip = Callable[[str, random.Random], str]


def doubled(word: str, rng: random.Random) -> str:
    """One letter twice."""
    at = rng.randrange(1, len(word) - 1)
    return word[:at] + word[at] + word[at:]


def undoubled(word: str, _: random.Random) -> str:
    """One letter of a double left out; the word itself where it has none."""
    for at in range(1, len(word) - 1):
        if word[at].lower() == word[at + 1].lower():
            return word[:at] + word[at + 1 :]
    return word


def swapped(word: str, rng: random.Random) -> str:
    """Two neighbours in the other order."""
    at = rng.randrange(1, len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def left_out(word: str, rng: random.Random) -> str:
    """One letter left out."""
    at = rng.randrange(1, len(word) - 1)
    return word[:at] + word[at + 1 :]


def another(word: str, rng: random.Random) -> str:
    """Any other letter for one."""
    at = rng.randrange(1, len(word) - 1)
    return word[:at] + rng.choice(string.ascii_lowercase) + word[at + 1 :]


def with_slip(name: str, slip: Slip, rng: random.Random) -> str:
    """A name with a slip in one of its first two words; itself where none is long enough."""
    words = name.split()
    long = [at for at, word in enumerate(words) if len(word) >= LEAST_LETTERS and word.isalpha()]
    if long and name.isascii():
        at = rng.choice(long[:2])
        words[at] = slip(words[at], rng)
    return " ".join(words)


def main() -> None:
    """Print the table."""
    entries, index = load_list(False)
    heads = [query for query in load_queries(FILES[0]) if query.category == CATEGORY]
    rng = random.Random(SEED)
    print(f"{'one slip':14}{'asked':>7}{'MATCH':>8}{'or REVIEW':>11}")
    for slip in (doubled, undoubled, swapped, left_out, another):
        asked = [
            (query, typed)
            for query in heads * TIMES
            if (typed := with_slip(query.party.name, slip, rng)) != query.party.name
        ]
        answers = find_candidates(
            [Party(typed, query.party.country) for query, typed in asked], index, Policy()
        )
        grades = [
            {one.verdict for one in found if entries[one.row].entry_id in query.expected}
            for (query, _), found in zip(asked, answers, strict=True)
        ]
        matches = sum(Grade.MATCH in found for found in grades)
        alerts = sum(any(grade.is_alert for grade in found) for found in grades)
        share = 100 / max(len(asked), 1)
        print(f"{slip.__name__:14}{len(asked):7}{matches * share:8.1f}{alerts * share:11.1f}")


if __name__ == "__main__":
    main()
