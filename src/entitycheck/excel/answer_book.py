"""The verdicts already given in this Excel session, and the screener that gives the next ones.

A workbook asks for the same parties again with every calculation. Verdicts are remembered for one
snapshot, one set of settings and one day (the age of the list is part of an answer); when any of
the three changes, the answers start afresh, so that a refresh counts from the next calculation.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import date
from itertools import islice

from entitycheck.cache import LocalCopy
from entitycheck.errors import EntityCheckError
from entitycheck.records import Party, Verdict
from entitycheck.screening import Screener
from entitycheck.settings import Settings, load_settings

REMEMBERED = 200_000
"""Most verdicts kept: two columns of 100,000 rows; about 200 MB if every one had an alert."""

LOOK_SECONDS = 0.05
"""Settings and local copy are looked at no more often: Excel asks for thousands of cells in one
calculation, and a look takes a tenth of a millisecond, an answer that is remembered less than half of
that. A change made by another program may count so much later."""

_NEVER = float("-inf")

FAILURE_SECONDS = 2.0  # longer than one calculation takes to ask again, shorter than a person does


class AnswerBook:
    """Answers from the current snapshot, each party screened once.

    Args:
        today: Tells the day.
    """

    def __init__(self, today: Callable[[], date] = date.today) -> None:
        self.today = today
        self._state: tuple[Settings, date] | None = None
        self._screener: Screener | None = None
        self._looked_at = _NEVER
        self._failure: EntityCheckError | None = None
        self._failed_at = 0.0
        self._known: dict[tuple[date | None, Party], Verdict] = {}

    def screener(self) -> Screener:
        """The screener of the current snapshot and settings.

        Raises:
            EntityCheckError: Settings or local copy cannot be used.
        """
        settings = load_settings()
        state = (settings, self.today())
        if self._screener is None or state != self._state or not self._screener.is_current():
            self._screener = self._opened(settings)
            self._known.clear()
            self._state = state
        self._looked_at = time.monotonic()
        return self._screener

    def look_again(self) -> None:
        """Let the next answer come from the files as they are now: a refresh has just ended."""
        self._looked_at = _NEVER
        self._failure = None

    def _looked_up(self) -> Screener:
        """The screener that was current within `LOOK_SECONDS`, else the one that is."""
        if (
            self._screener is not None
            and self._state is not None
            and self._state[1] == self.today()
            and time.monotonic() - self._looked_at < LOOK_SECONDS
        ):
            return self._screener
        return self.screener()

    def _opened(self, settings: Settings) -> Screener:
        """A new screener; a failure is repeated for a moment instead of being sought again.

        Ten thousand cells must not each try to open a local copy that cannot be opened.
        """
        if self._failure is not None and time.monotonic() - self._failed_at < FAILURE_SECONDS:
            raise self._failure
        copy = LocalCopy(settings.home)
        try:
            screener = Screener(copy.current(), settings.policy, copy=copy, today=self.today)
        except EntityCheckError as error:
            self._failure, self._failed_at = error, time.monotonic()
            raise
        self._failure = None
        return screener

    def verdicts(self, parties: Sequence[Party], as_of: date | None = None) -> list[Verdict]:
        """The verdicts for n parties, in their order.

        Args:
            parties: As typed.
            as_of: The day asked about; None for today.
        """
        screener = self._looked_up()
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
