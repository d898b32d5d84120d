"""Tasks about premium-rate services: limits that are reached, decisions about what is withheld."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from airflow.sdk.exceptions import AirflowSkipException

from hiperus.domain.periods import Month
from hiperus.errors import InvalidParameterError
from hiperus.tasks.calls import day_of_run
from hiperus.tasks.frame import runs
from hiperus.tasks.frame.alerting import tell
from hiperus.tasks.frame.connections import opened_run
from hiperus.tasks.frame.failures import failing_well
from hiperus.tasks.frame.ids import ids_of
from hiperus.tasks.provision import who_asked

if TYPE_CHECKING:
    from hiperus.invoices.withheld import PremiumDecision

log = logging.getLogger(__name__)
_NOTHING = "Nothing was changed."


@failing_well
def tell_limits() -> str:
    """Tell staff which customers near or have reached their limit in the months just read.

    A month that was over long ago, caught up with after a pause, is nobody's news.
    """
    from hiperus.invoices.premium_notices import premium_notices  # noqa: PLC0415

    day = day_of_run()
    with opened_run() as run:
        first = day - timedelta(days=run.settings.lookback_days)
        since = Month.of(runs.today()).plus(-1)
        months = [m for m in Month.of(first).through(Month.of(day)) if m >= since]
        alerts = premium_notices(run, months)
    for alert in alerts:
        tell(alert, runs.origin())
    return f"{len(alerts)} customers near or have reached a limit of premium-rate services."


@failing_well
def decide_premium() -> list[str]:
    """Release or write off what is withheld of the chosen customers' month."""
    from hiperus.invoices.withheld import decide  # noqa: PLC0415

    decision = premium_decision(runs.parameters())
    if decision is None:
        raise AirflowSkipException("No withheld premium-rate calls were chosen.")
    with opened_run() as run:
        lines = decide(run, decision)
    for line in lines:
        log.info(line)
    return lines


def premium_decision(parameters: Mapping[str, Any]) -> PremiumDecision | None:
    """Return what a run's parameters decide about withheld calls, or None.

    Raises:
        InvalidParameterError: some of what belongs together is missing or cannot be read.
    """
    from hiperus.invoices.rules.premium import PremiumAction  # noqa: PLC0415
    from hiperus.invoices.withheld import PremiumDecision  # noqa: PLC0415

    customers = ids_of(parameters, "premium", "LMS customer ids")
    month, action = parameters["premium_month"], parameters["premium_action"]
    reason = str(parameters["reason_text"] or "").strip()
    if not (customers or month or action):
        return None
    if not (customers and month and action and reason):
        raise InvalidParameterError(
            "A decision about withheld premium-rate calls needs premium, premium_month, "
            f"premium_action and reason_text. {_NOTHING}"
        )
    try:
        chosen, read = PremiumAction(str(action)), Month.parse(str(month))
    except InvalidParameterError as error:
        raise error.leaving(_NOTHING) from None
    except ValueError:
        words = ", ".join(PremiumAction)
        raise InvalidParameterError(f"premium_action must be one of {words}. {_NOTHING}") from None
    return PremiumDecision(tuple(customers), read, chosen, reason, who_asked())
