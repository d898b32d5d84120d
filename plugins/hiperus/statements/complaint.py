"""Writes a complaint pack: all that is known of a customer's disputed calls, in one folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hiperus.domain.periods import Month, local_day
from hiperus.errors import InvalidParameterError
from hiperus.invoices.tables.lms_customers import require_linked
from hiperus.invoices.tables.state_reasons import reason_in
from hiperus.notes.tables.holds import live_holds
from hiperus.run import Run
from hiperus.spreadsheets import csv_text
from hiperus.statements.complaint_index import index_page
from hiperus.statements.private_files import private_folder, write_private
from hiperus.statements.rules.complaint_pack import Evidence, his_loads, his_records, sort_calls
from hiperus.statements.rules.complaint_settings import settings_said
from hiperus.statements.rules.complaint_tables import TABLES
from hiperus.statements.rules.period import NOTHING_WRITTEN
from hiperus.statements.tables.complaint import Reader

INDEX = "index.html"


@dataclass(frozen=True, slots=True)
class WrittenPack:
    """A pack that was written: how many calls are in it, and where it is."""

    customer_id: int
    calls: int
    folder: Path

    def describe(self) -> str:
        """Return one line for the log."""
        return (
            f"the complaint pack of customer {self.customer_id}, with {self.calls} calls, is in "
            f"{self.folder}; begin with {INDEX}"
        )


def write_pack(run: Run, customer_id: int, months: Sequence[Month], folder: Path) -> WrittenPack:
    """Write what is known of a customer's calls of some months, for his complaint (PKE art. 378).

    Args:
        run: the run, over the LMS.
        customer_id: LMS's.
        months: of the calls, one after the other; also one that is not over or not invoiced yet.
        folder: where the pack's own folder goes, which only the files' owner may enter.

    Raises:
        InvalidParameterError: no account is or was linked to the customer.
    """
    try:
        require_linked(run.database, [customer_id])
    except InvalidParameterError as error:
        raise error.leaving(NOTHING_WRITTEN) from None
    found = gather(run, customer_id, months)
    now = run.clock()
    pack = private_folder(folder / _name(customer_id, months))
    for table in TABLES:
        write_private(pack / table.file, csv_text(table.columns, table.rows(found), "pl"))
    # Last, so that a folder with an index is whole.
    write_private(pack / INDEX, index_page(found, now, local_day(now)).html())
    return WrittenPack(customer_id, len(found.calls), pack)


def gather(run: Run, customer_id: int, months: Sequence[Month]) -> Evidence:
    """Read and sort all that a pack holds, from one state of the database: sums have to tie."""
    with run.database.snapshot():
        return _evidence(run, Reader(run.database, customer_id, months))


def _evidence(run: Run, reader: Reader) -> Evidence:
    whose, customer = reader.complainant(), reader.customer()
    revisions = reader.revisions()
    calls, left_out = sort_calls(
        whose, reader.calls(), reader.stamps(), revisions, reader.confirming_loads()
    )
    kept = {call.values["id"] for call in calls}
    settings = run.uiconfig.settings_of(customer["divisionid"], run.settings)
    return Evidence(
        whose=whose,
        name=f"{customer['lastname'] or ''} {customer['name'] or ''}".strip(),
        months=reader.months,
        calls=calls,
        revisions=[r for r in revisions if r["cdr_id"] in kept] + reader.removed(),
        left_out=left_out,
        invoices=[{**row, "reason": reason_in(row)} for row in reader.invoices()],
        lines=reader.lines(),
        loads=his_loads(whose, reader.loads()),
        quarantine=his_records(whose, reader.quarantine()),
        holds=[row for row in live_holds(run.database) if row["customer_id"] == whose.customer_id],
        settings=settings_said(settings),
    )


def _name(customer_id: int, months: Sequence[Month]) -> str:
    span = str(months[0]) if len(months) == 1 else f"{months[0]}--{months[-1]}"
    return f"reklamacja-{customer_id}-{span}"
