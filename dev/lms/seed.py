"""Evidently synthetic customers ("Klient 12") in a minimal LMS, of either era.

Each row is written with the columns that the table at hand has, so one description of a customer
fits an LMS of 2016 and of today.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from hiperus.storage.catalogue import Column, columns_of
from hiperus.storage.database import Database
from hiperus.storage.statements import Dialect

POSTAL_ADDRESS, BILLING_ADDRESS, RECIPIENT_ADDRESS = 0, 1, 4
INVOICE_NOTICE = 2
CONNECTED = 3
E_MAIL_FOR_INVOICES = 8 | 16


@dataclass(frozen=True, slots=True)
class SeedCustomer:
    """One LMS customer. `kind`: 0 private, 1 company, 2 contractor; `paytime` -1: the default.

    `post_street`: a postal address beside the billing one, under `post_name`. `email` is an address
    for invoices. `consents` are LMS's keys.
    """

    id: int
    name: str = ""
    ten: str = ""
    street: str = "Przykładowa"
    city: str = "Zmyślonów"
    has_address: bool = True
    has_country: bool = True
    has_division: bool = True
    kind: int = 0
    deleted: int = 0
    paytime: int = -1
    paytype: int | None = None
    memo: str | None = None
    division_id: int | None = None
    post_street: str = ""
    post_name: str = ""
    email: str = ""
    consents: tuple[int, ...] = (INVOICE_NOTICE,)


@dataclass(frozen=True, slots=True)
class SeededLms:
    """Ids of what customers hang on.

    `shared_plan_id` is the division's default plan for invoices, `own_plan_id` one that nobody
    but us uses (setting `numberplanid`).
    """

    country_id: int
    division_id: int
    tax_id: int
    shared_plan_id: int
    own_plan_id: int


def seed(database: Database, customers: Iterable[SeedCustomer | int]) -> SeededLms:
    """Fill an empty LMS: Poland, one division, taxes, two number plans, and the customers.

    Args:
        database: an LMS made by `create_schema(database, "current")` or `"old"`.
        customers: whole descriptions, or ids for customers with nothing special.

    Returns:
        The ids that invoices refer to. They differ from 1, as they do in a grown LMS.
    """
    with database.transaction():
        lms = _seed_ground(database)
        for customer in customers:
            _add_customer(
                database, SeedCustomer(customer) if isinstance(customer, int) else customer, lms
            )
        if database.dialect is Dialect.POSTGRES:
            database.fetch_text(
                "SELECT setval('customers_id_seq', COALESCE((SELECT MAX(id) FROM customers), 1))"
            )
    return lms


def put_settings(database: Database, **settings: object) -> None:
    """Set variables of the section `hiperus_c5` in LMS's `uiconfig`, each once."""
    for name, value in settings.items():
        add_row(database, "uiconfig", {"section": "hiperus_c5", "var": name, "value": str(value)})


def add_row(database: Database, table: str, values: Mapping[str, object]) -> int:
    """Insert a row with those of `values` that the table has columns for; returns its id, or 0."""
    columns = _columns(database, table)
    known = {name: value for name, value in values.items() if name in columns}
    quote = database.dialect.quote
    names = ", ".join(quote(name) for name in known)
    places = ", ".join(f"%({name})s" for name in known)
    text = f"INSERT INTO {quote(table)} ({names}) VALUES ({places})"  # noqa: S608
    database.execute_text(text, known, name=f"seed {table}")
    if "id" not in columns:
        return 0
    newest = database.fetch_text(f"SELECT MAX(id) AS id FROM {quote(table)}")  # noqa: S608
    return int(newest[0]["id"])


@lru_cache(maxsize=64)
def _columns(database: Database, table: str) -> dict[str, Column]:
    return columns_of(database, table)


def _seed_ground(database: Database) -> SeededLms:
    for country in ("Kraj zmyślony", "Inny kraj zmyślony"):
        add_row(database, "countries", {"name": country})
    country_id = add_row(database, "countries", {"name": "Poland", "ccode": "pl_PL"})
    for value in (8, 5):
        _add_tax(database, value)
    tax_id = _add_tax(database, 23)
    division_id = _add_divisions(database, country_id)
    plans = [
        add_plan(database, template, [division_id], isdefault=is_default)
        for template, is_default in (("%N/LMS/%Y", 1), ("VOIP/%5N/%Y", 0))
    ]
    return SeededLms(country_id, division_id, tax_id, plans[0], plans[1])


def _add_tax(database: Database, value: int) -> int:
    tax = {"value": value, "taxed": 1, "label": f"{value}%", "validfrom": 0, "validto": 0}
    return add_row(database, "taxes", tax)


def add_division(database: Database, country_id: int, name: str, **values: object) -> int:
    """Add a division with an address of its own; `values` are columns of `divisions`."""
    address = _address(country_id, "Urojona", "Zmyślonów")
    address_id = _add_address(database, address)
    return add_row(database, "divisions", _division(name, address, address_id) | values)


