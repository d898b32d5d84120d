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
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, cast
from urllib.parse import unquote, urlsplit

from filelock import BaseFileLock, FileLock, Timeout
from pyrate_limiter import AbstractBucket, Rate, RateItem, RedisBucket, SQLiteBucket

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

    def close(self) -> None:
        """Let go of what is shared; the next `acquire` takes it up again."""
        ...


@dataclass(frozen=True, slots=True)
class _SharedState:
    """A bucket, and the lock under which a moment is taken and stored."""

    bucket: AbstractBucket
    locked: Callable[[], AbstractContextManager[object]]
    errors: tuple[type[Exception], ...] = ()

    def place(self, name: str) -> float:
        """Take a place in the window, or return the seconds after which to ask again."""
        with self.locked():
            item = RateItem(name, self.bucket.now())
            self.bucket.leak(item.timestamp)
            if self.bucket.put(item):
                return 0.0
            wait_ms = self.bucket.waiting(item)
        return max(0, wait_ms if isinstance(wait_ms, int) else 0) / 1000 + _MARGIN_S


class _RedisBucket(RedisBucket):
    """pyrate-limiter's, with the server's clock: those of several machines differ."""

    def now(self) -> int:
        """Return the server's time in ms."""
        seconds, microseconds = cast("tuple[int, int]", self.redis.time())
        return int(seconds) * 1000 + int(microseconds) // 1000


class AccountLimiter:
    """Keeps one reseller account within its limit, together with every other process."""

    def __init__(self, settings: PlatformSettings, state_url: str | None = None) -> None:
        """Say where the shared state lies; None: as the environment says. Nothing is opened yet."""
        self._rate = Rate(settings.requests_per_10s, _WINDOW_MS)
        self._key = "account_" + hashlib.sha256(settings.account.encode()).hexdigest()[:24]
        self._url = os.environ.get(ENVIRONMENT, "") if state_url is None else state_url
        self._state: _SharedState | None = None
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
        if self._state is not None and self._process == os.getpid():
            self._state.bucket.close()
        self._state = None

    def _try(self, action: str) -> float:
        """Take a place now, or return the seconds after which to ask again."""
        state = self._opened()
        try:
            return state.place(self._key)
        except Timeout:
            raise RateLimitedError(
                f"{action} cannot be counted: the rate limit's file stays locked.", action=action
            ) from None
        except state.errors as error:
            raise TransportError(
                f"The rate limit's Redis ({ENVIRONMENT}) does not answer: {type(error).__name__}.",
                action=action,
            ) from None

    def _opened(self) -> _SharedState:
        # A forked process must not use its parent's file handles and sockets.
        if self._state is None or self._process != os.getpid():
            self._state, self._process = self._open(), os.getpid()
        return self._state

    def _open(self) -> _SharedState:
        parts = urlsplit(self._url)
        if parts.scheme in ("redis", "rediss", "unix"):
            return self._open_redis()
        if parts.scheme not in ("", "file"):
            raise ConfigurationError(
                f"{ENVIRONMENT} must be a redis://, rediss://, unix:// (Redis) or file:// URL."
            )
        return self._open_file(Path(unquote(parts.path)) if parts.path else _private_file())

    def _open_redis(self) -> _SharedState:
        # Half a second to import, which those who do without it shall not wait for.
        from redis import Redis, RedisError  # noqa: PLC0415

        key = f"hiperus:{self._key}"
        try:
            client = Redis.from_url(self._url, socket_connect_timeout=10, socket_timeout=30)
            bucket = _RedisBucket.init([self._rate], client, key)
        except (RedisError, OSError, ValueError) as error:
            raise TransportError(
                f"The rate limit's Redis ({ENVIRONMENT}) cannot be reached: {type(error).__name__}."
            ) from None
        assert isinstance(bucket, RedisBucket)  # noqa: S101 (it would be awaitable for async)
        return _SharedState(
            bucket,
            lambda: client.lock(f"{key}:lock", timeout=_LOCK_WAIT_S, blocking_timeout=_LOCK_WAIT_S),
            (RedisError,),
        )

    def _open_file(self, path: Path) -> _SharedState:
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            # The library makes the table under its own lock, `<path>.lock`; ours keeps a
            # process that hangs there from blocking the others for ever.
            with FileLock(f"{path}.open.lock", timeout=_LOCK_WAIT_S):
                bucket = SQLiteBucket.init_from_file(
                    [self._rate], table=self._key, db_path=str(path), use_file_lock=True
                )
        except (OSError, Timeout) as error:
            raise ConfigurationError(
                f"The rate limit's file {path} cannot be used ({type(error).__name__}): "
                f"give another in {ENVIRONMENT}."
            ) from error
        lock = bucket.limiter_lock()
        assert isinstance(lock, BaseFileLock)  # noqa: S101 (asked for with use_file_lock)
        return _SharedState(bucket, lambda: lock.acquire(timeout=_LOCK_WAIT_S))


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
