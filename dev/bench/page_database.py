"""Fills an LMS with the calls and invoices of two years, on the server's side, for the page.

5,000 accounts with two terminals each; every twentieth call is one large account's. All months
but the last are invoiced and stamped. Every hundredth account belongs to nobody, every fiftieth
terminal has no subscription. The same rows each time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dev.lms import create_schema
from dev.lms.seed import put_settings, seed
from hiperus.domain.cdr import CallType
from hiperus.domain.periods import Month
from hiperus.storage.database import Database
from hiperus.storage.migrations import migrate
from hiperus.storage.statements import Dialect

ACCOUNTS = 5_000
TERMINALS = 2 * ACCOUNTS
MONTHS = 24
SECONDARY = (
    ("hv_billing", "hv_billing_start_time", "040_index_hv_billing_start_time"),
    ("hv_billing", "hv_billing_customerid", "042_index_hv_billing_customerid"),
    ("hv_billing_link", "hv_billing_link_terminal", "043_index_hv_billing_link_terminal"),
    (
        "hv_billing_invoiced",
        "hv_billing_invoiced_invoice",
        "046_index_hv_billing_invoiced_invoice",
    ),
)
"""Indexes that are made after the rows, so that filling takes minutes and not half an hour."""

_REFERENCE = (
    "INSERT INTO hv_subscription_history (subscription_id, name, invoice_value, valid_from) "
    "VALUES (5, 'Abonament', 20, 0)",
    "INSERT INTO hv_account_history (account_id, customer_id, name, invoiced_by, valid_from) "
    "SELECT n, n, CONCAT('Klient ', n), '2', 0 FROM {accounts}",
    "INSERT INTO hv_terminal_history (terminal_id, account_id, name, pricelist_name, "
    "subscription_id, valid_from) "
    "SELECT n, CAST(CEIL(n / 2.0) AS {int}), CONCAT('t', n), 'Cennik', 5, 0 FROM {terminals}",
    "INSERT INTO hv_customers (id, name, ext_billing_id, issue_invoice) "
    "SELECT n, CONCAT('Klient ', n), CASE WHEN MOD(n, 100) <> 50 THEN n END, 't' FROM {accounts}",
    "INSERT INTO hv_assign (customerid, keytype, keyvalue) "
    "SELECT n, 'issue_invoice', '2' FROM {accounts}",
    "INSERT INTO hv_terminal (id, customerid, username, customer_name, id_subscription) "
    "SELECT n, CAST(CEIL(n / 2.0) AS {int}), CONCAT('t', n), "
    "CONCAT('Klient ', CAST(CEIL(n / 2.0) AS {int})), CASE WHEN MOD(n, 50) <> 13 THEN 5 END "
    "FROM {terminals}",
)
_TERMINAL = "CASE WHEN MOD(n, 20) = 7 THEN 1 ELSE MOD(n * 7919, {count}) + 1 END"
_CALLS = (
    "INSERT INTO hv_billing (id, customerid, rel_cause, start_time, customer_name, terminal_name, "
    "ext_billing_id, caller, bill_cpb, duration, calltype, country, description, operator, type, "
    "cost, price, init_charge, reseller_price, reseller_cost, reseller_init_charge, margin, "
    "subscription_used, platform_type, success_call) "
    "SELECT n, account, CASE WHEN ok THEN 16 ELSE 17 + MOD(n, 5) END, started, "
    "CONCAT('Klient ', account), CONCAT('t', terminal), account, "
    "CAST(420000000 + terminal AS {text}), CAST(48500000000 + MOD(n * 31, 99999999) AS {text}), "
    "duration, calltype, country, description, CONCAT('Operator ', MOD(n * 13, 60)), 'mobile', "
    "cost, 0.1, 0, 0.06, ROUND(cost * 0.6, 4), 0, cost - ROUND(cost * 0.6, 4), 'f', 'VOIP', "
    "CASE WHEN ok THEN 't' ELSE 'f' END "
    "FROM (SELECT n, ok, terminal, CAST(CEIL(terminal / 2.0) AS {int}) AS account, started, "
    "calltype, CASE WHEN ok THEN 5 + MOD(n * 31, 600) ELSE 0 END AS duration, "
    "CASE WHEN place < 31 THEN 'Polska' ELSE CONCAT('Kraj ', place) END AS country, "
    "CASE WHEN place < 20 THEN 'Polska - komórkowe' WHEN place < 31 THEN 'Polska - stacjonarne' "
    "ELSE CONCAT('Kraj ', place, ' - ', MOD(n, 3)) END AS description, "
    "CASE WHEN ok AND calltype = 'outgoing' THEN (5 + MOD(n * 31, 600)) * 0.0017 ELSE 0 END "
    "AS cost FROM (SELECT n, MOD(n, 8) <> 0 AS ok, " + _TERMINAL + " AS terminal, "
    "{started} AS started, MOD(n, 61) AS place, "
    "CASE WHEN MOD(n * 17, 100) < 60 THEN 'outgoing' WHEN MOD(n * 17, 100) < 85 THEN 'incoming' "
    "WHEN MOD(n * 17, 100) < 95 THEN 'internal' WHEN MOD(n * 17, 100) < 98 THEN 'forwarded' "
    "WHEN MOD(n * 17, 100) < 99 THEN 'disa' ELSE 'vpbx' END AS calltype "
    "FROM {calls}) AS a) AS b",
    "INSERT INTO hv_billing_link (cdr_id, terminal_id, account_id, customer_id, rule) "
    "SELECT n, terminal, CAST(CEIL(terminal / 2.0) AS {int}), "
    "CAST(CEIL(terminal / 2.0) AS {int}), 'terminal' "
    "FROM (SELECT n, " + _TERMINAL + " AS terminal FROM {calls}) AS a WHERE MOD(n, 5003) <> 0",
    "INSERT INTO hv_billing_link (cdr_id, rule) SELECT n, 'unknown_terminal' FROM {calls} "
    "WHERE MOD(n, 5003) = 0",
    "INSERT INTO hv_billing_vanished (cdr_id, vanished_at) SELECT n, 1 FROM {calls} "
    "WHERE MOD(n, 90001) = 0",
)
_INVOICES = (
    "INSERT INTO documents (id, type, number, cdate, sdate, customerid, fullnumber, div_name, "
    "div_shortname, div_inv_header, div_inv_footer, div_inv_author, div_inv_cplace) "
    "SELECT m * 10000 + n, 1, n, 0, 0, n, CONCAT('VOIP/', n, '/', m), '', '', '', '', '', '' "
    "FROM {months} "
    "CROSS JOIN {accounts}",
    "INSERT INTO hv_invoice (id, customer_id, billed_month, kind, state, live_regular, docid, "
    "fullnumber, issued_at, net, vat, gross, updated_at) "
    "SELECT m * 10000 + n, n, {month}, 'regular', 'issued', 1, m * 10000 + n, "
    "CONCAT('VOIP/', n, '/', m), 1, 60, 13.8, 73.8, 1 FROM {months} CROSS JOIN {accounts}",
    "INSERT INTO hv_invoice_line (id, invoice_id, customer_id, account_id, terminal_id, kind, "
    "service_month, live_subscription, description, exact_net, tax_rate, gross, call_count) "
    "SELECT m * 100000 + 2 * n + s, m * 10000 + CAST(CEIL(n / 2.0) AS {int}), "
    "CAST(CEIL(n / 2.0) AS {int}), CAST(CEIL(n / 2.0) AS {int}), n, "
    "CASE WHEN s = 0 THEN 'calls' ELSE 'subscription' END, {month}, "
    "CASE WHEN s = 0 THEN NULL ELSE 1 END, "
    "CASE WHEN s = 0 THEN 'Rozmowy' ELSE 'Abonament' END, CASE WHEN s = 0 THEN 10 ELSE 20 END, "
    "23, CASE WHEN s = 0 THEN 12.3 ELSE 24.6 END, 20 "
    "FROM {months} CROSS JOIN {terminals} CROSS JOIN (SELECT 0 AS s UNION ALL SELECT 1) AS two",
    "INSERT INTO hv_billing_invoiced (cdr_id, invoice_id, line_id, live_first, cost_billed, "
    "cost_settled, reason) "
    "SELECT n, m * 10000 + account, CASE WHEN cost > 0 THEN m * 100000 + 2 * terminal END, 1, "
    "cost, cost, CASE WHEN cost > 0 THEN 'billed' ELSE 'zero' END "
    "FROM (SELECT b.id AS n, b.cost, l.account_id AS account, l.terminal_id AS terminal, "
    "{number_of_month} AS m FROM hv_billing AS b "
    "INNER JOIN hv_billing_link AS l ON b.id = l.cdr_id "
    "WHERE b.start_time < '{last}' AND l.terminal_id IS NOT NULL) AS a",
)
_LEDGER = (
    "INSERT INTO hv_load (category, status, window_from, window_to, calltype, success, "
    "rows_fetched, rows_inserted, started_at, finished_at) "
    "SELECT 'cdr', 'loaded', {day}, {next_day}, calltype, 'all', 1000, 1000, 1, 2 "
    "FROM {days} CROSS JOIN ({types}) AS t",
    "INSERT INTO hv_coverage (day, calltype, success, state, row_count, confirmed_at) "
    "SELECT {day}, calltype, success, 'loaded', 1000, 1 "
    "FROM {days} CROSS JOIN ({types}) AS t "
    "CROSS JOIN (SELECT 't' AS success UNION ALL SELECT 'f') AS s",
)


@dataclass(frozen=True, slots=True)
class Filled:
    """What was filled in: the last month is not invoiced, all before it are."""

    first: Month
    last: Month
    calls: int

    @classmethod
    def until(cls, today: date, calls: int) -> Filled:
        """Return the two years that end with the month before `today`'s."""
        last = Month.of(today).plus(-1)
        return cls(last.plus(1 - MONTHS), last, calls)


