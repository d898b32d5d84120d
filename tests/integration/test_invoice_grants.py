"""With the grants the documentation asks for, and no more, invoices are issued on PostgreSQL."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest

from hiperus.errors import ConfigurationError
from hiperus.storage.connect import connect
from include.servers.postgres import PostgresServer
from tests.builders_invoices import World, a_plain_month, a_world

pytestmark = pytest.mark.database

READ = (
    "customers, customeraddressview, divisions, vdivisions, addresses, numberplans, "
    "numberplanassignments, taxes, uiconfig, countries, dbinfo, documents, invoicecontents, cash"
)
OURS = "hv_invoice, hv_invoice_line, hv_billing_invoiced, hv_coverage"
OURS_READ = (
    "hv_billing, hv_billing_link, hv_billing_vanished, hv_billing_revision, hv_quarantine, "
    "hv_load, hv_pstn, hv_account_history, hv_terminal_history, hv_subscription_history"
)


@pytest.fixture
def clerkless(postgres_server: PostgresServer) -> Iterator[World]:
    """A world seen by a role that owns nothing."""
    name = f"t{uuid.uuid4().hex[:12]}"
    url = postgres_server.create_database(name)
    with connect(url) as owner:
        world = a_world(owner)
        a_plain_month(world)
        for text in (
            f"CREATE ROLE {name} LOGIN",
            f"GRANT SELECT ON {READ}, {OURS_READ} TO {name}",
            f"GRANT INSERT ON documents, invoicecontents, cash TO {name}",
            f"GRANT SELECT, INSERT, UPDATE ON customerbalances TO {name}",
            f"GRANT USAGE ON SEQUENCE documents_id_seq, cash_id_seq TO {name}",
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON {OURS} TO {name}",
        ):
            owner.execute_text(text)
    with connect(postgres_server.url(name, user=name)) as database:
        yield World(database, world.lms)
    postgres_server.drop_database(name)
    with connect(postgres_server.url()) as database:
        database.execute_text(f"DROP ROLE {name}")


def test_a_plan_of_our_own_needs_no_more_than_insert(clerkless: World) -> None:
    clerkless.with_settings(numberplanid=clerkless.lms.own_plan_id)
    assert [invoice.full_number for invoice in clerkless.run().issued] == ["VOIP/00001/2026"]


def test_a_shared_plan_needs_a_grant_for_the_table_lock_and_says_so(clerkless: World) -> None:
    with pytest.raises(ConfigurationError, match="permission denied for table documents"):
        clerkless.run()
    assert clerkless.rows("SELECT id FROM hv_invoice") == []
