"""The import of reference data, on both databases, over fresh tables and over existing ones."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from hiperus.domain.account_shapes import ACCOUNT
from hiperus.domain.categories import Category
from hiperus.errors import (
    ConfigurationError,
    ImplausibleAnswerError,
    InvalidParameterError,
    RequestRejectedError,
    SessionExpiredError,
    StorageError,
)
from hiperus.services.import_reference import ImportOptions, ImportSummary, import_category
from hiperus.storage.catalogue import columns_of
from hiperus.storage.database import Database
from hiperus.storage.ledger import RunOrigin
from hiperus.storage.migrations import migrate
from hiperus.storage.reference import limits_of
from hiperus.storage.statements import Dialect
from include.lms import create_schema
from tests.fakes import FakeReseller, a_number, a_subscription, a_terminal, a_usage, an_account

TABLES = {
    "hv_customers": "id",
    "hv_assign": "id",
    "hv_terminal": "id",
    "hv_pstn": "id",
    "hv_pstnrange": "id",
    "hv_pstnusage": "extension, idrange",
    "hv_enduserlist": "id",
    "hv_pricelist": "id",
    "hv_subscriptionlist": "id",
    "hv_account_history": "id",
    "hv_terminal_history": "id",
    "hv_subscription_history": "id",
    "hv_quarantine": "id",
    "uiconfig": "id",
}


class Clock:
    """Epoch seconds that a test sets."""

    def __init__(self) -> None:
        self.now = 1_000

    def __call__(self) -> int:
        return self.now


class Import:
    """Imports from a fake reseller into one LMS."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.platform = FakeReseller()
        self.clock = Clock()

    def run(self, *names: str, **options: Any) -> list[ImportSummary]:
        """Import the named categories (all without a name), an hour after the last time."""
        self.clock.now += 3_600
        asked = ImportOptions.parse(**options)
        origin = RunOrigin(dag_id="hiperus_import", run_id="test")
        return [
            import_category(self.database, self.platform, category, asked, origin, self.clock)
            for category in Category
            if not names or category in names
        ]

    def all(self, table: str, columns: str = "*") -> list[dict[str, Any]]:
        return self.database.fetch_text(f"SELECT {columns} FROM {table} ORDER BY {TABLES[table]}")

    def one(self, table: str, identity: int, column: str = "id") -> dict[str, Any]:
        (row,) = self.database.fetch_text(f"SELECT * FROM {table} WHERE {column} = {identity}")
        return row

    def ids(self, table: str) -> list[int]:
        return [row["id"] for row in self.all(table, "id")]

    def everything(self) -> dict[str, Any]:
        """Every row of every table, on PostgreSQL with its place and its last transaction."""
        place = ", ctid::text, xmin::text" if self.database.dialect is Dialect.POSTGRES else ""
        return {table: self.all(table, f"{table}.*{place}") for table in TABLES}

    def loads(self) -> list[dict[str, Any]]:
        return self.database.fetch_text("SELECT * FROM hv_load ORDER BY id")

    def execute(self, text: str) -> None:
        self.database.execute_text(text)


@pytest.fixture(params=["fresh", "existing"])
def importer(request: pytest.FixtureRequest, empty_database: Database) -> Import:
    grown = ["hiperus_2017"] if request.param == "existing" else []
    create_schema(empty_database, "current", *grown)
    migrate(empty_database)
    return Import(empty_database)


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
    assert "nothing was changed" in failed["error_message"]
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


def test_who_invoices_follows_the_platform_only_when_its_flag_changes(importer: Import) -> None:
    flags = {"1": "t", "2": "f", "3": None, "4": "t"}
    importer.platform.accounts = {n: an_account(n, issue_invoice=f) for n, f in flags.items()}
    importer.run("customers")

    def assigned() -> dict[int, str]:
        rows = importer.all("hv_assign")
        assert {row["keytype"] for row in rows} == {"issue_invoice"}
        return {row["customerid"]: row["keyvalue"] for row in rows}

    assert assigned() == {1: "2", 2: "0", 3: "0", 4: "2"}
    importer.execute("UPDATE hv_assign SET keyvalue = '1' WHERE customerid = 1")
    importer.execute("UPDATE hv_assign SET keyvalue = '2' WHERE customerid = 3")
    importer.platform.accounts["1"]["name"] = "Inna"
    importer.platform.accounts["2"]["issue_invoice"] = "t"
    importer.platform.accounts["3"]["issue_invoice"] = "f"
    importer.platform.accounts["4"]["issue_invoice"] = "f"
    importer.run("customers")
    assert assigned() == {1: "1", 2: "2", 3: "2", 4: "0"}
    states = {
        row["account_id"]: (row["issue_invoice"], row["invoiced_by"])
        for row in importer.all("hv_account_history")
        if row["valid_to"] is None
    }
    assert states == {1: ("t", "1"), 2: ("t", "2"), 3: ("f", "2"), 4: ("f", "0")}
    importer.run("customers")
    assert assigned() == {1: "1", 2: "2", 3: "2", 4: "0"}


