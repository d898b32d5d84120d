"""What is changed on the platform between two imports costs no call its owner."""

from __future__ import annotations

from datetime import datetime

import pytest

from hiperus.calls.link import link_open_calls, linkable_calls
from hiperus.domain.periods import WARSAW
from hiperus.storage.database import Database
from tests.integration.accounts.importer import Import
from tests.support.cdr_world import a_window, load
from tests.support.fake_billing import FakeBilling, a_call
from tests.support.fakes import a_terminal, an_account
from tests.support.runs import a_run

pytestmark = pytest.mark.database

DAY = a_window("2026-03-10", "2026-03-10")
AT_TEN, AT_ELEVEN = "2026-03-10 10:00:00", "2026-03-10 11:00:00"


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=WARSAW).timestamp())


@pytest.fixture
def importer(lms_database: Database) -> Import:
    """An import of the 10th at 00:31, of two accounts with a terminal each."""
    importer = Import(lms_database)
    platform = importer.platform
    platform.accounts = {
        "12001": an_account("12001", name="Gęś", ext_billing_id="1001"),
        "12002": an_account("12002", name="Kot", ext_billing_id="1002"),
    }
    platform.terminals = {
        "12001": [a_terminal("24001", username="alfa"), a_terminal("24002", username="beta")],
        "12002": [a_terminal("24003", username="gamma")],
    }
    platform.numbers = {"12001": [], "12002": []}
    imported(importer, "2026-03-10 00:31:00")
    return importer


def imported(importer: Import, when: str) -> None:
    importer.clock.now = at(when) - 3600
    importer.run("customers")
    importer.clock.now = at(when) - 3600
    importer.run("terminals")


def calls(importer: Import, *named: tuple[str, int, str]) -> dict[int, tuple[object, ...]]:
    """Import at 00:31, load calls of 11:00 at 01:01; return terminal, account, customer."""
    rows = [
        a_call(
            id=n,
            start_time=AT_ELEVEN,
            terminal_name=terminal,
            ext_billing_id=customer,
            customer_name=name,
        )
        for n, (terminal, customer, name) in enumerate(named, 1)
    ]
    imported(importer, "2026-03-11 00:31:00")
    load(importer.database, FakeBilling(rows), DAY, at("2026-03-11 01:01:00"))
    return links(importer.database)


def links(database: Database) -> dict[int, tuple[object, ...]]:
    found = database.fetch_text("SELECT * FROM hv_billing_link ORDER BY cdr_id")
    return {r["cdr_id"]: (r["terminal_id"], r["account_id"], r["customer_id"]) for r in found}


def test_the_four_changes_of_a_morning(importer: Import) -> None:
    platform = importer.platform
    platform.terminals["12001"] = [a_terminal("24001", username="alfa-nowa")]
    moved = a_terminal("24002", username="beta", id_customer="12002")
    platform.terminals["12002"] = [a_terminal("24003", username="gamma"), moved]
    platform.accounts["12002"] = an_account("12002", name="Kot", ext_billing_id="1003")
    assert calls(
        importer,
        ("alfa-nowa", 1001, "Gęś"),  # renamed at ten
        ("beta", 1003, "Kot"),  # moved at ten
        ("gamma", 1003, "Kot"),  # its account's customer corrected at ten
        ("epsilon", 1001, "Gęś"),  # lived from ten to six only
        ("gamma", 1002, "Kot"),  # before the correction was made
        ("alfa", 1001, "Gęś"),  # before the rename
    ) == {
        1: (24001, 12001, 1001),
        2: (24002, 12002, 1003),
        3: (24003, 12002, 1003),
        4: (None, 12001, 1001),
        5: (24003, 12002, 1002),
        6: (24001, 12001, 1001),
    }


def test_two_accounts_of_one_customer_are_told_apart_by_the_name_on_the_call(
    importer: Import,
) -> None:
    platform = importer.platform
    platform.accounts["12002"] = an_account("12002", name="Kot", ext_billing_id="1001")
    platform.terminals["12002"] = [a_terminal("24003", username="alfa")]
    assert calls(importer, ("alfa", 1001, "Gęś"), ("alfa", 1001, "Kot")) == {
        1: (24001, 12001, 1001),
        2: (24003, 12002, 1001),
    }


