"""Exactly once: killed at any statement, two runs at once, a clerk and LMS's batch beside us."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from hiperus.domain.periods import Month
from hiperus.invoices.issue import issue
from hiperus.invoices.prepare import prepare
from hiperus.storage.database import Database
from hiperus.storage.statements import Dialect
from tests.support.builders_invoices import SETTINGS, World, a_world
from tests.support.failing_database import Killed, mortal
from tests.support.roles import connect

pytestmark = pytest.mark.database

CUSTOMERS = (12, 13, 14)


@pytest.fixture
def url(empty_database_url: str) -> str:
    """A world of three customers, for as many connections as a test wants."""
    with connect(empty_database_url) as database:
        world = a_world(database, CUSTOMERS)
        world.subscription(5, "20.00")
        for n, customer_id in enumerate(CUSTOMERS):
            world.account(100 + n, customer_id)
            world.terminal(200 + n, 100 + n, subscription_id=5)
            world.call((100 + n, 200 + n), "1.0000")
            world.call((100 + n, 200 + n), "0.0000", calltype="incoming")
            world.terminal(300 + n, 100 + n)
            world.call((100 + n, 300 + n), "0.0010")
    return empty_database_url


def world_on(database: Database) -> World:
    return World(database, None)  # type: ignore[arg-type]


def documents(database: Database) -> list[tuple[int, int]]:
    rows = database.fetch_text("SELECT customerid, number FROM documents ORDER BY number")
    return [(row["customerid"], row["number"]) for row in rows]


def check_nothing_is_half_done(database: Database) -> int:
    """Return how many customers are done; each of them wholly, the others not at all."""
    rows = database.fetch_text("SELECT state, docid FROM hv_invoice")
    assert {row["state"] for row in rows} <= {"issued"}
    done = {row["docid"] for row in rows}
    assert done == {row["id"] for row in database.fetch_text("SELECT id FROM documents")}
    for text in (
        "SELECT docid, COUNT(*) AS n FROM invoicecontents GROUP BY docid",
        "SELECT docid, COUNT(*) AS n FROM cash GROUP BY docid",
    ):
        assert {(r["docid"], r["n"]) for r in database.fetch_text(text)} == {(d, 2) for d in done}
    stamps = database.fetch_text("SELECT COUNT(*) AS n FROM hv_billing_invoiced")[0]["n"]
    assert stamps == 3 * len(done)
    return len(done)


def test_killed_at_any_statement_the_next_run_finishes_and_repeats_nothing(url: str) -> None:
    deaths, done, statements = 0, 0, 0
    while True:
        statements += 1
        with connect(url) as database:
            try:
                world_on(mortal(database, statements)).run()
            except Killed:
                deaths += 1
            else:
                break
        with connect(url) as database:
            now_done = check_nothing_is_half_done(database)
        assert now_done >= done
        if now_done > done:  # the next customer dies at each statement, too
            done, statements = now_done, statements - 25
    assert deaths > 90
    with connect(url) as database:
        assert check_nothing_is_half_done(database) == 3
        assert documents(database) == [(12, 1), (13, 2), (14, 3)]
        world = world_on(database)
        before = world.snapshot()
        assert not world.run().has_changed_anything
        assert world.snapshot() == before


def in_threads(*jobs: Callable[[], None]) -> None:
    """Run jobs side by side and raise what any of them raised."""
    errors: list[BaseException] = []

    def guarded(job: Callable[[], None]) -> None:
        try:
            job()
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=guarded, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    if errors:
        raise errors[0]


def test_two_runs_at_once_come_to_the_same_as_one(url: str) -> None:
    ready = threading.Barrier(2)
    issued: list[int] = []

    def run() -> None:
        with connect(url) as database:
            world = world_on(database)
            drafts = prepare(world.a_run(), world.request)
            ready.wait(60)
            summary = issue(world.a_run(), drafts)
            issued.extend(invoice.customer_id for invoice in summary.issued)
            assert summary.problems == ""

    in_threads(run, run)
    assert sorted(issued) == list(CUSTOMERS)
    with connect(url) as database:
        assert check_nothing_is_half_done(database) == 3
        assert [number for _, number in documents(database)] == [1, 2, 3]


def a_clerk(url: str, count: int, started: threading.Event) -> None:
    """Issue invoices the way LMS's form does: its lock, MAX + 1, insert; on the shared plan."""
    with connect(url) as database:
        is_postgres = database.dialect is Dialect.POSTGRES
        for _ in range(count):
            with database.connection.cursor() as cursor:
                cursor.execute("START TRANSACTION")
                lock = "pg_advisory_xact_lock(1)" if is_postgres else "GET_LOCK('1', 60)"
                cursor.execute(f"SELECT {lock}")
                cursor.fetchall()
                number = next_number(cursor)
                time.sleep(0.02)
                insert_document(cursor, number)
                if not is_postgres:  # LMS gives the lock back before it commits
                    cursor.execute("SELECT RELEASE_LOCK('1')")
                    cursor.fetchall()
                    time.sleep(0.02)
                cursor.execute("COMMIT")
            started.set()


