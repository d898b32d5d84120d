"""The basic statement in LMS: the very calls that are stamped with the document, to the grosz."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from hiperus.invoices.read_back import read_back
from hiperus.storage.database import Database
from tests.support.builders_invoices import ISSUE_DAY, World, a_document, a_plain_month, a_world

pytestmark = pytest.mark.database

PREMIUM = "48700123456"


@pytest.fixture
def world(empty_database: Database) -> World:
    """October of customer 12: paid calls of three types, free and failed ones."""
    world = a_world(empty_database, [12, 13])
    a_plain_month(world)
    world.call((100, 200), "2.0000", type="mobile", bill_cpb="48601000001", duration=90)
    world.call((100, 200), "7.3200", type="premium", bill_cpb=PREMIUM)
    world.call((100, 200), "0.0000", type="mobile", bill_cpb="48601000002")
    world.call((100, 200), "0.5000", calltype="forwarded", type="mobile")
    return world


def comments(world: World) -> list[str]:
    return [r["comment"] or "" for r in world.rows("SELECT comment FROM documents ORDER BY id")]


def stated(text: str) -> Decimal:
    """Return the sum of the lines by type of service; the last line must say the same."""
    amounts = re.findall(r"^- (?!numer ).*?([\d,]+) zł$", text, re.MULTILINE)
    found = sum((Decimal(a.replace(",", ".")) for a in amounts), Decimal(0))
    (whole,) = re.findall(r"^Razem: .*?([\d,]+) zł\.$", text, re.MULTILINE)
    assert found == Decimal(whole.replace(",", "."))
    return found


def stamped(world: World) -> Decimal:
    return Decimal(world.rows("SELECT SUM(cost_billed) AS net FROM hv_billing_invoiced")[0]["net"])


def test_each_invoice_has_the_statement_of_its_stamped_calls(world: World) -> None:
    world.run()
    (text,) = comments(world)
    assert stated(text) == stamped(world) == Decimal("11.0545")
    (line,) = world.rows("SELECT exact_net FROM hv_invoice_line WHERE kind = 'calls'")
    assert stated(text) == line["exact_net"]
    assert "- numery komórkowe: 1 poł., 0:01:30 (90 jedn. po 1 s), 2,0000 zł" in text
    assert "- połączenia przekierowane: 1 poł., 0:01:00" in text
    assert f"- numer {PREMIUM}: 1 poł., 0:01:00 (60 jedn. po 1 s), 7,3200 zł" in text
    assert "48601000001" not in text
    assert "stronie BIP" in text


@pytest.mark.parametrize("mode", ["totals", "off"])
def test_numbers_or_all_of_it_can_be_left_out(world: World, mode: str) -> None:
    world.with_settings(basic_statement=mode)
    world.run()
    (text,) = comments(world)
    assert PREMIUM not in text
    assert bool(text) == (mode == "totals")


def test_a_division_may_have_its_own(world: World) -> None:
    world.settings = None
    world.setting("hiperus_c5", "first_billed_month", "2026-09")
    world.database.execute_text(
        "INSERT INTO uiconfig (section, var, value, divisionid) "
        f"VALUES ('hiperus_c5', 'basic_statement', 'off', {world.lms.division_id})"
    )
    world.run()
    assert comments(world) == [""]


def test_dearer_calls_are_stated_with_the_rest(world: World) -> None:
    call = world.call((100, 200), "1.0000", type="mobile")
    world.run()
    before = stamped(world)
    world.reprice(call, "1.5000")
    world.with_settings(adjustments="own_invoice")
    world.run()
    text = comments(world)[-1]
    assert "dopłaty do połączeń z wcześniejszych faktur: 1 poł., 0,5000 zł" in text
    assert stated(text) == stamped(world) - before == Decimal("0.5")


def test_lines_on_lmss_own_invoice_add_to_its_comment_and_are_no_edit(world: World) -> None:
    docid = a_document(world, comment="Dziękujemy")
    world.run(add_new_invoices=False)
    (text,) = comments(world)
    assert text.startswith("Dziękujemy\nPodstawowy wykaz")
    assert stated(text) == stamped(world)
    world.run(add_new_invoices=False)
    read_back(world.a_run(), ISSUE_DAY)
    (row,) = world.rows("SELECT state, edited, changed_lines, docid FROM hv_document")
    assert row.pop("docid") == docid
    assert row == {"state": "live", "edited": "", "changed_lines": 0}


def test_nothing_paid_leaves_no_statement(empty_database: Database) -> None:
    world = a_world(empty_database, [12])
    world.subscription(5, "20.00")
    world.account(100, 12)
    world.terminal(200, 100, subscription_id=5)
    world.call((100, 200), "0.0000")
    world.run()
    assert comments(world) == [""]


def test_an_lms_without_comments_has_the_totals_in_its_last_line(empty_database: Database) -> None:
    world = a_world(empty_database, [12], "old")
    a_plain_month(world)
    world.call((100, 200), "2.0000", type="mobile", duration=90)
    world.run()
    texts = [row["description"] for row in world.rows(
        "SELECT description FROM invoicecontents ORDER BY itemid")]  # fmt: skip
    assert "w tym: numery komórkowe: 1 poł., 0:01:30 (90 jedn. po 1 s), 2,0000 zł" in texts[-1]
    assert "w tym" not in texts[0]
    assert {row["comment"] for row in world.rows("SELECT comment FROM cash")} == set(texts)
    read_back(world.a_run(), ISSUE_DAY)
    (row,) = world.rows("SELECT state, edited, changed_lines FROM hv_document")
    assert row == {"state": "live", "edited": "", "changed_lines": 0}
