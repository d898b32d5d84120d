"""Loads of the same days at the same moment end as one after the other would."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from hiperus.calls.rules.loading import WindowSummary
from hiperus.calls.tables.merge import CdrMerge
from hiperus.domain.periods import Window
from hiperus.errors import StorageUnavailableError
from hiperus.storage.connect import connect as open_plainly
from hiperus.storage.database import Database
from tests.support.cdr_world import MARCH, a_window, calls, load, values
from tests.support.fake_billing import FakeBilling, a_call
from tests.support.roles import connect


def test_a_month_and_its_days_at_once_store_each_call_once(
    lms_database: Database, empty_database_url: str
) -> None:
    made = [a_call(id=n, start_time=f"2026-03-{n % 31 + 1:02d} 12:00:00") for n in range(1, 400)]
    windows = [
        MARCH,
        a_window("2026-03-05", "2026-03-20"),
        MARCH,
        a_window("2026-03-20", "2026-03-31"),
    ]

    def load_one(window: Window) -> WindowSummary:
        with connect(empty_database_url) as database:
            return load(database, FakeBilling(made, made[:50], batch=40), window)

    with ThreadPoolExecutor(len(windows)) as pool:
        summaries = list(pool.map(load_one, windows))
    assert sum(summary.inserted for summary in summaries) == len(made)
    assert len(calls(lms_database)) == len(made)
    assert values(lms_database, "SELECT COUNT(*) FROM hv_billing_link") == [len(made)]
    assert values(lms_database, "SELECT COUNT(*) FROM hv_load WHERE status = 'failed'") == [0]


def test_an_id_that_another_run_stores_meanwhile_is_left_to_a_retry(
    lms_database: Database, empty_database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = CdrMerge._run

    def overtaken(self: CdrMerge, name: str, **rows: int) -> int:
        with connect(empty_database_url) as other:
            other.execute_text("INSERT INTO hv_billing (id, calltype) VALUES (1, 'disa')")
        return real(self, name, **rows)

    monkeypatch.setattr(CdrMerge, "_run", overtaken)
    with pytest.raises(StorageUnavailableError, match="at the same moment"):
        load(lms_database, FakeBilling([a_call(id=1), a_call(id=2)]))
    assert [row["calltype"] for row in calls(lms_database)] == ["disa"]


@pytest.mark.parametrize("empty_database_url", ["mysql"], indirect=True)
def test_working_tables_end_no_transaction_on_mysql(
    lms_database: Database, empty_database_url: str
) -> None:
    def begin_and_fail(statement: str) -> None:
        with open_plainly(empty_database_url) as other, other.transaction():
            other.execute_text(
                "INSERT INTO hv_coverage (day, calltype, success, state, load_id, confirmed_at)"
                " VALUES ('2026-03-01', 'disa', 't', 'empty', 1, 1)"
            )
            other.execute(statement)
            raise StorageUnavailableError("The connection was lost.")

    for statement in (
        "calls/staging/create_stage",
        "calls/staging/drop_tables",
        "calls/links/create_found",
    ):
        with pytest.raises(StorageUnavailableError):
            begin_and_fail(statement)
        assert values(lms_database, "SELECT COUNT(*) FROM hv_coverage") == [0], statement
