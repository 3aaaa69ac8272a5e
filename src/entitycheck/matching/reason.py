"""Why an entry resembles a party, told from the numbers that made its score.

`explain` is called for the pairs that a person will see, never for the rest. The reason names the
words that met, those read as another word, those missing on either side, and what country, numbers
and legal form said; the evidence lists every term with its points, and the points add up to the
score.
"""

from __future__ import annotations

import numpy as np

from entitycheck.matching.index import NameIndex
from entitycheck.matching.keys import NameFlag, distinct_tokens, word_key
from entitycheck.matching.premises import Premise
from entitycheck.matching.queries import Queries
from entitycheck.matching.score import Pairs, compare_names
from entitycheck.matching.terms import DETAILS, Term
from entitycheck.matching.word_pairs import ALIKE, compare_each
from entitycheck.matching.words import Floats
from entitycheck.names import fold
from entitycheck.names.comparable import Kind
from entitycheck.records import Evidence

EXACT_POINTS = 100.0
ADDRESS_POINTS = 18.0
PLACE_POINTS = 9.0
LIMIT = "only an exact name scores 100, what needs confirming stays below MATCH, nothing is below 0"
_LEAST_POINTS = 0.05  # a term below this is not worth a line


def explain(
    queries: Queries,
    index: NameIndex,
    pairs: Pairs,
    pair: int,
    points: float,
    *,
    exact: bool,
    held: str | None = None,
    address: str | None = None,
    place: str | None = None,
) -> tuple[str, tuple[Evidence, ...]]:
    """The reason in one sentence, and the terms behind it.

    Args:
        queries: The parties asked about.
        index: The list.
        pairs: All pairs with their terms.
        pair: Which one to explain.
        points: Its final score.
        exact: Whether both are the same name but for case, accents, blanks and punctuation.
        held: Why the pair is REVIEW at most, where it is.
        address: The entry's address that is the party's, where one is.
        place: A place of the party's name that stands in the entry's address.
    """
    reading = queries.readings[int(pairs.reading[pair])]
    name = int(pairs.name[pair])
    subject = _subject(index, name)
    read = "" if reading.basis == "as written" else f" ({reading.basis})"
    said = []
    if address is not None:
        said.append(f'the address is its address "{address}"')
    if place is not None:
        said.append(f"{place} stands in the entry's address")
    if held is not None:
        said.append(held)
    if exact:
        reason = "; ".join([f"spelled like {subject}{read}", *said])
        return reason, _evidence_of_exact(points, subject)
    terms = pairs.terms[pair]
    said = [*_words_said(queries, index, pairs, pair), *_circumstances(terms), *said]
    evidence = [
        Evidence(term.name.lower().replace("_", " "), round(float(terms[term]), 2), DETAILS[term])
        for term in Term
        if abs(terms[term]) >= _LEAST_POINTS
    ]
    if address is not None:
        evidence.append(Evidence("address", ADDRESS_POINTS, "the entry is at the party's address"))
    if place is not None:
        evidence.append(
            Evidence("place", PLACE_POINTS, "the party's place is in the entry's address")
        )
    rest = round(points - sum(one.points for one in evidence), 2)
    if abs(rest) >= _LEAST_POINTS:
        evidence.append(Evidence("limit", rest, LIMIT))
    return f"resembles {subject}{read}: {'; '.join(said)}", tuple(evidence)


def explain_premise(premise: Premise) -> tuple[str, tuple[Evidence, ...]]:
    """The reason for an entry that is nothing but an address."""
    reason = f'the address is the listed address "{premise.listed}": {premise.detail}'
    return reason, (Evidence("listed address", premise.points, premise.detail),)


def _evidence_of_exact(points: float, subject: str) -> tuple[Evidence, ...]:
    exact = Evidence("exact name", EXACT_POINTS, f"the same letters and digits as {subject}")
    if points == EXACT_POINTS:
        return (exact,)
    return exact, Evidence("limit", points - EXACT_POINTS, LIMIT)


