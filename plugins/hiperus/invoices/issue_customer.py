"""Issues one customer's invoice: one transaction, everything or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hiperus.domain.money import ZERO
from hiperus.domain.periods import Month, local_day, local_midnight
from hiperus.errors import SafetyBoundError, UsageChangedError
from hiperus.invoices.drafts import Drafts
from hiperus.invoices.rules.basic_statement import (
    Statement,
    StatementMode,
    compose,
    totals_in_a_line,
    with_totals,
)
from hiperus.invoices.rules.dating import NOON, instant_of
from hiperus.invoices.rules.invoice_states import DONE, InvoiceState
from hiperus.invoices.rules.lines import InvoiceDraft, InvoiceKind, Line
from hiperus.invoices.rules.numbering import NumberPlan, full_number, seller_of
from hiperus.invoices.rules.premium import PremiumFacts
from hiperus.invoices.rules.recipients import Recipients
from hiperus.invoices.rules.state_reasons import ReasonCode, StateReason, parked_by, parked_error
from hiperus.invoices.summary import Already, Issued, Skipped
from hiperus.invoices.tables import invoices, parked, premium
from hiperus.invoices.tables.full_numbers import FullNumbers, NumberedDocument
from hiperus.invoices.tables.invoices import OpenInvoice, Outcome, Provenance, Stamper
from hiperus.invoices.tables.lms_customers import LmsCustomer
from hiperus.invoices.tables.lms_documents import Heading, LmsDocuments, OpenDocument
from hiperus.invoices.tables.numbering import lock_numbers, number_lock, require_unique, take_number
from hiperus.invoices.tables.open_documents import OpenDocuments
from hiperus.invoices.tables.statements import append_comment, read_uses
from hiperus.storage.database import Database


@dataclass(frozen=True, slots=True)
class CustomerIssuer:
    """Issues drafts one by one, each under the customer's lock and in a transaction of its own."""

    database: Database
    drafts: Drafts
    documents: LmsDocuments
    open_documents: OpenDocuments
    full_numbers: FullNumbers

    @classmethod
    def of(cls, database: Database, drafts: Drafts) -> CustomerIssuer:
        """Make an issuer for all drafts of a run."""
        return cls(
            database,
            drafts,
            LmsDocuments(database),
            OpenDocuments(database),
            FullNumbers(database),
        )

    def issue(
        self, draft: InvoiceDraft, provenance: Provenance, issued_at: int
    ) -> Issued | Skipped | Already:
        """Write one invoice, or nothing where there is nothing to pay or somebody was faster.

        Raises:
            UsageChangedError: the calls are no longer those of the draft.
            SafetyBoundError: what was written is not what was calculated.
            InvoiceParkedError: division or number plan are missing since the drafts were made.
            StorageUnavailableError: try this customer again.
        """
        with (
            self.database.locked(f"invoice:{draft.customer_id}"),
            number_lock(self.database),
            self.database.transaction(),
        ):
            invoice = self._reserve(draft, provenance)
            if invoice is None:
                return Already(draft.customer_id)
            if draft.lines:
                return self._write(draft, invoice, provenance, issued_at)
            self._stamp(draft, invoice, {}, provenance)
            nothing = StateReason(ReasonCode.NOTHING_TO_PAY)
            outcome = Outcome(InvoiceState.SKIPPED, reason=nothing)
            invoices.complete(self.database, invoice, outcome, provenance)
            return Skipped(draft.customer_id)

    def park(self, draft: InvoiceDraft, reason: StateReason, provenance: Provenance) -> None:
        """Keep that the customer's invoice waits, and for what."""
        with (
            self.database.locked(f"invoice:{draft.customer_id}"),
            self.database.transaction(),
        ):
            invoice = self._reserve(draft, provenance)
            if invoice is not None:
                outcome = Outcome(InvoiceState.PARKED, reason=reason)
                invoices.complete(self.database, invoice, outcome, provenance)

    def settle_adjustment(self, customer_id: int, month: Month, provenance: Provenance) -> None:
        """Close an adjustment that waited for a person, and that nothing is left of by now."""
        with (
            self.database.locked(f"invoice:{customer_id}"),
            self.database.transaction(),
        ):
            waiting = parked.open_adjustment(self.database, customer_id, month)
            if waiting is not None:
                nothing = StateReason(ReasonCode.NOTHING_TO_PAY)
                outcome = Outcome(InvoiceState.SKIPPED, reason=nothing)
                invoices.complete(self.database, waiting, outcome, provenance)

    def _reserve(self, draft: InvoiceDraft, provenance: Provenance) -> OpenInvoice | None:
        """Return our record to fill, or None where the month is done."""
        if draft.kind is InvoiceKind.REGULAR:
            found = invoices.live_regular(self.database, draft.customer_id, draft.month)
            if found:
                return None if found.state in DONE else found
        else:
            waiting = parked.open_adjustment(self.database, draft.customer_id, draft.month)
            if waiting:
                return waiting
        return invoices.reserve(self.database, draft, provenance)

    def _write(
        self, draft: InvoiceDraft, invoice: OpenInvoice, provenance: Provenance, issued_at: int
    ) -> Issued:
        lms = self.drafts.lms
        customer = lms.customers[draft.customer_id]
        existing = self._existing(draft, customer, issued_at)
        first_item = existing.next_item if existing else 1
        # The stamps come before the number, so that others wait for numbers only briefly.
        lines = invoices.add_lines(self.database, invoice.id, draft, first_item)
        self._stamp(draft, invoice, lines, provenance)
        statement = self._statement(customer, invoice)
        document = existing or self._new_document(draft, customer, issued_at, statement.comment)
        if existing and statement.comment:
            append_comment(self.database, document.docid, statement.comment)
        shown = with_totals(draft.lines, statement.in_lines)
        invoices.keep_texts(self.database, lines, dict(zip(draft.lines, shown, strict=True)))
        self.documents.add_lines(document, draft.customer_id, shown, lms.style_of(customer))
        self._check(draft, document)
        self._check_number(customer, document, issued_at)
        outcome = Outcome(
            InvoiceState.ISSUED,
            draft.amounts,
            document.docid,
            document.full_number,
            document.issued_at,
        )
        invoices.complete(self.database, invoice, outcome, provenance)
        return Issued(
            draft.customer_id,
            document.docid,
            document.full_number,
            draft.amounts,
            len(draft.lines),
            draft.calls,
            existing is not None,
        )

    def _stamp(
        self,
        draft: InvoiceDraft,
        invoice: OpenInvoice,
        lines: Mapping[int, Line],
        provenance: Provenance,
    ) -> None:
        """Withhold what lies above the premium-rate limit, and stamp the rest."""
        premium.withhold(self.database, draft, invoice.id, provenance)
        Stamper(self.database, invoice.id, self.drafts.setup).stamp(draft, lines)
        self._check_limit(draft)

    def _check_limit(self, draft: InvoiceDraft) -> None:
        """Check that no more is claimed than the limit allows as it is now (PKE art. 344)."""
        customer = self.drafts.lms.customers[draft.customer_id]
        rules = self.drafts.rules.of(customer.division_id).premium
        if not rules.withholds or not draft.premium_months:
            return
        facts = PremiumFacts(premium.read_limits(self.database))
        billed = premium.read_billed(
            self.database,
            draft.premium_months,
            self.drafts.settings,
            draft.customer_id,
            without_released=True,
        )
        for (_, month), found in billed.items():
            if rules.spent(found.net) > facts.limit_of(draft.customer_id, month, rules):
                raise UsageChangedError(
                    f"Premium-rate calls or their limit in {month} changed for customer "
                    f"{draft.customer_id} while invoices were being issued; nothing was kept for "
                    "this customer. Run the invoices again."
                )

    def _existing(
        self, draft: InvoiceDraft, customer: LmsCustomer, issued_at: int
    ) -> OpenDocument | None:
        is_regular = draft.kind is InvoiceKind.REGULAR
        if self.drafts.adds_new_invoice(customer) or not is_regular:
            return None
        # A table lock is never asked for while a row of the table is held: that could deadlock.
        lock_numbers(self.database, self._plan(customer, issued_at))
        month = Month.of(local_day(issued_at))
        start, until = local_midnight(month.first_day), local_midnight(month.end)
        return self.open_documents.find(customer, start, until)

    def _statement(self, customer: LmsCustomer, invoice: OpenInvoice) -> Statement:
        """Compose the basic statement from the calls that were stamped."""
        settings = self.drafts.lms.terms_of(customer).settings
        mode = StatementMode(settings.basic_statement)
        if mode is StatementMode.OFF:
            return Statement()
        uses = read_uses(self.database, invoice.id, settings.premium_types)
        if self.documents.has_comments:
            return Statement(comment=compose(uses, mode) or None)
        return Statement(in_lines=totals_in_a_line(uses))

    def _new_document(
        self, draft: InvoiceDraft, customer: LmsCustomer, issued_at: int, comment: str | None
    ) -> OpenDocument:
        plan = self._plan(customer, issued_at)
        lms = self.drafts.lms
        division = lms.division_of(customer)
        if division is None:
            raise parked_error(ReasonCode.NO_DIVISION)
        taken = take_number(self.database, plan, issued_at, draft.customer_id)
        text = full_number(plan, taken.number, issued_at, draft.customer_id)
        heading = Heading(
            customer=customer,
            division=division,
            plan_id=plan.plan_id,
            number=taken.number,
            full_number=text,
            issued_at=issued_at,
            sold_at=self._sold_at(draft, customer, issued_at),
            paytime=lms.paytime_of(customer),
            paytype=lms.paytype_of(customer),
            recipients=self._recipients(customer),
            comment=comment,
        )
        docid = self.documents.add_document(heading)
        return OpenDocument(docid, issued_at, text, 1, taken)

    def _recipients(self, customer: LmsCustomer) -> Recipients:
        found = self.drafts.lms.recipients_of(customer)
        if isinstance(found, StateReason):
            raise parked_by(found)
        return found

    def _sold_at(self, draft: InvoiceDraft, customer: LmsCustomer, issued_at: int) -> int:
        if self.drafts.lms.terms_of(customer).settings.sale_date == "issue":
            return issued_at
        return instant_of(draft.month.last_day, NOON)

    def _plan(self, customer: LmsCustomer, issued_at: int) -> NumberPlan:
        plan = self.drafts.lms.plan_for(customer, issued_at)
        if isinstance(plan, StateReason):
            raise parked_by(plan)
        return plan

    def _check(self, draft: InvoiceDraft, document: OpenDocument) -> None:
        """Check the invariants of money on what the database holds, before it is committed."""
        amounts = draft.amounts
        if amounts.gross <= ZERO or amounts.net + amounts.vat != amounts.gross:
            raise SafetyBoundError(
                f"The totals of customer {draft.customer_id} do not tie: {amounts}; it was undone."
            )
        self.documents.require_sums(document, amounts.gross)

    def _check_number(self, customer: LmsCustomer, document: OpenDocument, issued_at: int) -> None:
        if document.taken is None:
            return  # lines were added to an invoice of LMS's, which has its number
        plan = self._plan(customer, issued_at)
        require_unique(self.database, plan, document.taken, issued_at, customer.customer_id)
        division = self.drafts.lms.division_of(customer) or {}
        numbered = NumberedDocument(
            document.docid,
            document.taken.number,
            document.full_number,
            seller_of(division.get("ten"), customer.division_id),
        )

        def render(number: int) -> str:
            return full_number(plan, number, issued_at, customer.customer_id)

        self.full_numbers.require_free(numbered, plan, render)
