"""Keeps our own record of invoices: `hv_invoice`, their lines, and the stamps on calls.

Nothing here opens a transaction; the use case does, one for each customer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from hiperus.domain.money import Amounts
from hiperus.domain.periods import Month
from hiperus.errors import SafetyBoundError, UsageChangedError
from hiperus.invoices.rules.invoice_states import InvoiceState, require_allowed
from hiperus.invoices.rules.lines import InvoiceDraft, InvoiceKind, Line, LineKind, WaivedCalls
from hiperus.invoices.rules.reasons import Reason
from hiperus.invoices.rules.state_reasons import StateReason
from hiperus.invoices.tables.state_reasons import as_columns
from hiperus.storage.database import Database, Record
from hiperus.storage.ledger import RunOrigin
from hiperus.storage.lms_rows import insert_rows


@dataclass(frozen=True, slots=True)
class Provenance:
    """Which run an invoice comes from, when (epoch seconds), and why gaps were accepted."""

    origin: RunOrigin
    now: int
    missing_cdrs_reason: str | None = None

    def as_values(self) -> dict[str, object]:
        """Return the parameters that every write of `hv_invoice` takes."""
        return {
            "dag_id": self.origin.dag_id,
            "run_id": self.origin.run_id,
            "updated_at": self.now,
            "missing_cdrs_reason": self.missing_cdrs_reason,
        }


@dataclass(frozen=True, slots=True)
class OpenInvoice:
    """A row of `hv_invoice` that this transaction fills, and the state it was found in."""

    id: int
    state: InvoiceState


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an invoice of ours."""

    state: InvoiceState
    amounts: Amounts = Amounts()
    docid: int | None = None
    full_number: str | None = None
    issued_at: int | None = None
    reason: StateReason | None = None


def live_regular(database: Database, customer_id: int, month: Month) -> OpenInvoice | None:
    """Return the customer's live regular invoice, locked, or None."""
    row = database.fetch_one(
        "invoices/invoices/select_live_regular",
        customer_id=customer_id,
        billed_month=month.first_day,
    )
    return OpenInvoice(int(row["id"]), InvoiceState(row["state"])) if row else None


def reserve(database: Database, draft: InvoiceDraft, provenance: Provenance) -> OpenInvoice:
    """Insert the invoice as a draft and return it."""
    invoice_id = database.insert(
        "invoices/invoices/insert_invoice",
        customer_id=draft.customer_id,
        billed_month=draft.month.first_day,
        kind=str(draft.kind),
        state=str(InvoiceState.DRAFT),
        live_regular=1 if draft.kind is InvoiceKind.REGULAR else None,
        **provenance.as_values(),
    )
    return OpenInvoice(invoice_id, InvoiceState.DRAFT)


def complete(
    database: Database, invoice: OpenInvoice, outcome: Outcome, provenance: Provenance
) -> None:
    """Say what became of it, in the transaction of what it describes.

    Raises:
        SafetyBoundError: an invoice in its state cannot become that, or it is in another by now.
    """
    require_allowed(invoice.state, outcome.state)
    touched = database.execute(
        "invoices/invoices/update_invoice",
        id=invoice.id,
        state=str(outcome.state),
        docid=outcome.docid,
        fullnumber=outcome.full_number,
        issued_at=outcome.issued_at,
        net=outcome.amounts.net,
        vat=outcome.amounts.vat,
        gross=outcome.amounts.gross,
        **as_columns(outcome.reason),
        **provenance.as_values(),
    )
    # MySQL does not count a row that is written as it was: one that is parked once more.
    if not touched and outcome.state is not invoice.state:
        raise SafetyBoundError(
            f"Invoice {invoice.id} of hv_invoice is no longer {invoice.state}; it was undone."
        )


def add_lines(
    database: Database, invoice_id: int, draft: InvoiceDraft, first_item: int
) -> dict[int, Line]:
    """Insert the lines, and return them by the id each got."""
    by_item = dict(enumerate(draft.lines, first_item))
    rows = [
        {"invoice_id": invoice_id, "customer_id": draft.customer_id, "itemid": item}
        | _line_values(line)
        for item, line in by_item.items()
    ]
    insert_rows(database, "invoices/invoices/insert_invoice_lines", rows)
    found = database.fetch_all("invoices/invoices/select_line_ids", invoice_id=invoice_id)
    return {int(row["id"]): by_item[int(row["itemid"])] for row in found}


def keep_texts(database: Database, lines: Mapping[int, Line], shown: Mapping[Line, Line]) -> None:
    """Keep the texts that LMS gets of lines, where they are others than the lines' own."""
    for line_id, line in lines.items():
        if shown[line].text != line.text:
            database.execute(
                "invoices/invoices/update_description", id=line_id, description=shown[line].text
            )


