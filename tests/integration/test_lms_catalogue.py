"""The minimal LMS has the real one's columns, keys, joins and seeds.

`tests/fixtures/lms` holds what the catalogues of unmodified schemas said, of both databases and
both years: facts, not text. Ours has fewer tables, but none of these may differ.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dev.lms.seed import SeedCustomer
from hiperus.storage.database import Database
from hiperus.storage.statements import Dialect
from tests.support.roles import create_schema, seed, superuser

pytestmark = pytest.mark.database

FIXTURES = Path(__file__).parents[1] / "fixtures" / "lms"
ERAS = ("current", "old")
COMPUTED = {
    "address",
    "full_address",
    "location",
    "post_address",
    "post_full_address",
    "naturalperson",
    "consentdate",
    "invoicenotice",
    "mailingnotice",
    "smsnotice",
    "einvoice",
}
"""Columns of views that an expression of ours makes: their width follows from its words."""

VIEWS = {
    "customeraddressview",
    "customerview",
    "contractorview",
    "vaddresses",
    "vdivisions",
    "vinvoicecontents",
}


@pytest.fixture(params=ERAS)
def era(request: pytest.FixtureRequest) -> str:
    """An LMS of today, or of 2016."""
    return str(request.param)


@pytest.fixture
def lms(empty_database: Database, era: str) -> Database:
    """An LMS as its installer leaves it."""
    create_schema(empty_database, era)
    return superuser(empty_database)


def recorded(database: Database, era: str) -> dict[str, Any]:
    path = FIXTURES / f"{era}-{database.dialect}.json"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def columns(database: Database) -> dict[str, dict[str, list[Any]]]:
    """Return what the database's own catalogue says of every column, by table."""
    schema = "current_schema()" if database.dialect is Dialect.POSTGRES else "database()"
    rows = database.fetch_text(
        "SELECT table_name AS t, column_name AS c, data_type AS kind,"
        " character_maximum_length AS length, numeric_precision AS digits, numeric_scale AS scale,"
        " is_nullable AS nullable, column_default AS standard FROM information_schema.columns"
        f" WHERE table_schema = {schema} ORDER BY table_name, ordinal_position"
    )
    found: dict[str, dict[str, list[Any]]] = {}
    for row in rows:
        facts = [row["kind"], row["length"], row["digits"], row["scale"]]
        facts += [row["nullable"] == "YES", row["standard"]]
        found.setdefault(row["t"], {})[row["c"]] = facts
    return found


def of_view(facts: dict[str, list[Any]], recorded: dict[str, list[Any]]) -> dict[str, Any]:
    """Keep of a view's columns what does not follow from the words of its expressions."""
    return {
        name: "number"
        if kind in NUMBERS
        else [kind, length]
        if recorded.get(name, [None, None])[1] and name not in COMPUTED
        else "text"
        for name, (kind, length, *_) in facts.items()
    }


NUMBERS = {"numeric", "decimal", "integer", "int", "smallint", "tinyint", "bigint"}


def test_every_column_is_as_in_the_real_schema(lms: Database, era: str) -> None:
    found = columns(lms)
    for table, wanted in recorded(lms, era)["tables and views"].items():
        if table in VIEWS:
            assert of_view(found[table], wanted) == of_view(wanted, wanted), table
        else:
            assert found[table] == wanted, table


def test_every_unique_key_is_as_in_the_real_schema(lms: Database, era: str) -> None:
    schema = "current_schema()" if lms.dialect is Dialect.POSTGRES else "database()"
    rows = lms.fetch_text(
        "SELECT k.table_name AS t, k.constraint_name AS k, k.column_name AS c"
        " FROM information_schema.key_column_usage k"
        " JOIN information_schema.table_constraints x ON x.constraint_name = k.constraint_name"
        " AND x.table_name = k.table_name AND x.table_schema = k.table_schema"
        f" WHERE k.table_schema = {schema} AND x.constraint_type IN ('PRIMARY KEY', 'UNIQUE')"
        " ORDER BY k.table_name, k.constraint_name, k.ordinal_position"
    )
    keys: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        keys.setdefault(row["t"], {}).setdefault(row["k"], []).append(row["c"])
    found = {table: sorted(of_table.values()) for table, of_table in keys.items()}
    wanted = recorded(lms, era)["unique keys"]
    assert {table: found.get(table) for table in wanted} == wanted


def test_the_settings_that_lms_brings_are_there(lms: Database, era: str) -> None:
    rows = lms.fetch_text("SELECT section, var, value FROM uiconfig")
    found = {f"{row['section']}.{row['var']}": row["value"] for row in rows}
    assert found == recorded(lms, era)["seeded settings"]


CUSTOMERS = {
    "private with billing address": SeedCustomer(1, kind=0),
    "company with billing address": SeedCustomer(2, kind=1),
    "contractor with billing address": SeedCustomer(3, kind=2),
    "private without any address": SeedCustomer(4, kind=0, has_address=False),
}


def test_the_view_of_addresses_shows_whom_the_real_one_shows(lms: Database, era: str) -> None:
    seed(lms, CUSTOMERS.values())
    rows = lms.fetch_text("SELECT id FROM customeraddressview")
    shown = {row["id"] for row in rows}
    wanted = recorded(lms, era)["customeraddressview shows"]
    assert {name: customer.id in shown for name, customer in CUSTOMERS.items()} == wanted
