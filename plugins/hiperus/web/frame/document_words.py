"""What LMS and its clerks have made of an invoice of ours, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from hiperus.invoices.rules.fates import DocumentState, EInvoiceState, MailState
from hiperus.invoices.tables.page import InLms
from hiperus.web.frame.languages import Language
from hiperus.web.frame.tabs import gettext_noop

STATES: dict[DocumentState, str] = {
    DocumentState.LIVE: "",
    DocumentState.CANCELLED: gettext_noop("cancelled"),
    DocumentState.DELETED: gettext_noop("deleted"),
}
FIELDS: dict[str, str] = {
    "customerid": gettext_noop("customer"),
    "divisionid": gettext_noop("division"),
    "fullnumber": gettext_noop("invoice number"),
    "cdate": gettext_noop("date of issue"),
    "sdate": gettext_noop("date of sale"),
    "paytime": gettext_noop("days to pay"),
    "paytype": gettext_noop("way of payment"),
    "name": gettext_noop("buyer's name"),
    "address": gettext_noop("street"),
    "zip": gettext_noop("postal code"),
    "city": gettext_noop("city"),
    "ten": gettext_noop("NIP"),
    "total": gettext_noop("sum of the document"),
    "lines": gettext_noop("our lines"),
}
"""What a clerk may have edited: codes of the read-back, and what people call them."""


def fields_in_words(codes: str, say: Callable[[str], str]) -> str:
    """Return edited fields (codes, parted by commas) in a language."""
    return ", ".join(say(FIELDS[code.strip()]) for code in codes.split(",") if code.strip())


def in_lms(found: InLms | None, language: Language) -> str:
    """Return what has become of a document, in a few words; `–` where nothing is known yet."""
    return "; ".join(_parts(found, language)) or "–" if found else "–"


def _parts(found: InLms, language: Language) -> Iterator[str]:
    _, money = language.gettext, language.formats.money
    if found.state is not DocumentState.LIVE:
        yield _(STATES[found.state])
    if found.edited:
        yield _("edited: %(fields)s") % {"fields": fields_in_words(found.edited, _)}
    if found.changed_lines:
        yield _("lines changed: %(lines)s") % {"lines": found.changed_lines}
    if found.removed_lines:
        yield _("lines removed: %(lines)s") % {"lines": found.removed_lines}
    if found.corrections:
        yield _("corrected by %(amount)s") % {"amount": money(found.corrected)}
    if MAIL[found.mail]:
        yield _(MAIL[found.mail])
    if EINVOICES[found.einvoice]:
        values = {"number": found.einvoice_number, "words": found.einvoice_words}
        yield _(EINVOICES[found.einvoice]) % values


MAIL: Mapping[MailState, str] = {
    MailState.NOT_WANTED: "",
    MailState.WAITING: "",
    MailState.MAILED: gettext_noop("mailed"),
    MailState.LATE: gettext_noop("not mailed on its day"),
}
EINVOICES: Mapping[EInvoiceState, str] = {
    EInvoiceState.NOT_WANTED: "",
    EInvoiceState.WAITING: gettext_noop("not in KSeF yet"),
    EInvoiceState.ACCEPTED: gettext_noop("KSeF %(number)s"),
    EInvoiceState.REFUSED: gettext_noop("refused by KSeF: %(words)s"),
    EInvoiceState.MISSING: gettext_noop("still not in KSeF"),
}
