"""Customers and accounts in lists: by name, with a link to what is known of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from hiperus.calls.tables.page import read_account_names
from hiperus.domain.once import once
from hiperus.invoices.tables.page import read_customer_names
from hiperus.web.frame.view import Page


@dataclass
class Who:
    """Names those of some ids, read when the first is asked for; ids may be None or 0: nobody."""

    page: Page
    customer_ids: Iterable[int | None] = ()
    month: object = None

    def customer(self, customer_id: int | None) -> str:
        """Return a customer of LMS with a link to his invoices of the month."""
        if not customer_id:
            return "–"
        link = self.page.url("/invoices/customer", month=self.month, customer=customer_id)
        return _linked(link, self._customers.get(customer_id, ""), customer_id)

    def account(self, account_id: int | None) -> str:
        """Return an account of the platform with a link to its calls of the month."""
        if not account_id:
            return "–"
        link = self.page.url("/calls", month=self.month, account=account_id)
        return _linked(link, self._accounts.get(account_id, ""), account_id)

    @once
    def _customers(self) -> Mapping[int, str]:
        return read_customer_names(self.page.database, filter(None, self.customer_ids))

    @once
    def _accounts(self) -> Mapping[int, str]:
        return read_account_names(self.page.database)


def _linked(link: str, name: str, identity: int) -> str:
    text = f"{name} ({identity})" if name else str(identity)
    return Markup('<a href="{}">{}</a>').format(link, text)
