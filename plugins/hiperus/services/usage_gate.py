"""The gate before invoices: every day of the month is covered, or somebody said why not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from hiperus.domain.cdr import CallType
from hiperus.domain.coverage import COVERED
from hiperus.domain.periods import Month
from hiperus.errors import IncompleteUsageError
from hiperus.storage import invoices
from hiperus.storage.database import Database

_SHOWN = 12
_PERCENT = Decimal(100)


@dataclass(frozen=True, slots=True)
class Usage:
    """What the gate found. `missing` is empty, or was accepted for `ignore_reason`.

    `quarantined` counts priced records that could not be stored, `quarantined_net` is PLN.
    """

    month: Month
    missing: tuple[str, ...]
    ignore_reason: str | None
    quarantined: int
    quarantined_net: Decimal


def require_usage(
    database: Database,
    month: Month,
    ignore_reason: str | None = None,
    quarantine_limit: Decimal = Decimal("0.1"),
) -> Usage:
    """Let invoices of `month` go on only over complete calls.

    Successful calls of all six types must be loaded for every day; failed ones are wanted, not
    required.

    Args:
        database: LMS.
        month: the billed month.
        ignore_reason: why gaps are accepted; kept with the invoices.
        quarantine_limit: share (percent) of the month's calls that may wait in quarantine.

    Raises:
        IncompleteUsageError: days are missing, or too many priced records are in quarantine.
    """
    missing = missing_days(month, invoices.coverage_states(database, month))
    found = invoices.quarantined(database, month)
    records, calls = int(found["records"]), int(found["calls"])
    if missing and not ignore_reason:
        raise IncompleteUsageError(_missing_sentence(month, missing))
    share = _PERCENT * records / (records + calls) if records else Decimal(0)
    if share > quarantine_limit and not ignore_reason:
        raise IncompleteUsageError(
            f"{records} priced records of {month} ({found['net']} PLN net) are in quarantine, "
            f"{share:.2f} % of its calls; the limit is {quarantine_limit} %. Replay them with the "
            "DAG hiperus_replay, or give a reason in ignore_missing_cdrs."
        )
    return Usage(month, tuple(missing), ignore_reason, records, Decimal(found["net"]))


def missing_days(month: Month, states: Mapping[tuple[date, str], str]) -> list[str]:
    """Return what is not covered, compactly, such as `2026-10-03..2026-10-05 outgoing`."""
    missing = {
        day: tuple(t for t in CallType if states.get((day, t)) not in COVERED)
        for day in month.days.days()
    }
    if all(types == tuple(CallType) for types in missing.values()):
        return [f"{month} all types"]
    return [
        f"{_days(run)} {_types(types)}"
        for types in dict.fromkeys(t for t in missing.values() if t)
        for run in _runs(day for day, found in missing.items() if found == types)
    ]


def _types(types: tuple[CallType, ...]) -> str:
    return "all types" if types == tuple(CallType) else ", ".join(types)


def _days(run: list[date]) -> str:
    return str(run[0]) if len(run) == 1 else f"{run[0]}..{run[-1]}"


def _runs(days: Iterable[date]) -> list[list[date]]:
    runs: list[list[date]] = []
    for day in days:
        if runs and day - runs[-1][-1] == timedelta(days=1):
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def _missing_sentence(month: Month, missing: list[str]) -> str:
    shown = "; ".join(missing[:_SHOWN])
    more = f"; and {len(missing) - _SHOWN} more" if len(missing) > _SHOWN else ""
    return (
        f"Calls of {month} are not complete: {shown}{more}. Load them with the DAG "
        f'hiperus_cdr_backfill, parameters {{"billing_from": "{month.first_day}", "billing_to": '
        f'"{month.last_day}", "billing_type": "all", "billing_success": "all"}}, or give a reason '
        "in ignore_missing_cdrs."
    )
