"""`make bench`: loads 100,000 and 1,000,000 calls into both databases and prints the rates.

Each load runs in a process of its own against a real HTTP server in another one. The limits (bare
tokenising, bare copying) are measured in the same run, so that the ratios mean something on any
machine. Nothing here is a test: there is no bar in the code.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dev.bench import answer as answers
from dev.bench import page_speed
from dev.bench.beside import measure_beside
from dev.bench.invoices import measure_invoices
from dev.bench.limits import copy_seconds, tokenize_seconds
from dev.bench.loads import load, served
from dev.bench.page import measure_task_start
from dev.bench.page_database import Filled
from dev.bench.statements import measure_statements
from dev.ending import clean_up_when_ended
from dev.lms import create_schema
from dev.servers import mariadb, postgres
from hiperus.storage.connect import connect
from hiperus.storage.database import Database
from hiperus.storage.migrations import migrate
from hiperus.storage.statements import Dialect

REPOSITORY = Path(__file__).parents[2]
RESULT = REPOSITORY / "build" / "bench.json"
FEW, MANY = 100_000, 1_000_000
ROW_VERSIONS = "SELECT id, xmin::text AS a, ctid::text AS b FROM hv_billing ORDER BY id"


def versions(database: Database) -> int:
    """Return a fingerprint of all stored row versions; 0 where the database shows none."""
    if database.dialect is not Dialect.POSTGRES:
        return 0
    return hash(tuple(tuple(row.values()) for row in database.fetch_text(ROW_VERSIONS)))


def measure(make_database: Any, folder: Path, few: int, many: int) -> dict[str, float]:
    """Measure one database.

    Args:
        make_database: returns the URL of a new empty database, by name.
        folder: where the answers are.
        few: calls of the small answer.
        many: calls of the large one.
    """
    results = {}
    for calls in (few, many):
        url = make_database(f"bench{calls}")
        with connect(url) as database:
            create_schema(database, "current")
            migrate(database)
            answers.seed_owners(database)
        with served(folder / f"{calls}.xml") as endpoint:
            results[calls] = load(url, endpoint)
            if calls == many:
                with connect(url) as database:
                    before = versions(database)
                    again = load(url, endpoint)
                    rows_written = again["inserted"] if versions(database) == before else calls
    tokenize = few / tokenize_seconds(folder / f"{few}.xml")
    with connect(make_database("benchcopy")) as database:
        copied = few / copy_seconds(database, folder / f"{few}.xml")
    rate = many / results[many]["seconds"]
    return {
        "first_load_rows_per_s": round(rate),
        "tokenize_rows_per_s": round(tokenize),
        "copy_rows_per_s": round(copied),
        "ratio_to_tokenize": round(rate / tokenize, 3),
        "ratio_to_copy": round(rate / copied, 3),
        "reload_ratio": round(results[many]["seconds"] / again["seconds"], 3),
        "reload_rows_written": rows_written,
        "peak_rss_mb_100k": round(results[few]["peak_rss_mb"], 1),
        "peak_rss_mb_1m": round(results[many]["peak_rss_mb"], 1),
        "growth_10x": round(results[many]["seconds"] / results[few]["seconds"], 2),
        "unlinked": results[many]["unlinked"],
    }


def measure_month(make_database: Any, calls: int) -> dict[str, dict[str, float]]:
    """Measure a month's invoices and their detailed statements in a database of their own."""
    url = make_database("benchinvoices")
    return {"invoices": measure_invoices(url, calls), "statements": measure_statements(url)}


def slowest_dag_file() -> float:
    """Return the seconds that the slowest DAG file adds to importing Airflow's SDK."""
    code = (
        "import airflow.sdk, runpy, sys, time; started = time.perf_counter(); "
        "runpy.run_path(sys.argv[1]); print(time.perf_counter() - started)"
    )
    found = []
    for path in sorted((REPOSITORY / "dags").glob("*.py")):
        command = [sys.executable, "-c", code, str(path)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        found.append(float(done.stdout.splitlines()[-1]))
    return round(max(found), 2)


def main() -> None:
    """Measure both databases and write the result."""
    clean_up_when_ended()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--few", type=int, default=FEW, help="calls of the small answer")
    parser.add_argument("--many", type=int, default=MANY, help="calls of the large answer")
    parser.add_argument("--page", type=int, default=page_speed.CALLS, help="calls for the page")
    options = parser.parse_args()
    report: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="hvbench") as name, contextlib.ExitStack() as stack:
        folder = Path(name)
        folder.chmod(0o755)
        for calls in (options.few, options.many):
            answers.write_answer(folder / f"{calls}.xml", calls)
        servers = {
            "postgres": stack.enter_context(postgres.postgres(folder)),
            "mysql": stack.enter_context(mariadb.mariadb(folder)),
        }
        for dialect, server in servers.items():
            report[dialect] = measure(server.create_database, folder, options.few, options.many)
            print(dialect, json.dumps(report[dialect], indent=1), flush=True)
            for what, found in measure_month(server.create_database, options.many).items():
                report.setdefault(what, {})[dialect] = found
                print(f"{what}, {dialect}", json.dumps(found), flush=True)
        filled = Filled.until(datetime.now(UTC).date(), options.page)
        report["page"] = {
            **page_speed.measure_pages(servers, filled),
            **measure_task_start(),
        }
        print("page", json.dumps(report["page"], indent=1), flush=True)
        report["beside"] = {
            dialect: measure_beside(server, folder, filled, options.many // 2)
            for dialect, server in servers.items()
        }
        print("a load beside a visitor", json.dumps(report["beside"], indent=1), flush=True)
        report["dags"] = {"slowest_file_s": slowest_dag_file()}
        print("dags", json.dumps(report["dags"]), flush=True)
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    print(f"Written to {RESULT.relative_to(REPOSITORY)}.")


if __name__ == "__main__":
    main()
