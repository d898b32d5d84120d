"""What Airflow's lineage and statistics are told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from airflow.sdk._shared.observability.metrics.base_stats_logger import NoStatsLogger
from airflow.sdk.lineage import HookLineageCollector
from airflow.sdk.observability import stats

from hiperus.calls.status import CallsStatus
from hiperus.domain.cdr import CallType
from hiperus.domain.periods import DaySpan, Window, local_midnight
from hiperus.tasks.frame import lineage, metrics

DAY = DaySpan(date(2026, 10, 31), date(2026, 11, 1))


@pytest.fixture
def collector(monkeypatch: pytest.MonkeyPatch) -> HookLineageCollector:
    found = HookLineageCollector()
    monkeypatch.setattr(lineage, "get_hook_lineage_collector", lambda: found)
    return found


@pytest.mark.parametrize(
    ("connection", "uri"),
    [
        (
            {"conn_type": "postgres", "host": "db.example.pl", "schema": "lms"},
            "postgres://db.example.pl:5432/lms/public/hv_billing",
        ),
        (
            {"conn_type": "postgres", "host": "/run/postgresql", "schema": "lms"},
            "postgres://localhost:5432/lms/public/hv_billing",
        ),
        (
            {"conn_type": "mysql", "host": "db.example.pl", "port": 3307, "schema": "lms"},
            "mysql://db.example.pl:3307/lms/hv_billing",
        ),
    ],
)
def test_tables_are_named_by_where_they_are(
    collector: HookLineageCollector,
    monkeypatch: pytest.MonkeyPatch,
    connection: dict[str, Any],
    uri: str,
) -> None:
    monkeypatch.setenv("AIRFLOW_CONN_LMS_DEFAULT", json.dumps(connection))
    lineage.report_tables(reads=["customers"], writes=["hv_billing"])
    found = collector.collected_assets
    assert [info.asset.uri for info in found.outputs] == [uri]
    assert [info.asset.uri for info in found.inputs] == [uri.replace("hv_billing", "customers")]


def test_lineage_that_cannot_be_told_fails_no_task(
    collector: HookLineageCollector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AIRFLOW_CONN_LMS_DEFAULT", raising=False)
    lineage.report_tables(writes=["hv_billing"])
    assert collector.collected_assets.outputs == []


class Backend:
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.told: dict[str, Any] = {}

    def incr(self, stat: str, count: int = 1, **more: Any) -> None:
        name = f"{stat} {more['tags'].get('outcome', more['tags'].get('status'))}"
        self.told[name] = count

    def gauge(self, stat: str, value: float, **_: Any) -> None:
        self.told[stat] = value


@pytest.fixture
def backend() -> Iterator[Backend]:
    found = Backend()
    stats.initialize(factory=lambda: found, export_legacy_names=False)  # type: ignore[arg-type,return-value]
    yield found
    stats.initialize(factory=NoStatsLogger, export_legacy_names=False)


def test_loads_and_rows_are_counted(backend: Backend) -> None:
    summary: Any = SimpleNamespace(
        window=Window(DAY, CallType.OUTGOING),
        status="loaded",
        inserted=5,
        updated=1,
        unchanged=2,
        quarantined=3,
    )
    metrics.count_load(summary)
    assert backend.told == {
        "hiperus.loads loaded": 1,
        "hiperus.rows inserted": 5,
        "hiperus.rows updated": 1,
        "hiperus.rows unchanged": 2,
        "hiperus.rows quarantined": 3,
    }


def test_lag_quarantine_and_open_calls_are_measured(backend: Backend) -> None:
    money = Decimal(0)
    status = CallsStatus(DAY, 12, 9, 60, money, 9, 2, money, 4, money)
    metrics.measure_calls(status, local_midnight(DAY.end) + 3600)
    assert backend.told == {
        "hiperus.lag_seconds": 3600,
        "hiperus.quarantine": 4,
        "hiperus.unlinked": 2,
    }
