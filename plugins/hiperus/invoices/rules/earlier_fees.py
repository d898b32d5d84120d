"""The fees of months before the billed one that a first link makes billable: listed, not billed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from hiperus.domain.periods import Month
from hiperus.errors import InvoiceParkedError
from hiperus.invoices.rules.first_links import earliest_month
from hiperus.invoices.rules.inputs import BillingInputs, BillingRules
from hiperus.invoices.rules.line_making import LineMaker
from hiperus.invoices.rules.lines import Line
from hiperus.invoices.rules.payer import Payers
from hiperus.invoices.rules.reasons import NotBilled, Reason
from hiperus.invoices.rules.states import TerminalState, state_in


def earlier_fees(
    inputs: BillingInputs, rules: BillingRules, payers: Payers, maker: LineMaker
) -> list[NotBilled]:
    """Return the unbilled fees of earlier months whose account got its payer afterwards."""
    months = {
        account_id: earliest_month(states, rules.first_month)
        for account_id, states in inputs.accounts.items()
    }
    since = {account_id: month for account_id, month in months.items() if month}
    found = [
        _fee(inputs, payers, maker, terminal_id, month)
        for terminal_id in sorted(inputs.terminals)
        for month in _months(inputs.terminals[terminal_id], since, rules.month)
    ]
    return [fee for fee in found if fee]


def _months(
    states: Sequence[TerminalState], since: Mapping[int, Month], billed: Month
) -> list[Month]:
    """Return the months before the billed one in which the terminal was such an account's."""
    begun = [since[state.account_id] for state in states if state.account_id in since]
    return min(begun).through(billed.plus(-1)) if begun else []


def _fee(
    inputs: BillingInputs, payers: Payers, maker: LineMaker, terminal_id: int, month: Month
) -> NotBilled | None:
    terminal = state_in(inputs.terminals[terminal_id], month)
    if terminal is None:
        return None
    reason = payers.customer_of(terminal.account_id, month)
    if not isinstance(reason, Reason) or not reason.is_of_first_link:
        return None
    try:
        line = maker.subscription(terminal_id, month, None)
    except InvoiceParkedError:
        return None  # its own run says which date cannot be read
    if not isinstance(line, Line):
        return None
    payer = payers.of(terminal.account_id, month).customer
    named = None if isinstance(payer, Reason) else payer
    return replace(maker.refused(line, reason), customer_id=named)
