"""When a subscription is valid, and what a part of a month costs."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hiperus.domain.periods import Month
from hiperus.errors import InvoiceParkedError
from hiperus.invoices.rules.reasons import Reason
from hiperus.invoices.rules.states import SubscriptionState, TerminalState
from hiperus.invoices.rules.subscription_fees import created_after, platform_day, subscription_fee

OCTOBER = Month(2026, 10)
FEE = SubscriptionState(5, 0, "Abonament", Decimal("31.00"))


def fee(start: str, end: str, *, prorate: bool = False) -> str:
    terminal = TerminalState(200, 100, 0, subscription_from=start, subscription_to=end)
    return str(subscription_fee(terminal, FEE, OCTOBER, prorate))


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("", "", "31.00"),
        ("2026-10-31", "", "31.00"),
        ("2026-10-31 23:59:59", "", "31.00"),  # compared as text, a time lost the month
        ("2026-11-01", "", Reason.SUBSCRIPTION_NOT_VALID),
        ("", "2026-10-31", "31.00"),
        ("", "2026-10-30", Reason.SUBSCRIPTION_NOT_VALID),
        ("2026/10/01", "2026/12/31", "31.00"),
        ("0000-00-00", "0000-00-00 00:00:00", "31.00"),
    ],
)
def test_validity_is_tested_on_the_last_day(start: str, end: str, expected: str) -> None:
    assert fee(start, end) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("", "", "31.00"),
        ("2026-10-31", "", "1.00"),
        ("", "2026-10-01", "1.00"),
        ("2026-10-10", "2026-10-12 01:00:00", "3.00"),
        ("2026-11-01", "", Reason.SUBSCRIPTION_NOT_VALID),
        ("", "2026-09-30", Reason.SUBSCRIPTION_NOT_VALID),
    ],
)
def test_prorated_any_overlap_counts_by_days(start: str, end: str, expected: str) -> None:
    assert fee(start, end, prorate=True) == expected


def test_a_terminal_that_is_gone_ends_its_subscription_that_day() -> None:
    # 1792000000 is 14 October in Warsaw
    gone = TerminalState(200, 100, 1_792_000_000, is_listed=False)
    assert subscription_fee(gone, FEE, OCTOBER, False) is Reason.TERMINAL_REMOVED
    assert subscription_fee(gone, FEE, OCTOBER, True) == Decimal("14.00")


def test_a_date_that_is_none_parks_the_customer() -> None:
    with pytest.raises(InvoiceParkedError, match="no date"):
        platform_day("tomorrow", "term200")


@pytest.mark.parametrize(
    ("created", "later"),
    [
        ("2026-10-31 23:59:30", False),
        ("2026-11-01 00:00:00", True),
        ("2026-10-31", False),
        ("", False),
        ("unknown", False),
        ("2026-11-01T00:00:00+02:00", False),  # 23:00 in Warsaw
    ],
)
def test_creation_is_compared_as_a_time(created: str, later: bool) -> None:
    assert created_after(created, OCTOBER) is later
