"""The session's working tables of one load of calls: rows go in checked, as text, in bulk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from types import TracebackType

from hiperus.calls.rules.checks import FLAG_WORDS, Problem, RowChecks
from hiperus.calls.rules.derived import FACT_FIELDS, CdrFacts
from hiperus.calls.tables.columns import BillingColumns
from hiperus.calls.tables.links import read_directory
from hiperus.calls.tables.quarantine import SetAside
from hiperus.domain.cdr import CDR_FIELDS, CallType, CdrRow
from hiperus.errors import QuarantineLimitError
from hiperus.storage.bulk import BulkLoader, copy_text
from hiperus.storage.database import Database

_TABLES = ("stage", "repeated", "copies", "known", "missing")
_FLAG = CDR_FIELDS.index("subscription_used")
_PLAIN_FLAGS = frozenset({b"t", b"f", None})
_ROWS_A_BATCH = 16_384
_LONGEST_ID = 18
MOST_SET_ASIDE = 20_000
"""Records that one load keeps aside; with more, or larger ones, it is given up."""
MOST_BYTES_SET_ASIDE = 32 * 1024 * 1024
MOST_REFUSED = 100_000
"""Rows that cannot be stored, also where all of them are the same one, over and over."""


class Staging:
    """Takes rows in while they are downloaded; use as a context manager.

    At the end of the block the working tables are removed.

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
        self._refused = 0
        self._checks = RowChecks(asked, columns.limits)
        self._facts = CdrFacts(read_directory(database))
        self._exit = ExitStack()
        self._loader: BulkLoader | None = None
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

    @contextmanager
    def receiving(self, after_batch: Callable[[], None]) -> Iterator[None]:
        """Let rows be put in; at the end of the block all are in the working table.

        Inside the block the connection belongs to the staging.

        Args:
            after_batch: called in another thread whenever a batch is in the working table.

        Raises:
            StorageError: of any of the rows.
        """
        columns = ("success", "page", *CDR_FIELDS, *FACT_FIELDS)
        loader = BulkLoader(self.database, "hv_cdr_stage", columns, after_batch)
        with loader:
            self._loader = loader
            yield
            self._send()

    def holds(self, row: CdrRow, *, success: bool) -> bool:
        """Tell whether a row with this id is in the working table."""
        if not row[0] or not row[0].isdigit():
            return False
        return bool(
            self.database.fetch_value(
                "calls/staging/count_staged", id=int(row[0]), success="t" if success else "f"
            )
        )

    def ids_set_aside(self) -> list[int]:
        """Return the ids of the calls set aside, as far as they are numbers."""
        texts = {record.row[0] or b"" for record in self.set_aside.values()}
        return [int(text) for text in texts if text.isdigit() and len(text) <= _LONGEST_ID]

    def put_aside(self, record: SetAside) -> None:
        """Keep a call for the quarantine.

        Raises:
            QuarantineLimitError: there are too many, or they are too large.
        """
        if record.fingerprint not in self.set_aside:
            self._bytes_set_aside += sum(len(value or b"") for value in record.row)
            self.set_aside[record.fingerprint] = record
        self._refused += 1
        is_too_large = self._bytes_set_aside > MOST_BYTES_SET_ASIDE
        if is_too_large or len(self.set_aside) > MOST_SET_ASIDE or self._refused > MOST_REFUSED:
            raise QuarantineLimitError(
                f"{self._refused} of the first {self.received} {self.asked} calls cannot be "
                f"stored; the last: {record.problem.field} {record.problem.reason}. Nothing was "
                "stored; ask the platform's operator about its answers."
            )

    def __enter__(self) -> Staging:
        """Make the working tables."""
        self.database.execute("calls/staging/drop_tables")
        self._exit.callback(self.database.execute, "calls/staging/drop_tables")
        for table in _TABLES:
            self.database.execute(f"calls/staging/create_{table}")
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
        if not {row[_FLAG] for row in rows} <= _PLAIN_FLAGS:
            return [_with_plain_flag(row) for row in rows]
        return rows

    def _refuse(self, row: CdrRow, problem: Problem, *, success: bool) -> None:
        self.put_aside(SetAside(row, problem, str(self.asked), success))

    def _send(self) -> None:
        success, page = self._held_for
        held, self._held = self._held, []
        prefix = b"%c\t%d\t" % (b"t" if success else b"f", page)
        while held and self._loader:
            batch, held = _without_copies(held)
            facts = self._facts.texts(batch)
            self._loader.put(copy_text(batch, prefix, facts, empty_is_null=True))


def _without_copies(rows: list[CdrRow]) -> tuple[list[CdrRow], list[CdrRow]]:
    """Split off rows whose id came before: within a batch each id is there once."""
    if len({int(row[0] or 0) for row in rows}) == len(rows):
        return rows, []
    seen: set[int] = set()
    parts: tuple[list[CdrRow], list[CdrRow]] = ([], [])
    for row in rows:
        number = int(row[0] or 0)
        parts[number in seen].append(row)
        seen.add(number)
    return parts


def _with_plain_flag(row: CdrRow) -> CdrRow:
    flag = row[_FLAG]
    return (*row[:_FLAG], FLAG_WORDS[flag] if flag else None, *row[_FLAG + 1 :])
