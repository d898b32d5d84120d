"""Calls belong to whoever had the terminal when they started; open ones are tried again."""

from __future__ import annotations

from hiperus.calls.link import LinkSummary, link_open_calls
from hiperus.storage.database import Database
from tests.support.cdr_world import LATER, MARCH, a_terminal, an_account, load, rows, values
from tests.support.fake_billing import FakeBilling, a_call
from tests.support.runs import a_run

NOON_10TH = 1773140400


def links(database: Database) -> dict[int, tuple[object, object, object]]:
    found = rows(database, "SELECT * FROM hv_billing_link ORDER BY cdr_id")
    accounts = values(database, "SELECT customerid FROM hv_billing ORDER BY id")
    assert accounts == [row["account_id"] for row in found]
    return {r["cdr_id"]: (r["terminal_id"], r["account_id"], r["customer_id"]) for r in found}


def link(database: Database) -> LinkSummary:
    return link_open_calls(a_run(database, LATER))


def test_links_are_found_by_the_state_at_the_call_s_start(lms_database: Database) -> None:
    an_account(lms_database, 5)
    an_account(lms_database, 6, 18, "Kot")
    a_terminal(lms_database, 1, 5, valid_to=NOON_10TH)
    a_terminal(lms_database, 1, 6, valid_from=NOON_10TH)
    a_terminal(lms_database, 2, 6, "O'Neill? 100%")
    a_terminal(lms_database, 3, 5, "gone", listed="f")
    kot = {"ext_billing_id": 18, "customer_name": "Kot"}
    platform = FakeBilling(
        [
            a_call(id=1, start_time="2026-03-10 11:59:59"),
            a_call(id=2, start_time="2026-03-10 12:00:00", **kot),
            a_call(id=3, start_time="2026-03-10 12:00:00"),
            a_call(id=4, terminal_name="O'Neill? 100%", **kot),
            a_call(id=5, terminal_name=None),
            a_call(id=6, terminal_name="TERM00001"),
            a_call(id=7, terminal_name="gone"),
        ]
    )
    assert load(lms_database, platform).unlinked == 1
    assert links(lms_database) == {
        1: (1, 5, 17),
        2: (1, 6, 18),
        3: (None, None, None),
        4: (2, 6, 18),
        5: (None, 5, 17),
        6: (None, 5, 17),
        7: (None, 5, 17),
    }
    rules = values(lms_database, "SELECT rule FROM hv_billing_link ORDER BY cdr_id")
    assert rules[2] == "unlinked: terminal and customer disagree"
    assert rules[5] == rules[6] == "customer, unknown terminal"
    assert link(lms_database) == LinkSummary(0, 1)


def test_a_call_is_linked_when_its_terminal_appears_and_stays_so(lms_database: Database) -> None:
    platform = FakeBilling([a_call(id=1), a_call(id=2), a_call(id=3, terminal_name="other")])
    load(lms_database, platform)
    assert link(lms_database).describe() == "links: nothing changed; 3 calls without an account"
    lms_database.execute_text(
        "INSERT INTO hv_billing_invoiced (cdr_id, invoice_id, cost_billed, reason) "
        "VALUES (2, 1, 0, 'zero')"
    )
    a_terminal(lms_database, 1, 5)
    an_account(lms_database, 5)
    assert link(lms_database) == LinkSummary(2, 0)
    expected = {1: (1, 5, 17), 2: (None, None, None), 3: (None, 5, 17)}
    assert links(lms_database) == expected
    lms_database.execute_text("DELETE FROM hv_terminal_history")
    assert link(lms_database) == LinkSummary(0, 0)
    assert load(lms_database, platform).changed_nothing
    assert links(lms_database) == expected


def test_a_call_of_an_unknown_terminal_is_linked_to_it_when_it_appears(
    lms_database: Database,
) -> None:
    an_account(lms_database, 5)
    load(lms_database, FakeBilling([a_call(id=1)]))
    assert links(lms_database) == {1: (None, 5, 17)}
    a_terminal(lms_database, 1, 5)
    assert link(lms_database) == LinkSummary(1, 0)
    assert links(lms_database) == {1: (1, 5, 17)}


def test_a_changed_call_is_linked_anew_but_an_invoiced_one_is_not(lms_database: Database) -> None:
    an_account(lms_database, 6, 18, "Kot")
    a_terminal(lms_database, 3, 6, "term3")
    an_account(lms_database, 5)
    a_terminal(lms_database, 1, 5)
    a_terminal(lms_database, 2, 5, "term2")
    load(lms_database, FakeBilling([a_call(id=1), a_call(id=2)]))
    lms_database.execute_text(
        "INSERT INTO hv_billing_invoiced (cdr_id, invoice_id, cost_billed, reason) "
        "VALUES (2, 1, 1.2345, 'billed')"
    )
    other = {"ext_billing_id": 18, "customer_name": "Kot", "terminal_name": "term3"}
    moved = [a_call(id=1, **other), a_call(id=2, **other)]
    assert load(lms_database, FakeBilling(moved), MARCH).updated == 2
    assert links(lms_database) == {1: (3, 6, 18), 2: (1, 5, 17)}


def test_a_call_that_is_read_again_under_another_name_keeps_its_link(
    lms_database: Database,
) -> None:
    an_account(lms_database, 5)
    a_terminal(lms_database, 1, 5)
    a_terminal(lms_database, 2, 5, "term2")
    load(lms_database, FakeBilling([a_call(id=1), a_call(id=2)]))
    renamed = [a_call(id=1, terminal_name="term2"), a_call(id=2, terminal_name="nobody's")]
    assert load(lms_database, FakeBilling(renamed), MARCH).updated == 2
    assert links(lms_database) == {1: (1, 5, 17), 2: (1, 5, 17)}
