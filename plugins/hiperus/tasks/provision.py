"""Tasks of `hiperus_provision`: one live change, or many, each a task of its own."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, TypedDict

from airflow.sdk import BaseHook, Variable, get_current_context
from airflow.sdk.exceptions import AirflowSkipException
from airflow.sdk.log import mask_secret

from hiperus.errors import ConfigurationError
from hiperus.tasks.frame import runs
from hiperus.tasks.frame.connections import opened_run, platform
from hiperus.tasks.frame.failures import failing_well

if TYPE_CHECKING:
    from hiperus.changes.live import Asker
    from hiperus.changes.rules.bulk import AskedChange
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
    """Make the one change that the run's parameters ask for, or show what would be done."""
    from hiperus.changes.rules.form_fields import merged  # noqa: PLC0415

    parameters = runs.parameters()
    if parameters["payloads"]:
        raise AirflowSkipException("Each row of payloads is a task of its own, apply_changes.")
    entity = str(parameters["entity"])
    payload = merged(entity, parameters, parameters["payload"])
    return _apply({**parameters, "payload": payload}, dry_run=bool(parameters["dry_run"]))


@failing_well
def read_changes() -> list[AskedChange]:
    """Return the changes of `payloads`; in a dry run show the plans of all of them instead."""
    from hiperus.changes.plan_all import plan_all  # noqa: PLC0415
    from hiperus.changes.rules.bulk import asked_changes  # noqa: PLC0415

    parameters = runs.parameters()
    if not parameters["payloads"]:
        raise AirflowSkipException("No payloads were given.")
    with opened_run() as run:
        changes = asked_changes(parameters)
        log.info("%d changes are asked for.", len(changes))
        if not parameters["dry_run"]:
            return changes
        with platform(run) as client:
            log.info(plan_all(run, client, _asker(), changes).describe())
    return []


@failing_well
def apply_one(what: AskedChange) -> ChangeNote:
    """Make one change of many."""
    name = f"{what['row']}: {what['action']} {what['entity']}"
    get_current_context()["change"] = name  # type: ignore[typeddict-unknown-key]
    return _apply(what, dry_run=False)


def _apply(what: Mapping[str, Any], *, dry_run: bool) -> ChangeNote:
    from hiperus.changes.asked import asked_for  # noqa: PLC0415
    from hiperus.changes.provision import LiveChange, provision  # noqa: PLC0415
    from hiperus.changes.rules.outcomes import NOT_SENT_BY_THIS_TRY  # noqa: PLC0415
    from hiperus.changes.settling import ending_in  # noqa: PLC0415

    asker = _asker()
    with ExitStack() as stack:
        with ending_in(lambda: NOT_SENT_BY_THIS_TRY):
            run = stack.enter_context(opened_run())
            client = stack.enter_context(platform(run))
        request = asked_for(run, what, asker.name)
        result = provision(LiveChange(run, client, asker, request), dry_run=dry_run)
    return {
        "change_id": result.change_id,
        "state": str(result.state),
        "account_id": result.account_id,
        "platform_id": result.platform_id,
        "changed": list(result.changed),
    }


def _asker() -> Asker:
    from hiperus.changes.live import Asker  # noqa: PLC0415

    return Asker(who_asked(), password_from, log.info, time.sleep)


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
