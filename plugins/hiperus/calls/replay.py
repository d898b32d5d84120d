"""Tries quarantined calls again: after a table was widened, or the platform's data was explained.

The records go through the same checks, staging and merge as a load; what still cannot be stored
stays in quarantine as it was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from hiperus.calls.rules.counts import MergeCounts
from hiperus.calls.rules.derived import DerivedFields
from hiperus.calls.rules.unstorable import MOST_RECORDS, CallSorter
from hiperus.calls.tables.columns import read_billing_columns
from hiperus.calls.tables.links import read_directory
from hiperus.calls.tables.merge import CdrMerge
from hiperus.calls.tables.quarantine import (
    Quarantined,
    count_chosen,
    store_repaired,
    unresolved_calls,
)
from hiperus.calls.tables.staging import Staging
from hiperus.domain.cdr import CallType
from hiperus.domain.periods import DaySpan, Month, Window
from hiperus.domain.states import LoadStatus
from hiperus.errors import InvalidParameterError
from hiperus.run import Run
from hiperus.storage.ledger import Load, complete_load, reserve_load

CATEGORY = "replay"
_ALL_TIME = DaySpan(date(1970, 1, 1), date(2038, 1, 1))
_NO_MONTH = Month(1970, 1)


@dataclass(frozen=True, slots=True)
class ReplaySummary:
    """What became of records that waited, or whose call was stored without a faulty field."""

    tried: int = 0
    stored: int = 0

    def describe(self) -> str:
        """Return one line for the log."""
        if not self.tried:
            return "replay: no quarantined calls"
        return f"replay: {self.stored} of {self.tried} quarantined calls stored whole"


@dataclass(frozen=True, slots=True)
class Selection:
    """Which quarantined calls: of one load, for one reason (as `hv_quarantine` has it), or all."""

    load_id: int | None = None
    reason: str | None = None


def require_selection(run: Run, selection: Selection) -> None:
    """Let only a load and a reason pass that set calls aside, open or settled by now.

    Raises:
        InvalidParameterError: the load's id, or the reason's words, are those of none.
    """
    problems = [
        f"{name} {value!r} set no call aside"
        for name, value in (("load", selection.load_id), ("reason", selection.reason))
        if value is not None
        and not count_chosen(
            run.database,
            selection.load_id if name == "load" else None,
            selection.reason if name == "reason" else None,
        )
    ]
    if problems:
        raise InvalidParameterError(
            f"{'; '.join(problems)}. hv_quarantine has load_id and reason of each record."
        ).leaving("Nothing was changed.")


def replay_calls(run: Run, selection: Selection) -> ReplaySummary:
    """Try quarantined calls again, one transaction for each month and call type.

    Raises:
        HiperusError: the months before the one that failed are done.
    """
    groups: dict[tuple[Month, str], list[Quarantined]] = defaultdict(list)
    for number, record in enumerate(
        unresolved_calls(run.database, selection.load_id, selection.reason), start=1
    ):
        month = Month.of(record.day) if record.day else _NO_MONTH
        groups[month, record.asked_type].append(record)
        if number == MOST_RECORDS:
            break  # the rest is tried by the next replay
    tried = stored = 0
    for (month, asked_type), records in sorted(groups.items(), key=lambda item: item[0]):
        tried += len(records)
        if asked_type in set(CallType):
            with run.database.locked(f"cdr {month} {asked_type}"):
                stored += _replay(run, records)
    return ReplaySummary(tried, stored)


def _replay(run: Run, records: Sequence[Quarantined]) -> int:
    """Merge records of one call type; returns how many are stored now."""
    database, window = run.database, Window(_ALL_TIME, CallType(records[0].asked_type))
    columns = read_billing_columns(database)
    bills_setup = run.settings.setup_fee == "added"
    sorter = CallSorter(window.call_type, columns.limits, bills_setup=bills_setup)
    status, call_type = LoadStatus.LOADED, str(window.call_type)
    load = Load(CATEGORY, status, run.clock(), run.clock(), calltype=call_type)
    fields = DerivedFields(read_directory(database), sorter.nameless)
    with Staging(database) as staging, database.transaction():
        load_id = reserve_load(database, load, run.origin)
        merge = CdrMerge(database, sorter, columns, window, load_id)
        with staging.receiving(merge.absorb):
            for record in records:
                rows = sorter.storable([record.row], success=record.success)
                staging.put(rows, fields.texts(rows), success=record.success, page=1)
        merge.drop_copies()
        merge.drop_conflicts()
        counts = merge.write(merge.answer_days(), run.clock())
        store_repaired(database, sorter.repaired.values(), load_id, run.clock())
        merge.settle_quarantine(run.clock())
        complete_load(database, load_id, _counted(load, counts))
    return counts.distinct - counts.quarantined - counts.repaired


def _counted(load: Load, counts: MergeCounts) -> Load:
    return replace(
        load,
        rows_fetched=counts.received,
        rows_distinct=counts.distinct,
        rows_inserted=counts.inserted,
        rows_updated=counts.updated,
        rows_unchanged=counts.unchanged,
        rows_quarantined=counts.quarantined,
        rows_repaired=counts.repaired,
        rows_unlinked=counts.unlinked,
    )
