"""An LMS with a year's story for the page: loads, gaps, a failure, invoices, open ends."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal

from hiperus.accounts.import_category import import_category
from hiperus.accounts.rules.categories import Category, ImportOptions
from hiperus.calls.load import load_window
from hiperus.calls.rules.loading import LoadOptions
from hiperus.domain.cdr import CallType
from hiperus.domain.periods import DaySpan, Month, Window, windows
from hiperus.domain.ports import Platform
from hiperus.errors import TransportError
from hiperus.invoices.issue import issue
from hiperus.invoices.prepare import prepare
from hiperus.invoices.request import InvoiceRequest
from hiperus.storage.database import Database
from hiperus.storage.ledger import RunOrigin
from tests.support.runs import a_run

MONTHS = 4
"""Months of calls before the current one."""

DAILY = RunOrigin("hiperus_cdr_daily", "scheduled__night", "load", 0, 1)
IMPORT = RunOrigin("hiperus_import", "scheduled__night", "import", 0, 1)
INVOICE = RunOrigin("hiperus_invoice", "scheduled__month", "issue_invoices", 0, 1)


class Unreachable:
    """A platform that does not answer."""

    page_size = 50_000

    def __getattr__(self, name: str) -> Callable[..., object]:
        """Fail whatever is asked."""

        def ask(*_: object, **__: object) -> object:
            raise TransportError("The platform did not answer within 900 s (GetBilling).")

        return ask


def clock() -> int:
    return int(time.time())


def fill(database: Database, platform: Platform, today: date) -> None:
    """Load months up to yesterday, all but a few days of outgoing calls; invoice two months."""
    for category in Category:
        options = ImportOptions.parse(full_refresh=False, account_id=None, allow_mass_delete=False)
        import_category(a_run(database, clock, IMPORT), platform, category, options)
    first = Month.of(today).plus(-MONTHS)
    whole = DaySpan(first.first_day, Month.of(gap(today).start).first_day)
    for window in windows(whole, list(CallType)):
        load_window(a_run(database, clock, DAILY), platform, window, LoadOptions())
    _load_current(database, platform, today)
    for month in billed_months(today):
        _invoice(database, month.plus(1))
    _open_ends(database)


def gap(today: date) -> DaySpan:
    """Return the days whose outgoing calls are missing."""
    return DaySpan(today - timedelta(days=5), today - timedelta(days=2))


def billed_months(today: date) -> tuple[Month, Month]:
    """Return the months that are invoiced: the last two before the one with the gap."""
    last = Month.of(gap(today).start)
    return last.plus(-2), last.plus(-1)


def _load_current(database: Database, platform: Platform, today: date) -> None:
    """Load the current month but for the gap of outgoing calls; its first day fails."""
    start, missing = Month.of(gap(today).start).first_day, gap(today)
    for kind in CallType:
        if kind is CallType.OUTGOING:
            _load(database, platform, DaySpan(start, missing.start), kind)
            _load(database, platform, DaySpan(missing.end, today), kind)
        else:
            _load(database, platform, DaySpan(start, today), kind)
    failing = Window(DaySpan(missing.start, missing.start + timedelta(days=1)), CallType.OUTGOING)
    with suppress(TransportError):
        run = a_run(database, clock, DAILY)
        load_window(run, Unreachable(), failing, LoadOptions())  # type: ignore[arg-type]


def _load(database: Database, platform: Platform, days: DaySpan, kind: CallType) -> None:
    if days.start < days.end:
        for window in windows(days, [kind]):
            load_window(a_run(database, clock, DAILY), platform, window, LoadOptions())


def _invoice(database: Database, issued_in: Month) -> None:
    day = issued_in.first_day
    request = InvoiceRequest(today=day, fakedate=day)
    run = a_run(database, clock, INVOICE)
    issue(run, prepare(run, request))


def _open_ends(database: Database) -> None:
    """Add what a simulated platform does not do by itself: quarantine, a change in doubt, drift."""
    for number in range(7):
        database.execute(
            "calls/quarantine/insert_record",
            category="cdr",
            record_id=f"90000{number}",
            record="{}",
            field="cost",
            reason="cost is no amount" if number < 5 else "start_time is no time",
            day=None if number > 5 else date(2026, 1, 1 + number),
            calltype="outgoing",
            success="t",
            cost=None if number > 4 else Decimal("1.2300"),
            fingerprint=f"page {number}",
            load_id=1,
            created_at=clock(),
            state=None,
            resolved_at=None,
            resolution=None,
        )
    database.execute_text(
        "INSERT INTO hv_change (entity, action, state, account_id, object_name, fingerprint,"
        " payload, who, dag_id, run_id, created_at, sent_at) VALUES ('terminal', 'update',"
        " 'in_doubt', 3, 'term00003', 'f', '{}', 'admin', 'hiperus_provision', 'manual__1',"
        " %(now)s, %(now)s)",
        {"now": clock()},
    )
    for key, line in (
        ("terminal_missing_in_lms 4711", "account 3; run hiperus_import"),
        ("calls_not_billed account 5", "12 calls (34.5600 PLN net)"),
    ):
        database.execute_text(
            "INSERT INTO hv_alert (cause, kind, subject, facts, first_at, last_at, dag_id, run_id)"
            " VALUES (%(cause)s, 'finding', %(subject)s, '{}', %(now)s, %(now)s,"
            " 'hiperus_reconcile', 'scheduled__week')",
            {"cause": f"finding {key}", "subject": f"{key}: {line}", "now": clock()},
        )
