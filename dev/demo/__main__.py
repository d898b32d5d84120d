"""`make demo`: the main job, from an empty LMS to invoices, on parts that need no server.

Ends with exit code 1 when a run fails, or when one grosz differs from the second opinion.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import sys
import time
from datetime import date
from pathlib import Path

from dev.demo.airflow_server import AirflowServer
from dev.demo.parts import DemoLms, DemoPlatform
from dev.demo.results import (
    differences,
    issued_lines,
    print_imported,
    print_invoices,
    second_opinion,
)
from dev.ending import clean_up_when_ended
from dev.servers.ports import free_port
from hiperus.storage.connect import connect

REPOSITORY = Path(__file__).parents[2]
FOLDER = REPOSITORY / "build" / "demo"
USUAL_PORT = 8080
HALF_YEAR = {
    "billing_from": "2026-01-01",
    "billing_to": "2026-06-30",
    "billing_type": "all",
    "billing_success": "all",
}
STEPS = (
    ("hiperus_check", {}, "log in, create tables"),
    ("hiperus_import", {}, "accounts, terminals, numbers, price lists"),
    ("hiperus_cdr_backfill", HALF_YEAR, "calls of half a year"),
    ("hiperus_cdr_daily", {}, "yesterday's calls"),
    ("hiperus_invoice", {"fakedate": "2026/07/01"}, "invoices of June 2026"),
)
STARTED = time.monotonic()


def say(text: str, end: str = "\n") -> None:
    """Print a line of progress with the seconds since the start."""
    print(f"[{time.monotonic() - STARTED:5.0f} s] {text}", end=end, flush=True)


def run_steps(airflow: AirflowServer) -> None:
    """Run the DAGs one after the other.

    Raises:
        RuntimeError: one of them failed; with its log's end.
    """
    for dag_id, conf, words in STEPS:
        said = ""

        def watch(done: int, known: int, dag_id: str = dag_id) -> None:
            nonlocal said
            text = f"{dag_id}: {done} of {known} tasks"
            if sys.stdout.isatty() and text != said:
                said = text
                print(f"\r\033[K[{time.monotonic() - STARTED:5.0f} s] {text}", end="", flush=True)

        state = airflow.run(dag_id, conf, watch=watch)
        if sys.stdout.isatty():
            print("\r\033[K", end="")
        say(f"{dag_id}: {state} ({words})")
        if state != "success":
            raise RuntimeError(f"{dag_id} failed:\n" + "\n".join(airflow.failures(dag_id)))


def check(lms: DemoLms, platform: DemoPlatform) -> None:
    """Print what came out and compare it with the second opinion.

    Raises:
        RuntimeError: a line differs.
    """
    with connect(lms.url) as database:
        print_imported(database)
        print_invoices(database)
        expected, issued = second_opinion(platform.dump), issued_lines(database)
    wrong = differences(expected, issued)
    if wrong:
        raise RuntimeError("Not what was worked out independently:\n" + "\n".join(wrong))
    lines = sum(len(found) for found in expected.values())
    print(f"\nThe independent calculation agrees on all {lines} lines, to the grosz.")


def main() -> int:
    """Run the demo; returns the exit code."""
    clean_up_when_ended()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--once", action="store_true", help="end when done")
    once = parser.parse_args().once
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    with contextlib.ExitStack() as stack:
        try:
            airflow = _start(stack)
        except RuntimeError as error:
            print(f"\nThe demo failed: {error}", file=sys.stderr)
            return 1
        if not once:
            print(f"\nAirflow's page: {airflow.url} (no login needed; stop with Ctrl-C)")
            with contextlib.suppress(KeyboardInterrupt):
                airflow.wait()
    return 0


def _start(stack: contextlib.ExitStack) -> AirflowServer:
    lms = DemoLms(FOLDER)
    stack.callback(lms.stop)
    say("LMS database started (PostgreSQL, embedded)")
    platform = DemoPlatform(FOLDER)
    stack.callback(platform.stop)
    say(f"Hiperus simulator started at {platform.address}")
    environment = {
        "AIRFLOW_CONN_LMS_DEFAULT": lms.airflow_connection,
        "AIRFLOW_CONN_HIPERUS_DEFAULT": platform.airflow_connection,
        "HIPERUS_START_DATE": date.today().isoformat(),  # noqa: DTZ011 - a day is enough
        "HIPERUS_RATE_LIMIT_URL": f"file://{FOLDER / 'rate-limit.sqlite'}",
        "PATH": os.environ["PATH"],
    }
    port = free_port(USUAL_PORT)
    airflow = AirflowServer(FOLDER / "airflow", environment, lms.make_metadata(), port)
    stack.callback(airflow.stop)
    say(f"Airflow started at {airflow.url}")
    run_steps(airflow)
    check(lms, platform)
    return airflow


if __name__ == "__main__":
    sys.exit(main())
