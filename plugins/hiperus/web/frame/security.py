"""The access rules of the page: Airflow's own users and rights, by Airflow's own dependencies.

No `from __future__ import annotations` here: FastAPI reads the annotations.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Annotated

from airflow.api_fastapi.app import get_auth_manager
from airflow.api_fastapi.auth.managers.models.resource_details import DagAccessEntity, DagDetails
from airflow.api_fastapi.core_api.security import GetUserDep, requires_access_dag
from fastapi import Depends

READ_DAGS = ("hiperus_import", "hiperus_cdr_daily", "hiperus_invoice")
"""Whoever may read all of these may see the customers, calls and invoices that they handle."""

MONEY_DAG = "hiperus_invoice"
"""Whoever may edit this one may see callee numbers in full, where the setting allows it."""

STATEMENT_DAG = "hiperus_statement"
"""Whoever may trigger this one and edit the one before may have statements made from the page."""

NUMBERS_SETTING = "HIPERUS_PAGE_NUMBERS"
SHOWN_DIGITS = 4

READERS_ONLY = [Depends(requires_access_dag("GET", None, dag_id)) for dag_id in READ_DAGS]
"""Dependencies of every route: 401 for nobody, 403 for those who may not read the DAGs."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """What somebody who looks may see and do.

    Attributes:
        sees_numbers: callee numbers in full, else masked.
        may_trigger: tells of a DAG whether Airflow would let this person trigger it; forms of
            others are not shown.
        makes_statements: the form of detailed statements, in which called numbers stand in full.
    """

    sees_numbers: bool
    may_trigger: Callable[[str], bool]
    makes_statements: bool = False

    def callee(self, number: str | None) -> str:
        """Return a called number as this viewer may see it."""
        if not number or self.sees_numbers:
            return number or ""
        return number[: min(SHOWN_DIGITS, len(number) // 2)] + "…"


def current_viewer(user: GetUserDep) -> Viewer:
    """Return who looks (a FastAPI dependency)."""
    allowed = os.environ.get(NUMBERS_SETTING, "masked") == "full"
    handles_money = _may_edit(user, MONEY_DAG)
    may_trigger = partial(_may_trigger, user)
    makes_statements = handles_money and may_trigger(STATEMENT_DAG)
    return Viewer(allowed and handles_money, may_trigger, makes_statements)


def _may_edit(user: GetUserDep, dag_id: str) -> bool:
    details = DagDetails(id=dag_id)
    return bool(get_auth_manager().is_authorized_dag(method="PUT", details=details, user=user))


def _may_trigger(user: GetUserDep, dag_id: str) -> bool:
    """Ask what Airflow's REST API asks when a run is to be made."""
    return bool(
        get_auth_manager().is_authorized_dag(
            method="POST",
            access_entity=DagAccessEntity.RUN,
            details=DagDetails(id=dag_id),
            user=user,
        )
    )


ViewerDep = Annotated[Viewer, Depends(current_viewer)]
