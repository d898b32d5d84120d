"""Tasks of `hiperus_import`: one category each."""

from __future__ import annotations

import logging
import time

from airflow.sdk.exceptions import AirflowSkipException

from hiperus.tasks.frame import runs
from hiperus.tasks.frame.connections import opened_run, platform
from hiperus.tasks.frame.failures import failing_well
from hiperus.tasks.frame.lineage import IMPORT_TABLES, report_tables
from hiperus.tasks.provision import password_from

log = logging.getLogger(__name__)


@failing_well
def check_parameters() -> list[str]:
    """Refuse bad parameters before anything is fetched; returns the chosen categories."""
    from hiperus.accounts.rules.categories import parse_categories  # noqa: PLC0415

    chosen = parse_categories(runs.parameters()["categories"])
    with opened_run():
        log.info("Categories of this run: %s", ", ".join(chosen))
    return [str(category) for category in chosen]


@failing_well
def import_one(category: str) -> str:
    """Fetch one category from the platform and bring LMS to the same state."""
    from hiperus.accounts.import_category import ImportOptions, import_category  # noqa: PLC0415
    from hiperus.accounts.rules.categories import Category, parse_categories  # noqa: PLC0415

    parameters = runs.parameters()
    wanted = Category(category)
    if wanted not in parse_categories(parameters["categories"]):
        raise AirflowSkipException(f"{category} was not chosen in this run.")
    options = ImportOptions.parse(
        full_refresh=parameters["full_refresh"],
        account_id=parameters["account_id"],
        allow_mass_delete=parameters["allow_mass_delete"],
    )
    with opened_run() as run, platform(run) as client:
        summary = import_category(run, client, wanted, options)
    report_tables(writes=IMPORT_TABLES[wanted])
    log.info(summary.describe())
    return summary.describe()


@failing_well
def settle_changes() -> list[str]:
    """Bring live changes to their end that were left open and that the platform shows."""
    from hiperus.changes.live import Asker  # noqa: PLC0415
    from hiperus.changes.settle_seen import settle_seen  # noqa: PLC0415
    from hiperus.changes.tables.changes import open_changes  # noqa: PLC0415

    asker = Asker(None, password_from, log.info, time.sleep)
    with opened_run() as run:
        if not open_changes(run.database):
            raise AirflowSkipException("No change is open.")
        with platform(run) as client:
            lines = settle_seen(run, client, asker)
    for line in lines:
        log.info(line)
    return lines


@failing_well
def link_calls() -> str:
    """Link calls whose terminal or account was unknown when they came."""
    from hiperus.calls.link import link_open_calls  # noqa: PLC0415

    with opened_run() as run:
        summary = link_open_calls(run)
    log.info(summary.describe())
    return summary.describe()
