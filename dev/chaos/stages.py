"""The prepared LMS databases that cases begin with."""

from __future__ import annotations

from dev.chaos.copies import Copies
from dev.chaos.platform import ACCOUNTS, client, platform
from dev.lms.seed import seed
from hiperus.accounts.import_category import import_category
from hiperus.accounts.rules.categories import Category, ImportOptions
from hiperus.calls.load import load_window
from hiperus.calls.rules.loading import LoadOptions
from hiperus.domain.cdr import CallType
from hiperus.domain.periods import Month, windows
from hiperus.run import Run
from hiperus.storage.connect import connect
from hiperus.storage.ledger import RunOrigin

MONTH = Month(2026, 6)
"""The month whose calls are in stage `loaded` and whose invoices are issued."""
EARLIER = 1_781_000_000
"""9 June 2026: when stage `imported` was imported."""
NOW = 1_782_900_000
"""1 July 2026, 12:00 in Warsaw: the moment of every job, so that times do not differ."""
CUSTOMERS = range(1001, 1001 + ACCOUNTS + 30)
SETTING = "INSERT INTO uiconfig (section, var, value) VALUES ('hiperus_c5', %(name)s, %(value)s)"


def prepare(copies: Copies) -> None:
    """Make the originals of all stages."""
    copies.keep("seeded", "", _seed)
    copies.keep("imported", "seeded", _import)
    copies.keep("loaded", "imported", _load)


def _seed(url: str) -> None:
    """Customers, divisions and a number plan that is shared with the clerks."""
    with connect(url) as database:
        seed(database, CUSTOMERS)
        settings = {"first_billed_month": str(MONTH)}
        for name, value in settings.items():
            database.execute_text(SETTING, {"name": name, "value": value})


def _import(url: str) -> None:
    with platform() as simulated, connect(url) as database, client(simulated.url) as platform_:
        for category in Category:
            run = Run.opened(database, RunOrigin(), lambda: EARLIER)
            import_category(run, platform_, category, ImportOptions())


def _load(url: str) -> None:
    """The month's calls, of which some are still to come and some will cost more."""
    with platform() as simulated, connect(url) as database:
        simulated.switch(held_back_every=7)
        with client(simulated.url, page_size=10_000) as platform_:
            for window in windows(MONTH.days, list(CallType)):
                run = Run.opened(database, RunOrigin(), lambda: NOW - 3600)
                load_window(run, platform_, window, LoadOptions())
