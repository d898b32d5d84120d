"""Small builders for what invoices are made from: accounts, terminals, calls, coverage, LMS.

They write straight into the tables, so a test shows what it is about and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import count

from dev.lms.seed import SeedCustomer, SeededLms
from hiperus.domain.cdr import CallType
from hiperus.domain.periods import Month, local_midnight
from hiperus.invoices.drafts import Drafts
from hiperus.invoices.issue import issue
from hiperus.invoices.prepare import prepare
from hiperus.invoices.request import InvoiceRequest
from hiperus.invoices.summary import InvoiceRunSummary
from hiperus.run import Run
from hiperus.settings import Settings
from hiperus.storage.database import Database, Record
from hiperus.storage.ledger import RunOrigin
from tests.support.roles import add_row, create_schema, may_lock_documents, migrate, seed
from tests.support.runs import a_run

MONTH = Month(2026, 10)
LONG_AGO = local_midnight(date(2026, 1, 1))
ISSUE_DAY = date(2026, 11, 1)
NOW = local_midnight(ISSUE_DAY) + 3 * 3600 + 15 * 60
SETTINGS = Settings(first_billed_month=Month(2026, 9))
_IDS = count(9_000_000_000)  # beyond 2^31, as the platform's will be
ORIGIN = RunOrigin("hiperus_invoice", "a-run")


@dataclass(slots=True)
class World:
    """One LMS with our tables, and the clock of its runs; without settings LMS's are in force."""

    database: Database
    lms: SeededLms
    now: int = NOW
    settings: Settings | None = SETTINGS
    request: InvoiceRequest = InvoiceRequest(today=ISSUE_DAY)

    def account(
        self, account_id: int, customer_id: int | None, *, since: int = LONG_AGO, **values: object
    ) -> None:
        """Add a state of an account, invoiced by LMS unless said otherwise."""
        state: dict[str, object] = {
            "account_id": account_id,
            "customer_id": customer_id,
            "name": f"Konto {account_id}",
            "issue_invoice": "t",
            "invoiced_by": "2",
            "payment_type": "postpaid",
            "active": "t",
            "is_removed": "f",
            "create_date": "2015-01-01 12:00:00",
            "listed": "t",
            "valid_from": since,
        }
        add_row(self.database, "hv_account_history", state | values)

    def terminal(
        self, terminal_id: int, account_id: int, *, since: int = LONG_AGO, **values: object
    ) -> None:
        """Add a state of a terminal, without a subscription unless said otherwise."""
        state: dict[str, object] = {
            "terminal_id": terminal_id,
            "account_id": account_id,
            "name": f"term{terminal_id}",
            "pricelist_name": "Cennik A",
            "listed": "t",
            "valid_from": since,
        }
        add_row(self.database, "hv_terminal_history", state | values)

    def subscription(self, subscription_id: int, value: str, *, since: int = LONG_AGO) -> None:
        """Add a state of a subscription; `value` is PLN net a month."""
        state = {"subscription_id": subscription_id, "name": f"Abonament {subscription_id}"}
        dated = {"invoice_value": Decimal(value), "listed": "t", "valid_from": since}
        add_row(self.database, "hv_subscription_history", state | dated)

    def number(self, account_id: int, terminal_name: str, number: str, **values: object) -> None:
        """Add a number of a terminal."""
        row: dict[str, object] = {
            "id": next(_IDS) % 2_000_000_000,
            "customerid": account_id,
            "terminal_name": terminal_name,
            "number": number,
            "create_date": "2015-01-01 12:00:00",
        }
        add_row(self.database, "hv_pstn", row | values)

    def call(
        self,
        terminal: tuple[int, int] | None,
        cost: str,
        start: str = "2026-10-15 10:00:00",
        **values: object,
    ) -> int:
        """Add a call of (account, terminal), linked; returns its id. None: without a link."""
        cdr_id = next(_IDS)
        row: dict[str, object] = {
            "id": cdr_id,
            "start_time": start,
            "duration": 60,
            "calltype": "outgoing",
            "cost": Decimal(cost),
            "init_charge": Decimal("0.0500"),
            "subscription_used": "f",
            "success_call": "t",
        }
        insert(self.database, "hv_billing", row | values)
        link: dict[str, object] = {"cdr_id": cdr_id, "rule": "test"}
        if terminal:
            link |= {"account_id": terminal[0], "terminal_id": terminal[1]}
        insert(self.database, "hv_billing_link", link)
        return cdr_id

    def reprice(self, cdr_id: int, cost: str) -> None:
        """Change the cost of a call, as a later load would."""
        self.database.execute_text(
            "UPDATE hv_billing SET cost = %(cost)s WHERE id = %(id)s", {"cost": cost, "id": cdr_id}
        )
        revision = {"cdr_id": cdr_id, "kind": "changed", "created_at": self.now}
        insert(self.database, "hv_billing_revision", revision)

    def vanish(self, cdr_id: int) -> None:
        """Mark a call as no longer listed by the platform."""
        row = {"cdr_id": cdr_id, "vanished_at": self.now}
        insert(self.database, "hv_billing_vanished", row)

    def cover(self, month: Month = MONTH, state: str = "loaded") -> None:
        """Mark all days and types of a month as covered."""
        rows = [
            {"day": day, "calltype": str(kind), "success": "t", "state": state, "confirmed_at": 0}
            for day in month.days.days()
            for kind in CallType
        ]
        insert(self.database, "hv_coverage", *rows)

    def setting(self, section: str, name: str, value: str) -> None:
        """Write a setting into LMS."""
        insert(self.database, "uiconfig", {"section": section, "var": name, "value": value})

    def with_settings(self, **values: object) -> None:
        """Change settings of the runs to come."""
        self.settings = replace(self.settings or SETTINGS, **values)

    def a_run(self, database: Database | None = None) -> Run:
        """Open a run of `hiperus_invoice`, over this database or another one."""
        return a_run(database or self.database, lambda: self.now, ORIGIN, self.settings)

    def prepared(self, **request: object) -> Drafts:
        """Calculate drafts."""
        asked = replace(self.request, **request)
        return prepare(self.a_run(), asked)

    def run(self, **request: object) -> InvoiceRunSummary:
        """Calculate and issue."""
        return issue(self.a_run(), self.prepared(**request))

    def rows(self, text: str) -> list[Record]:
        """Query for an assertion."""
        return self.database.fetch_text(text)

    def lines(self) -> list[tuple[int, str, str]]:
        """Return customer, text and gross of every line that LMS holds, in order."""
        rows = self.rows(
            "SELECT d.customerid, c.description, c.value FROM invoicecontents c "
            "JOIN documents d ON d.id = c.docid ORDER BY d.customerid, d.id, c.itemid"
        )
        return [(r["customerid"], r["description"], f"{r['value']:.2f}") for r in rows]

    def snapshot(self) -> dict[str, list[tuple[object, ...]]]:
        """Return all that a run may write, to compare before and after."""
        tables = ("documents", "invoicecontents", "cash", "hv_invoice", "hv_invoice_line")
        tables += ("hv_billing_invoiced", "hv_coverage")
        found = {}
        for table in tables:
            rows = self.rows(f"SELECT * FROM {table}")
            found[table] = sorted((tuple(row.values()) for row in rows), key=repr)
        return found


