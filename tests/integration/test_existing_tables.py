"""The tables of an existing installation of the old plugin stay as they are beside ours."""

from hiperus.storage.catalogue import columns_of
from hiperus.storage.database import Database
from hiperus.storage.statements import Dialect
from tests.support.roles import create_schema, migrate, superuser

OLD_TABLES = [
    "hv_customers",
    "hv_assign",
    "hv_terminal",
    "hv_pstn",
    "hv_pstnrange",
    "hv_pstnusage",
    "hv_enduserlist",
    "hv_pricelist",
    "hv_subscriptionlist",
    "hv_billing",
    "hv_province",
    "hv_county",
    "hv_borough",
    "hv_pcb",
]


def test_migrations_leave_the_old_tables_in_place(empty_database: Database) -> None:
    create_schema(empty_database, "current", "hiperus_2017")
    before = {table: columns_of(superuser(empty_database), table) for table in OLD_TABLES}
    assert all(before.values())
    migrate(empty_database)
    after = {table: columns_of(superuser(empty_database), table) for table in OLD_TABLES}
    # The one thing that is widened: ids of calls above 2^31 must fit.
    assert before.pop("hv_billing").keys() == after.pop("hv_billing").keys()
    assert after == before
    assert columns_of(superuser(empty_database), "hv_account_history")


def test_flags_of_an_existing_postgresql_have_a_type_each(existing_lms_database: Database) -> None:
    found = columns_of(superuser(existing_lms_database), "hv_customers")
    wanted = (
        ("USER-DEFINED", "issue_invoice_enum")
        if existing_lms_database.dialect is Dialect.POSTGRES
        else ("char", "char")
    )
    assert (found["issue_invoice"].kind, found["issue_invoice"].type_name) == wanted


def test_new_tables_have_the_columns_of_existing_ones(
    existing_lms_database: Database,
) -> None:
    old = columns(existing_lms_database)
    for table in OLD_TABLES:
        existing_lms_database.execute_text(f"DROP TABLE {table} CASCADE")
    existing_lms_database.execute_text(
        "DELETE FROM dbinfo WHERE keytype = 'dbversion_hiperus_airflow'"
    )
    migrate(existing_lms_database)
    assert {
        table: set(columns_of(superuser(existing_lms_database), table)) for table in OLD_TABLES
    } == old


def columns(database: Database) -> dict[str, set[str]]:
    return {table: set(columns_of(superuser(database), table)) for table in OLD_TABLES}
