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

    `post_street`: a postal address beside the billing one, under `post_name`, in `post_city` or the
    same city. `email` is an address for invoices. `consents` are LMS's keys (2 invoices by e-mail,
    34 KSeF). `recipient_name`: a recipient (of whom an LMS of 2016 knows nothing).
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
    post_city: str = ""
    post_name: str = ""
    email: str = ""
    consents: tuple[int, ...] = (INVOICE_NOTICE,)
    recipient_name: str = ""
    recipient_ten: str | None = None
    recipient_type: int | None = None


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
        add_plan(database, template, divisions=[division_id], isdefault=is_default)
        for template, is_default in (("%N/LMS/%Y", 1), ("VOIP/%5N/%Y", 0))
    ]
    return SeededLms(country_id, division_id, tax_id, plans[0], plans[1])


def _add_tax(database: Database, value: int) -> int:
    tax = {"value": value, "taxed": 1, "label": f"{value}%", "validfrom": 0, "validto": 0}
    return add_row(database, "taxes", tax)


def add_division(database: Database, lms: SeededLms, name: str, **values: object) -> int:
    """Add a division with an address of its own in Poland; `values` are columns of `divisions`."""
    return _add_division(database, lms.country_id, name, values)


def add_plan(
    database: Database,
    template: str,
    *,
    divisions: Iterable[int] = (),
    isdefault: int = 0,
    **values: object,
) -> int:
    """Add a yearly number plan for invoices; `values` are columns of `numberplans`."""
    plan = {"template": template, "period": 5, "doctype": 1, "isdefault": isdefault}
    plan_id = add_row(database, "numberplans", plan | values)
    for division_id in divisions:
        add_row(database, "numberplanassignments", {"planid": plan_id, "divisionid": division_id})
    return plan_id


def add_recipient(database: Database, customer_id: int, name: str, **values: object) -> int:
    """Add a recipient's address to a customer of an LMS of today, and return the address's id.

    `values` are columns of `customer_addresses`, such as `ten` and `entity_type`.
    """
    address = _address(None, "Odbiorcza", "Zmyślonów") | {"name": name}
    return _link_address(database, customer_id, RECIPIENT_ADDRESS, address, **values)


def add_assignment(database: Database, customer_id: int, **values: object) -> int:
    """Add a live assignment that makes invoices, of a tariff of its own, unless `values` say else.

    `values` are columns of `assignments`.
    """
    tax = database.fetch_text("SELECT MAX(id) AS id FROM taxes")[0]["id"]
    name = database.fetch_text("SELECT COUNT(*) AS n FROM tariffs")[0]["n"]
    row = {"name": f"Taryfa {name}", "value": 1, "taxid": tax, "description": ""}
    tariff = add_row(database, "tariffs", row)
    live = {"customerid": customer_id, "tariffid": tariff, "commited": 1, "suspended": 0}
    live |= {"datefrom": 0, "dateto": 0, "invoice": 1}
    return add_row(database, "assignments", live | values)


def _add_divisions(database: Database, country_id: int) -> int:
    _add_division(database, country_id, "Oddział zapasowy", {})
    return _add_division(database, country_id, "Dostawca zmyślony", {})


def _add_division(
    database: Database, country_id: int, name: str, values: Mapping[str, object]
) -> int:
    address = _address(country_id, "Urojona", "Zmyślonów")
    address_id = add_row(database, "addresses", address) if _columns(database, "addresses") else 0
    return add_row(database, "divisions", {**_division(name, address, address_id), **values})


def _division(name: str, address: Mapping[str, object], address_id: int) -> dict[str, object]:
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
    country_id = lms.country_id if customer.has_country else None
    address = _address(country_id, customer.street, customer.city)
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
    if "street" in columns:
        add_row(database, "customers", row | _columns_of_2016(customer, address))
    else:
        add_row(database, "customers", row)
        _add_relations(database, customer, address)
    if customer.email:
        contact = {"customerid": customer.id, "name": "", "contact": customer.email}
        add_row(database, "customercontacts", contact | {"type": E_MAIL_FOR_INVOICES})


def _columns_of_2016(customer: SeedCustomer, address: Mapping[str, object]) -> dict[str, object]:
    """Return what an LMS of 2016 keeps of addresses and consents in the customer's own row."""
    kinds = {"invoicenotice": INVOICE_NOTICE, "mailingnotice": 3, "einvoice": 4}
    row: dict[str, object] = {name: int(n in customer.consents) for name, n in kinds.items()}
    if customer.has_address:
        row |= {"street": address["street"], "building": address["house"], "zip": address["zip"]}
        row |= {"city": address["city"], "countryid": address["country_id"] or 0}
    if customer.post_street:
        postal = _postal(customer)
        row |= {"post_street": postal["street"], "post_building": postal["house"]}
        row |= {"post_zip": postal["zip"], "post_city": postal["city"], "post_name": postal["name"]}
    return row


def _add_relations(
    database: Database, customer: SeedCustomer, address: Mapping[str, object]
) -> None:
    """Add what an LMS of today keeps of addresses and consents in tables of their own."""
    if customer.has_address:
        _link_address(database, customer.id, BILLING_ADDRESS, address)
    if customer.post_street:
        _link_address(database, customer.id, POSTAL_ADDRESS, _postal(customer))
    for kind in customer.consents:
        add_row(database, "customerconsents", {"customerid": customer.id, "type": kind})
    if customer.recipient_name:
        known = {"ten": customer.recipient_ten, "entity_type": customer.recipient_type}
        add_recipient(database, customer.id, customer.recipient_name, **known)


def _link_address(
    database: Database,
    customer_id: int,
    kind: int,
    address: Mapping[str, object],
    **values: object,
) -> int:
    address_id = add_row(database, "addresses", address)
    link = {"customer_id": customer_id, "type": kind, "address_id": address_id}
    add_row(database, "customer_addresses", link | values)
    return address_id


def _postal(customer: SeedCustomer) -> dict[str, object]:
    city = customer.post_city or customer.city
    return _address(None, customer.post_street, city) | {"name": customer.post_name}


def _address(country_id: int | None, street: str, city: str) -> dict[str, object]:
    return {"country_id": country_id, "street": street, "house": "1", "zip": "00-000", "city": city}
