"""The account's limit holds over processes, and does not leak what it is counted by."""

from __future__ import annotations

import multiprocessing
import sqlite3
import time
from dataclasses import replace
from pathlib import Path

import pytest

from hiperus.errors import ConfigurationError, RateLimitedError, TransportError
from hiperus.soap import limiter
from hiperus.soap.limiter import AccountLimiter
from hiperus.soap.settings import PlatformSettings

WINDOW_S = 1.0
PER_WINDOW = 10


def most_within(moments: list[float], window: float) -> int:
    return max(sum(1 for m in moments if start <= m < start + window) for start in moments)


def take(url: str, count: int, settings: PlatformSettings, queue: multiprocessing.Queue) -> None:
    limiter._WINDOW_MS = int(WINDOW_S * 1000)
    mine = AccountLimiter(settings, url)
    for _ in range(count):
        mine.acquire("GetBilling")
        queue.put(time.time())


@pytest.fixture
def hungry(settings: PlatformSettings) -> PlatformSettings:
    return replace(settings, requests_per_10s=PER_WINDOW)


def test_processes_keep_the_limit_together(hungry: PlatformSettings, tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    queue = context.Queue()
    url = f"file://{tmp_path}/limit.sqlite"
    workers = [context.Process(target=take, args=(url, 12, hungry, queue)) for _ in range(4)]
    for worker in workers:
        worker.start()
    moments = sorted(queue.get(timeout=60) for _ in range(48))
    for worker in workers:
        worker.join(30)

    assert most_within(moments, WINDOW_S * 0.97) <= PER_WINDOW
    assert moments[-1] - moments[0] < 12 * WINDOW_S


def test_a_new_process_remembers_what_was_sent(
    hungry: PlatformSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limiter, "_WINDOW_MS", 1000)
    url = f"file://{tmp_path}/limit.sqlite"
    first, second = AccountLimiter(hungry, url), AccountLimiter(hungry, url)
    start = time.monotonic()
    for _ in range(PER_WINDOW):
        first.acquire("x")
    assert time.monotonic() - start < 0.9
    first.close()
    second.acquire("x")
    assert time.monotonic() - start > 0.95


def test_accounts_do_not_wait_for_each_other(hungry: PlatformSettings, tmp_path: Path) -> None:
    url = f"file://{tmp_path}/limit.sqlite"
    start = time.monotonic()
    for login in ("a", "b"):
        for _ in range(PER_WINDOW):
            AccountLimiter(replace(hungry, login=login), url).acquire("x")
    assert time.monotonic() - start < 5


def test_the_file_names_no_account(hungry: PlatformSettings, tmp_path: Path) -> None:
    AccountLimiter(hungry, f"file://{tmp_path}/limit.sqlite").acquire("x")
    with sqlite3.connect(tmp_path / "limit.sqlite") as database:
        dump = "\n".join(database.iterdump())
    database.close()
    assert hungry.login not in dump
    assert hungry.domain not in dump


def test_waiting_has_an_end(
    hungry: PlatformSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limiter, "_LONGEST_WAIT_S", 0.1)
    busy = AccountLimiter(replace(hungry, requests_per_10s=1), f"file://{tmp_path}/limit.sqlite")
    busy.acquire("x")
    with pytest.raises(RateLimitedError, match="GetBilling"):
        busy.acquire("GetBilling")


@pytest.mark.parametrize("url", ["ftp://x", "file:///proc/nowhere/limit.sqlite"])
def test_an_unusable_place_is_said(hungry: PlatformSettings, url: str) -> None:
    with pytest.raises(ConfigurationError, match=limiter.ENVIRONMENT):
        AccountLimiter(hungry, url).acquire("x")


def test_an_unreachable_redis_is_said_without_its_password(
    hungry: PlatformSettings, tmp_path: Path
) -> None:
    with pytest.raises(TransportError, match="Redis") as info:
        AccountLimiter(hungry, f"unix://:t4jne@{tmp_path}/no.sock").acquire("x")
    assert "t4jne" not in str(info.value)


def test_without_a_place_it_lies_in_a_folder_of_our_own(
    hungry: PlatformSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.delenv(limiter.ENVIRONMENT, raising=False)
    AccountLimiter(hungry).acquire("x")
    folder = next(tmp_path.iterdir())
    assert folder.stat().st_mode & 0o077 == 0
    assert (folder / "rate-limit.sqlite").exists()
