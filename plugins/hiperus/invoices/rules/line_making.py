"""Makes the lines of a terminal: the subscription of each service month, then its calls."""

from __future__ import annotations

from bisect import bisect_left
from decimal import Decimal

from hiperus.domain.money import ZERO
from hiperus.domain.periods import Month, local_midnight
from hiperus.invoices.rules.call_sorting import CallBucket
from hiperus.invoices.rules.inputs import BillingInputs, BillingRules
from hiperus.invoices.rules.lines import Line, LineKind
from hiperus.invoices.rules.reasons import NotBilled, Reason
from hiperus.invoices.rules.states import SubscriptionState, TerminalState, state_in
from hiperus.invoices.rules.subscription_fees import created_after, subscription_fee
from hiperus.invoices.rules.texts import EMPTY_TEXT, is_cleaned, line_text


class LineMaker:
    """Turns facts about one terminal into lines, with the run's settings."""

    def __init__(self, inputs: BillingInputs, rules: BillingRules) -> None:
        self._inputs = inputs
        self._rules = rules

    def service_months(self) -> list[Month]:
        """Return the months whose subscriptions this run looks at.

        In advance that is every month from the billed one to the month of issue, so that
        switching to advance leaves no month out; what is billed already is found by its line.
        """
        month = self._rules.month
        last = max(month, self._rules.issue_month) if self._rules.in_advance else month
        return month.through(last)

    def subscription(
        self, terminal_id: int, month: Month, customer_id: int | None
    ) -> Line | NotBilled | None:
        """Return the subscription line of a terminal, or why there is none.

        Args:
            terminal_id: the terminal.
            month: the month of the service.
            customer_id: LMS's customer who pays; None: nobody, the line is only listed.

        Raises:
            InvoiceParkedError: a date of the subscription cannot be read.
        """
        terminal = state_in(self._inputs.terminals[terminal_id], month)
        if terminal is None or terminal.subscription_id is None:
            return None
        fee = state_in(self._inputs.subscriptions.get(terminal.subscription_id, ()), month)
        if fee is None:
            return self._without(terminal, month, Reason.SUBSCRIPTION_UNKNOWN, ZERO)
        reason = self._reason_against(terminal, month)
        if reason:
            return self._without(terminal, month, reason, fee.invoice_value)
        rules = self._inputs.rules_of(customer_id, self._rules)
        net = subscription_fee(terminal, fee, month, rules.prorate)
        if isinstance(net, Reason):
            return self._without(terminal, month, net, fee.invoice_value)
        line = self._fee_line(terminal, month, net, rules)
        return line if line.gross > ZERO else self._without(terminal, month, Reason.ZERO, net)

    def calls(self, bucket: CallBucket) -> Line:
        """Return the line that bills the calls of a bucket, whatever its amount."""
        states = self._inputs.terminals.get(bucket.terminal_id, ())
        terminal = state_in(states, bucket.month) or TerminalState(
            bucket.terminal_id, bucket.account_id, 0
        )
        rules = self._inputs.rules_of(bucket.customer_id, self._rules)
        text, was_cleaned = self._text(rules.calls_text, terminal, bucket.account_id, bucket.month)
        return Line(
            bucket.account_id,
            bucket.terminal_id,
            LineKind.CALLS,
            bucket.month,
            text,
            bucket.net,
            rules.tax_rate,
            bucket.calls,
            bucket.increases,
            was_cleaned,
        )

    def refused(self, line: Line, reason: Reason) -> NotBilled:
        """Return the entry for a subscription that would be due if its account were billed."""
        where = (None, line.account_id, line.terminal_id, "subscription")
        return NotBilled(reason, line.service_month, line.exact_net, 0, *where)

    def _reason_against(self, terminal: TerminalState, month: Month) -> Reason | None:
        if (terminal.terminal_id, month) in self._inputs.billed_subscriptions:
            return Reason.BILLED_ALREADY
        if self._appeared_later(terminal.terminal_id, month):
            return Reason.TERMINAL_CREATED_LATER
        account = state_in(self._inputs.accounts.get(terminal.account_id, ()), month)
        if account is not None and not account.is_listed:
            return Reason.TERMINAL_REMOVED
        is_arrears = month < self._rules.issue_month and self._rules.in_advance
        if is_arrears and self._rules.month.plus(-1) not in self._inputs.invoiced_months:
            # The first run of ours bills in advance: the month itself was charged by the old
            # script, whose text named the month of issue.
            return Reason.BEFORE_FIRST_ADVANCE
        return None

    def _appeared_later(self, terminal_id: int, month: Month) -> bool:
        """A whole import after the month's end did not list it yet, so it was not there."""
        oldest = self._inputs.terminals[terminal_id][0]
        first_seen = max(oldest.known_from, oldest.valid_from)
        imports = self._inputs.terminal_imports
        after = bisect_left(imports, local_midnight(month.end))
        return after < len(imports) and first_seen > imports[after]

    def _fee_line(
        self, terminal: TerminalState, month: Month, net: Decimal, rules: BillingRules
    ) -> Line:
        template = rules.subscription_text
        text, was_cleaned = self._text(template, terminal, terminal.account_id, month)
        return Line(
            terminal.account_id,
            terminal.terminal_id,
            LineKind.SUBSCRIPTION,
            month,
            text,
            net,
            rules.tax_rate,
            is_cleaned=was_cleaned,
        )

    def _text(
        self, template: str, terminal: TerminalState, account_id: int, month: Month
    ) -> tuple[str, bool]:
        """Return a line's text, and whether it had to be cleaned."""
        values = {
            "pricelist": terminal.pricelist,
            "subscription": self._fee_name(terminal, month),
        }
        numbers = self._numbers(terminal, account_id, month)
        text = line_text(template, values, numbers, month)
        # LMS, its prints and the e-invoice need a text; a template may come out empty.
        text = text or line_text(EMPTY_TEXT, values, numbers, month)
        return text, is_cleaned(template, values, numbers)

    def _fee_name(self, terminal: TerminalState, month: Month) -> str:
        if terminal.subscription_id is None:
            return ""
        states = self._inputs.subscriptions.get(terminal.subscription_id, ())
        fee: SubscriptionState | None = state_in(states, month)
        return fee.name if fee else ""

    def _numbers(self, terminal: TerminalState, account_id: int, month: Month) -> list[str]:
        """Numbers created by the month's end; the list of numbers knows only today's name."""
        states = self._inputs.terminals.get(terminal.terminal_id, ())
        names = dict.fromkeys([*(s.name for s in reversed(states)), terminal.name])
        for name in names:
            found = self._inputs.numbers.get((account_id, name), ())
            if found:
                return [n.number for n in found if not created_after(n.create_date, month)]
        return []

    @staticmethod
    def _without(terminal: TerminalState, month: Month, reason: Reason, net: Decimal) -> NotBilled:
        where = (None, terminal.account_id, terminal.terminal_id, "subscription")
        return NotBilled(reason, month, net, 0, *where)
