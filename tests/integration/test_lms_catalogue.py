"""The minimal LMS has the real one's columns, keys, joins and seeds.

`tests/fixtures/lms` holds what the catalogues of unmodified schemas said, of both databases and
both years: facts, not text. Ours has fewer tables, but nothing of these may differ; there are no
exceptions. `foreign-keys.json` leaves out what refers to a table that ours does not have, and of
2016 it names none: then the tables of invoices had none, and ours has no others.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dev import lms as minimal
from dev.lms.seed import SeedCustomer
from hiperus.storage.database import Database
from hiperus.storage.statements import Dialect
from tests.support.roles import create_schema, seed, superuser

pytestmark = pytest.mark.database

FIXTURES = Path(__file__).parents[1] / "fixtures" / "lms"
OWN_VIEWS = {"addressed_customers", "item_pairs", "item_amounts"}
"""What the views of LMS stand on here, and not there."""

CUSTOMERS = {
    "private with billing address": SeedCustomer(1, kind=0),
    "company with billing address": SeedCustomer(2, kind=1),
    "contractor with billing address": SeedCustomer(3, kind=2),
    "private without any address": SeedCustomer(4, kind=0, has_address=False),
}

Facts = dict[str, dict[str, Any]]


def read_fixture(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FIXTURES / f"{name}.json").read_text(encoding="utf-8"))
    return found


def recorded(database: Database, era: str) -> Facts:
    facts: Facts = read_fixture(f"{era}-{database.dialect}")
    facts.pop("columns")
    return facts | {"foreign keys": read_fixture("foreign-keys")[era]}


def built(database: Database) -> Facts:
    """Return what the database's own catalogue says of a minimal LMS; its customers are added."""
    facts: Facts = {
        "tables and views": columns(database),
        "unique keys": unique_keys(database),
        "foreign keys": foreign_keys(database),
        "seeded settings": settings(database),
    }
    seed(database, CUSTOMERS.values())
    shown = {row["id"] for row in database.fetch_text("SELECT id FROM customeraddressview")}
    whom = {name: customer.id in shown for name, customer in CUSTOMERS.items()}
    return facts | {"customeraddressview shows": whom}


def schema_of(database: Database) -> str:
    return "current_schema()" if database.dialect is Dialect.POSTGRES else "database()"


def columns(database: Database) -> dict[str, dict[str, list[Any]]]:
    rows = database.fetch_text(
        "SELECT table_name AS t, column_name AS c, data_type AS kind,"
        " character_maximum_length AS length, numeric_precision AS digits, numeric_scale AS scale,"
        " is_nullable AS nullable, column_default AS standard FROM information_schema.columns"
        f" WHERE table_schema = {schema_of(database)} ORDER BY table_name, ordinal_position"
    )
    found: dict[str, dict[str, list[Any]]] = {}
    for row in rows:
        facts = [row["kind"], row["length"], row["digits"], row["scale"]]
        facts += [row["nullable"] == "YES", row["standard"]]
        found.setdefault(row["t"], {})[row["c"]] = facts
    return {table: of_table for table, of_table in found.items() if table not in OWN_VIEWS}


def unique_keys(database: Database) -> dict[str, list[list[str]]]:
    rows = database.fetch_text(
        "SELECT k.table_name AS t, k.constraint_name AS k, k.column_name AS c"
        " FROM information_schema.key_column_usage k"
        " JOIN information_schema.table_constraints x ON x.constraint_name = k.constraint_name"
        " AND x.table_name = k.table_name AND x.table_schema = k.table_schema"
        f" WHERE k.table_schema = {schema_of(database)}"
        " AND x.constraint_type IN ('PRIMARY KEY', 'UNIQUE')"
        " ORDER BY k.table_name, k.constraint_name, k.ordinal_position"
    )
    keys: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        keys.setdefault(row["t"], {}).setdefault(row["k"], []).append(row["c"])
    return {table: sorted(of_table.values()) for table, of_table in keys.items()}


def foreign_keys(database: Database) -> dict[str, dict[str, list[str]]]:
    referred = (
        "(SELECT u.table_name FROM information_schema.table_constraints u"
        " WHERE u.constraint_schema = r.unique_constraint_schema"
        " AND u.constraint_name = r.unique_constraint_name)"
        if database.dialect is Dialect.POSTGRES
        else "r.referenced_table_name"
    )
    rows = database.fetch_text(
        f"SELECT k.table_name AS t, k.column_name AS c, {referred} AS referred,"
        " r.delete_rule AS deletion FROM information_schema.referential_constraints r"
        " JOIN information_schema.key_column_usage k ON k.constraint_name = r.constraint_name"
        " AND k.constraint_schema = r.constraint_schema"
        f" WHERE r.constraint_schema = {schema_of(database)}"
    )
    found: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        found.setdefault(row["t"], {})[row["c"]] = [row["referred"], row["deletion"]]
    return found


def settings(database: Database) -> dict[str, str]:
    rows = database.fetch_text("SELECT section, var, value FROM uiconfig")
    return {f"{row['section']}.{row['var']}": row["value"] for row in rows}


@pytest.mark.parametrize("era", ["current", "old"])
def test_nothing_differs_from_the_real_schema(empty_database: Database, era: str) -> None:
    create_schema(empty_database, era)
    database = superuser(empty_database)
    found, wanted = built(database), recorded(database, era)
    assert found.keys() == wanted.keys()
    for kind, facts in wanted.items():
        assert found[kind].keys() == facts.keys(), kind
        for name, fact in facts.items():
            assert found[kind][name] == fact, f"{kind}: {name}"


MISTAKES = {
    "a column is gone": ("    memo text{null},\n", "", "tables and views"),
    "a column is too short": ("zip varchar(10)", "zip varchar(16)", "tables and views"),
    "a key is gone": ("    UNIQUE (importid),\n", "", "unique keys"),
    "a document's lines outlive it": (
        "(docid) REFERENCES documents (id) ON DELETE CASCADE",
        "(docid) REFERENCES documents (id) ON DELETE RESTRICT",
        "foreign keys",
    ),
    "a seed is another": (
        "('invoices', 'paytype', '1')",
        "('invoices', 'paytype', '2')",
        "seeded settings",
    ),
    "the view's join is loose": (
        "INNER JOIN customer_addresses",
        "LEFT JOIN customer_addresses",
        "customeraddressview shows",
    ),
    "the view shows contractors": (
        "FROM addressed_customers\nWHERE type < 2\n",
        "FROM addressed_customers\n",
        "customeraddressview shows",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_the_schema_is_noticed(empty_database: Database, mistake: str) -> None:
    database = superuser(empty_database)
    right, wrong, kind = MISTAKES[mistake]
    right = right.format(null="" if database.dialect is Dialect.POSTGRES else " DEFAULT NULL")
    path = Path(minimal.__file__).parent / database.dialect / "current.sql"
    text = path.read_text(encoding="utf-8")
    assert right in text
    for statement in text.replace(right, wrong).split(minimal.SEPARATOR):
        database.execute_text(statement)
    found, wanted = built(database), recorded(database, "current")
    assert [name for name in wanted if found[name] != wanted[name]] == [kind]
