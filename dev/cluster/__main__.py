"""`python -m dev.cluster`: the compose file's set-up on this machine, until Ctrl-C.

The platform and LMS are those of `AIRFLOW_CONN_HIPERUS_DEFAULT` and `AIRFLOW_CONN_LMS_DEFAULT`.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from contextlib import suppress
from pathlib import Path

from dev.cluster.cluster import ADMIN, Cluster, is_possible
from dev.ending import clean_up_when_ended
from dev.servers.postgres import postgres

FOLDER = Path(__file__).parents[2] / "build" / "cluster"
TAKEN_OVER = ("AIRFLOW_CONN_", "HIPERUS_")


def main() -> int:
    """Run it; returns the exit code."""
    clean_up_when_ended()
    if not is_possible():
        sys.stderr.write("Redis is missing: apt-get install redis-server\n")
        return 1
    shutil.rmtree(FOLDER, ignore_errors=True)
    environment = {k: v for k, v in os.environ.items() if k.startswith(TAKEN_OVER)}
    environment.setdefault("HIPERUS_START_DATE", time.strftime("%Y-%m-%d"))
    with postgres(FOLDER) as server:
        cluster = Cluster(FOLDER / "airflow", server, environment)
        sys.stdout.write(f"Airflow: {cluster.url} (user {ADMIN}, password {cluster.password})\n")
        with suppress(KeyboardInterrupt):
            while True:
                time.sleep(1)
        cluster.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
