"""Opens the platform and the LMS database for a task, by the connections' promised names."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from hiperus.errors import ConfigurationError

if TYPE_CHECKING:
    from hiperus.soap.client import HiperusClient
    from hiperus.storage.database import Database

LMS = "lms_default"
PLATFORM = "hiperus_default"


@contextmanager
def lms(*, current: bool = True) -> Iterator[Database]:
    """Open the LMS database; with `current`, only over tables that fit the code.

    Raises:
        ConfigurationError: no such connection, login refused, or `hiperus_check` has not run.
    """
    from hiperus.hooks.lms import LmsHook  # noqa: PLC0415 - drivers are not for DAG parsing
    from hiperus.storage.migrations import require_current  # noqa: PLC0415

    with _existing(LMS), LmsHook(LMS).get_database() as database:
        if current:
            require_current(database)
        yield database


@contextmanager
def platform(database: Database) -> Iterator[HiperusClient]:
    """Open the platform; where its connection has no login, LMS's settings give it."""
    from hiperus.hooks.hiperus import HiperusHook  # noqa: PLC0415 - zeep is not for DAG parsing
    from hiperus.storage.uiconfig import read_credentials  # noqa: PLC0415

    def from_lms() -> tuple[str, str, str] | None:
        found = read_credentials(database)
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
