"""Every kind of sentence that `hv_invoice.reason` held before reasons had codes, in a table."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from hiperus.storage import migrations
from hiperus.storage.database import Database
from tests.support.builders_invoices import MONTH, insert
from tests.support.roles import create_schema, migrate

VERSION = "2026112701"
SINCE = tuple(f"202611280{n}" for n in range(1, 9))
"""The migrations after it."""
FIRST_CUSTOMER = 1000

NO_DIVISION = "the LMS customer has no division"
NO_ADDRESS = "the LMS customer has no billing address"
NO_PLAN = "the LMS customer has no usable number plan for invoices"
BOUND = "12345.60 PLN gross is above the bound of 1000.00; release it if it is right"
NO_DATE = (
    "terminal Kowalski: dom; 1: A subscription date reads {}, which is no date; "
    "correct it on the platform and import again."
)
REFUSED = "The LMS database refused invoices/insert_cash: value too long for type (22001)."
SUMS = (
    "Document 1/LMS/2026 holds 1.00 PLN in its lines and None PLN in cash, but 2.00 PLN was "
    "calculated; it was undone."
)
TOTALS = (
    "The totals of customer 12 do not tie: Amounts(net=Decimal('1.00'), vat=Decimal('0.23'), "
    "gross=Decimal('1.24')); it was undone."
)

NO_DIVISION_PL = "klient LMS nie ma oddziału"
NO_ADDRESS_PL = "klient LMS nie ma adresu do faktur"
NO_PLAN_PL = "klient LMS nie ma planu numeracji faktur, którego można użyć"
BOUND_PL = (
    "12\xa0345,60 PLN brutto przekracza granicę 1\xa0000,00; "
    "jeśli kwota jest poprawna, zwolnij fakturę"
)
NO_DATE_PL = (
    "terminal Kowalski: dom; 1: Data abonamentu to {}, co nie jest datą; "
    "popraw ją na platformie i zaimportuj ponownie."
)
BOUND_EN = BOUND.replace("12345.60", "12,345.60").replace("1000.00", "1,000.00")


@dataclass(frozen=True)
class OldReason:
    """A sentence in the table, the state of its invoice, its code now, what the page showed."""

    reason: str
    code: str
    polish: str
    english: str = ""
    state: str = "parked"

    @property
    def shown(self) -> dict[str, str]:
        """What the page showed, by language."""
        return {"en": self.english or self.reason, "pl": self.polish}


OLD_REASONS = [
    OldReason(NO_DIVISION, "no_division", NO_DIVISION_PL),
    OldReason(NO_ADDRESS, "no_address", NO_ADDRESS_PL),
    OldReason(NO_PLAN, "no_plan", NO_PLAN_PL),
    OldReason(NO_DATE.format("'soon'"), "no_date", NO_DATE_PL.format("'soon'")),
    OldReason(NO_DATE.format('"it\'s"'), "no_date", NO_DATE_PL.format('"it\'s"')),
    OldReason(BOUND, "above_bound", BOUND_PL, BOUND_EN),
    OldReason(
        "; ".join([NO_DATE.format("'a'"), NO_DATE.format("'b'"), NO_DIVISION, NO_ADDRESS, BOUND]),
        "several",
        "; ".join(
            [
                *(NO_DATE_PL.format("'a'"), NO_DATE_PL.format("'b'")),
                *(NO_DIVISION_PL, NO_ADDRESS_PL, BOUND_PL),
            ]
        ),
        "; ".join(
            [NO_DATE.format("'a'"), NO_DATE.format("'b'"), NO_DIVISION, NO_ADDRESS, BOUND_EN]
        ),
    ),
    OldReason(f"napisane ręcznie; {NO_PLAN}", "several", f"napisane ręcznie; {NO_PLAN_PL}"),
    OldReason(
        f'{NO_DIVISION}; ; żółw; {BOUND}; "%s" {{x}}',
        "several",
        f'{NO_DIVISION_PL}; ; żółw; {BOUND_PL}; "%s" {{x}}',
        f'{NO_DIVISION}; ; żółw; {BOUND_EN}; "%s" {{x}}',
    ),
    OldReason(f"{NO_PLAN}; ; {NO_ADDRESS}; ", "several", f"{NO_PLAN_PL}; ; {NO_ADDRESS_PL}; "),
    OldReason(REFUSED, "refused", REFUSED),
    OldReason(SUMS, "safety_bound", SUMS),
    OldReason(TOTALS, "safety_bound", TOTALS),
    OldReason("nothing to pay", "nothing_to_pay", "nic do zapłaty", state="skipped"),
    OldReason(
        f"released, was: {BOUND}",
        "released",
        f"zwolniona, było: {BOUND_PL}",
        f"released, was: {BOUND_EN}",
        "approved",
    ),
    OldReason(
        f"released, was: released, was: {NO_DIVISION}; {BOUND}",
        "released",
        f"zwolniona, było: zwolniona, było: {NO_DIVISION_PL}; {BOUND_PL}",
        f"released, was: released, was: {NO_DIVISION}; {BOUND_EN}",
        "approved",
    ),
    OldReason(
        f"released, was: {REFUSED}", "released", f"zwolniona, było: {REFUSED}", state="approved"
    ),
    OldReason("released, was: ", "released", "zwolniona, było: ", state="approved"),
    OldReason(
        "nobody knows this (%s) {sentence}\n\\", "text", "nobody knows this (%s) {sentence}\n\\"
    ),
    OldReason("wrong person", "void", "wrong person", state="void"),
]
"""`polish` and `english` are what the page said of each before reasons had codes."""


def an_older_table(database: Database, era: str, patch: pytest.MonkeyPatch) -> None:
    """Make the tables of the version before, with an invoice for each old sentence.

    The customers are numbered from `FIRST_CUSTOMER` on; two rows more have no reason.
    """
    create_schema(database, era)
    known = migrations.versions(database.dialect)
    with patch.context() as before:
        before.setattr(migrations, "versions", lambda _: [v for v in known if v < VERSION])
        migrate(database)
    common = {"billed_month": MONTH.first_day, "kind": "regular", "updated_at": 0}
    for number, old in enumerate([*OLD_REASONS, OldReason("", "", "")]):
        row = {"customer_id": FIRST_CUSTOMER + number, "state": old.state, "reason": old.reason}
        live = None if old.state == "void" else 1
        insert(database, "hv_invoice", common | row | {"live_regular": live})
    insert(database, "hv_invoice", common | {"customer_id": 1, "state": "issued"})
