"""Which LMS customer an unlinked account may belong to; a person decides, nothing is applied.

By the NIP where both sides have it, else by name and post code together. Only what is unique on
both sides is proposed: a wrong link would bill the wrong person.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from enum import StrEnum

_NIP = re.compile(r"[0-9]{10}")
_WORDS = re.compile(r"[^\W_]+")


class ProposedBy(StrEnum):
    """What an account and a customer have in common."""

    NIP = "nip"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Party:
    """An account or a customer as it is compared; `names` are all that it goes by."""

    id: int
    names: tuple[str, ...]
    nip: str
    postcodes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """An LMS customer for an unlinked account."""

    customer_id: int
    name: str
    by: ProposedBy


def propose(accounts: Iterable[Party], customers: Iterable[Party]) -> dict[int, Proposal]:
    """Return a customer for each account that has exactly one, by account id."""
    left, there = list(accounts), list(customers)
    found = _pairs(left, there, _nips, ProposedBy.NIP)
    rest = [account for account in left if account.id not in found]
    return {**_pairs(rest, there, _names_at, ProposedBy.NAME), **found}


Keys = Callable[[Party], set[Hashable]]


def _pairs(
    accounts: list[Party], customers: list[Party], keys: Keys, by: ProposedBy
) -> dict[int, Proposal]:
    those, theirs = _by_key(accounts, keys), _by_key(customers, keys)
    fitting: dict[int, set[Party]] = defaultdict(set)
    for key, found in those.items():
        for account in found:
            fitting[account.id] |= {c for c in theirs.get(key, ()) if not _differ(account, c)}
    taken: dict[int, int] = defaultdict(int)
    for parties in fitting.values():
        for customer in parties:
            taken[customer.id] += 1
    return {
        account_id: Proposal(customer.id, customer.names[0], by)
        for account_id, parties in fitting.items()
        if len(parties) == 1
        for customer in parties
        if taken[customer.id] == 1
    }


def _by_key(parties: Iterable[Party], keys: Keys) -> dict[Hashable, set[Party]]:
    found: dict[Hashable, set[Party]] = defaultdict(set)
    for party in parties:
        for key in keys(party):
            found[key].add(party)
    return found


def _differ(account: Party, customer: Party) -> bool:
    """Tell whether both have a NIP, and another one: then they are two, whatever their names."""
    ours, theirs = _nips(account), _nips(customer)
    return bool(ours and theirs and ours != theirs)


def _nips(party: Party) -> set[Hashable]:
    digits = "".join(filter(str.isdigit, party.nip))
    return {digits} if _NIP.fullmatch(digits) else set()


def _names_at(party: Party) -> set[Hashable]:
    """Return name and post code; the order of a name's words does not matter, nor do signs."""
    names = {tuple(sorted(_WORDS.findall(name.casefold()))) for name in party.names}
    codes = {"".join(filter(str.isdigit, code)) for code in party.postcodes}
    return {(name, code) for name in names - {()} for code in codes - {""}}
