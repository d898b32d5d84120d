"""Weekly: platform against LMS both ways, calls counted by a sample, and money that leaks.

Nothing is changed: what is wrong is listed, and told once while it lasts.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from hiperus.accounts.fetch import fetch_category
from hiperus.accounts.proposals import proposals
from hiperus.accounts.rules.categories import Category
from hiperus.accounts.rules.proposals import Proposal, ProposedBy
from hiperus.alerts.rules.alert import LONGEST_CAUSE
from hiperus.alerts.tables.alerts import causes_of, forget_causes, keep_causes
from hiperus.calls.gaps import missing_days, summed_up
from hiperus.calls.rules.paging import AnswerReader
from hiperus.domain.cdr import BillingQuery, CallType
from hiperus.domain.periods import DaySpan
from hiperus.domain.ports import Platform
from hiperus.reconcile.leaks import find_leaks
from hiperus.reconcile.rules.comparing import Item, compare
from hiperus.reconcile.rules.findings import (
    PLATFORM_KINDS,
    Detail,
    DetailCode,
    Finding,
    FindingKind,
)
from hiperus.reconcile.tables import stored
from hiperus.run import Run
from hiperus.storage.database import Database, Record

KIND = "finding"
SAMPLE_ACCOUNTS = 5
SAMPLE_DAYS = 7
_CUSTOMER_STATES = {
    "none": (FindingKind.ACCOUNT_UNLINKED, DetailCode.NO_CUSTOMER),
    "missing": (FindingKind.ACCOUNT_ORPHANED, DetailCode.CUSTOMER_MISSING),
    "deleted": (FindingKind.ACCOUNT_ORPHANED, DetailCode.CUSTOMER_DELETED),
}
_PROPOSED = {
    ProposedBy.NIP: DetailCode.PROPOSED_BY_NIP,
    ProposedBy.NAME: DetailCode.PROPOSED_BY_NAME,
}


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What was compared and found. `sampled`: accounts whose calls were counted.

    `new` are the findings that the last comparison did not have.
    """

    compared: Mapping[str, int]
    sampled: tuple[int, ...]
    findings: tuple[Finding, ...]
    new: tuple[Finding, ...] = ()

    @property
    def leaking(self) -> Decimal:
        """Sum of what is priced and on no invoice, PLN net."""
        return sum((finding.net for finding in self.findings), Decimal(0))

    def describe(self) -> str:
        """Return one line for the log."""
        compared = ", ".join(f"{count} {what}s" for what, count in self.compared.items())
        return (
            f"reconcile: {compared} compared, calls of {len(self.sampled)} accounts counted; "
            f"{len(self.findings)} findings, {len(self.new)} of them new; {self.leaking} PLN net "
            "of priced calls are on no invoice"
        )


def reconcile(run: Run, platform: Platform, today: date) -> Reconciliation:
    """Compare; writes nothing.

    Args:
        run: the run, over the LMS.
        platform: whom to ask; one request for each account's terminals and numbers.
        today: the local day; the days before it are counted.

    Raises:
        HiperusError: a list could not be read.
    """
    database = run.database
    accounts = stored.accounts(database)
    ids = [int(row["id"]) for row in accounts]
    lists = {
        "account": (_listed(platform, Category.CUSTOMERS, ids), {i: Item() for i in ids}),
        "terminal": (
            _listed(platform, Category.TERMINALS, ids),
            _items(stored.terminals(database)),
        ),
        "number": (
            _listed(platform, Category.NUMBERS, ids),
            _items(stored.numbers(database)),
        ),
    }
    findings = [f for what, (there, here) in lists.items() for f in compare(what, there, here)]
    findings += _links(accounts, proposals(database))
    findings += _orphans(database)
    days = DaySpan(today - timedelta(days=SAMPLE_DAYS + 1), today - timedelta(days=1))
    sampled = _sample(ids, today)
    findings += [f for account in sampled for f in _count(database, platform, account, days)]
    findings += find_leaks(run, today)
    compared = {what: len(there) for what, (there, _) in lists.items()}
    return Reconciliation(compared, tuple(sampled), tuple(sorted(findings, key=_order)))


