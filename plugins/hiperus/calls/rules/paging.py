"""Reads one `GetBilling` answer page by page, and believes nothing that can be checked.

Whether the platform honours `offset` and `limit`, caps a page, or sorts is not known. So each page
after the first begins with the last row already read (the anchor): rows that slipped in or out
meanwhile show at once, without a request of their own. A short page is not taken for the end
either; the end is where a page brings nothing but the anchor. Rows that came on two pages all the
same are found in the staging table by whoever loads them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum, auto

from hiperus.domain.cdr import BillingQuery, CdrRow
from hiperus.domain.ports import Platform
from hiperus.errors import IncompleteAnswerError

ACTION = "GetBilling"
SMALLEST_PAGE = 2
"""With an anchor a page of one row would bring nothing new."""


class _Verdict(Enum):
    GOES_ON = auto()
    IS_COMPLETE = auto()
    TO_CONFIRM = auto()


class AnswerReader:
    """One answer: all calls of one type and success in a window.

    Attributes:
        pages: how many pages were read, also empty ones.
        rows: how many calls came, each once.
        to_confirm: a row that must be among those read already, or None. Set where an answer of
            one page came in another order the next time: that its count is right is then the proof.
    """

    def __init__(self, platform: Platform, query: BillingQuery) -> None:
        """Prepare to read; nothing is asked before `batches`."""
        self._platform = platform
        self._query = query
        self._limit = max(platform.page_size, SMALLEST_PAGE)
        self._first: CdrRow | None = None
        self._last: CdrRow | None = None
        self._last_page_rows = 0
        self.pages = 0
        self.rows = 0
        self.to_confirm: CdrRow | None = None

    def batches(self) -> Iterator[tuple[int, list[CdrRow]]]:
        """Yield the number of the page and some of its rows, until the end is proven.

        Raises:
            IncompleteAnswerError: the pages do not tile.
            PlatformError: what the platform says.
        """
        is_going_on = True
        while is_going_on:
            is_going_on = False
            before = self.rows
            for rows in self._new_rows():
                is_going_on = True
                yield self.pages, rows
            self._last_page_rows = self.rows - before

    def _new_rows(self) -> Iterator[list[CdrRow]]:
        """Ask for one page and yield what it adds; nothing where the end is proven."""
        offset = max(self.rows - 1, 0)
        stream = self._platform.billing_page(self._query, offset, self._limit)
        self.pages += 1
        batches = (batch for batch in stream if batch)
        if self.rows:
            head = next(batches, None)
            verdict = self._judge(head, batches)
            if verdict is not _Verdict.GOES_ON or head is None:
                _close(stream)
                return
            if len(head) > 1:
                yield self._counted(head[1:])
        for batch in batches:
            yield self._counted(batch)

    def _counted(self, rows: list[CdrRow]) -> list[CdrRow]:
        self._first = self._first or rows[0]
        self._last = rows[-1]
        self.rows += len(rows)
        return rows

    def _judge(self, head: list[CdrRow] | None, rest: Iterable[list[CdrRow]]) -> _Verdict:
        """Compare the start of a following page with the anchor."""
        was_full = self._last_page_rows == self._limit or (
            self.pages > SMALLEST_PAGE and self._last_page_rows == self._limit - 1
        )
        if head is None:
            if was_full:
                raise self._refusal("a full page was followed by an empty one")
            return _Verdict.IS_COMPLETE
        if _is_same(head[0], self._last):
            return _Verdict.GOES_ON
        if _is_same(head[0], self._first):
            # The offset is ignored. A page that was not exactly full then held everything.
            if was_full or self.pages > SMALLEST_PAGE:
                raise self._refusal("the first page came again instead of the next one")
            return _Verdict.IS_COMPLETE
        is_last_row = len(head) == 1 and next(iter(rest), None) is None
        if self.pages == SMALLEST_PAGE and is_last_row and not was_full:
            self.to_confirm = head[0]
            return _Verdict.TO_CONFIRM
        raise self._refusal("calls moved between the pages while they were read")

    def _refusal(self, what: str) -> IncompleteAnswerError:
        query = self._query
        return IncompleteAnswerError(
            f"{ACTION} for {query.call_type} calls from {query.first_day} to {query.last_day} did "
            f"not come as a whole: {what} (page {self.pages}, after {self.rows} calls). Nothing "
            "was stored; try again, or raise page_size so that one page holds the window.",
            action=ACTION,
        )


def _is_same(row: CdrRow, other: CdrRow | None) -> bool:
    return other is not None and (row[0] == other[0] if row[0] else row == other)


def _close(stream: Iterator[list[CdrRow]]) -> None:
    """Stop a download whose rest is not needed."""
    close = getattr(stream, "close", None)
    if close is not None:
        close()
