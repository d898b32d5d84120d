"""Open points and the way to settle each, in people's words before translation."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from hiperus.accounts.rules.proposals import ProposedBy
from hiperus.calls.rules import links
from hiperus.changes.rules.request import State
from hiperus.reconcile.rules.findings import Detail, DetailCode, Finding, FindingKind
from hiperus.web.frame.document_words import fields_in_words
from hiperus.web.frame.tabs import gettext_noop


class Advice(NamedTuple):
    """What something is, and what to do."""

    what: str
    to_do: str


GIVE_UP = gettext_noop(
    "To bill it anew, give it up: hiperus_replay with void, then run hiperus_invoice."
)
RUN_IMPORT = gettext_noop("Run hiperus_import.")
LINK_ACCOUNT = gettext_noop("Link the account to a customer, then run hiperus_import.")

CUSTOMER_STATES = {
    "none": Advice(gettext_noop("linked to no LMS customer"), LINK_ACCOUNT),
    "missing": Advice(gettext_noop("its LMS customer does not exist"), LINK_ACCOUNT),
    "deleted": Advice(
        gettext_noop("its LMS customer is deleted"),
        gettext_noop("Link the account to a living customer, or delete it on the platform."),
    ),
}

PROPOSED_BY = {
    ProposedBy.NIP: gettext_noop("the same NIP"),
    ProposedBy.NAME: gettext_noop("the same name and post code"),
}

SUBSCRIPTIONS = {
    "none": gettext_noop("no subscription"),
    "over": gettext_noop("its subscription is over"),
    "not_yet": gettext_noop("its subscription has not begun"),
}

RULES = {
    links.UNKNOWN_TERMINAL: Advice(gettext_noop("the terminal is unknown"), RUN_IMPORT),
    links.UNKNOWN_ACCOUNT: Advice(gettext_noop("the terminal's account is unknown"), RUN_IMPORT),
    links.UNKNOWN_CUSTOMER: Advice(
        gettext_noop("no terminal, and no account of the customer that it names"), LINK_ACCOUNT
    ),
    links.DISAGREES: Advice(
        gettext_noop("terminal and customer disagree"),
        gettext_noop("Compare the account's customer in LMS and on the platform."),
    ),
    links.SEVERAL_TERMINALS: Advice(
        gettext_noop("several terminals of that name fit"),
        gettext_noop("Give the terminals different names on the platform."),
    ),
    links.SEVERAL_CUSTOMERS: Advice(
        gettext_noop("the account's customer changed, and the call fits both"),
        gettext_noop("Ask the platform's operator whose call it was."),
    ),
    links.SEVERAL_ACCOUNTS: Advice(
        gettext_noop("several accounts of the customer fit"),
        gettext_noop("Ask the platform's operator which account called."),
    ),
    links.FAULTY_NAME: Advice(
        gettext_noop("a name on the call cannot be read"),
        gettext_noop(
            "Ask the platform's operator to mend it; load the day again, or run hiperus_replay."
        ),
    ),
    links.NOTHING_KNOWN: Advice(
        gettext_noop("names neither terminal nor customer"),
        gettext_noop("Ask the platform's operator who called."),
    ),
}

ENTITIES = {
    "customer": gettext_noop("account"),
    "terminal": gettext_noop("terminal"),
    "number": gettext_noop("number"),
}
ACTIONS = {
    "create": gettext_noop("create"),
    "update": gettext_noop("update"),
    "delete": gettext_noop("delete"),
}
CHANGE_STATES: dict[str, Advice] = {
    State.PLANNED: Advice(
        gettext_noop("nothing was sent"), gettext_noop("Run it again, or leave it.")
    ),
    State.IN_DOUBT: Advice(
        gettext_noop("sent, the answer is not known"),
        gettext_noop("Run the same change again: it looks first and sends only what never came."),
    ),
    State.APPLIED: Advice(
        gettext_noop("done on the platform, not yet in LMS"),
        gettext_noop("Run it again, or wait for the next import."),
    ),
}

_SAME_IMPORT = Advice(gettext_noop("not in LMS yet"), RUN_IMPORT)
_GONE = Advice(gettext_noop("no longer on the platform"), RUN_IMPORT)
_MOVED = Advice(gettext_noop("belongs to another account there"), RUN_IMPORT)
_ORPHAN = Advice(gettext_noop("its account is not in LMS"), RUN_IMPORT)

FINDINGS: dict[FindingKind, Advice] = {
    FindingKind.ACCOUNT_MISSING_IN_LMS: _SAME_IMPORT,
    FindingKind.TERMINAL_MISSING_IN_LMS: _SAME_IMPORT,
    FindingKind.NUMBER_MISSING_IN_LMS: _SAME_IMPORT,
    FindingKind.ACCOUNT_MISSING_ON_PLATFORM: _GONE,
    FindingKind.TERMINAL_MISSING_ON_PLATFORM: _GONE,
    FindingKind.NUMBER_MISSING_ON_PLATFORM: _GONE,
    FindingKind.TERMINAL_OF_ANOTHER_ACCOUNT: _MOVED,
    FindingKind.NUMBER_OF_ANOTHER_ACCOUNT: _MOVED,
    FindingKind.ACCOUNT_UNLINKED: CUSTOMER_STATES["none"],
    FindingKind.ACCOUNT_ORPHANED: CUSTOMER_STATES["missing"],
    FindingKind.TERMINAL_ORPHANED: _ORPHAN,
    FindingKind.NUMBER_ORPHANED: _ORPHAN,
    FindingKind.CALLS_DIFFER: Advice(
        gettext_noop("another number of calls there"),
        gettext_noop("Load the days again with hiperus_cdr_backfill."),
    ),
    FindingKind.CALLS_WITHOUT_ACCOUNT: Advice(
        gettext_noop("priced calls that belong to no account"), RUN_IMPORT
    ),
    FindingKind.CALLS_OF_GONE_ACCOUNT: Advice(
        gettext_noop("priced calls of an account that is gone"),
        gettext_noop("Decide by hand whether somebody is billed for them."),
    ),
    FindingKind.CALLS_WITHOUT_CUSTOMER: Advice(
        gettext_noop("priced calls of an account without customer"), LINK_ACCOUNT
    ),
    FindingKind.CALLS_NOT_INVOICED_BY_LMS: Advice(
        gettext_noop("priced calls of an account that LMS does not invoice"),
        gettext_noop("Right where the platform invoices it; else change who does."),
    ),
    FindingKind.CALLS_NOT_BILLED: Advice(
        gettext_noop("priced calls of past months on no invoice"),
        gettext_noop(
            "Run hiperus_invoice for the month; where it is invoiced, the next run bills them."
        ),
    ),
    FindingKind.CALLS_FIRST_LINKED: Advice(
        gettext_noop("priced calls from before their account had a customer"),
        gettext_noop("Run hiperus_invoice, with customers and leftmonth named."),
    ),
    FindingKind.CALLS_OF_FORMER_CUSTOMER: Advice(
        gettext_noop("priced calls of a month in which another customer had the account"),
        gettext_noop("Decide by hand whether somebody is billed for them."),
    ),
    FindingKind.INVOICE_CANCELLED: Advice(gettext_noop("cancelled in LMS"), GIVE_UP),
    FindingKind.INVOICE_DELETED: Advice(gettext_noop("deleted in LMS"), GIVE_UP),
    FindingKind.INVOICE_EDITED: Advice(
        gettext_noop("edited in LMS"), gettext_noop("Nothing, where it was meant.")
    ),
    FindingKind.INVOICE_SHORTENED: Advice(
        gettext_noop("lines were removed in LMS"),
        gettext_noop("Nothing, where it was meant: what they billed is not billed again."),
    ),
    FindingKind.INVOICE_CORRECTED: Advice(
        gettext_noop("corrected in LMS"), gettext_noop("Nothing; it settles what is due back.")
    ),
    FindingKind.INVOICES_NOT_MAILED: Advice(
        gettext_noop("not mailed on their day"),
        gettext_noop("Let lms-sendinvoices run for that day."),
    ),
    FindingKind.EINVOICE_REFUSED: Advice(
        gettext_noop("refused by KSeF"), gettext_noop("Mend it in LMS and send it again.")
    ),
    FindingKind.EINVOICES_MISSING: Advice(
        gettext_noop("still not in KSeF"), gettext_noop("See whether LMS sends its e-invoices.")
    ),
}

DETAILS: dict[DetailCode, str] = {
    DetailCode.ONLY_THERE: gettext_noop("only there; run hiperus_import"),
    DetailCode.OF_ACCOUNT: gettext_noop("account %(account)s; run hiperus_import"),
    DetailCode.OTHER_ACCOUNT: gettext_noop("account %(platform)s on the platform, %(lms)s in LMS"),
    DetailCode.NO_CUSTOMER: gettext_noop("no LMS customer; nothing of it is billed"),
    DetailCode.PROPOSED_BY_NIP: gettext_noop(
        "no LMS customer; nothing of it is billed. Customer %(customer)s has the same NIP"
    ),
    DetailCode.PROPOSED_BY_NAME: gettext_noop(
        "no LMS customer; nothing of it is billed. Customer %(customer)s has the same name and "
        "post code"
    ),
    DetailCode.CUSTOMER_MISSING: gettext_noop("its LMS customer does not exist"),
    DetailCode.CUSTOMER_DELETED: gettext_noop("its LMS customer is deleted"),
    DetailCode.ACCOUNT_NOT_IN_LMS: gettext_noop("account %(account)s is not in LMS"),
    DetailCode.CALL_COUNTS: gettext_noop("%(platform)s calls on the platform, %(lms)s in LMS"),
    DetailCode.CALL_COUNTS_NOT_LOADED: gettext_noop(
        "%(platform)s calls on the platform, %(lms)s in LMS; not loaded: %(days)s"
    ),
    DetailCode.CALLS: gettext_noop("%(calls)s calls"),
    DetailCode.CALLS_FIRST_LINKED: gettext_noop(
        "%(calls)s calls; run hiperus_invoice with customers [%(customer)s] and the leftmonth that "
        "leads to %(month)s"
    ),
    DetailCode.LOST_DOCUMENT: gettext_noop(
        "%(number)s of customer %(customer)s for %(month)s, %(gross)s PLN gross; it is issued "
        "again only once a person gives it up: hiperus_replay with void %(document)s"
    ),
    DetailCode.EDITED_DOCUMENT: gettext_noop(
        "%(number)s of customer %(customer)s for %(month)s: %(fields)s; our lines come to %(now)s "
        "PLN gross, %(gross)s PLN were issued"
    ),
    DetailCode.SHORTENED_DOCUMENT: gettext_noop(
        "%(number)s of customer %(customer)s for %(month)s: %(lines)s of our lines are gone; the "
        "rest comes to %(now)s PLN gross, %(gross)s PLN were issued"
    ),
    DetailCode.CORRECTED_DOCUMENT: gettext_noop(
        "%(number)s of customer %(customer)s for %(month)s: %(corrections)s corrections, together "
        "%(corrected)s PLN gross"
    ),
    DetailCode.NOT_MAILED: gettext_noop(
        "%(count)s invoices of %(day)s, for customers who agreed to mail; LMS mails invoices of "
        "the day only, let lms-sendinvoices run for that day"
    ),
    DetailCode.REFUSED: gettext_noop("%(number)s of customer %(customer)s: %(words)s"),
    DetailCode.MISSING: gettext_noop(
        "%(count)s invoices of %(day)s have no KSeF number after %(days)s days: %(numbers)s"
    ),
}
"""What is said in detail of a finding; what is not here was kept as an English text."""


SUBJECTS = {
    "account": gettext_noop("account"),
    "terminal": gettext_noop("terminal"),
    "number": gettext_noop("number"),
    "invoice": gettext_noop("document"),
    "invoices": gettext_noop("invoices of"),
    "einvoice": gettext_noop("document"),
}


def subject_said(finding: Finding, say: Callable[[str], str]) -> str:
    """Return what a finding is about, such as `terminal 4711`, in the reader's language."""
    noun, rest = finding.about
    return f"{say(SUBJECTS[noun])} {rest}".strip() if noun in SUBJECTS else finding.subject


def detail_said(detail: Detail, say: Callable[[str], str]) -> str:
    """Return a detail's sentence, with the names of edited fields in the reader's language, too."""
    arguments = dict(detail.arguments)
    if detail.code is DetailCode.EDITED_DOCUMENT:
        arguments["fields"] = fields_in_words(arguments["fields"], say)
    return say(DETAILS[detail.code]) % arguments
