"""Two platforms that say the same: PHP's SoapServer, and our simulator."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from dev.servers.ports import free_port
from dev.simulator.calls import CallMaker
from dev.simulator.data import World, make_world
from dev.simulator.dump import everything
from dev.simulator.no_limiter import NoLimiter
from dev.simulator.server import Simulator
from dev.simulator.service import Credentials, Service
from dev.simulator.switches import Switches
from hiperus.soap.client import HiperusClient
from hiperus.soap.settings import PlatformSettings

SERVER = Path(__file__).parents[2] / "integration" / "php" / "server.php"
PASSWORD = Credentials().password
WIRE = Path(__file__).parents[2] / "fixtures" / "wire"
DAYS = (date(2026, 10, 1), date(2026, 10, 31))


@dataclass(frozen=True)
class Peer:
    """One platform to speak to.

    Attributes:
        dump: everything it knows.
        expire: logs everybody out.
    """

    url: str
    dump: dict[str, list[dict[str, str | None]]]
    expire: Callable[[], None]

    def client(self, password: str = PASSWORD, timeout: float = 60) -> HiperusClient:
        """Return a client of it, without our own rate limit."""
        who = Credentials()
        settings = PlatformSettings(
            login=who.login,
            password=password,
            domain=who.domain,
            endpoint=self.url,
            timeout=timeout,
        )
        return HiperusClient(settings, NoLimiter())


def simulator_of() -> tuple[World, CallMaker]:
    """Return the world that both platforms know, and its calls."""
    world = make_world(40, DAYS[0])
    return world, CallMaker(world, "contract", 60)


@pytest.fixture(scope="session")
def simulator_peer() -> Iterator[Peer]:
    """Our simulator, in a thread, without its rate limit."""
    world, maker = simulator_of()
    service = Service(world, maker, Credentials())
    service.switches = Switches(rate_limit=0)
    server = Simulator(service)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Peer(server.url, everything(world, maker, Switches(), DAYS), service.expire_sessions)
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def php_peer() -> Iterator[Peer]:
    """PHP's SoapServer, with the simulator's data."""
    _require_php()
    with tempfile.TemporaryDirectory() as folder:
        dump = everything(*simulator_of(), Switches(), DAYS)
        Path(folder, "dump.json").write_text(json.dumps(dump), "utf-8")
        port = free_port()
        process = subprocess.Popen(
            ["php", "-d", "memory_limit=512M", "-S", f"127.0.0.1:{port}", str(SERVER)],
            env={**os.environ, "HIPERUS_DUMP": f"{folder}/dump.json", "HIPERUS_STATE": folder},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            _wait_for(port)
            peer = Peer(f"http://127.0.0.1:{port}/", dump, lambda: _expire(folder))
            yield peer
        finally:
            process.terminate()
            process.wait()


@pytest.fixture(params=["simulator", pytest.param("php", marks=pytest.mark.php)])
def peer(request: pytest.FixtureRequest) -> Peer:
    """One of the two platforms."""
    found: Peer = request.getfixturevalue(f"{request.param}_peer")
    return found


@pytest.fixture
def client(peer: Peer) -> Iterator[HiperusClient]:
    """A client of one of the two platforms."""
    with peer.client() as open_client:
        yield open_client


def _require_php() -> None:
    """Skip without PHP's SoapServer; where CI is set, fail: it installs it."""
    found = shutil.which("php")
    if found and "soap" in subprocess.check_output([found, "-m"], text=True).split():
        return
    message = "PHP's SoapServer is missing: apt-get install php-cli php-soap (make test does it)."
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


def _wait_for(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("php did not start")


def _expire(folder: str) -> None:
    path = Path(folder, "state.json")
    state = json.loads(path.read_text("utf-8"))
    state["sessions"] = []
    path.write_text(json.dumps(state), "utf-8")
