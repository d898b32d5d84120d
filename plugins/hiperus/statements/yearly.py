"""The yearly summary of calls (PKE art. 20): one calculation for the file and for the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path

from hiperus.domain.periods import Month
from hiperus.run import Run
from hiperus.spreadsheets import csv_text
from hiperus.statements.private_files import private_folder, write_private
from hiperus.statements.rules.yearly import Group, YearSummary, months_of, summed_up
from hiperus.statements.rules.yearly_rows import COLUMNS, summary_rows
from hiperus.statements.tables import yearly
from hiperus.storage.database import Database


@dataclass(frozen=True, slots=True)
class WrittenSummary:
    """A summary that was written, and where."""

    summary: YearSummary
    path: Path

    def describe(self) -> str:
        """Return one line for the log."""
        total = self.summary.total
        until = "" if self.summary.is_over else f" until {self.summary.as_of}"
        return (
            f"{total.calls} calls and {total.failed} failed ones of {self.summary.year}{until}, "
            f"{total.billed_net:.2f} PLN net billed: {self.path}"
        )


def summarize(
    database: Database,
    year: int,
    today: date,
    read_month: Callable[[Database, Month], Sequence[Group]] = yearly.read_month,
) -> YearSummary:
    """Return the figures of a year; of one that is not over until now.

    Args:
        database: LMS.
        year: not a future one.
        today: local.
        read_month: reads the sums of a month, or has them at hand.

    Raises:
        InvalidParameterError: the year has not begun, or is too far back.
    """
    months = months_of(year, today)
    groups = chain.from_iterable(read_month(database, month) for month in months)
    return YearSummary(
        year=year,
        as_of=today,
        rows=summed_up(groups),
        numbers=yearly.read_numbers(database, year),
        deleted=yearly.read_deleted(database, year),
    )


def write_summary(run: Run, year: int, today: date, folder: Path) -> WrittenSummary:
    """Write the figures of a year as CSV for a Polish spreadsheet.

    Args:
        run: the run, over the LMS.
        year: not a future one.
        today: local.
        folder: where the file goes, made where missing.

    Raises:
        InvalidParameterError: the year has not begun, or is too far back.
    """
    with run.database.snapshot():
        summary = summarize(run.database, year, today)
    path = private_folder(folder) / f"podsumowanie-{year}.csv"
    write_private(path, csv_text(COLUMNS, summary_rows(summary), "pl"))
    return WrittenSummary(summary, path)
