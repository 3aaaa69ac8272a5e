"""The worksheet functions as pure functions over blocks of cells.

Each takes blocks (see `cells`) and gives a block; none raises: whatever goes wrong becomes a text
that begins `#EC! `, in every cell that would otherwise look blank. They know neither xlwings nor
COM, so that the same functions serve Excel, other spreadsheets and the tests.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime

from entitycheck.answers import ANSWER_COLUMNS, Answer
from entitycheck.errors import EntityCheckError, InputError
from entitycheck.excel.answer_book import AnswerBook
from entitycheck.excel.asked import (
    Asked,
    read_parties,
    read_shown,
    read_top,
    refuse_shifted_column,
)
from entitycheck.excel.cell_failures import failure_text, unexpected_text
from entitycheck.excel.cells import FAILURE, Answers, Block, Caller, filled, fitting, single_text
from entitycheck.records import Grade, Match, Party, Verdict
from entitycheck.screening import is_blank

DEFAULT_TOP = 5
ARRAY_NEEDED = (
    f"{FAILURE}select the output range and press Ctrl+Shift+Enter, or use one cell per row"
)
NO_CLEARANCE = "Not being on a list is no legal clearance."
_MATCH_HEADERS = ("Listed name", "Verdict", "Score", "List", "Country", "Reason", "Citation")
_LIST_FACTS = ("list date", "age in days", "entries", "source", "fingerprint")
_FACT_WORDS = {
    "date": "list date",
    "list date": "list date",
    "age": "age in days",
    "age in days": "age in days",
    "entries": "entries",
    "source": "source",
    "fingerprint": "fingerprint",
}


class Functions:
    """The four functions over one book of answers.

    Args:
        book: Where verdicts come from.
    """

    def __init__(self, book: AnswerBook) -> None:
        self.book = book

    def check(
        self,
        names: Block,
        countries: Block | None = None,
        addresses: Block | None = None,
        as_of: Block | None = None,
        show: Block | None = None,
        caller: Caller = Caller(),  # noqa: B008 -- frozen
    ) -> Answers:
        """ENTITYCHECK: the verdict of each name, in the shape of `names`, or the columns of `show`."""

        def answer() -> Answers:
            refuse_shifted_column(caller)
            shown = read_shown(show)
            if shown is not None and len(names[0]) > 1:
                raise InputError("show needs one column of names", fix="give one column")
            asked = read_parties(
                names, countries, addresses, as_of,
                date1904=caller.date1904, today=self.book.today(),
            )  # fmt: skip
            outcomes = self._outcomes(asked)
            if shown is None:
                return [[_verdict_text(outcome) for outcome in row] for row in outcomes]
            now = datetime.now(UTC).astimezone()
            return [_shown(row[0], shown, now) for row in outcomes]

        return _guarded(answer, caller, len(names), len(names[0]))

    def matches(
        self,
        names: Block,
        countries: Block | None = None,
        addresses: Block | None = None,
        top: Block | None = None,
        caller: Caller = Caller(),  # noqa: B008 -- frozen
    ) -> Answers:
        """ENTITYMATCHES: a heading, then the entries nearest to one party, best first."""

        def answer() -> Answers:
            party = _one_party(names, countries, addresses)
            count = read_top(top, DEFAULT_TOP)
            if is_blank(party):
                return [[""]]
            verdict = self.book.screener().check(party, nearest=count)
            if verdict.verdict is Grade.FAILED:
                return [[_verdict_text(verdict)]]
            best = [match for match in verdict.matches[:count] if match.score > 0]
            rows = [[fitting(value) for value in _match_row(match)] for match in best]
            first: list[str | float] = [_verdict_text(verdict), *[""] * (len(_MATCH_HEADERS) - 1)]
            hidden = len(verdict.alerts) - count
            if hidden > 0:
                more = f"and {hidden} more alerts: use {len(verdict.alerts)} as the last argument"
                rows.append([more, *[""] * (len(_MATCH_HEADERS) - 1)])
            return [first, list(_MATCH_HEADERS), *rows] if rows else [first]

        return _guarded(answer, caller, 1, 1)

    def why(
        self,
        names: Block,
        countries: Block | None = None,
        addresses: Block | None = None,
        caller: Caller = Caller(),  # noqa: B008 -- frozen
    ) -> Answers:
        """ENTITYWHY: one sentence for each name, in the shape of `names`."""

        def answer() -> Answers:
            refuse_shifted_column(caller)
            asked = read_parties(names, countries, addresses, today=self.book.today())
            single = len(names) == len(names[0]) == 1
            return [
                [_sentence(outcome, whole=single) for outcome in row]
                for row in self._outcomes(asked)
            ]

        return _guarded(answer, caller, len(names), len(names[0]))

    def list_facts(
        self,
        what: Block | None = None,
        caller: Caller = Caller(),  # noqa: B008 -- frozen
    ) -> Answers:
        """ENTITYLIST: one fact of the list that answers, or all of them as a table."""

        def answer() -> Answers:
            word = (single_text(what, "what") or "all").strip().lower()
            if word != "all" and word not in _FACT_WORDS:
                raise InputError(
                    f"there is no fact {word[:30]!r}", fix=f"use {', '.join(_LIST_FACTS)} or all"
                )
            screener = self.book.screener()
            snapshot = screener.snapshot
            values: tuple[str | float, ...] = (
                snapshot.list_date.isoformat(),
                float((self.book.today() - snapshot.list_date).days),
                float(snapshot.entries),
                snapshot.source,
                snapshot.fingerprint,
            )
            facts = {name: fitting(v) for name, v in zip(_LIST_FACTS, values, strict=True)}
            if word != "all":
                return [[facts[_FACT_WORDS[word]]]]
            table: Answers = [[name, value] for name, value in facts.items()]
            return [*table, ["warning", fitting(screener.warning)]]

        return _guarded(answer, caller, 1, 1)

    def _outcomes(self, asked: list[list[Asked]]) -> list[list[Verdict | str]]:
        """A verdict, or the text of a failure, for each question; one batch for each day."""
        by_day: dict[date | None, dict[Party, None]] = defaultdict(dict)
        for row in asked:
            for question in row:
                if question.failure is None and not is_blank(question.party):
                    by_day[question.as_of][question.party] = None
        known: dict[tuple[date | None, Party], Verdict | str] = {}
        for day, parties in by_day.items():
            verdicts = self._verdicts(list(parties), day)
            known.update(
                ((day, party), given) for party, given in zip(parties, verdicts, strict=True)
            )
        return [
            [
                question.failure
                or ("" if is_blank(question.party) else known[question.as_of, question.party])
                for question in row
            ]
            for row in asked
        ]

    def _verdicts(self, parties: list[Party], day: date | None) -> Sequence[Verdict | str]:
        """The verdicts of one day; a day that cannot be answered fails its own rows only."""
        if day is None:
            return self.book.verdicts(parties)
        try:
            return self.book.verdicts(parties, day)
        except EntityCheckError as error:
            return [failure_text(error)] * len(parties)


def _guarded(answer: Callable[[], Answers], caller: Caller, height: int, width: int) -> Answers:
    """The answer in the room there is, or the failure in every cell of `height` by `width`."""
    try:
        return _in_room(answer(), caller)
    except EntityCheckError as error:
        return filled(failure_text(error), height, width)
    except Exception as error:  # noqa: BLE001 -- the last stop before the cell
        return filled(unexpected_text(error), height, width)


def _in_room(answers: Answers, caller: Caller) -> Answers:
    """The answers, or the advice for an Excel that would show their first cells only."""
    height, width = len(answers), len(answers[0])
    if caller.spills or height == width == 1:
        return answers
    if not caller.array:
        return [[ARRAY_NEEDED]]
    if height > caller.rows or width > caller.columns:
        text = (
            f"{FAILURE}the output range is too small: select {height} rows and {width} columns,"
            " then press Ctrl+Shift+Enter"
        )
        return filled(text, caller.rows, caller.columns)
    return answers


def _one_party(names: Block, countries: Block | None, addresses: Block | None) -> Party:
    return Party(
        single_text(names, "name") or "",
        single_text(countries, "country"),
        single_text(addresses, "address"),
    )


def _verdict_text(outcome: Verdict | str) -> str:
    return str(fitting(outcome if isinstance(outcome, str) else outcome.text))


def _shown(outcome: Verdict | str, headers: list[str], now: datetime) -> list[str | float]:
    """One row of `show`: a failure stands in every column, a blank party is blank."""
    text = _verdict_text(outcome)
    if isinstance(outcome, str) or outcome.verdict in (Grade.BLANK, Grade.FAILED):
        return [text] * len(headers)
    row = Answer(outcome, outcome.party.name, now)
    return [
        text if header == "EC verdict" else fitting(ANSWER_COLUMNS[header](row))
        for header in headers
    ]


def _match_row(match: Match) -> tuple[str | float | None, ...]:
    entry = match.entry
    return (
        entry.name,
        match.verdict.value,
        round(match.score, 1),
        entry.list_code,
        ", ".join(entry.countries),
        match.reason,
        "; ".join(citation.text for citation in entry.citations),
    )


def _sentence(outcome: Verdict | str, *, whole: bool) -> str:
    """The verdict and why, in one sentence; in full where the cell stands alone."""
    text = _verdict_text(outcome)
    if isinstance(outcome, str) or outcome.verdict in (Grade.BLANK, Grade.FAILED):
        return text
    reason = outcome.reason.rstrip(".")
    if outcome.alerts:
        entry = outcome.alerts[0].entry
        since = f" since {entry.start_date.isoformat()}" if entry.start_date else ""
        cited = f" ({entry.citations[0].text})" if entry.citations else ""
        others = len(outcome.alerts) - 1
        more = f"; {others} more to look at" if others else ""
        sentence = f"{text}: {reason}; on {entry.list_code}{since}{cited}{more}."
    else:
        sentence = f"{text}: {reason}. {NO_CLEARANCE}"
    return sentence if whole else str(fitting(sentence))
