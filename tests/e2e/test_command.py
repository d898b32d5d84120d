"""The project's `airflow` command, as the README has it installed."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_days_given_to_a_backfill_are_local_days(tmp_path: Path) -> None:
    """Read as UTC, 1 January is an hour late: the half-year that begins then would be left out."""
    environment = {name: value for name, value in os.environ.items() if "AIRFLOW" not in name}
    environment["AIRFLOW_HOME"] = str(tmp_path)

    def airflow(*arguments: str) -> str:
        command = [str(ROOT / "bin" / "airflow"), *arguments]
        return subprocess.run(
            command, env=environment, check=True, capture_output=True, text=True, timeout=300
        ).stdout

    airflow("dags", "reserialize")
    days = ("--from-date", "2023-01-01", "--to-date", "2023-12-31", "--max-active-runs", "1")
    found = airflow("backfill", "create", "--dag-id", "hiperus_cdr_backfill", *days, "--dry-run")
    assert "2023-01-01 00:00:00+01:00" in found
    assert "2023-06-30 22:00:00+00:00" in found
    assert "2023-12-31 23:00:00+00:00" not in found
