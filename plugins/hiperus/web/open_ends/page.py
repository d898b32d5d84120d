"""The page "Open ends": calls without a payer, waiting invoices, differences, and the way out.

No `from __future__ import annotations` here: FastAPI reads the annotations.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from hiperus.accounts.proposals import proposals
from hiperus.domain.periods import Month
from hiperus.invoices.withheld import WithheldMonth, withheld_months
from hiperus.notes.rules.complaints import ANSWER_DAYS, answer_due, is_overdue
from hiperus.notes.tables.holds import live_holds
from hiperus.notes.tables.premium_limits import live_limits
from hiperus.reconcile.rules.findings import DOCUMENT_KINDS
from hiperus.reconcile.tables import open_ends as reader
from hiperus.storage.database import Record
from hiperus.web.frame.view import Page, PageDep
from hiperus.web.frame.who import Who
from hiperus.web.open_ends import words as open_words
from hiperus.web.open_ends.data import nobody_pays

router = APIRouter()

MONTHS_BACK = 3
"""Amounts are those of the current month and so many before it."""

MOST_ROWS = 200


@router.get("/open-ends")
def open_ends(page: PageDep) -> Response:
    """Show everything that is open, each with its amount and what to do."""
    since = Month.of(page.today).plus(-MONTHS_BACK).first_day
    database = page.database
    accounts, terminals = nobody_pays(database, page.today, since)
    kept = reader.findings(database)
    parts = {
        "accounts": accounts,
        "terminals": terminals,
        "calls": reader.unlinked_calls(database),
        "quarantine": reader.quarantine(database),
        "changes": reader.open_changes(database),
        "documents": [row for row in kept if row["finding"].kind in DOCUMENT_KINDS],
        "findings": [row for row in kept if row["finding"].kind not in DOCUMENT_KINDS],
        "holds": [_with_due(row, page.today) for row in live_holds(database)],
    }
    withheld = withheld_months(page.run)
    limits = live_limits(database)
    return page.render(
        "open_ends.html",
        since=since,
        most=MOST_ROWS,
        **parts,
        proposed=proposals(database),
        withheld=withheld,
        limits=limits,
        who=_who(page, terminals, parts["holds"], limits, withheld),
        default_limit=page.run.settings.premium_limit,
        answer_days=ANSWER_DAYS,
        figures=[*_figures(page, tuple(parts.values())), _withheld_figure(page, withheld)],
        words=open_words,
        subject_said=partial(open_words.subject_said, say=page.gettext),
        detail_said=partial(open_words.detail_said, say=page.gettext),
        first=_day_of,
        total=_net,
        count=_count,
    )


def _parted(kept: list[Record]) -> tuple[list[Record], list[Record]]:
    """Part what became of documents from differences to the platform."""
    documents = [row for row in kept if row["finding"].kind in DOCUMENT_KINDS]
    return documents, [row for row in kept if row["finding"].kind not in DOCUMENT_KINDS]


def _who(
    page: Page,
    terminals: list[Record],
    holds: list[Record],
    limits: list[Record],
    withheld: list[WithheldMonth],
) -> Who:
    """Name the customers of all lists."""
    listed = {row["customer_id"] for part in (terminals, holds, limits) for row in part}
    return Who(page, listed | {month.customer_id for month in withheld})


def _figures(
    page: Page, parts: tuple[list[dict[str, Any]], ...]
) -> list[tuple[str, str, str, str]]:
    """Return anchor, name, number and amount of each part, for the overview."""
    accounts, terminals, calls, quarantine, changes, documents, findings, holds = parts
    of_findings = sum((row["finding"].net for row in findings), Decimal(0))
    number, money = page.formats.number, page.formats.money
    return [
        ("accounts", page.gettext("Accounts nobody pays for"), number(len(accounts)),
         money(_net(accounts))),
        ("terminals", page.gettext("Terminals without subscription"), number(len(terminals)),
         money(_net(terminals))),
        ("calls", page.gettext("Calls that belong to nobody"), number(_count(calls, "calls")),
         money(_net(calls))),
        ("quarantine", page.gettext("Records in quarantine"),
         number(_count(quarantine, "records")), money(_net(quarantine))),
        ("changes", page.gettext("Changes in doubt"), number(len(changes)), ""),
        ("documents", page.gettext("What became of invoices in LMS"), number(len(documents)), ""),
        ("findings", page.gettext("Differences to the platform"), number(len(findings)),
         money(of_findings)),
        ("holds", page.gettext("Calls that are held"), number(len(holds)), ""),
    ]  # fmt: skip


def _withheld_figure(page: Page, months: list[WithheldMonth]) -> tuple[str, str, str, str]:
    calls = sum(month.calls for month in months)
    net = sum((month.net for month in months), Decimal(0))
    name = page.gettext("Withheld premium-rate calls")
    return ("withheld", name, page.formats.number(calls), page.formats.money(net))


def _with_due(hold: Record, today: date) -> Record:
    due = answer_due(hold["noted_at"])
    return {**hold, "due": due, "is_overdue": is_overdue(due, today)}


def _net(rows: Iterable[Mapping[str, Any]]) -> Decimal:
    return sum((Decimal(row["net"]) for row in rows), Decimal(0))


def _count(rows: Iterable[Mapping[str, Any]], name: str) -> int:
    return sum(int(row[name]) for row in rows)


def _day_of(text: str | None) -> date | None:
    """Read the day of a call's local start, as the platform wrote it."""
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None
