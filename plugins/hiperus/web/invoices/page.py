"""The page "Invoices": a month as issued and as a draft, its lines, and the calls behind a line.

No `from __future__ import annotations` here: FastAPI reads the annotations.
"""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response

from hiperus.calls.tables.page import PageSlice, read_reach
from hiperus.domain.ids import LARGEST_ID
from hiperus.domain.periods import Month
from hiperus.invoices.rules.invoice_states import InvoiceState
from hiperus.invoices.tables.page import (
    InvoiceMark,
    read_calls_of_draft,
    read_calls_of_line,
    read_invoice_mark,
    read_line,
)
from hiperus.statements.rules.period import can_be_stated
from hiperus.web.calls.lists import CallList
from hiperus.web.calls.page import CALLS_A_PAGE, MOST_PAGES
from hiperus.web.frame.csv_files import csv_answer
from hiperus.web.frame.lms import reading_run
from hiperus.web.frame.marked_cache import MarkedCache
from hiperus.web.frame.months import MonthChoice, choose_month
from hiperus.web.frame.problems import UNAVAILABLE
from hiperus.web.frame.refusals import NotHereError
from hiperus.web.frame.tabs import gettext_noop
from hiperus.web.frame.view import Page, PageDep
from hiperus.web.invoices.customer_view import CustomerView
from hiperus.web.invoices.data import InvoiceMonth
from hiperus.web.invoices.downloads import DOWNLOADS
from hiperus.web.invoices.draft_data import DraftMonth, draft_mark, make_draft
from hiperus.web.invoices.draft_worker import DraftAnswer, DraftWorker
from hiperus.web.invoices.statement_view import read_statements
from hiperus.web.invoices.view import InvoicesView
from hiperus.web.invoices.why_none import why_none

router = APIRouter()

_DESK = DraftWorker()
_SHELF = MarkedCache(20)
"""Pieces of lists of calls: a large terminal's take seconds to find."""

NO_LINE = gettext_noop("There is no such line any more in the invoices for %(month)s.")
NO_CUSTOMER = gettext_noop("LMS has no customer %(id)s, and there was no invoice for one.")

_LARGEST_BIGINT = 2**63 - 1

Number = Annotated[int, Query(ge=1, le=MOST_PAGES)]
Customer = Annotated[int, Query(ge=1, le=LARGEST_ID)]


@dataclass(frozen=True, slots=True)
class MonthShown:
    """A month that was chosen, with what is known of its invoices."""

    page: Page
    months: MonthChoice
    data: InvoiceMonth

    @property
    def month(self) -> Month:
        return self.months.month

    @property
    def why_none(self) -> str:
        """Why there are no drafts; empty where there are, or may be in a moment."""
        problem = self.data.answer.problem
        return why_none(self.page, self.month, problem) if problem else ""


def shown(
    page: PageDep,
    month: str | None = None,
    anew: Annotated[int, Query(ge=0, le=_LARGEST_BIGINT)] = 0,
) -> MonthShown:
    """Read the address (a FastAPI dependency). `anew`: drafts made until then are too old.

    Without a month the one before today's is shown: the one that is billed next, or was last.

    Raises:
        RefusedError: no month.
    """
    oldest, _ = read_reach(page.database, page.today)
    last = Month.of(page.today).plus(-1)
    months = choose_month(month, (min(oldest, last), last), page.today)
    mark = read_invoice_mark(page.database)
    answer = _drafts(page, months.month, mark, anew)
    return MonthShown(page, months, InvoiceMonth(page, months.month, mark, answer))


def _drafts(page: Page, month: Month, invoices: InvoiceMark, anew: int) -> DraftAnswer:
    mark = (invoices, draft_mark(page.run, month, page.today))
    return _DESK.ask((invoices.place, month), mark, partial(_make, month, page.today), anew)


def _make(month: Month, today: date) -> DraftMonth:
    """Work drafts out over a connection of their own, as the request's ends with its answer."""
    with reading_run(patiently=True) as run:
        return make_draft(run, month, today)


ShownDep = Annotated[MonthShown, Depends(shown)]


