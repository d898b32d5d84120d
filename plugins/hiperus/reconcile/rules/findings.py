"""Findings of a comparison: codes and amounts, from which each reader makes its sentence.

Names of people and full numbers are left out: the ids lead to them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class FindingKind(StrEnum):
    """What differs, or which money leaks."""

    ACCOUNT_MISSING_IN_LMS = "account_missing_in_lms"
    TERMINAL_MISSING_IN_LMS = "terminal_missing_in_lms"
    NUMBER_MISSING_IN_LMS = "number_missing_in_lms"
    ACCOUNT_MISSING_ON_PLATFORM = "account_missing_on_platform"
    TERMINAL_MISSING_ON_PLATFORM = "terminal_missing_on_platform"
    NUMBER_MISSING_ON_PLATFORM = "number_missing_on_platform"
    TERMINAL_OF_ANOTHER_ACCOUNT = "terminal_of_another_account"
    NUMBER_OF_ANOTHER_ACCOUNT = "number_of_another_account"
    ACCOUNT_UNLINKED = "account_unlinked"
    ACCOUNT_ORPHANED = "account_orphaned"
    TERMINAL_ORPHANED = "terminal_orphaned"
    NUMBER_ORPHANED = "number_orphaned"
    CALLS_DIFFER = "calls_differ"
    CALLS_WITHOUT_ACCOUNT = "calls_without_account"
    CALLS_OF_GONE_ACCOUNT = "calls_of_gone_account"
    CALLS_WITHOUT_CUSTOMER = "calls_without_customer"
    CALLS_NOT_INVOICED_BY_LMS = "calls_not_invoiced_by_lms"
    CALLS_NOT_BILLED = "calls_not_billed"
    CALLS_FIRST_LINKED = "calls_first_linked"
    CALLS_OF_FORMER_CUSTOMER = "calls_of_former_customer"
    INVOICE_CANCELLED = "invoice_cancelled"
    INVOICE_DELETED = "invoice_deleted"
    INVOICE_EDITED = "invoice_edited"
    INVOICE_SHORTENED = "invoice_shortened"
    INVOICE_CORRECTED = "invoice_corrected"
    INVOICES_NOT_MAILED = "invoices_not_mailed"
    EINVOICE_REFUSED = "einvoice_refused"
    EINVOICES_MISSING = "einvoices_missing"
    OTHER = "other"


DOCUMENT_KINDS = frozenset(
    {
        FindingKind.INVOICE_CANCELLED,
        FindingKind.INVOICE_DELETED,
        FindingKind.INVOICE_EDITED,
        FindingKind.INVOICE_SHORTENED,
        FindingKind.INVOICE_CORRECTED,
        FindingKind.INVOICES_NOT_MAILED,
        FindingKind.EINVOICE_REFUSED,
        FindingKind.EINVOICES_MISSING,
    }
)
"""What LMS and its clerks made of documents of ours; each run of `hiperus_invoice` looks for it."""

PLATFORM_KINDS = frozenset(FindingKind) - DOCUMENT_KINDS
"""What the weekly comparison looks for."""


class DetailCode(StrEnum):
    """Which sentence a finding's detail is."""

    ONLY_THERE = "only_there"
    OF_ACCOUNT = "of_account"
    OTHER_ACCOUNT = "other_account"
    NO_CUSTOMER = "no_customer"
    PROPOSED_BY_NIP = "proposed_by_nip"
    PROPOSED_BY_NAME = "proposed_by_name"
    CUSTOMER_MISSING = "customer_missing"
    CUSTOMER_DELETED = "customer_deleted"
    ACCOUNT_NOT_IN_LMS = "account_not_in_lms"
    CALL_COUNTS = "call_counts"
    CALL_COUNTS_NOT_LOADED = "call_counts_not_loaded"
    CALLS = "calls"
    CALLS_FIRST_LINKED = "calls_first_linked"
    LOST_DOCUMENT = "lost_document"
    EDITED_DOCUMENT = "edited_document"
    SHORTENED_DOCUMENT = "shortened_document"
    CORRECTED_DOCUMENT = "corrected_document"
    NOT_MAILED = "not_mailed"
    REFUSED = "refused"
    MISSING = "missing"
    AS_WRITTEN = "as_written"


