"""The account's rate limit, kept over all processes: a file on one machine, Redis over several.

pyrate-limiter counts; what is added here is that the moment of a request is taken when it is let
through. (Its own blocking `try_acquire` stores the moment that was planned before sleeping, which
lies in the past when processes queue for the lock, and so lets too many through.)
"""

# mypy: disallow-untyped-calls=False

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from filelock import BaseFileLock, FileLock, Timeout
from pyrate_limiter import AbstractBucket, Rate, RateItem, RedisBucket, SQLiteBucket
from redis import Redis
from redis.exceptions import RedisError

from hiperus.errors import ConfigurationError, RateLimitedError, TransportError
from hiperus.soap.settings import PlatformSettings

ENVIRONMENT = "HIPERUS_RATE_LIMIT_URL"
"""Where the limit's state lies: `redis://host:port/db`, `file:///path`; unset: a private file."""

# The platform counts when a request arrives, we when it leaves: half a second allows for that.
_WINDOW_MS = 10_500
_LONGEST_WAIT_S = 600.0
_LOCK_WAIT_S = 30.0
_MARGIN_S = 0.02


class Limiter(Protocol):
    """Says when the next request may be sent."""

    def acquire(self, action: str) -> None:
        """Wait until the account may send one more request.

        Raises:
            RateLimitedError: others kept the account busy for too long.
        """
        ...


class NoLimiter:
    """Lets everything through; for stand-ins that have no limit."""

    def acquire(self, action: str) -> None:
        """Return at once."""


class AccountLimiter:
    """Keeps one reseller account within its limit, together with every other process."""

    def __init__(self, settings: PlatformSettings, state_url: str | None = None) -> None:
        """Say where the shared state lies; None: as the environment says. Nothing is opened yet."""
        self._rate = Rate(settings.requests_per_10s, _WINDOW_MS)
        self._key = "account_" + hashlib.sha256(settings.account.encode()).hexdigest()[:24]
        self._url = os.environ.get(ENVIRONMENT, "") if state_url is None else state_url
        self._bucket: AbstractBucket | None = None
        self._process = 0

    def acquire(self, action: str) -> None:
        """Wait until the account may send one more request."""
        deadline = time.monotonic() + _LONGEST_WAIT_S
        while (wait := self._try(action)) > 0:
            if time.monotonic() + wait > deadline:
                raise RateLimitedError(
                    f"{action} waited {_LONGEST_WAIT_S:.0f} s for the account's rate limit: "
                    "too many tasks use this account at once.",
                    action=action,
                )
            time.sleep(wait)

    def close(self) -> None:
        """Close the shared state."""
        if self._bucket is not None and self._process == os.getpid():
            self._bucket.close()
        self._bucket = None

    def _try(self, action: str) -> float:
        """Take a place now, or return the seconds after which to ask again."""
        bucket = self._opened()
        try:
            return _place(bucket, self._key)
        except Timeout:
            raise RateLimitedError(
                f"{action} cannot be counted: the rate limit's file stays locked.", action=action
            ) from None
        except RedisError as error:
            raise TransportError(
                f"The rate limit's Redis ({ENVIRONMENT}) does not answer: {type(error).__name__}.",
                action=action,
            ) from None

    def _opened(self) -> AbstractBucket:
        # A forked process must not use its parent's file handles and sockets.
        if self._bucket is None or self._process != os.getpid():
            self._bucket, self._process = self._open(), os.getpid()
        return self._bucket

    def _open(self) -> AbstractBucket:
        parts = urlsplit(self._url)
        if parts.scheme in ("redis", "rediss", "unix"):
            return self._open_redis()
        if parts.scheme not in ("", "file"):
            raise ConfigurationError(
                f"{ENVIRONMENT} must be a redis://, rediss://, unix:// (Redis) or file:// URL."
            )
        path = Path(unquote(parts.path)) if parts.path else _private_file()
        return self._open_file(path)

    def _open_redis(self) -> AbstractBucket:
        try:
            client = Redis.from_url(self._url, socket_connect_timeout=10, socket_timeout=30)
            bucket = RedisBucket.init([self._rate], client, f"hiperus:{self._key}")
        except (RedisError, OSError, ValueError) as error:
            raise TransportError(
                f"The rate limit's Redis ({ENVIRONMENT}) cannot be reached: {type(error).__name__}."
            ) from None
        assert isinstance(bucket, RedisBucket)  # noqa: S101 (it would be awaitable for async)
        return bucket

    def _open_file(self, path: Path) -> AbstractBucket:
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            # The library makes the table under its own lock, `<path>.lock`; ours keeps a
            # process that hangs there from blocking the others for ever.
            with FileLock(f"{path}.open.lock", timeout=_LOCK_WAIT_S):
                return SQLiteBucket.init_from_file(
                    [self._rate], table=self._key, db_path=str(path), use_file_lock=True
                )
        except (OSError, Timeout) as error:
            raise ConfigurationError(
                f"The rate limit's file {path} cannot be used ({type(error).__name__}): "
                f"give another in {ENVIRONMENT}."
            ) from error


def _place(bucket: AbstractBucket, name: str) -> float:
    """Take a place in the window, all in one hold of the lock; else say how long to wait, in s."""
    lock = bucket.limiter_lock()
    if not isinstance(lock, BaseFileLock):
        return _place_unlocked(bucket, name)  # Redis does it in one script.
    with lock.acquire(timeout=_LOCK_WAIT_S):
        return _place_unlocked(bucket, name)


def _place_unlocked(bucket: AbstractBucket, name: str) -> float:
    item = RateItem(name, bucket.now())
    bucket.leak(item.timestamp)
    if bucket.put(item):
        return 0.0
    wait_ms = bucket.waiting(item)
    return max(0, wait_ms if isinstance(wait_ms, int) else 0) / 1000 + _MARGIN_S


def _private_file() -> Path:
    """Return a file that every process of this user finds, in a folder that only they can write."""
    folder = Path(tempfile.gettempdir()) / f"hiperus-{os.getuid()}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        is_ours = folder.lstat().st_uid == os.getuid() and not folder.is_symlink()
    except OSError:
        is_ours = False
    if not is_ours:
        raise ConfigurationError(
            f"{folder} is not ours; say in {ENVIRONMENT} where the rate limit's state shall lie."
        )
    return folder / "rate-limit.sqlite"
