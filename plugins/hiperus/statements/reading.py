"""Reads statements: the calls that invoices billed, with whose they are and from whom."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

from hiperus.domain.periods import Month
from hiperus.invoices.tables.lms_customers import LmsCustomer, read_customers
from hiperus.invoices.tables.lms_ground import read_divisions
from hiperus.statements.rules.statement import Statement
from hiperus.statements.tables import calls
from hiperus.storage.database import Database, Record


class Parties:
    """Customers and divisions of LMS, as they are called now."""

    def __init__(self, database: Database) -> None:
        """Read all of them."""
        self.customers = read_customers(database)
        self._divisions = read_divisions(database)

    def division_of(self, customer: LmsCustomer | None) -> Record:
        """Return the customer's division, or nothing where LMS has none."""
        division_id = customer.division_id if customer else None
        return self._divisions.get(division_id or 0, {})


def read_statements(
    database: Database,
    months: Sequence[Month],
    customers: Iterable[int],
    parties: Parties,
    simplified: Container[int] = (),
) -> Iterator[Statement]:
    """Yield the statement of each customer who was billed for calls, one after the other.

    Args:
        database: LMS.
        months: that follow one another.
        customers: LMS's ids.
        parties: whose names stand on it.
        simplified: customers whose statement has no single calls.
    """
    names = calls.read_names(database)
    for customer_id, lines in calls.read_lines(database, months, customers, names):
        customer = parties.customers.get(customer_id)
        division = parties.division_of(customer)
        yield Statement(
            customer_id=customer_id,
            customer=customer.name if customer else "",
            address=_joined(customer.address, f"{customer.zip} {customer.city}")
            if customer
            else "",
            provider=_provider(division),
            months=tuple(months),
            lines=tuple(lines),
            is_simplified=customer_id in simplified,
        )


def _provider(division: Record) -> str:
    place = f"{division.get('zip') or ''} {division.get('city') or ''}"
    ten = f"NIP {division['ten']}" if division.get("ten") else ""
    return _joined(division.get("name"), division.get("address"), place, ten)


def _joined(*parts: str | None) -> str:
    return ", ".join(part.strip() for part in parts if part and part.strip())
