"""The recipient of an invoice beside its buyer: a unit of a municipality (JST), a third party.

LMS's batch takes it from the assignment that it bills. Calls have no assignment, so the customer's
live assignments decide, where they agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hiperus.invoices.rules.state_reasons import ReasonCode, StateReason


@dataclass(frozen=True, slots=True)
class Recipient:
    """An address of the customer's that an invoice names; `kind` is LMS's key of its role."""

    address_id: int
    ten: str | None = None
    kind: int | None = None


Recipients = tuple[Recipient | None, Recipient | None]
"""LMS's first and second recipient of a document."""

NOBODY: Recipients = (None, None)
RecipientsOf = Mapping[int, "Recipients | StateReason"]
"""By customer; who is not in it has no recipient."""


def agreed(found: Iterable[Recipients]) -> Recipients | StateReason:
    """Return the recipients that all live assignments of a customer name, or that they differ."""
    different = set(found)
    if len(different) > 1:
        return StateReason(ReasonCode.RECIPIENTS_DIFFER)
    return next(iter(different), NOBODY)
