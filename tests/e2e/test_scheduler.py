"""Under a real scheduler: Airflow's backfill in both orders, a deadline, a person's approval.

One Airflow serves all tests; they run in the order they stand in.
"""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dev.demo.airflow_server import REPOSITORY, AirflowServer
from tests.support.airflow_world import AirflowWorld, airflow_world, covered_but
from tests.support.sinks import collector

BACKFILL = "hiperus_cdr_backfill"
ENDED = {"success", "failed"}
LIMIT_SECONDS = 240
ANSWER_SECONDS = 15


@pytest.fixture(scope="module")
def world(server_folder: Path) -> Iterator[AirflowWorld]:
    with airflow_world(server_folder / "a", "2026-06") as found:
        yield found


@pytest.fixture(scope="module")
def observed() -> Iterator[Any]:
    with collector() as found:
        yield found


@pytest.fixture(scope="module")
def airflow(
    world: AirflowWorld, observed: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Any]:
    live = datetime.now(UTC) - timedelta(days=2)
    server = AirflowServer(
        tmp_path_factory.mktemp("airflow"),
        {
            **world.environment,
            **observed.environment,
            "HIPERUS_START_DATE": f"{live:%Y-%m-%d}",
            "HIPERUS_DEADLINES": "on",
            "HIPERUS_DEADLINE_SECONDS": "3",
            "AIRFLOW__API__WORKERS": "1",
        },
        world.make_metadata(),
    )
    try:
        yield server
    finally:
        server.stop()


def wait_for(what: Callable[[], Any], limit: float = LIMIT_SECONDS) -> Any:
    deadline = time.monotonic() + limit
    while time.monotonic() < deadline:
        if found := what():
            return found
        time.sleep(0.5)
    raise AssertionError(f"nothing came within {limit} s")


def runs_of(airflow: Any, dag_id: str, run_type: str) -> list[dict[str, Any]]:
    """Return the runs of a DAG, the oldest interval first."""
    found = airflow.call("GET", f"dags/{dag_id}/dagRuns?run_type={run_type}&limit=50")["dag_runs"]
    return sorted(found, key=lambda run: str(run["logical_date"]))


def ended(airflow: Any, dag_id: str, run_type: str, count: int) -> Callable[[], Any]:
    def look() -> Any:
        found = runs_of(airflow, dag_id, run_type)
        return len(found) >= count and all(r["state"] in ENDED for r in found) and found

    return look


def tasks_of(airflow: Any, run: dict[str, Any]) -> list[dict[str, Any]]:
    path = f"dags/{run['dag_id']}/dagRuns/{run['dag_run_id']}/taskInstances?limit=500"
    return list(airflow.call("GET", path)["task_instances"])


