"""The session's working tables of one load of calls: rows go in checked, as text, in bulk."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from types import TracebackType

from hiperus.domain.cdr import CDR_FIELDS, CallType, CdrRow
from hiperus.domain.cdr_checks import FLAG_WORDS, Problem, RowChecks
from hiperus.domain.cdr_facts import FACT_FIELDS, CdrFacts
from hiperus.errors import QuarantineLimitError
from hiperus.storage.bulk import BulkLoader
from hiperus.storage.cdr_columns import BillingColumns
from hiperus.storage.database import Database
from hiperus.storage.links import read_directory
from hiperus.storage.quarantine import SetAside

_TABLES = ("stage", "repeated", "copies", "known", "missing")
_FLAG = CDR_FIELDS.index("subscription_used")
_PLAIN_FLAGS = frozenset({b"t", b"f", None})
_ROWS_A_BATCH = 16_384
MOST_SET_ASIDE = 20_000
"""Records that one load keeps aside; with more, or larger ones, it is given up."""
MOST_BYTES_SET_ASIDE = 32 * 1024 * 1024


class Staging:
    """Takes rows in while they are downloaded; use as a context manager.

    Inside the block the connection belongs to the staging until `flush` is called; nothing is
    written to LMS's tables. At the end the working tables are removed.

    Attributes:
        received: calls that were put in, also those set aside.
        set_aside: different calls that cannot be stored, by fingerprint.
    """

    def __init__(self, database: Database, columns: BillingColumns, asked: CallType) -> None:
        """Prepare for the answers about one call type."""
        self.database = database
        self.asked = asked
        self.received = 0
        self.set_aside: dict[str, SetAside] = {}
        self._bytes_set_aside = 0
        self._checks = RowChecks(asked, columns.limits)
        self._loader = BulkLoader(
            database, "hv_cdr_stage", ("success", "page", *CDR_FIELDS, *FACT_FIELDS)
        )
        self._facts = CdrFacts(read_directory(database))
        self._exit = ExitStack()
        self._held: list[CdrRow] = []
        self._held_for = (True, 0)

    def put(self, rows: Sequence[CdrRow], *, success: bool, page: int) -> None:
        """Take in some rows of one page.

        Raises:
            QuarantineLimitError: so many calls cannot be stored that going on makes no sense.
            StorageError: of these rows, or of earlier ones.
        """
        self.received += len(rows)
        if self._held_for != (success, page):
            self._send()
            self._held_for = (success, page)
        self._held.extend(self._storable(rows, success=success))
        if len(self._held) >= _ROWS_A_BATCH:
            self._send()

    def flush(self) -> None:
        """Wait until all rows are in the working table."""
        self._send()
        self._loader.wait()

    def holds(self, row: CdrRow, *, success: bool) -> bool:
        """Tell whether a row with this id is in the working table; flush first."""
        if not row[0] or not row[0].isdigit():
            return False
        return bool(
            self.database.fetch_value(
                "cdr/count_staged", id=int(row[0]), success="t" if success else "f"
            )
        )

    def put_aside(self, record: SetAside) -> None:
        """Keep a call for the quarantine.

        Raises:
            QuarantineLimitError: there are too many, or they are too large.
        """
        if record.fingerprint not in self.set_aside:
            self._bytes_set_aside += sum(len(value or b"") for value in record.row)
            self.set_aside[record.fingerprint] = record
        if len(self.set_aside) > MOST_SET_ASIDE or self._bytes_set_aside > MOST_BYTES_SET_ASIDE:
            raise QuarantineLimitError(
                f"{len(self.set_aside)} of the first {self.received} {self.asked} calls cannot be "
                f"stored; the last: {record.problem.field} {record.problem.reason}. Nothing was "
                "stored; ask the platform's operator about its answers."
            )

    def __enter__(self) -> Staging:
        """Make the working tables."""
        self.database.execute("cdr/drop_tables")
        self._exit.callback(self.database.execute, "cdr/drop_tables")
        for table in _TABLES:
            self.database.execute(f"cdr/create_{table}")
        self._exit.enter_context(self._loader)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Remove the working tables; a lost connection has removed them already."""
        try:
            self._exit.__exit__(kind, error, trace)
        except Exception:
            if error is None:
                raise

    def _storable(self, rows: Sequence[CdrRow], *, success: bool) -> Sequence[CdrRow]:
        problems = self._checks.problems(rows)
        for place, problem in problems.items():
            self._refuse(rows[place], problem, success=success)
        if problems:
            rows = [row for place, row in enumerate(rows) if place not in problems]
        flags = {row[_FLAG] for row in rows}
        if not flags <= _PLAIN_FLAGS or any(b"" in row for row in rows):
            return [_tidied(row) for row in rows]
        return rows

    def _refuse(self, row: CdrRow, problem: Problem, *, success: bool) -> None:
        self.put_aside(SetAside(row, problem, str(self.asked), success))

    def _send(self) -> None:
        success, page = self._held_for
        held, self._held = self._held, []
        self._loader.put(self._facts.added(held), (b"t" if success else b"f", b"%d" % page))


def _tidied(row: CdrRow) -> CdrRow:
    """Write "nothing" in one way and flags as t and f."""
    values = [value or None for value in row]
    flag = values[_FLAG]
    values[_FLAG] = FLAG_WORDS[flag] if flag else None
    return tuple(values)
