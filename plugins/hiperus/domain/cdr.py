"""A call detail record (CDR): one call, already priced by the platform."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

CDR_FIELDS = (
    "id",
    "rel_cause",
    "start_time",
    "customer_name",
    "terminal_name",
    "ext_billing_id",
    "caller",
    "bill_cpb",
    "duration",
    "calltype",
    "country",
    "description",
    "operator",
    "type",
    "cost",
    "price",
    "init_charge",
    "reseller_price",
    "reseller_cost",
    "reseller_init_charge",
    "margin",
    "subscription_used",
    "platform_type",
)
"""The fields of a `GetBilling` row, in the platform's order; a `CdrRow` has its values in it."""

CdrRow = tuple[bytes | None, ...]
"""One call as it came: UTF-8 text per field of `CDR_FIELDS`; None where nothing was sent."""


class CallType(StrEnum):
    """The platform's kinds of calls; `GetBilling` answers one of them at a time."""

    OUTGOING = "outgoing"
    INCOMING = "incoming"
    DISA = "disa"
    FORWARDED = "forwarded"
    INTERNAL = "internal"
    VPBX = "vpbx"


@dataclass(frozen=True, slots=True)
class BillingQuery:
    """What one `GetBilling` asks for. Both days are included, as the platform has it.

    Attributes:
        first_day: first local day (Europe/Warsaw).
        last_day: last local day; never more than a month after `first_day`.
        call_type: the one kind of calls that is asked for.
        success: True for `success_calls=true`, else the other answer.
        account_id: the platform's id of one account, or None for all.
    """

    first_day: date
    last_day: date
    call_type: CallType
    success: bool
    account_id: int | None = None
