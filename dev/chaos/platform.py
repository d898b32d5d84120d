"""The simulated platform of one case, in a thread of the bench, and what struck there."""

from __future__ import annotations

import copy
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dev.simulator.calls import CallMaker
from dev.simulator.data import World, make_world
from dev.simulator.faults import FaultBoard
from dev.simulator.no_limiter import NoLimiter
from dev.simulator.server import Simulator
from dev.simulator.service import Credentials, Service
from dev.simulator.switches import Switches
from hiperus.soap.client import HiperusClient
from hiperus.soap.settings import PlatformSettings

LOGIN = Credentials("bench", "Haslo-Platformy-7f3a", "example.pl")
ACCOUNTS = 12
CALLS_PER_DAY = 30
ANCHOR = date(2026, 6, 1)
PAGE_SIZE = 40
QUIET = Switches(rate_limit=0)


@dataclass
class BenchPlatform:
    """A running simulator and its world."""

    server: Simulator
    world: World

    @property
    def url(self) -> str:
        return self.server.url

    @property
    def faults(self) -> FaultBoard:
        """The faults that wait, and those that struck."""
        return self.server.faults

    @property
    def struck(self) -> int:
        """How many requests were struck by a fault."""
        counts: Any = self.faults.report()["struck"]
        return sum(counts.values())

    def switch(self, **switches: Any) -> None:
        """Behave differently from now on."""
        service = self.server.service
        service.switches = service.switches.changed(switches)

    def state(self) -> dict[str, list[dict[str, Any]]]:
        """Return what live changes change."""
        world = self.world
        return copy.deepcopy(
            {"accounts": world.accounts, "terminals": world.terminals, "numbers": world.numbers}
        )


@contextmanager
def platform(
    world: World | None = None, calls_per_day: int = CALLS_PER_DAY
) -> Iterator[BenchPlatform]:
    """Run a simulated platform while the block lasts; without a world, the usual one."""
    world = world or make_world(ACCOUNTS, ANCHOR)
    world.clock = lambda: datetime(2026, 7, 1, 12, 0)  # noqa: DTZ001 -- wall time, as it comes
    # Calls come from the usual world, so that what a case changes in its own leaves them alone.
    maker = CallMaker(make_world(ACCOUNTS, ANCHOR), "chaos", calls_per_day)
    service = Service(world, maker, LOGIN)
    service.switches = QUIET
    server = Simulator(service)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield BenchPlatform(server, world)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def client(endpoint: str, timeout: float = 5, page_size: int = PAGE_SIZE) -> HiperusClient:
    """Return a client of it that waits `timeout` seconds for an answer."""
    settings = PlatformSettings(
        LOGIN.login,
        LOGIN.password,
        LOGIN.domain,
        endpoint=endpoint,
        timeout=timeout,
        page_size=page_size,
    )
    return HiperusClient(settings, NoLimiter())
