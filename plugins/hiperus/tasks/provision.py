"""The task of `hiperus_provision`: one live change."""

from __future__ import annotations

import logging
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING, TypedDict

from airflow.sdk import BaseHook, Variable, get_current_context
from airflow.sdk.log import mask_secret

from hiperus.errors import ConfigurationError
from hiperus.tasks.frame import runs
from hiperus.tasks.frame.connections import opened_run, platform
from hiperus.tasks.frame.failures import failing_well

if TYPE_CHECKING:
    from hiperus.changes.rules.passwords import PasswordSource

log = logging.getLogger(__name__)


class ChangeNote(TypedDict):
    """What goes to other tasks and DAGs: ids and names of fields, no values."""

    change_id: int
    state: str
    account_id: int | None
    platform_id: int | None
    changed: list[str]


@failing_well
def apply_change() -> ChangeNote:
    """Make the change that the run's parameters ask for, or show what would be done."""
    from hiperus.changes.asked import asked_for  # noqa: PLC0415
    from hiperus.changes.provision import Asker, LiveChange, provision  # noqa: PLC0415
    from hiperus.changes.rules.outcomes import NOT_SENT_BY_THIS_TRY  # noqa: PLC0415
    from hiperus.changes.settling import ending_in  # noqa: PLC0415

    parameters = runs.parameters()
    asker = Asker(who_asked(), password_from, log.info, time.sleep)
    with ExitStack() as stack:
        with ending_in(lambda: NOT_SENT_BY_THIS_TRY):
            run = stack.enter_context(opened_run())
            client = stack.enter_context(platform(run))
        request = asked_for(run, parameters, asker.name)
        change = LiveChange(run, client, asker, request)
        result = provision(change, dry_run=bool(parameters["dry_run"]))
    return {
        "change_id": result.change_id,
        "state": str(result.state),
        "account_id": result.account_id,
        "platform_id": result.platform_id,
        "changed": list(result.changed),
    }


def who_asked() -> str | None:
    """Return who triggered the run, as Airflow knows."""
    return getattr(get_current_context()["dag_run"], "triggering_user_name", None)


def password_from(source: PasswordSource) -> str:
    """Make a password, or fetch it by name; from now on Airflow masks it in logs.

    Raises:
        ConfigurationError: there is no such connection or variable, or it holds nothing.
    """
    from hiperus.changes.new_password import new_password  # noqa: PLC0415

    password = new_password() if not source.name else _named(source)
    if not password:
        raise ConfigurationError(f"The {source.kind} {source.name!r} holds no password.")
    mask_secret(password)
    return password


def _named(source: PasswordSource) -> str | None:
    try:
        if source.kind == "connection":
            return BaseHook.get_connection(source.name).password
        return str(Variable.get(source.name, default=""))
    except Exception as error:  # Airflow has many errors for this, by where it runs.
        raise ConfigurationError(
            f"The {source.kind} {source.name!r} cannot be read ({type(error).__name__})."
        ) from None
