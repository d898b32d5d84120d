"""Reasons why calls or a fee are on no invoice, and groups that are billed though unusual."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from hiperus.domain.periods import Month


class Reason(StrEnum):
    """Why a subscription or calls are not billed by this run; each call has exactly one."""

    ACCOUNT_UNKNOWN = "account_unknown"
    ACCOUNT_UNLINKED = "account_unlinked"
    ACCOUNT_CREATED_LATER = "account_created_later"
    NOT_INVOICED_BY_LMS = "not_invoiced_by_lms"
    CUSTOMER_MISSING = "customer_missing"
    CUSTOMER_DELETED = "customer_deleted"
    CUSTOMER_CONTRACTOR = "customer_contractor"
    CALL_WITHOUT_LINK = "call_without_link"
    VANISHED = "vanished"
    ZERO = "zero"
    PARKED = "parked"
    FAILED_CALL = "failed_call"
    NO_SUBSCRIPTION = "no_subscription"
    NEGATIVE = "negative"
    SUBSCRIPTION_NOT_VALID = "subscription_not_valid"
    SUBSCRIPTION_UNKNOWN = "subscription_unknown"
    TERMINAL_REMOVED = "terminal_removed"
    TERMINAL_CREATED_LATER = "terminal_created_later"
    BILLED_ALREADY = "billed_already"
    BEFORE_FIRST_ADVANCE = "before_first_advance"
    EARLIER_MONTH_OPEN = "earlier_month_open"
    LATE_NEXT_INVOICE = "late_next_invoice"
    FIRST_LINKED = "first_linked"
    FORMER_CUSTOMER = "former_customer"
    LINKED_TOO_LATE = "linked_too_late"
    ABOVE_PREMIUM_LIMIT = "above_premium_limit"

    @property
    def is_of_first_link(self) -> bool:
        """Whether each run lists it for all months, not for the billed one alone."""
        return self in (Reason.FIRST_LINKED, Reason.FORMER_CUSTOMER, Reason.LINKED_TOO_LATE)


class Unusual(StrEnum):
    """Groups that are billed as they always were, and listed so that a person can object."""

    FAILED_WITH_COST = "failed_with_cost"
    PREPAID = "prepaid"
    NOT_OUTGOING = "not_outgoing"
    ALLOWANCE_USED = "allowance_used"
    INACTIVE_ACCOUNT = "inactive_account"
    REMOVED_ACCOUNT = "removed_account"
    LATE = "late"
    ASSUMED_STATE = "assumed_state"
    ABOVE_PREMIUM_LIMIT = "above_premium_limit"


@dataclass(frozen=True, slots=True)
class NotBilled:
    """One group that is on no invoice of this run. `net` is PLN; `calls` 0: a subscription."""

    reason: Reason
    month: Month
    net: Decimal
    calls: int = 0
    customer_id: int | None = None
    account_id: int | None = None
    terminal_id: int | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class UnusualGroup:
    """One unusual group over the whole run, PLN net."""

    kind: Unusual
    count: int
    net: Decimal


@dataclass(frozen=True, slots=True)
class CreditDue:
    """Calls of an issued invoice that cost less now, or vanished: for a clerk's correction.

    `net` is the positive amount (PLN) that was billed too much and no correction has given back
    yet. `docid` is the document in LMS, where it is known.
    """

    customer_id: int | None
    account_id: int | None
    terminal_id: int | None
    month: Month
    calls: int
    net: Decimal
    docid: int | None = None
