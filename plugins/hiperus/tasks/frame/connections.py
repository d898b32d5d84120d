"""Opens the platform and the LMS database for a task, by the connections' promised names."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from hiperus.errors import ConfigurationError
from hiperus.tasks.frame import runs

if TYPE_CHECKING:
    from hiperus.run import Run
    from hiperus.soap.client import HiperusClient
    from hiperus.storage.database import Database
    from hiperus.storage.ledger import RunOrigin

LMS = "lms_default"
PLATFORM = "hiperus_default"


@contextmanager
def lms() -> Iterator[Database]:
    """Open the LMS database, whatever tables of ours it has.

    Raises:
        ConfigurationError: no such connection, or login refused.
    """
    from hiperus.hooks.lms import LmsHook  # noqa: PLC0415 - drivers are not for DAG parsing

    with _existing(LMS), LmsHook(LMS).get_database() as database:
        yield database


@contextmanager
def opened_run(origin: RunOrigin | None = None) -> Iterator[Run]:
    """Open the LMS database for this task, only over tables that fit the code.

    Args:
        origin: which task it is, where that is not the one that runs now.

    Raises:
        ConfigurationError: no such connection, login refused, or `hiperus_check` has not run.
    """
    from hiperus.run import Run  # noqa: PLC0415 - drivers are not for DAG parsing

    with lms() as database:
        yield Run.opened(database, origin or runs.origin(), runs.clock)


@contextmanager
def platform(run: Run) -> Iterator[HiperusClient]:
    """Open the platform; where its connection has no login, LMS's settings give it."""
    from hiperus.hooks.hiperus import HiperusHook  # noqa: PLC0415 - zeep is not for DAG parsing
    from hiperus.storage.uiconfig import credentials_from  # noqa: PLC0415

    def from_lms() -> tuple[str, str, str] | None:
        found = credentials_from(run.uiconfig.everywhere)
        return (found.login, found.password, found.domain) if found else None

    with _existing(PLATFORM):
        client = HiperusHook(PLATFORM, fallback_credentials=from_lms).get_client()
    with client:
        yield client


@contextmanager
def _existing(connection_id: str) -> Iterator[None]:
    from airflow.sdk.exceptions import AirflowNotFoundException  # noqa: PLC0415

    try:
        yield
    except AirflowNotFoundException:
        raise ConfigurationError(
            f"The Airflow connection {connection_id} does not exist; create it under Admin > "
            f"Connections or set AIRFLOW_CONN_{connection_id.upper()}."
        ) from None
