"""The same against PHP's own SoapServer, behind a proxy that loses requests and answers."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from dev.simulator.calls import CallMaker
from dev.simulator.data import FIRST_CUSTOMER, World
from dev.simulator.dump import everything
from dev.simulator.switches import Switches
from hiperus.errors import ChangeInDoubtError
from tests.integration.changes.cases import CASES, WITHOUT_LINK
from tests.integration.changes.faulty_proxy import FAULTS, FaultyProxy, faulty_proxy
from tests.integration.changes.live import Live
from tests.support.roles import connect, create_schema, migrate, seed

SERVER = Path(__file__).parents[1] / "php" / "server.php"
pytestmark = pytest.mark.php


@contextmanager
def php(folder: Path) -> Iterator[str]:
    """Run PHP's own web server; it takes a free port and says which."""
    log = folder / "php.log"
    with log.open("w") as written:
        process = subprocess.Popen(
            ["php", "-d", "memory_limit=512M", "-S", "127.0.0.1:0", str(SERVER)],
            env={
                **os.environ,
                "HIPERUS_DUMP": str(folder / "dump.json"),
                "HIPERUS_STATE": str(folder),
            },
            stdout=subprocess.DEVNULL,
            stderr=written,
        )
    try:
        for _ in range(100):
            if found := re.search(r"\((http://127\.0\.0\.1:\d+)\)", log.read_text("utf-8")):
                break
            time.sleep(0.1)
        else:
            pytest.fail("php did not start")
        yield f"{found[1]}/"
    finally:
        process.terminate()
        process.wait()


def _require_php() -> None:
    if shutil.which("php") and "soap" in subprocess.check_output(["php", "-m"], text=True).split():
        return
    message = "PHP's SoapServer is missing: apt-get install php-cli php-soap (make test does it)."
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture
def proxy(world: World, tmp_path: Path) -> Iterator[FaultyProxy]:
    _require_php()
    days = (world.anchor, world.anchor)
    dump = everything(world, CallMaker(world, "php", 0), Switches(), days)
    (tmp_path / "dump.json").write_text(json.dumps(dump), "utf-8")
    with php(tmp_path) as url, faulty_proxy(url) as found:
        yield found


@pytest.fixture
def php_live(empty_database_url: str, proxy: FaultyProxy, tmp_path: Path) -> Live:
    with connect(empty_database_url) as database:
        create_schema(database, "current")
        migrate(database)
        seed(database, range(FIRST_CUSTOMER + 1, FIRST_CUSTOMER + 41))

    def state() -> dict[str, list[dict[str, Any]]]:
        dump = json.loads((tmp_path / "dump.json").read_text("utf-8"))
        kept = json.loads((tmp_path / "state.json").read_text("utf-8"))["tables"]
        return {**dump, **dict(kept or {})}

    live = Live(empty_database_url, proxy.url, state)

    def pause(seconds: float) -> None:
        time.sleep(seconds / 30)
        live.clock.pause(seconds)

    live.pause = pause
    live.import_all()
    return live


@pytest.mark.parametrize("fault", FAULTS)
def test_php_and_lms_agree_after_at_most_one_rerun(
    php_live: Live, proxy: FaultyProxy, fault: str
) -> None:
    for case in (*CASES[:1], WITHOUT_LINK, *CASES[1:]):
        payload = case.payload(php_live)
        before = len(php_live.state()["accounts"])
        proxy.mischief.plan(fault, case.call)
        try:
            php_live.change(case.entity, case.action, payload, timeout=1)
        except ChangeInDoubtError:
            php_live.change(case.entity, case.action, payload)
        assert proxy.mischief.struck == 1, case.name
        php_live.assert_agreement()
        made = len(php_live.state()["accounts"]) - before
        assert made == {"AddCustomer": 1, "DelCustomer": -1}.get(case.call, 0), case.name
    assert {row["state"] for row in php_live.changes()} == {"confirmed"}
    php_live.assert_no_secret()
