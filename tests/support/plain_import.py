"""The whole import without Airflow, from a simulated platform."""

from __future__ import annotations

from collections.abc import Callable

from dev.simulator.no_limiter import NoLimiter
from dev.simulator.service import Credentials
from hiperus.accounts.import_category import import_category
from hiperus.accounts.rules.categories import Category, ImportOptions
from hiperus.soap.client import HiperusClient
from hiperus.soap.settings import PlatformSettings
from hiperus.storage.database import Database
from hiperus.storage.ledger import RunOrigin
from tests.support.runs import a_run


def client_of(url: str) -> HiperusClient:
    """Return a client of the simulator at a URL, without a rate limit."""
    who = Credentials()
    settings = PlatformSettings(
        login=who.login, password=who.password, domain=who.domain, endpoint=url
    )
    return HiperusClient(settings, NoLimiter())


def import_all(
    database: Database, client: HiperusClient, origin: RunOrigin, clock: Callable[[], int]
) -> list[str]:
    """Import every category; returns what each says of itself."""
    options = ImportOptions.parse(full_refresh=False, account_id=None, allow_mass_delete=False)
    return [
        import_category(a_run(database, clock, origin), client, category, options).describe()
        for category in Category
    ]
