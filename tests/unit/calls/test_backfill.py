"""What a person or a data interval asks for becomes chunks and windows, or one sentence."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hiperus.calls.rules.backfill import look_back, plan_backfill, plan_interval
from hiperus.calls.rules.loading import LoadOptions
from hiperus.domain.cdr import CallType
from hiperus.domain.periods import DaySpan
from hiperus.errors import InvalidParameterError

TODAY = date(2026, 11, 23)
AS_THE_FORM_HAS_IT: dict[str, object] = {
    "billing_from": None,
    "billing_to": None,
    "billing_date": None,
    "billing_type": "outgoing",
    "billing_success": "yes",
    "account_id": None,
    "chunk_months": 6,
    "only_missing": False,
    "full_refresh": False,
    "allow_shrink": False,
}


def asked(**parameters: Any) -> list[str]:
    plan = plan_backfill(parameters, TODAY)
    return [str(w) for n in range(len(plan.chunks)) for w in plan.windows(n)]


def test_defaults_are_successful_outgoing_calls_in_half_years() -> None:
    plan = plan_backfill({"billing_from": "2012-01-01", "billing_to": "2013-06-30"}, TODAY)
    assert [str(chunk) for chunk in plan.chunks] == [
        "2012-01-01..2012-06-30",
        "2012-07-01..2012-12-31",
        "2013-01-01..2013-06-30",
    ]
    assert plan.call_types == (CallType.OUTGOING,)
    assert plan.options == LoadOptions(successes="yes")
    assert [len(plan.windows(n)) for n in range(4)] == [6, 6, 6, 0]


def test_all_types_of_a_day_in_either_spelling_are_six_windows() -> None:
    for day in ("2012-03-05", "2012/03/05"):
        found = asked(billing_from=day, billing_to=day, billing_type="all")
        assert found == [f"2012-03-05 {kind}" for kind in CallType]


def test_days_by_name_override_first_and_last_day() -> None:
    found = asked(billing_date="lastmonth", billing_from="2012-01-01", billing_to="2012-01-02")
    assert found == ["2026-10 outgoing"]


def test_without_a_last_day_the_period_ends_today_and_never_later() -> None:
    assert asked(billing_from="2026-11-20") == ["2026-11-20..2026-11-23 outgoing"]
    assert asked(billing_from="2026-11-20", billing_to="2027-01-01") == [
        "2026-11-20..2026-11-23 outgoing"
    ]


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [
        ({}, "Nothing says which days to load"),
        ({"billing_from": "2012-02-30"}, "billing_from is '2012-02-30', which is no date"),
        ({"billing_from": "2012-02-01", "billing_to": "luty"}, "billing_to is 'luty'"),
        ({"billing_from": "2012-02-02", "billing_to": "2012-02-01"}, "holds no day"),
        ({"billing_from": "2027-01-01"}, "lies after today"),
        ({"billing_date": "yesterday"}, "choose one of currday"),
        ({"billing_date": "lastday", "billing_type": "sms"}, "billing_type is 'sms'; choose one"),
        ({"billing_date": "lastday", "billing_success": "maybe"}, "billing_success is 'maybe'"),
        ({"billing_date": "lastday", "chunk_months": 7}, "must be between 1 and 6"),
        ({"billing_date": "lastday", "full_refresh": True, "account_id": 5}, "Leave one"),
    ],
)
def test_what_cannot_be_loaded_is_refused_in_a_sentence(
    parameters: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(InvalidParameterError, match=sentence):
        plan_backfill(parameters, TODAY)


def test_a_data_interval_is_one_chunk_of_everything_up_to_today() -> None:
    plan = plan_interval(DaySpan(date(2026, 7, 1), date(2027, 1, 1)), TODAY, AS_THE_FORM_HAS_IT)
    assert plan.chunks == (DaySpan(date(2026, 7, 1), date(2026, 11, 24)),)
    assert len(plan.windows(0)) == 5 * 6
    later = DaySpan(date(2027, 1, 1), date(2027, 7, 1))
    assert plan_interval(later, TODAY, AS_THE_FORM_HAS_IT).chunks == ()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("billing_from", "2026-07-01"),
        ("billing_to", "2026-07-31"),
        ("billing_date", "lastmonth"),
        ("billing_type", "incoming"),
        ("billing_success", "no"),
        ("account_id", 7),
        ("chunk_months", 1),
        ("full_refresh", True),
        ("allow_shrink", True),
    ],
)
def test_what_a_backfill_over_dates_cannot_do_is_not_passed_over(name: str, value: object) -> None:
    days = DaySpan(date(2026, 7, 1), date(2027, 1, 1))
    with pytest.raises(InvalidParameterError, match=f"^{name}: not for Airflow's backfill"):
        plan_interval(days, TODAY, AS_THE_FORM_HAS_IT | {name: value})


def test_a_backfill_over_dates_may_be_asked_for_all_and_for_gaps() -> None:
    asked = {"billing_type": "all", "billing_success": "all", "only_missing": True}
    days = DaySpan(date(2026, 7, 1), date(2027, 1, 1))
    plan = plan_interval(days, TODAY, AS_THE_FORM_HAS_IT | asked)
    assert plan == plan_interval(days, TODAY, {})


def test_the_daily_run_looks_back_and_reads_the_month_before_again_on_the_10th() -> None:
    assert look_back(date(2026, 11, 22), 3) == [DaySpan(date(2026, 11, 19), date(2026, 11, 22))]
    assert look_back(date(2026, 11, 22), 0) == []
    assert look_back(date(2026, 11, 9), 3) == [
        DaySpan(date(2026, 10, 1), date(2026, 11, 1)),
        DaySpan(date(2026, 11, 6), date(2026, 11, 9)),
    ]
