"""Reads LMS's customers, and the recipients that their assignments name.

Read as a whole, once a run; the columns that an LMS lacks read None.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from hiperus.errors import InvalidParameterError
from hiperus.invoices.rules.recipients import NOBODY, Recipient, Recipients, RecipientsOf, agreed
from hiperus.storage.catalogue import columns_of, require_table
from hiperus.storage.database import Database, Record
from hiperus.storage.lms_rows import forbidden_in, select_list

_RELATED_ENTITY = 1
_DEFAULT_PAYTIME = -1

CUSTOMER_COLUMNS = (
    "id",
    "lastname",
    "name",
    "type",
    "deleted",
    "divisionid",
    "ten",
    "ssn",
    "paytime",
    "paytype",
    "documentmemo",
    "flags",
)
_TEXTS = ("lastname", "name", "ten", "ssn", "documentmemo", "address", "postoffice", "zip", "city")
"""What documents copy of a customer."""

ADDRESS_COLUMNS = ("address", "street", "postoffice", "zip", "city", "countryid")


@dataclass(frozen=True, slots=True)
class LmsCustomer:
    """A customer as LMS's invoices copy one.

    `paytime` is in days, `paytype` a key of LMS; None: unset.
    `cleaned` names what held characters that XML forbids.
    `address` is street and house, with the city before it where the post is elsewhere; empty where
    the customer has no billing address.
    """

    customer_id: int
    kind: int
    is_deleted: bool
    division_id: int | None
    name: str
    address: str
    zip: str
    city: str
    country_id: int | None
    ten: str
    ssn: str
    paytime: int | None
    paytype: int | None
    memo: str | None
    is_related: bool
    cleaned: tuple[str, ...] = ()


def read_customers(database: Database) -> dict[int, LmsCustomer]:
    """Return the customers that any account is or was linked to, by id.

    LMS's view of addresses leaves out contractors and customers without a billing address, so who
    they are is read from `customers`, and only the address from the view.
    """
    name = "invoices/lms_customers/select_customers"
    customers = require_table(database, "customers")
    addresses = require_table(database, "customeraddressview")
    text = database.text_of(
        name,
        customer=select_list(database, customers, CUSTOMER_COLUMNS, "c"),
        address=select_list(database, addresses, ADDRESS_COLUMNS, "v"),
    )
    rows = database.fetch_text(text, name=name)
    found: dict[int, LmsCustomer] = {}
    for row in rows:
        # A customer with two external ids comes twice from LMS's view.
        found.setdefault(int(row["id"]), _customer(row))
    return found


def require_linked(
    database: Database, customer_ids: Iterable[int], name: str = "customers"
) -> None:
    """Check that the customers somebody named can have invoices at all.

    Args:
        database: LMS.
        customer_ids: LMS's customers.
        name: of the parameter or field that names them.

    Raises:
        InvalidParameterError: names those whom no account is or was linked to.
    """
    wanted = set(customer_ids)
    if not wanted:
        return
    rows = database.fetch_all("invoices/lms_customers/select_linked")
    unknown = sorted(wanted - {int(row["customer_id"]) for row in rows})
    if unknown:
        raise InvalidParameterError(
            f"{name} names {', '.join(map(str, unknown))}, to whom no account is or was linked: "
            "either LMS has no such customer, or the account must be linked on the platform "
            "(ext_billing_id) and imported first."
        ).leaving("Nothing was issued.")


def _customer(row: Record) -> LmsCustomer:
    street, post = _text(row["street"]), _text(row["postoffice"])
    city = _text(row["city"])
    address = _text(row["address"])
    if post and post != city and street:
        address = f"{city}, {address}"
    paytime = row["paytime"]
    return LmsCustomer(
        customer_id=int(row["id"]),
        kind=int(row["type"] or 0),
        is_deleted=bool(row["deleted"]),
        division_id=int(row["divisionid"]) if row["divisionid"] else None,
        name=f"{_text(row['lastname'])} {_text(row['name'])}".strip(),
        address=address,
        zip=_text(row["zip"]),
        city=post or city,
        country_id=int(row["countryid"]) if row["countryid"] else None,
        ten=_text(row["ten"]),
        ssn=_text(row["ssn"]),
        paytime=None if paytime in (None, _DEFAULT_PAYTIME) else int(paytime),
        paytype=int(row["paytype"]) if row["paytype"] else None,
        memo=row["documentmemo"],
        is_related=bool(int(row["flags"] or 0) & _RELATED_ENTITY),
        cleaned=forbidden_in(row, _TEXTS),
    )


def _text(value: object) -> str:
    return str(value).strip() if value is not None else ""


def read_recipients(database: Database, instant: int) -> RecipientsOf:
    """Return the recipients of customers who have one, or why that is not clear.

    Args:
        database: LMS; one that knows no recipients gives nobody.
        instant: epoch second at which assignments must be live.
    """
    columns = columns_of(database, "assignments")
    if "recipient_address_id" not in columns:
        return {}
    owned = columns_of(database, "customer_addresses")
    name = "invoices/lms_customers/select_recipients"
    has_second = "recipient_address_id2" in columns
    text = database.text_of(
        name,
        second="a.recipient_address_id2" if has_second else "NULL",
        **{
            f"{column}{n}": f"r{n}.{column}"
            if column in owned and (n == 1 or has_second)
            else "NULL"
            for column in ("ten", "entity_type")
            for n in (1, 2)
        },
    )
    found: dict[int, set[Recipients]] = defaultdict(set)
    for row in database.fetch_text(text, {"instant": instant}, name=name):
        found[int(row["customer_id"])].add((_recipient(row, 1), _recipient(row, 2)))
    clear = {customer_id: agreed(pairs) for customer_id, pairs in found.items()}
    return {customer_id: whom for customer_id, whom in clear.items() if whom != NOBODY}


def _recipient(row: Record, which: int) -> Recipient | None:
    address_id = row[f"address_id{which}"]
    if not address_id:
        return None
    kind = row[f"kind{which}"]
    ten = _text(row[f"ten{which}"])
    return Recipient(int(address_id), ten or None, None if kind is None else int(kind))
