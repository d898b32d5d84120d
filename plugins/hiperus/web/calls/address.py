"""The address of the page "Calls": month, call type, account, terminal.

No `from __future__ import annotations` here: FastAPI reads the annotations.
"""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Query

from hiperus.calls.tables.page import CallFilter, read_reach
from hiperus.domain.cdr import CallType
from hiperus.domain.ids import LARGEST_ID
from hiperus.web.frame.months import MonthChoice, choose_month
from hiperus.web.frame.refusals import RefusedError
from hiperus.web.frame.tabs import gettext_noop
from hiperus.web.frame.view import PageDep

NO_TYPE = gettext_noop("“%(text)s” is no type of calls; choose one of %(known)s.")

Id = Annotated[int | None, Query(ge=1, le=LARGEST_ID)]


@dataclass(frozen=True, slots=True)
class CallsAddress:
    """What an address asks for; account and terminal narrow the calls down."""

    months: MonthChoice
    call_type: CallType | None
    account_id: int | None
    terminal_id: int | None

    @property
    def choice(self) -> CallFilter:
        return CallFilter(self.months.month.days, self.account_id, self.terminal_id)

    @property
    def before(self) -> CallFilter:
        return CallFilter(self.months.month.plus(-1).days, self.account_id, self.terminal_id)

    @property
    def query(self) -> dict[str, object]:
        """The parameters of an address that asks the same."""
        return {
            "month": str(self.months.month),
            "type": self.call_type,
            "account": self.account_id,
            "terminal": self.terminal_id,
        }


def address(
    page: PageDep,
    month: str | None = None,
    type: str = "",  # noqa: A002 - the address's word
    account: Id = None,
    terminal: Id = None,
) -> CallsAddress:
    """Read the address (a FastAPI dependency).

    Raises:
        RefusedError: no month, no call type.
    """
    months = choose_month(month, read_reach(page.database, page.today), page.today)
    # A terminal is looked for among an account's calls, as its name is only unique there.
    return CallsAddress(months, _call_type(type), account, terminal if account else None)


def _call_type(name: str) -> CallType | None:
    try:
        return CallType(name) if name else None
    except ValueError:
        raise RefusedError(NO_TYPE, text=name[:20], known=", ".join(CallType)) from None


CallsAddressDep = Annotated[CallsAddress, Depends(address)]
