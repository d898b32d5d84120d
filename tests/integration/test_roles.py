"""What the two roles may do, and that nothing more is needed: the other tests run as them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pytest

from dev.servers.mariadb import MariaDbServer
from dev.servers.postgres import PostgresServer
from dev.servers.roles import OWNER, RUNS, make_tables, run_script, url_as
from hiperus.errors import ConfigurationError
from hiperus.storage.connect import connect
from hiperus.storage.database import Database
from hiperus.storage.statements import Dialect
from tests.support import roles
from tests.support.builders_invoices import World, a_plain_month, a_world

pytestmark = pytest.mark.database

Grants = set[tuple[str, str]]

REFUSED = {
    "drops a table": "DROP TABLE hv_billing",
    "changes a table": "ALTER TABLE hv_billing ADD COLUMN x integer",
    "empties a table": "TRUNCATE TABLE hv_billing",
    "makes a table": "CREATE TABLE hv_more (id integer)",
    "deletes what was loaded when": "DELETE FROM hv_load",
    "deletes an invoice of ours": "DELETE FROM hv_invoice",
    "deletes a live change": "DELETE FROM hv_change",
    "reopens a day by deleting it": "DELETE FROM hv_coverage",
    "changes an issued invoice": "UPDATE documents SET number = 1",
    "deletes an issued invoice": "DELETE FROM documents",
    "changes a line": "UPDATE invoicecontents SET value = 1",
    "changes what a customer owes": "UPDATE cash SET value = 1",
    "changes a customer": "UPDATE customers SET lastname = 'x'",
    "reads who works with LMS": "SELECT * FROM users",
    "forgets the version": "DELETE FROM dbinfo",
    "deletes a setting": "DELETE FROM uiconfig",
}


@pytest.fixture
def runs(lms_database: Database, empty_database_url: str) -> Iterator[Database]:
    """The role alone, without a superuser beside it."""
    with connect(url_as(empty_database_url, RUNS)) as database:
        yield database


def test_the_role_of_runs_can_do_no_more(runs: Database) -> None:
    for statement in REFUSED.values():
        with pytest.raises(ConfigurationError, match=r"(?i)denied|must be owner"):
            runs.execute_text(statement)


def test_the_role_of_runs_reads_no_files_of_the_server(runs: Database) -> None:
    reading = {
        Dialect.POSTGRES: "SELECT pg_read_file('/etc/hostname')",
        Dialect.MYSQL: "SELECT LOAD_FILE('/etc/hostname') AS content",
    }[runs.dialect]
    with contextlib.suppress(ConfigurationError):  # refused; MariaDB says NULL
        assert runs.fetch_text(reading) == [{"content": None}]


def test_a_missing_grant_says_which_script_helps(lms_database: Database, runs: Database) -> None:
    is_mysql = runs.dialect is Dialect.MYSQL
    lms_database.execute_text(f"REVOKE SELECT ON {'' if is_mysql else 'TABLE '}hv_load FROM {RUNS}")
    with pytest.raises(ConfigurationError, match=r"include/setup/roles"):
        runs.fetch_text("SELECT * FROM hv_load")


def test_scripts_may_be_run_again(lms_database: Database, empty_database_url: str) -> None:
    before = grants(lms_database, RUNS)
    assert make_tables(empty_database_url) == []
    assert grants(lms_database, RUNS) == before


def test_both_databases_grant_the_same_on_every_table(
    postgres_server: PostgresServer, mariadb_server: MariaDbServer
) -> None:
    found = []
    for server in (postgres_server, mariadb_server):
        url = server.create_database("grants")
        with roles.connect(url) as database:
            roles.create_schema(database, "current")
            roles.migrate(database)
            found.append(grants(database, RUNS))
            missing = ours(database) - {table for table, _ in found[-1]}
            assert missing == set(), f"no grant of {RUNS} in {database.dialect}"
        server.drop_database("grants")
    postgres, mysql = found
    # MySQL's triggers run with the rights of whoever made them.
    assert {table for table, _ in postgres ^ mysql} == {"customerbalances"}


def test_old_tables_pass_to_the_owner_and_their_former_owner_keeps_the_rights(
    postgres_server: PostgresServer,
) -> None:
    url = postgres_server.create_database("formerowner")
    with connect(url) as superuser:
        superuser.execute_text("CREATE ROLE lms_panel LOGIN")
        roles.create_schema(superuser, "current", "hiperus_2017")
        for table in ours(superuser):
            superuser.execute_text(f"ALTER TABLE {table} OWNER TO lms_panel")
        superuser.execute_text("ALTER SEQUENCE hv_assign_id_seq OWNER TO lms_panel")
        make_tables(url)
        with connect(url_as(url, "lms_panel")) as panel:
            assert panel.execute_text("INSERT INTO hv_assign (customerid) VALUES (7)") == 1
            assert panel.execute_text("DELETE FROM hv_assign") == 1
        owners = superuser.fetch_text(
            "SELECT DISTINCT tableowner AS name FROM pg_tables WHERE tablename LIKE 'hv%'"
        )
        assert owners == [{"name": OWNER}]
    postgres_server.drop_database("formerowner")


def test_a_plan_of_our_own_needs_no_lock_of_the_documents(empty_database: Database) -> None:
    world = a_world_without_locks(empty_database)
    world.with_settings(numberplanid=world.lms.own_plan_id)
    assert [invoice.full_number for invoice in world.run().issued] == ["VOIP/00001/2026"]


@pytest.mark.parametrize("empty_database_url", ["postgres"], indirect=True)
def test_a_shared_plan_needs_a_grant_for_the_lock_and_says_so(
    empty_database: Database, empty_database_url: str
) -> None:
    world = a_world_without_locks(empty_database)
    with pytest.raises(ConfigurationError, match="permission denied for table documents"):
        world.run()
    assert world.rows("SELECT id FROM hv_invoice") == []
    run_script(empty_database_url, "lock_documents")
    assert [invoice.full_number for invoice in world.run().issued] == ["1/LMS/2026"]


def a_world_without_locks(database: Database) -> World:
    world = a_world(database)
    a_plain_month(world)
    if database.dialect is Dialect.POSTGRES:
        database.execute_text(f"REVOKE ALL ON documents FROM {RUNS}")
        database.execute_text(f"GRANT SELECT, INSERT ON documents TO {RUNS}")
    return world


def grants(database: Database, role: str) -> Grants:
    """Return the role's rights on tables, one a pair."""
    schema = "current_schema()" if database.dialect is Dialect.POSTGRES else "database()"
    name = role if database.dialect is Dialect.POSTGRES else f"'{role}'@'%%'"
    rows = database.fetch_text(
        "SELECT table_name AS t, privilege_type AS p FROM information_schema.table_privileges"
        f" WHERE table_schema = {schema} AND grantee = %(name)s",
        {"name": name.replace("%%", "%")},
    )
    return {(row["t"], row["p"]) for row in rows}


def ours(database: Database) -> set[str]:
    """Return the names of all tables hv_*."""
    schema = "current_schema()" if database.dialect is Dialect.POSTGRES else "database()"
    rows = database.fetch_text(
        "SELECT table_name AS t FROM information_schema.tables"
        f" WHERE table_schema = {schema} AND table_name LIKE 'hv%%'",
        {},
    )
    return {row["t"] for row in rows}
