"""A small run of the fault bench: `make chaos` itself runs all cases at many more points."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
CASES = ("crash: load killed", "platform: a SOAP fault", "input: NaN", "database: deadlock")


@pytest.mark.database
def test_a_few_faults_really_happen_and_do_no_harm(mariadb_server: object, tmp_path: Path) -> None:
    result = tmp_path / "chaos.json"
    command = [sys.executable, "-m", "dev.chaos", "--seed", "1", "--points", "3"]
    command += ["--result", str(result), "--cases", *CASES]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
    found = json.loads(result.read_text("utf-8"))
    assert found["seed"] == 1
    for topic in CASES:
        assert [case for case in found["cases"] if topic in case["name"]], topic
    assert all(case["provoked"] and case["survived"] for case in found["cases"])
