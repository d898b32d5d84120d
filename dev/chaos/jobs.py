"""The work that is disturbed: use cases in the order in which the DAGs run them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dev.chaos.stages import MONTH, NOW
from hiperus.accounts.import_category import import_category
from hiperus.accounts.rules.categories import Category, ImportOptions
from hiperus.calls.gaps import open_windows, require_covered
from hiperus.calls.judge_vanished import judge_vanished
from hiperus.calls.load import load_window
from hiperus.calls.rules.backfill import BackfillPlan
from hiperus.calls.rules.loading import LoadOptions
from hiperus.changes.provision import Asker, LiveChange, provision
from hiperus.changes.rules.request import parse_request
from hiperus.domain.cdr import CallType
from hiperus.domain.periods import DaySpan, Window, windows
from hiperus.domain.ports import Platform
from hiperus.invoices.issue import issue
from hiperus.invoices.prepare import prepare
from hiperus.invoices.request import InvoiceRequest
from hiperus.run import Run
from hiperus.storage.database import Database
from hiperus.storage.ledger import RunOrigin
from hiperus.storage.migrations import migrate

NEW_PASSWORD = "Haslo-Terminala-9c1e"  # noqa: S105 -- invented, and searched for
DAYS = DaySpan(date(2026, 6, 10), date(2026, 6, 13))
CHUNKS = (
    DaySpan(date(2026, 5, 29), date(2026, 5, 31)),
    DaySpan(date(2026, 5, 31), date(2026, 6, 2)),
)
_STEPS = ("customer create", "terminal create", "terminal update", "number create")
_ACCOUNT = 12002


@dataclass
class Work:
    """What a job works with."""

    database: Database
    platform: Platform
    arguments: dict[str, Any] = field(default_factory=dict)

    @property
    def origin(self) -> RunOrigin:
        """The run; a rerun of a task has the same one."""
        return RunOrigin("chaos", self.arguments.get("run_id", "a-run"), "job", -1, 1)

    def run(self, origin: RunOrigin | None = None) -> Run:
        """Open a run as a task does."""
        return Run.opened(self.database, origin or self.origin, self.clock)

    def clock(self) -> int:
        """Return the moment of every job."""
        return int(self.arguments.get("now", NOW))


def import_everything(work: Work) -> str:
    """Import all categories, or those named."""
    names = work.arguments.get("categories", list(Category))
    done = [
        import_category(work.run(), work.platform, Category(name), ImportOptions())
        for name in names
    ]
    return f"{sum(summary.fetched for summary in done)} records"


def load_days(work: Work) -> str:
    """Load some days, all types, then judge what vanished."""
    first, end = work.arguments.get("days", (str(DAYS.start), str(DAYS.end)))
    days = DaySpan(date.fromisoformat(first), date.fromisoformat(end))
    found = windows(days, [CallType(t) for t in work.arguments.get("types", list(CallType))])
    return _load(work, days, found)


def backfill(work: Work) -> str:
    """Load chunks one after the other, each only over a whole one before; only what is missing."""
    plan = BackfillPlan(CHUNKS, tuple(CallType), LoadOptions())
    for number, chunk in enumerate(plan.chunks):
        if number:
            require_covered(work.database, plan.chunks[number - 1])
        _load(work, chunk, open_windows(work.database, plan.windows(number)))
    return f"{len(plan.chunks)} chunks"


def invoice(work: Work) -> str:
    """Issue a month's invoices."""
    today = date.fromisoformat(work.arguments.get("today", str(MONTH.end)))
    request = InvoiceRequest(
        today=today,
        add_new_invoices=True,
        leftmonth=work.arguments.get("leftmonth"),
        customers=tuple(work.arguments.get("customers", ())),
    )
    run = work.run()
    summary = issue(run, prepare(run, request))
    return f"{len(summary.issued)} issued, {summary.problems or 'no problems'}"


def change(work: Work) -> str:
    """Make the live changes that are named, or one of each kind; each is a run of its own."""
    steps = work.arguments.get("steps", _STEPS)
    for step in steps:
        entity, action = step.split()
        asker = Asker("klara", lambda _: NEW_PASSWORD, print, lambda _: None)
        run = work.run(RunOrigin("hiperus_provision", step, "apply_change", -1, 1))
        request = parse_request(entity, action, _payload(work, step))
        provision(LiveChange(run, work.platform, asker, request))
    return f"{len(steps)} changes"


def make_tables(work: Work) -> str:
    """Create or upgrade our tables."""
    return f"{len(migrate(work.database))} versions"


def _load(work: Work, days: DaySpan, found: list[Window]) -> str:
    options = LoadOptions()
    done = [load_window(work.run(), work.platform, each, options) for each in found]
    judge_vanished(work.run(), days, work.clock(), options)
    changed = sum(not summary.changed_nothing for summary in done)
    return f"{sum(s.distinct for s in done)} calls, {changed} windows changed"


def _payload(work: Work, step: str) -> dict[str, Any]:
    if step == "customer create":
        return {"name": "Klient nowy", "ext_billing_id": 1030}
    if step == "terminal create":
        return {"id_customer": _ACCOUNT, "username": "nowy'terminal", "id_pricelist": 2}
    if step == "terminal update":
        return {"id": _terminal(work), "username": "inny"}
    return {"id_customer": _ACCOUNT, "area_code": "71", "id_terminal": _terminal(work)}


def _terminal(work: Work) -> int:
    rows = work.database.fetch_text(
        "SELECT MAX(id) AS id FROM hv_terminal WHERE customerid = %(account)s",
        {"account": _ACCOUNT},
    )
    return int(rows[0]["id"])


JOBS: dict[str, Callable[[Work], str]] = {
    "import": import_everything,
    "load": load_days,
    "backfill": backfill,
    "invoice": invoice,
    "change": change,
    "migrate": make_tables,
}
