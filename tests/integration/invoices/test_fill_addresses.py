"""An upgrade: documents that an older version issued get their postal address, where it is safe."""

from __future__ import annotations

import pytest

from dev.servers import roles
from hiperus.errors import ConfigurationError
from hiperus.invoices.fill_addresses import fill_post_addresses
from hiperus.storage.database import Database
from tests.support.builders_invoices import World, a_document, a_plain_month, a_world, an_einvoice
from tests.support.clerk import Clerk

pytestmark = pytest.mark.database


@pytest.fixture
def world(empty_database: Database, empty_database_url: str) -> World:
    """One issued invoice, as a version that left the postal address out has made it."""
    world = a_world(empty_database)
    a_plain_month(world)
    world.run()
    world.database.execute_text("UPDATE documents SET post_address_id = NULL")
    roles.run_script(empty_database_url, "post_addresses")
    return world


def post(world: World) -> list[str | None]:
    rows = world.rows(
        "SELECT a.street AS street FROM documents d LEFT JOIN addresses a "
        "ON a.id = d.post_address_id WHERE d.type = 1 ORDER BY d.id"
    )
    return [row["street"] for row in rows]


def docid(world: World) -> int:
    return int(world.rows("SELECT docid FROM hv_invoice")[0]["docid"])


def filled(world: World) -> tuple[int, int, int]:
    found = fill_post_addresses(world.a_run())
    return (found.filled, found.shut, found.moved)


def test_a_document_that_nobody_has_yet_gets_the_address_once(world: World) -> None:
    assert filled(world) == (1, 0, 0)
    assert post(world) == ["Przykładowa"]
    assert filled(world) == (0, 0, 0)


@pytest.mark.parametrize(
    "column", ["cancelled", "archived", "published", "senddate"], ids=lambda name: name
)
def test_a_document_that_somebody_has_is_left(world: World, column: str) -> None:
    world.database.execute_text(f"UPDATE documents SET {column} = 1")
    assert filled(world) == (0, 1, 0)
    assert post(world) == [None]


def test_a_corrected_document_is_left(world: World) -> None:
    Clerk(world.database).correct(docid(world), item=1, gross="1.00")
    assert filled(world) == (0, 1, 0)


def test_a_document_in_the_e_invoice_system_is_left(world: World) -> None:
    an_einvoice(world, docid(world), status=0)
    assert filled(world) == (0, 1, 0)


def test_a_customer_who_moved_or_has_another_name_is_left(world: World) -> None:
    Clerk(world.database).move(12, "Inna")
    assert filled(world) == (0, 0, 1)
    Clerk(world.database).move(12, "Przykładowa")
    world.database.execute_text("UPDATE customers SET lastname = 'Klient 12 b'")
    assert filled(world) == (0, 0, 1)
    assert post(world) == [None]


def test_lms_own_documents_are_never_touched(world: World) -> None:
    a_document(world)
    assert filled(world) == (1, 0, 0)
    assert post(world) == ["Przykładowa", None]


def test_an_lms_of_2016_has_no_such_addresses(empty_database: Database) -> None:
    world = a_world(empty_database, [12], "old")
    a_plain_month(world)
    world.run()
    assert filled(world) == (0, 0, 0)


def test_without_the_grant_it_says_which_script_helps(empty_database: Database) -> None:
    world = a_world(empty_database)
    a_plain_month(world)
    world.run()
    world.database.execute_text("UPDATE documents SET post_address_id = NULL")
    if "postgres" in str(world.database.dialect):
        world.database.execute_text("REVOKE UPDATE ON documents FROM hiperus_runs")
    with pytest.raises(ConfigurationError, match="include/setup/roles"):
        fill_post_addresses(world.a_run())
    assert post(world) == [None]
