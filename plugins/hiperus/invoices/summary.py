"""The summary of an invoice run, for people: counts, sums, and everything that needs a person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from hiperus.domain.money import Amounts
from hiperus.domain.periods import Month
from hiperus.invoices.drafts import Drafts
from hiperus.invoices.rules.not_billed import by_reason, first_links, withheld
from hiperus.invoices.rules.reasons import CreditDue, NotBilled, UnusualGroup
from hiperus.invoices.rules.state_reasons import StateReason, sentence

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Issued:
    """One document that this run wrote, or lines it added to LMS's own. Amounts in PLN."""

    customer_id: int
    docid: int
    full_number: str
    amounts: Amounts
    lines: int
    calls: int
    is_added_to_existing: bool = False


@dataclass(frozen=True, slots=True)
class Skipped:
    """A customer who had nothing to pay; the month is done."""

    customer_id: int


@dataclass(frozen=True, slots=True)
class Already:
    """A customer whose month was done before, or by somebody who was faster."""

    customer_id: int


@dataclass(slots=True)
class InvoiceRunSummary:
    """The result of a run.

    Attributes:
        issued: documents of this run.
        skipped: customers who had nothing to pay, and are done for the month.
        already: customers whose month was done before this run.
        parked: customer and reason: not issued until somebody mends it.
        changed: customers whose calls changed meanwhile: run again.
        lost: invoices of ours that LMS cancelled or deleted, as sentences.
        mailing: what LMS's mailing will not do by itself, as a sentence; empty: nothing.
        cleaned: which texts lost characters that XML forbids.
        issue_month: the month of the documents, from which a command counts back.
    """

    month: Month
    dry_run: bool = False
    issued: list[Issued] = field(default_factory=list)
    skipped: list[int] = field(default_factory=list)
    already: list[int] = field(default_factory=list)
    parked: list[tuple[int, StateReason]] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)
    not_billed: tuple[NotBilled, ...] = ()
    unusual: tuple[UnusualGroup, ...] = ()
    credit_due: tuple[CreditDue, ...] = ()
    lost: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    quarantined: int = 0
    quarantined_net: Decimal = Decimal(0)
    mailing: str = ""
    issue_month: Month | None = None
    cleaned: tuple[str, ...] = ()

    @classmethod
    def opened(cls, drafts: Drafts) -> InvoiceRunSummary:
        """Begin a summary with what the drafts say already."""
        found = drafts.calculation
        return cls(
            month=drafts.month,
            dry_run=drafts.request.dry_run,
            issue_month=drafts.rules.issue_month,
            cleaned=drafts.cleaned,
            already=list(found.already),
            not_billed=found.not_billed,
            unusual=found.unusual,
            credit_due=found.credit_due,
            lost=tuple(_lost_sentence(row) for row in drafts.lost),
            missing=drafts.usage.missing,
            quarantined=drafts.usage.quarantined,
            quarantined_net=drafts.usage.quarantined_net,
        )

    @property
    def amounts(self) -> Amounts:
        return sum((invoice.amounts for invoice in self.issued), Amounts())

    @property
    def has_changed_anything(self) -> bool:
        """False for a rerun that found everything done."""
        return bool(self.issued or self.skipped)

    @property
    def problems(self) -> str:
        """One sentence on what keeps the run from being complete; empty: nothing."""
        parts = []
        if self.parked:
            named = "; ".join(f"customer {c}: {sentence(why)}" for c, why in self.parked[:_SHOWN])
            parts.append(f"{len(self.parked)} parked ({named})")
        if self.changed:
            named = ", ".join(map(str, self.changed[:_SHOWN]))
            parts.append(f"{len(self.changed)} whose calls changed meanwhile ({named})")
        if not parts:
            return ""
        return (
            f"{len(self.issued)} invoices of {self.month} were issued, but not those of "
            f"{' and '.join(parts)}. Mend the reasons and run the DAG again: it issues only these."
        )

    def lines(self) -> Iterable[str]:
        """Yield the plain-text summary for a log."""
        yield self._headline()
        if self.mailing:
            yield self.mailing
        for customer_id, why in self.parked:
            yield f"parked: customer {customer_id}: {sentence(why)}"
        for customer_id in self.changed:
            yield f"changed meanwhile: customer {customer_id}: run again"
        if self.missing:
            yield f"calls missing, accepted with a reason: {'; '.join(self.missing)}"
        if self.quarantined:
            yield f"quarantine: {self.quarantined} priced records, {self.quarantined_net} PLN net"
        yield from self._not_billed_lines()
        for group in self.unusual:
            yield f"billed, but unusual: {group.kind}: {group.count} calls, {group.net} PLN net"
        for credit in self.credit_due:
            yield (
                f"credit due: customer {credit.customer_id}, terminal {credit.terminal_id}, "
                f"{credit.month}: {credit.calls} calls, {credit.net} PLN net"
            )
        yield from self.lost
        yield from (f"cleaned of what e-invoices forbid: {text}" for text in self.cleaned)

    def _headline(self) -> str:
        total = self.amounts
        if not self.dry_run and not self.has_changed_anything and not self.parked:
            return (
                f"{self.month}: nothing changed, {len(self.already)} customers were done already."
            )
        verb = "would be issued (dry run)" if self.dry_run else "issued"
        return (
            f"{self.month}: {len(self.issued)} invoices {verb}: net {total.net}, VAT {total.vat}, "
            f"gross {total.gross} PLN; {len(self.skipped)} customers without anything to pay, "
            f"{len(self.already)} done before, {len(self.parked)} parked."
        )

    def _not_billed_lines(self) -> Iterable[str]:
        for each in by_reason(self.not_billed):
            yield (
                f"not billed: {each.reason}: {each.groups} groups, {each.calls} calls, "
                f"{each.net} PLN net"
            )
        for waiting in first_links(self.not_billed):
            yield waiting.describe(self.issue_month or self.month)
        yield from (above.describe() for above in withheld(self.not_billed))

    def text(self) -> str:
        """Return the summary as one text."""
        return "\n".join(self.lines())


def _lost_sentence(row: dict[str, object]) -> str:
    return (
        f"{row['fate']} in LMS: invoice {row['fullnumber']} (document {row['docid']}) of customer "
        f"{row['customer_id']} for {str(row['billed_month'])[:7]}, {row['gross']} PLN gross; it is "
        "not issued again by itself"
    )
