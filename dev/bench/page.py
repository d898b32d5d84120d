"""Measures what the page's plugin adds to the start of a task: `task_start_ms`.

A task's process loads all plugins once. Fresh processes do the same, with the plugin and with an
empty folder by turns; what counts is the difference of the medians.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

REPOSITORY = Path(__file__).parents[2]
RUNS = 7
LOAD_PLUGINS = """
import time
from airflow.sdk.execution_time import task_runner
from airflow.sdk import plugins_manager
started = time.perf_counter()
plugins, _ = plugins_manager._get_plugins()
print(time.perf_counter() - started, len(plugins))
"""


def measure_task_start(runs: int = RUNS) -> dict[str, float]:
    """Return the milliseconds that the plugin adds to a task's start."""
    with tempfile.TemporaryDirectory() as folder:
        home, empty = Path(folder) / "home", Path(folder) / "plugins"
        empty.mkdir()
        others = _loaded(home, empty).plugins
        pairs = []
        for _ in range(runs):
            ours = _loaded(home, REPOSITORY / "plugins")
            if ours.plugins != others + 1:
                raise RuntimeError("The page's plugin was not loaded; run: bin/airflow plugins")
            pairs.append((ours.seconds, _loaded(home, empty).seconds))
    with_page, without = (statistics.median(side) for side in zip(*pairs, strict=True))
    return {"task_start_ms": round(1000 * max(with_page - without, 0.0), 1)}


class _Loaded(NamedTuple):
    seconds: float
    plugins: int


def _loaded(home: Path, plugins: Path) -> _Loaded:
    """Load the plugins of a folder, and the installed ones, in a process of its own."""
    environment = {
        **os.environ,
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__CORE__PLUGINS_FOLDER": str(plugins),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
    }
    done = subprocess.run(
        [sys.executable, "-c", LOAD_PLUGINS],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    seconds, found = done.stdout.split()[-2:]
    return _Loaded(float(seconds), int(found))