def _line_values(line: Line) -> dict[str, object]:
    return {
        "account_id": line.account_id,
        "terminal_id": line.terminal_id,
        "kind": str(line.kind),
        "service_month": line.service_month.first_day,
        "live_subscription": 1 if line.kind is LineKind.SUBSCRIPTION else None,
        "description": line.text,
        "exact_net": line.exact_net,
        "tax_rate": line.tax_rate,
        "gross": line.gross,
        "call_count": line.calls + line.increases,
    }


@dataclass(frozen=True, slots=True)
class Stamper:
    """Stamps the calls behind one invoice. `setup`: 1 where set-up fees are billed, else 0."""

    database: Database
    invoice_id: int
    setup: int

    def stamp(self, draft: InvoiceDraft, lines: Mapping[int, Line]) -> None:
        """Stamp every call of the draft, and check that they are the calls it was made from.

        Raises:
            UsageChangedError: calls came, went or changed since the draft was calculated.
        """
        # Failed calls that a setting keeps off go first; what is left belongs to the others.
        for waived in sorted(draft.waived, key=lambda s: s.reason is not Reason.FAILED_CALL):
            self._waive(waived, draft.customer_id)
        if any(line.calls for line in lines.values()):
            self.database.execute(
                "invoices/invoices/insert_stamps", invoice_id=self.invoice_id, setup=self.setup
            )
        if any(line.calls and not line.terminal_id for line in lines.values()):
            self.database.execute(
                "invoices/invoices/insert_account_stamps",
                invoice_id=self.invoice_id,
                setup=self.setup,
            )
        for line_id, line in lines.items():
            if line.increases:
                self._increase(line_id, line, draft.customer_id)
        self._check(draft, lines)

    def _waive(self, waived: WaivedCalls, customer_id: int) -> None:
        self.database.execute(
            "invoices/invoices/insert_settled_stamps",
            invoice_id=self.invoice_id,
            terminal_id=waived.terminal_id,
            account_id=waived.account_id,
            call_month=str(waived.service_month),
            customer_id=customer_id,
            reason=str(waived.reason),
            failed_only=int(waived.reason is Reason.FAILED_CALL),
            setup=self.setup,
        )

    def _increase(self, line_id: int, line: Line, customer_id: int) -> None:
        self.database.execute(
            "invoices/invoices/insert_increase_stamps",
            invoice_id=self.invoice_id,
            line_id=line_id,
            terminal_id=line.terminal_id,
            account_id=line.account_id,
            call_month=str(line.service_month),
            customer_id=customer_id,
            setup=self.setup,
        )

    def _check(self, draft: InvoiceDraft, lines: Mapping[int, Line]) -> None:
        rows = self.database.fetch_all(
            "invoices/invoices/select_stamp_sums", invoice_id=self.invoice_id
        )
        found = {row["line_id"]: (int(row["calls"]), Decimal(row["net"])) for row in rows}
        expected: dict[int | None, tuple[int, Decimal]] = {
            line_id: (line.calls + line.increases, line.exact_net)
            for line_id, line in lines.items()
            if line.kind is LineKind.CALLS
        }
        if draft.waived:
            expected[None] = (sum(waived.calls for waived in draft.waived), Decimal(0))
        if found != expected:
            raise UsageChangedError(
                f"The calls of customer {draft.customer_id} changed while invoices were being "
                "issued; nothing was kept for this customer. Run the invoices again."
            )


def close_coverage(database: Database, month: Month) -> None:
    """Mark the covered days of an invoiced month as closed."""
    database.execute(
        "invoices/invoices/update_coverage_closed", start=month.first_day, until=month.end
    )


def lost_documents(database: Database) -> list[Record]:
    """Return invoices of ours whose document LMS cancelled or deleted, for the report."""
    return database.fetch_all("invoices/invoices/select_lost_documents")


def live_of_document(database: Database, docid: int) -> list[Record]:
    """Return our live invoices of a document, and whether it `is_lost`: cancelled or deleted."""
    return database.fetch_all("invoices/invoices/select_live_document", docid=docid)


def give_up(database: Database, invoice_id: int, reason: StateReason, now: int) -> None:
    """Take an issued invoice out of account, so that its month can be billed anew.

    Raises:
        SafetyBoundError: it is not issued any more.
    """
    given_up = database.execute(
        "invoices/invoices/update_void", id=invoice_id, updated_at=now, **as_columns(reason)
    )
    if not given_up:
        raise SafetyBoundError(
            f"Invoice {invoice_id} of hv_invoice was given up by somebody else meanwhile; "
            "nothing was changed."
        )
    database.execute("invoices/invoices/delete_stamps", invoice_id=invoice_id)
    database.execute("invoices/invoices/update_lines_void", invoice_id=invoice_id)


def quarantined(database: Database, month: Month) -> Record:
    """Return number and sum (PLN net) of priced records in quarantine, and the month's own sum."""
    first, end = month.first_day, month.end
    texts: dict[str, object] = {"start_text": first.isoformat(), "until_text": end.isoformat()}
    row = database.fetch_one(
        "invoices/invoices/select_quarantined", start=first, until=end, **texts
    )
    return row or {"records": 0, "net": Decimal(0), "month_net": Decimal(0)}
