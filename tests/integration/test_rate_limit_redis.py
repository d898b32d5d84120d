"""The account's limit over a real Redis, as several machines keep it."""

from __future__ import annotations

import multiprocessing
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from hiperus.soap import limiter
from hiperus.soap.limiter import AccountLimiter
from hiperus.soap.settings import PlatformSettings

PER_WINDOW, WINDOW_S = 10, 1.0
ACCOUNT = PlatformSettings(
    login="demo", password="x", domain="example.pl", requests_per_10s=PER_WINDOW
)


@pytest.fixture
def redis_url(server_folder: Path) -> Iterator[str]:
    """A Redis of this test's own, on a Unix socket."""
    if shutil.which("redis-server") is None:
        pytest.skip("Redis is missing: apt-get install redis-server.")
    path = server_folder / "redis.sock"
    command = ["redis-server", "--port", "0", "--unixsocket", str(path), "--save", ""]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=server_folder)
    for _ in range(100):
        if path.exists():
            break
        time.sleep(0.05)
    yield f"unix://{path}"
    process.terminate()
    process.wait()


def take(url: str, count: int, queue: multiprocessing.Queue) -> None:
    limiter._WINDOW_MS = int(WINDOW_S * 1000)
    mine = AccountLimiter(ACCOUNT, url)
    for _ in range(count):
        mine.acquire("GetBilling")
        queue.put(time.time())


def test_processes_keep_the_limit_together(redis_url: str) -> None:
    context = multiprocessing.get_context("spawn")
    queue = context.Queue()
    workers = [context.Process(target=take, args=(redis_url, 12, queue)) for _ in range(4)]
    for worker in workers:
        worker.start()
    moments = sorted(queue.get(timeout=60) for _ in range(48))
    for worker in workers:
        worker.join(30)

    window = WINDOW_S * 0.97
    assert max(sum(1 for m in moments if s <= m < s + window) for s in moments) <= PER_WINDOW
    assert moments[-1] - moments[0] < 12 * WINDOW_S