def insert(database: Database, table: str, *rows: dict[str, object]) -> None:
    """Insert rows of the same columns in one statement."""
    names = list(rows[0])
    places = [", ".join(f"%({name}_{i})s" for name in names) for i in range(len(rows))]
    text = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({'), ('.join(places)})"
    values = {f"{name}_{i}": row[name] for i, row in enumerate(rows) for name in names}
    database.execute_text(text, values)


def a_world(
    database: Database, customers: Iterable[SeedCustomer | int] = (12,), *schemas: str
) -> World:
    """Make an LMS with customers and October covered, empty of accounts and calls.

    `schemas` are names of schema files, the first of them an era; without: a current LMS.
    """
    create_schema(database, *(schemas or ("current",)))
    lms = seed(database, customers)
    migrate(database)
    may_lock_documents(database)
    world = World(database, lms)
    world.cover()
    return world


def a_document(world: World, **values: object) -> int:
    """Add an invoice of LMS's own for customer 12, with one line; returns its id."""
    row: dict[str, object] = {
        "type": 1,
        "customerid": 12,
        "divisionid": world.lms.division_id,
        "cdate": world.now,
        "sdate": world.now,
        "name": "Klient 12",
        "address": "",
        "zip": "",
        "city": "",
        "ten": "",
        "ssn": "",
        "fullnumber": "LMS/1",
        "currency": "PLN",
        **dict.fromkeys(("div_name", "div_shortname", "div_inv_header", "div_inv_footer"), ""),
        **dict.fromkeys(("div_inv_author", "div_inv_cplace"), ""),
    }
    docid = add_row(world.database, "documents", row | values)
    line = {"docid": docid, "itemid": 1, "value": "50.00", "taxid": world.lms.tax_id, "count": 1}
    add_row(world.database, "invoicecontents", line | {"description": "Internet"})
    return docid


def an_einvoice(world: World, docid: int, **values: object) -> None:
    """Let the e-invoice system know a document; `values` are columns of `ksefdocuments`."""
    session = {"ksefnumber": "20261101-SB", "cdate": world.now, "lastupdate": world.now}
    session_id = add_row(world.database, "ksefbatchsessions", session)
    row = {"docid": docid, "batchsessionid": session_id, "ordinalnumber": 1, "hash": ""}
    add_row(world.database, "ksefdocuments", row | values)


def a_plain_month(world: World) -> None:
    """Customer 12 with one account and one terminal: a subscription of 20.00, calls of 1.2345."""
    world.subscription(5, "20.00")
    world.account(100, 12)
    world.terminal(200, 100, subscription_id=5)
    world.number(100, "term200", "420000001")
    world.call((100, 200), "1.0000")
    world.call((100, 200), "0.2345", "2026-10-31 23:59:59")