def _subject(index: NameIndex, name: int) -> str:
    """The listed name, and whether it is an alias or a part of one."""
    flags = int(index["name_flags"][name])
    kind = "alias" if flags & NameFlag.ALIAS else "listed name"
    if flags & NameFlag.PART:
        kind = f"part of the {kind}"
    return f'the {kind} "{index.name_text[name]}"'


def _words_said(queries: Queries, index: NameIndex, pairs: Pairs, pair: int) -> list[str]:
    """Which words met and which did not."""
    reading = int(pairs.reading[pair])
    name = int(pairs.name[pair])
    words, _, _ = compare_names(queries, index, *np.asarray([[reading], [name]]))
    alike, _ = compare_each(queries, index, reading, name)
    tokens = distinct_tokens(queries.readings[reading])
    listed = listed_words(index, name)
    same, near, extra, joined = [], [], [], []
    for place, token in enumerate(tokens):
        partner = int(np.argmax(alike[:, place]))
        word = listed[partner]
        if words.asked.alike[place] < ALIKE:
            extra.append(_written(token.written, token.kind))
        elif alike[partner, place] < ALIKE:  # a half of a word, or a slip in a short one
            joined.append(token.written)
        elif alike[partner, place] < 1:
            near.append(f"{token.written} ~ {word}")
        else:
            same.append(
                token.written if _folded(token.written) == word else f"{token.written} = {word}"
            )
    missing = [
        word for word, value in zip(listed, words.listed.alike, strict=True) if value < ALIKE
    ]
    others = [
        word
        for word, row, value in zip(listed, alike, words.listed.alike, strict=True)
        if value >= ALIKE and row.max() < ALIKE
    ]
    if joined and others:
        near.append(f"{' '.join(joined)} ~ {' '.join(others)}")
    said = []
    if not same and not near:  # the whole spelling made the score, no word of its own
        cores = f"{queries.cores[reading]} ~ {index.core[name]}"
        said.append(f"nearly the same without blanks: {cores}")
    for label, told in (
        ("same words", same),
        ("nearly the same", near),
        ("only in the party's name", extra),
        ("only in the listed name", missing),
    ):
        if told:
            said.append(f"{label}: {', '.join(dict.fromkeys(told))}")
    return said


def listed_words(index: NameIndex, name: int) -> list[str]:
    """The words of a listed name as they stand on the list, in the order of the index."""
    tokens = distinct_tokens(index.reading_of(name))
    start, end = index["token_start"][name : name + 2].tolist()
    keys = [index.words[word] for word in index["token_word"][start:end].tolist()]
    written = {word_key(token.text, token.kind): token.written for token in tokens}
    return [_folded(written.get(key, key[1:])) for key in keys]


def _folded(written: str) -> str:
    """A written word in the one form in which words of both names are shown."""
    return fold(written) or written


def _written(text: str, kind: Kind) -> str:
    """A word that did not meet, with what it counts."""
    if kind == Kind.PLACE:
        return f"{text} (a place)"
    return f"{text} (a common word)" if kind == Kind.GENERIC else text


def _circumstances(terms: Floats) -> list[str]:
    """What country, numbers, places and forms said."""
    told = (
        (Term.COUNTRY, "country agrees"),
        (Term.OTHER_COUNTRY, "country differs"),
        (Term.NUMBERS, "numbers differ"),
        (Term.PLACES, "places differ"),
        (Term.OTHER_PATRONYMIC, "patronymics differ"),
        (Term.LEGAL_FORM, "legal forms differ"),
        (Term.VEHICLE, "the entry is a vessel or aircraft"),
        (Term.PERSON, "the entry is a person"),
        (Term.ONE_COMMON, "nothing met but a common word"),
        (Term.COMMON_ONLY, "nothing met but common words"),
        (Term.CUT_OFF, "the listed name begins with the party's name"),
    )
    return [text for term, text in told if terms[term]]
