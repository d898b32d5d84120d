"""Puts the drafts of a month's invoices into LMS; `prepare` has calculated them.

A run can be killed at any statement: each customer's invoice is one transaction, and the next run
issues what is missing and repeats nothing.
"""

from __future__ import annotations

from hiperus.errors import (
    InvoiceParkedError,
    SafetyBoundError,
    StatementFailedError,
    StorageUnavailableError,
    UsageChangedError,
)
from hiperus.invoices.drafts import Drafts
from hiperus.invoices.issue_customer import CustomerIssuer
from hiperus.invoices.rules.dating import mailing_note
from hiperus.invoices.rules.lines import InvoiceDraft, InvoiceKind
from hiperus.invoices.rules.state_reasons import StateReason, reason_of
from hiperus.invoices.summary import Already, InvoiceRunSummary, Issued, Skipped
from hiperus.invoices.tables import documents, invoices, parked
from hiperus.run import Run

ATTEMPTS = 3


def issue(run: Run, drafts: Drafts) -> InvoiceRunSummary:
    """Put the drafts into LMS, each customer in a transaction of its own.

    What cannot be issued is parked with its reason, and the others go on. A dry run only tells
    what it would do.

    Args:
        run: the run, kept with the invoices; its clock dates the documents, unless `fakedate` does.
        drafts: what `prepare` returned.

    Raises:
        StorageUnavailableError: the database went away; what was committed stays, run again.
    """
    return _Issuing(run, drafts).result()


class _Issuing:
    """Issues the drafts in order and gathers what happened."""

    def __init__(self, run: Run, drafts: Drafts) -> None:
        self._run = run
        self._drafts = drafts
        self._summary = InvoiceRunSummary.opened(drafts)

    def result(self) -> InvoiceRunSummary:
        if self._drafts.request.dry_run:
            self._rehearse()
            return self._summary
        database = self._run.database
        issuer = CustomerIssuer.of(database, self._drafts)
        for draft in self._drafts.calculation.drafts:
            self._handle(issuer, draft)
        self._settle_adjustments(issuer)
        self._note_documents()
        self._summary.mailing = self._mailing_note()
        self._close_month()
        return self._summary

    def _handle(self, issuer: CustomerIssuer, draft: InvoiceDraft) -> None:
        if draft.parked:
            self._park(issuer, draft, draft.parked)
            return
        try:
            done = self._issue(issuer, draft)
        except UsageChangedError:
            self._summary.changed.append(draft.customer_id)
        except (InvoiceParkedError, SafetyBoundError, StatementFailedError) as error:
            # One customer's trouble must neither stop the others nor be passed over.
            self._park(issuer, draft, reason_of(error))
        else:
            self._note(done)

    def _issue(self, issuer: CustomerIssuer, draft: InvoiceDraft) -> Issued | Skipped | Already:
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return issuer.issue(draft, self._provenance(), self._issued_at())
            except StorageUnavailableError:
                # A deadlock, or somebody took the number at the same moment.
                if attempt == ATTEMPTS:
                    raise
        raise AssertionError("the loop returns or raises")

    def _park(self, issuer: CustomerIssuer, draft: InvoiceDraft, reason: StateReason) -> None:
        issuer.park(draft, reason, self._provenance())
        self._summary.parked.append((draft.customer_id, reason))

    def _settle_adjustments(self, issuer: CustomerIssuer) -> None:
        """Close adjustments that were parked and that no draft is left for.

        Only a run that a person named customers and month for looks at first links at all.
        """
        drafts, month = self._drafts.calculation.drafts, self._drafts.month
        drafted = {d.customer_id for d in drafts if d.kind is InvoiceKind.ADJUSTMENT}
        gone = set(self._drafts.request.first_links) - drafted
        for customer_id in sorted(gone.intersection(self._waiting())):
            issuer.settle_adjustment(customer_id, month, self._provenance())

    def _waiting(self) -> list[int]:
        return parked.open_adjustments(self._run.database, self._drafts.month)

    def _note(self, done: Issued | Skipped | Already) -> None:
        match done:
            case Issued():
                self._summary.issued.append(done)
            case Skipped(customer_id):
                self._summary.skipped.append(customer_id)
            case Already(customer_id):
                self._summary.already.append(customer_id)

    def _provenance(self) -> invoices.Provenance:
        reason = self._drafts.request.ignore_missing_cdrs
        return invoices.Provenance(self._run.origin, self._run.clock(), reason)

    def _issued_at(self) -> int:
        return self._drafts.request.fixed_instant or self._run.clock()

    def _note_documents(self) -> None:
        """Keep how documents were issued, so that a later edit in LMS is noticed."""
        with documents.one_writer(self._run.database):
            documents.note_issued(self._run.database, self._run.clock())

    def _mailing_note(self) -> str:
        settings = self._drafts.settings
        if not settings.mailed_by_lms or not self._summary.issued:
            return ""
        return mailing_note(self._issued_at(), self._run.clock(), settings.mailing_hour)

    def _close_month(self) -> None:
        """From now on the month's calls may not change in silence."""
        if self._drafts.request.customers or self._summary.changed:
            return
        database = self._run.database
        with database.transaction():
            invoices.close_coverage(database, self._drafts.month)

    def _rehearse(self) -> None:
        for draft in self._drafts.calculation.drafts:
            if draft.parked:
                self._summary.parked.append((draft.customer_id, draft.parked))
            elif draft.lines:
                lines = len(draft.lines)
                self._summary.issued.append(
                    Issued(draft.customer_id, 0, "", draft.amounts, lines, draft.calls)
                )
            else:
                self._summary.skipped.append(draft.customer_id)
