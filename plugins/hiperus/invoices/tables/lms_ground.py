"""Reads what LMS's invoices stand on: divisions, number plans, taxes.

Read as a whole, once a run; the columns that an LMS lacks read None.
"""

from __future__ import annotations

from decimal import Decimal

from hiperus.errors import ConfigurationError
from hiperus.invoices.rules.numbering import DEFAULT_TEMPLATE
from hiperus.invoices.rules.plan_choice import PlanBook, PlanRow
from hiperus.storage.catalogue import columns_of, require_table
from hiperus.storage.database import Database, Record
from hiperus.storage.lms_rows import forbidden_in, select_known

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
_DIVISION_TEXTS = tuple(
    name
    for name in DIVISION_COLUMNS
    if name not in ("id", "countryid", "inv_paytime", "inv_paytype")
)
PLAN_COLUMNS = ("id", "template", "period", "isdefault", "datefrom", "dateto", "customertype")
TAX_COLUMNS = ("id", "value", "taxed", "validfrom", "validto", "reversecharge")


def read_divisions(database: Database) -> dict[int, Record]:
    """Return LMS's divisions by id, from `vdivisions` where there is one, else `divisions`.

    `cleaned` names the columns that held characters that XML forbids.
    """
    table = "vdivisions"
    columns = columns_of(database, table)
    if not columns:
        table = "divisions"
        columns = require_table(database, table)
    rows = select_known(database, f"invoices/lms_ground/select_{table}", columns, DIVISION_COLUMNS)
    return {int(r["id"]): r | {"cleaned": forbidden_in(r, _DIVISION_TEXTS)} for r in rows}


def read_plans(database: Database) -> PlanBook:
    """Read all number plans for invoices."""
    columns = require_table(database, "numberplans")
    rows = select_known(database, "invoices/lms_ground/select_number_plans", columns, PLAN_COLUMNS)
    assigned: dict[int, set[int]] = {}
    for row in database.fetch_all("invoices/lms_ground/select_plan_divisions"):
        assigned.setdefault(int(row["planid"]), set()).add(int(row["divisionid"]))
    plans = [_plan(row, frozenset(assigned.get(int(row["id"]), ()))) for row in rows]
    return PlanBook({plan.plan_id: plan for plan in plans})


def _plan(row: Record, divisions: frozenset[int]) -> PlanRow:
    kind = row["customertype"]
    return PlanRow(
        plan_id=int(row["id"]),
        template=str(row["template"] or DEFAULT_TEMPLATE),
        period=int(row["period"]),
        is_default=bool(row["isdefault"]),
        valid_from=int(row["datefrom"] or 0),
        valid_to=int(row["dateto"] or 0),
        customer_kind=None if kind is None else int(kind),
        divisions=divisions,
    )


def find_tax(database: Database, rate: Decimal, instant: int) -> int:
    """Return the id of LMS's tax with this rate, taxed, no reverse charge, valid at `instant`.

    Raises:
        ConfigurationError: there is none.
    """
    columns = require_table(database, "taxes")
    for row in select_known(database, "invoices/lms_ground/select_taxes", columns, TAX_COLUMNS):
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
