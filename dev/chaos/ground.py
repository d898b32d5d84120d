"""What a case stands on: copies of prepared databases, a platform, processes, its own random."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from dev.chaos import stages
from dev.chaos.copies import Copies, MariaDbCopies, PostgresCopies
from dev.chaos.invariants import Watchman
from dev.chaos.jobs import NEW_PASSWORD
from dev.chaos.platform import CALLS_PER_DAY, LOGIN, BenchPlatform, platform
from dev.chaos.worker import Blow, Child, Report, Task
from dev.servers.mariadb import MariaDbServer
from dev.servers.postgres import PostgresServer
from dev.simulator.data import World

Server = PostgresServer | MariaDbServer


@dataclass
class Ground:
    """The surroundings of one case.

    Attributes:
        name: the case.
        dialect: `postgres` or `mysql`.
        server: the running server, for what an administrator does to it.
        points: how many crash points to try.
        random: draws what is left to chance.
        outputs: folder of what the processes said; searched for secrets at the end.
        watchman: looks at every database that the case leaves behind.
    """

    name: str
    dialect: str
    server: Server
    copies: Copies
    points: int
    random: Random
    outputs: Path
    watchman: Watchman = field(default_factory=Watchman)
    _numbers: Iterator[int] = field(default_factory=count)

    @contextmanager
    def lms(self, stage: str, *, altered: bool = False) -> Iterator[str]:
        """Lend a fresh copy of a prepared LMS, by its URL.

        Args:
            stage: `bare`, `seeded`, `imported` or `loaded`; see `stages.py`.
            altered: the case will change the tables themselves.
        """
        with self.copies.lease(stage, altered=altered) as url:
            yield url
            self.watchman.look_at(url, self.name)

    @contextmanager
    def platform(
        self, world: World | None = None, calls_per_day: int = CALLS_PER_DAY
    ) -> Iterator[BenchPlatform]:
        """Run a simulated platform."""
        with platform(world, calls_per_day) as running:
            yield running
        self.watchman.secrets |= set(running.server.service.sessions_given)

    def start(self, task: Task, blow: Blow | None = None) -> Child:
        """Start a process."""
        return Child(task, blow, self.outputs / f"{next(self._numbers)}.log")

    def work(self, task: Task, blow: Blow | None = None) -> Report:
        """Run a job in a process to its end."""
        return self.start(task, blow).report()


@dataclass
class Bench:
    """Both databases, started when the first case asks for them."""

    folder: Path
    seed: int
    points: int
    servers: dict[str, Server] = field(default_factory=dict)
    watchman: Watchman = field(default_factory=lambda: Watchman({LOGIN.password, NEW_PASSWORD}))
    _copies: dict[str, Copies] = field(default_factory=dict)
    _stack: ExitStack = field(default_factory=ExitStack)

    def ground(self, name: str, dialect: str) -> Ground:
        """Return what the case stands on."""
        outputs = self.outputs / "".join(c if c.isalnum() else "-" for c in name)
        outputs.mkdir(parents=True, exist_ok=True)
        return Ground(
            name,
            dialect,
            self._server(dialect),
            self._copies_of(dialect),
            self.points,
            Random(f"{self.seed}/{name}"),  # noqa: S311 -- a seed reproduces a run
            outputs,
            self.watchman,
        )

    @property
    def outputs(self) -> Path:
        return self.folder / "outputs"

    def _server(self, dialect: str) -> Server:
        if dialect not in self.servers:
            kind: Any = PostgresServer if dialect == "postgres" else MariaDbServer
            server = kind(self.folder, durable=False)
            self.servers[dialect] = server
            self._stack.callback(server.stop)
        return self.servers[dialect]

    def _copies_of(self, dialect: str) -> Copies:
        if dialect not in self._copies:
            server = self._server(dialect)
            is_postgres = isinstance(server, PostgresServer)
            copies: Copies = PostgresCopies(server) if is_postgres else MariaDbCopies(server)
            stages.prepare(copies)
            self._copies[dialect] = copies
        return self._copies[dialect]

    def close(self) -> None:
        """Stop the servers."""
        self._stack.close()


@contextmanager
def bench(folder: Path, seed: int, points: int) -> Iterator[Bench]:
    """Stand on a bench while the block lasts."""
    made = Bench(folder, seed, points)
    try:
        yield made
    finally:
        made.close()
