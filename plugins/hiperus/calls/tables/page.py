"""Reads the figures of the page "Calls": sums made by the database, and single calls.

A sum's account is `hv_billing.customerid`, which a load fills from the call's link and which stays
once the call is invoiced; a terminal is the link's.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from decimal import Decimal

from hiperus.calls.rules.traffic import Traffic
from hiperus.calls.tables.coverage import known_days
from hiperus.domain.periods import DaySpan, Month
from hiperus.errors import InvalidParameterError
from hiperus.storage.database import Database, Record

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CallFilter:
    """Which calls: local days, and an account's or a terminal's alone where one is given."""

    days: DaySpan
    account_id: int | None = None
    terminal_id: int | None = None

    @property
    def values(self) -> dict[str, object]:
        """Parameters of the statements; times are text, half-open, as the platform's are."""
        return {
            **self.span,
            "account_id": self.account_id,
            "terminal_id": self.terminal_id,
        }

    @property
    def span(self) -> dict[str, object]:
        return {"start": self.days.start.isoformat(), "until": self.days.end.isoformat()}


@dataclass(frozen=True, slots=True)
class DayOfCalls:
    """Calls of a local day, a type and a release cause (Q.850; None: the platform gave none)."""

    day: date
    call_type: str
    rel_cause: int | None
    traffic: Traffic


@dataclass(frozen=True, slots=True)
class Destination:
    """Calls of a type to a country, in a direction, through an operator; empty: not given."""

    call_type: str
    country: str
    description: str
    operator: str
    traffic: Traffic


@dataclass(frozen=True, slots=True)
class AccountCalls:
    """Calls of a type of an account; None: of nobody that is known."""

    call_type: str
    account_id: int | None
    traffic: Traffic


@dataclass(frozen=True, slots=True)
class TerminalCalls:
    """Calls of a type of a terminal; id None: linked to no terminal."""

    call_type: str
    terminal_id: int | None
    name: str
    traffic: Traffic


@dataclass(frozen=True, slots=True)
class Call:
    """A single call. `caller` and `callee` are whole numbers: who shows them masks them.

    `billed` is PLN net of one invoice line, where the call was asked for by a line.
    """

    id: int
    start_time: str
    call_type: str
    succeeded: bool
    terminal_name: str
    caller: str
    callee: str
    country: str
    description: str
    operator: str
    seconds: int
    rel_cause: int | None
    cost: Decimal
    reseller_cost: Decimal
    is_vanished: bool
    billed: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PageSlice:
    """A piece of a long list: how many lines, after how many skipped."""

    lines: int
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class LoadMark:
    """Another mark than before: calls may have changed since. `finished_at`: epoch seconds.

    `place` is the database's name: another one has other calls.
    """

    place: str
    loads: int
    newest: int
    finished_at: int


def read_days(database: Database, choice: CallFilter) -> list[DayOfCalls]:
    """Sum up by day, type and release cause."""
    rows = database.fetch_all("calls/page/select_calls_by_day", **choice.values)
    return [
        DayOfCalls(
            date.fromisoformat(row["day"]), _text(row["calltype"]), row["rel_cause"], _traffic(row)
        )
        for row in rows
    ]


def read_destinations(database: Database, choice: CallFilter) -> list[Destination]:
    """Sum up by where the calls went."""
    rows = database.fetch_all("calls/page/select_calls_by_destination", **choice.values)
    return [
        Destination(
            _text(row["calltype"]),
            _text(row["country"]),
            _text(row["description"]),
            _text(row["operator"]),
            _traffic(row),
        )
        for row in rows
    ]


def read_account_calls(database: Database, choice: CallFilter) -> list[AccountCalls]:
    """Sum up by account."""
    rows = database.fetch_all("calls/page/select_calls_by_account", **choice.span)
    return [
        AccountCalls(_text(row["calltype"]), _number(row["account_id"]), _traffic(row))
        for row in rows
    ]


