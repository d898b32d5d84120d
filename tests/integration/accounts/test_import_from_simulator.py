"""The import over the wire: what the simulated platform knows is what LMS holds afterwards."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest

from dev.simulator.calls import CallMaker
from dev.simulator.data import World, make_world
from dev.simulator.no_limiter import NoLimiter
from dev.simulator.server import Simulator
from dev.simulator.service import Credentials, Service
from dev.simulator.switches import Switches
from hiperus.accounts.import_category import ImportSummary, import_category
from hiperus.accounts.rules.categories import Category, ImportOptions
from hiperus.soap.client import HiperusClient
from hiperus.soap.settings import PlatformSettings
from hiperus.storage.database import Database
from tests.support.roles import create_schema, migrate
from tests.support.runs import a_run

OLD_TABLES = {
    "accounts": "hv_customers",
    "terminals": "hv_terminal",
    "numbers": "hv_pstn",
    "end_users": "hv_enduserlist",
    "ranges": "hv_pstnrange",
    "price_lists": "hv_pricelist",
    "subscriptions": "hv_subscriptionlist",
}


@pytest.fixture
def world() -> World:
    return make_world(16, date(2026, 10, 1))


@pytest.fixture
def platform(world: World) -> Iterator[HiperusClient]:
    """A client of a simulator of this test's own, without either side's rate limit."""
    service = Service(world, CallMaker(world, "import", 0), Credentials())
    service.switches = Switches(rate_limit=0)
    server = Simulator(service)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings = PlatformSettings(
        login="demo", password=Credentials().password, domain="example.pl", endpoint=server.url
    )
    with HiperusClient(settings, NoLimiter()) as client:
        yield client
    server.shutdown()
    server.server_close()


def import_all(database: Database, platform: HiperusClient) -> list[ImportSummary]:
    return [
        import_category(a_run(database, 5_000), platform, category, ImportOptions())
        for category in Category
    ]


def expected(value: Any, stored: Any) -> Any:
    """What the old tables make of a platform's text: they round amounts to a grosz."""
    if isinstance(stored, Decimal):
        return Decimal(value).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return (int(value) if isinstance(stored, int) else value) if value else None


@pytest.mark.parametrize("schemas", [["current"], ["old", "hiperus_2017"]], ids="-".join)
def test_lms_holds_what_the_platform_lists(
    empty_database: Database, schemas: list[str], world: World, platform: HiperusClient
) -> None:
    create_schema(empty_database, *schemas)
    migrate(empty_database)
    first = import_all(empty_database, platform)
    assert sum(summary.quarantined for summary in first) == 0
    for name, table in OLD_TABLES.items():
        rows = empty_database.fetch_text(f"SELECT * FROM {table}")
        stored = {str(row["id"]): row for row in rows}
        listed: list[dict[str, Any]] = getattr(world, name)
        assert stored.keys() == {row["id"] for row in listed}
        for row in listed:
            found = stored[row["id"]]
            common = row.keys() & found.keys()
            assert {k: found[k] for k in common} == {k: expected(row[k], found[k]) for k in common}
            if "id_customer" in row:
                assert str(found["customerid"]) == row["id_customer"]
    second = import_all(empty_database, platform)
    assert all("nothing changed" in summary.describe() for summary in second)
