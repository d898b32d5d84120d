"""Measures a month's invoices: 5,000 customers, 10,000 terminals, 1,000,000 calls."""

from __future__ import annotations

import time
from datetime import date

from dev.lms import create_schema
from dev.lms.seed import put_settings, seed
from hiperus.invoices.issue import issue
from hiperus.invoices.prepare import prepare
from hiperus.invoices.request import InvoiceRequest
from hiperus.run import Run
from hiperus.storage.connect import connect
from hiperus.storage.database import Database
from hiperus.storage.ledger import RunOrigin
from hiperus.storage.migrations import migrate
from hiperus.storage.statements import Dialect

ACCOUNTS = 5_000
TERMINALS = 2 * ACCOUNTS
ISSUE_DAY = date(2026, 7, 1)
STATEMENTS = (
    "INSERT INTO hv_subscription_history (subscription_id, name, invoice_value, valid_from) "
    "VALUES (5, 'Abonament', 20, 0)",
    "INSERT INTO hv_account_history (account_id, customer_id, name, invoiced_by, valid_from) "
    "SELECT n, n, CONCAT('Klient ', n), '2', 0 FROM {accounts}",
    "INSERT INTO hv_terminal_history (terminal_id, account_id, name, pricelist_name, "
    "subscription_id, valid_from) "
    "SELECT n, CAST(CEIL(n / 2.0) AS {int}), CONCAT('t', n), 'Cennik', 5, 0 FROM {terminals}",
    "INSERT INTO hv_billing (id, start_time, calltype, cost, init_charge, duration, "
    "subscription_used, success_call) "
    "SELECT n, CONCAT('2026-06-', LPAD(CAST(MOD(n, 30) + 1 AS {text}), 2, '0'), ' 10:00:00'), "
    "'outgoing', MOD(n, 977) / 1000.0, 0, 60, 'f', 't' FROM {calls}",
    "INSERT INTO hv_billing_link (cdr_id, terminal_id, account_id, customer_id, rule) "
    "SELECT n, MOD(n, {count}) + 1, CAST(CEIL((MOD(n, {count}) + 1) / 2.0) AS {int}), "
    "CAST(CEIL((MOD(n, {count}) + 1) / 2.0) AS {int}), 'terminal' FROM {calls}",
)


def measure_invoices(url: str, calls: int) -> dict[str, float]:
    """Fill an empty database and return seconds for the drafts and for issuing them."""
    with connect(url) as database:
        _fill(database, calls)
        request = InvoiceRequest(
            today=ISSUE_DAY, fakedate=ISSUE_DAY, ignore_missing_cdrs="benchmark"
        )
        started = time.perf_counter()
        run = Run.opened(database, RunOrigin(), lambda: int(time.time()))
        drafts = prepare(run, request)
        prepared = time.perf_counter()
        result = issue(run, drafts)
        ended = time.perf_counter()
    return {
        "drafts_s": round(prepared - started, 1),
        "issued_s": round(ended - prepared, 1),
        "invoices": len(result.issued),
    }


def _fill(database: Database, calls: int) -> None:
    create_schema(database, "current")
    ids = seed(database, range(1, ACCOUNTS + 1))
    migrate(database)
    put_settings(database, first_billed_month="2026-06", numberplanid=ids.own_plan_id)
    is_postgres = database.dialect is Dialect.POSTGRES
    words = {
        "int": "integer" if is_postgres else "signed",
        "text": "text" if is_postgres else "char",
        "count": str(TERMINALS),
        "accounts": _series(ACCOUNTS, is_postgres=is_postgres),
        "terminals": _series(TERMINALS, is_postgres=is_postgres),
        "calls": _series(calls, is_postgres=is_postgres),
    }
    for statement in STATEMENTS:
        database.execute_text(statement.format(**words))
    for table in ("hv_billing", "hv_billing_link"):
        # As autovacuum would have done by the end of a month.
        database.fetch_text(f"ANALYZE TABLE {table}") if not is_postgres else (
            database.execute_text(f"ANALYZE {table}")
        )


def _series(length: int, *, is_postgres: bool) -> str:
    if is_postgres:
        return f"generate_series(1, {length}) AS g(n)"
    return f"(SELECT seq AS n FROM seq_1_to_{length}) AS g"