def windows_of(airflow: Any, run: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the windows that the run's last plan has; an earlier plan's are `removed`."""
    found = [t for t in tasks_of(airflow, run) if t["task_id"] == "chunk_01.load"]
    return [t for t in found if t["state"] != "removed"]


def states(airflow: Any, run: dict[str, Any]) -> dict[str, str]:
    return {t["task_id"]: t["state"] for t in tasks_of(airflow, run)}


def test_a_scheduled_run_of_the_backfill_ends_at_once(airflow: Any) -> None:
    airflow.call("PATCH", f"dags/{BACKFILL}", is_paused=False)
    run = wait_for(ended(airflow, BACKFILL, "scheduled", 1))[0]
    assert run["state"] == "success"
    done = {t["task_id"] for t in tasks_of(airflow, run) if t["state"] == "success"}
    assert done == {"check_parameters"}


def clear(airflow: Any, run: dict[str, Any], *tasks: Any) -> None:
    """Clear some tasks of a run with what comes after them, as the UI does."""
    airflow.call(
        "POST",
        f"dags/{run['dag_id']}/clearTaskInstances",
        dry_run=False,
        dag_run_id=run["dag_run_id"],
        task_ids=list(tasks),
        only_failed=False,
        include_downstream=True,
        reset_dag_runs=True,
    )


def test_a_failed_window_stops_the_next_interval_and_is_cleared_alone(
    airflow: Any, world: AirflowWorld
) -> None:
    covered_but(world, "2025-03 outgoing", "2025-03 incoming", "2025-12 outgoing")
    world.simulator.faults.add({"kind": "fault", "action": "GetBilling", "skip": 1})
    told = len(world.alerts)
    subprocess.run(
        [
            *(str(REPOSITORY / "bin" / "airflow"), "backfill", "create", "--dag-id", BACKFILL),
            *("--from-date", "2025-01-01", "--to-date", "2025-12-31", "--max-active-runs", "1"),
        ],
        env=airflow.environment,
        check=True,
        capture_output=True,
        timeout=120,
    )
    older, newer = wait_for(ended(airflow, BACKFILL, "backfill", 2))
    assert (older["state"], newer["state"]) == ("failed", "failed")
    assert older["end_date"] <= newer["start_date"]
    failed = [t for t in windows_of(airflow, older) if t["state"] == "failed"]
    assert len(failed) == 1
    assert failed[0]["rendered_map_index"].startswith("2025-03 ")
    assert states(airflow, newer)["check_parameters"] == "failed"
    assert [a["kind"] for a in world.alerts[told:]] == ["failed"]
    assert failed[0]["rendered_map_index"] in world.alerts[-1]["facts"]["what"]

    clear(airflow, older, ["chunk_01.load", failed[0]["map_index"]])
    older = wait_for(ended(airflow, BACKFILL, "backfill", 2))[0]
    assert older["state"] == "success"
    assert sorted(t["try_number"] for t in windows_of(airflow, older)) == [1, 2]
    clear(airflow, newer, "check_parameters")
    newer = wait_for(ended(airflow, BACKFILL, "backfill", 2))[1]
    assert newer["state"] == "success"
    assert [t["rendered_map_index"] for t in windows_of(airflow, newer)] == ["2025-12 outgoing"]
    assert world.value("SELECT COUNT(*) FROM hv_coverage") == 365 * 12


def backfills(airflow: Any) -> list[dict[str, Any]]:
    return list(airflow.call("GET", f"backfills?dag_id={BACKFILL}")["backfills"])


def test_newest_first_goes_back_in_time_and_a_stopped_one_goes_on_at_its_gap(
    airflow: Any, world: AirflowWorld
) -> None:
    with world.database() as database:
        for day, kind in (("2025-10-07", "disa"), ("2025-02-28", "vpbx")):
            database.execute_text(
                f"DELETE FROM hv_coverage WHERE calltype = '{kind}' AND day = '{day}'"
            )
    # Airflow notes only some time after the last run that a backfill is over.
    wait_for(lambda: all(each["completed_at"] for each in backfills(airflow)))
    airflow.call(
        "POST",
        "backfills",
        dag_id=BACKFILL,
        from_date="2025-01-01T00:00:00+01:00",
        to_date="2025-12-31T00:00:00+01:00",
        run_backwards=True,
        max_active_runs=1,
        reprocess_behavior="completed",
        dag_run_conf={},
    )
    older, newer = wait_for(ended(airflow, BACKFILL, "backfill", 2))
    assert (older["state"], newer["state"]) == ("success", "success")
    assert newer["end_date"] <= older["start_date"]
    assert [t["rendered_map_index"] for t in windows_of(airflow, newer)] == ["2025-10 disa"]
    assert [t["rendered_map_index"] for t in windows_of(airflow, older)] == ["2025-02 vpbx"]


def test_the_month_to_be_invoiced_is_loaded_by_parameters(airflow: Any) -> None:
    month = {"billing_from": "2026-06-01", "billing_to": "2026/06/30"}
    conf = {**month, "billing_type": "all", "billing_success": "all"}
    assert airflow.run(BACKFILL, conf) == "success", airflow.failures(BACKFILL)


def test_days_that_are_not_loaded_in_time_are_told_once_and_an_asset_tells_the_rest(
    airflow: Any, world: AirflowWorld
) -> None:
    told = len(world.alerts)
    world.simulator.faults.add(
        {"kind": "delay", "action": "GetBilling", "seconds": 20.0, "times": 1}
    )
    airflow.call("PATCH", "dags/hiperus_cdr_daily", is_paused=False)
    late = wait_for(lambda: [a for a in world.alerts[told:] if a["kind"] == "late"], 120)
    assert len(late) == 1
    assert "hiperus_cdr_backfill" in late[0]["facts"]["what to do"]
    runs = wait_for(ended(airflow, "hiperus_cdr_daily", "scheduled", 2))
    assert [run["state"] for run in runs] == ["success"] * len(runs)
    events = airflow.call("GET", "assets/events?order_by=-timestamp")["asset_events"]
    extra = next(e["extra"] for e in events if e["source_dag_id"] == "hiperus_cdr_daily")
    assert extra["loaded"] == "12 of 12 (day x type x success)"


def test_statistics_reach_the_collector_that_airflow_is_configured_for(
    observed: Any, world: AirflowWorld
) -> None:
    def sent() -> Any:
        found = observed.metrics()
        return {"airflow.hiperus.rows", "airflow.hiperus.lag_seconds"} <= set(found) and found

    found = wait_for(sent, 30)
    counted = {
        (attribute.key, attribute.value.string_value)
        for point in found["airflow.hiperus.rows"]
        for attribute in point.attributes
    }
    assert {("outcome", "inserted"), ("call_type", "outgoing")} <= counted
    assert {"airflow.hiperus.loads", "airflow.hiperus.quarantine"} <= set(found)
    assert (
        min(point.as_int or point.as_double for point in found["airflow.hiperus.lag_seconds"]) > 0
    )


def test_lineage_names_the_tables_that_a_load_writes(observed: Any) -> None:
    done = [
        event
        for event in observed.lineage()
        if event["eventType"] == "COMPLETE" and event["job"]["name"].endswith(".load")
    ]
    assert done
    written = {output["name"].rsplit(".", 1)[-1] for event in done for output in event["outputs"]}
    assert {"hv_billing", "hv_billing_link", "hv_coverage", "hv_load"} <= written


def issue(airflow: Any, **conf: Any) -> tuple[dict[str, Any], str]:
    """Trigger invoices that wait for approval; returns run and path of the question."""
    airflow.call("PATCH", "dags/hiperus_invoice", is_paused=False)
    conf = {"fakedate": "2026/07/01", "require_approval": True, **conf}
    run = airflow.call("POST", "dags/hiperus_invoice/dagRuns", logical_date=None, conf=conf)
    path = f"dags/hiperus_invoice/dagRuns/{run['dag_run_id']}/taskInstances/ask_approval"
    wait_for(lambda: airflow.call("GET", path)["state"] == "awaiting_input")
    return run, f"{path}/-1/hitlDetails"


def answer(airflow: Any, run: dict[str, Any], question: str, word: str) -> dict[str, Any]:
    # Answered before the scheduler has noted that the question was put, Airflow takes the end of
    # the asking for that of the task, and asks again.
    time.sleep(ANSWER_SECONDS)
    airflow.call("PATCH", question, chosen_options=[word], params_input={})
    path = f"dags/hiperus_invoice/dagRuns/{run['dag_run_id']}"
    wait_for(lambda: airflow.call("GET", path)["state"] in ENDED)
    return dict(airflow.call("GET", path))


DOCUMENTS = "SELECT COUNT(*) FROM hv_invoice WHERE state = 'issued'"


def test_a_person_sees_the_totals_and_may_refuse(airflow: Any, world: AirflowWorld) -> None:
    run, question = issue(airflow)
    asked = airflow.call("GET", question)
    assert asked["subject"] == "Issue the invoices of 2026-06?"
    assert "| Gross | " in asked["body"]
    assert answer(airflow, run, question, "Reject")["state"] == "success"
    assert states(airflow, run)["issue_invoices"] == "skipped"
    assert world.value(DOCUMENTS) == 0


def test_what_changed_since_it_was_shown_is_not_issued(airflow: Any, world: AirflowWorld) -> None:
    run, question = issue(airflow)
    with world.database() as database:
        database.execute_text(
            "UPDATE hv_billing SET cost = cost + 1 WHERE id = (SELECT MAX(b.id) FROM hv_billing b"
            " JOIN hv_billing_link l ON l.cdr_id = b.id WHERE b.start_time LIKE '2026-06-%%'"
            " AND b.cost > 0 AND l.account_id IN (SELECT customerid FROM hv_assign"
            " WHERE keyvalue = '2'))"
        )
    assert answer(airflow, run, question, "Approve")["state"] == "failed"
    assert "no longer what was approved" in str(airflow.failures("hiperus_invoice"))
    assert world.value(DOCUMENTS) == 0


def test_what_was_approved_is_issued(airflow: Any, world: AirflowWorld) -> None:
    run, question = issue(airflow)
    assert answer(airflow, run, question, "Approve")["state"] == "success"
    assert world.value(DOCUMENTS) > 0
