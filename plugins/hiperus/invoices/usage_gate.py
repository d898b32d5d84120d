"""The gate before invoices: every day of the month is covered, or somebody said why not."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hiperus.calls.gaps import missing_days, summed_up
from hiperus.domain.periods import Month
from hiperus.domain.wording import listed
from hiperus.errors import IncompleteUsageError
from hiperus.invoices.tables import invoices
from hiperus.run import Run

_SHOWN = 12
_PERCENT = Decimal(100)


@dataclass(frozen=True, slots=True)
class Usage:
    """What the gate found. `missing` is empty, or somebody said why it may be.

    `quarantined` counts priced records that could not be stored, `quarantined_net` is PLN.
    """

    missing: tuple[str, ...]
    quarantined: int
    quarantined_net: Decimal


def require_usage(run: Run, month: Month, ignore_reason: str | None = None) -> Usage:
    """Let invoices of `month` go on only over complete calls.

    Successful calls of all six types must be loaded for every day; failed ones are wanted, not
    required.

    Args:
        run: the run; its settings say how much of the month may wait in quarantine.
        month: the billed month.
        ignore_reason: why gaps are accepted; kept with the invoices.

    Raises:
        IncompleteUsageError: days are missing, or too many priced records are in quarantine.
    """
    database, settings = run.database, run.settings
    missing = summed_up(missing_days(database, month.days, successes=(True,)))
    found = invoices.quarantined(database, month)
    records, net = int(found["records"]), Decimal(found["net"])
    if missing and not ignore_reason:
        raise IncompleteUsageError(_missing_sentence(month, missing))
    share = Decimal(found["month_net"]) * settings.quarantine_limit / _PERCENT
    limit = max(share, settings.quarantine_amount)
    if net > limit and not ignore_reason:
        raise IncompleteUsageError(
            f"{records} priced records of {month} ({net} PLN net) are in quarantine, more than "
            f"{settings.quarantine_limit} % of what the month's calls come to and more than "
            f"quarantine_amount ({settings.quarantine_amount} PLN net). Replay them with the DAG "
            "hiperus_replay, or give a reason in ignore_missing_cdrs."
        )
    return Usage(tuple(missing), records, net)


def _missing_sentence(month: Month, missing: list[str]) -> str:
    return (
        f"Calls of {month} are not complete: {listed(missing, _SHOWN)}. Load them with the DAG "
        f'hiperus_cdr_backfill, parameters {{"billing_from": "{month.first_day}", "billing_to": '
        f'"{month.last_day}", "billing_type": "all", "billing_success": "all"}}, or give a reason '
        "in ignore_missing_cdrs."
    )
