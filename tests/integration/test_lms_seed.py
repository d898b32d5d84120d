"""What the seed describes stands where an LMS of either era keeps it."""

from __future__ import annotations

import pytest

from dev.lms import seed as seeding
from dev.lms.seed import SeedCustomer, SeededLms
from hiperus.storage.database import Database
from tests.support.roles import create_schema, seed, superuser

pytestmark = pytest.mark.database

CUSTOMER = SeedCustomer(
    12,
    post_street="Pocztowa",
    post_city="Miastko",
    post_name="Biuro",
    email="klient12@example.pl",
    recipient_name="Szkoła",
    recipient_ten="111-111-11-11",
    recipient_type=1,
)


def made(database: Database, era: str) -> tuple[Database, SeededLms]:
    create_schema(database, era)
    return superuser(database), seed(database, [CUSTOMER])


@pytest.fixture(params=["current", "old"])
def era(request: pytest.FixtureRequest) -> str:
    """An LMS of today, or of 2016."""
    return str(request.param)


def test_a_customer_has_a_postal_address_and_a_contact(empty_database: Database, era: str) -> None:
    database, _ = made(empty_database, era)
    columns = "address, post_address, post_city, post_name, invoicenotice"
    (row,) = database.fetch_text(f"SELECT {columns} FROM customeraddressview")
    assert list(row.values()) == ["Przykładowa 1", "Pocztowa 1", "Miastko", "Biuro", 1]
    (contact,) = database.fetch_text("SELECT customerid, contact, type FROM customercontacts")
    assert list(contact.values()) == [12, "klient12@example.pl", 24]


def test_a_customer_has_a_recipient(empty_database: Database) -> None:
    database, _ = made(empty_database, "current")
    (row,) = database.fetch_text(
        "SELECT a.name, r.ten, r.entity_type FROM customer_addresses r"
        " JOIN addresses a ON a.id = r.address_id WHERE r.type = 4 AND r.customer_id = 12"
    )
    assert list(row.values()) == ["Szkoła", "111-111-11-11", 1]


def test_divisions_plans_and_assignments_can_be_added(empty_database: Database, era: str) -> None:
    database, lms = made(empty_database, era)
    division = seeding.add_division(database, lms, "Oddział drugi", inv_paytime=7)
    view = "vdivisions" if era == "current" else "divisions"
    (row,) = database.fetch_text(
        f"SELECT city, countryid, inv_paytime FROM {view} WHERE id = {division}"
    )
    assert list(row.values()) == ["Zmyślonów", lms.country_id, 7]
    plan = seeding.add_plan(database, "%N/2/%Y", divisions=(division,), isdefault=1)
    (row,) = database.fetch_text(
        "SELECT p.isdefault, x.divisionid FROM numberplans p"
        f" JOIN numberplanassignments x ON x.planid = p.id WHERE p.id = {plan}"
    )
    assert list(row.values()) == [1, division]
    assignment = seeding.add_assignment(database, 12, numberplanid=plan)
    assert seeding.add_assignment(database, 12) != assignment
    (row,) = database.fetch_text(
        "SELECT a.invoice, a.suspended, a.datefrom, a.dateto, a.numberplanid, t.value"
        f" FROM assignments a JOIN tariffs t ON t.id = a.tariffid WHERE a.id = {assignment}"
    )
    assert list(row.values()) == [1, 0, 0, 0, plan, 1]
