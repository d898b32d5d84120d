"""What is not taken over: implausible lists, failed requests, records that cannot be stored."""

from __future__ import annotations

from typing import Any

import pytest

from hiperus.accounts.rules.table_maps import ACCOUNT
from hiperus.accounts.tables.reference import limits_of
from hiperus.errors import (
    ConfigurationError,
    ImplausibleAnswerError,
    InvalidParameterError,
    RequestRejectedError,
    StorageError,
)
from tests.integration.accounts.importer import Import
from tests.support.fakes import a_subscription, a_terminal


@pytest.mark.parametrize(
    ("category", "action", "table"),
    [
        ("customers", "GetCustomerList", "hv_customers"),
        ("terminals", "GetTerminalList", "hv_terminal"),
        ("numbers", "GetExtensionList", "hv_pstn"),
        ("numbers", "GetPlatformNumberingUsage", "hv_pstnusage"),
        ("numbers", "GetPlatformNumberingRange", "hv_pstnrange"),
        ("end_users", "GetEndUserAuthList", "hv_enduserlist"),
        ("price_lists", "GetCustomerPricelistList", "hv_pricelist"),
        ("subscriptions", "GetSubscriptionList", "hv_subscriptionlist"),
    ],
)
def test_an_empty_answer_empties_no_table_unless_told_to(
    importer: Import, category: str, action: str, table: str
) -> None:
    importer.run()
    before = importer.everything()
    importer.platform.answers[action] = []
    with pytest.raises(ImplausibleAnswerError, match="allow_mass_delete"):
        importer.run(category)
    assert importer.everything() == before
    failed = importer.loads()[-1]
    assert (failed["category"], failed["status"]) == (category, "failed")
    assert failed["error_class"] == "ImplausibleAnswerError"
    assert "Nothing was changed" in failed["error_message"]
    (summary,) = importer.run(category, allow_mass_delete=True)
    assert importer.all(table) == []
    assert summary.deleted > 0
    assert importer.loads()[-1]["status"] in {"loaded", "empty"}


def test_a_list_cut_short_is_refused_by_the_setting(importer: Import) -> None:
    importer.platform.subscriptions = [a_subscription(str(n)) for n in range(1, 11)]
    importer.run()
    importer.platform.subscriptions = importer.platform.subscriptions[:4]
    with pytest.raises(ImplausibleAnswerError, match=r"10 subscriptions and 4 .* \(50 %\)"):
        importer.run("subscriptions")
    importer.execute(
        "INSERT INTO uiconfig (section, var, value) VALUES ('hiperus_c5', 'shrink_limit', '40')"
    )
    assert importer.run("subscriptions")[0].deleted == 6


def test_one_account_that_the_platform_does_not_know_is_left(importer: Import) -> None:
    importer.run()
    importer.platform.answers["GetCustomerData"] = []
    with pytest.raises(ImplausibleAnswerError, match="nothing about account 12001"):
        importer.run("customers", account_id=12001)
    with pytest.raises(InvalidParameterError, match="LMS holds no account 999"):
        importer.run("terminals", account_id=999)


def test_a_refused_request_for_one_account_writes_nothing(importer: Import) -> None:
    importer.run()
    before = importer.everything()

    def refuse_second(arguments: Any) -> list[dict[str, str | None]]:
        if arguments["id_customer"] == "12002":
            raise RequestRejectedError("The platform refused it: Brak uprawnień.", action="Get")
        return []

    importer.platform.answers["GetTerminalList"] = refuse_second
    with pytest.raises(RequestRejectedError, match=r"Brak uprawnień.*account 12002"):
        importer.run("terminals")
    assert importer.everything() == before
    failed = importer.loads()[-1]
    assert (failed["status"], failed["error_class"]) == ("failed", "RequestRejectedError")
    assert failed["rows_fetched"] == 0