SENTENCES: Mapping[DetailCode, str] = {
    DetailCode.ONLY_THERE: "only there; run hiperus_import",
    DetailCode.OF_ACCOUNT: "account %(account)s; run hiperus_import",
    DetailCode.OTHER_ACCOUNT: "account %(platform)s on the platform, %(lms)s in LMS",
    DetailCode.NO_CUSTOMER: "no LMS customer; nothing of it is billed",
    DetailCode.PROPOSED_BY_NIP: (
        "no LMS customer; nothing of it is billed. Customer %(customer)s has the same NIP"
    ),
    DetailCode.PROPOSED_BY_NAME: (
        "no LMS customer; nothing of it is billed. Customer %(customer)s has the same name and "
        "post code"
    ),
    DetailCode.CUSTOMER_MISSING: "its LMS customer does not exist",
    DetailCode.CUSTOMER_DELETED: "its LMS customer is deleted",
    DetailCode.ACCOUNT_NOT_IN_LMS: "account %(account)s is not in LMS",
    DetailCode.CALL_COUNTS: "%(platform)s calls on the platform, %(lms)s in LMS",
    DetailCode.CALL_COUNTS_NOT_LOADED: (
        "%(platform)s calls on the platform, %(lms)s in LMS; not loaded: %(days)s"
    ),
    DetailCode.CALLS: "%(calls)s calls",
    DetailCode.CALLS_FIRST_LINKED: (
        "%(calls)s calls; run hiperus_invoice with customers [%(customer)s] and the leftmonth that "
        "leads to %(month)s"
    ),
    DetailCode.LOST_DOCUMENT: (
        "%(number)s of customer %(customer)s for %(month)s, %(gross)s PLN gross; it is issued "
        "again only once a person gives it up: hiperus_replay with void %(document)s"
    ),
    DetailCode.EDITED_DOCUMENT: (
        "%(number)s of customer %(customer)s for %(month)s: %(fields)s; our lines come to %(now)s "
        "PLN gross, %(gross)s PLN were issued"
    ),
    DetailCode.SHORTENED_DOCUMENT: (
        "%(number)s of customer %(customer)s for %(month)s: %(lines)s of our lines are gone; the "
        "rest comes to %(now)s PLN gross, %(gross)s PLN were issued"
    ),
    DetailCode.CORRECTED_DOCUMENT: (
        "%(number)s of customer %(customer)s for %(month)s: %(corrections)s corrections, together "
        "%(corrected)s PLN gross"
    ),
    DetailCode.NOT_MAILED: (
        "%(count)s invoices of %(day)s, for customers who agreed to mail; LMS mails invoices of "
        "the day only, let lms-sendinvoices run for that day"
    ),
    DetailCode.REFUSED: "%(number)s of customer %(customer)s: %(words)s",
    DetailCode.MISSING: (
        "%(count)s invoices of %(day)s have no KSeF number after %(days)s days: %(numbers)s"
    ),
    DetailCode.AS_WRITTEN: "%(text)s",
}
"""English, for log, report and alert. The page has its own, in `web/open_ends/words.py`."""


@dataclass(frozen=True, slots=True)
class Detail:
    """One sentence about a finding: its code, and what is filled in."""

    code: DetailCode
    arguments: Mapping[str, str] = field(default_factory=dict, hash=False)

    @classmethod
    def of(cls, code: DetailCode, **arguments: object) -> Detail:
        """Make one; every argument is kept as text."""
        return cls(code, {name: str(value) for name, value in arguments.items()})

    def __str__(self) -> str:
        """As an English sentence."""
        return SENTENCES[self.code] % self.arguments


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference. `key` tells it from others of its kind; `net` is PLN, 0 where none is known.

    As a text it is a line for people, which nobody reads back.
    """

    kind: FindingKind
    key: str
    detail: Detail
    net: Decimal = Decimal(0)

    @property
    def cause(self) -> str:
        """What stays the same while the difference lasts, whatever its figures."""
        return f"finding {self.kind} {self.key}"

    @property
    def subject(self) -> str:
        """What it is about, such as `terminal 4711`; the key alone where it says that itself."""
        return f"{self.kind.split('_')[0]} {self.key}" if self.key[:1].isdigit() else self.key

    @property
    def about(self) -> tuple[str, str]:
        """The code of what it is about, and which one: `terminal` and `4711`."""
        if self.key[:1].isdigit():
            return self.kind.split("_")[0], self.key
        noun, _, which = self.key.partition(" ")
        return noun, which.removeprefix("of ")

    def to_json(self) -> str:
        """Write down what `finding_from_json` reads; the amount is a decimal in a text."""
        detail = {"code": self.detail.code, "arguments": dict(self.detail.arguments)}
        kept = {"kind": self.kind, "key": self.key, "detail": detail, "net": str(self.net)}
        return json.dumps(kept, ensure_ascii=False)

    def __str__(self) -> str:
        """As an English line."""
        money = f" ({self.net} PLN net)" if self.net else ""
        return f"{self.kind} {self.key}: {self.detail}{money}"


def finding_from_json(text: str) -> Finding | None:
    """Read what `Finding.to_json` wrote; None where an older version wrote something else."""
    kept = json.loads(text)
    if "kind" not in kept:
        return None
    detail = Detail(DetailCode(kept["detail"]["code"]), kept["detail"]["arguments"])
    return Finding(FindingKind(kept["kind"]), kept["key"], detail, Decimal(kept["net"]))
