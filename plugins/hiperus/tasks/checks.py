"""Tasks of `hiperus_check`: the first run after installing."""

from __future__ import annotations

import logging

from airflow.sdk.exceptions import AirflowSkipException

from hiperus.tasks.frame import runs
from hiperus.tasks.frame.connections import lms, opened_run, platform
from hiperus.tasks.frame.failures import failing_well

log = logging.getLogger(__name__)


@failing_well
def create_tables() -> str:
    """Query the LMS database, then create or upgrade the tables of this project."""
    from hiperus.storage.migrations import latest_version, migrate  # noqa: PLC0415

    with lms() as database:
        applied = migrate(database)
        version = latest_version(database.dialect)
    message = f"Tables are at version {version}; applied now: {', '.join(applied) or 'nothing'}."
    log.info(message)
    return message


@failing_well
def show_settings() -> list[str]:
    """Print the settings in force and where each came from."""
    with opened_run() as run:
        lines = run.described_settings()
    for line in lines:
        log.info(line)
    return lines


@failing_well
def show_keeping() -> list[str]:
    """Say how long calls are kept, since when there are any, and which holds keep them."""
    from hiperus.retention.keeping import describe_keeping  # noqa: PLC0415

    with opened_run() as run:
        lines = describe_keeping(run)
    for line in lines:
        log.info(line)
    return lines


@failing_well
def check_number_plans() -> list[str]:
    """Name the number plans of LMS that will make trouble."""
    from hiperus.invoices.check_plans import check_plans  # noqa: PLC0415

    with opened_run() as run:
        warnings = check_plans(run)
    for line in warnings:
        log.warning(line)
    if not warnings:
        log.info("No number plan of LMS's for invoices ends soon or collides with another one.")
    return warnings


@failing_well
def show_newly_billable() -> list[str]:
    """Say which open calls become billable, and for how much, before anything is issued."""
    from hiperus.calls.link import linkable_calls  # noqa: PLC0415
    from hiperus.domain.periods import Month  # noqa: PLC0415
    from hiperus.invoices.open_first_links import open_first_links  # noqa: PLC0415
    from hiperus.invoices.rules.not_billed import first_links  # noqa: PLC0415

    today = runs.today()
    with opened_run() as run:
        lines = [month.describe() for month in linkable_calls(run)]
        waiting = first_links(open_first_links(run, today))
    lines += [found.describe(Month.of(today)) for found in waiting]
    for line in lines:
        log.warning(line)
    if not lines:
        log.info("No call of the past that belonged to nobody becomes billable.")
    return lines


@failing_well
def fill_post_addresses() -> str:
    """Give older documents of ours the postal address that they lack, where that was asked for."""
    from hiperus.invoices.fill_addresses import fill_post_addresses as fill  # noqa: PLC0415

    if not runs.parameters()["fill_post_addresses"]:
        raise AirflowSkipException("fill_post_addresses is not set; no document was looked at.")
    with opened_run() as run:
        message = str(fill(run))
    log.info(message)
    return message


@failing_well
def check_platform() -> str:
    """Log in to the platform and say which services the account has."""
    with opened_run() as run, platform(run) as client:
        state = client.check_login()
    services = {"VoIP": state.has_voip, "WLR": state.has_wlr}
    offered = ", ".join(name for name, has in services.items() if has) or "none"
    message = f"The platform accepted the login; services of the account: {offered}."
    log.info(message)
    return message
