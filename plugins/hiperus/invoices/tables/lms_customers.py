"""Reads LMS's customers, divisions, number plans, taxes and defaults.

Read as a whole, once a run; the columns that an LMS lacks read None.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from hiperus.errors import ConfigurationError
from hiperus.invoices.rules.numbering import DEFAULT_TEMPLATE, NumberPlan
from hiperus.storage.catalogue import columns_of, require_table
from hiperus.storage.database import Database, Record
from hiperus.storage.lms_rows import select_known

_RELATED_ENTITY = 1
_DEFAULT_PAYTIME = -1

CUSTOMER_COLUMNS = (
    "id",
    "lastname",
    "name",
    "type",
    "deleted",
    "divisionid",
    "address",
    "street",
    "postoffice",
    "zip",
    "city",
    "countryid",
    "ten",
    "ssn",
    "paytime",
    "paytype",
    "documentmemo",
    "flags",
)
DIVISION_COLUMNS = (
    "id",
    "name",
    "shortname",
    "address",
    "city",
    "zip",
    "countryid",
    "ten",
    "regon",
    "bank",
    "account",
    "inv_header",
    "inv_footer",
    "inv_author",
    "inv_cplace",
    "inv_paytime",
    "inv_paytype",
)
PLAN_COLUMNS = ("id", "template", "period", "isdefault", "datefrom", "dateto", "customertype")
TAX_COLUMNS = ("id", "value", "taxed", "validfrom", "validto", "reversecharge")


@dataclass(frozen=True, slots=True)
class LmsCustomer:
    """A customer as LMS's invoices copy one.

    `paytime` is in days, `paytype` a key of LMS; None: unset.
    `address` is street and house, with the city before it where the post is elsewhere.
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


def read_customers(database: Database) -> dict[int, LmsCustomer]:
    """Return the customers that any account is or was linked to, by id."""
    columns = require_table(database, "customeraddressview")
    rows = select_known(
        database, "invoices/lms_customers/select_customers", columns, CUSTOMER_COLUMNS
    )
    found: dict[int, LmsCustomer] = {}
    for row in rows:
        # A customer with two external ids comes twice from LMS's view.
        found.setdefault(int(row["id"]), _customer(row))
    return found


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
    )


def _text(value: object) -> str:
    return str(value).strip() if value is not None else ""


def read_divisions(database: Database) -> dict[int, Record]:
    """Return LMS's divisions by id, from `vdivisions` where there is one, else `divisions`."""
    table = "vdivisions"
    columns = columns_of(database, table)
    if not columns:
        table = "divisions"
        columns = require_table(database, table)
    rows = select_known(
        database, f"invoices/lms_customers/select_{table}", columns, DIVISION_COLUMNS
    )
    return {int(row["id"]): row for row in rows}


@dataclass(frozen=True, slots=True)
class PlanBook:
    """LMS's number plans for invoices; `own_plan_id` is the setting `numberplanid`."""

    plans: Mapping[int, Record]
    divisions_of: Mapping[int, frozenset[int]]
    own_plan_id: int | None

    def plan_for(self, customer: LmsCustomer, instant: int) -> NumberPlan | None:
        """Return the plan for a customer's invoice at an epoch second, or None: there is none."""
        if self.own_plan_id is not None:
            return self._plan(self.own_plan_id)
        fitting = [p for p in self.plans.values() if self._is_default(p, customer, instant)]
        # A plan for this kind of customer goes before one for all.
        fitting.sort(key=lambda p: (p["customertype"] is None, int(p["id"])))
        return self._plan(int(fitting[0]["id"])) if fitting else None

    def _is_default(self, plan: Record, customer: LmsCustomer, instant: int) -> bool:
        divisions = self.divisions_of.get(int(plan["id"]), frozenset())
        return (
            bool(plan["isdefault"])
            and (not divisions or customer.division_id in divisions)
            and _is_within(plan["datefrom"], plan["dateto"], instant)
            and plan["customertype"] in (None, customer.kind)
        )

    def _plan(self, plan_id: int) -> NumberPlan:
        row = self.plans[plan_id]
        template = str(row["template"] or DEFAULT_TEMPLATE)
        return NumberPlan(plan_id, template, int(row["period"]), bool(row["isdefault"]))


def read_plans(database: Database, own_plan_id: int | None) -> PlanBook:
    """Read all number plans for invoices.

    Raises:
        ConfigurationError: `numberplanid` names a plan that is none for invoices.
    """
    columns = require_table(database, "numberplans")
    rows = select_known(
        database, "invoices/lms_customers/select_number_plans", columns, PLAN_COLUMNS
    )
    plans = {int(row["id"]): row for row in rows}
    if own_plan_id is not None and own_plan_id not in plans:
        raise ConfigurationError(
            f"hiperus_c5.numberplanid is {own_plan_id}, but LMS has no number plan for invoices "
            "with this id; correct the setting in LMS's uiconfig."
        )
    assigned: dict[int, set[int]] = {}
    for row in database.fetch_all("invoices/lms_customers/select_plan_divisions"):
        assigned.setdefault(int(row["planid"]), set()).add(int(row["divisionid"]))
    return PlanBook(plans, {k: frozenset(v) for k, v in assigned.items()}, own_plan_id)


def find_tax(database: Database, rate: Decimal, instant: int) -> int:
    """Return the id of LMS's tax with this rate, taxed, no reverse charge, valid at `instant`.

    Raises:
        ConfigurationError: there is none.
    """
    columns = require_table(database, "taxes")
    for row in select_known(database, "invoices/lms_customers/select_taxes", columns, TAX_COLUMNS):
        is_plain = bool(row["taxed"]) and not row["reversecharge"]
        fits = Decimal(row["value"]) == rate and _is_within(
            row["validfrom"], row["validto"], instant
        )
        if is_plain and fits:
            return int(row["id"])
    raise ConfigurationError(
        f"LMS has no tax of {rate} % that is valid on the day of issue (taxed, no reverse charge); "
        "set hiperus_c5.taxrate to a rate that LMS's list of taxes holds."
    )


def _is_within(start: object, end: object, instant: int) -> bool:
    """LMS's validity: from ≤ instant ≤ to, where 0 (or no such column) is open."""
    first, last = int(str(start or 0)), int(str(end or 0))
    return first <= instant and (last == 0 or instant <= last)
