"""A database that cannot hold every letter is refused, never written wrong."""

from __future__ import annotations

import uuid

import psycopg
import pytest

from dev.servers.postgres import PostgresServer
from hiperus.errors import ConfigurationError
from hiperus.storage.character_sets import require_unicode
from hiperus.storage.connect import connect
from hiperus.storage.database import Database
from hiperus.storage.migrations import recorded_version
from hiperus.storage.statements import Dialect
from tests.support.builders_invoices import a_plain_month, a_world
from tests.support.roles import create_schema, migrate, superuser

pytestmark = pytest.mark.database


def on_mysql_only(database: Database) -> None:
    if database.dialect is Dialect.POSTGRES:
        pytest.skip("a PostgreSQL database has one encoding for all of its tables")


def test_a_table_in_latin2_is_refused_with_the_statement_that_converts_it(
    empty_database: Database,
) -> None:
    on_mysql_only(empty_database)
    create_schema(empty_database, "current", "hiperus_2017")
    database = superuser(empty_database)
    database.execute_text("ALTER TABLE hv_billing CONVERT TO CHARACTER SET latin2")
    with pytest.raises(ConfigurationError, match=r"hv_billing \(latin2\)") as caught:
        migrate(empty_database)
    assert recorded_version(database) == ""
    text = str(caught.value)
    assert text.endswith("Nothing was changed.")
    statement = text[text.index("ALTER TABLE") :].removesuffix(". Nothing was changed.")
    database.execute_text(statement)
    assert migrate(empty_database)


def test_documents_in_latin2_are_refused_before_invoices(empty_database: Database) -> None:
    on_mysql_only(empty_database)
    world = a_world(empty_database, [12])
    a_plain_month(world)
    superuser(empty_database).execute_text(
        "ALTER TABLE invoicecontents CONVERT TO CHARACTER SET latin2"
    )
    with pytest.raises(ConfigurationError, match=r"invoicecontents \(latin2\)"):
        world.run()
    assert world.rows("SELECT * FROM hv_invoice") == []


def test_a_postgres_in_latin2_is_refused(postgres_server: PostgresServer) -> None:
    name = f"t{uuid.uuid4().hex[:12]}"
    with psycopg.connect(postgres_server.url(), autocommit=True) as connection:
        connection.execute(
            f"CREATE DATABASE {name} ENCODING 'LATIN2' TEMPLATE template0 "
            "LC_COLLATE 'C' LC_CTYPE 'C'"
        )
    try:
        with (
            connect(postgres_server.url(name)) as database,
            pytest.raises(ConfigurationError, match=rf"{name} \(LATIN2\) is not encoded in UTF8"),
        ):
            require_unicode(database)
    finally:
        postgres_server.drop_database(name)


def test_utf8_in_both_widths_passes(empty_database: Database) -> None:
    create_schema(empty_database, "current", "hiperus_2017")
    migrate(empty_database)
    require_unicode(empty_database)
