"""What has become of a document of ours in LMS: a pure comparison of then and now."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from hiperus.domain.money import ZERO
from hiperus.domain.periods import Month, local_day

SECONDS_A_DAY = 86400
SENT, ACCEPTED = 0, 200
"""LMS's `ksefdocuments.status`; 400 and more are refusals."""


class DocumentState(StrEnum):
    """Whether LMS still has the document and lets it count."""

    LIVE = "live"
    CANCELLED = "cancelled"
    DELETED = "deleted"


class MailState(StrEnum):
    """Whether LMS has mailed the document.

    Attributes:
        NOT_WANTED: the customer gets no invoices by mail, or this LMS does not say.
        WAITING: its day is not over.
        MAILED: it went out.
        LATE: its day is over, and LMS mails invoices of the day only.
    """

    NOT_WANTED = "not_wanted"
    WAITING = "waiting"
    MAILED = "mailed"
    LATE = "late"


class EInvoiceState(StrEnum):
    """How the document stands with the state's e-invoice system (KSeF).

    Attributes:
        NOT_WANTED: LMS sends none for this customer, division or day.
        WAITING: it is not there yet, and may still come.
        ACCEPTED: it has its number.
        REFUSED: the system refused it.
        MISSING: it should be there by now.
    """

    NOT_WANTED = "not_wanted"
    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    MISSING = "missing"


FIELDS = (
    "customerid",
    "divisionid",
    "fullnumber",
    "cdate",
    "sdate",
    "paytime",
    "paytype",
    "name",
    "address",
    "zip",
    "city",
    "ten",
    "total",
)
"""What is compared of a document: columns of `documents`, and the sum of all its lines."""


@dataclass(frozen=True, slots=True)
class Correction:
    """Corrections of a document: how many, and their sum, PLN gross (negative: they lower it)."""

    count: int = 0
    gross: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class EInvoice:
    """What the e-invoice system said last: status, number, its own words."""

    status: int
    number: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class EInvoiceRule:
    """Which documents of a division LMS sends, how many seconds after their date, from when on."""

    delay: int
    all_consumers: bool
    first: int


@dataclass(frozen=True, slots=True)
class Duties:
    """What is expected of documents, by LMS's own rules; sets hold LMS's customers.

    `einvoice_days` are the days that an e-invoice may take; `senders` the rules by division.
    """

    mailed: Set[int] = frozenset()
    consenting: Set[int] = frozenset()
    companies: Set[int] = frozenset()
    senders: Mapping[int, EInvoiceRule] = field(default_factory=dict)
    einvoice_days: int = 3

    def einvoice_due(self, document: Document) -> int | None:
        """Return when the document is due to be sent (epoch seconds), or None: never."""
        rule = self.senders.get(document.division_id or 0)
        if rule is None or rule.delay < 0 or document.issued_at < rule.first:
            return None
        customer = document.customer_id
        wanted = rule.all_consumers or customer in self.companies or customer in self.consenting
        return document.issued_at + rule.delay if wanted else None


@dataclass(frozen=True, slots=True)
class Document:
    """A document of ours as it was issued and as LMS shows it; money is PLN gross.

    `then` and `now` hold `FIELDS`; a field that was not noted is None in `then`. `lines` are those
    that LMS no longer shows as they were issued: changed, removed, and what all come to now.
    """

    docid: int
    invoice_id: int
    customer_id: int
    month: Month
    number: str
    gross: Decimal
    issued_at: int
    division_id: int | None
    is_there: bool
    is_cancelled: bool
    mailed_at: int
    then: Mapping[str, object]
    now: Mapping[str, object]
    lines: tuple[int, int, Decimal] | None = None
    correction: Correction = Correction()
    einvoice: EInvoice | None = None


@dataclass(frozen=True, slots=True)
class Fate:
    """What has become of a document; `edited` are names of `FIELDS`, money is PLN gross.

    `gross_now` is what our lines come to, 0.00 where the document does not count any more.
    """

    document: Document
    state: DocumentState
    edited: tuple[str, ...]
    changed_lines: int
    removed_lines: int
    gross_now: Decimal
    mail: MailState
    einvoice: EInvoiceState

    @property
    def is_lost(self) -> bool:
        """Whether LMS has cancelled or deleted it."""
        return self.state is not DocumentState.LIVE

    @property
    def einvoice_number(self) -> str:
        return self.document.einvoice.number if self.document.einvoice else ""

    @property
    def einvoice_words(self) -> str:
        return self.document.einvoice.words if self.document.einvoice else ""


def fate_of(document: Document, duties: Duties, now: int, today: date) -> Fate:
    """Say what has become of a document.

    Args:
        document: then and now.
        duties: what is expected of it.
        now: epoch seconds.
        today: the local day.
    """
    state = _state(document)
    changed, removed, gross = document.lines or (0, 0, document.gross)
    is_live = state is DocumentState.LIVE
    return Fate(
        document=document,
        state=state,
        edited=_edited(document, gross) if is_live else (),
        changed_lines=changed if is_live else 0,
        removed_lines=removed if is_live else 0,
        gross_now=gross if is_live else ZERO,
        mail=_mail(document, duties, today, is_live),
        einvoice=_einvoice(document, duties, now, is_live),
    )


def _state(document: Document) -> DocumentState:
    if not document.is_there:
        return DocumentState.DELETED
    return DocumentState.CANCELLED if document.is_cancelled else DocumentState.LIVE


def _edited(document: Document, gross_now: Decimal) -> tuple[str, ...]:
    """Name what differs; a sum that only our lines changed is told with the lines."""
    then, now = dict(document.then), document.now
    if then.get("total") is not None:
        then["total"] = Decimal(str(then["total"])) - document.gross + gross_now
    return tuple(
        name
        for name in FIELDS
        if then.get(name) is not None and (then[name] or None) != (now.get(name) or None)
    )


def _mail(document: Document, duties: Duties, today: date, is_live: bool) -> MailState:
    if document.mailed_at:
        return MailState.MAILED
    if not is_live or document.customer_id not in duties.mailed:
        return MailState.NOT_WANTED
    return MailState.LATE if local_day(document.issued_at) < today else MailState.WAITING


def _einvoice(document: Document, duties: Duties, now: int, is_live: bool) -> EInvoiceState:
    found = document.einvoice
    if found and found.status == ACCEPTED:
        return EInvoiceState.ACCEPTED
    if found and found.status != SENT:
        return EInvoiceState.REFUSED
    due = duties.einvoice_due(document) if is_live else None
    if due is None:
        return EInvoiceState.WAITING if found else EInvoiceState.NOT_WANTED
    is_late = now > due + duties.einvoice_days * SECONDS_A_DAY
    return EInvoiceState.MISSING if is_late else EInvoiceState.WAITING