def keep_findings(
    run: Run, findings: Iterable[Finding], kinds: Set[FindingKind] = PLATFORM_KINDS
) -> list[Finding]:
    """Write the findings down and forget those that are gone; returns the new ones.

    Args:
        run: the run that found them.
        findings: all there are of these kinds.
        kinds: what was looked for; others stay as they are.
    """
    database = run.database
    looked_for = tuple(f"{KIND} {kind} " for kind in kinds)
    by_cause = {finding.cause[:LONGEST_CAUSE]: finding for finding in findings}
    with database.locked("reconcile"), database.transaction():
        known = {c for c in causes_of(database, KIND) if c.startswith(looked_for)}
        forget_causes(database, sorted(known - by_cause.keys()))
        keep_causes(
            database,
            [
                {
                    "cause": cause,
                    "kind": KIND,
                    "subject": str(finding)[:500],
                    "facts": finding.to_json(),
                    "now": run.clock(),
                    "dag_id": run.origin.dag_id,
                    "run_id": run.origin.run_id,
                }
                for cause, finding in by_cause.items()
            ],
        )
    return [finding for cause, finding in by_cause.items() if cause not in known]


def _order(finding: Finding) -> tuple[str, str, str]:
    return (finding.kind, finding.key, str(finding.detail))


def _listed(platform: Platform, category: Category, accounts: list[int]) -> dict[int, Item]:
    fetched = fetch_category(platform, category, accounts, None)[0]
    return {
        int(source.row["id"] or 0): Item(source.given.get("customerid")) for source in fetched.rows
    }


def _items(rows: Iterable[Record]) -> dict[int, Item]:
    return {int(row["id"]): Item(int(row["account_id"])) for row in rows}


def _links(
    accounts: Iterable[Mapping[str, object]], proposed: Mapping[int, Proposal]
) -> list[Finding]:
    return [
        Finding(kind, str(row["id"]), _link_detail(code, proposed.get(int(str(row["id"])))))
        for row in accounts
        if (state := str(row["customer_state"])) in _CUSTOMER_STATES
        for kind, code in [_CUSTOMER_STATES[state]]
    ]


def _link_detail(code: DetailCode, proposal: Proposal | None) -> Detail:
    if proposal is None or code is not DetailCode.NO_CUSTOMER:
        return Detail(code)
    return Detail.of(_PROPOSED[proposal.by], customer=proposal.customer_id)


def _orphans(database: Database) -> list[Finding]:
    return [
        Finding(
            FindingKind(f"{what}_orphaned"),
            str(row["id"]),
            Detail.of(DetailCode.ACCOUNT_NOT_IN_LMS, account=row["account_id"]),
        )
        for what, rows in (
            ("terminal", stored.terminals(database)),
            ("number", stored.numbers(database)),
        )
        for row in rows
        if row["is_orphan"]
    ]


def _sample(accounts: list[int], today: date) -> list[int]:
    """Choose other accounts each week, the same ones within a week."""
    year, week, _ = today.isocalendar()
    chooser = random.Random(year * 100 + week)  # noqa: S311 -- a sample, no secret
    return sorted(chooser.sample(accounts, min(SAMPLE_ACCOUNTS, len(accounts))))


def _count(database: Database, platform: Platform, account: int, days: DaySpan) -> list[Finding]:
    """Compare how many successful calls of an account both sides have, type by type."""
    here = stored.count_calls(database, account, days)
    found = []
    for kind in CallType:
        query = BillingQuery(days.start, days.last_day, kind, True, account)
        reader = AnswerReader(platform, query)
        listed = sum(len(batch) for _, batch in reader.batches())
        if listed != here.get(str(kind), 0):
            detail = _counts(database, kind, days, listed, here.get(str(kind), 0))
            key = f"account {account} {kind} {days.start}"
            found.append(Finding(FindingKind.CALLS_DIFFER, key, detail))
    return found


def _counts(database: Database, kind: CallType, days: DaySpan, there: int, here: int) -> Detail:
    """Name the days that were never loaded: calls of these are not lost, they are yet to come."""
    gaps = missing_days(database, days, (kind,), (True,))
    if not gaps:
        return Detail.of(DetailCode.CALL_COUNTS, platform=there, lms=here)
    named = ", ".join(summed_up(gaps))
    return Detail.of(DetailCode.CALL_COUNTS_NOT_LOADED, platform=there, lms=here, days=named)