def add_plan(
    database: Database, template: str, divisions: Iterable[int] = (), **values: object
) -> int:
    """Add a yearly number plan for invoices; `values` are columns of `numberplans`."""
    plan = {"template": template, "period": 5, "doctype": 1, "isdefault": 0}
    plan_id = add_row(database, "numberplans", plan | values)
    for division_id in divisions:
        add_row(database, "numberplanassignments", {"planid": plan_id, "divisionid": division_id})
    return plan_id


def add_recipient(database: Database, customer_id: int, name: str, **values: object) -> int:
    """Add a recipient's address to a customer; `values` are columns of `customer_addresses`."""
    address = _address(None, "Odbiorcza", "Zmyślonów") | {"name": name}
    address_id = add_row(database, "addresses", address)
    link = {"customer_id": customer_id, "type": RECIPIENT_ADDRESS, "address_id": address_id}
    add_row(database, "customer_addresses", link | values)
    return address_id


def add_assignment(database: Database, customer_id: int, **values: object) -> int:
    """Add a live assignment that makes invoices; `values` are columns of `assignments`."""
    tax = database.fetch_text("SELECT MAX(id) AS id FROM taxes")[0]["id"]
    name = database.fetch_text("SELECT COUNT(*) AS n FROM tariffs")[0]["n"]
    row = {"name": f"Taryfa {name}", "value": 1, "taxid": tax, "description": ""}
    tariff = add_row(database, "tariffs", row)
    live = {"customerid": customer_id, "tariffid": tariff, "commited": 1, "invoice": 1}
    return add_row(database, "assignments", live | values)


def _add_divisions(database: Database, country_id: int) -> int:
    address = _address(country_id, "Urojona", "Zmyślonów")
    add_row(database, "divisions", _division("Oddział zapasowy", address, None))
    return add_division(database, country_id, "Dostawca zmyślony")


def _division(
    name: str, address: Mapping[str, object], address_id: int | None
) -> dict[str, object]:
    texts = dict.fromkeys(("inv_header", "inv_footer", "inv_author", "description"), "")
    return {
        **texts,
        "shortname": name,
        "name": f"{name} sp. z o.o.",
        "ten": "000-000-00-00",
        "regon": "000000000",
        "account": "00000000000000000000000000",
        "bank": "Bank Zmyślony",
        "inv_cplace": "Zmyślonów",
        "inv_paytime": 14,
        "inv_paytype": 2,
        "address": f"{address['street']} {address['house']}",
        "city": address["city"],
        "zip": address["zip"],
        "countryid": address["country_id"] or 0,
        "address_id": address_id,
    }


def _add_customer(database: Database, customer: SeedCustomer, lms: SeededLms) -> None:
    columns = _columns(database, "customers")
    division_id = (customer.division_id or lms.division_id) if customer.has_division else None
    address = _address(
        lms.country_id if customer.has_country else None, customer.street, customer.city
    )
    row: dict[str, object] = {
        "id": customer.id,
        "lastname": customer.name or f"Klient {customer.id}",
        "name": "",
        "status": CONNECTED,
        "type": customer.kind,
        "ten": customer.ten,
        "ssn": "",
        **dict.fromkeys(("info", "notes", "message"), ""),
        "deleted": customer.deleted,
        "divisionid": division_id if columns["divisionid"].nullable else division_id or 0,
        "paytime": customer.paytime,
        "paytype": customer.paytype,
        "documentmemo": customer.memo,
    }
    if "street" in columns and customer.has_address:  # an LMS of 2016
        row |= {"street": address["street"], "building": address["house"], "zip": address["zip"]}
        row |= {"city": address["city"], "countryid": address["country_id"] or 0}
    add_row(database, "customers", row)
    if "street" not in columns and customer.has_address:
        _link_address(database, customer.id, BILLING_ADDRESS, address)
    if "street" not in columns:
        _add_relations(database, customer)


def _add_relations(database: Database, customer: SeedCustomer) -> None:
    """Add what a customer has beside a billing address, in an LMS of today."""
    if customer.post_street:
        postal = _address(None, customer.post_street, customer.city) | {"name": customer.post_name}
        _link_address(database, customer.id, POSTAL_ADDRESS, postal)
    for kind in customer.consents:
        add_row(database, "customerconsents", {"customerid": customer.id, "type": kind})
    if customer.email:
        contact = {"customerid": customer.id, "name": "", "contact": customer.email}
        add_row(database, "customercontacts", contact | {"type": E_MAIL_FOR_INVOICES})


def _link_address(
    database: Database, customer_id: int, kind: int, address: Mapping[str, object]
) -> None:
    address_id = _add_address(database, address)
    link = {"customer_id": customer_id, "type": kind, "address_id": address_id}
    add_row(database, "customer_addresses", link)


def _address(country_id: int | None, street: str, city: str) -> dict[str, object]:
    return {"country_id": country_id, "street": street, "house": "1", "zip": "00-000", "city": city}


def _add_address(database: Database, address: Mapping[str, object]) -> int | None:
    return add_row(database, "addresses", address) if _columns(database, "addresses") else None
