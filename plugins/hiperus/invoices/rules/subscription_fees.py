"""The fee of a terminal's subscription in a month: all of it, a share, or none with a reason."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from hiperus.domain.money import half_up
from hiperus.domain.periods import WARSAW, Month, local_day, local_midnight
from hiperus.invoices.rules.reasons import Reason
from hiperus.invoices.rules.state_reasons import ReasonCode, parked_error
from hiperus.invoices.rules.states import SubscriptionState, TerminalState

_NO_DAY = ("", "0000-00-00")
_DAY_LENGTH = 10


def platform_day(text: str, terminal: str) -> date | None:
    """Read the day of a platform's date or time; None where it is open.

    Only the day counts: a `subscription_from` with a time on the last day is still that day.

    Args:
        text: what the platform sent.
        terminal: the name of the terminal whose date it is, for the reason.

    Raises:
        InvoiceParkedError: the text is no date, so nobody knows what to charge.
    """
    day = text.strip()[:_DAY_LENGTH].replace("/", "-")
    if day in _NO_DAY:
        return None
    try:
        return date.fromisoformat(day)
    except ValueError:
        raise parked_error(ReasonCode.NO_DATE, terminal=terminal, text=repr(text[:20])) from None


def created_after(create_date: str, month: Month) -> bool:
    """Tell whether the platform's local time lies after the month's end, compared as times.

    An account created at 23:59:30 on the last day belongs to the month. An empty or unreadable
    time counts as before.
    """
    try:
        created = datetime.fromisoformat(create_date.strip().replace("/", "-"))
    except ValueError:
        return False
    if created.tzinfo is None:
        created = created.replace(tzinfo=WARSAW)
    return created.timestamp() >= local_midnight(month.end)


def subscription_fee(
    terminal: TerminalState, fee: SubscriptionState, month: Month, prorate: bool
) -> Decimal | Reason:
    """Return the net (PLN) of the subscription in `month`, or why there is none.

    Valid means valid at the month's end: from ≤ last day, to ≥ last day, both inclusive days,
    empty = open. With `prorate` any overlap counts, by days, half up to 0.01.
    """
    start = platform_day(terminal.subscription_from, terminal.name) or month.first_day
    end = platform_day(terminal.subscription_to, terminal.name) or month.last_day
    if not terminal.is_listed:
        # Gone from the platform since then: as if the subscription had ended that day.
        end = min(end, local_day(terminal.valid_from))
        if not prorate:
            return Reason.TERMINAL_REMOVED
    if not prorate:
        valid = start <= month.last_day <= end
        return fee.invoice_value if valid else Reason.SUBSCRIPTION_NOT_VALID
    days = (min(end, month.last_day) - max(start, month.first_day)).days + 1
    if days <= 0:
        return Reason.SUBSCRIPTION_NOT_VALID
    return half_up(fee.invoice_value * days / month.days.length)
