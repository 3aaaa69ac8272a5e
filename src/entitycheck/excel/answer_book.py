"""The verdicts already given in this Excel session, and the screener that gives the next ones.

A workbook asks for the same parties again with every calculation. Verdicts are remembered for one
snapshot, one set of settings and one day (the age of the list is part of an answer); when any of
the three changes, the next call starts afresh, so that a refresh counts from the next calculation.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import islice

from entitycheck.cache import LocalCopy
from entitycheck.records import Party, Verdict
from entitycheck.screening import Screener
from entitycheck.settings import Settings, load_settings

REMEMBERED = 200_000
"""Most verdicts kept: two columns of 100,000 rows; about 200 MB if every one had an alert."""


class AnswerBook:
    """Answers from the current snapshot, each party screened once.

    Args:
        today: Tells the day.
    """

    def __init__(self, today: Callable[[], date] = date.today) -> None:
        self.today = today
        self._state: tuple[Settings, date] | None = None
        self._screener: Screener | None = None
        self._known: dict[tuple[date | None, Party], Verdict] = {}

    def screener(self) -> Screener:
        """The screener of the current snapshot and settings.

        Raises:
            EntityCheckError: Settings or local copy cannot be used.
        """
        settings = load_settings()
        state = (settings, self.today())
        if self._screener is None or state != self._state or not self._screener.is_current():
            copy = LocalCopy(settings.home)
            self._screener = Screener(copy.current(), settings.policy, copy=copy, today=self.today)
            self._known.clear()
            self._state = state
        return self._screener

    def verdicts(self, parties: Sequence[Party], as_of: date | None = None) -> list[Verdict]:
        """The verdicts for n parties, in their order.

        Args:
            parties: As typed.
            as_of: The day asked about; None for today.
        """
        screener = self.screener()
        new = [party for party in dict.fromkeys(parties) if (as_of, party) not in self._known]
        if new:
            fresh = screener.check_many(new, as_of=as_of)
            given = dict(zip(new, fresh, strict=True))
        else:
            given = {}
        answers = [
            given[party] if party in given else self._known[as_of, party] for party in parties
        ]
        self._remember({(as_of, party): verdict for party, verdict in given.items()})
        return answers

    def _remember(self, given: dict[tuple[date | None, Party], Verdict]) -> None:
        """Keep the newest verdicts and let the oldest go."""
        self._known.update(given)
        surplus = max(0, len(self._known) - REMEMBERED)
        for key in list(islice(self._known, surplus)):
            del self._known[key]
