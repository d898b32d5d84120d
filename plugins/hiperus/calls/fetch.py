"""Asks the platform for the calls of one window: one answer for each success asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from hiperus.calls.rules.loading import LoadOptions
from hiperus.calls.rules.paging import AnswerReader
from hiperus.calls.tables.staging import Staging
from hiperus.domain.cdr import BillingQuery, CdrRow
from hiperus.domain.periods import Window
from hiperus.domain.ports import Platform
from hiperus.errors import IncompleteAnswerError


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows of one page; pages are numbered over all answers."""

    rows: list[CdrRow]
    success: bool
    page: int


class WindowAnswers:
    """The answers about one window.

    Attributes:
        asked_at: when each answer began, in epoch seconds, by success.
        received: rows that have come so far.
    """

    def __init__(self, platform: Platform, window: Window, options: LoadOptions) -> None:
        self._platform = platform
        self._window = window
        self._options = options
        self._to_confirm: list[tuple[CdrRow, bool]] = []
        self.asked_at: dict[bool, int] = {}
        self.received = 0

    def batches(self, clock: Callable[[], int]) -> Iterator[Batch]:
        """Yield the rows of all answers as they come.

        Raises:
            PlatformError: any of its kinds.
        """
        pages = 0
        for success in self._options.success_answers:
            self.asked_at[success] = clock()
            reader = AnswerReader(self._platform, self._query(success=success))
            for page, rows in reader.batches():
                self.received += len(rows)
                yield Batch(rows, success, pages + page)
            pages += reader.pages
            if reader.to_confirm:
                self._to_confirm.append((reader.to_confirm, success))

    def require_confirmed(self, staging: Staging) -> None:
        """Look up the rows by which an answer proves that its count is right.

        Raises:
            IncompleteAnswerError: one is not among the rows that came.
        """
        for row, success in self._to_confirm:
            if not staging.holds(row, success=success):
                raise IncompleteAnswerError(
                    f"The calls of {self._window} changed while they were read. Nothing was "
                    "stored; try again.",
                    action="GetBilling",
                )

    def _query(self, *, success: bool) -> BillingQuery:
        days = self._window.days
        return BillingQuery(
            days.start, days.last_day, self._window.call_type, success, self._options.account_id
        )
