"""Which calls a complaint pack holds, and what of them a customer may read.

A call of the disputed months is in the pack where

1. an invoice of the customer settled it, whoever it is linked to today: he was billed for it; or
2. its link names him; a link is a fact of the call's start, so a call that he made from an account
   that is somebody else's today is his; or
3. its link names an account that had no customer when the call started, and whose next customer
   he was; or
4. it is linked to nobody, and the call, or a former version of it, names him.

Not in the pack: a call that is linked to somebody else and on no invoice of his, although a former
version named him; and a call of which it is open whether it was his or somebody else's (terminal
and customer disagree, several customers fit). Who called whom is secret (PKE art. 386), so such
calls are only counted. Where a link or a version names somebody else, it says only that it was
another one's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from hiperus.calls.rules import links
from hiperus.domain.wall_clock import unix_of_wall

ANOTHERS = "inny abonent"
_OPEN_BETWEEN_CUSTOMERS = frozenset({links.DISAGREES, links.SEVERAL_CUSTOMERS})
_HIDDEN = frozenset(
    {"customerid", "ext_billing_id", "customer_name", "terminal_name", "caller", "bill_cpb"}
)
"""What says of a version who called whom, where it was somebody else's."""

Values = Mapping[str, Any]
"""A call or a version of one: fields of `hv_billing`; of a call also those of its link."""


class Belonging(StrEnum):
    """Why a call is in the pack, or why it is not."""

    BILLED = "billed"
    LINKED = "linked"
    FIRST_LINKED = "first_linked"
    NAMED = "named"
    ANOTHERS = "anothers"
    OPEN = "open"

    @property
    def is_in(self) -> bool:
        """Whether the pack holds the call."""
        return self not in (Belonging.ANOTHERS, Belonging.OPEN)


@dataclass(frozen=True, slots=True)
class Complainant:
    """Who complains, and what was ever his.

    Attributes:
        customer_id: LMS's.
        states: of each account that is or was his: customer (0: none) from an epoch second on.
        names: what his accounts were called while they were his, by id, the last name.
        own_names: all of these names that no account of anybody else ever had.
        terminals: what terminals of his were called last, by id.
    """

    customer_id: int
    states: Mapping[int, Sequence[tuple[int, int]]] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)
    own_names: frozenset[str] = frozenset()
    terminals: Mapping[int, str] = field(default_factory=dict)

    def belonging(self, call: Values, *, is_stamped: bool) -> Belonging:
        """Return whether a call is in his pack, by the rules above.

        Args:
            call: that may be his.
            is_stamped: an invoice of his settled it.
        """
        if is_stamped:
            return Belonging.BILLED
        if call["customer_id"]:
            is_his = call["customer_id"] == self.customer_id
            return Belonging.LINKED if is_his else Belonging.ANOTHERS
        if call["account_id"]:
            is_his = self._payer(call["account_id"], _instant(call)) == self.customer_id
            return Belonging.FIRST_LINKED if is_his else Belonging.ANOTHERS
        if call["link_rule"] in _OPEN_BETWEEN_CUSTOMERS:
            return Belonging.OPEN
        return Belonging.ANOTHERS if self.names_another(call) else Belonging.NAMED

    def names_another(self, version: Values) -> bool:
        """Tell whether a version of a call says that it was somebody else's."""
        customer, account = version.get("ext_billing_id"), version.get("customerid")
        is_his = not customer or int(customer) == self.customer_id
        return not is_his or bool(account and int(account) not in self.states)

    def shown(self, version: Values, name: str) -> Any:
        """Return a field of a version as he may read it: of others it says only that they are."""
        value = version.get(name)
        if not value or name not in _HIDDEN or self._is_his(version, name, value):
            return value
        return ANOTHERS

    def account(self, call: Values) -> str:
        """Return the name of the account that a call is linked to; empty: to none."""
        return _name(call["account_id"], self.names)

    def terminal(self, call: Values) -> str:
        """Return the name of the terminal that a call is linked to; empty: to none."""
        return _name(call["terminal_id"], self.terminals)

    def _is_his(self, version: Values, name: str, value: Any) -> bool:
        is_anothers = self.names_another(version)
        match name:
            case "ext_billing_id":
                return int(value) == self.customer_id
            case "customerid":
                return int(value) in self.states
            case "customer_name":
                says_so = bool(version.get("ext_billing_id")) and not is_anothers
                return says_so or value in self.own_names
        return not is_anothers

    def _payer(self, account_id: int, instant: int) -> int:
        """Return the account's customer at an instant, or the next one it had; 0: none."""
        states = self.states.get(account_id, ())
        begun = [n for n, (since, _) in enumerate(states) if since <= instant]
        following = states[begun[-1] if begun else 0 :]
        return next((customer for _, customer in following if customer), 0)


def _name(found: int | None, names: Mapping[int, str]) -> str:
    if not found:
        return ""
    return names.get(found, ANOTHERS)


def _instant(call: Values) -> int:
    try:
        return int(call["start_time_unix"] or unix_of_wall(call["start_time"]))
    except ValueError:
        return 0  # an old script's row; the oldest state counts
