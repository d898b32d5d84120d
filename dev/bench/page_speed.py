"""Measures the Hiperus page over five million calls in both databases; part of `make bench`.

Alone: python -m dev.bench.page_speed [--calls N] [--folder FOLDER]. With a folder the filled
databases stay there and are used again.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from dev.bench.page_database import Filled, fill
from dev.ending import clean_up_when_ended
from dev.servers import mariadb, postgres
from dev.visitor import surroundings
from hiperus.errors import HiperusError
from hiperus.storage.connect import connect

REPOSITORY = Path(__file__).parents[2]
RESULT = REPOSITORY / "build" / "bench.json"
CALLS = 5_000_000
DATABASE = "big"


def measure_pages(servers: dict[str, Any], filled: Filled) -> dict[str, Any]:
    """Return the slowest second call of any page in ms, and all times by database and page.

    Args:
        servers: running ones by name; each is filled where it is empty.
        filled: with what.
    """
    found = {name: _visited(server, filled) for name, server in servers.items()}
    slowest = max(p["again_ms"] for times in found.values() for p in times["pages"].values())
    return {"slowest_ms": slowest, **found}


def _visited(server: Any, filled: Filled) -> dict[str, Any]:
    url = server.url(DATABASE)
    if not _is_filled(url, filled):
        server.create_database(DATABASE)
        with connect(url) as database:
            fill(database, filled)
    with visiting(url, filled) as process:
        out, _ = process.communicate()
    if process.returncode:
        raise RuntimeError("A page did not answer; what it said is above.")
    times: dict[str, Any] = json.loads(out.splitlines()[-1])
    return times


@contextlib.contextmanager
def visiting(url: str, filled: Filled, *options: str) -> Iterator[subprocess.Popen[str]]:
    """Let a visitor's process ask for all pages; it is ended with the block."""
    command = [sys.executable, "-m", "dev.bench.page_requests", str(filled.last), *options]
    with (
        tempfile.TemporaryDirectory(prefix="hvairflow") as home,
        subprocess.Popen(
            command,
            cwd=REPOSITORY,
            env=_environment(home, url),
            stdout=subprocess.PIPE,
            text=True,
        ) as process,
    ):
        try:
            yield process
        finally:
            process.terminate()


def _is_filled(url: str, filled: Filled) -> bool:
    newest = "SELECT MAX(id) AS calls, MAX(start_time) AS last_call FROM hv_billing"
    with contextlib.suppress(HiperusError), connect(url) as database:
        row = database.fetch_text(newest)[0]
        return row["calls"] == filled.calls and row["last_call"][:7] == str(filled.last)
    return False


def _environment(home: str, url: str) -> dict[str, str]:
    return {
        **os.environ,
        **surroundings(home),
        "PYTHONWARNINGS": "ignore",
        "AIRFLOW__LOGGING__LOGGING_LEVEL": "ERROR",
        "AIRFLOW_CONN_LMS_DEFAULT": _connection(url),
    }


def _connection(url: str) -> str:
    parts = urlsplit(url)
    options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    return json.dumps(
        {
            "conn_type": "mysql" if parts.scheme == "mysql" else "postgres",
            "host": options.get("host") or parts.hostname,
            "port": parts.port,
            "login": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "schema": parts.path.lstrip("/"),
        }
    )


def main() -> None:
    """Measure the page alone and put its figures beside the others in `build/bench.json`."""
    clean_up_when_ended()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=CALLS)
    parser.add_argument("--folder", type=Path, help="where the databases are kept")
    options = parser.parse_args()
    with contextlib.ExitStack() as stack:
        folder = options.folder or Path(stack.enter_context(tempfile.TemporaryDirectory("hvp")))
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o755)
        servers = {
            "postgres": stack.enter_context(postgres.postgres(folder)),
            "mysql": stack.enter_context(mariadb.mariadb(folder)),
        }
        found = measure_pages(servers, Filled.until(datetime.now(UTC).date(), options.calls))
    print(json.dumps(found, indent=1))
    report = json.loads(RESULT.read_text(encoding="utf-8")) if RESULT.is_file() else {}
    report["page"] = report.get("page", {}) | found
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
