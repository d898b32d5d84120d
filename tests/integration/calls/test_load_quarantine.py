"""What cannot be stored is set aside exactly as it came, and can be tried again."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from hiperus.calls.link import link_open_calls
from hiperus.calls.load import load_window
from hiperus.calls.replay import Selection, replay_calls
from hiperus.calls.rules import links as links_rules
from hiperus.calls.rules import unstorable
from hiperus.calls.rules.loading import LoadOptions
from hiperus.calls.rules.repair import NAMES
from hiperus.calls.rules.unstorable import decoded_record
from hiperus.domain.cdr import CallType
from hiperus.errors import QuarantineLimitError
from hiperus.settings import Settings
from hiperus.storage.database import Database
from tests.support.cdr_world import (
    LATER,
    MARCH,
    a_terminal,
    a_window,
    an_account,
    calls,
    load,
    rows,
    values,
)
from tests.support.fake_billing import FakeBilling, a_call
from tests.support.runs import a_run

LENIENT = {"quarantine_limit": Decimal(100)}

BAD = {
    "id is missing": {"id": None},
    "id is not a positive whole number": {"id": "12a"},
    "id is larger than hv_billing.id can hold": {"id": str(2**63)},
    "start_time is missing": {"start_time": None},
    "start_time is not a time as YYYY-MM-DD HH:MM:SS": {"start_time": "10.03.2026 12:00"},
    "start_time is a day or hour that does not exist, or not between 1970 and 2037": {
        "start_time": "2026-03-10 24:00:00"
    },
    "cost is not an amount below 100,000,000 with up to 4 decimals": {"cost": "NaN"},
    "cost is negative": {"cost": "-0.0100"},
    "duration is negative": {"duration": "-5"},
    "duration is out of range": {"duration": "9999999999"},
    "duration is not a whole number": {"duration": "1.5"},
    "calltype is unknown": {"calltype": "fax"},
    "calltype is missing": {"calltype": None},
    "bill_cpb holds a zero byte": {"bill_cpb": b"48\x0012"},
}
FAULTY = {
    "price is not an amount below 100,000,000 with up to 4 decimals": {"price": "1,25"},
    "margin is not an amount below 100,000,000 with up to 4 decimals": {"margin": "1e309"},
    "reseller_cost is not an amount below 100,000,000 with up to 4 decimals": {
        "reseller_cost": "1.23456"
    },
    "init_charge is not an amount below 100,000,000 with up to 4 decimals": {
        "init_charge": "123456789"
    },
    "customer_name is longer than 255 characters": {"customer_name": "ż" * 256},
    "caller holds a zero byte": {"caller": b"48\x0012"},
    "operator is not valid UTF-8": {"operator": b"Pl\xf3s"},
    "subscription_used is neither t nor f": {"subscription_used": "maybe"},
    "bill_cpb is longer than 20 characters": {"bill_cpb": "4" * 300, "cost": "0.0000"},
    "terminal_name is longer than 255 characters": {"terminal_name": "ż" * 256},
    "ext_billing_id is not a whole number": {"ext_billing_id": "1e3"},
    "description is longer than 255 characters": {"description": "ż" * 256},
}
"""Faults of fields that no bill needs; the call is stored."""


def test_each_bad_row_is_kept_as_it_came_and_the_others_are_stored(lms_database: Database) -> None:
    bad = [a_call(**{"id": 100 + n} | field) for n, field in enumerate(BAD.values())]
    platform = FakeBilling([a_call(id=1), *bad, a_call(id=2)], batch=4)
    summary = load(lms_database, platform, **LENIENT)
    assert [row["id"] for row in calls(lms_database)] == [1, 2]
    assert summary.quarantined == len(BAD)
    assert summary.distinct == len(BAD) + 2
    kept = rows(lms_database, "SELECT * FROM hv_quarantine ORDER BY id")
    assert [f"{row['field']} {row['reason']}" for row in kept] == list(BAD)
    assert [decoded_record(row["record"]) for row in kept] == bad
    assert kept[1]["record_id"] == "12a"
    assert (kept[6]["cost"], kept[7]["cost"]) == (None, Decimal("-0.0100"))
    assert (kept[0]["day"], kept[3]["day"]) == (date(2026, 3, 10), None)
    again = load(lms_database, platform, **LENIENT)
    assert again.quarantined == len(BAD)
    assert values(lms_database, "SELECT COUNT(*) FROM hv_quarantine") == [len(BAD)]


def test_a_fault_that_no_bill_needs_costs_the_field_and_not_the_call(
    lms_database: Database,
) -> None:
    an_account(lms_database, 5)
    a_terminal(lms_database, 1, 5)
    faulty = [a_call(**{"id": 100 + n} | field) for n, field in enumerate(FAULTY.values())]
    platform = FakeBilling([a_call(id=1), *faulty], batch=4)
    summary = load(lms_database, platform)
    count = len(FAULTY)
    assert (summary.inserted, summary.quarantined, summary.repaired) == (count + 1, 0, count)
    assert summary.status == "loaded"
    kept = rows(lms_database, "SELECT * FROM hv_quarantine ORDER BY id")
    assert [decoded_record(row["record"]) for row in kept] == faulty
    assert [f"{row['field']} {row['reason']}" for row in kept] == list(FAULTY)
    assert {(row["state"], row["resolved_at"]) for row in kept} == {("repaired", LATER)}
    assert values(lms_database, "SELECT rows_repaired FROM hv_load") == [count]
    found = {row["id"] - 100: row for row in calls(lms_database)}
    names = list(FAULTY)
    for number, name in enumerate(names):
        field = name.split()[0]
        is_cut = "longer" in name and field not in NAMES
        length = int(name.split()[4]) if is_cut else 0
        assert len(str(found[number][field] or "")) == length, name
    unlinked = [n for n, name in enumerate(names) if name.split()[0] in NAMES]
    links = rows(lms_database, "SELECT cdr_id, account_id, rule FROM hv_billing_link")
    assert sorted(r["cdr_id"] - 100 for r in links if r["account_id"] is None) == unlinked
    assert {r["rule"] for r in links if r["account_id"] is None} == {links_rules.FAULTY_NAME}
    again = load(lms_database, platform)
    assert (again.unchanged, again.repaired) == (count + 1, count)
    assert link_open_calls(a_run(lms_database, LATER)).linked == 0, "until a person replays it"


def test_a_fault_in_a_field_that_the_bill_needs_sets_the_call_aside(
    lms_database: Database,
) -> None:
    charged = a_call(id=1, init_charge="1e3")
    assert load(lms_database, FakeBilling([charged])).repaired == 1
    settings = Settings(setup_fee="added")
    run = a_run(lms_database, LATER, settings=settings)
    options = LoadOptions(quarantine_limit=Decimal(100))
    summary = load_window(run, FakeBilling([a_call(id=2, init_charge="1e3")]), MARCH, options)
    assert (summary.quarantined, summary.repaired) == (1, 0)


def test_one_odd_record_stops_no_small_providers_day(lms_database: Database) -> None:
    many = [a_call(id=n) for n in range(1, 300)]
    odd = [a_call(id=1000 + n, cost="NaN") for n in range(11)]
    assert load(lms_database, FakeBilling([*many, *odd[:10]])).quarantined == 10
    with pytest.raises(QuarantineLimitError, match=r"quarantine_floor \(10 calls\)"):
        load(lms_database, FakeBilling([*many, *odd]))


def widen(database: Database, column: str, length: int) -> None:
    word = f"ALTER COLUMN {column} TYPE" if database.dialect == "postgres" else f"MODIFY {column}"
    database.execute_text(f"ALTER TABLE hv_billing {word} varchar({length})")


def test_a_call_that_comes_whole_leaves_nothing_to_try_again(lms_database: Database) -> None:
    load(lms_database, FakeBilling([a_call(id=1, margin="1e309")]))
    load(lms_database, FakeBilling([a_call(id=1, margin="1e309", cost="2.0000")]))
    assert values(lms_database, "SELECT state FROM hv_quarantine ORDER BY id") == [None, "repaired"]
    assert load(lms_database, FakeBilling([a_call(id=1, cost="3.0000")])).updated == 1
    assert replay(lms_database) == "replay: no quarantined calls"
    assert values(lms_database, "SELECT cost FROM hv_billing") == [Decimal("3.0000")]


def test_a_fault_of_all_calls_stops_nothing(
    lms_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unstorable, "MOST_RECORDS", 5)
    noisy = [a_call(id=n, margin="0.30000000000000004") for n in range(1, 20)]
    summary = load(lms_database, FakeBilling(noisy))
    assert (summary.inserted, summary.repaired, summary.quarantined) == (19, 19, 0)
    assert values(lms_database, "SELECT COUNT(*) FROM hv_quarantine") == [5]
    assert "19 stored without a faulty field" in summary.describe()


def test_a_table_that_was_widened_takes_the_whole_text_by_a_replay(
    existing_lms_database: Database,
) -> None:
    database = existing_lms_database
    assert load(database, FakeBilling([a_call(id=1, platform_type="x" * 21)])).repaired == 1
    assert values(database, "SELECT platform_type FROM hv_billing") == ["x" * 20]
    widen(database, "platform_type", 30)
    assert replay(database) == "replay: 1 of 1 quarantined calls stored whole"
    assert values(database, "SELECT platform_type FROM hv_billing") == ["x" * 21]
    assert values(database, "SELECT state FROM hv_quarantine") == [None]
    assert replay(database) == "replay: no quarantined calls"


def test_an_id_with_two_contents_is_stored_with_neither(lms_database: Database) -> None:
    twins = [a_call(id=5), a_call(id=5, cost="9.0000")]
    summary = load(lms_database, FakeBilling([*twins, a_call(id=6)]), **LENIENT)
    assert (summary.inserted, summary.quarantined, summary.distinct) == (1, 2, 3)
    found = rows(lms_database, "SELECT record_id, reason, cost FROM hv_quarantine ORDER BY cost")
    assert [str(row["cost"]) for row in found] == ["1.2345", "9.0000"]
    assert {row["reason"] for row in found} == {"came with two different contents"}


def test_an_id_of_another_call_type_is_not_overwritten(lms_database: Database) -> None:
    incoming = a_window("2026-03-01", "2026-03-31", CallType.INCOMING)
    load(lms_database, FakeBilling([a_call(id=5)]))
    other = FakeBilling(
        [a_call(id=5, calltype="incoming", cost="0"), a_call(id=6, calltype="incoming")]
    )
    summary = load(lms_database, other, incoming, **LENIENT)
    assert (summary.inserted, summary.quarantined) == (1, 1)
    assert [row["calltype"] for row in calls(lms_database)] == ["outgoing", "incoming"]
    load(lms_database, FakeBilling([a_call(id=5)]))
    assert values(lms_database, "SELECT resolved_at FROM hv_quarantine") == [None]


def test_too_large_a_share_fails_the_window_and_writes_nothing(lms_database: Database) -> None:
    many = [a_call(id=n) for n in range(1, 1000)]
    bad = [a_call(id=1000 + n, cost="NaN") for n in range(11)]
    with pytest.raises(
        QuarantineLimitError, match=r"11 of 1010 calls of 2026-03 outgoing .*0\.1 %"
    ):
        load(lms_database, FakeBilling(many + bad, batch=300))
    assert calls(lms_database) == []
    assert values(lms_database, "SELECT COUNT(*) FROM hv_quarantine") == [0]
    assert load(lms_database, FakeBilling(many + bad[:1], batch=300)).quarantined == 1


def test_a_flood_of_bad_rows_is_given_up(
    lms_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unstorable, "MOST_RECORDS", 5)
    flood = [a_call(id=n, cost="NaN") for n in range(1, 20)]
    with pytest.raises(QuarantineLimitError, match="calls cannot be stored"):
        load(lms_database, FakeBilling(flood), **LENIENT)


def test_a_call_that_comes_right_later_settles_its_record(lms_database: Database) -> None:
    load(lms_database, FakeBilling([a_call(id=5, cost="1,00")]), **LENIENT)
    summary = load(lms_database, FakeBilling([a_call(id=5, cost="1.00")]))
    (record,) = rows(lms_database, "SELECT * FROM hv_quarantine")
    assert record["resolved_at"] == LATER
    assert record["resolution"] == f"stored by load {summary.load_id}"


def replay(database: Database, **selection: object) -> str:
    return replay_calls(a_run(database, LATER), Selection(**selection)).describe()  # type: ignore[arg-type]


def test_replay_stores_what_fits_now_and_leaves_the_rest(existing_lms_database: Database) -> None:
    database = existing_lms_database
    assert replay(database) == "replay: no quarantined calls"
    calls_in = [
        a_call(id=1, bill_cpb="1" * 256),
        a_call(id=2, cost="NaN"),
        a_call(id=3, bill_cpb="2" * 256, start_time="2026-03-11 02:00:00", terminal_name="t'?"),
    ]
    first = load(database, FakeBilling(calls_in), **LENIENT)
    assert first.quarantined == 3
    assert replay(database) == "replay: 0 of 3 quarantined calls stored whole"
    widen(database, "bill_cpb", 300)
    assert replay(database, reason="no such reason") == "replay: no quarantined calls"
    assert (
        replay(database, load_id=first.load_id) == "replay: 2 of 3 quarantined calls stored whole"
    )
    assert [row["id"] for row in calls(database)] == [1, 3]
    assert values(database, "SELECT record_id FROM hv_quarantine WHERE resolved_at IS NULL") == [
        "2"
    ]
    assert replay(database) == "replay: 0 of 1 quarantined calls stored whole"
    assert load(database, FakeBilling(calls_in), MARCH, **LENIENT).unchanged == 2
