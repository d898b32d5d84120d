"""The page "Calls": what a month's calls are and bring in, and the single calls.

No `from __future__ import annotations` here: FastAPI reads the annotations.
"""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response

from hiperus.domain.cdr import CallType
from hiperus.errors import InvalidParameterError
from hiperus.storage.page_calls import Choice, Slice, read_calls, read_reach
from hiperus.web.call_data import CallData
from hiperus.web.call_lists import CallList
from hiperus.web.call_view import CallsView
from hiperus.web.months import MonthChoice, choose_month
from hiperus.web.names import call_type_name
from hiperus.web.view import Page, PageDep

router = APIRouter()

LARGEST_ID = 2_147_483_647
CALLS_A_PAGE = 100
MOST_PAGES = 1000

Id = Annotated[int | None, Query(ge=1, le=LARGEST_ID)]


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for; account and terminal narrow the calls down."""

    months: MonthChoice
    call_type: CallType | None
    account_id: int | None
    terminal_id: int | None

    @property
    def choice(self) -> Choice:
        """Which calls."""
        return Choice(self.months.month.days, self.account_id, self.terminal_id)

    @property
    def before(self) -> Choice:
        """The same of the month before."""
        return Choice(self.months.month.plus(-1).days, self.account_id, self.terminal_id)

    @property
    def query(self) -> dict[str, object]:
        """The parameters of an address that asks the same."""
        return {
            "month": str(self.months.month),
            "type": self.call_type,
            "account": self.account_id,
            "terminal": self.terminal_id,
        }


def asked(
    page: PageDep,
    month: str | None = None,
    type: str = "",  # noqa: A002 - the address's word
    account: Id = None,
    terminal: Id = None,
) -> Asked:
    """Read the address (a FastAPI dependency).

    Raises:
        InvalidParameterError: no month, no call type.
    """
    months = choose_month(month, read_reach(page.database, page.today), page.today)
    # A terminal is looked for among an account's calls, as its name is only unique there.
    return Asked(months, _call_type(type), account, terminal if account else None)


def _call_type(name: str) -> CallType | None:
    try:
        return CallType(name) if name else None
    except ValueError:
        known = ", ".join(CallType)
        raise InvalidParameterError(
            f"{name[:20]!r} is no type of calls; choose one of {known}."
        ) from None


AskedDep = Annotated[Asked, Depends(asked)]


@router.get("/calls")
def calls(
    page: PageDep, asked: AskedDep, find: Annotated[str, Query(max_length=80)] = ""
) -> Response:
    """Show sums, charts and the largest of a month."""
    view = CallsView(page, asked, CallData(page.database), find.strip())
    return page.render("calls.html", find=find, **_common(page, asked, view))


@router.get("/calls/list")
def call_list(
    page: PageDep, asked: AskedDep, number: Annotated[int, Query(ge=1, le=MOST_PAGES)] = 1
) -> Response:
    """List single calls, the newest first."""
    part = Slice(CALLS_A_PAGE + 1, (number - 1) * CALLS_A_PAGE)
    found = read_calls(page.database, asked.choice, asked.call_type, part)
    listed = CallList(page, found[:CALLS_A_PAGE], _title(page, asked))
    more = len(found) > CALLS_A_PAGE and number < MOST_PAGES
    common = _common(page, asked, CallsView(page, asked, CallData(page.database), ""))
    return page.render("call_list.html", listed=listed, number=number, more=more, **common)


def _common(page: Page, asked: Asked, view: CallsView) -> dict[str, object]:
    types = [(call_type, call_type_name(page, call_type)) for call_type in CallType]
    return {"asked": asked, "view": view, "types": types}


def _title(page: Page, asked: Asked) -> str:
    month = page.formats.month(asked.months.month.first_day)
    return page.gettext("Calls of %(month)s, the newest first", month=month)
