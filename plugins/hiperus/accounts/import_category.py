"""Imports one category of reference data: fetch, then one transaction that makes LMS the same.

`full_refresh` ends where a normal import does, since both work by difference: what the platform
lists is there, what it does not list is not, and LMS's own columns stay.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hiperus.accounts.fetch import fetch_category
from hiperus.accounts.import_run import ImportRun
from hiperus.accounts.import_services import import_services
from hiperus.accounts.rules.categories import Category, ImportOptions
from hiperus.accounts.store import store_category
from hiperus.accounts.summary import ImportSummary
from hiperus.accounts.tables.reference import account_ids
from hiperus.domain.ports import Platform
from hiperus.storage.database import Database
from hiperus.storage.ledger import RunOrigin
from hiperus.storage.migrations import require_current
from hiperus.storage.uiconfig import read_settings

_NO_ACCOUNTS = "LMS holds no accounts yet, so none was asked about; import customers first"

__all__ = ["ImportOptions", "ImportSummary", "import_category"]


def import_category(  # noqa: PLR0913, PLR0917 -- the use case's whole surroundings
    database: Database,
    platform: Platform,
    category: Category,
    options: ImportOptions,
    origin: RunOrigin,
    clock: Callable[[], int],
) -> ImportSummary:
    """Bring one category in LMS to what the platform lists.

    Args:
        database: the LMS.
        platform: whom to ask; everything is fetched before the transaction begins.
        category: which one.
        options: what the run asks for.
        origin: the run, for `hv_load`.
        clock: gives epoch seconds.

    Returns:
        What was done; a second run says "nothing changed".

    Raises:
        HiperusError: nothing was written, but for a row in `hv_load` that says why.
    """
    run = ImportRun(database, category, options, origin, clock, started_at=clock())
    if run.account_id is not None and not category.is_per_account:
        return ImportSummary(category, notes=("it is not about one account and was left alone",))
    try:
        # Held from the first request on: of two runs the one that asked later must write later.
        with database.locked(f"import:{category}"):
            return _import(run, platform)
    except Exception as error:
        run.record_failure(error)
        raise


def _import(run: ImportRun, platform: Platform) -> ImportSummary:
    require_current(run.database)
    if run.category is Category.WLR:
        return import_services(run, platform)
    settings = read_settings(run.database)
    accounts = account_ids(run.database)
    fetched = fetch_category(platform, run.category, accounts, run.account_id)
    # Categories share tables (an account takes its terminals along), so they store by turns.
    with run.database.locked("import:store"):
        summary = store_category(run, settings, fetched)
    if run.category.is_per_account and run.category is not Category.CUSTOMERS and not accounts:
        return replace(summary, notes=(*summary.notes, _NO_ACCOUNTS))
    return summary
