"""Links a call to terminal, account and customer by the names on it and the states of its time.

Names are renamed, reused and moved; ids are not. So the link is found once, from the histories of
terminals and accounts, and kept as a fact of its own.

An import sees a change some time after it was made: between the import before and this one both
states may have held, and the one that fits the names and ids on the call did. So the spans here
overlap: each reaches from the earliest moment at which it may have begun to the latest at which it
may have ended.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

ALWAYS = -(2**62)
FOREVER = 2**62


@dataclass(frozen=True, slots=True)
class TerminalSpan:
    """A terminal's name and account, possibly over `[valid_from, valid_to)` in epoch seconds."""

    terminal_id: int
    account_id: int
    name: str
    valid_from: int
    valid_to: int


@dataclass(frozen=True, slots=True)
class AccountSpan:
    """An account's name and LMS customer, possibly over `[valid_from, valid_to)` (seconds)."""

    account_id: int
    name: str
    customer_id: int
    valid_from: int
    valid_to: int


@dataclass(frozen=True, slots=True)
class Caller:
    """What a call says of its owner; '' and 0 where it says nothing."""

    terminal_name: str
    ext_billing_id: int
    customer_name: str


@dataclass(frozen=True, slots=True)
class Link:
    """Terminal, account and LMS customer of a call; `rule` says how found, or why not."""

    rule: str
    terminal_id: int | None = None
    account_id: int | None = None
    customer_id: int | None = None


@dataclass(frozen=True, slots=True)
class LinkSpan:
    """The link of a caller's calls that start in `[valid_from, valid_to)`."""

    caller: Caller
    valid_from: int
    valid_to: int
    link: Link


BY_CUSTOMER = "terminal and customer"
BY_NAME = "terminal and name"
BY_TERMINAL = "terminal"
BY_CUSTOMER_ALONE = "customer"
BY_CUSTOMER_AND_NAME = "customer and name"
UNKNOWN_TERMINAL_BY_CUSTOMER = "customer, unknown terminal"
UNKNOWN_TERMINAL_BY_NAME = "customer and name, unknown terminal"
UNKNOWN_TERMINAL = "unlinked: unknown terminal"
UNKNOWN_ACCOUNT = "unlinked: unknown account"
UNKNOWN_CUSTOMER = "unlinked: unknown customer"
DISAGREES = "unlinked: terminal and customer disagree"
SEVERAL_TERMINALS = "unlinked: several terminals fit"
SEVERAL_CUSTOMERS = "unlinked: several customers fit"
SEVERAL_ACCOUNTS = "unlinked: several accounts fit"
NOTHING_KNOWN = "unlinked: neither terminal nor customer"
FAULTY_NAME = "unlinked: a name on the call is faulty"


