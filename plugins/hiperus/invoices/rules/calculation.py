"""From facts to drafts: a pure calculation, without clock or database.

Every terminal with a subscription and every priced call ends in exactly one place: a line, or a
reason. The same facts give the same drafts, in whatever order they were read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from hiperus.domain.money import ZERO, Amounts
from hiperus.domain.periods import Month
from hiperus.errors import InvoiceParkedError
from hiperus.invoices.rules.bounds import exceeded_bound
from hiperus.invoices.rules.call_sorting import CallBucket, SortedCalls, sort_calls
from hiperus.invoices.rules.credit import still_due
from hiperus.invoices.rules.customer_work import CustomerWork, Unpaid
from hiperus.invoices.rules.earlier_fees import earlier_fees
from hiperus.invoices.rules.inputs import BillingInputs, BillingRules
from hiperus.invoices.rules.invoice_states import DONE
from hiperus.invoices.rules.line_making import LineMaker
from hiperus.invoices.rules.lines import InvoiceDraft, InvoiceKind, Line, LineKind, WaivedCalls
from hiperus.invoices.rules.payer import Payers
from hiperus.invoices.rules.reasons import CreditDue, NotBilled, Reason, UnusualGroup
from hiperus.invoices.rules.state_reasons import StateReason, above_bound, reason_of, several
from hiperus.invoices.rules.states import TerminalState, state_in


@dataclass(frozen=True, slots=True)
class Calculation:
    """All drafts of a run, and all that is on none of them.

    `already` are customers whose regular invoice for the month is issued or skipped; `above` ids of
    calls above a premium-rate limit, withheld by this run or before.
    """

    drafts: tuple[InvoiceDraft, ...]
    already: tuple[int, ...]
    not_billed: tuple[NotBilled, ...]
    unusual: tuple[UnusualGroup, ...]
    credit_due: tuple[CreditDue, ...]
    above: frozenset[int] = frozenset()

    @property
    def amounts(self) -> Amounts:
        """Totals of what can be issued, PLN."""
        return sum((d.amounts for d in self.drafts if not d.parked), Amounts())


def calculate(
    inputs: BillingInputs,
    rules: BillingRules,
    only: Iterable[int] = (),
    approved: Iterable[int] = (),
    named: Iterable[int] = (),
) -> Calculation:
    """Return the drafts for the billed month.

    Args:
        inputs: everything read from the databases.
        rules: settings and switches.
        only: LMS customers to bill; empty: all.
        approved: customers whom a person released although a bound was exceeded.
        named: customers whose first links are billed: a person named them and the month.
    """
    payers = Payers(inputs, rules.month, named)
    return _Run(inputs, rules, payers, frozenset(only), frozenset(approved)).result()


class _Run:
    """One calculation, step by step."""

    def __init__(
        self,
        inputs: BillingInputs,
        rules: BillingRules,
        payers: Payers,
        only: frozenset[int],
        approved: frozenset[int],
    ) -> None:
        self._inputs = inputs
        self._rules = rules
        self._only = only
        self._approved = approved
        self._placing = payers
        self._maker = LineMaker(inputs, rules)
        self._work: dict[int, CustomerWork] = defaultdict(CustomerWork)
        self._not_billed: list[NotBilled] = []
        self._premium_months: Mapping[int, set[Month]] = {}

    def result(self) -> Calculation:
        self._open_customers()
        calls = sort_calls(self._inputs, self._rules, self._placing)
        self._not_billed += calls.not_billed
        self._add_subscriptions()
        self._not_billed += earlier_fees(self._inputs, self._rules, self._placing, self._maker)
        for bucket in calls.buckets:
            self._add_calls(bucket)
        for waived, customer_id in calls.waived:
            self._waive(waived, customer_id)
        for withheld, customer_id in calls.withheld:
            unpaid = self._goes_with(customer_id, withheld.account_id, withheld.month)
            if unpaid is not None:
                unpaid.withheld.append(withheld)
        self._premium_months = calls.premium_months
        drafts = [self._draft(c) for c in sorted(self._work) if self._is_wanted(c)]
        return self._calculation([d for pair in drafts for d in pair], calls)

    def _calculation(self, drafts: list[InvoiceDraft], calls: SortedCalls) -> Calculation:
        already = tuple(c for c in sorted(self._work) if self._is_done(c) and self._is_wanted(c))
        listed = [n for n in self._not_billed if self._is_wanted(n.customer_id)]
        order = sorted(listed, key=_listing)
        due = still_due(calls.credit_due, self._inputs.relieved, self._rate_of)
        credit = tuple(c for c in due if self._is_wanted(c.customer_id))
        unusual, above = tuple(calls.unusual), frozenset(calls.above)
        return Calculation(tuple(drafts), already, tuple(order), unusual, credit, above)

    def _rules_of(self, customer_id: int | None) -> BillingRules:
        return self._inputs.rules_of(customer_id, self._rules)

    def _rate_of(self, customer_id: int | None) -> Decimal:
        return self._rules_of(customer_id).tax_rate

    def _is_wanted(self, customer_id: int | None) -> bool:
        return not self._only or customer_id in self._only

    def _is_done(self, customer_id: int) -> bool:
        return self._inputs.regular.get((customer_id, self._rules.month)) in DONE

    def _open_customers(self) -> None:
        """Every billable customer has work, be it to say that there was nothing."""
        for account_id in self._inputs.accounts:
            customer_id = self._placing.customer_of(account_id, self._rules.month)
            if isinstance(customer_id, int):
                self._work[customer_id]

    def _add_subscriptions(self) -> None:
        for terminal_id in sorted(self._inputs.terminals):
            for month in self._maker.service_months():
                self._add_subscription(terminal_id, month)

    def _add_subscription(self, terminal_id: int, month: Month) -> None:
        terminal = state_in(self._inputs.terminals[terminal_id], month)
        if terminal is None or terminal.subscription_id is None:
            return
        customer_id = self._placing.customer_of(terminal.account_id, month)
        is_apart = self._placing.is_first_link(terminal.account_id, month)
        if isinstance(customer_id, int) and self._is_done(customer_id) and not is_apart:
            return
        made = self._made_subscription(terminal, month, customer_id)
        if isinstance(customer_id, Reason) and isinstance(made, Line):
            made = self._maker.refused(made, customer_id)
        if isinstance(made, NotBilled):
            payer = self._placing.of(terminal.account_id, month).customer
            named = payer if isinstance(payer, int) else None
            self._not_billed.append(replace(made, customer_id=named))
        elif made is not None and isinstance(customer_id, int):
            work = self._work[customer_id]
            (work.apart if self._is_done(customer_id) else work.lines).append(made)

    def _made_subscription(
        self, terminal: TerminalState, month: Month, customer_id: int | Reason
    ) -> Line | NotBilled | None:
        try:
            payer = customer_id if isinstance(customer_id, int) else None
            return self._maker.subscription(terminal.terminal_id, month, payer)
        except InvoiceParkedError as error:
            if isinstance(customer_id, int):
                self._work[customer_id].parked.append(reason_of(error))
            return None

    def _add_calls(self, bucket: CallBucket) -> None:
        customer_id, month = bucket.customer_id, bucket.month
        is_done = self._inputs.regular.get((customer_id, month)) in DONE
        is_current = month == self._rules.month and not is_done
        if not is_current and not is_done:
            self._leave(bucket, Reason.EARLIER_MONTH_OPEN)
            return
        line = self._maker.calls(bucket)
        is_apart = is_done and self._placing.is_first_link(bucket.account_id, month)
        own = is_apart or self._rules_of(customer_id).own_adjustments
        if line.gross < ZERO:
            self._leave(bucket, Reason.NEGATIVE)
        elif self._is_done(customer_id) and not (is_apart or (own and line.gross)):
            self._leave(bucket, Reason.LATE_NEXT_INVOICE)
        elif line.gross == ZERO:
            self._waive(bucket.waived(Reason.ZERO), customer_id)
        else:
            work = self._work[customer_id]
            (work.lines if is_current else work.apart if is_apart else work.late).append(line)

    def _waive(self, waived: WaivedCalls, customer_id: int) -> None:
        """Calls that no line bills are stamped with the customer's document, and listed."""
        unpaid = self._goes_with(customer_id, waived.account_id, waived.service_month)
        if unpaid is None:
            return
        where = (waived.service_month, waived.net, waived.calls, customer_id)
        place = (waived.account_id, waived.terminal_id)
        self._not_billed.append(NotBilled(waived.reason, *where, *place))
        if waived.calls:
            unpaid.waived.append(waived)

    def _goes_with(self, customer_id: int, account_id: int, month: Month) -> Unpaid | None:
        """Return with which document calls without a line go; None: with none of this run.

        Then they go with the next invoice, or with the one of their own month.
        """
        is_done, work = self._is_done(customer_id), self._work[customer_id]
        if is_done and self._placing.is_first_link(account_id, month):
            return work.unpaid_apart
        is_late = self._inputs.regular.get((customer_id, month)) in DONE
        is_now = not is_done and (is_late or month == self._rules.month)
        return work.unpaid if is_now else None

    def _leave(self, bucket: CallBucket, reason: Reason) -> None:
        self._not_billed.append(bucket.not_billed(reason))

    def _draft(self, customer_id: int) -> list[InvoiceDraft]:
        work = self._work[customer_id]
        own = self._rules_of(customer_id).own_adjustments
        drafts = []
        if not self._is_done(customer_id):
            lines = work.lines if own else work.lines + work.late
            drafts.append(self._made(customer_id, InvoiceKind.REGULAR, lines, work.unpaid))
        apart = work.apart + (work.late if own else [])
        if apart or work.unpaid_apart:
            made = self._made(customer_id, InvoiceKind.ADJUSTMENT, apart, work.unpaid_apart)
            drafts.append(made)
        return drafts

    def _made(
        self,
        customer_id: int,
        kind: InvoiceKind,
        lines: Sequence[Line],
        unpaid: Unpaid,
    ) -> InvoiceDraft:
        draft = InvoiceDraft(
            customer_id,
            self._rules.month,
            kind,
            self._rules_of(customer_id).tax_rate,
            tuple(sorted(lines, key=self._position)),
            tuple(unpaid.waived),
            withheld=tuple(unpaid.withheld),
            premium_months=tuple(sorted(self._premium_months.get(customer_id, ()))),
        )
        parked = self._parked(draft)
        if parked:
            self._not_billed += [_parked_line(customer_id, line) for line in draft.lines]
        return replace(draft, parked=parked)

    def _position(self, line: Line) -> tuple[bool, int, int, bool, Month]:
        is_call = line.kind is LineKind.CALLS
        late = is_call and line.service_month != self._rules.month
        return (late, line.account_id, line.terminal_id, is_call, line.service_month)

    def _parked(self, draft: InvoiceDraft) -> StateReason | None:
        reasons = list(self._work[draft.customer_id].parked)
        if draft.lines:
            reasons += self._inputs.customers[draft.customer_id].obstacles
            reasons += self._bound(draft)
        return several(reasons)

    def _bound(self, draft: InvoiceDraft) -> list[StateReason]:
        if draft.customer_id in self._approved:
            return []
        history = self._inputs.history.get(draft.customer_id, ())
        rules = self._rules_of(draft.customer_id)
        factor, floor = rules.bound_factor, rules.bound_floor
        bound = exceeded_bound(draft.amounts.gross, history, factor, floor)
        return [] if bound is None else [above_bound(draft.amounts.gross, bound)]


def _parked_line(customer_id: int, line: Line) -> NotBilled:
    return NotBilled(
        Reason.PARKED,
        line.service_month,
        line.exact_net,
        line.calls + line.increases,
        customer_id,
        line.account_id,
        line.terminal_id,
        line.kind,
    )


def _listing(entry: NotBilled) -> tuple[Reason, Month, int, int, bool]:
    """Order of the list: by reason, month, account, terminal; subscriptions before calls."""
    where = (entry.account_id or 0, entry.terminal_id or 0)
    return (entry.reason, entry.month, *where, entry.calls > 0)
