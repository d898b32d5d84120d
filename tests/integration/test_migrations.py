"""Our tables come into being, stay when asked again, and old ones keep what they hold."""

import pytest

from dev.servers.roles import run_script
from hiperus.errors import ConfigurationError
from hiperus.storage import migrations
from hiperus.storage.catalogue import columns_of
from hiperus.storage.database import Database
from tests.support.roles import create_schema, migrate


def test_migrating_twice_applies_each_version_once(empty_database: Database) -> None:
    create_schema(empty_database, "current")
    assert migrate(empty_database) == migrations.versions(empty_database.dialect)
    assert migrate(empty_database) == []
    assert migrations.migrate(empty_database) == []  # hiperus_check as hiperus_runs
    migrations.require_current(empty_database)


def test_a_database_that_is_not_lms_is_refused_in_a_sentence(empty_database: Database) -> None:
    with pytest.raises(ConfigurationError, match="dbinfo is missing in the LMS database"):
        migrations.migrate(empty_database)


def test_runs_refuse_tables_of_another_version(
    empty_database: Database, empty_database_url: str
) -> None:
    create_schema(empty_database, "current")
    run_script(empty_database_url, "runs")
    with pytest.raises(ConfigurationError, match="run the DAG hiperus_check"):
        migrations.require_current(empty_database)


def test_an_integer_id_of_calls_is_widened_and_its_rows_stay(empty_database: Database) -> None:
    create_schema(empty_database, "current", "hiperus_2017")
    empty_database.execute_text("INSERT INTO hv_billing (id) VALUES (2147483647)")
    migrate(empty_database)
    assert columns_of(empty_database, "hv_billing")["id"].kind == "bigint"
    empty_database.execute_text("INSERT INTO hv_billing (id) VALUES (2147483648)")
    ids = empty_database.fetch_text("SELECT id FROM hv_billing ORDER BY id")
    assert [row["id"] for row in ids] == [2147483647, 2147483648]
