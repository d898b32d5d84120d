"""What is still due back to customers, after what LMS has lowered since.

A clerk gives an amount back by a correction of the document, or by editing or cancelling it while
that is allowed. All of it is counted against the document's calls that were billed too much.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from hiperus.domain.money import ZERO, gross_of, vat_of
from hiperus.invoices.rules.reasons import CreditDue

_NOTHING = Decimal(0)


def still_due(
    found: Iterable[CreditDue],
    relieved: Mapping[int, Decimal],
    rate_of: Callable[[int | None], Decimal],
) -> list[CreditDue]:
    """Return what is due back beyond what each document was lowered by.

    Args:
        found: calls billed too much, PLN net.
        relieved: by document, PLN gross that it was lowered by.
        rate_of: the tax rate (percent) of a customer's lines.
    """
    by_document: dict[int | None, list[CreditDue]] = defaultdict(list)
    for credit in found:
        by_document[credit.docid].append(credit)
    kept = []
    for docid, due in by_document.items():
        given = relieved.get(docid, ZERO) if docid else ZERO
        kept += _rest(due, given, rate_of(due[0].customer_id))
    return kept


def _rest(due: Iterable[CreditDue], given: Decimal, rate: Decimal) -> list[CreditDue]:
    """Take what was given back (PLN gross) off the amounts, one after the other."""
    due = list(due)
    if given <= ZERO:
        return due
    if given >= gross_of(sum((c.net for c in due), _NOTHING), rate):
        return []
    left = given - vat_of(given, rate)
    kept = []
    for credit in due:
        taken = min(left, credit.net)
        left -= taken
        if credit.net > taken:
            kept.append(replace(credit, net=credit.net - taken))
    return kept
