"""The payer of an account in a month: an LMS customer, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hiperus.domain.periods import Month
from hiperus.invoices.rules.first_links import first_link
from hiperus.invoices.rules.inputs import CONTRACTOR, BillingInputs
from hiperus.invoices.rules.reasons import Reason
from hiperus.invoices.rules.states import INVOICED_BY_LMS, AccountState, state_in
from hiperus.invoices.rules.subscription_fees import created_after


@dataclass(frozen=True, slots=True)
class Payer:
    """Whose the account's month is: a customer's, or nobody's with the reason.

    `is_first_link`: the customer was named after the month only, so that a person bills it.
    """

    customer: int | Reason
    is_first_link: bool = False


class Payers:
    """Answers for each account and month once."""

    def __init__(
        self, inputs: BillingInputs, month: Month | None = None, named: Iterable[int] = ()
    ) -> None:
        """Begin a run.

        Args:
            inputs: the states of accounts, and LMS's customers.
            month: the billed month.
            named: the customers whose first links the run may bill for that month.
        """
        self._inputs = inputs
        self._month = month
        self._named = frozenset(named)
        self._known: dict[tuple[int, Month], Payer] = {}

    def state(self, account_id: int, month: Month) -> AccountState | None:
        """Return the account as it was at the end of `month`."""
        return state_in(self._inputs.accounts.get(account_id, ()), month)

    def of(self, account_id: int, month: Month) -> Payer:
        """Return whose the account's `month` is, whether or not this run may bill it."""
        key = (account_id, month)
        if key not in self._known:
            self._known[key] = self._place(account_id, month)
        return self._known[key]

    def customer_of(self, account_id: int, month: Month) -> int | Reason:
        """Return the customer whom this run invoices for the account's `month`, or why none."""
        payer = self.of(account_id, month)
        may_bill = month == self._month and payer.customer in self._named
        return Reason.FIRST_LINKED if payer.is_first_link and not may_bill else payer.customer

    def is_first_link(self, account_id: int, month: Month) -> bool:
        """Tell whether the account got the month's payer after the month only."""
        return self.of(account_id, month).is_first_link

    def _place(self, account_id: int, month: Month) -> Payer:
        account = self.state(account_id, month)
        if account is None:
            return Payer(Reason.ACCOUNT_UNKNOWN)
        linked = first_link(self._inputs.accounts[account_id], month)
        if isinstance(linked, Reason):
            return Payer(linked)
        customer = self._customer_by(linked or account, month)
        return Payer(customer, linked is not None and isinstance(customer, int))

    def _customer_by(self, account: AccountState, month: Month) -> int | Reason:
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
