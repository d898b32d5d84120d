"""What became of documents in LMS, on the pages "Invoices" and "Open ends", in both languages."""

from __future__ import annotations

import csv
from datetime import timedelta
from html import unescape
from io import StringIO
from typing import Any

import pytest

from hiperus.invoices.read_back import read_back
from hiperus.reconcile.reconcile import keep_findings
from hiperus.reconcile.rules.document_findings import document_findings
from hiperus.reconcile.rules.findings import DOCUMENT_KINDS
from hiperus.storage.database import Database
from tests.support.builders_invoices import ISSUE_DAY, MONTH, NOW, World, a_world, an_einvoice
from tests.support.clerk import Clerk
from tests.support.roles import put_settings

pytestmark = pytest.mark.database

CUSTOMERS = range(12, 20)
TODAY = ISSUE_DAY + timedelta(days=5)


@pytest.fixture
def world(empty_database: Database, lms: str) -> World:
    """Eight invoices, to each of which something else happened in LMS."""
    assert lms
    world = a_world(empty_database, CUSTOMERS)
    put_settings(world.database, first_billed_month="2026-09")
    world.subscription(5, "20.00")
    for customer in CUSTOMERS:
        world.account(100 + customer, customer)
        world.terminal(200 + customer, 100 + customer, subscription_id=5)
        world.call((100 + customer, 200 + customer), "2.0000")
    world.run()
    rows = world.rows("SELECT customer_id, docid FROM hv_invoice")
    documents = {row["customer_id"]: row["docid"] for row in rows}
    clerk = Clerk(world.database)
    clerk.cancel(documents[12])
    clerk.delete(documents[13])
    clerk.edit(documents[14], item=2, gross="1.00", name="Klient 14 po zmianie")
    clerk.delete_line(documents[15], 1)
    clerk.correct(documents[16], item=2, gross="0.00")
    clerk.mail(documents[17], NOW + 3600)
    an_einvoice(world, documents[17], status=200, ksefnumber="5250000000-20261101-AAAA")
    an_einvoice(world, documents[18], status=440, statusdescription="Duplikat faktury")
    world.now = NOW + 5 * 86400
    fates = read_back(world.a_run(), TODAY)
    keep_findings(world.a_run(), document_findings(fates, TODAY, 3), DOCUMENT_KINDS)
    return world


SHOWN = {
    "en": {
        12: "cancelled",
        13: "deleted",
        14: "edited: buyer's name; lines changed: 1",
        15: "lines removed: 1",
        16: "corrected by -PLN 2.46",
        17: "mailed; KSeF 5250000000-20261101-AAAA",
        18: "refused by KSeF: Duplikat faktury",
        19: "–",
    },
    "pl": {
        12: "anulowana",
        13: "usunięta",
        14: "edytowana: nazwa nabywcy; zmienione pozycje: 1",
        15: "usunięte pozycje: 1",
        16: "skorygowana o -2,46 zł",
        17: "wysłana e-mailem; KSeF 5250000000-20261101-AAAA",
        18: "odrzucona przez KSeF: Duplikat faktury",
        19: "–",
    },
}
LISTED = {
    "en": ["cancelled in LMS", "deleted in LMS", "buyer's name, our lines", "refused by KSeF"],
    "pl": ["anulowana w LMS", "usunięta w LMS", "nazwa nabywcy, nasze pozycje", "hiperus_replay"],
}


@pytest.mark.parametrize(("code", "separator"), [("en", ","), ("pl", ";")])
def test_each_fate_is_said_in_the_list_the_file_and_the_open_ends(
    browser: Any, world: World, code: str, separator: str
) -> None:
    asked = f"month={MONTH}&language={code}"
    page = plain(browser.get(f"/invoices?{asked}").text)
    for words in SHOWN[code].values():
        assert words in page
    text = browser.get(f"/invoices/file?what=customers&{asked}").text.removeprefix("\ufeff")
    _, *rows = csv.reader(StringIO(text, newline=""), delimiter=separator)
    assert {int(row[0]): plain(row[-1]) for row in rows} == SHOWN[code]
    one = plain(browser.get(f"/invoices/customer?customer=14&{asked}").text)
    assert SHOWN[code][14] in one
    answer = browser.get(f"/open-ends?language={code}")
    assert answer.status_code == 200
    for words in LISTED[code]:
        assert words in plain(answer.text)
    assert len(world.rows("SELECT cause FROM hv_alert WHERE kind = 'finding'")) == 6


def plain(text: str) -> str:
    """Take entities and unbreakable blanks out."""
    return unescape(text).replace("\u00a0", " ")
