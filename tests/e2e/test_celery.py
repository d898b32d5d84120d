"""More than one machine: chunks side by side on two Celery workers, one of which is killed.

The processes run in the environment of `docker-compose.yaml`, over a real Redis.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dev.cluster.cluster import Cluster, is_possible
from tests.support.airflow_world import AirflowWorld, airflow_world, covered_but

BACKFILL = "hiperus_cdr_backfill"
RATE_LIMIT = 30
WINDOWS = 12
SETTINGS = {
    "HIPERUS_START_DATE": "2026-11-01",
    "HIPERUS_RETRY_SECONDS": "2",
    # A worker that is gone is noticed soon.
    "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT": "30",
    "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT_DETECTION_INTERVAL": "3",
    "AIRFLOW__SCHEDULER__SCHEDULER_IDLE_SLEEP_TIME": "0.3",
}


@pytest.fixture(scope="module")
def world(server_folder: Path) -> Iterator[AirflowWorld]:
    if not is_possible():
        message = "Redis is missing: apt-get install redis-server (make test does it as root)."
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    with airflow_world(server_folder / "c", "2026-06", RATE_LIMIT) as found:
        yield found


@pytest.fixture(scope="module")
def cluster(world: AirflowWorld, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    found = Cluster(
        tmp_path_factory.mktemp("cluster"), world.postgres, {**world.environment, **SETTINGS}
    )
    yield found
    found.stop()


def wait_for(what: Callable[[], Any], limit: float = 180) -> Any:
    deadline = time.monotonic() + limit
    while time.monotonic() < deadline:
        if found := what():
            return found
        time.sleep(0.5)
    raise AssertionError(f"nothing came within {limit} s")


def windows(cluster: Cluster) -> list[dict[str, Any]]:
    path = f"dags/{BACKFILL}/dagRuns/~/taskInstances?limit=500"
    found = cluster.call("GET", path)["task_instances"]
    return [t for t in found if t["task_id"] == "chunk_01.load" and t["map_index"] >= 0]


def test_chunks_run_side_by_side_and_survive_the_loss_of_a_worker(
    cluster: Cluster, world: AirflowWorld
) -> None:
    covered_but(world, "2025-03", "2025-12")
    cluster.call("PATCH", f"dags/{BACKFILL}", is_paused=False)
    # Slow enough that there is a middle in which a worker can be lost, however quick the machine.
    slow = {"kind": "delay", "action": "GetBilling", "seconds": 8.0, "times": 10_000}
    world.simulator.faults.add(slow)
    cluster.call(
        "POST",
        "backfills",
        dag_id=BACKFILL,
        from_date="2025-01-01T00:00:00+01:00",
        to_date="2025-12-31T00:00:00+01:00",
        run_backwards=False,
        max_active_runs=2,
        reprocess_behavior="none",
        dag_run_conf={},
    )

    def is_in_the_middle() -> bool:
        running = [t for t in windows(cluster) if t["state"] == "running"]
        return len(running) >= 4 and len({t["dag_run_id"] for t in running}) == 2

    wait_for(is_in_the_middle)
    cluster.parts["worker-1"].kill()
    world.simulator.faults.clear()

    def all_done() -> Any:
        found = windows(cluster)
        return len(found) == WINDOWS and all(t["state"] == "success" for t in found) and found

    done = wait_for(all_done)
    assert max(t["try_number"] for t in done) > 1, "the killed worker had nothing to do"
    assert world.value("SELECT COUNT(*) FROM hv_coverage") == 365 * 12
    stored = world.value("SELECT COUNT(*) FROM hv_billing")
    answered = world.value("SELECT SUM(row_count) FROM hv_coverage")
    assert stored == answered > 0


def test_all_workers_together_kept_the_account_s_rate_limit(world: AirflowWorld) -> None:
    counts = world.simulator.service.statistics
    assert counts.refused == 0
    assert 0 < counts.most_in_10s <= RATE_LIMIT
