"""Tasks of `hiperus_replay`: quarantined calls once more, parked invoices released."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from airflow.sdk.exceptions import AirflowSkipException

from hiperus.errors import BillingError, InvalidParameterError
from hiperus.tasks.frame import runs
from hiperus.tasks.frame.connections import opened_run
from hiperus.tasks.frame.failures import failing_well
from hiperus.tasks.frame.ids import ids_of
from hiperus.tasks.premium import premium_decision

log = logging.getLogger(__name__)


@failing_well
def check_parameters() -> None:
    """Refuse bad parameters before anything is written."""
    from hiperus.calls.replay import Selection, require_selection  # noqa: PLC0415
    from hiperus.invoices.withheld import require_decidable  # noqa: PLC0415

    parameters = runs.parameters()
    parked, void = _ids(parameters, "parked"), _ids(parameters, "void")
    decision = premium_decision(parameters)
    if void and not _reason(parameters):
        raise InvalidParameterError(
            "void gives up invoices of documents that LMS cancelled or deleted; reason_text must "
            "say why. Nothing was changed."
        )
    with opened_run() as run:
        require_selection(run, Selection(_load(parameters), parameters["reason"] or None))
        if decision is not None:
            require_decidable(run, decision)
        log.info("Load: %s, reason: %s.", parameters["load"] or "all", parameters["reason"])
    log.info("Parked customers to release: %s.", ", ".join(map(str, parked)) or "none")
    log.info("Documents to give up: %s.", ", ".join(map(str, void)) or "none")


@failing_well
def replay_calls() -> str:
    """Try the chosen quarantined calls again."""
    from hiperus.calls.replay import Selection, replay_calls  # noqa: PLC0415

    parameters = runs.parameters()
    selection = Selection(_load(parameters), parameters["reason"] or None)
    with opened_run() as run:
        summary = replay_calls(run, selection)
    log.info(summary.describe())
    return summary.describe()


@failing_well
def void_documents() -> list[str]:
    """Give up the chosen documents that LMS cancelled or deleted."""
    from hiperus.invoices.void import void_documents as void  # noqa: PLC0415

    parameters = runs.parameters()
    docids = _ids(parameters, "void")
    if not docids:
        raise AirflowSkipException("No documents to give up were chosen.")
    with opened_run() as run:
        lines = [str(given_up) for given_up in void(run, docids, _reason(parameters))]
    for line in lines:
        log.info(line)
    return lines


@failing_well
def release_invoices() -> list[str]:
    """Release the chosen customers' parked invoices and issue them alone."""
    from hiperus.invoices.release import release_and_issue  # noqa: PLC0415

    parameters = runs.parameters()
    customers = _ids(parameters, "parked")
    if not customers:
        raise AirflowSkipException("No parked customers were chosen.")
    with opened_run() as run:
        reason = parameters["ignore_missing_cdrs"] or None
        summaries = release_and_issue(run, customers, runs.today(), reason)
    lines = [line for summary in summaries for line in summary.lines()]
    for line in lines:
        log.info(line)
    problems = [summary.problems for summary in summaries if summary.problems]
    if problems:
        raise BillingError(" ".join(problems))
    return [next(iter(summary.lines())) for summary in summaries]


def _load(parameters: Mapping[str, Any]) -> int | None:
    load = parameters["load"]
    return None if load is None else int(load)


def _reason(parameters: Mapping[str, Any]) -> str:
    return str(parameters["reason_text"] or "").strip()


_WHAT = {"parked": "LMS customer ids", "void": "ids of documents in LMS"}


def _ids(parameters: Mapping[str, Any], name: str) -> list[int]:
    return ids_of(parameters, name, _WHAT[name])
