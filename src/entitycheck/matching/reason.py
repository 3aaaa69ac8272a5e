"""Why an entry resembles a party, told from the numbers that made its score.

`explain` is called for the pairs that a person will see, never for the rest. The reason names the
words that met, those read as another word, those missing on either side, and what country, numbers
and legal form said; of an entry that is no alert, also what kept it from being one. The evidence
lists every term with its points, and the points add up to the score.
"""

from __future__ import annotations

from dataclasses import dataclass

from entitycheck.matching.index import NameIndex
from entitycheck.matching.keys import NameFlag
from entitycheck.matching.met_words import MetWords, met_words
from entitycheck.matching.premises import Premise
from entitycheck.matching.queries import Queries
from entitycheck.matching.score import Pairs
from entitycheck.matching.terms import DETAILS, POINTS, Term
from entitycheck.matching.words import Floats
from entitycheck.records import Evidence

EXACT_POINTS = 100.0
ADDRESS_POINTS = 18.0
PLACE_POINTS = 9.0
ONLY_EXACT = "only a name spelled as listed scores 100"
TO_CONFIRM = "stays below MATCH until country or address confirms it"
NOT_BELOW_0 = "no score is below 0"
TOO_SMALL = "terms too small to be listed one by one"
_TERMS = [(term.name.lower().replace("_", " "), DETAILS[term]) for term in Term]
_LEAST_POINTS = 0.05  # a term below this is not worth a line
_MOST_SMALL = 0.3  # what such terms and rounding may add up to
_MOST_LEFT_OUT = 12  # words of a long text told one by one


@dataclass(frozen=True, slots=True)
class Settled:
    """What was settled about a pair beside the terms of its names.

    Args:
        points: Its final score.
        exact: Whether both are the same name but for case, accents, blanks and punctuation.
        held: Why the pair is REVIEW at most, where it is.
        address: The entry's address that is the party's, where one is.
        place: A place of the party's name that stands in the entry's address.
        below: The least points of an alert, where the pair is none.
    """

    points: float
    exact: bool
    held: str | None = None
    address: str | None = None
    place: str | None = None
    below: float | None = None


def explain(
    queries: Queries, index: NameIndex, pairs: Pairs, pair: int, settled: Settled
) -> tuple[str, tuple[Evidence, ...]]:
    """The reason in one sentence, and the terms behind it.

    Args:
        queries: The parties asked about.
        index: The list.
        pairs: All pairs with their terms.
        pair: Which one to explain.
        settled: What came of it.
    """
    reading = int(pairs.reading[pair])
    name = int(pairs.name[pair])
    basis = queries.readings[reading].basis
    subject = _subject(index, name)
    read = "" if basis == "as written" else f" ({basis})"
    confirmed = list(_confirmed(settled))
    if settled.exact:
        reason = "; ".join([f"spelled like {subject}{read}", *confirmed])
        return reason, _evidence_of_exact(settled.points, subject)
    terms = pairs.terms[pair]
    met = met_words(queries, index, pairs, pair)
    said = [*_words_said(met, terms, queries.cores[reading], index.core[name])]
    left_out = _left_out(queries, reading)
    if left_out:
        said.append(f"not compared: {left_out}")
    said += [*_circumstances(terms, met), *confirmed]
    if settled.below is not None:
        said.append(
            f"{settled.points:.1f} points are too few for an alert, which takes {settled.below:g},"
            f" mainly because {_main_reason(terms, met, settled.below - settled.points)}"
        )
    return f"resembles {subject}{read}: {'; '.join(said)}", _evidence(terms, settled)


def explain_premise(premise: Premise) -> tuple[str, tuple[Evidence, ...]]:
    """The reason for an entry that is nothing but an address."""
    reason = f'the address is the listed address "{premise.listed}": {premise.detail}'
    return reason, (Evidence("listed address", premise.points, premise.detail),)


def _evidence(terms: Floats, settled: Settled) -> tuple[Evidence, ...]:
    """Every term that counted, and what the limits took away or gave."""
    evidence = [
        Evidence(label, round(points, 2), detail)
        for points, (label, detail) in zip(terms.tolist(), _TERMS, strict=True)
        if points and abs(points) >= _LEAST_POINTS
    ]
    if settled.address is not None:
        evidence.append(Evidence("address", ADDRESS_POINTS, "the entry is at the party's address"))
    if settled.place is not None:
        evidence.append(
            Evidence("place", PLACE_POINTS, "the party's place is in the entry's address")
        )
    rest = round(settled.points - sum(one.points for one in evidence), 2)
    if abs(rest) >= _LEAST_POINTS:
        evidence.append(_limit(rest, settled))
    return tuple(evidence)


def _limit(rest: float, settled: Settled) -> Evidence:
    """What the sum of the terms and the score differ by."""
    if settled.points <= 0:
        return Evidence("limit", rest, NOT_BELOW_0)
    if abs(rest) < _MOST_SMALL:
        return Evidence("other terms", rest, TOO_SMALL)
    return Evidence("limit", rest, ONLY_EXACT if settled.held is None else TO_CONFIRM)


def _evidence_of_exact(points: float, subject: str) -> tuple[Evidence, ...]:
    exact = Evidence("exact name", EXACT_POINTS, f"the same letters and digits as {subject}")
    if points == EXACT_POINTS:
        return (exact,)
    return exact, Evidence("limit", points - EXACT_POINTS, TO_CONFIRM)


