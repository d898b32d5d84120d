"""The session's working tables of one load of calls: rows go in as text, in bulk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from types import TracebackType

from hiperus.calls.rules.derived import DERIVED_FIELDS
from hiperus.domain.cdr import CDR_FIELDS, CdrRow
from hiperus.storage.bulk import BulkLoader, copy_text
from hiperus.storage.database import Database

_TABLES = ("stage", "repeated", "copies", "known", "missing")
_ROWS_A_BATCH = 16_384


class Staging:
    """Takes rows in while they are downloaded; use as a context manager.

    At the end of the block the working tables are removed.
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        self._exit = ExitStack()
        self._loader: BulkLoader | None = None
        self._rows: list[CdrRow] = []
        self._derived: list[bytes] = []
        self._held_for = (True, 0)

    def put(
        self, rows: Sequence[CdrRow], derived: Sequence[bytes], *, success: bool, page: int
    ) -> None:
        """Take in some rows of one page.

        Args:
            rows: calls that have passed their checks.
            derived: `DERIVED_FIELDS` of each row, as `DerivedFields.texts` writes them.
            success: whether successful calls were asked for.
            page: the page's number, over all answers.

        Raises:
            StorageError: of these rows, or of earlier ones.
        """
        if self._held_for != (success, page):
            self._send()
            self._held_for = (success, page)
        self._rows.extend(rows)
        self._derived.extend(derived)
        if len(self._rows) >= _ROWS_A_BATCH:
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
        columns = ("success", "page", *CDR_FIELDS, *DERIVED_FIELDS)
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

    def __enter__(self) -> Staging:
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

    def _send(self) -> None:
        success, page = self._held_for
        rows, derived = self._rows, self._derived
        self._rows, self._derived = [], []
        prefix = b"%c\t%d\t" % (b"t" if success else b"f", page)
        while rows and self._loader:
            places, others = _without_copies(rows)
            batch, texts = rows, derived
            if others:
                batch, texts = [rows[n] for n in places], [derived[n] for n in places]
            self._loader.put(copy_text(batch, prefix, texts, empty_is_null=True))
            rows, derived = [rows[n] for n in others], [derived[n] for n in others]


def _without_copies(rows: Sequence[CdrRow]) -> tuple[Sequence[int], list[int]]:
    """Split off rows whose id came before: within a batch each id is there once.

    Returns:
        The places of the first row of each id, and those of the others.
    """
    if len({int(row[0] or 0) for row in rows}) == len(rows):
        return range(len(rows)), []
    seen: set[int] = set()
    parts: tuple[list[int], list[int]] = ([], [])
    for place, row in enumerate(rows):
        number = int(row[0] or 0)
        parts[number in seen].append(place)
        seen.add(number)
    return parts
