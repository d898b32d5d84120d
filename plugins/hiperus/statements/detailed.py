"""Writes detailed statements: a file a customer, which nobody else on the machine may read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from hiperus.domain.periods import Month
from hiperus.invoices.tables.lms_customers import require_linked
from hiperus.run import Run
from hiperus.spreadsheets import csv_text
from hiperus.statements.private_files import private_folder, write_private
from hiperus.statements.rules.csv_rows import COLUMNS, statement_rows
from hiperus.statements.tables import calls

_TOLD_EVERY = 500


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: files, and customers who were billed for no call."""

    months: tuple[Month, ...]
    files: int
    without_calls: tuple[int, ...]
    folder: Path

    def describe(self) -> str:
        """Return one line for the log."""
        span = str(self.months[0])
        if len(self.months) > 1:
            span += f" to {self.months[-1]}"
        line = f"{self.files} detailed statements of {span} are in {self.folder}"
        if self.without_calls:
            named = ", ".join(map(str, self.without_calls[:20]))
            line += f"; no call was billed for {len(self.without_calls)} customers ({named})"
        return line


def write_statements(
    run: Run,
    months: Sequence[Month],
    customers: Iterable[int],
    folder: Path,
    tell: Callable[[str], None] = lambda _: None,
) -> Written:
    """Write the statements of some customers, or of all who asked LMS for one.

    Args:
        run: the run, over the LMS.
        months: that follow one another.
        customers: LMS's ids; empty: those with LMS's consent 13.
        folder: where the files go, made where missing.
        tell: shows a line to whoever waits.

    Raises:
        InvalidParameterError: a customer is unknown.
    """
    named = sorted(set(customers))
    require_linked(run.database, named)
    wanted = named or calls.customers_who_asked(run.database)
    names = calls.read_names(run.database)
    private_folder(folder)
    done: list[int] = []
    for customer_id, lines in calls.read_lines(run.database, months, wanted, names):
        text = csv_text(COLUMNS, statement_rows(lines), "pl")
        write_private(folder / _name(customer_id, months), text)
        done.append(customer_id)
        if len(done) % _TOLD_EVERY == 0:
            tell(f"{len(done)} of at most {len(wanted)} statements are written")
    without = tuple(sorted(set(wanted) - set(done)))
    return Written(tuple(months), len(done), without, folder)


def _name(customer_id: int, months: Sequence[Month]) -> str:
    span = str(months[0]) if len(months) == 1 else f"{months[0]}--{months[-1]}"
    return f"wykaz-{customer_id}-{span}.csv"
