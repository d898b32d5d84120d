"""Takes the next number of an LMS number plan, so that nobody else takes the same.

LMS has no unique key on document numbers; locks and a check before the commit keep them apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from hiperus.domain.numbering import NumberPlan, number_period
from hiperus.errors import StorageError, StorageUnavailableError
from hiperus.storage.database import Database
from hiperus.storage.statements import Dialect

FOR_EVER = (0, 2**62)


@contextmanager
def number_lock(database: Database) -> Iterator[None]:
    """Hold LMS's own lock on invoice numbers; take it around the transaction.

    PostgreSQL's belongs to the transaction and is taken in `take_number`. MySQL's belongs to the
    session and must outlast the commit, because what is not committed nobody else can count.
    """
    if database.dialect is Dialect.POSTGRES:
        yield
        return
    if database.fetch_value("invoices/take_number_lock") != 1:
        raise StorageUnavailableError(
            "LMS's lock on invoice numbers has been held by somebody for ten minutes; try again "
            "later."
        )
    try:
        yield
    finally:
        _release(database)


def _release(database: Database) -> None:
    try:
        database.fetch_value("invoices/release_number_lock")
    except StorageError:
        return  # the connection is gone, and the lock with it


def take_number(database: Database, plan: NumberPlan, issued_at: int, customer_id: int) -> int:
    """Return 1 + the highest number of the plan in the period of `issued_at`.

    Call it inside the transaction that inserts the document, before that transaction reads or
    writes `documents`.
    """
    if database.dialect is Dialect.POSTGRES:
        database.fetch_value("invoices/take_number_lock")
    if plan.is_shared:
        database.execute("invoices/lock_documents")
    highest = database.fetch_value(
        "invoices/select_highest_number", **_scope(plan, issued_at, customer_id)
    )
    return int(highest or 0) + 1


def require_unique(
    database: Database, plan: NumberPlan, number: int, issued_at: int, customer_id: int
) -> None:
    """Check before the commit that nobody else has the number.

    Raises:
        StorageUnavailableError: somebody has; undone and tried again, the next number is free.
    """
    scope = _scope(plan, issued_at, customer_id)
    if database.fetch_value("invoices/count_number", number=number, **scope) != 1:
        raise StorageUnavailableError(
            f"Number {number} of number plan {plan.plan_id} was taken by somebody else at the same "
            "moment; nothing was kept, it will be tried again."
        )


def _scope(plan: NumberPlan, issued_at: int, customer_id: int) -> dict[str, int]:
    start, until = number_period(plan.period, issued_at) or FOR_EVER
    return {
        "plan_id": plan.plan_id,
        "start": start,
        "until": until,
        "customer_id": customer_id if plan.is_per_customer else 0,
    }
