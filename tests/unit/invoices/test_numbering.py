"""Numbers of LMS documents: periods of all kinds, templates of all codes."""

from __future__ import annotations

from datetime import datetime

import pytest

from hiperus.domain.periods import WARSAW
from hiperus.errors import InvoiceParkedError
from hiperus.invoices.rules.numbering import NumberPlan, full_number, number_period


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=WARSAW).timestamp())


@pytest.mark.parametrize(
    ("period", "issued", "start", "end"),
    [
        (1, "2026-11-01T23:59:59", "2026-11-01", "2026-11-02"),
        (1, "2026-10-25T12:00:00", "2026-10-25", "2026-10-26"),  # 25 hours long
        (2, "2026-11-01T12:00:00", "2026-10-26", "2026-11-02"),  # a Sunday: ISO weeks
        (3, "2026-11-01T00:00:00", "2026-11-01", "2026-12-01"),
        (4, "2026-11-01T00:00:00", "2026-10-01", "2027-01-01"),
        (4, "2026-03-31T23:59:59", "2026-01-01", "2026-04-01"),
        (5, "2026-12-31T23:59:59", "2026-01-01", "2027-01-01"),
        (0, "2026-12-31T23:59:59", "2026-01-01", "2027-01-01"),
        (7, "2026-06-30T23:59:59", "2026-01-01", "2026-07-01"),
        (7, "2026-07-01T00:00:00", "2026-07-01", "2027-01-01"),
    ],
)
def test_periods_are_cut_in_local_time(period: int, issued: str, start: str, end: str) -> None:
    assert number_period(NumberPlan(1, period=period), at(issued)) == (at(start), at(end))


def test_a_continuous_plan_has_no_period() -> None:
    assert number_period(NumberPlan(1, period=6), at("2026-11-01")) is None


def test_an_unknown_period_is_refused() -> None:
    with pytest.raises(InvoiceParkedError, match=r"plan 4 \(%N\) has a period"):
        number_period(NumberPlan(4, "%N", period=9), at("2026-11-01"))


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("%N/LMS/%Y", "7/LMS/2026"),
        ("", "7/LMS/2026"),
        ("%5N/%m/%y", "00007/11/26"),
        ("%05N", "00007"),
        ("FV/%C/%N", "FV/12/7"),
        ("%6C-%N", "000012-7"),
        ("%N%I/%Y", "7/2026"),
        ("%d.%m.%Y %H:%M:%S", "01.11.2026 03:15:00"),
        ("%N/%B/%b", "7/listopad/lis"),
        ("%V/%j/%u/%w", "44/305/7/0"),
        ("%e|%k|%T|%F|%D|%R", "1|3|03:15:00|2026-11-01|11/01/26|03:15"),
        ("%a|%A|%Z|%z", "Sun|Sunday|CET|+0100"),
        ("100%%/%N", "100%%/7"),  # LMS knows no sign for a percent sign
        ("%%N/%%Y", "%7/%2026"),
        ("%N/%Q", "7/%Q"),
    ],
)
def test_templates_are_rendered_as_lms_does(template: str, text: str) -> None:
    plan = NumberPlan(1, template)
    assert full_number(plan, 7, at("2026-11-01T03:15:00"), 12) == text


def test_a_number_that_does_not_fit_is_refused() -> None:
    with pytest.raises(InvoiceParkedError, match="too long for LMS"):
        full_number(NumberPlan(1, "x" * 60), 7, 0, 12)


def test_a_plan_with_the_customer_in_it_counts_for_each_customer() -> None:
    assert NumberPlan(1, "%N/%4C").is_per_customer
    assert not NumberPlan(1, "%N/%Y").is_per_customer
