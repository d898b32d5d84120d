"""Serves a prepared answer and loads it, each in a process of its own."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from dev.bench.answer import MONTH

REPOSITORY = Path(__file__).parents[2]
START_LIMIT_SECONDS = 30


@contextlib.contextmanager
def served(answer: Path) -> Iterator[str]:
    """Serve an answer from another process while the block lasts; yields the endpoint."""
    port_file = answer.with_suffix(".port")
    command = [sys.executable, "-m", "dev.bench.serve", str(answer), str(port_file)]
    process = subprocess.Popen(command, cwd=REPOSITORY)
    try:
        deadline = time.monotonic() + START_LIMIT_SECONDS
        while not (port_file.exists() and port_file.read_text()):
            if time.monotonic() > deadline:
                raise RuntimeError("The server of the benchmark did not start.")
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port_file.read_text()}/hiperusapi.php"
    finally:
        process.terminate()
        process.wait(10)
        port_file.unlink(missing_ok=True)


def load(database_url: str, endpoint: str, month: date = MONTH) -> dict[str, Any]:
    """Load the served answer, calls of one month, once; returns what the process tells."""
    command = [sys.executable, "-m", "dev.bench.load", database_url, endpoint, str(month)]
    done = subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