def test_the_first_import_over_an_old_installation_keeps_clerks_choices(importer: Import) -> None:
    importer.execute(
        "INSERT INTO hv_customers (id, name, issue_invoice) VALUES (12001, 'A', 't'), "
        "(12002, 'B', 'f')"
    )
    importer.execute(
        "INSERT INTO hv_assign (customerid, keytype, keyvalue) VALUES "
        "(12001, 'issue_invoice', '1'), (12002, 'issue_invoice', '0')"
    )
    importer.run("customers")
    # The first account's flag is as it was; the second's has become t since.
    assert [row["keyvalue"] for row in importer.all("hv_assign")] == ["1", "2"]


def test_the_first_import_keeps_what_only_an_old_installation_knew(importer: Import) -> None:
    names = "id, customerid, username, pricelist_name, id_subscription"
    for statement in (
        "INSERT INTO hv_customers (id, name, ext_billing_id) VALUES (12001, 'Dawna nazwa', 1001), "
        "(11999, 'Odeszła', 999)",
        f"INSERT INTO hv_terminal ({names}) VALUES (24001, 12001, 'dawny', 'Stary', 7), "
        "(23999, 11999, 'odeszly', 'Stary', 7)",
        "INSERT INTO hv_assign (customerid, keytype, keyvalue) "
        "VALUES (11999, 'issue_invoice', '2')",
        "INSERT INTO hv_subscriptionlist (id, name, invoice_value) VALUES (7, 'Dawny', 9.99), "
        "(1, 'VoIP Łączność', 20.00)",
    ):
        importer.execute(statement)
    importer.run("customers")
    gone = importer.clock.now
    importer.run("terminals", "subscriptions")
    assert importer.ids("hv_terminal") == [24001, 24002, 24003]

    def states(table: str, key: str, identity: int, *columns: str) -> list[tuple[Any, ...]]:
        rows = [row for row in importer.all(table) if row[key] == identity]
        return [tuple(row[name] for name in (*columns, "listed", "valid_from")) for row in rows]

    now = importer.clock.now
    assert states("hv_account_history", "account_id", 11999, "name", "invoiced_by") == [
        ("Odeszła", "2", "t", 0),
        ("Odeszła", "2", "f", gone),
    ]
    assert states("hv_terminal_history", "terminal_id", 23999, "name", "account_id") == [
        ("odeszly", 11999, "t", 0),
        ("odeszly", 11999, "f", gone),
    ]
    assert states("hv_terminal_history", "terminal_id", 24001, "name", "subscription_id") == [
        ("dawny", 7, "t", 0),
        ("term24001", 1, "t", now),
    ]
    assert states("hv_subscription_history", "subscription_id", 1, "invoice_value") == [
        (Decimal("20.00"), "t", 0),
        (Decimal("24.39"), "t", now),
    ]
    assert states("hv_subscription_history", "subscription_id", 7, "listed") == [
        ("t", "t", 0),
        ("f", "f", now),
    ]


def test_the_setting_says_who_invoices_by_default(importer: Import) -> None:
    importer.execute(
        "INSERT INTO uiconfig (section, var, value) VALUES ('hiperus_c5', 'invoice_source', '1')"
    )
    importer.run("customers")
    assert [row["keyvalue"] for row in importer.all("hv_assign")] == ["1", "1"]


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


def test_histories_hold_each_state_from_the_import_that_saw_it(importer: Import) -> None:
    importer.run()
    importer.platform.accounts["12001"]["name"] = "Po zmianie"
    importer.platform.terminals["12001"][0]["id_subscription"] = "2"
    importer.platform.subscriptions[0]["invoice_value"] = "30.00"
    importer.run()
    now = importer.clock.now

    def spans(table: str, key: str, identity: int, column: str) -> list[tuple[Any, ...]]:
        rows = [row for row in importer.all(table) if row[key] == identity]
        return [(row[column], row["valid_from"], row["valid_to"]) for row in rows]

    assert spans("hv_account_history", "account_id", 12001, "name") == [
        ("Świętosława Śliwa", 0, now),
        ("Po zmianie", now, None),
    ]
    assert spans("hv_terminal_history", "terminal_id", 24001, "subscription_id") == [
        (1, 0, now),
        (2, now, None),
    ]
    assert spans("hv_subscription_history", "subscription_id", 1, "invoice_value") == [
        (Decimal("24.39"), 0, now),
        (Decimal("30.00"), now, None),
    ]
    assert len(importer.all("hv_terminal_history")) == 4
    state = importer.all("hv_account_history")[0]
    assert (state["customer_id"], state["invoiced_by"], state["listed"]) == (1001, "2", "t")
    assert state["create_date"] == "2015-08-21 10:01:00"


