"""Proposes LMS customers for unlinked accounts, from what both sides hold now; writes nothing."""

from __future__ import annotations

from hiperus.accounts.rules.proposals import Proposal, propose
from hiperus.accounts.tables.proposals import read_candidates, read_unlinked
from hiperus.storage.database import Database


def proposals(database: Database) -> dict[int, Proposal]:
    """Return a customer for each unlinked account that has exactly one, by account id."""
    accounts = read_unlinked(database)
    return propose(accounts, read_candidates(database)) if accounts else {}
