r"""Bulk loading: `COPY` on PostgreSQL, `LOAD DATA LOCAL` on MySQL, INSERTs where it is off.

Both databases read the same text: fields between tabs, rows between newlines, `\N` for NULL, a
backslash before what would be mistaken. The database works in a thread of its own, so that it
takes in one batch while the next is still being parsed; at most one batch waits.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from operator import add
from types import TracebackType

from hiperus.domain.cdr import CdrRow
from hiperus.errors import StatementFailedError, StorageError
from hiperus.storage.database import Database
from hiperus.storage.failures import LOCAL_FILE_IS_OFF, translated
from hiperus.storage.statements import Dialect

_TAB, _NEWLINE, _NULL, _BACKSLASH = b"\t", b"\n", b"\\N", b"\\"
_ESCAPES = ((b"\\", b"\\\\"), (b"\t", b"\\t"), (b"\n", b"\\n"), (b"\r", b"\\r"))
_ROWS_AN_INSERT = 500
_SWITCH_SECONDS = 0.0005


def copy_text(
    rows: Sequence[CdrRow],
    prefix: bytes = b"",
    suffixes: Sequence[bytes] = (),
    *,
    empty_is_null: bool = False,
) -> bytes:
    """Write rows in the text format.

    Args:
        rows: the values; None is NULL.
        prefix: fields before those of each row, as text, ending with a tab.
        suffixes: for each row the fields behind it, as text, beginning with a tab.
        empty_is_null: write empty values as NULL too.
    """
    lines = list(map(_line, rows))
    if not _is_plain(_NEWLINE.join(lines), rows, empty_is_null=empty_is_null):
        lines = [_escaped_line(row, empty_is_null=empty_is_null) for row in rows]
    if suffixes:
        lines = list(map(add, lines, suffixes))
    return prefix + (_NEWLINE + prefix).join(lines) + _NEWLINE


def _is_plain(text: bytes, rows: Sequence[CdrRow], *, empty_is_null: bool) -> bool:
    """Tell from the joined rows that no value needs an escape."""
    if text.count(_TAB) != (len(rows[0]) - 1) * len(rows) or b"\r" in text:
        return False
    escapes = text.count(_BACKSLASH)
    if text.count(_NEWLINE) != len(rows) - 1 or (
        escapes and escapes != sum(row.count(None) for row in rows)
    ):
        return False
    return not empty_is_null or not any(
        (
            b"\t\t" in text,
            b"\t\n" in text,
            b"\n\t" in text,
            text.startswith(_TAB),
            text.endswith(_TAB),
        )
    )


def _line(row: CdrRow) -> bytes:
    try:
        return _TAB.join(row)  # type: ignore[arg-type]
    except TypeError:
        return _TAB.join([_NULL if value is None else value for value in row])


def _escaped_line(row: CdrRow, *, empty_is_null: bool) -> bytes:
    nothing = (None, b"") if empty_is_null else (None,)
    return _TAB.join([_NULL if value in nothing else _escaped(value or b"") for value in row])


def _escaped(value: bytes) -> bytes:
    for plain, escape in _ESCAPES:
        value = value.replace(plain, escape)
    return value


class BulkLoader:
    """Puts batches of rows into one table; use as a context manager.

    Nobody else may use the connection inside the block.
    """

    def __init__(
        self,
        database: Database,
        table: str,
        columns: Sequence[str],
        after_batch: Callable[[], None] | None = None,
    ) -> None:
        """Prepare for rows whose values come in the order of `columns`.

        `after_batch` is called in the loader's thread when a batch is in the table.
        """
        self._database = database
        self._columns = list(columns)
        quote = database.dialect.quote
        names = {"table": quote(table), "columns": ", ".join(map(quote, columns))}
        self._copy = database.text_of("bulk/copy_rows", **names)
        self._insert = database.text_of("bulk/insert_rows", **names)
        self._local_is_on = True
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="bulk")
        self._waiting: Future[None] | None = None
        self._after_batch = after_batch
        self._former_interval = sys.getswitchinterval()

    def put(self, text: bytes) -> None:
        """Hand over one batch, as `copy_text` wrote it.

        Raises:
            StorageError: of this batch or of the one before.
        """
        self._wait()
        self._waiting = self._worker.submit(self._store, text)

    def _wait(self) -> None:
        """Wait until everything handed over is in the table."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting.result()

    def __enter__(self) -> BulkLoader:
        """Start; threads take turns more often than Python's 5 ms while it lasts.

        A batch travels in many small pieces, and for each the loader's thread needs its turn.
        """
        self._former_interval = sys.getswitchinterval()
        sys.setswitchinterval(_SWITCH_SECONDS)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        """Wait for the last batch; an error already on its way goes before one of the database."""
        try:
            self._wait()
        except StorageError:
            if kind is None:
                raise
        finally:
            self._worker.shutdown()
            sys.setswitchinterval(self._former_interval)

    def _store(self, text: bytes) -> None:
        if self._database.dialect is Dialect.POSTGRES:
            self._copy_in(text)
        elif not (self._local_is_on and self._load_file(text)):
            self._insert_rows(text)
        if self._after_batch is not None:
            self._after_batch()

    def _copy_in(self, text: bytes) -> None:
        connection = self._database.connection
        with (
            translated("bulk/copy_rows"),
            connection.cursor() as cursor,
            cursor.copy(self._copy) as copy,
        ):
            copy.write(text)

    def _load_file(self, text: bytes) -> bool:
        """Load by `LOAD DATA LOCAL`; False where server or client do not allow it."""
        with tempfile.NamedTemporaryFile(prefix="hiperus-", suffix=".txt") as file:
            file.write(text)
            file.flush()
            try:
                with translated("bulk/copy_rows"), self._database.connection.cursor() as cursor:
                    cursor.execute(self._copy, {"path": file.name})
                    self._refuse_warnings(cursor.warning_count)
            except StatementFailedError as error:
                if error.code not in LOCAL_FILE_IS_OFF:
                    raise
                self._local_is_on = False
                return False
        return True

    def _refuse_warnings(self, count: int) -> None:
        # LOCAL turns errors into warnings and stores something else than what was given.
        if count:
            raise StatementFailedError(
                f"The LMS database altered {count} value(s) while loading them in bulk; nothing "
                "was kept. This is a defect: a value passed the checks that its column cannot hold."
            )

    def _insert_rows(self, text: bytes) -> None:
        rows = [[_unescaped(v) for v in line.split(_TAB)] for line in text.split(_NEWLINE)[:-1]]
        group = "(" + ", ".join(["%s"] * len(self._columns)) + ")"
        for start in range(0, len(rows), _ROWS_AN_INSERT):
            some = rows[start : start + _ROWS_AN_INSERT]
            statement = self._insert.replace("{rows}", ", ".join([group] * len(some)))
            with translated("bulk/insert_rows"), self._database.connection.cursor() as cursor:
                cursor.execute(statement, [value for row in some for value in row])


def _unescaped(field: bytes) -> bytes | None:
    if field == _NULL:
        return None
    if _BACKSLASH not in field:
        return field
    parts = field.split(b"\\\\")
    for plain, escape in _ESCAPES[1:]:
        parts = [part.replace(escape, plain) for part in parts]
    return _BACKSLASH.join(parts)


def copy_rows(
    database: Database, table: str, columns: Sequence[str], batches: Iterable[Sequence[CdrRow]]
) -> int:
    """Load batches of rows into a table and return how many there were.

    The values must be such that the columns can hold them; see `hiperus.calls.rules.checks`.

    Raises:
        StorageError: what the database refused.
    """
    count = 0
    with BulkLoader(database, table, columns) as loader:
        for rows in batches:
            if rows:
                loader.put(copy_text(rows))
                count += len(rows)
    return count
