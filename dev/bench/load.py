"""Loads one window in a process of its own and tells seconds and peak memory as JSON.

python -m dev.bench.load DATABASE_URL PLATFORM_URL FIRST_DAY_OF_MONTH
"""

from __future__ import annotations

import json
import re
import sys
import time
from datetime import date
from pathlib import Path

from dev.simulator.no_limiter import NoLimiter
from hiperus.calls.load import load_window
from hiperus.calls.rules.loading import LoadOptions
from hiperus.domain.cdr import CallType
from hiperus.domain.periods import Month, Window
from hiperus.run import Run
from hiperus.soap.client import HiperusClient
from hiperus.soap.settings import PlatformSettings
from hiperus.storage.connect import connect
from hiperus.storage.ledger import RunOrigin

ONE_ANSWER = 10_000_000
KIB_A_MB = 1024


def peak_rss_kib() -> int:
    """Return this process's own peak; getrusage would also count its parent's before exec."""
    status = Path("/proc/self/status").read_text()
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) if found else 0


def main() -> None:
    """Load and report."""
    database_url, platform_url, first_day = sys.argv[1:4]
    settings = PlatformSettings(
        login="bench",
        password="bench",
        domain="x",
        endpoint=platform_url,
        page_size=ONE_ANSWER,
    )
    window = Window(Month.of(date.fromisoformat(first_day)).days, CallType.OUTGOING)
    started = time.perf_counter()
    with connect(database_url) as database, HiperusClient(settings, NoLimiter()) as client:
        run = Run.opened(database, RunOrigin(), lambda: int(time.time()))
        summary = load_window(run, client, window, LoadOptions())
    seconds = time.perf_counter() - started
    peak = peak_rss_kib() / KIB_A_MB
    result = {
        "seconds": seconds,
        "peak_rss_mb": peak,
        "inserted": summary.inserted,
        "unchanged": summary.unchanged,
        "unlinked": summary.unlinked,
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
