"""Measures detailed statements: those of all customers of the month that was invoiced before."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from dev.bench.invoices import ISSUE_DAY
from hiperus.domain.periods import Month
from hiperus.run import Run
from hiperus.statements.detailed import Destination, write_statements
from hiperus.statements.rules.formats import Format
from hiperus.statements.tables.calls import customers_with_calls
from hiperus.storage.connect import connect
from hiperus.storage.ledger import RunOrigin


def measure_statements(url: str) -> dict[str, float]:
    """Write the statements of the database that invoices were measured in; returns seconds."""
    month = Month.of(ISSUE_DAY).plus(-1)
    found: dict[str, float] = {}
    with connect(url) as database:
        run = Run.opened(database, RunOrigin(), lambda: int(time.time()))
        customers = customers_with_calls(database, [month])
        for each in (Format.CSV, Format.PDF):
            with tempfile.TemporaryDirectory(prefix="hvstatements") as folder:
                started = time.perf_counter()
                to = Destination(Path(folder), (each,))
                done = write_statements(run, [month], customers, to, print)
                found[f"{each}_s"] = round(time.perf_counter() - started, 1)
    return {**found, "statements": done.statements}
