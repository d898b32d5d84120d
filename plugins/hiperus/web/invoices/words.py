"""States and reasons of invoices, in words before translation."""

from __future__ import annotations

from hiperus.invoices.rules.invoice_states import InvoiceState
from hiperus.invoices.rules.lines import InvoiceKind, LineKind
from hiperus.invoices.rules.reasons import Reason, Unusual
from hiperus.web.frame.tabs import gettext_noop

STATES: dict[InvoiceState, str] = {
    InvoiceState.DRAFT: gettext_noop("draft"),
    InvoiceState.APPROVED: gettext_noop("approved"),
    InvoiceState.ISSUED: gettext_noop("issued"),
    InvoiceState.PARKED: gettext_noop("parked"),
    InvoiceState.SKIPPED: gettext_noop("nothing to pay"),
    InvoiceState.VOID: gettext_noop("void"),
}

KINDS: dict[str, str] = {
    InvoiceKind.REGULAR: gettext_noop("regular"),
    InvoiceKind.ADJUSTMENT: gettext_noop("late calls"),
}

LINE_KINDS: dict[str, str] = {
    LineKind.SUBSCRIPTION: gettext_noop("subscription"),
    LineKind.CALLS: gettext_noop("calls"),
}

NOT_BILLED_COLUMNS: dict[str, str] = {
    "reason": gettext_noop("Reason"),
    "month": gettext_noop("Month"),
    "customer_id": gettext_noop("Customer id"),
    "account_id": gettext_noop("Account"),
    "terminal_id": gettext_noop("Terminal"),
    "calls": gettext_noop("Calls"),
    "net": gettext_noop("Net"),
    "detail": gettext_noop("Detail"),
}

REASONS: dict[str, str] = {
    Reason.ACCOUNT_UNKNOWN: gettext_noop("the account is unknown"),
    Reason.ACCOUNT_UNLINKED: gettext_noop("the account is linked to no LMS customer"),
    Reason.ACCOUNT_CREATED_LATER: gettext_noop("the account was created later"),
    Reason.NOT_INVOICED_BY_LMS: gettext_noop("the account is not invoiced by LMS"),
    Reason.CUSTOMER_MISSING: gettext_noop("the LMS customer does not exist"),
    Reason.CUSTOMER_DELETED: gettext_noop("the LMS customer is deleted"),
    Reason.CUSTOMER_CONTRACTOR: gettext_noop("the LMS customer is a contractor"),
    Reason.CALL_WITHOUT_LINK: gettext_noop("the call belongs to no known account"),
    Reason.VANISHED: gettext_noop("the platform no longer lists the call"),
    Reason.ZERO: gettext_noop("it costs nothing"),
    Reason.PARKED: gettext_noop("the invoice is parked"),
    Reason.FAILED_CALL: gettext_noop("the call failed"),
    Reason.NO_SUBSCRIPTION: gettext_noop("the terminal has no subscription"),
    Reason.NEGATIVE: gettext_noop("the sum is negative"),
    Reason.SUBSCRIPTION_NOT_VALID: gettext_noop("the subscription is not valid in the month"),
    Reason.SUBSCRIPTION_UNKNOWN: gettext_noop("the subscription is unknown"),
    Reason.TERMINAL_REMOVED: gettext_noop("the terminal was removed"),
    Reason.TERMINAL_CREATED_LATER: gettext_noop("the terminal was created later"),
    Reason.BILLED_ALREADY: gettext_noop("the subscription is billed already"),
    Reason.BEFORE_FIRST_ADVANCE: gettext_noop("it was due before billing in advance began"),
    Reason.EARLIER_MONTH_OPEN: gettext_noop("the invoice of its own month is still open"),
    Reason.LATE_NEXT_INVOICE: gettext_noop("late: on the next invoice"),
    Reason.FIRST_LINKED: gettext_noop(
        "linked after the month: billed only when customers and month are named"
    ),
    Reason.FORMER_CUSTOMER: gettext_noop("linked after the month, in which another had it"),
    Reason.LINKED_TOO_LATE: gettext_noop("linked more than 12 months after the month: lost"),
    Reason.ABOVE_PREMIUM_LIMIT: gettext_noop("above the limit of premium-rate services: withheld"),
}

UNUSUAL: dict[str, str] = {
    Unusual.FAILED_WITH_COST: gettext_noop("failed calls with a cost"),
    Unusual.PREPAID: gettext_noop("prepaid accounts"),
    Unusual.NOT_OUTGOING: gettext_noop("calls with a cost that are not outgoing"),
    Unusual.ALLOWANCE_USED: gettext_noop("calls with a cost although an allowance was used"),
    Unusual.INACTIVE_ACCOUNT: gettext_noop("inactive accounts"),
    Unusual.REMOVED_ACCOUNT: gettext_noop("removed accounts"),
    Unusual.LATE: gettext_noop("late calls of earlier months"),
    Unusual.ASSUMED_STATE: gettext_noop("accounts or terminals first seen after the month"),
    Unusual.ABOVE_PREMIUM_LIMIT: gettext_noop("above the limit of premium-rate services"),
}
