"""Whole invoices in LMS, one folder for each difference to LMS's own generators.

`expected.json` was written by hand, from what LMS's form and batch write for the same customers.
What it does not name is not compared.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from dev.lms import seed as seeding
from dev.lms.seed import SeedCustomer
from hiperus.domain.xml_text import is_forbidden
from hiperus.invoices.rules.state_reasons import sentence
from hiperus.storage.catalogue import columns_of
from hiperus.storage.database import Database
from tests.support.builders_invoices import World, a_document, a_plain_month, a_world
from tests.support.roles import add_row, superuser

pytestmark = pytest.mark.database

FOLDER = Path(__file__).parent / "lms_cases"


def cases() -> Iterator[Any]:
    for path in sorted(FOLDER.glob("*/input.json")):
        given = json.loads(path.read_text(encoding="utf-8"))
        for era in given["eras"]:
            yield pytest.param(path.parent, given, era, id=f"{path.parent.name}-{era}")


class Case:
    """An LMS as a case describes it; things have names, which stand for ids."""

    def __init__(self, world: World, given: Mapping[str, Any]) -> None:
        self.world = world
        self.given = given
        self.database = superuser(world.database)
        self.ids: dict[str, int] = {"shared": world.lms.shared_plan_id}

    def make(self) -> None:
        for division in self.given.get("divisions", []):
            self._division(dict(division))
        for plan in self.given.get("plans", []):
            self._plan(dict(plan))
        for customer in self.given["customers"]:
            self._customer(dict(customer))
        for recipient in self.given.get("recipients", []):
            values = dict(recipient)
            key, name = values.pop("customer"), values.pop("name")
            self.ids[name] = seeding.add_recipient(self.database, key, name, **values)
        for assignment in self.given.get("assignments", []):
            values = dict(assignment)
            whom = values.pop("recipient", None)
            key = values.pop("customer")
            values["recipient_address_id"] = self.ids[whom] if whom else None
            seeding.add_assignment(self.database, key, **values)
        for document in self.given.get("documents", []):
            self._document(dict(document))
        self.world.settings = None
        first = ["hiperus_c5", "first_billed_month", "2026-09"]
        for setting in [first, *self.given.get("uiconfig", [])]:
            self._setting(*setting)

    def _division(self, values: dict[str, Any]) -> None:
        name, template = values.pop("name"), values.pop("plan", None)
        division = seeding.add_division(self.database, self.world.lms, name, **values)
        self.ids[name] = division
        if template:
            seeding.add_plan(self.database, template, divisions=[division], isdefault=1)

    def _plan(self, values: dict[str, Any]) -> None:
        name, template = values.pop("name"), values.pop("template")
        divisions = [self.ids[division] for division in values.pop("divisions", [])]
        self.ids[name] = seeding.add_plan(self.database, template, divisions=divisions, **values)

    def _customer(self, values: dict[str, Any]) -> None:
        division = values.pop("division", None)
        customer = SeedCustomer(**values, division_id=self.ids[division] if division else None)
        seeding._add_customer(self.database, customer, self.world.lms)
        key = customer.id
        pricelists = self.given.get("pricelists", {})
        self.world.account(100 + key, key)
        self.world.terminal(
            200 + key, 100 + key, pricelist_name=pricelists.get(str(key), "Cennik A")
        )
        for number in self.given.get("numbers", {}).get(str(key), []):
            self.world.number(100 + key, f"term{200 + key}", number)
        self.world.call((100 + key, 200 + key), "1.0000")

    def _document(self, values: dict[str, Any]) -> None:
        plan = values.pop("plan", "shared")
        a_document(
            self.world,
            customerid=values.pop("customer", None)
            or (None if columns_of(self.database, "documents")["customerid"].nullable else 0),
            numberplanid=self.ids[plan],
            **values,
        )

    def _setting(self, section: str, name: str, value: str, division: str | None = None) -> None:
        row: dict[str, Any] = {"section": section, "var": name, "value": value, "description": ""}
        row["divisionid"] = self.ids[division] if division else None
        is_seeded = f"{section}.{name}" in ("payments.default_unit_name", "invoices.paytime")
        if is_seeded and not division:
            where = "section = %(section)s AND var = %(var)s"
            self.database.execute_text(f"UPDATE uiconfig SET value = %(value)s WHERE {where}", row)
            return
        add_row(self.database, "uiconfig", row | {"value": str(self.ids.get(value, value))})

    def found(self) -> dict[str, Any]:
        """Run, and tell what LMS then holds, in the words of the case."""
        summary = self.world.run(**self.given.get("run", {}))
        names = {f"number plan {key} (": f"number plan {name} (" for name, key in self.ids.items()}
        parked = {}
        for customer, why in summary.parked:
            text = sentence(why)
            for by_id, by_name in names.items():
                text = text.replace(by_id, by_name)
            parked[str(customer)] = text
        not_billed: dict[str, int] = {}
        for entry in summary.not_billed:
            if entry.reason != "parked":
                not_billed[entry.reason] = not_billed.get(entry.reason, 0) + entry.calls
        issued = [invoice.docid for invoice in summary.issued]
        documents = [self._shown(docid) for docid in issued]
        return {"documents": documents, "parked": parked, "not_billed": not_billed}

    def _shown(self, docid: int) -> dict[str, Any]:
        (document,) = self._rows(f"SELECT * FROM documents WHERE id = {docid}")
        items = self._rows(
            "SELECT c.*, t.value AS rate FROM invoicecontents c JOIN taxes t ON t.id = c.taxid "
            f"WHERE c.docid = {docid} ORDER BY c.itemid"
        )
        post = self._address(document.get("post_address_id"))
        recipient = self._address(document.get("recipient_address_id"))
        role = [document.get("recipient_ten"), document.get("recipient_type")]
        return {
            "customer": document["customerid"],
            "number": document["fullnumber"],
            "address": document["address"],
            "paytime": document["paytime"],
            "paytype": document["paytype"],
            "post": [post["name"], post["street"]] if post else None,
            "recipient": [recipient["name"], *role] if recipient else None,
            "unit": items[0]["content"],
            "prodid": items[0]["prodid"],
            "tax": str(items[0]["rate"]),
            "lines": [[item["description"], f"{item['value']:.2f}"] for item in items],
        }

    def _address(self, address_id: int | None) -> dict[str, Any] | None:
        if not address_id:
            return None
        owners = self._rows(f"SELECT id FROM customer_addresses WHERE address_id = {address_id}")
        assert owners == [], "a document owns a copy, never the customer's own address"
        return self._rows(f"SELECT * FROM addresses WHERE id = {address_id}")[0]

    def _rows(self, text: str) -> list[dict[str, Any]]:
        return self.database.fetch_text(text)


@pytest.mark.parametrize(("folder", "given", "era"), list(cases()))
def test_the_case_comes_out_as_written(
    empty_database: Database, folder: Path, given: dict[str, Any], era: str
) -> None:
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    case = Case(a_world(empty_database, [], era), given)
    case.make()
    found = case.found()
    assert found["parked"] == expected.get("parked", {})
    assert found["not_billed"] == expected.get("not_billed", {})
    assert len(found["documents"]) == len(expected["documents"])
    for document, wanted in zip(found["documents"], expected["documents"], strict=True):
        assert {name: document[name] for name in wanted} == wanted


@pytest.mark.parametrize("era", ["current", "old"])
def test_every_text_of_a_document_is_cleaned_and_listed(empty_database: Database, era: str) -> None:
    world = a_world(empty_database, [12], era)
    a_plain_month(world)
    database = superuser(world.database)
    database.execute_text("UPDATE customers SET name = %(name)s", {"name": "Klient\u0007 12"})
    database.execute_text(
        "UPDATE divisions SET inv_header = %(text)s", {"text": "Oddział\u0001\nul. Długa"}
    )
    database.execute_text(
        "UPDATE hv_terminal_history SET pricelist_name = %(name)s", {"name": "Cennik\u0002 A"}
    )
    summary = world.run()
    texts = [
        str(value)
        for table in ("documents", "invoicecontents", "cash")
        for row in world.rows(f"SELECT * FROM {table}")
        for value in row.values()
    ]
    assert not [text for text in texts if is_forbidden(text)]
    (document,) = world.rows("SELECT name, div_inv_header FROM documents")
    assert document["name"].endswith("Klient 12")
    assert document["div_inv_header"] == "Oddział\nul. Długa"
    division = world.lms.division_id
    assert summary.cleaned == (
        f"division {division}: inv_header",
        "customer 12: name",
        "customer 12: text of a line of terminal 200",
    )
    assert "cleaned of what e-invoices forbid: customer 12: name" in summary.text()