def next_number(cursor: object) -> int:
    cursor.execute("SELECT COALESCE(MAX(number), 0) + 1 FROM documents")  # type: ignore[attr-defined]
    return int(cursor.fetchall()[0][0])  # type: ignore[attr-defined]


def insert_document(cursor: object, number: int) -> None:
    texts = (
        "div_name, div_shortname, div_inv_header, div_inv_footer, div_inv_author, div_inv_cplace"
    )
    cursor.execute(  # type: ignore[attr-defined]
        f"INSERT INTO documents (type, number, numberplanid, cdate, sdate, {texts}) "
        "SELECT 1, %(number)s, MIN(id), %(now)s, %(now)s, '', '', '', '', '', '' FROM numberplans",
        {"number": number, "now": World.__dataclass_fields__["now"].default},
    )


def test_a_clerk_at_the_same_moment_never_gets_the_same_number(url: str) -> None:
    started = threading.Event()

    def run() -> None:
        started.wait(60)
        with connect(url) as database:
            assert len(world_on(database).run().issued) == 3

    in_threads(lambda: a_clerk(url, 12, started), run)
    with connect(url) as database:
        assert [number for _, number in documents(database)] == list(range(1, 16))


def test_lms_batch_script_that_counts_in_memory_is_waited_for(url: str) -> None:
    """It takes no lock and reads the highest number once; MySQL can only see its first insert."""
    reading = threading.Event()

    def batch() -> None:
        with connect(url) as database, database.connection.cursor() as cursor:
            cursor.execute("START TRANSACTION")
            first = next_number(cursor)
            if database.dialect is Dialect.MYSQL:
                insert_document(cursor, first)
                first += 1
            reading.set()
            time.sleep(0.5)
            for number in range(first, 4):
                insert_document(cursor, number)
            cursor.execute("COMMIT")

    def run() -> None:
        reading.wait(60)
        with connect(url) as database:
            assert len(world_on(database).run().issued) == 3

    in_threads(batch, run)
    with connect(url) as database:
        assert [number for _, number in documents(database)] == [1, 2, 3, 4, 5, 6]


def test_calls_that_change_between_drafts_and_issue_undo_that_customer_alone(url: str) -> None:
    with connect(url) as database:
        world = world_on(database)
        drafts = world.prepared()
        world.call((101, 201), "5.0000")
        summary = issue(world.a_run(), drafts)
        assert summary.changed == [13]
        assert "1 whose calls changed meanwhile (13)" in summary.problems
        assert [customer for customer, _ in documents(database)] == [12, 14]
        again = world.run()
        assert [invoice.customer_id for invoice in again.issued] == [13]
        assert again.amounts.gross == Decimal("31.98")


def test_the_fingerprint_tells_whether_drafts_are_still_the_same(url: str) -> None:
    with connect(url) as database:
        world = world_on(database)
        first = world.prepared().fingerprint
        assert world.prepared().fingerprint == first
        world.call((101, 201), "5.0000")
        assert world.prepared().fingerprint != first


def test_in_advance_no_month_is_billed_twice_and_none_never(url: str) -> None:
    with connect(url) as database:
        world = world_on(database)
        world.settings = replace(SETTINGS, first_billed_month=Month(2026, 10))
        world.run()  # October in arrears
        for month, in_advance in ((11, True), (12, True), (13, False), (14, False)):
            issued_in = Month(2026, 1).plus(month)
            world.cover(issued_in.plus(-1))
            world.run(today=issued_in.first_day, subscription_in_advance=in_advance)
        rows = database.fetch_text(
            "SELECT terminal_id, service_month FROM hv_invoice_line "
            "WHERE kind = 'subscription' AND customer_id = 12 ORDER BY service_month"
        )
        months = [str(row["service_month"])[:7] for row in rows]
        assert months == ["2026-10", "2026-11", "2026-12", "2027-01", "2027-02"]