def _subject(index: NameIndex, name: int) -> str:
    """The listed name, and whether it is an alias or a part of one."""
    flags = int(index["name_flags"][name])
    kind = "alias" if flags & NameFlag.ALIAS else "listed name"
    part = "a part of " if flags & NameFlag.PART else ""
    return f'{part}the {kind} "{_one_line(index.name_text[name])}"'


def _one_line(text: str) -> str:
    """Published names hold line breaks, which would break rows of sheets and tables."""
    return " ".join(text.split())


def _words_said(met: MetWords, terms: Floats, asked: str, listed: str) -> list[str]:
    """Which words met and which did not."""
    said = []
    if not met.same and not met.near and terms[Term.WHOLE] > 0:
        # the whole spelling made the score, no word of its own
        said.append(f"nearly the same without blanks: {asked} ~ {listed}")
    cut = bool(terms[Term.CUT_OFF])
    extra = "cut off in the party's name" if cut else "only in the party's name"
    for label, told in (
        ("same words", met.same),
        ("nearly the same", met.near),
        ("a little alike", met.slight),
        ("in another name of the entry", met.elsewhere),
        (extra, met.extra),
        ("only in the listed name", met.missing),
    ):
        if told:
            said.append(f"{label}: {', '.join(dict.fromkeys(told))}")
    return said


def _left_out(queries: Queries, reading: int) -> str:
    """Words of the party as written that a reading of a part of it does not hold."""
    if not queries.partial[reading]:
        return ""
    first = reading
    while first and queries.party[first - 1] == queries.party[reading]:
        first -= 1
    kept = set(queries.readings[reading].folded.split())
    words = dict.fromkeys(queries.readings[first].folded.split())
    left = [word for word in words if word not in kept]
    if not left or len(left) == len(words):
        return ""  # read in another way altogether
    more = " ..." if len(left) > _MOST_LEFT_OUT else ""
    return " ".join(left[:_MOST_LEFT_OUT]) + more


def _circumstances(terms: Floats, met: MetWords) -> list[str]:
    """What country, numbers, places and forms said."""
    told = (
        (Term.COUNTRY, "country agrees"),
        (Term.OTHER_COUNTRY, "country differs"),
        (Term.NUMBERS, "numbers differ"),
        (Term.PLACES, "places differ"),
        (Term.OTHER_PATRONYMIC, "patronymics differ"),
        (Term.LEGAL_FORM, "legal forms differ"),
        (Term.VEHICLE, "the entry is a vessel or aircraft"),
        (Term.PERSON, "the entry is a person, the party has a legal form"),
        (Term.OTHER_SURNAME, "no word of the entry's surname met"),
        (Term.ONE_COMMON, _one_common(met)),
        (Term.COMMON_ONLY, _common_only(met)),
        (Term.CUT_OFF, "the listed name begins with the party's name"),
    )
    return [text for term, text in told if terms[term]]


def _one_common(met: MetWords) -> str:
    if met.all_met:
        return "its only word is a common one"
    if met.same or met.near:
        return "the only word that met is a common one"
    return "no word met"


def _common_only(met: MetWords) -> str:
    if met.all_met:
        return "all its words are common words or places"
    return "only common words or places met"


def _confirmed(settled: Settled) -> list[str]:
    """What address and place said, and what still has to be confirmed."""
    said = []
    if settled.address is not None:
        said.append(f'the address is its address "{_one_line(settled.address)}"')
    if settled.place is not None:
        said.append(f"{settled.place} stands in the entry's address")
    if settled.held is not None:
        said.append(settled.held)
    return said


def _main_reason(terms: Floats, met: MetWords, lacking: float) -> str:
    """What took most from a score that is no alert; first what alone took as much as it lacks."""
    lost = POINTS - terms
    left_over = bool(met.extra or met.elsewhere or met.slight)
    asked, listed = lost[Term.QUERY_COVERED], lost[Term.LISTED_COVERED]
    nearly = -terms[Term.NEARLY]
    if not left_over:  # every word of the party met: what it lost, it lost by not being the same
        nearly += asked
        if not met.missing:
            nearly += listed
    taken = {
        "the words met only nearly": nearly,
        "only common words met": -terms[Term.ONE_COMMON] - terms[Term.COMMON_ONLY],
        "the entry is in other countries": -terms[Term.OTHER_COUNTRY],
        "the numbers differ": -terms[Term.NUMBERS],
        "the places differ": -terms[Term.PLACES],
        "the legal forms differ": -terms[Term.LEGAL_FORM],
        "the entry is a vessel or aircraft": -terms[Term.VEHICLE],
        "the entry is a person, not a company": -terms[Term.PERSON],
        "only a part of the text was compared": -terms[Term.PARTIAL],
        "Chinese can be read in several ways": -terms[Term.TRANSLATED],
        "so short a name says little": -terms[Term.SHORT],
        "no word of the surname met": -terms[Term.OTHER_SURNAME],
        "the patronymics differ": -terms[Term.OTHER_PATRONYMIC],
    }
    missing = {
        "too little of the party's name met": asked if left_over else 0.0,
        "too little of the listed name met": listed if met.missing or left_over else 0.0,
        "what met is not rare": lost[Term.EVIDENCE],
    }
    enough = {reason: points for reason, points in taken.items() if points >= lacking}
    reasons = enough or {**missing, **taken}
    return max(reasons, key=lambda reason: float(reasons[reason]))