def read_terminal_calls(database: Database, choice: CallFilter) -> list[TerminalCalls]:
    """Sum up the calls of the choice's account by terminal."""
    rows = database.fetch_all(
        "calls/page/select_calls_by_terminal", **choice.span, account_id=choice.account_id
    )
    return [
        TerminalCalls(
            _text(row["calltype"]),
            _number(row["terminal_id"]),
            _text(row["terminal_name"]),
            _traffic(row),
        )
        for row in rows
    ]


def read_vanished(database: Database, choice: CallFilter) -> tuple[int, Decimal]:
    """Return number and cost (PLN net) of the calls that the platform no longer lists."""
    row = database.fetch_one("calls/page/select_call_vanished", **choice.values) or {}
    return int(row.get("calls", 0)), Decimal(row.get("net", 0))


def read_calls(
    database: Database, choice: CallFilter, call_type: str | None, part: PageSlice
) -> list[Call]:
    """List single calls, the newest first."""
    rows = database.fetch_all(
        "calls/page/select_calls", **choice.values, calltype=call_type, **asdict(part)
    )
    return [call_of(row) for row in rows]


def read_load_mark(database: Database, days: DaySpan) -> LoadMark:
    """Return the mark of all loads that may have touched calls of these days."""
    row = database.fetch_one("calls/page/select_call_loads", start=days.start, until=days.end) or {}
    loads, newest, finished_at = (int(row.get(n) or 0) for n in ("loads", "newest", "finished_at"))
    return LoadMark(str(row.get("place", "")), loads, newest, finished_at)


def read_reach(database: Database, today: date) -> tuple[Month, Month]:
    """Return the first month that anything is known of, and the month of the newest call.

    Known are calls that are stored and days that were asked for. Without any, `today`'s month.
    """
    row = database.fetch_one("calls/page/select_call_span", until=(today + _DAY).isoformat()) or {}
    now = Month.of(today)
    newest = _month_of(row.get("last_call"), now)
    asked = known_days(database)
    first = min(_month_of(row.get("first_call"), now), Month.of(asked.start) if asked else now)
    return min(first, newest), newest


def read_account_names(database: Database) -> dict[int, str]:
    """Return all accounts' names by id: of the old table, else as an import last saw them."""
    rows = database.fetch_all("calls/page/select_known_accounts")
    rows += database.fetch_all("calls/page/select_listed_accounts")
    return {int(row["account_id"]): _text(row["name"]) for row in rows}


def call_of(row: Record) -> Call:
    """Make a call of a row of the page's lists of calls."""
    return Call(
        id=int(row["id"]),
        start_time=_text(row["start_time"]),
        call_type=_text(row["calltype"]),
        succeeded=row["success"] == "t",
        terminal_name=_text(row["terminal_name"]),
        caller=_text(row["caller"]),
        callee=_text(row["callee"]),
        country=_text(row["country"]),
        description=_text(row["description"]),
        operator=_text(row["operator"]),
        seconds=int(row["duration"] or 0),
        rel_cause=row["rel_cause"],
        cost=Decimal(row["cost"] or 0),
        reseller_cost=Decimal(row["reseller_cost"] or 0),
        is_vanished=bool(row["vanished"]),
        billed=Decimal(row["billed"]) if "billed" in row else None,
    )


def _traffic(row: Record) -> Traffic:
    return Traffic(
        int(row["attempts"]),
        int(row["answered"]),
        int(row["seconds"]),
        int(row["answered_seconds"]),
        Decimal(row["revenue"]),
        Decimal(row["reseller_cost"]),
        Decimal(row["platform_margin"]),
    )


def _month_of(time: str | None, otherwise: Month) -> Month:
    try:
        return Month.parse(time[:7]) if time else otherwise
    except InvalidParameterError:
        return otherwise  # no time that the platform sends


def _text(value: str | None) -> str:
    return value or ""


def _number(value: int | None) -> int | None:
    return int(value) if value else None
