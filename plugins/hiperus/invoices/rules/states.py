"""Dated states of accounts, terminals and subscriptions, as the imports saw them.

Invoices read the state at the end of the billed month: an import on the 1st at 00:31 must not
change what the month before costs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol, TypeVar

from hiperus.domain.periods import Month, local_midnight

INVOICED_BY_LMS = "2"
"""What an account's `invoiced_by` says where LMS invoices it."""


class Dated(Protocol):
    """Anything that began at an epoch second."""

    @property
    def valid_from(self) -> int:
        """Epoch second from which on the state was known."""
        ...


State = TypeVar("State", bound=Dated)


@dataclass(frozen=True, slots=True)
class AccountState:
    """An account (the platform's customer). `invoiced_by`: '2' = LMS; `customer_id`: LMS's.

    `is_flag_empty`: the platform's `issue_invoice` was neither t nor f: nobody had decided.
    `known_from` is when it was first seen (epoch seconds); the oldest state counts for earlier
    time, too.
    """

    account_id: int
    valid_from: int
    customer_id: int | None = None
    invoiced_by: str = "2"
    payment_type: str = "postpaid"
    is_active: bool = True
    is_removed: bool = False
    is_listed: bool = True
    create_date: str = ""
    known_from: int = 0
    is_flag_empty: bool = False


@dataclass(frozen=True, slots=True)
class TerminalState:
    """A terminal. Subscription days are the platform's text; empty: open. Not listed: gone."""

    terminal_id: int
    account_id: int
    valid_from: int
    name: str = ""
    pricelist: str = ""
    subscription_id: int | None = None
    subscription_from: str = ""
    subscription_to: str = ""
    is_listed: bool = True
    known_from: int = 0


@dataclass(frozen=True, slots=True)
class SubscriptionState:
    """A monthly fee; `invoice_value` is PLN net a month."""

    subscription_id: int
    valid_from: int
    name: str = ""
    invoice_value: Decimal = Decimal(0)


def state_in(states: Sequence[State], month: Month) -> State | None:
    """Return the state at the end of `month`, or the oldest known one for earlier time.

    Args:
        states: of one thing, ordered by `valid_from`.
        month: the billed month, or the month of a late call.
    """
    end = local_midnight(month.end)
    before = [state for state in states if state.valid_from < end]
    return before[-1] if before else next(iter(states), None)


def is_assumed(state: AccountState | TerminalState, month: Month) -> bool:
    """Tell whether a state was seen only after the month it is taken for."""
    return max(state.known_from, state.valid_from) >= local_midnight(month.end)