def test_an_amount_below_a_grosz_is_exact_where_invoices_read_it(importer: Import) -> None:
    importer.platform.subscriptions[0]["invoice_value"] = "16.2550"
    importer.run("subscriptions")
    stored = importer.one("hv_subscriptionlist", 1)["invoice_value"]
    assert stored == Decimal("16.26")
    state = importer.one("hv_subscription_history", 1, "subscription_id")
    assert state["invoice_value"] == Decimal("16.2550")
    before = importer.everything()
    assert "nothing changed" in importer.run("subscriptions")[0].describe()
    assert importer.everything() == before


def test_two_changes_within_a_second_make_no_empty_state(importer: Import) -> None:
    importer.run("subscriptions")
    for value in ("1.00", "2.00", "3.00"):
        importer.platform.subscriptions[0]["invoice_value"] = value
        importer.clock.now -= 3_600
        importer.run("subscriptions")
    rows = [r for r in importer.all("hv_subscription_history") if r["subscription_id"] == 1]
    spans = [(row["valid_from"], row["valid_to"]) for row in rows]
    assert [row["invoice_value"] for row in rows] == [
        Decimal(text) for text in ("24.39", "1.00", "2.00", "3.00")
    ]
    assert all(end is None or end > start for start, end in spans)
    assert [end for _, end in spans[:-1]] == [start for start, _ in spans[1:]]


def test_a_reused_name_does_not_reach_into_the_past(importer: Import) -> None:
    importer.run()
    before = importer.clock.now
    importer.platform.terminals["12001"][0]["username"] = "stary"
    importer.platform.terminals["12002"] += [
        a_terminal("24010", username="term24001"),
        a_terminal("24011", username="nowy"),
    ]
    importer.run("terminals")
    begins = {r["terminal_id"]: r["valid_from"] for r in importer.all("hv_terminal_history")}
    assert begins[24010] == before
    assert begins[24011] == 0


def test_a_terminal_moved_to_another_account_keeps_its_id(importer: Import) -> None:
    importer.run()
    moved = importer.platform.terminals["12001"].pop()
    importer.platform.terminals["12002"].append(moved)
    (summary,) = importer.run("terminals")
    assert (summary.updated, summary.deleted) == (1, 0)
    owners = [
        row["account_id"]
        for row in importer.all("hv_terminal_history")
        if row["terminal_id"] == 24002
    ]
    assert owners == [12001, 12002]


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
    if "description" not in columns_of(importer.database, "uiconfig"):
        importer.execute("ALTER TABLE uiconfig ADD COLUMN description text NOT NULL")
    importer.execute(
        "INSERT INTO uiconfig (section, var, value, description, userid) "
        "VALUES ('hiperus_c5', 'wlr', '7', '', 3)"
    )
    importer.run("wlr")
    rows = importer.all("uiconfig")
    values = [(row["userid"], row["value"]) for row in rows if row["var"] == "wlr"]
    assert values == [(3, "7"), (None, "0")]


def test_no_accounts_yet_is_said_plainly(importer: Import) -> None:
    (summary,) = importer.run("terminals")
    assert "LMS holds no accounts yet" in summary.describe()
    assert importer.loads()[-1]["status"] == "empty"


def test_a_missing_table_is_named_and_nothing_is_asked(importer: Import) -> None:
    importer.execute("DELETE FROM dbinfo WHERE keytype = 'dbversion_hiperus_airflow'")
    with pytest.raises(ConfigurationError, match="run the DAG hiperus_check"):
        importer.run("customers")
    assert importer.platform.asked == []


def test_many_records_go_in_within_seconds(importer: Import) -> None:
    importer.platform.usage["1"] = [a_usage(str(48420000000 + n)) for n in range(10_000)]
    importer.run("customers", "numbers")
    assert len(importer.all("hv_pstnusage")) == 10_001
    importer.platform.usage["1"][77]["id_customer"] = "12001"
    assert importer.run("numbers")[0].updated == 1
