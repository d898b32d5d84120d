"""Takes the next number of an LMS number plan, so that nobody else takes the same.

LMS has no unique key on document numbers; locks and a check before the commit keep them apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from hiperus.errors import StorageError, StorageUnavailableError
from hiperus.invoices.rules.numbering import NumberPlan, number_period
from hiperus.storage.database import Database
from hiperus.storage.statements import Dialect

FOR_EVER = (0, 2**62)
LATECOMERS = 100
"""Documents whose ids were given out before the newest one seen, but which were committed later."""


@dataclass(frozen=True, slots=True)
class TakenNumber:
    """A number and the newest document that was there when it was taken (0: none)."""

    number: int
    newest: int


@contextmanager
def number_lock(database: Database) -> Iterator[None]:
    """Hold LMS's own lock on invoice numbers; take it around the transaction.

    PostgreSQL's belongs to the transaction and is taken in `take_number`. MySQL's belongs to the
    session and must outlast the commit, because what is not committed nobody else can count.
    """
    if database.dialect is Dialect.POSTGRES:
        yield
        return
    if database.fetch_value("invoices/numbering/take_number_lock") != 1:
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
        database.fetch_value("invoices/numbering/release_number_lock")
    except StorageError:
        return  # the connection is gone, and the lock with it


def take_number(
    database: Database, plan: NumberPlan, issued_at: int, customer_id: int
) -> TakenNumber:
    """Return 1 + the highest number of the plan in the period of `issued_at`.

    Call it inside the transaction that inserts the document, before that transaction reads or
    writes `documents`.
    """
    lock_numbers(database, plan)
    scope = _scope(plan, issued_at, customer_id)
    found = database.fetch_one("invoices/numbering/select_highest_number", **scope) or {}
    return TakenNumber(int(found.get("number") or 0) + 1, int(found.get("newest") or 0))


def lock_numbers(database: Database, plan: NumberPlan) -> None:
    """Keep others from taking numbers until the transaction ends; taken twice it does no harm."""
    if database.dialect is Dialect.POSTGRES:
        database.fetch_value("invoices/numbering/take_number_lock")
    if plan.is_shared:
        database.execute("invoices/numbering/lock_documents")


def require_unique(
    database: Database, plan: NumberPlan, taken: TakenNumber, issued_at: int, customer_id: int
) -> None:
    """Check before the commit that nobody else has the number.

    Only documents younger than the newest one seen can have come between; the highest number
    took in all the others.

    Raises:
        StorageUnavailableError: somebody has; undone and tried again, the next number is free.
    """
    scope = _scope(plan, issued_at, customer_id)
    scope |= {"number": taken.number, "oldest": taken.newest - LATECOMERS}
    if database.fetch_value("invoices/numbering/count_number", **scope) != 1:
        raise StorageUnavailableError(
            f"Number {taken.number} of number plan {plan.plan_id} was taken by somebody else at "
            "the same moment; nothing was kept, it will be tried again."
        )


def _scope(plan: NumberPlan, issued_at: int, customer_id: int) -> dict[str, int]:
    start, until = number_period(plan, issued_at) or FOR_EVER
    return {
        "plan_id": plan.plan_id,
        "start": start,
        "until": until,
        "customer_id": customer_id if plan.is_per_customer else 0,
    }
