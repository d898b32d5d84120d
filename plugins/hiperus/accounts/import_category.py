"""Imports one category of reference data: fetch, then one transaction that makes LMS the same.

`full_refresh` ends where a normal import does, since both work by difference: what the platform
lists is there, what it does not list is not, and LMS's own columns stay.
"""

from __future__ import annotations

from dataclasses import replace

from hiperus.accounts.attempt import ImportAttempt
from hiperus.accounts.fetch import fetch_category
from hiperus.accounts.import_services import import_services
from hiperus.accounts.rules.categories import Category, ImportOptions
from hiperus.accounts.store import store_category
from hiperus.accounts.summary import ImportSummary
from hiperus.accounts.tables.reference import account_ids
from hiperus.domain.ports import Platform
from hiperus.run import Run

_NO_ACCOUNTS = "LMS holds no accounts yet, so none was asked about; import customers first"

__all__ = ["ImportOptions", "ImportSummary", "import_category"]


def import_category(
    run: Run, platform: Platform, category: Category, options: ImportOptions
) -> ImportSummary:
    """Bring one category in LMS to what the platform lists.

    Args:
        run: the run, for `hv_load`.
        platform: whom to ask; everything is fetched before the transaction begins.
        category: which one.
        options: what the run asks for.

    Returns:
        What was done; a second run says "nothing changed".

    Raises:
        HiperusError: nothing was written, but for a row in `hv_load` that says why.
    """
    attempt = ImportAttempt.begin(run, category, options)
    if options.account_id is not None and not category.is_per_account:
        return ImportSummary(category, notes=("it is not about one account and was left alone",))
    try:
        # Held from the first request on: of two runs the one that asked later must write later.
        with run.database.locked(f"import:{category}"):
            return _import(attempt, platform)
    except Exception as error:
        attempt.record_failure(error)
        raise


def _import(attempt: ImportAttempt, platform: Platform) -> ImportSummary:
    database, category = attempt.database, attempt.category
    if category is Category.WLR:
        return import_services(attempt, platform)
    attempt.run.require_settings()
    accounts = account_ids(database)
    fetched = fetch_category(platform, category, accounts, attempt.account_id)
    # Categories share tables (an account takes its terminals along), so they store by turns.
    with database.locked("import:store"):
        summary = store_category(attempt, fetched)
    if category.is_per_account and category is not Category.CUSTOMERS and not accounts:
        return replace(summary, notes=(*summary.notes, _NO_ACCOUNTS))
    return summary
