"""Faults that others met in the field: money lost in silence, a day stuck, a message that lies."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from dev.chaos.faults.hostile_values import Fate, Hostile, one_call_with
from dev.chaos.ground import Ground
from dev.chaos.outcome import Outcome
from dev.chaos.platform import ACCOUNTS, ANCHOR
from dev.chaos.registry import case
from dev.chaos.worker import Task
from dev.simulator.data import make_world
from hiperus.domain.xml_text import is_forbidden
from hiperus.errors import ChangeInDoubtError, ConfigurationError, TransportError
from hiperus.storage.connect import connect

_DAY = {"days": ("2026-06-10", "2026-06-11")}
_NEXT_IMPORT = int(datetime(2026, 6, 11, 0, 31, tzinfo=ZoneInfo("Europe/Warsaw")).timestamp())
_ACCOUNT, _CUSTOMER = 12003, 1003


def judged(provoked: object, problems: list[str], right: str) -> Outcome:
    """Return what came of a case: its problems, or what was right."""
    return Outcome(bool(provoked), not problems, "; ".join(problems) or right)


@case("field: one odd caller in a small day")
def odd_caller(ground: Ground) -> Outcome:
    """With the limits as they are, one faulty field must not refuse the day."""
    return one_call_with(ground, Hostile("caller", b"4" * 27, Fate.WITHOUT), limit=None)


@case("field: a terminal renamed between two imports")
def renamed(ground: Ground) -> Outcome:
    """Its calls bear the old name: they came before the import that saw the new one."""
    world = make_world(ACCOUNTS, ANCHOR)
    for terminal in world.terminals:
        terminal["username"] = f"nowy {terminal['username']}"
    with ground.lms("imported") as url:
        with ground.platform(world) as platform:
            imported = ground.work(Task("import", url, platform.url, {"now": _NEXT_IMPORT}))
        with ground.platform() as platform:
            loaded = ground.work(Task("load", url, platform.url, _DAY))
        with connect(url) as database:
            linked, total = (
                int(
                    database.fetch_text(f"SELECT COUNT({column}) AS n FROM hv_billing_link")[0]["n"]
                )
                for column in ("terminal_id", "cdr_id")
            )
            names = database.fetch_text(
                "SELECT COUNT(*) AS n FROM hv_terminal_history WHERE name LIKE 'nowy%%'"
            )[0]["n"]
    problems = [r.message for r in (imported, loaded) if not r.is_done]
    with_terminal = 0.9
    if not total or linked < with_terminal * total:
        problems.append(f"{linked} of {total} calls have a terminal")
    return judged(names, problems, f"{linked} of {total} calls have their terminal")


@case("field: an account linked after its month")
def linked_later(ground: Ground) -> Outcome:
    """No run bills it by itself; named, it is billed once, be it asked for twice."""
    with ground.platform() as platform, ground.lms("loaded") as url:
        with connect(url) as database:
            changed = database.execute_text(
                "UPDATE hv_account_history SET customer_id = NULL WHERE account_id = %(id)s",
                {"id": _ACCOUNT},
            )
            database.execute_text(
                "INSERT INTO hv_account_history (account_id, name, customer_id, issue_invoice, "
                "invoiced_by, payment_type, active, is_removed, create_date, listed, valid_from) "
                "SELECT account_id, name, %(customer)s, issue_invoice, invoiced_by, payment_type, "
                "active, is_removed, create_date, listed, %(since)s FROM hv_account_history "
                "WHERE account_id = %(id)s",
                {"id": _ACCOUNT, "customer": _CUSTOMER, "since": 1_782_870_000},
            )
        scheduled = ground.work(Task("invoice", url, platform.url))
        before = _invoices(url)
        named = {"customers": [_CUSTOMER], "leftmonth": 1}
        reports = [ground.work(Task("invoice", url, platform.url, named)) for _ in range(2)]
        after = _invoices(url)
    problems = [r.message for r in (scheduled, *reports) if not r.is_done]
    if before or len(after) != 1:
        problems.append(f"{len(before)} invoices before it was named, {len(after)} after")
    return judged(changed, problems, "listed, then billed once")


def _invoices(url: str) -> list[int]:
    with connect(url) as database:
        rows = database.fetch_text(
            "SELECT id FROM hv_invoice WHERE state = 'issued' AND customer_id = %(id)s",
            {"id": _CUSTOMER},
        )
    return [row["id"] for row in rows]


@case("field: a control character in a price list's name")
def control_character(ground: Ground) -> Outcome:
    """E-invoices are XML: it may not reach a document or the ledger."""
    with ground.platform() as platform, ground.lms("loaded") as url:
        with connect(url) as database:
            changed = database.execute_text(
                "UPDATE hv_terminal_history SET pricelist_name = %(name)s",
                {"name": "Cennik\u0007 A"},
            )
        report = ground.work(Task("invoice", url, platform.url))
        with connect(url) as database:
            texts = [
                str(value)
                for table in ("documents", "invoicecontents", "cash")
                for row in database.fetch_text(f"SELECT * FROM {table}")
                for value in row.values()
            ]
    problems = [] if report.is_done else [report.message]
    problems += [repr(text) for text in texts if is_forbidden(text)][:3]
    return judged(changed and texts, problems, "cleaned everywhere")


@case("field: a live change whose answer gets lost, and the platform with it")
def in_doubt(ground: Ground) -> Outcome:
    """The run's own retries must not say that nothing happened."""
    arguments = {"steps": ["terminal create"]}
    with ground.platform() as platform, ground.lms("imported") as url:
        platform.faults.add({"kind": "reset", "action": "AddTerminal", "effect": True})
        platform.faults.add({"kind": "http", "action": "GetTerminalList", "skip": 1, "times": 99})
        task = Task("change", url, platform.url, arguments)
        tries = [ground.work(task), ground.work(task)]
        platform.faults.clear()
        again = ground.work(task)
        made = [t for t in platform.state()["terminals"] if t["username"] == "nowy'terminal"]
    problems = [
        report.message
        for report in tries
        if report.error not in (ChangeInDoubtError, TransportError)
        or not report.message.endswith("it looks first, and sends nothing twice.")
    ]
    problems += [] if again.is_done else [again.message]
    if len(made) != 1:
        problems.append(f"{len(made)} terminals were made")
    return judged(tries[0].error is ChangeInDoubtError, problems, "in doubt, then confirmed")


@case("field: a table in latin2", dialects=("mysql",))
def latin2(ground: Ground) -> Outcome:
    """Polish letters would become others: refused, with the statement that converts it."""
    with ground.lms("seeded", altered=True) as url:
        with connect(url) as database:
            database.execute_text("ALTER TABLE hv_billing CONVERT TO CHARACTER SET latin2")
        report = ground.work(Task("migrate", url))
        with connect(url) as database:
            database.execute_text(
                "ALTER TABLE hv_billing CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_polish_ci"
            )
        again = ground.work(Task("migrate", url))
    problems = [] if again.is_done else [again.message]
    if report.error is not ConfigurationError or "hv_billing (latin2)" not in report.message:
        problems.append(f"{report.error_class or 'no error'}: {report.message}")
    return judged(report.error, problems, "refused by name")
