"""The states of an invoice of ours, and the steps between them."""

from __future__ import annotations

from enum import StrEnum

from hiperus.domain.states import Steps, may_follow
from hiperus.errors import SafetyBoundError


class InvoiceState(StrEnum):
    """The state of an invoice of ours.

    Attributes:
        DRAFT: being written, in a transaction that is still open.
        APPROVED: a person released it although it is above its bound; the next run issues it.
        ISSUED: a document of LMS's holds its lines.
        PARKED: it waits until somebody mends what its reason names.
        SKIPPED: there was nothing to pay; the month is done all the same.
        VOID: given up, because LMS cancelled or deleted its document; its month can be billed anew.
    """

    DRAFT = "draft"
    APPROVED = "approved"
    ISSUED = "issued"
    PARKED = "parked"
    SKIPPED = "skipped"
    VOID = "void"


DONE = frozenset({InvoiceState.ISSUED, InvoiceState.SKIPPED})
"""States of a regular invoice after which its month is closed for the customer."""

_DECIDED = DONE | {InvoiceState.PARKED}

INVOICE_STEPS: Steps[InvoiceState] = {
    InvoiceState.DRAFT: _DECIDED,
    InvoiceState.APPROVED: _DECIDED,
    InvoiceState.PARKED: _DECIDED | {InvoiceState.APPROVED},
    InvoiceState.ISSUED: frozenset({InvoiceState.VOID}),
    InvoiceState.SKIPPED: frozenset(),
    InvoiceState.VOID: frozenset(),
}
"""Which states may follow each state. A run that finds the reason unmended parks anew."""


def require_allowed(before: InvoiceState, after: InvoiceState) -> None:
    """Let an invoice go from one state into another only where that is allowed.

    Raises:
        SafetyBoundError: it is not; a defect of this project.
    """
    if not may_follow(INVOICE_STEPS, before, after):
        raise SafetyBoundError(
            f"An invoice that is {before} cannot become {after}; it was undone. "
            "Please report this as a defect."
        )