class Directory:
    """All known states of terminals and accounts. A state from 0 on is the oldest known one."""

    def __init__(self, terminals: Iterable[TerminalSpan], accounts: Iterable[AccountSpan]) -> None:
        """Index the states by what calls are looked up by."""
        self._terminals: dict[str, list[TerminalSpan]] = defaultdict(list)
        self._accounts: dict[int, list[AccountSpan]] = defaultdict(list)
        self._customers: dict[int, list[AccountSpan]] = defaultdict(list)
        for terminal in terminals:
            start = terminal.valid_from or ALWAYS
            self._terminals[terminal.name].append(replace(terminal, valid_from=start))
        for account in accounts:
            oldest = replace(account, valid_from=account.valid_from or ALWAYS)
            self._accounts[account.account_id].append(oldest)
            self._customers[account.customer_id].append(oldest)

    def spans(self, caller: Caller) -> list[LinkSpan]:
        """Return the caller's links over all time, without gaps between them."""
        cuts = sorted({ALWAYS, FOREVER, *self._cuts(caller)})
        spans: list[LinkSpan] = []
        for start, end in pairwise(cuts):
            link = self.link(caller, start)
            if spans and spans[-1].link == link:
                spans[-1] = replace(spans[-1], valid_to=end)
            else:
                spans.append(LinkSpan(caller, start, end, link))
        return spans

    def link(self, caller: Caller, instant: int) -> Link:
        """Return the link of a call that started at `instant`."""
        if caller.terminal_name:
            return self._by_terminal(caller, instant)
        return self._by_customer(caller, instant)

    def _cuts(self, caller: Caller) -> Iterable[int]:
        states: list[TerminalSpan | AccountSpan] = list(
            self._terminals.get(caller.terminal_name, ())
        )
        for terminal in self._terminals.get(caller.terminal_name, ()):
            states += self._accounts.get(terminal.account_id, ())
        states += self._customers.get(caller.ext_billing_id, ())
        return (instant for state in states for instant in (state.valid_from, state.valid_to))

    def _by_terminal(self, caller: Caller, instant: int) -> Link:
        named = [
            state
            for state in self._terminals.get(caller.terminal_name, ())
            if state.valid_from <= instant < state.valid_to
        ]
        if not named:
            return self._by_customer_alone(caller, instant)
        owned = [(t, a) for t in named for a in self._accounts_at(t.account_id, instant)]
        fits = [(t, a, how) for t, a in owned if (how := _agreement(caller, a))]
        if not fits:
            return Link(DISAGREES if owned else UNKNOWN_ACCOUNT)
        return _chosen(caller, fits)

    def _by_customer_alone(self, caller: Caller, instant: int) -> Link:
        """Link a call of a terminal that no import ever listed, as one that names no terminal."""
        link = self._by_customer(caller, instant)
        if link.account_id is None:
            return Link(UNKNOWN_TERMINAL)
        is_alone = link.rule == BY_CUSTOMER_ALONE
        rule = UNKNOWN_TERMINAL_BY_CUSTOMER if is_alone else UNKNOWN_TERMINAL_BY_NAME
        return replace(link, rule=rule)

    def _by_customer(self, caller: Caller, instant: int) -> Link:
        if not caller.ext_billing_id:
            return Link(NOTHING_KNOWN)
        known = self._customers.get(caller.ext_billing_id, ())
        fits = {a.account_id: a for a in known if a.valid_from <= instant < a.valid_to}
        rule = BY_CUSTOMER_ALONE
        if len(fits) > 1:
            rule = BY_CUSTOMER_AND_NAME
            fits = {
                a.account_id: a
                for a in known
                if a.valid_from <= instant < a.valid_to and a.name == caller.customer_name
            }
            if len(fits) != 1:
                return Link(SEVERAL_ACCOUNTS)
        if not fits:
            return Link(UNKNOWN_CUSTOMER)
        return Link(rule, None, next(iter(fits)), caller.ext_billing_id)

    def _accounts_at(self, account_id: int, instant: int) -> list[AccountSpan]:
        states = self._accounts.get(account_id, ())
        return [state for state in states if state.valid_from <= instant < state.valid_to]


Fit = tuple[TerminalSpan, AccountSpan, str]


def _chosen(caller: Caller, fits: list[Fit]) -> Link:
    """Choose among states that all fit: by the customer's name, then the newest of one terminal."""
    if len({(t.terminal_id, a.account_id) for t, a, _ in fits}) > 1 and caller.customer_name:
        fits = [fit for fit in fits if fit[1].name == caller.customer_name] or fits
    if len({a.customer_id for _, a, _ in fits}) > 1:
        return Link(SEVERAL_CUSTOMERS)
    if len({t.terminal_id for t, _, _ in fits}) > 1:
        return Link(SEVERAL_TERMINALS)
    terminal, account, how = max(fits, key=lambda fit: (fit[0].valid_from, fit[1].valid_from))
    return Link(how, terminal.terminal_id, account.account_id, account.customer_id or None)


def _agreement(caller: Caller, account: AccountSpan) -> str | None:
    """Say by what a call and the account of its terminal agree, or None where they do not.

    The customer's id decides. The name is asked only where one side does not say the id: after a
    rename, calls of the same day still (or already) carry the other name.
    """
    if caller.ext_billing_id and account.customer_id:
        return BY_CUSTOMER if caller.ext_billing_id == account.customer_id else None
    if not caller.customer_name:
        return None if caller.ext_billing_id else BY_TERMINAL
    return BY_NAME if caller.customer_name == account.name else None