def test_a_record_that_cannot_be_stored_is_set_aside_and_its_row_stays(importer: Import) -> None:
    importer.run()
    importer.platform.terminals["12001"][0] |= {"id_pricelist": "dwa", "password": "tajne-haslo"}
    importer.platform.terminals["12001"][1]["username"] = "nowa nazwa"
    (summary,) = importer.run("terminals")
    assert (summary.quarantined, summary.updated, summary.deleted) == (1, 1, 0)
    assert "1 set aside in hv_quarantine" in summary.describe()
    assert importer.one("hv_terminal", 24001)["id_pricelist"] == 2
    (kept,) = importer.all("hv_quarantine")
    assert (kept["category"], kept["record_id"], kept["field"]) == (
        "terminals",
        "24001",
        "id_pricelist",
    )
    assert kept["load_id"] == importer.loads()[-1]["id"]
    assert "must be a whole number" in kept["reason"]
    assert "tajne" not in str(kept)
    before = importer.everything()
    importer.run("terminals")
    assert importer.everything() == before
    importer.platform.terminals["12001"][0]["id_pricelist"] = "3"
    importer.run("terminals")
    assert importer.all("hv_quarantine")[0]["resolved_at"] == importer.clock.now
    assert importer.one("hv_terminal", 24001)["id_pricelist"] == 3


def test_nothing_is_removed_while_an_id_is_unreadable(importer: Import) -> None:
    importer.run()
    importer.platform.subscriptions[1] = a_subscription("", name="bez numeru")
    (summary,) = importer.run("subscriptions")
    assert (summary.deleted, summary.quarantined) == (0, 1)
    assert importer.ids("hv_subscriptionlist") == [1, 2]


def test_a_letter_that_old_mysql_tables_cannot_hold_is_set_aside(importer: Import) -> None:
    importer.platform.accounts["12002"]["name"] = "Ćwikła \U0001f41d"
    (summary,) = importer.run("customers")
    limit = limits_of(importer.database, ACCOUNT)["name"]
    assert summary.quarantined == int(limit.is_narrow)
    assert summary.inserted == 2 - summary.quarantined


def test_a_database_that_refuses_half_way_keeps_nothing(importer: Import) -> None:
    importer.run()
    before = importer.everything()
    importer.platform.terminals["12001"][0]["pricelist_name"] = "Biznes"
    importer.platform.terminals["12001"].append(a_terminal("24020", password="sekret-99"))
    # Half way: the old table has been changed by then.
    importer.execute("ALTER TABLE hv_terminal_history RENAME TO hv_elsewhere")
    importer.execute("CREATE TABLE hv_terminal_history AS SELECT terminal_id FROM hv_elsewhere")
    with pytest.raises(StorageError) as raised:
        importer.run("terminals")
    assert "sekret" not in str(raised.value)
    importer.execute("DROP TABLE hv_terminal_history")
    importer.execute("ALTER TABLE hv_elsewhere RENAME TO hv_terminal_history")
    assert importer.everything() == before
    assert importer.loads()[-1]["status"] == "failed"


def test_a_bug_of_ours_leaves_a_failed_load_without_its_words(importer: Import) -> None:
    importer.platform.answers["GetSubscriptionList"] = KeyError("sekret")
    with pytest.raises(KeyError):
        importer.run("subscriptions")
    failed = importer.loads()[-1]
    assert (failed["status"], failed["error_class"]) == ("failed", "KeyError")
    assert "sekret" not in failed["error_message"]


def test_a_list_of_which_nothing_can_be_stored_is_refused(importer: Import) -> None:
    importer.platform.subscriptions = [a_subscription("x"), a_subscription("y")]
    with pytest.raises(ImplausibleAnswerError, match="None of the 2 subscriptions"):
        importer.run("subscriptions")


def test_a_missing_table_is_named_and_nothing_is_asked(importer: Import) -> None:
    importer.execute("DELETE FROM dbinfo WHERE keytype = 'dbversion_hiperus_airflow'")
    with pytest.raises(ConfigurationError, match="run the DAG hiperus_check"):
        importer.run("customers")
    assert importer.platform.asked == []
