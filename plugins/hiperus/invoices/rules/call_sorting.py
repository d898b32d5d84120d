"""Sorts groups of calls: to bill, settled without a line, not billed and why, unusual, too dear."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from hiperus.domain.periods import Month
from hiperus.errors import InvoiceParkedError
from hiperus.invoices.rules.inputs import BillingInputs, BillingRules, ChargeGroup
from hiperus.invoices.rules.invoice_states import DONE
from hiperus.invoices.rules.lines import WaivedCalls, WithheldCall
from hiperus.invoices.rules.payer import Payers
from hiperus.invoices.rules.premium import LimitWatch, PremiumCall, Verdict
from hiperus.invoices.rules.reasons import CreditDue, NotBilled, Reason, Unusual, UnusualGroup
from hiperus.invoices.rules.states import is_assumed, state_in
from hiperus.invoices.rules.subscription_fees import subscription_fee

Key = tuple[int, int, Month]
"""Account, terminal, month of the call."""
NO_TERMINAL = 0
"""Stands for the terminal of calls that name none and are linked to an account alone."""


@dataclass(slots=True)
class CallBucket:
    """The calls of one terminal and month that are to be billed together, PLN net."""

    customer_id: int
    account_id: int
    terminal_id: int
    month: Month
    calls: int = 0
    increases: int = 0
    net: Decimal = Decimal(0)

    def add(self, group: ChargeGroup) -> None:
        """Add a group of calls."""
        self.net += group.net
        if group.change:
            self.increases += group.calls
        else:
            self.calls += group.calls

    def not_billed(self, reason: Reason) -> NotBilled:
        """Return the entry for the list of what is not billed."""
        calls = self.calls + self.increases
        where = (self.customer_id, self.account_id, self.terminal_id)
        return NotBilled(reason, self.month, self.net, calls, *where)

    def waived(self, reason: Reason) -> WaivedCalls:
        """Return the entry for calls that no line bills."""
        return WaivedCalls(
            self.account_id, self.terminal_id, self.month, reason, self.calls, self.net
        )


@dataclass(slots=True)
class SortedCalls:
    """All groups of calls in their places; `waived` and `withheld` with the customer.

    `above`: ids of calls above a premium-rate limit, withheld now or before. `premium_months`: by
    customer, the months of premium-rate calls that fit.
    """

    buckets: list[CallBucket] = field(default_factory=list)
    waived: list[tuple[WaivedCalls, int]] = field(default_factory=list)
    withheld: list[tuple[WithheldCall, int]] = field(default_factory=list)
    above: set[int] = field(default_factory=set)
    premium_months: dict[int, set[Month]] = field(default_factory=lambda: defaultdict(set))
    not_billed: list[NotBilled] = field(default_factory=list)
    credit_due: list[CreditDue] = field(default_factory=list)
    unusual: list[UnusualGroup] = field(default_factory=list)


def sort_calls(inputs: BillingInputs, rules: BillingRules, payers: Payers) -> SortedCalls:
    """Put every group of calls where it belongs."""
    return _Sorter(inputs, rules, payers).result()


class _Sorter:
    def __init__(self, inputs: BillingInputs, rules: BillingRules, payers: Payers) -> None:
        self._inputs = inputs
        self._rules = rules
        self._placing = payers
        self._sorted = SortedCalls()
        self._buckets: dict[Key, CallBucket] = {}
        self._settled: dict[tuple[Key, Reason], CallBucket] = {}
        self._above: dict[tuple[int, Key], CallBucket] = {}
        self._limits = LimitWatch(inputs.premium)
        self._unusual: dict[Unusual, list[ChargeGroup]] = defaultdict(list)

    def result(self) -> SortedCalls:
        for group in sorted(self._inputs.charges, key=_in_order_of_premium_calls):
            self._sort(group)
        found = self._sorted
        found.buckets = [self._buckets[key] for key in sorted(self._buckets)]
        found.waived = [
            (bucket.waived(reason), bucket.customer_id)
            for (_, reason), bucket in sorted(self._settled.items(), key=lambda item: item[0])
        ]
        found.not_billed += [
            bucket.not_billed(Reason.ABOVE_PREMIUM_LIMIT) for bucket in self._above.values()
        ]
        found.unusual = [
            UnusualGroup(
                kind, sum(g.calls for g in groups), sum((g.net for g in groups), Decimal(0))
            )
            for kind, groups in sorted(self._unusual.items())
        ]
        return found

    def _sort(self, group: ChargeGroup) -> None:
        if group.change < 0:
            self._credit(group)
        elif group.vanished:
            self._refuse(group, Reason.VANISHED)
        elif group.account_id is None:
            self._refuse(group, Reason.CALL_WITHOUT_LINK)
        else:
            self._place(group, group.account_id, group.terminal_id or NO_TERMINAL)

    def _place(self, group: ChargeGroup, account_id: int, terminal_id: int) -> None:
        # Whoever was billed for a call pays its increase, too; who has to be named was named then.
        payer = self._placing.of(account_id, group.month).customer
        customer_id = payer if group.change else self._placing.customer_of(account_id, group.month)
        if isinstance(customer_id, Reason):
            self._refuse(group, customer_id)
            return
        prorate = self._inputs.rules_of(customer_id, self._rules).prorate
        reason = self._setting_against(group, terminal_id, prorate)
        key = (account_id, terminal_id, group.month)
        bucket = CallBucket(customer_id, *key)
        if reason:
            self._settled.setdefault((key, reason), bucket).add(group)
        elif group.premium is None:
            self._bill(group, bucket)
        else:
            self._place_premium(group, group.premium, bucket)

    def _bill(self, group: ChargeGroup, bucket: CallBucket, *more: Unusual) -> None:
        key = (bucket.account_id, bucket.terminal_id, bucket.month)
        self._buckets.setdefault(key, bucket).add(group)
        self._note_unusual(group, bucket.account_id, bucket.customer_id, *more)

    def _place_premium(self, group: ChargeGroup, call: PremiumCall, bucket: CallBucket) -> None:
        customer_id, month = bucket.customer_id, group.month
        rules = self._inputs.rules_of(customer_id, self._rules).premium
        verdict = self._limits.judge(customer_id, month, call, group.net, rules)
        if verdict is Verdict.SETTLED:
            return
        if verdict is Verdict.BILL:
            self._sorted.premium_months[customer_id].add(month)
            self._bill(group, bucket)
        elif verdict is Verdict.WITHHOLD and not rules.withholds:
            self._bill(group, bucket, Unusual.ABOVE_PREMIUM_LIMIT)
        else:
            key = (bucket.account_id, bucket.terminal_id, month)
            self._above.setdefault((customer_id, key), bucket).add(group)
            self._sorted.above.add(call.cdr_id)
            if verdict is Verdict.WITHHOLD:
                withheld = WithheldCall(call.cdr_id, bucket.account_id, month, group.net)
                self._sorted.withheld.append((withheld, customer_id))

    def _setting_against(
        self, group: ChargeGroup, terminal_id: int, prorate: bool
    ) -> Reason | None:
        if group.change:
            return None  # it was billed once, so its increase is, too
        if not group.succeeded and not self._rules.failed_calls:
            return Reason.FAILED_CALL
        if not self._rules.calls_without_subscription and not self._subscribed(
            terminal_id, group.month, prorate
        ):
            return Reason.NO_SUBSCRIPTION
        return None

    def _subscribed(self, terminal_id: int, month: Month, prorate: bool) -> bool:
        terminal = state_in(self._inputs.terminals.get(terminal_id, ()), month)
        if terminal is None or terminal.subscription_id is None:
            return False
        fee = state_in(self._inputs.subscriptions.get(terminal.subscription_id, ()), month)
        try:
            return fee is not None and not isinstance(
                subscription_fee(terminal, fee, month, prorate), Reason
            )
        except InvoiceParkedError:
            return True  # the unreadable date parks the customer anyway

    def _refuse(self, group: ChargeGroup, reason: Reason) -> None:
        """List it with its reason; older months were listed when they were billed."""
        if group.month != self._rules.month and not reason.is_of_first_link:
            return
        where = (self._payer_of(group), group.account_id, group.terminal_id)
        self._sorted.not_billed.append(
            NotBilled(reason, group.month, group.net, group.calls, *where)
        )

    def _credit(self, group: ChargeGroup) -> None:
        where = (self._payer_of(group), group.account_id, group.terminal_id)
        self._sorted.credit_due.append(
            CreditDue(*where, group.month, group.calls, -group.net, group.docid)
        )

    def _payer_of(self, group: ChargeGroup) -> int | None:
        if group.account_id is None:
            return None
        placed = self._placing.of(group.account_id, group.month).customer
        return None if isinstance(placed, Reason) else placed

    def _note_unusual(
        self, group: ChargeGroup, account_id: int, customer_id: int, *more: Unusual
    ) -> None:
        account = self._placing.state(account_id, group.month)
        is_late = self._inputs.regular.get((customer_id, group.month)) in DONE
        if account is None or not (is_late or group.month == self._rules.month):
            return  # the run of its own month will list it
        priced = group.net != 0
        signs = {
            Unusual.FAILED_WITH_COST: priced and not group.succeeded,
            Unusual.PREPAID: priced and account.payment_type == "prepaid",
            Unusual.NOT_OUTGOING: priced and group.calltype != "outgoing",
            Unusual.ALLOWANCE_USED: priced and group.allowance_used,
            Unusual.INACTIVE_ACCOUNT: not account.is_active,
            Unusual.REMOVED_ACCOUNT: account.is_removed,
            Unusual.LATE: priced and group.month < self._rules.month,
            Unusual.ASSUMED_STATE: is_assumed(account, group.month),
            **dict.fromkeys(more, True),
        }
        for kind, present in signs.items():
            if present:
                self._unusual[kind].append(group)


def _in_order_of_premium_calls(group: ChargeGroup) -> tuple[str, int]:
    """Order premium-rate calls by start and id, as their limit is used up; the others are first."""
    return (group.premium.start, group.premium.cdr_id) if group.premium else ("", 0)
