"""What the minimal LMS's views say of one and the same world is what LMS's own say."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dev.lms import seed as seeding
from dev.lms.seed import SeedCustomer, SeededLms
from hiperus.errors import StatementFailedError
from hiperus.storage.database import Database, Record
from hiperus.storage.statements import Dialect
from tests.support.roles import create_schema, seed, superuser

pytestmark = pytest.mark.database

Seeded = tuple[Database, SeededLms]


@pytest.fixture
def seeded(empty_database: Database) -> Seeded:
    """A current LMS with a plain, a deleted and a well-known customer, and a contractor."""
    create_schema(empty_database, "current")
    known = SeedCustomer(
        3, post_street="Pocztowa", post_city="Miastko", post_name="Biuro", consents=(2, 4, 34)
    )
    others = (SeedCustomer(1), SeedCustomer(2, deleted=1), SeedCustomer(4, kind=2))
    return superuser(empty_database), seed(empty_database, [known, *others])


def one(database: Database, text: str) -> Record:
    (row,) = database.fetch_text(text)
    return row


def ids(database: Database, view: str) -> list[int]:
    return [row["id"] for row in database.fetch_text(f"SELECT id FROM {view} ORDER BY id")]


def test_the_deleted_are_shown_and_contractors_are_not(seeded: Seeded) -> None:
    database, _ = seeded
    assert ids(database, "customeraddressview") == [1, 2, 3]
    assert ids(database, "contractorview") == [4]


def test_a_customer_comes_once_for_each_external_id_of_nobody_in_particular(
    seeded: Seeded,
) -> None:
    database, _ = seeded
    provider = seeding.add_row(database, "serviceproviders", {"name": "Operator zmyślony"})
    for extid, of in (("a", None), ("b", None), ("c", provider)):
        row = {"customerid": 1, "extid": extid, "serviceproviderid": of}
        seeding.add_row(database, "customerextids", row)
    assert ids(database, "customeraddressview") == [1, 1, 2, 3]


def test_consents_are_counted_and_the_postal_address_stands_beside(seeded: Seeded) -> None:
    database, _ = seeded
    columns = "invoicenotice, einvoice, mailingnotice, consentdate, post_address, post_city"
    text = f"SELECT {columns}, post_name FROM customeraddressview WHERE id = "
    assert list(one(database, text + "1").values()) == [1, 0, 0, 0, None, None, None]
    found = list(one(database, text + "3").values())
    assert found == [1, 1, 0, 0, "Pocztowa 1", "Miastko", "Biuro"]


def test_a_division_without_an_address_is_hidden(seeded: Seeded) -> None:
    database, lms = seeded
    shown = seeding.add_division(database, lms, "Oddział widoczny")
    seeding.add_division(database, lms, "Oddział ukryty", address_id=None)
    found = ids(database, "vdivisions")
    assert shown in found
    assert one(database, "SELECT COUNT(*) AS n FROM divisions")["n"] == len(found) + 1


def test_nobody_who_did_not_log_in_sees_customers(seeded: Seeded) -> None:
    database, _ = seeded
    assert ids(database, "customerview") == [1, 2, 3], "our sessions say that they are nobody's"
    if database.dialect is Dialect.POSTGRES:
        database.execute_text('RESET lms."current_user"')
        with pytest.raises(StatementFailedError):
            ids(database, "customerview")
    else:
        database.execute_text("SET @lms_current_user = NULL")
        assert ids(database, "customerview") == []


ADDRESSES = [
    ({"street": "Polna", "house": "1", "flat": "2"}, "Polna 1/2", "00-000 Wieś, Polna 1/2"),
    ({"street": "Polna", "flat": "2"}, "Polna 2", "00-000 Wieś, Polna 2"),
    ({"house": "7"}, "Wieś 7", "00-000 Wieś, Wieś 7"),
    ({"house": "7", "postoffice": "Poczta"}, "Wieś 7", "00-000 Poczta, Wieś 7"),
    (
        {"street": "Polna", "house": "7", "postoffice": "Poczta"},
        "Polna 7",
        "00-000 Poczta, Wieś, Polna 7",
    ),
    ({"street": "Polna", "postoffice": "Wieś", "zip": None}, "Polna", "Wieś, Polna"),
]


@pytest.mark.parametrize(("values", "address", "location"), ADDRESSES)
def test_an_address_reads_as_in_lms(
    seeded: Seeded, values: dict[str, object], address: str, location: str
) -> None:
    database, _ = seeded
    row = {"city": "Wieś", "zip": "00-000"} | values
    address_id = seeding.add_row(database, "addresses", row)
    text = f"SELECT address, location FROM vaddresses WHERE id = {address_id}"
    assert list(one(database, text).values()) == [address, location]


def item(database: Database, docid: int, value: str, tax_id: int, count: str = "1") -> None:
    row = {"docid": docid, "itemid": 1, "value": value, "taxid": tax_id, "count": count}
    seeding.add_row(database, "invoicecontents", row | {"description": "Rozmowy"})


def document(database: Database, **values: object) -> int:
    return seeding.add_row(database, "documents", {"type": 1, "customerid": 1} | values)


def test_an_invoice_has_amounts_and_no_differences(seeded: Seeded) -> None:
    database, lms = seeded
    for flags, value, count in ((0, "12.30", "3"), (16, "10.01", "1"), (0, "0.05", "-7")):
        item(database, document(database, flags=flags), value, lms.tax_id, count)
    rows = database.fetch_text(
        "SELECT netflag, netprice, grossprice, netvalue, taxvalue, grossvalue, diff_count,"
        " diff_netvalue, diff_grossvalue FROM vinvoicecontents ORDER BY docid"
    )
    assert [[*map(str, list(row.values())[:6])] for row in rows] == [
        ["0", "10.000", "12.300", "30.00", "6.90", "36.90"],
        ["1", "10.010", "12.312", "10.01", "2.30", "12.31"],
        ["0", "0.041", "0.050", "0.28", "0.07", "0.35"],
    ]
    assert {tuple(row.values())[6:] for row in rows} == {(None, None, None)}


def test_a_correction_differs_by_its_own_tax_from_what_it_refers_to(seeded: Seeded) -> None:
    database, lms = seeded
    lower = one(database, "SELECT id FROM taxes WHERE value = 8")["id"]
    invoice = document(database)
    item(database, invoice, "108.00", lms.tax_id)
    correction = document(database, type=3, reference=invoice)
    item(database, correction, "54.00", lower)
    found = one(
        database,
        "SELECT diff_count, diff_netvalue, diff_taxvalue, diff_grossvalue FROM vinvoicecontents"
        f" WHERE docid = {correction}",
    )
    amounts = [Decimal(0), Decimal("-50.00"), Decimal("-4.00"), Decimal("-54.00")]
    assert list(found.values()) == amounts
