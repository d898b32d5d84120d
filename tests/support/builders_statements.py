"""Builds statements without a database, and reads their PDF back."""

from __future__ import annotations

import re
from decimal import Decimal
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from hiperus.domain.periods import Month
from hiperus.statements.rules.detailed import StatedCall, StatedLine
from hiperus.statements.rules.statement import Statement

MONTH = Month(2026, 10)


def a_call(net: str = "1.0000", **values: Any) -> StatedCall:
    """Build a call of a minute to a mobile number; `values` differ."""
    usual: dict[str, Any] = {
        "start": "2026-10-15 10:00:00",
        "caller": "48420000001",
        "number": "48601234567",
        "service": "mobile",
        "duration": 60,
    }
    return StatedCall(**(usual | values | {"net": Decimal(net)}))


def a_line(*calls: StatedCall, **values: Any) -> StatedLine:
    """Build the line of an invoice that bills these calls at 23 %; `values` differ."""
    net = sum((call.net for call in calls), Decimal(0))
    usual: dict[str, Any] = {
        "invoice": "1/LMS/2026",
        "account": "Konto 100",
        "terminal": "term200",
        "month": MONTH,
        "rate": Decimal("23.00"),
        "net": net,
        "gross": (net * Decimal("1.23")).quantize(Decimal("0.01")),
        "docid": 7,
    }
    return StatedLine(**(usual | values), calls=calls)


def a_statement(*lines: StatedLine, **values: Any) -> Statement:
    """Build a customer's statement of these lines; `values` differ."""
    usual: dict[str, Any] = {
        "customer_id": 12,
        "customer": "Klient 12",
        "address": "ul. Długa 1, 00-950 Łódź",
        "provider": "Dostawca sp. z o.o.",
        "months": (MONTH,),
    }
    return Statement(**(usual | values), lines=lines)


def pages_of(pdf: bytes) -> list[str]:
    """Return the text of each page of a PDF."""
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def text_of(pdf: bytes) -> str:
    """Return the text of a PDF, with one blank for each run of blanks and line ends."""
    return re.sub(r"\s+", " ", " ".join(pages_of(pdf)))
