"""A window of calls is stored once, as it came; loading it again changes nothing."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from hiperus.calls.tables.merge import CdrMerge
from hiperus.domain.cdr import CallType
from hiperus.domain.periods import local_midnight
from hiperus.errors import (
    ControlTotalError,
    ImplausibleAnswerError,
    InvalidParameterError,
    PlatformError,
    TransportError,
)
from hiperus.storage.database import Database
from hiperus.storage.statements import Dialect
from tests.support.cdr_world import LATER, MARCH, a_window, calls, load, rows, values, versions
from tests.support.fake_billing import FakeBilling, a_call


def test_a_call_is_stored_as_it_came(lms_database: Database) -> None:
    summary = load(
        lms_database, FakeBilling([a_call(id=2**40, start_time="2026-03-10 12:00:00.5")])
    )
    (stored,) = calls(lms_database)
    assert summary.inserted == 1
    assert stored["id"] == 2**40
    assert stored["start_time"] == "2026-03-10 12:00:00.5"
    assert stored["start_time_unix"] == 1773140400
    assert stored["customer_name"] == "Świętosława Gęś"
    assert (stored["cost"], stored["margin"]) == (Decimal("1.2345"), Decimal("-0.2453"))
    assert (stored["subscription_used"], stored["success_call"]) == ("f", "t")


def test_a_second_load_writes_no_row_and_says_so(lms_database: Database) -> None:
    platform = FakeBilling([a_call(id=1), a_call(id=2, terminal_name=None)], [a_call(id=3)])
    first = load(lms_database, platform)
    before = versions(lms_database)
    second = load(lms_database, platform)
    assert (first.inserted, first.cost) == (3, Decimal("3.7035"))
    assert second.changed_nothing
    assert "nothing changed" in second.describe()
    assert versions(lms_database) == before


def test_old_tables_with_their_own_types_work_as_well(existing_lms_database: Database) -> None:
    platform = FakeBilling([a_call(id=1), a_call(id=2, subscription_used="true")])
    load(existing_lms_database, platform)
    platform.calls[0] = a_call(id=1, cost="9.9", subscription_used="t")
    changed = load(existing_lms_database, platform)
    assert (changed.updated, changed.unchanged) == (1, 1)
    stored = calls(existing_lms_database)
    assert [row["subscription_used"] for row in stored] == ["t", "t"]
    assert load(existing_lms_database, platform).changed_nothing


def test_calls_of_the_old_plugin_stay_as_they_are_but_get_links(
    existing_lms_database: Database,
) -> None:
    load(existing_lms_database, FakeBilling([a_call(id=1, operator=None)]))
    existing_lms_database.execute_text("DELETE FROM hv_billing_link")
    existing_lms_database.execute_text("UPDATE hv_billing SET operator = '', customerid = 5")
    again = load(existing_lms_database, FakeBilling([a_call(id=1, operator=None)]))
    assert again.unchanged == 1
    assert values(existing_lms_database, "SELECT customerid FROM hv_billing") == [5]
    assert values(existing_lms_database, "SELECT cdr_id FROM hv_billing_link") == [1]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("cost", "2.0000"),
        ("customer_name", "świętosława gęś"),
        ("customer_name", "Świętosława Gęś "),
        ("description", None),
        ("duration", "61"),
        ("rel_cause", None),
        ("start_time", "2026-03-10 12:00:01"),
        ("subscription_used", "t"),
    ],
)
def test_a_changed_call_is_updated_and_revised(
    lms_database: Database, field: str, value: str | None
) -> None:
    load(lms_database, FakeBilling([a_call(id=1), a_call(id=2)]))
    changed = load(lms_database, FakeBilling([a_call(id=1, **{field: value}), a_call(id=2)]))
    assert (changed.updated, changed.unchanged) == (1, 1)
    stored = calls(lms_database)[0][field]
    assert (None if stored is None else str(stored)) == value
    (revision,) = rows(lms_database, "SELECT * FROM hv_billing_revision")
    old, new = json.loads(revision["old_values"]), json.loads(revision["new_values"])
    assert revision["kind"] == "changed"
    assert old[field] != new[field]
    assert {name for name in old if old[name] != new[name]} <= {field, "start_time_unix"}


def test_an_amount_written_in_another_way_is_no_change(lms_database: Database) -> None:
    load(lms_database, FakeBilling([a_call(cost="1.5")]))
    assert load(lms_database, FakeBilling([a_call(cost="1.50000")])).changed_nothing


def test_both_answers_make_one_call_and_success_is_never_taken_back(
    lms_database: Database,
) -> None:
    platform = FakeBilling([a_call(id=1)], [a_call(id=2, duration=5)], knows_failed=False)
    both = load(lms_database, platform)
    assert (both.fetched, both.distinct, both.in_both, both.lasting_failures) == (3, 2, 1, 1)
    assert [row["success_call"] for row in calls(lms_database)] == ["t", "f"]
    failed_only = load(lms_database, platform, successes="no")
    assert failed_only.changed_nothing
    platform.calls.append(a_call(id=2, duration=5))
    assert load(lms_database, platform, successes="yes").updated == 1
    assert [row["success_call"] for row in calls(lms_database)] == ["t", "t"]


def test_a_call_outside_of_the_window_is_stored_and_counted_apart(lms_database: Database) -> None:
    platform = FakeBilling(
        [a_call(id=1), a_call(id=2, start_time="2026-02-28 23:59:59", cost="7.0000")],
        ignores_days=True,
    )
    summary = load(lms_database, platform)
    assert (summary.inserted, summary.outside, summary.cost) == (2, 1, Decimal("1.2345"))
    assert len(calls(lms_database)) == 2


@pytest.mark.parametrize(
    ("wall", "unix"),
    [
        ("2026-03-31 23:59:59", local_midnight(MARCH.days.end) - 1),
        ("2026-03-29 01:59:59", 1774745999),
        ("2026-03-29 02:30:00", 1774747800),  # does not exist: 03:30 summer time
        ("2026-03-29 03:00:00", 1774746000),
        ("2026-10-25 02:30:00", 1792888200),  # happens twice: the first counts
        ("2026-10-25 03:00:00", 1792893600),
        ("2024-02-29 00:00:00", 1709161200),
        ("1995-09-24 02:59:59", 811904399),
    ],
)
def test_wall_time_becomes_the_same_instant_everywhere(
    lms_database: Database, wall: str, unix: int
) -> None:
    platform = FakeBilling([a_call(start_time=wall)], ignores_days=True)
    load(lms_database, platform, a_window(wall[:10], wall[:10]))
    assert values(lms_database, "SELECT start_time_unix FROM hv_billing") == [unix]
    assert values(lms_database, "SELECT start_time FROM hv_billing") == [wall]


def test_texts_with_everything_in_them_come_back_as_they_were(lms_database: Database) -> None:
    odd = 'O\'Neill? \\N \\ \t <b>"%s" 100% \n\r; DROP TABLE hv_billing; 😀'
    platform = FakeBilling([a_call(customer_name=odd, operator="\\N", description="a\\")])
    load(lms_database, platform)
    (stored,) = calls(lms_database)
    assert stored["customer_name"] == odd
    assert (stored["operator"], stored["description"]) == ("\\N", "a\\")
    assert load(lms_database, platform).changed_nothing


def test_calls_are_inserted_where_the_server_forbids_bulk_loading(
    lms_database: Database,
) -> None:
    if lms_database.dialect is Dialect.POSTGRES:
        return  # COPY cannot be switched off
    lms_database.execute_text("SET GLOBAL local_infile = 0")
    try:
        odd = a_call(id=600, customer_name="a\\b\tc\\td", operator="\\N", terminal_name=None)
        load(lms_database, FakeBilling([*(a_call(id=n) for n in range(1, 600)), odd]))
    finally:
        lms_database.execute_text("SET GLOBAL local_infile = 1")
    stored = calls(lms_database)
    assert len(stored) == 600
    assert (stored[-1]["customer_name"], stored[-1]["operator"]) == ("a\\b\tc\\td", "\\N")
    assert stored[-1]["terminal_name"] is None


class _Cut(FakeBilling):
    """Breaks off in the middle of an answer."""

    def billing_page(self, query, offset, limit):  # type: ignore[no-untyped-def]
        yield from list(super().billing_page(query, offset, limit))[:1]
        raise TransportError("The connection broke.", action="GetBilling")


def test_a_broken_download_writes_nothing_but_its_failure(lms_database: Database) -> None:
    with pytest.raises(PlatformError):
        load(lms_database, _Cut([a_call(id=n) for n in range(1, 9)]))
    assert calls(lms_database) == []
    (failed,) = rows(lms_database, "SELECT * FROM hv_load")
    assert (failed["status"], failed["error_class"]) == ("failed", "TransportError")
    assert failed["error_message"] == "The connection broke."
    assert values(lms_database, "SELECT DISTINCT state FROM hv_coverage") == ["failed"]


def test_a_difference_in_sums_undoes_the_window(
    lms_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = CdrMerge.write

    def losing(self: CdrMerge, load_id: int, now: int) -> object:
        counts = real(self, load_id, now)
        spoil = "UPDATE hv_billing SET cost = cost + 0.0001 WHERE id = 1"
        lms_database.execute_text(spoil, name="within the load's transaction")
        return counts

    monkeypatch.setattr(CdrMerge, "write", losing)
    with pytest.raises(
        ControlTotalError, match=r"the answer holds 1 calls with 60 s, cost 1\.2345"
    ):
        load(lms_database, FakeBilling([a_call(id=1)]))
    assert calls(lms_database) == []


def test_the_ledger_tells_what_a_load_did(lms_database: Database) -> None:
    platform = FakeBilling([a_call(id=1), a_call(id=2, start_time="2026-03-01 00:00:00")])
    summary = load(lms_database, platform)
    (row,) = rows(lms_database, "SELECT * FROM hv_load")
    assert row["id"] == summary.load_id
    assert (row["status"], row["calltype"], row["success"]) == ("loaded", "outgoing", "all")
    assert (row["rows_fetched"], row["rows_inserted"], row["rows_unlinked"]) == (2, 2, 2)
    assert (row["sum_duration"], row["sum_cost"]) == (120, Decimal("2.4690"))
    assert (row["first_call"], row["last_call"]) == ("2026-03-01 00:00:00", "2026-03-10 12:00:00")
    assert str(row["window_to"]) == "2026-04-01"


def test_a_full_refresh_removes_what_is_not_listed_and_keeps_its_last_version(
    lms_database: Database,
) -> None:
    others = a_call(id=9, calltype="incoming")
    load(
        lms_database, FakeBilling([others]), a_window("2026-03-01", "2026-03-31", CallType.INCOMING)
    )
    load(lms_database, FakeBilling([a_call(id=1), a_call(id=2)], [a_call(id=3)]))
    summary = load(lms_database, FakeBilling([a_call(id=1)], [a_call(id=3)]), full_refresh=True)
    assert (summary.removed, summary.unchanged) == (1, 2)
    assert [row["id"] for row in calls(lms_database)] == [1, 3, 9]
    assert values(lms_database, "SELECT cdr_id FROM hv_billing_link ORDER BY 1") == [1, 3, 9]
    (revision,) = rows(lms_database, "SELECT * FROM hv_billing_revision")
    assert (revision["cdr_id"], revision["kind"]) == (2, "replaced")
    assert json.loads(revision["old_values"])["cost"] == 1.2345


def test_a_full_refresh_of_invoiced_days_is_refused(lms_database: Database) -> None:
    load(lms_database, FakeBilling([a_call(id=1)]))
    lms_database.execute_text(
        "INSERT INTO hv_billing_invoiced (cdr_id, invoice_id, cost_billed, reason) "
        "VALUES (1, 1, 1.2345, 'billed')"
    )
    with pytest.raises(InvalidParameterError, match="have been invoiced"):
        load(lms_database, FakeBilling([a_call(id=1)]), full_refresh=True)
    with pytest.raises(InvalidParameterError, match="Leave one of the two out"):
        load(lms_database, FakeBilling(), full_refresh=True, account_id=3)


def test_an_empty_or_short_answer_for_a_day_that_held_calls_is_refused(
    lms_database: Database,
) -> None:
    many = [a_call(id=n) for n in range(1, 31)]
    load(lms_database, FakeBilling(many))
    for answer, named in (([], "is empty, but LMS holds 30 calls"), (many[:14], "2026-03-10")):
        with pytest.raises(ImplausibleAnswerError, match=named) as refused:
            load(lms_database, FakeBilling(answer))
        assert "hiperus_cdr_backfill" in str(refused.value)
        assert "with allow_shrink" in str(refused.value)
    assert load(lms_database, FakeBilling(many[:15])).missing == 15
    assert load(lms_database, FakeBilling(), allow_shrink=True).missing == 30
    assert len(calls(lms_database)) == 30


def test_a_quiet_day_may_lose_its_calls_beside_others(lms_database: Database) -> None:
    few = [a_call(id=n) for n in range(1, 20)]
    load(lms_database, FakeBilling(few))
    late = [a_call(id=n, start_time="2026-03-11 08:00:00") for n in range(101, 141)]
    summary = load(lms_database, FakeBilling(late))
    assert (summary.inserted, summary.missing) == (40, 19)
    load(lms_database, FakeBilling([*few, a_call(id=20), *late]))
    with pytest.raises(ImplausibleAnswerError, match="2026-03-10: 0 of 20"):
        load(lms_database, FakeBilling(late))


def test_a_call_that_ends_after_the_window_is_not_missing(lms_database: Database) -> None:
    """Nobody knows whether the platform lists a call by its start or by its end."""
    inside = a_call(id=1, start_time="2026-03-31 23:59:00", duration="59")
    over = a_call(id=2, start_time="2026-03-31 23:59:00", duration="61")
    other = a_call(id=3)
    load(lms_database, FakeBilling([inside, over, other]))
    assert load(lms_database, FakeBilling([other])).missing == 1
    with pytest.raises(ImplausibleAnswerError, match="is empty"):
        load(lms_database, FakeBilling())


def test_one_account_alone_covers_nothing_and_misses_nothing(lms_database: Database) -> None:
    platform = FakeBilling([a_call(id=1)])
    load(lms_database, platform)
    platform.calls = [a_call(id=2)]
    lms_database.execute_text("DELETE FROM hv_coverage")
    summary = load(lms_database, platform, account_id=5)
    assert (summary.status, summary.inserted, summary.missing) == ("partial", 1, 0)
    assert platform.requests[-1][0].account_id == 5
    assert values(lms_database, "SELECT COUNT(*) FROM hv_coverage") == [0]


def test_windows_may_be_loaded_at_any_time_of_their_days(lms_database: Database) -> None:
    during = local_midnight(MARCH.days.end) - 1
    assert load(lms_database, FakeBilling([a_call()]), now=during).status == "partial"
    assert load(lms_database, FakeBilling([a_call()]), now=during + 1).status == "loaded"
    assert load(lms_database, FakeBilling(), a_window("2026-02-01", "2026-02-28")).status == "empty"
    assert during < LATER
