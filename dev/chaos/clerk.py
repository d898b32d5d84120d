"""People at LMS's forms and its batch script, who take invoice numbers while we do.

Each takes the locks that its version of LMS takes, reads the highest number of the shared plan and
inserts a document with the next.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

from dev.chaos.stages import NOW
from hiperus.storage.connect import connect
from hiperus.storage.database import Database
from hiperus.storage.statements import Dialect

MARK = "clerk"
_HIGHEST = (
    "SELECT COALESCE(MAX(number), 0) + 1 FROM documents WHERE type = 1 AND numberplanid = "
    "(SELECT MIN(id) FROM numberplans)"
)
_DOCUMENT = (
    "INSERT INTO documents (type, number, numberplanid, cdate, sdate, name, div_name, "
    "div_shortname, div_inv_header, div_inv_footer, div_inv_author, div_inv_cplace) "
    f"VALUES (1, %(number)s, %(plan)s, {NOW}, {NOW}, '{MARK}', '', '', '', '', '', '')"
)
_BATCH = 3
_PAUSE = 0.02
Cursor = Any


class Clerk(threading.Thread):
    """Issues invoices one after the other until it is told to stop.

    Attributes:
        issued: how many documents were made.
    """

    def __init__(self, url: str, style: str) -> None:
        super().__init__(daemon=True)
        self._url = url
        self._issue = STYLES[style]
        self._stop_asked = threading.Event()
        self.at_work = threading.Event()
        self.issued = 0
        self.error: BaseException | None = None

    def run(self) -> None:
        """Issue."""
        try:
            with connect(self._url) as database:
                while not self._stop_asked.is_set():
                    with database.connection.cursor() as cursor:
                        self.issued += self._issue(database, cursor)
                    self.at_work.set()
                    time.sleep(_PAUSE)
        except BaseException as error:
            self.error = error
        finally:
            self.at_work.set()

    def stop(self) -> None:
        """Let the last document be finished; raises what went wrong."""
        self._stop_asked.set()
        self.join(60)
        if self.error is not None:
            raise self.error


def _form_of_today(database: Database, cursor: Cursor) -> int:
    """An advisory lock; on MySQL it is given back before the commit."""
    is_postgres = database.dialect is Dialect.POSTGRES
    cursor.execute("START TRANSACTION")
    _value(cursor, "SELECT pg_advisory_xact_lock(1)" if is_postgres else "SELECT GET_LOCK('1', 60)")
    _insert(cursor, _value(cursor, _HIGHEST))
    if not is_postgres:
        _value(cursor, "SELECT RELEASE_LOCK('1')")
        time.sleep(_PAUSE)
    cursor.execute("COMMIT")
    return 1


def _form_of_before(database: Database, cursor: Cursor) -> int:
    """A lock on whole tables; on MySQL it ends the transaction that it was asked for in."""
    if database.dialect is Dialect.POSTGRES:
        cursor.execute("START TRANSACTION")
        cursor.execute("LOCK documents, cash, invoicecontents, numberplans, divisions")
        _insert(cursor, _value(cursor, _HIGHEST))
        cursor.execute("COMMIT")
        return 1
    cursor.execute("START TRANSACTION")
    cursor.execute(
        "LOCK TABLES documents WRITE, cash WRITE, invoicecontents WRITE, numberplans WRITE, "
        "divisions WRITE"
    )
    _insert(cursor, _value(cursor, _HIGHEST))
    cursor.execute("COMMIT")
    cursor.execute("UNLOCK TABLES")
    return 1


def _batch_script(database: Database, cursor: Cursor) -> int:
    """No lock, the highest number once, then counting in memory.

    On MySQL nothing can be seen of it before its first document is inserted, so there it inserts
    one at once; the rest is why a number plan of one's own is recommended.
    """
    cursor.execute("START TRANSACTION")
    if database.dialect is Dialect.MYSQL:
        _value(cursor, f"{_HIGHEST} FOR UPDATE")
    first = _value(cursor, _HIGHEST)
    for number in range(first, first + _BATCH):
        _insert(cursor, number)
        time.sleep(_PAUSE)
    cursor.execute("COMMIT")
    return _BATCH


STYLES: dict[str, Callable[[Database, Cursor], int]] = {
    "advisory lock": _form_of_today,
    "table lock": _form_of_before,
    "batch script": _batch_script,
}


def _value(cursor: Cursor, text: str) -> int:
    cursor.execute(text)
    return int(cursor.fetchall()[0][0] or 0)


def _insert(cursor: Cursor, number: int) -> None:
    plan = _value(cursor, "SELECT MIN(id) FROM numberplans")
    cursor.execute(_DOCUMENT, {"number": number, "plan": plan})
