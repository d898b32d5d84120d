"""Builds documents of ours as the read-back compares them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hiperus.domain.periods import Month
from hiperus.invoices.rules.fates import Document


def an_issued_document(**values: Any) -> Document:
    """Build a live document over 26.12 PLN gross, of which nothing is noted; `values` differ."""
    usual: dict[str, Any] = {
        "docid": 7,
        "invoice_id": 1,
        "customer_id": 12,
        "month": Month(2026, 10),
        "number": "1/LMS/2026",
        "gross": Decimal("26.12"),
        "division_id": 2,
        "is_there": True,
        "is_cancelled": False,
        "mailed_at": 0,
        "then": {},
        "now": {},
    }
    return Document(**(usual | values))
