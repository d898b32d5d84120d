"""What the platform lists is what LMS holds, written only where it differs."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hiperus.errors import SessionExpiredError
from hiperus.storage.statements import Dialect
from tests.integration.accounts.importer import Import
from tests.support.fakes import a_number, a_terminal, a_usage, an_account
from tests.support.roles import add_row


def test_everything_the_platform_lists_comes_in(importer: Import) -> None:
    summaries = importer.run()
    assert [(s.category, s.fetched, s.inserted) for s in summaries] == [
        ("customers", 2, 2),
        ("terminals", 3, 3),
        ("numbers", 8, 8),
        ("end_users", 1, 1),
        ("price_lists", 2, 2),
        ("subscriptions", 2, 2),
        ("wlr", 1, 2),
    ]
    account = importer.one("hv_customers", 12001)
    assert account["name"] == "Świętosława Śliwa"
    assert (account["city"], account["b_nip"], account["apartment_number"]) == ("Łódź", None, None)
    assert (account["issue_invoice"], account["payment_type"]) == ("t", "postpaid")
    assert (account["ext_billing_id"], account["id_default_balance"]) == (1001, 5001)
    terminal = importer.one("hv_terminal", 24002)
    assert (terminal["customerid"], terminal["username"]) == (12001, "term'2?%s")
    assert (terminal["value_left"], terminal["id_auth"]) == (Decimal("12.30"), 0)
    assert terminal["extensions"] == "48420000001\n"
    assert importer.one("hv_terminal", 24003)["customerid"] == 12002
    assert importer.one("hv_pstn", 300001)["clir"] == "t"
    assert importer.one("hv_pricelist", 2)["charge_internal_call"] == "t"
    subscription = importer.one("hv_subscriptionlist", 2)
    assert subscription["invoice_value"] == Decimal("0.01")
    assert (subscription["f_dld"], subscription["f_mobile"]) == ("0", None)
    assert importer.one("hv_pstnrange", 1)["ussage"] == "t"
    usage = {row["extension"]: row["customerid"] for row in importer.all("hv_pstnusage")}
    assert usage == {48420000001: 12001, 48420000002: 0, 48710000001: 12002}


def test_a_second_run_changes_no_row_and_says_so(importer: Import) -> None:
    importer.run()
    before = importer.everything()
    summaries = importer.run()
    assert importer.everything() == before
    assert all("nothing changed" in summary.describe() for summary in summaries)
    assert importer.run(full_refresh=True)[0].describe() == "customers: 2 fetched, nothing changed"
    assert importer.everything() == before
    last = importer.loads()[-7]
    assert (last["category"], last["full_refresh"], last["status"]) == ("customers", "t", "loaded")
    assert (last["rows_fetched"], last["rows_unchanged"]) == (2, 2)
    assert (last["dag_id"], last["run_id"]) == ("hiperus_import", "test")


def test_only_what_differs_is_written_and_letter_case_counts(importer: Import) -> None:
    importer.run()
    importer.platform.accounts["12001"]["name"] = "świętosława śliwa"
    importer.platform.accounts["12002"]["b_nip"] = "7270000002"
    (summary,) = importer.run("customers")
    assert (summary.inserted, summary.updated, summary.unchanged) == (0, 2, 0)
    assert importer.one("hv_customers", 12001)["name"] == "świętosława śliwa"
    importer.platform.accounts["12002"]["b_nip"] = None
    importer.platform.terminals["12001"][0]["username"] = "TERM24001"
    customers, terminals = importer.run("customers", "terminals")
    assert (customers.updated, customers.unchanged) == (1, 1)
    assert (terminals.updated, terminals.unchanged) == (1, 2)
    assert importer.one("hv_terminal", 24001)["username"] == "TERM24001"


def test_what_is_gone_is_removed_and_its_history_stays(importer: Import) -> None:
    importer.platform.accounts["12003"] = an_account("12003")
    importer.platform.terminals["12003"] = [a_terminal("24009")]
    importer.platform.numbers["12003"] = [a_number("300009")]
    importer.run()
    del importer.platform.accounts["12003"]
    (summary,) = importer.run("customers")
    assert summary.deleted == 1
    assert "1 terminals went with their accounts" in summary.notes
    assert importer.ids("hv_customers") == [12001, 12002]
    assert importer.ids("hv_terminal") == [24001, 24002, 24003]
    assert importer.ids("hv_pstn") == [300001, 300002, 300003]
    for table, key, identity in (
        ("hv_account_history", "account_id", 12003),
        ("hv_terminal_history", "terminal_id", 24009),
    ):
        states = [row for row in importer.all(table) if row[key] == identity]
        assert [(s["listed"], s["valid_from"], s["valid_to"]) for s in states] == [
            ("t", 0, importer.clock.now),
            ("f", importer.clock.now, None),
        ]
        assert states[0]["name"] == states[1]["name"]
    before = importer.everything()
    importer.run()
    assert importer.everything() == before


def test_an_account_without_terminals_left_loses_only_its_own(importer: Import) -> None:
    importer.run()
    importer.platform.terminals["12002"] = []
    (summary,) = importer.run("terminals")
    assert summary.deleted == 1
    assert importer.ids("hv_terminal") == [24001, 24002]


def test_one_account_alone_touches_only_its_rows(importer: Import) -> None:
    importer.run()
    importer.platform.accounts["12001"]["name"] = "Zmieniona"
    importer.platform.accounts["12002"]["name"] = "Też zmieniona"
    importer.platform.terminals = {
        "12001": [a_terminal("24001", pricelist_name="Biznes")],
        "12002": [],
    }
    importer.platform.numbers = {"12001": [a_number("300001"), a_number("300004")], "12002": []}
    importer.platform.usage["1"] = []
    importer.platform.asked.clear()
    summaries = importer.run(account_id=12001)
    assert [action for action, _ in importer.platform.asked] == [
        "GetCustomerData",
        "GetTerminalList",
        "GetExtensionList",
        "GetEndUserAuthList",
    ]
    assert importer.one("hv_customers", 12001)["name"] == "Zmieniona"
    assert importer.one("hv_customers", 12002)["name"] == "Żaneta Ćwikła"
    assert importer.ids("hv_terminal") == [24001, 24003]
    assert importer.ids("hv_pstn") == [300001, 300003, 300004]
    assert len(importer.all("hv_pstnusage")) == 3
    changed = {row["account_id"] for row in importer.all("hv_account_history") if row["valid_to"]}
    assert changed == {12001}
    assert "not about one account" in summaries[-1].describe()
    assert importer.loads()[-1]["account_id"] == 12001


def test_columns_that_only_lms_has_stay(importer: Import) -> None:
    importer.run()
    importer.execute(
        "UPDATE hv_terminal SET location = 'ul. Żwirki 3', location_city = 7, "
        "location_house = '3' WHERE id = 24001"
    )
    importer.execute("UPDATE hv_pstnrange SET ussage = 'f' WHERE id = 2")
    importer.platform.terminals["12001"][0]["value_left"] = "1.00"
    importer.platform.ranges[1]["description"] = "Wrocław Śródmieście"
    importer.run(full_refresh=True)
    terminal = importer.one("hv_terminal", 24001)
    assert (terminal["location"], terminal["location_city"]) == ("ul. Żwirki 3", 7)
    assert (terminal["location_house"], terminal["value_left"]) == ("3", Decimal("1.00"))
    known = importer.one("hv_pstnrange", 2)
    assert (known["ussage"], known["description"]) == ("f", "Wrocław Śródmieście")


def test_a_number_in_two_ranges_does_not_fail(importer: Import) -> None:
    importer.platform.usage["2"].append(a_usage("48420000001"))
    assert importer.run("customers", "numbers")[1].inserted == 9
    rows = [r for r in importer.all("hv_pstnusage") if r["extension"] == 48420000001]
    assert [(row["idrange"], row["customerid"]) for row in rows] == [(1, 12001), (2, 0)]
    assert "nothing changed" in importer.run("numbers")[0].describe()


def test_a_number_in_two_ranges_fits_the_first_version_of_the_table(importer: Import) -> None:
    importer.execute("ALTER TABLE hv_pstnusage DROP COLUMN id")
    importer.execute("ALTER TABLE hv_pstnusage ADD PRIMARY KEY (extension)")
    importer.platform.usage["2"].append(a_usage("48420000002", id_customer="12002"))
    summary = importer.run("customers", "numbers")[1]
    assert "1 numbers are listed in more than one range" in summary.notes
    row = importer.one("hv_pstnusage", 48420000002, "extension")
    assert (row["idrange"], row["customerid"]) == (2, 12002)
    importer.platform.usage["2"].pop()
    assert importer.run("numbers")[0].updated == 1
    assert importer.one("hv_pstnusage", 48420000002, "extension")["customerid"] == 0
    assert "nothing changed" in importer.run("numbers")[0].describe()


def test_nothing_fits_into_columns_that_take_no_null(importer: Import) -> None:
    for column, kind in (("b_nip", "varchar(50)"), ("id_reseller", "integer")):
        change = (
            f"ALTER COLUMN {column} SET NOT NULL"
            if importer.database.dialect is Dialect.POSTGRES
            else f"MODIFY {column} {kind} NOT NULL"
        )
        importer.execute(f"ALTER TABLE hv_customers {change}")
    importer.platform.accounts["12001"]["id_reseller"] = None
    importer.run("customers")
    account = importer.one("hv_customers", 12001)
    assert (account["b_nip"], account["id_reseller"]) == ("", 0)


def test_services_become_settings_once(importer: Import) -> None:
    def flags() -> dict[str, str]:
        rows = importer.all("uiconfig")
        return {row["var"]: row["value"] for row in rows if row["var"] in {"wlr", "voip_services"}}

    importer.run("wlr")
    assert flags() == {"voip_services": "1", "wlr": "0"}
    importer.platform.login["wlr_services"] = "true"
    (summary,) = importer.run("wlr")
    assert (summary.inserted, summary.updated, summary.unchanged) == (0, 1, 1)
    assert flags() == {"voip_services": "1", "wlr": "1"}
    importer.platform.login = {"logged": "f", "voip_services": "f", "wlr_services": "f"}
    with pytest.raises(SessionExpiredError, match="not logged in"):
        importer.run("wlr")
    assert flags() == {"voip_services": "1", "wlr": "1"}


def test_services_respect_settings_of_divisions_and_columns_that_take_no_null(
    importer: Import,
) -> None:
    user = add_row(importer.database, "users", {"login": "klerk"})
    importer.execute(
        "INSERT INTO uiconfig (section, var, value, description, userid) "
        f"VALUES ('hiperus_c5', 'wlr', '7', '', {user})"
    )
    importer.run("wlr")
    rows = importer.all("uiconfig")
    values = [(row["userid"], row["value"]) for row in rows if row["var"] == "wlr"]
    assert values == [(user, "7"), (None, "0")]


def test_no_accounts_yet_is_said_plainly(importer: Import) -> None:
    (summary,) = importer.run("terminals")
    assert "LMS holds no accounts yet" in summary.describe()
    assert importer.loads()[-1]["status"] == "empty"


def test_many_records_go_in_within_seconds(importer: Import) -> None:
    importer.platform.usage["1"] = [a_usage(str(48420000000 + n)) for n in range(10_000)]
    importer.run("customers", "numbers")
    assert len(importer.all("hv_pstnusage")) == 10_001
    importer.platform.usage["1"][77]["id_customer"] = "12001"
    assert importer.run("numbers")[0].updated == 1