def test_a_linked_call_keeps_its_link_when_only_a_name_on_it_changes(importer: Import) -> None:
    first = calls(importer, ("alfa", 1001, "Gęś"))
    renamed = a_call(
        id=1,
        start_time=AT_ELEVEN,
        terminal_name="nigdy nie widziana",
        ext_billing_id=1001,
        customer_name="Gęś i Syn",
    )
    summary = load(importer.database, FakeBilling([renamed]), DAY, at("2026-03-12 01:01:00"))
    assert summary.updated == 1
    assert links(importer.database) == first
    (stored,) = importer.database.fetch_text("SELECT customerid, terminal_name FROM hv_billing")
    assert stored == {"customerid": 12001, "terminal_name": "nigdy nie widziana"}


def test_another_customer_on_the_call_links_it_anew(importer: Import) -> None:
    calls(importer, ("alfa", 1001, "Gęś"))
    other = a_call(
        id=1,
        start_time=AT_ELEVEN,
        terminal_name="gamma",
        ext_billing_id=1002,
        customer_name="Kot",
    )
    load(importer.database, FakeBilling([other]), DAY, at("2026-03-12 01:01:00"))
    assert links(importer.database) == {1: (24003, 12002, 1002)}


def test_a_terminal_that_an_import_brings_later_takes_its_calls(importer: Import) -> None:
    assert calls(importer, ("delta", 1001, "Gęś")) == {1: (None, 12001, 1001)}
    importer.platform.terminals["12001"].append(a_terminal("24009", username="delta"))
    imported(importer, "2026-03-12 00:31:00")
    summary = link_open_calls(a_run(importer.database, at("2026-03-12 01:00:00")))
    assert summary.linked == 1
    assert links(importer.database) == {1: (24009, 12001, 1001)}


def test_an_import_of_one_account_is_the_import_before_for_that_account(importer: Import) -> None:
    importer.clock.now = at("2026-03-10 12:00:00") - 3600
    importer.run("terminals", account_id=12001)
    importer.platform.terminals["12001"] = [a_terminal("24001", username="alfa-nowa")]
    found = calls(importer, ("alfa-nowa", 1001, "Gęś"), ("alfa", 1001, "Gęś"))
    # At twelve the import of this account still saw the old name, so at eleven it bore that one.
    assert found == {1: (None, 12001, 1001), 2: (24001, 12001, 1001)}


def test_histories_of_an_older_version_learn_it_from_past_imports(importer: Import) -> None:
    importer.platform.terminals["12001"] = [a_terminal("24001", username="alfa-nowa")]
    imported(importer, "2026-03-11 00:31:00")
    database = importer.database
    wanted = database.fetch_text(
        "SELECT id, changed_after FROM hv_terminal_history WHERE valid_from > 0 ORDER BY id"
    )
    assert wanted[0]["changed_after"] == at("2026-03-10 00:31:00")
    database.execute_text("UPDATE hv_terminal_history SET changed_after = NULL")
    database.execute("storage/changed_after/fill_terminals")
    assert wanted == database.fetch_text(
        "SELECT id, changed_after FROM hv_terminal_history WHERE valid_from > 0 ORDER BY id"
    )


def test_an_upgrade_says_which_open_calls_become_billable_and_changes_nothing(
    importer: Import,
) -> None:
    calls(importer, ("alfa", 1001, "Gęś"), ("gamma", 1002, "Kot"), ("omega", 1009, "Nikt"))
    database = importer.database
    database.execute_text(
        "UPDATE hv_billing_link SET terminal_id = NULL, account_id = NULL, customer_id = NULL, "
        "rule = 'unlinked: unknown terminal'"
    )
    before = links(database)
    run = a_run(database, at("2026-03-12 01:00:00"))
    (month,) = linkable_calls(run)
    net = database.fetch_text("SELECT SUM(cost) AS net FROM hv_billing WHERE id < 3")[0]["net"]
    assert (month.month, month.calls, month.net) == ("2026-03", 2, net)
    assert links(database) == before
    assert link_open_calls(run).linked == 2
    assert linkable_calls(run) == []