@router.get("/invoices")
def invoices(
    shown: ShownDep,
    find: Annotated[str, Query(max_length=80)] = "",
    number: Number = 1,
    show: Literal["", "not-billed"] = "",
) -> Response:
    """Show totals, customers, what is not billed and why, what is parked."""
    view = InvoicesView(shown.page, shown.data, find.strip(), number, is_whole=bool(show))
    return shown.page.render("invoices.html", shown=shown, view=view, find=find)


@router.get("/invoices/file")
def download(shown: ShownDep, what: Literal["customers", "lines", "not-billed"]) -> Response:
    """Send a table of the month as a file for a spreadsheet."""
    if shown.data.answer.is_working:
        # Half a file would be taken for the whole month.
        return _wait(shown, is_file=True)
    text = DOWNLOADS[what](shown.page, shown.data)
    return csv_answer(f"invoices-{shown.month}-{what}.csv", text)


@router.get("/invoices/customer")
def of_customer(shown: ShownDep, customer: Customer) -> Response:
    """Show the lines of a customer's invoices, issued and to come."""
    view = CustomerView(shown.page, shown.data, customer)
    if not view.is_known:
        raise NotHereError(NO_CUSTOMER, id=customer)
    stored = shown.data.stored_of(customer)
    is_issued = any(row.state is InvoiceState.ISSUED for row in stored)
    return shown.page.render(
        "invoice_customer.html",
        shown=shown,
        view=view,
        statements=read_statements(shown.page, stored),
        can_be_stated=is_issued and can_be_stated(shown.month, Month.of(shown.page.today)),
    )


@router.get("/invoices/line")
def calls_of_line(
    shown: ShownDep, line: Annotated[int, Query(ge=1, le=_LARGEST_BIGINT)], number: Number = 1
) -> Response:
    """List the calls that a line billed."""
    found = read_line(shown.page.database, shown.month, line)
    if found is None:
        raise _no_line(shown)
    part = PageSlice(CALLS_A_PAGE + 1, (number - 1) * CALLS_A_PAGE)
    calls = read_calls_of_line(shown.page.database, found, part)
    return _call_list(shown, CallList(shown.page, calls, found.text), number, found.customer_id)


@router.get("/invoices/draft")
def calls_of_draft(
    shown: ShownDep,
    customer: Customer,
    line: Annotated[int, Query(ge=0, le=LARGEST_ID)],
    number: Number = 1,
) -> Response:
    """List the calls that a line to come would bill."""
    drafts = shown.data.answer.drafts
    if drafts is None:
        return _wait(shown, is_file=False)
    found = drafts.line(customer, line)
    if found is None:
        raise _no_line(shown)
    calls = _SHELF.get(
        (shown.data.mark.place, customer, found, number),
        (shown.data.mark, shown.data.answer.made_at),
        lambda: read_calls_of_draft(
            shown.page.database,
            drafts.calls_of(found),
            PageSlice(CALLS_A_PAGE + 1, (number - 1) * CALLS_A_PAGE),
        ),
    )
    return _call_list(shown, CallList(shown.page, calls, found.text), number, customer)


def _wait(shown: MonthShown, *, is_file: bool) -> Response:
    """Answer while drafts are being worked out: the browser asks again by itself."""
    answer = shown.page.render("working.html", UNAVAILABLE, shown=shown, is_file=is_file)
    answer.headers["Retry-After"] = "3"
    return answer


def _no_line(shown: MonthShown) -> NotHereError:
    month = shown.page.formats.month(shown.month.first_day)
    return NotHereError(NO_LINE, month=month)


def _call_list(shown: MonthShown, listed: CallList, number: int, customer: int) -> Response:
    """Show a piece of the calls of a line."""
    page = shown.page
    more = len(listed.calls) > CALLS_A_PAGE and number < MOST_PAGES
    piece = CallList(page, listed.calls[:CALLS_A_PAGE], listed.caption)
    back = page.url("/invoices/customer", month=shown.month, customer=customer)
    return page.render("invoice_calls.html", listed=piece, number=number, more=more, back=back)
