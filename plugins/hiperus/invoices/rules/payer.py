"""The payer of an account in a month: an LMS customer, or the reason why there is none."""

from __future__ import annotations

from hiperus.domain.periods import Month
from hiperus.invoices.rules.inputs import CONTRACTOR, BillingInputs
from hiperus.invoices.rules.reasons import Reason
from hiperus.invoices.rules.states import AccountState, state_in
from hiperus.invoices.rules.subscription_fees import created_after

INVOICED_BY_LMS = "2"


class Payers:
    """Answers for each account and month once."""

    def __init__(self, inputs: BillingInputs) -> None:
        self._inputs = inputs
        self._known: dict[tuple[int, Month], int | Reason] = {}

    def state(self, account_id: int, month: Month) -> AccountState | None:
        """Return the account as it was at the end of `month`."""
        return state_in(self._inputs.accounts.get(account_id, ()), month)

    def customer_of(self, account_id: int, month: Month) -> int | Reason:
        """Return the customer who is invoiced for the account's `month`, or why none is."""
        key = (account_id, month)
        if key not in self._known:
            self._known[key] = self._place(account_id, month)
        return self._known[key]

    def _place(self, account_id: int, month: Month) -> int | Reason:
        account = self.state(account_id, month)
        if account is None:
            return Reason.ACCOUNT_UNKNOWN
        if account.invoiced_by != INVOICED_BY_LMS:
            return Reason.NOT_INVOICED_BY_LMS
        if created_after(account.create_date, month):
            return Reason.ACCOUNT_CREATED_LATER
        if not account.customer_id:
            return Reason.ACCOUNT_UNLINKED
        return self._checked_customer(account.customer_id)

    def _checked_customer(self, customer_id: int) -> int | Reason:
        customer = self._inputs.customers.get(customer_id)
        if customer is None:
            return Reason.CUSTOMER_MISSING
        if customer.is_deleted:
            return Reason.CUSTOMER_DELETED
        return Reason.CUSTOMER_CONTRACTOR if customer.kind == CONTRACTOR else customer_id
