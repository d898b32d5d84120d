"""The page "Calls": what a month's calls are and bring in, and the single calls.

No `from __future__ import annotations` here: FastAPI reads the annotations.
"""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from hiperus.calls.tables.page import PageSlice, read_calls, read_reach
from hiperus.domain.cdr import CallType
from hiperus.web.calls.address import CallsAddress, CallsAddressDep
from hiperus.web.calls.data import CallData
from hiperus.web.calls.lists import CallList
from hiperus.web.calls.view import CallsView
from hiperus.web.calls.year_view import YearView
from hiperus.web.frame.names import call_type_name
from hiperus.web.frame.view import Page, PageDep

router = APIRouter()

CALLS_A_PAGE = 100
MOST_PAGES = 1000


@router.get("/calls")
def calls(
    page: PageDep, address: CallsAddressDep, find: Annotated[str, Query(max_length=80)] = ""
) -> Response:
    """Show sums, charts and the largest of a month."""
    view = CallsView(page, address, CallData(page.database), find.strip())
    return page.render("calls.html", find=find, **_common(page, address, view))


@router.get("/calls/list")
def call_list(
    page: PageDep, address: CallsAddressDep, number: Annotated[int, Query(ge=1, le=MOST_PAGES)] = 1
) -> Response:
    """List single calls, the newest first."""
    part = PageSlice(CALLS_A_PAGE + 1, (number - 1) * CALLS_A_PAGE)
    found = read_calls(page.database, address.choice, address.call_type, part)
    listed = CallList(page, found[:CALLS_A_PAGE], _title(page, address))
    more = len(found) > CALLS_A_PAGE and number < MOST_PAGES
    common = _common(page, address, CallsView(page, address, CallData(page.database), ""))
    return page.render("call_list.html", listed=listed, number=number, more=more, **common)


@router.get("/calls/year")
def calls_of_year(page: PageDep, year: int | None = None) -> Response:
    """Show the figures of a year; without one, those of the year before."""
    this_year = page.today.year
    oldest, _ = read_reach(page.database, page.today)
    offered = range(this_year, min(oldest.year, this_year - 1) - 1, -1)
    view = YearView(page, this_year - 1 if year is None else year, offered)
    return page.render("calls_year.html", view=view)


def _common(page: Page, address: CallsAddress, view: CallsView) -> dict[str, object]:
    view.require_account()
    types = [(call_type, call_type_name(page, call_type)) for call_type in CallType]
    return {"address": address, "view": view, "types": types}


def _title(page: Page, address: CallsAddress) -> str:
    month = page.formats.month(address.months.month.first_day)
    return page.gettext("Calls of %(month)s, the newest first", month=month)