def fill(database: Database, filled: Filled) -> None:
    """Fill an empty database; some minutes for five million calls."""
    create_schema(database, "current")
    ids = seed(database, range(1, ACCOUNTS + 1))
    migrate(database)
    put_settings(database, first_billed_month=filled.first, numberplanid=ids.own_plan_id)
    words = _words(database.dialect, filled)
    for table, index, _ in SECONDARY:
        _drop_index(database, table, index)
    for text in (*_REFERENCE, *_LEDGER, *_CALLS, *_INVOICES):
        database.execute_text(_spelled(text, words))
    for _, _, file in SECONDARY:
        database.execute(f"migrations/2026112301/{file}")
    _analyze(database)


def _spelled(text: str, words: dict[str, str]) -> str:
    """Fill in the words, also those within words."""
    for _ in range(2):
        for name, word in words.items():
            text = text.replace("{" + name + "}", word)
    return text


def _words(dialect: Dialect, filled: Filled) -> dict[str, str]:
    days = (filled.last.end - filled.first.first_day).days
    first, step = filled.first.first_day, days * 86_400 / filled.calls
    types = " UNION ALL ".join(f"SELECT '{name}' AS calltype" for name in CallType)
    common = {"count": str(TERMINALS), "types": types, "last": str(filled.last.first_day)}
    months = 12 * filled.first.year + filled.first.month
    if dialect is Dialect.POSTGRES:
        start = f"timestamp '{first}'"
        special = {
            "int": "integer",
            "text": "text",
            "started": f"CAST(({start} + floor((n - 1) * {step}) * interval '1 second') AS text)",
            "month": f"CAST({start} + (m - 1) * interval '1 month' AS date)",
            "day": f"CAST({start} + (d - 1) * interval '1 day' AS date)",
            "next_day": f"CAST({start} + d * interval '1 day' AS date)",
        }
        series = _postgres_series
    else:
        series = _mysql_series
        special = {
            "int": "signed",
            "text": "char",
            "started": f"CAST(DATE_ADD('{first} 00:00:00', "
            f"INTERVAL FLOOR((n - 1) * {step}) SECOND) AS char)",
            "month": f"DATE_ADD('{first}', INTERVAL m - 1 MONTH)",
            "day": f"DATE_ADD('{first}', INTERVAL d - 1 DAY)",
            "next_day": f"DATE_ADD('{first}', INTERVAL d DAY)",
        }
    return {
        **common,
        **special,
        "number_of_month": "12 * CAST(SUBSTRING(b.start_time, 1, 4) AS {int}) "
        f"+ CAST(SUBSTRING(b.start_time, 6, 2) AS {{int}}) - {months - 1}",
        "accounts": series(ACCOUNTS, "n"),
        "terminals": series(TERMINALS, "n"),
        "months": series(MONTHS - 1, "m"),
        "days": series(days, "d"),
        "calls": series(filled.calls, "n"),
    }


def _postgres_series(length: int, name: str) -> str:
    numbers = f"generate_series(1, {length}) AS g({name})"
    return f"(SELECT CAST({name} AS bigint) AS {name} FROM {numbers}) AS {name}s"


def _mysql_series(length: int, name: str) -> str:
    return f"(SELECT seq AS {name} FROM seq_1_to_{length}) AS {name}s"


def _drop_index(database: Database, table: str, index: str) -> None:
    of_table = f" ON {table}" if database.dialect is Dialect.MYSQL else ""
    database.execute_text(f"DROP INDEX {index}{of_table}")


def _analyze(database: Database) -> None:
    """Gather statistics, as autovacuum would have done by then."""
    for table in ("hv_billing", "hv_billing_link", "hv_billing_invoiced", "hv_invoice_line"):
        if database.dialect is Dialect.POSTGRES:
            database.execute_text(f"VACUUM ANALYZE {table}")
        else:
            database.fetch_text(f"ANALYZE TABLE {table}")
