"""Writes detailed statements: files of a customer, which nobody else on the machine may read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from hiperus.domain.periods import Month
from hiperus.errors import InvalidParameterError
from hiperus.invoices.tables.lms_customers import require_linked
from hiperus.run import Run
from hiperus.statements.lms_documents import Added, StatementDocuments
from hiperus.statements.making import made
from hiperus.statements.private_files import private_folder, write_private
from hiperus.statements.progress import Progress
from hiperus.statements.reading import Parties, read_statements
from hiperus.statements.rules.formats import ALL_FORMATS, Format
from hiperus.statements.rules.period import NOTHING_WRITTEN
from hiperus.statements.tables import calls

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Destination:
    """Where statements go: `folder` is made where missing; `documents` is LMS's own folder."""

    folder: Path
    formats: tuple[Format, ...] = ALL_FORMATS
    documents: Path | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: statements, and customers who were billed for no call."""

    months: tuple[Month, ...]
    statements: int
    without_calls: tuple[int, ...]
    to: Destination
    added: Added | None = None

    def describe(self) -> str:
        """Return one line for the log."""
        span = str(self.months[0])
        if len(self.months) > 1:
            span += f" to {self.months[-1]}"
        formats = " and ".join(each.upper() for each in self.to.formats)
        line = (
            f"{self.statements} detailed statements of {span} are in {self.to.folder}, as {formats}"
        )
        if self.added:
            line += f"; {self.added.describe()}"
        if self.without_calls:
            named = ", ".join(map(str, self.without_calls[:20]))
            line += f"; no call was billed for {len(self.without_calls)} customers ({named})"
        return line


def write_statements(
    run: Run,
    months: Sequence[Month],
    customers: Iterable[int],
    to: Destination,
    tell: Tell = lambda _: None,
) -> Written:
    """Write the statements of some customers, or of all who asked LMS for one.

    Args:
        run: the run, over the LMS.
        months: that follow one another.
        customers: LMS's ids; empty: those with LMS's consent 13, or 14: simplified.
        to: where the files go.
        tell: shows a line to whoever waits.

    Raises:
        InvalidParameterError: a customer is unknown.
        ConfigurationError: LMS's folder of documents cannot be written.
    """
    named = sorted(set(customers))
    try:
        require_linked(run.database, named)
    except InvalidParameterError as error:
        raise error.leaving(NOTHING_WRITTEN) from None
    asked = {} if named else calls.customers_who_asked(run.database)
    wanted = set(named or asked)
    billed = sorted(wanted & set(calls.customers_with_calls(run.database, months)))
    parties = Parties(run.database)
    documents = StatementDocuments.into(to.documents, run, parties, tell)
    private_folder(to.folder)
    progress = Progress(len(billed), run.clock, tell)
    simplified = {customer for customer, in_full in asked.items() if not in_full}
    statements = read_statements(run.database, months, billed, parties, simplified)
    for statement, files in made(statements, to.formats, len(billed)):
        for file in files:
            write_private(to.folder / file.name, file.content)
        if documents:
            documents.add(statement, files)
        progress.one_more()
    without = tuple(sorted(wanted - set(billed)))
    added = documents.added if documents else None
    return Written(tuple(months), progress.done, without, to, added)
