"""A simulated platform of each test's own, with faults, beside an LMS that imported it."""

from __future__ import annotations

import copy
import threading
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from dev.simulator.calls import CallMaker
from dev.simulator.data import FIRST_CUSTOMER, World, make_world
from dev.simulator.server import Simulator
from dev.simulator.service import Credentials, Service
from dev.simulator.switches import Switches
from tests.integration.changes.live import Live
from tests.support.roles import connect, create_schema, migrate, seed

ACCOUNTS = 8


@pytest.fixture
def world() -> World:
    return make_world(ACCOUNTS, date(2026, 10, 1))


@pytest.fixture
def simulator(world: World) -> Iterator[Simulator]:
    service = Service(world, CallMaker(world, "change", 0), Credentials())
    service.switches = Switches(rate_limit=0)
    server = Simulator(service)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def live(
    request: pytest.FixtureRequest, empty_database_url: str, world: World, simulator: Simulator
) -> Live:
    """An LMS (fresh, or as an existing installation) that holds what the platform holds."""
    grown = getattr(request, "param", [])
    with connect(empty_database_url) as database:
        create_schema(database, "current", *grown)
        migrate(database)
        seed(database, range(FIRST_CUSTOMER + 1, FIRST_CUSTOMER + 41))

    def state() -> dict[str, list[dict[str, Any]]]:
        return copy.deepcopy(
            {"accounts": world.accounts, "terminals": world.terminals, "numbers": world.numbers}
        )

    found = Live(empty_database_url, simulator.url, state)
    found.import_all()
    return found
