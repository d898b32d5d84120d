"""The minimal LMS of both eras can be made and filled on both databases."""

from __future__ import annotations

import pytest

from dev.lms.seed import SeedCustomer
from hiperus.errors import StatementFailedError
from hiperus.storage.catalogue import columns_of
from hiperus.storage.database import Database
from tests.support.roles import add_row, create_schema, seed, superuser

VIEW = (
    "SELECT id, lastname, name, address, zip, city, ten, ssn, countryid, divisionid, paytime,"
    " paytype, deleted, status, type FROM customeraddressview ORDER BY id"
)


@pytest.mark.parametrize("era", ["current", "old"])
def test_the_seeded_customer_reads_the_same_in_both_eras(
    empty_database: Database, era: str
) -> None:
    create_schema(empty_database, era)
    lms = seed(empty_database, [12, SeedCustomer(7, has_country=False, deleted=1)])
    rows = empty_database.fetch_text(VIEW)
    assert [(r["id"], r["lastname"], r["address"]) for r in rows] == [
        (7, "Klient 7", "Przykładowa 1"),
        (12, "Klient 12", "Przykładowa 1"),
    ]
    assert [r["countryid"] or 0 for r in rows] == [0, lms.country_id]
    assert {r["divisionid"] for r in rows} == {lms.division_id}


def test_the_current_lms_keeps_balances_by_trigger(empty_database: Database) -> None:
    create_schema(empty_database, "current")
    seed(empty_database, [12])
    cash = {"customerid": 12, "value": "-12.30", "comment": "", "currencyvalue": 1}
    for value in ("-12.30", "-0.70"):
        add_row(empty_database, "cash", cash | {"value": value})
    rows = empty_database.fetch_text("SELECT customerid, balance FROM customerbalances")
    assert [(r["customerid"], str(r["balance"])) for r in rows] == [(12, "-13.00")]


def test_the_old_lms_has_zero_for_none_and_the_current_one_null(empty_database: Database) -> None:
    create_schema(empty_database, "old")
    assert not columns_of(superuser(empty_database), "documents")["numberplanid"].nullable
    with pytest.raises(StatementFailedError):
        empty_database.execute_text("INSERT INTO cash (customerid, comment) VALUES (NULL, '')")
