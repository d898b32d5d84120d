"""What people are told of documents of ours that LMS has changed, not mailed or not sent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from hiperus.domain.periods import local_day
from hiperus.domain.wording import listed
from hiperus.invoices.rules.fates import DocumentState, EInvoiceState, Fate, MailState
from hiperus.reconcile.rules.findings import Detail, DetailCode, Finding, FindingKind

LISTED_DAYS = 100
"""So long after its issue a document that was edited, corrected or not mailed is listed. What needs
a person's decision (cancelled, deleted, refused, missing) is listed until it is settled."""

_NAMED = 10


def document_findings(fates: Iterable[Fate], today: date, einvoice_days: int = 0) -> list[Finding]:
    """Return the findings of documents.

    Args:
        fates: of all documents of ours that count.
        today: the local day.
        einvoice_days: how long an e-invoice may take, for the sentence.
    """
    fates = list(fates)
    since = today - timedelta(days=LISTED_DAYS)
    recent = [fate for fate in fates if _day(fate) >= since]
    found = [_lost(fate) for fate in fates if fate.is_lost]
    found += [_refused(fate) for fate in fates if fate.einvoice is EInvoiceState.REFUSED]
    found += [_edited(fate) for fate in recent if fate.edited or fate.changed_lines]
    found += [_shortened(fate) for fate in recent if fate.removed_lines]
    found += [_corrected(fate) for fate in recent if fate.document.correction.count]
    late = _by_day(recent, lambda fate: fate.mail is MailState.LATE)
    missing = _by_day(fates, lambda fate: fate.einvoice is EInvoiceState.MISSING)
    found += [_not_mailed(day, these) for day, these in late.items()]
    return found + [_missing(day, these, einvoice_days) for day, these in missing.items()]


def _day(fate: Fate) -> date:
    return local_day(fate.document.issued_at)


def _by_day(fates: Iterable[Fate], fits: Callable[[Fate], bool]) -> dict[date, list[Fate]]:
    found: dict[date, list[Fate]] = defaultdict(list)
    for fate in fates:
        if fits(fate):
            found[_day(fate)].append(fate)
    return dict(sorted(found.items()))


def _about(
    kind: FindingKind, code: DetailCode, fate: Fate, again: str = "", **more: object
) -> Finding:
    """Make a finding about one document; `again` sets one cause apart from an earlier one."""
    document = fate.document
    detail = Detail.of(
        code,
        number=document.number,
        customer=document.customer_id,
        month=document.month,
        gross=document.gross,
        document=document.docid,
        **more,
    )
    return Finding(kind, f"{document.docid}{again}", detail)


def _lost(fate: Fate) -> Finding:
    is_gone = fate.state is DocumentState.DELETED
    kind = FindingKind.INVOICE_DELETED if is_gone else FindingKind.INVOICE_CANCELLED
    return _about(kind, DetailCode.LOST_DOCUMENT, fate)


def _edited(fate: Fate) -> Finding:
    fields = [*fate.edited, *(["lines"] if fate.changed_lines else [])]
    return _about(
        FindingKind.INVOICE_EDITED,
        DetailCode.EDITED_DOCUMENT,
        fate,
        fields=", ".join(fields),
        now=fate.gross_now,
    )


def _shortened(fate: Fate) -> Finding:
    return _about(
        FindingKind.INVOICE_SHORTENED,
        DetailCode.SHORTENED_DOCUMENT,
        fate,
        lines=fate.removed_lines,
        now=fate.gross_now,
    )


def _corrected(fate: Fate) -> Finding:
    correction = fate.document.correction
    return _about(
        FindingKind.INVOICE_CORRECTED,
        DetailCode.CORRECTED_DOCUMENT,
        fate,
        f", correction {correction.count}",
        corrections=correction.count,
        corrected=correction.gross,
    )


def _refused(fate: Fate) -> Finding:
    words = fate.einvoice_words
    return _about(FindingKind.EINVOICE_REFUSED, DetailCode.REFUSED, fate, words=words)


def _not_mailed(day: date, fates: Sequence[Fate]) -> Finding:
    detail = Detail.of(DetailCode.NOT_MAILED, count=len(fates), day=day)
    return Finding(FindingKind.INVOICES_NOT_MAILED, f"invoices of {day}", detail)


def _missing(day: date, fates: Sequence[Fate], days: int) -> Finding:
    numbers = listed([fate.document.number for fate in fates], _NAMED)
    detail = Detail.of(DetailCode.MISSING, count=len(fates), day=day, days=days, numbers=numbers)
    return Finding(FindingKind.EINVOICES_MISSING, f"invoices of {day}", detail)
